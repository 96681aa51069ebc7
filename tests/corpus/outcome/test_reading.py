import pytest

from corpus.judgment import CaseType, Instance, Section, SectionKind
from corpus.outcome.reading import read_outcome
from corpus.spans import Span


def outcome(parts, items, *, case_type=CaseType.CRIMINAL, instance=Instance.FIRST, accused=()):
    """Read a text of parts (kind, words) and items that begin its disposition."""
    text, sections = "", []
    for kind, words in parts:
        sections.append(Section(kind, Span(len(text), len(text) + len(words)), "test"))
        text += words
    spans = []
    for item in items:
        spans.append(Span(len(text), len(text) + len(item)))
        text += item
    if spans:
        whole = Span(spans[0].start, spans[-1].end)
        sections.append(Section(SectionKind.DISPOSITION, whole, "test"))
    return read_outcome(
        text, sections, spans, case_type=case_type, instance=instance, accused=accused
    )


def sentences(found):
    return [
        (fact.value.name, fact.rule, fact.value.final and fact.value.final.term.months)
        for fact in found.criminal.accused
    ]


def test_a_first_instance_has_sentences_orders_and_circumstances():
    found = outcome(
        [(SectionKind.REASONING, "本院认为，被告人甲系自首。")],
        [
            "一、被告人甲犯盗窃罪，判处拘役三个月；",
            "二、责令被告人甲退赔乙人民币一百元；",
            "三、作案工具予以没收。",
        ],
    )
    assert sentences(found) == [("甲", "ruling", 3)]
    assert [order.value.kind for order in found.criminal.orders] == ["restitute", "confiscate"]
    assert [each.value.kind for each in found.criminal.circumstances] == ["surrender"]
    assert found.appeal is None


def test_what_is_revoked_is_not_passed():
    found = outcome(
        [],
        [
            "撤销某法院某号刑事判决中被告人甲犯诈骗罪，判处拘役一个月，缓刑二个月的缓刑部分；被告人甲犯盗窃罪，判处拘役三个月，决定执行拘役四个月。"
        ],
    )
    assert sentences(found) == [("甲", "ruling", 4)]


def test_what_stands_of_the_judgment_below_stands():
    below = "原审法院认为，构成诈骗罪，判决：一、被告人甲犯诈骗罪，判处有期徒刑一年；二、被告人乙犯诈骗罪，判处有期徒刑二年。宣判后，被告人甲不服，提出上诉。"
    parts = [(SectionKind.LOWER_COURT, below)]
    affirmed = outcome(parts, ["驳回上诉，维持原判。"], instance=Instance.SECOND)
    assert sentences(affirmed) == [("甲", "upheld", 12), ("乙", "upheld", 24)]
    varied = outcome(
        parts,
        [
            "一、维持某号判决第二项；",
            "二、撤销某号判决第一项；",
            "三、上诉人甲犯诈骗罪，判处拘役六个月。",
        ],
        instance=Instance.SECOND,
    )
    assert sentences(varied) == [("甲", "ruling", 6), ("乙", "upheld", 24)]
    remanded = outcome(parts, ["撤销某号判决，发回重审。"], instance=Instance.SECOND)
    assert sentences(remanded) == []
    assert remanded.appeal.result.value == "remanded"


def test_civil_and_administrative_rulings_have_their_own_outcome():
    civil = outcome(
        [
            (SectionKind.REASONING, "被告承担30%的责任。"),
            (SectionKind.COSTS, "案件受理费50元，由被告乙负担。"),
        ],
        ["一、被告乙支付原告甲100元；", "二、驳回原告甲的其他诉讼请求。"],
        case_type=CaseType.CIVIL,
    )
    assert civil.civil.result.value == "partly_supported"
    assert len(civil.civil.orders) == 2
    assert [share.value.fen for share in civil.civil.costs] == [5000]
    assert [(s.value.numerator, s.value.denominator) for s in civil.civil.shares] == [(3, 10)]
    administrative = outcome(
        [], ["驳回原告甲的诉讼请求。"], case_type=CaseType.ADMINISTRATIVE
    ).administrative
    assert [result.value for result in administrative.results] == [administrative.results[0].value]
    assert administrative.results[0].value == "claims_dismissed"


@pytest.mark.parametrize(("case_type", "items"), [(None, ["驳回。"]), (CaseType.CIVIL, [])])
def test_without_ruling_or_kind_of_case_there_is_no_outcome(case_type, items):
    assert outcome([], items, case_type=case_type) is None


@pytest.mark.parametrize("item", ["一、本案由本院提审；", "驳回甲公司的再审申请。"])
def test_a_review_of_whether_to_retry_decides_on_no_claim(item):
    found = outcome([], [item], case_type=CaseType.CIVIL, instance=Instance.RETRIAL_REVIEW)
    assert found.civil.result is None
    assert found.appeal.result is not None
