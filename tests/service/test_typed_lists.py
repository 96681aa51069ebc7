"""What a form shows can be sent back unchanged, and what it cannot read it refuses whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import Role
from corpus.outcome.model import AdministrativeResult, TermKind
from corpus.store.sql import SqlJudgmentStore
from service.reading.correcting import CORRECTABLE, read_words, typed_value, words_of_value
from service.reading.typed_lists import (
    party_line,
    provision_line,
    read_party,
    read_provision,
    read_sentence,
    sentence_line,
    with_what_is_known,
)
from tests.service.test_correcting import correct

names = st.text(alphabet="甲乙丙丁张王李赵某1公司有限（）", min_size=2, max_size=12)
roles = st.sampled_from([role.value for role in Role])
parties = st.fixed_dictionaries({"name": names, "role": roles}, optional={"former_role": roles})
numbers = st.integers(1, 999)
provisions = st.fixed_dictionaries(
    {"law": st.just("中华人民共和国刑法"), "article": numbers},
    optional={"article_suffix": st.integers(1, 9), "paragraph": st.integers(1, 9), "item": numbers},
)
lengths = st.integers(1, 300)
terms = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["fixed_term", "detention", "control"]), "months": lengths}
    ),
    st.fixed_dictionaries({"kind": st.sampled_from(["death", "death_with_reprieve", "life"])}),
)
punishments = st.fixed_dictionaries(
    {},
    optional={
        "term": terms,
        "probation_months": lengths,
        "fine_fen": st.integers(1, 10**10),
        "confiscation_fen": st.integers(1, 10**10),
        "political_rights_months": lengths,
    },
)
sentences = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["张三", "李某1"]),
        "convictions": st.lists(
            st.fixed_dictionaries(
                {"charge": st.sampled_from(["盗窃罪", "诈骗罪", None]), "punishment": punishments}
            ),
            min_size=1,
            max_size=3,
        ),
    },
    optional={"combined": punishments},
)


@given(parties)
def test_a_party_comes_back(party):
    assert read_party(party_line(party)) == party


@given(provisions)
def test_a_provision_comes_back(provision):
    assert read_provision(provision_line(provision)) == provision


@given(sentences)
def test_a_sentence_comes_back(sentence):
    assert read_sentence(sentence_line(sentence)) == sentence


def test_an_acquittal_comes_back():
    assert read_sentence("张三：宣告无罪") == {"name": "张三", "is_acquitted": True}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("parties", "张三"),
        ("parties", "证明人：张三"),
        ("parties", "上诉人（原审路人）：张三"),
        ("parties", "原告：张三\n乱写"),
        ("provisions", "第二百六十四条"),
        ("provisions", "《中华人民共和国刑法》第二百六十四条、第五十二条"),
        ("provisions", "《中华人民共和国刑法》第二百六十四条等"),
        ("outcome.criminal.accused", "张三"),
        ("outcome.criminal.accused", "张三：不孝罪：拘役2个月"),
        ("outcome.criminal.accused", "张三：盗窃罪：有期徒刑"),
        ("outcome.criminal.accused", "张三：盗窃罪：有期徒刑很久"),
        ("outcome.criminal.accused", "张三：盗窃罪：罚金很多"),
        ("outcome.administrative.results", "撤销行政行为\n别的"),
        ("outcome.civil.result", "supported_maybe"),
    ],
)
def test_a_line_that_cannot_be_read_refuses_the_whole(name, words):
    from service.errors import CorrectionValueError

    with pytest.raises(CorrectionValueError):
        read_words(name, words)


def test_every_result_of_an_administrative_case_can_be_written():
    tokens = [each.value for each in AdministrativeResult]
    name = "outcome.administrative.results"
    assert read_words(name, typed_value(name, tokens)) == tokens
    assert len(TermKind) == 6


@pytest.mark.parametrize("name", [name for name, field in CORRECTABLE.items() if field.line])
def test_an_empty_list_says_that_nothing_is_stated(name):
    assert read_words(name, " \n ") == []
    assert words_of_value(name, []) == "文书未载明"


def test_what_the_form_does_not_show_stays():
    before = [{"name": "张三", "role": "plaintiff", "kind": "natural", "identity_hash": "abc"}]
    typed = [{"name": "张三", "role": "defendant"}, {"name": "李四", "role": "plaintiff"}]
    assert with_what_is_known(typed, before) == [
        {"name": "张三", "role": "defendant", "kind": "natural", "identity_hash": "abc"},
        {"name": "李四", "role": "plaintiff"},
    ]


@pytest.fixture
def shelf(engine):
    return SqlJudgmentStore(engine)


@pytest.fixture
def paper(judgments):
    return judgments[0]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("parties", "公诉机关：某县人民检察院\n被告人：更名某", "被告人：更名某"),
        ("provisions", "《中华人民共和国刑法》第五十二条", "《中华人民共和国刑法》第52条"),
        (
            "outcome.criminal.accused",
            "甲某1：危险驾驶罪：拘役3个月，罚金4,000元",
            "甲某1：危险驾驶罪：拘役3个月，罚金4,000元",
        ),
    ],
)
def test_lists_are_set_right_on_the_page(desk_client, paper, field, value, shown):
    answer = correct(desk_client, paper.id, field=field, value=value)
    assert answer.status_code == 303, answer.text
    page = desk_client.get(f"/judgments/{paper.id}").text
    aside = page[page.index('class="facts card"') : page.index('id="corrections"')]
    assert f'<span class="line">{shown}</span>' in aside
    assert "已更正" in aside
    # the form shows what counts now; sent back unchanged it is no correction
    again = correct(desk_client, paper.id, field=field, value=value)
    assert again.status_code == 400
    assert "与现有值不同" in again.text


def test_a_refused_list_keeps_what_was_typed(desk_client, paper):
    answer = correct(desk_client, paper.id, field="parties", value="原告 <b>张三")
    assert answer.status_code == 400
    assert "每行一人" in answer.text
    assert "原告 &lt;b&gt;张三</textarea>" in answer.text
