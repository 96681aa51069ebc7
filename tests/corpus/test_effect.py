import pytest

from corpus.court import read_court_name
from corpus.effect import effect_of
from corpus.judgment import CaseType, DocumentKind, Effectiveness, Instance

IN_EFFECT, UNKNOWN = Effectiveness.IN_EFFECT, Effectiveness.UNKNOWN
NOTICE = "如不服本判决，可在判决书送达之日起十五日内，上诉于甲市中级人民法院。"


def effect(kind, instance, closing="", case_type=CaseType.CIVIL, court=None):
    found, reason = effect_of(
        kind=kind, case_type=case_type, instance=instance, court=court, closing=closing
    )
    assert reason
    return found


@pytest.mark.parametrize(
    ("kind", "instance", "closing", "expected"),
    [
        (DocumentKind.PANJUE, Instance.FIRST, NOTICE, UNKNOWN),  # nobody proves that none appealed
        (DocumentKind.PANJUE, Instance.FIRST, "", UNKNOWN),
        (DocumentKind.PANJUE, Instance.FIRST, "本判决为终审判决。", IN_EFFECT),  # 小额诉讼 一审终审
        (DocumentKind.PANJUE, Instance.SECOND, "本判决为终审判决。", IN_EFFECT),
        (DocumentKind.PANJUE, Instance.SECOND, "", IN_EFFECT),  # art. 182, though not said
        (DocumentKind.CAIDING, Instance.FIRST, "", IN_EFFECT),  # 准许撤诉: no appeal
        (DocumentKind.CAIDING, Instance.FIRST, "如不服本裁定，可上诉于甲市中级人民法院。", UNKNOWN),
        (DocumentKind.CAIDING, Instance.OTHER, "本裁定送达后即发生法律效力。", IN_EFFECT),
        (DocumentKind.CAIDING, Instance.RETRIAL_REVIEW, "", IN_EFFECT),
        (DocumentKind.CAIDING, Instance.ENFORCEMENT, "可以向上一级人民法院申请复议。", UNKNOWN),
        (DocumentKind.PANJUE, Instance.RETRIAL, "", UNKNOWN),  # first-instance procedure may follow
        (DocumentKind.PANJUE, Instance.RETRIAL, "本判决为终审判决。", IN_EFFECT),
        (DocumentKind.TIAOJIE, Instance.FIRST, "", UNKNOWN),
        (DocumentKind.JUEDING, Instance.OTHER, "", IN_EFFECT),
        (DocumentKind.GUIDING_CASE, None, "", IN_EFFECT),
        (DocumentKind.REFERENCE_CASE, None, "", IN_EFFECT),
        (DocumentKind.PENDING_FILE, None, "", Effectiveness.NOT_IN_EFFECT),
        (None, None, "", UNKNOWN),
        (DocumentKind.CAIDING, Instance.DEATH_REVIEW, "", IN_EFFECT),
    ],
)
def test_effect_follows_the_words_then_the_kind(kind, instance, closing, expected):
    assert effect(kind, instance, closing) is expected


def test_a_criminal_ruling_of_first_instance_needs_proof():
    found = effect(DocumentKind.CAIDING, Instance.FIRST, case_type=CaseType.CRIMINAL)
    assert found is UNKNOWN


def test_judgments_of_the_supreme_court_are_in_effect():
    court = read_court_name("最高人民法院")
    assert effect(DocumentKind.PANJUE, Instance.FIRST, court=court) is IN_EFFECT
