"""Of which tier a judgment is, and what it means for the ruling."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import DocumentKind, Effectiveness, JudgmentId
from corpus.listed import ListedJudgment
from indexing.searching.emptiness import Finding
from indexing.searching.likeness import Likeness
from service.library.model import LibraryRecord, LibraryStanding, Publication
from service.search.answer import SimilarHit
from service.tiers.hierarchy import CourtBook
from service.tiers.placing import is_distant, tier_of, weight_of
from service.tiers.vocabulary import EffectLabel, Tier
from tests.service.tiers.conftest import drunk

PAPER = DocumentKind.PANJUE
BASIC, MIDDLE, HIGH, TOP = (
    "吉林省长春市朝阳区人民法院",
    "吉林省长春市中级人民法院",
    "吉林省高级人民法院",
    "最高人民法院",
)
FOREST, FOREST_MIDDLE = "抚松林区基层人民法院", "吉林省长春林区中级人民法院"
CORPS, CORPS_MIDDLE, CORPS_HIGH, XINJIANG = (
    "阿拉尔垦区人民法院",
    "新疆生产建设兵团第一师中级人民法院",
    "新疆维吾尔自治区高级人民法院生产建设兵团分院",
    "新疆维吾尔自治区高级人民法院",
)


def tier(own, court, *, kind=PAPER, province=None, publication=None):
    vantage = None if own is None else CourtBook().vantage(own)
    return tier_of(
        kind=kind, court=court, province=province, publication=publication, vantage=vantage
    )


@pytest.mark.parametrize(
    ("own", "court", "expected"),
    [
        (BASIC, TOP, Tier.SUPREME),
        (BASIC, HIGH, Tier.PROVINCIAL),
        (BASIC, MIDDLE, Tier.SUPERIOR),
        (BASIC, BASIC, Tier.OWN),
        (BASIC, "吉林省长春市南关区人民法院", Tier.OTHER),
        (BASIC, "吉林省吉林市中级人民法院", Tier.OTHER),
        (BASIC, "黑龙江省高级人民法院", Tier.OTHER),
        (BASIC, FOREST_MIDDLE, Tier.OTHER),
        # the superior of an intermediate court is the high court: the earlier tier
        (MIDDLE, HIGH, Tier.PROVINCIAL),
        (MIDDLE, MIDDLE, Tier.OWN),
        (MIDDLE, BASIC, Tier.OTHER),
        # a high court is its own provincial tier, its superior the Supreme Court
        (HIGH, HIGH, Tier.PROVINCIAL),
        (HIGH, TOP, Tier.SUPREME),
        (HIGH, MIDDLE, Tier.OTHER),
        (TOP, TOP, Tier.SUPREME),
        (TOP, HIGH, Tier.OTHER),
        (FOREST, FOREST_MIDDLE, Tier.SUPERIOR),
        (FOREST, HIGH, Tier.PROVINCIAL),
        (FOREST, MIDDLE, Tier.OTHER),
        (FOREST_MIDDLE, FOREST, Tier.OTHER),
        (CORPS, CORPS_MIDDLE, Tier.SUPERIOR),
        (CORPS, CORPS_HIGH, Tier.PROVINCIAL),
        (CORPS, XINJIANG, Tier.PROVINCIAL),
        (XINJIANG, CORPS_HIGH, Tier.OTHER),
        ("上海海事法院", "上海市高级人民法院", Tier.PROVINCIAL),
        ("上海海事法院", "上海海事法院", Tier.OWN),
        ("北京互联网法院", "北京市第四中级人民法院", Tier.SUPERIOR),
        ("北京互联网法院", "北京市高级人民法院", Tier.PROVINCIAL),
        ("郑州铁路运输法院", "郑州铁路运输中级法院", Tier.SUPERIOR),
        # without a court only what holds for all can be told
        (None, TOP, Tier.SUPREME),
        (None, HIGH, Tier.OTHER),
        # the text does not tell the court
        (BASIC, None, Tier.OTHER),
    ],
)
def test_the_tier_follows_from_the_courts(own, court, expected):
    assert tier(own, court) is expected


@pytest.mark.parametrize("own", [BASIC, TOP, None])
@pytest.mark.parametrize(
    ("kind", "expected"),
    [(DocumentKind.GUIDING_CASE, Tier.GUIDING), (DocumentKind.REFERENCE_CASE, Tier.REFERENCE)],
)
def test_library_cases_are_of_their_own_tiers_whoever_published_them(own, kind, expected):
    published = Publication.SUPREME_GAZETTE
    assert tier(own, TOP, kind=kind, publication=published) is expected


@pytest.mark.parametrize(
    ("publication", "province", "expected"),
    [
        (Publication.SUPREME_TYPICAL, "黑龙江", Tier.SUPREME),
        (Publication.SUPREME_GAZETTE, None, Tier.SUPREME),
        (Publication.HIGH_REFERENCE, "吉林", Tier.PROVINCIAL),
        (Publication.HIGH_REFERENCE, "黑龙江", Tier.OTHER),
        (Publication.HIGH_REFERENCE, None, Tier.OTHER),
    ],
)
def test_what_was_published_by_a_high_court_is_of_its_tier(publication, province, expected):
    court = "某县人民法院"
    assert tier(BASIC, court, province=province, publication=publication) is expected


def record(standing, *, replacement=""):
    return LibraryRecord(
        id=1,
        judgment_id=JudgmentId("j1"),
        standing=standing,
        publication=None,
        replacement=replacement,
        replacement_id=None,
        source="法〔2020〕343号",
        since=date(2021, 1, 1),
        author="某",
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("of_tier", "label"),
    [
        (Tier.GUIDING, EffectLabel.MUST_FOLLOW),
        (Tier.REFERENCE, EffectLabel.MUST_CONSULT),
        (Tier.SUPREME, EffectLabel.MAY_CONSULT),
        (Tier.PROVINCIAL, EffectLabel.MAY_CONSULT),
        (Tier.SUPERIOR, EffectLabel.MAY_CONSULT),
        (Tier.OWN, EffectLabel.MAY_CONSULT),
        (Tier.OTHER, EffectLabel.LEAD_ONLY),
    ],
)
def test_the_label_of_a_judgment_in_effect_is_that_of_its_tier(of_tier, label):
    weight = weight_of(of_tier, Effectiveness.IN_EFFECT, None)
    assert (weight.label, weight.counts) == (label, True)
    assert "号" in weight.reason
    in_force = record(LibraryStanding.IN_FORCE)
    assert weight_of(of_tier, Effectiveness.IN_EFFECT, in_force) == weight


@given(
    of_tier=st.sampled_from(Tier),
    effect=st.sampled_from(Effectiveness),
    standing=st.none() | st.sampled_from(LibraryStanding),
    is_same_text=st.booleans(),
)
def test_only_what_is_in_effect_and_not_put_aside_counts(of_tier, effect, standing, is_same_text):
    known = None if standing is None else record(standing)
    weight = weight_of(of_tier, effect, known, is_same_text=is_same_text)
    stands = standing in {None, LibraryStanding.IN_FORCE}
    assert weight.counts is (effect is Effectiveness.IN_EFFECT and stands and not is_same_text)
    assert weight.reason
    if not weight.counts:
        assert weight.label is EffectLabel.LEAD_ONLY


@pytest.mark.parametrize(
    ("standing", "replacement", "words"),
    [
        (
            LibraryStanding.NOT_FOLLOWED,
            "指导性案例200号",
            "自2021年1月1日起不再参照，由指导性案例200号代替（依据：法〔2020〕343号），不计入类案",
        ),
        (
            LibraryStanding.REMOVED,
            "",
            "自2021年1月1日起出库（依据：法〔2020〕343号），不计入类案",
        ),
    ],
)
def test_a_case_put_aside_says_since_when_and_why(standing, replacement, words):
    known = record(standing, replacement=replacement)
    weight = weight_of(Tier.GUIDING, Effectiveness.IN_EFFECT, known)
    assert weight.reason == words


def hit_of(likeness, *, charge="危险驾驶罪"):
    judgment = drunk("某县人民法院", serial=1)
    charges = tuple(replace(each, value=charge) for each in judgment.charges)
    return SimilarHit(
        rank=1,
        judgment=ListedJudgment.of(replace(judgment, charges=charges)),
        channel_ranks={},
        reasons=(),
        passages=(),
        is_same_text=False,
        likeness=likeness,
        others=(),
    )


@pytest.mark.parametrize(
    ("likeness", "finding", "distant"),
    [
        (Likeness.HIGH, Finding.NOTHING, False),
        (Likeness.MIDDLE, Finding.NOTHING, False),
        (Likeness.PARTLY, Finding.NOTHING, True),
        (Likeness.PARTLY, Finding.DOUBTFUL, False),
        (Likeness.PARTLY, None, False),
        (Likeness.LOW, Finding.SIMILAR, True),
        (Likeness.LOW, None, True),
        (None, Finding.SIMILAR, False),
        (None, None, False),
    ],
)
def test_a_hit_is_distant_where_its_part_of_the_tier_has_nothing_near(likeness, finding, distant):
    assert is_distant(hit_of(likeness), finding, frozenset({"盗窃罪"})) is distant


@pytest.mark.parametrize(
    ("elements", "distant"), [({"危险驾驶罪", "盗窃罪"}, False), ({"盗窃罪"}, True), ((), False)]
)
def test_without_grades_another_cause_is_distant(elements, distant):
    assert is_distant(hit_of(None), Finding.NOTHING, frozenset(elements)) is distant
