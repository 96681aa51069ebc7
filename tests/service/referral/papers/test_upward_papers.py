"""What goes to a court above: the sides with their judgments, blanks that say so, nothing inner."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from corpus.judgment import CaseType, Effectiveness
from corpus.spans import Extracted, Span, value_of
from service.referral.papers.divergence_application import divergence_application
from service.referral.papers.library_candidate import chosen_of, library_candidate
from service.referral.papers.paper import Edition, print_paper
from service.referral.papers.upward import UpwardFile, UpwardView
from service.reports.vocabulary import FileClass
from tests.service.case_divergence.suits import CHANGCHUN, GRANTED, JILIN, REFUSED, appeal
from tests.service.papers import read
from tests.service.referral.papers.reading import head_and_foot, words_of

NOW = datetime(2026, 3, 2, tzinfo=UTC)
EDITION = Edition(matter_id="5f3a9c01ab", n_acts=3, begun_at=NOW, moved_at=NOW)
QUESTION = "出借人主张的律师费应否支持"
FOR, AGAINST = "律师费属于合理费用，应予支持", "律师费不属于必要费用，不予支持"
PROVISION = "《中华人民共和国民法典》第六百七十五条"


def in_effect(judgment):
    return replace(judgment, effect=Effectiveness.IN_EFFECT)


GRANTING = (in_effect(appeal(1, GRANTED)), in_effect(appeal(2, GRANTED, at=JILIN)))
REFUSING = (in_effect(appeal(3, REFUSED)),)


def file_of(*, granting=GRANTING, refusing=REFUSING, **changes):
    basis = {
        "question": QUESTION,
        "court": CHANGCHUN[0],
        "to_court": "吉林省高级人民法院",
        "views": (
            UpwardView(words=FOR, judgments=granting),
            UpwardView(words=AGAINST, judgments=refusing),
        ),
        "answer": FOR,
        "reasons": "借条已有约定",
        "causes": ("民间借贷纠纷",),
        "provisions": (PROVISION,),
        "number": "2025年第1号",
        "edition": EDITION,
    }
    return UpwardFile(**basis | changes)


def number_of(judgment):
    return str(value_of(judgment.case_number))


def test_an_application_sets_the_judgments_of_each_side_below_it():
    told = words_of(print_paper(divergence_application(file_of())))
    row = f"{number_of(REFUSING[0])} | {CHANGCHUN[0]} | 2025年6月4日"
    assert row in told
    assert told.index(FOR) < told.index(number_of(GRANTING[0])) < told.index(f"（二）{AGAINST}")
    assert told.index(f"（二）{AGAINST}") < told.index(row)
    for words in (QUESTION, "吉林省高级人民法院", "借条已有约定", "2025年第1号", PROVISION):
        assert words in told


@pytest.mark.parametrize("effect", [each for each in Effectiveness if each != "in_effect"])
def test_a_judgment_that_is_not_in_effect_is_counted_and_not_listed(effect):
    other = replace(appeal(5, REFUSED), effect=effect)
    told = divergence_application(file_of(refusing=(*REFUSING, other))).text
    assert number_of(other) not in told
    assert "另有1件不是生效裁判或者效力尚未查明" in told


def test_a_long_side_is_cut_and_says_how_long_it_is():
    many = tuple(in_effect(appeal(each, GRANTED)) for each in range(100, 133))
    told = divergence_application(file_of(granting=many)).text
    assert sum(number_of(each) in told for each in many) == 30
    assert "另有3件生效裁判持这一观点" in told
    assert "33件" in told


def test_what_nobody_knows_is_a_blank_that_says_so():
    of = file_of(refusing=(), to_court="", answer=" ", reasons="", provisions=())
    told = divergence_application(of).text
    for what in ("受理申请的上级法院", "持这一观点的生效裁判", "本院倾向性意见", "条文"):
        assert f"待填写：{what}" in told
    assert "待填写：可以公开的理由" in told


def test_a_candidate_has_the_parts_of_an_entry_in_order():
    paper = library_candidate(file_of())
    told = words_of(print_paper(paper))
    parts = ("标题", "副标题", "关键词", "基本案情", "裁判理由", "裁判要旨", "关联索引")
    heads = [
        told.index(f"{mark}、{part}") for mark, part in zip("一二三四五六七", parts, strict=True)
    ]
    assert heads == sorted(heads)
    assert f"——{QUESTION}" in told
    assert told.index("裁判要旨") < told.rindex(FOR)
    assert paper.file_class is FileClass.MAIN


def test_a_candidate_rests_on_the_latest_judgment_with_its_names_hidden():
    named = in_effect(read(GRANTING[1].text.replace("丁某2", "丁长安"), external_id="named"))
    of = file_of(granting=(GRANTING[0], named))
    chosen = chosen_of(of)
    assert value_of(chosen.decided_on) == max(value_of(each.decided_on) for each in GRANTING)
    told = library_candidate(of).text
    assert "丁长安" in chosen.text
    assert "丁长安" not in told
    assert "待编写人核对、改写" in told
    assert f"二审：{JILIN[0]}{number_of(chosen)}（2025年6月3日）" in told
    assert "属于实现债权的合理费用" in told
    assert "驳回上诉，维持原判" in told
    assert "第177条" in told
    assert "（2025）吉0123民初2号：" in told


def test_at_most_seven_keywords_are_told():
    told = library_candidate(file_of(causes=tuple("甲乙丙丁戊己庚辛"))).text
    line = told.splitlines()[told.splitlines().index("三、关键词") + 1]
    assert line.split() == ["民事", *"甲乙丙丁戊己"]
    one = library_candidate(file_of()).text
    assert "争议问题的关键词，至多5个" in one


def test_a_criminal_case_is_titled_by_the_accused():
    criminal = replace(GRANTING[0], case_type=Extracted(CaseType.CRIMINAL, Span(0, 1), "test"))
    told = library_candidate(file_of(granting=(criminal,), causes=("盗窃罪",))).text
    assert "盗窃案（待填写：隐名后的被告人）" in told


def test_a_case_of_the_library_is_not_put_forward_again():
    known = replace(GRANTING[1], library_number=Extracted("2023-16-2-103-007", Span(0, 1), "test"))
    assert chosen_of(file_of(granting=(GRANTING[0], known))) == GRANTING[0]


def test_without_a_judgment_the_entry_is_left_to_a_person():
    told = library_candidate(file_of(granting=())).text
    for what in ("案件事实", "裁判结果", "生效裁判的理由", "审级、法院、案号、裁判日期"):
        assert f"待填写：{what}" in told


def test_an_application_is_of_the_inner_volume_and_gives_the_same_bytes():
    paper = divergence_application(file_of())
    assert "副卷" in head_and_foot(print_paper(paper))[0]
    assert print_paper(paper) == print_paper(divergence_application(file_of()))


def test_judgments_without_a_day_come_last():
    undated = replace(in_effect(appeal(8, GRANTED)), decided_on=None)
    view = UpwardView(words=FOR, judgments=(undated, *GRANTING))
    days = [value_of(each.decided_on) for each in view.in_effect]
    assert days == [date(2025, 6, 3), date(2025, 6, 2), None]
