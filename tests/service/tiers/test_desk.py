"""A search tier by tier: authority before likeness, nothing hidden, nothing overturned counted."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.judgment import CourtLevel, Effectiveness
from indexing.columns.filters import SearchFilter
from indexing.searching.emptiness import Finding
from service.errors import UnknownCourtError
from service.library.desk import TypedRecord
from service.search.question import Question
from service.tiers.dividing import GROUPS
from service.tiers.model import Group
from service.tiers.vocabulary import TIERS, EffectLabel, Tier
from tests.service.tiers.conftest import COURTS, FACTS, OWN, TODAY, all_papers, drunk

ASKED = Question(text=FACTS)
PAPERS = all_papers()


@pytest.fixture
def tiers(desk_of, judgments):
    return desk_of(judgments)


def answer_of(tiers, *, question=ASKED, today=TODAY, per_tier=20, **more):
    return tiers.search(question, today=today, per_tier=per_tier, **more)


def block_of(answer, tier):
    return answer.tiers[TIERS.index(tier)]


def test_every_judgment_stands_in_the_tier_of_its_court(tiers):
    for block in answer_of(tiers).tiers:
        for each in block.hits:
            court = each.hit.judgment.court.value.name
            if block.tier in {Tier.GUIDING, Tier.REFERENCE}:
                assert each.hit.gists
            else:
                assert court == COURTS[block.tier]


def test_tier_goes_before_likeness_and_group_before_likeness_inside_it(tiers):
    hits = answer_of(tiers).hits
    places = [(TIERS.index(each.tier), GROUPS.index(each.group)) for each in hits]
    assert places == sorted(places)
    assert [each.hit.rank for each in hits] == list(range(1, len(hits) + 1))


def test_nothing_is_hidden(tiers, judgments):
    answer = answer_of(tiers)
    assert sorted(each.hit.judgment.id for each in answer.hits) == sorted(
        each.id for each in judgments
    )
    assert sum(block.n_allowed for block in answer.tiers) == answer.whole.n_allowed


@given(
    chosen=st.sets(st.sampled_from(range(len(PAPERS))), min_size=1),
    effects=st.lists(st.sampled_from(Effectiveness), min_size=len(PAPERS), max_size=len(PAPERS)),
    court=st.sampled_from([*COURTS.values(), ""]),
    levels=st.none() | st.frozensets(st.sampled_from(CourtLevel), min_size=1),
)
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_the_union_of_the_tiers_is_what_the_filter_allows(desk_of, chosen, effects, court, levels):
    papers = [replace(PAPERS[place], effect=effects[place]) for place in sorted(chosen)]
    condition = SearchFilter(court_levels=levels)
    answer = answer_of(
        desk_of(papers, court=court), question=replace(ASKED, filter=condition), per_tier=30
    )
    allowed = {each.id for each in papers if levels is None or each.court.value.level in levels}
    assert {each.hit.judgment.id for each in answer.hits} == allowed
    assert len(answer.hits) == len(allowed)
    for each in answer.hits:
        is_in_effect = each.hit.judgment.effect is Effectiveness.IN_EFFECT
        assert each.weight.counts is is_in_effect
        assert (each.group is Group.UNCOUNTED) is not is_in_effect
    for block in answer.tiers:
        counted = sum(each.weight.counts for each in block.hits)
        assert block.n_counting == counted


def test_what_is_overturned_stays_and_counts_for_nothing(tiers):
    answer = answer_of(tiers)
    overturned = [
        each
        for each in answer.hits
        if each.hit.judgment.effect
        in {
            Effectiveness.VARIED,
            Effectiveness.REVOKED,
            Effectiveness.REVISED_ON_RETRIAL,
        }
    ]
    assert len(overturned) == 3
    for each in overturned:
        assert each.group is Group.UNCOUNTED
        assert each.weight.label is EffectLabel.LEAD_ONLY
        assert "不计入类案" in each.weight.reason


def test_what_was_overturned_since_the_index_was_built_counts_for_nothing(desk_of, judgments):
    gone = next(each for each in judgments if each.court.value.name == COURTS["provincial"])
    now = [
        replace(each, effect=Effectiveness.REVOKED) if each is gone else each for each in judgments
    ]
    answer = answer_of(desk_of(judgments, stored=now))
    (hit,) = [each for each in answer.hits if each.hit.judgment.id == gone.id]
    assert (hit.group, hit.weight.counts) == (Group.UNCOUNTED, False)


def test_the_last_three_years_stand_first_and_guiding_cases_are_of_any_year(tiers):
    answer = answer_of(tiers)
    assert {each.group for each in block_of(answer, Tier.GUIDING).hits} == {Group.UNDIVIDED}
    for tier in (Tier.REFERENCE, Tier.SUPREME, Tier.OWN, Tier.OTHER):
        counted = [each for each in block_of(answer, tier).hits if each.weight.counts]
        years = [(each.group, each.dated.year) for each in counted]
        recent = [(Group.RECENT, 2025)] * (len(years) - 1)
        assert years == [*recent, (Group.EARLIER, 2021)]


def test_a_later_search_finds_the_same_judgments_earlier(tiers):
    later = answer_of(tiers, today=date(2030, 1, 1))
    assert not [each for each in later.hits if each.group is Group.RECENT]
    assert len(later.hits) == len(answer_of(tiers).hits)


def test_the_years_may_be_counted_from_filing(desk_of, judgments):
    tiers = desk_of(judgments, changed={"recent_from": "filing"})
    answer = answer_of(tiers, filed_on=date(2022, 1, 1))
    assert all(each.group is not Group.EARLIER for each in answer.hits)


def test_a_pending_case_names_its_court(tiers):
    answer = answer_of(tiers, court="长春中院")
    assert answer.vantage.superior.name == "吉林省高级人民法院"
    assert block_of(answer, Tier.OWN).hits[0].hit.judgment.court.value.name == COURTS["superior"]
    assert block_of(answer, Tier.SUPERIOR).hits == ()
    assert block_of(answer, Tier.SUPERIOR).gap == "上一级法院即吉林省高级人民法院，见第三顺位"
    assert {each.hit.judgment.court.value.name for each in block_of(answer, Tier.OTHER).hits} == {
        OWN,
        COURTS["other"],
    }


def test_a_name_that_is_no_court_is_refused(tiers):
    with pytest.raises(UnknownCourtError):
        answer_of(tiers, court="某公司")


def test_without_a_court_the_tiers_of_courts_are_told_to_be_unknown(desk_of, judgments):
    answer = answer_of(desk_of(judgments, court=""))
    assert answer.vantage is None
    for tier in (Tier.PROVINCIAL, Tier.SUPERIOR, Tier.OWN):
        assert "没有设定本院" in block_of(answer, tier).gap
    assert sum("没有设定本院" in each for each in answer.not_searched) == 1


def test_what_no_tier_has_is_told_in_words(desk_of):
    answer = answer_of(desk_of([drunk(OWN, serial=1)]))
    gaps = {block.tier: block.gap for block in answer.tiers}
    assert gaps[Tier.OWN] == ""
    assert "须另行检索人民法院案例库" in gaps[Tier.REFERENCE]
    assert gaps[Tier.PROVINCIAL] == "本索引没有吉林省高级人民法院的裁判和参考性案例"
    assert gaps[Tier.SUPERIOR] == "本索引没有吉林省长春市中级人民法院的裁判"
    assert {gap for gap in gaps.values() if gap} < set(answer.not_searched)
    assert answer.not_searched[-1] == "未导入本系统的文书不在检索范围内"


def test_a_filter_is_told_among_what_was_not_searched(tiers):
    question = replace(ASKED, filter=SearchFilter(provinces=frozenset({"吉林"})))
    assert "筛选条件以外的文书没有检索" in answer_of(tiers, question=question).not_searched


def test_coverage_says_sources_courts_and_years_of_each_tier(tiers):
    coverage = block_of(answer_of(tiers), Tier.OWN).coverage
    assert (coverage.n_judgments, coverage.n_courts) == (5, 1)
    assert (coverage.decided_from.year, coverage.decided_to.year) == (2021, 2025)
    assert coverage.sources == (("papers", 5),)


def set_standing(library, clock, case, **fields):
    typed = TypedRecord(
        **{
            "case": case,
            "standing": "not_followed",
            "since": "2025-01-01",
            "source": "通知",
            **fields,
        }
    )
    return library.record([typed], author="某", now=clock())[0]


def test_a_case_that_is_no_longer_followed_is_a_lead_and_says_why(tiers, library, clock):
    record = set_standing(library, clock, "指导性案例901号", replacement="指导性案例902号")
    first, second = block_of(answer_of(tiers), Tier.GUIDING).hits
    assert (first.group, second.group) == (Group.UNDIVIDED, Group.UNCOUNTED)
    assert first.weight.label is EffectLabel.MUST_FOLLOW
    assert second.weight.label is EffectLabel.LEAD_ONLY
    assert "由指导性案例902号代替" in second.weight.reason
    assert second.record == record
    assert record.replacement_id == first.hit.judgment.id
    earlier = answer_of(tiers, today=date(2024, 12, 31))
    assert all(each.weight.counts for each in block_of(earlier, Tier.GUIDING).hits)


def test_an_entry_taken_out_of_the_library_need_not_be_consulted(tiers, library, clock):
    set_standing(library, clock, "2024-06-1-055-002", standing="removed")
    labels = {each.weight.label for each in block_of(answer_of(tiers), Tier.REFERENCE).hits}
    assert labels == {EffectLabel.MUST_CONSULT, EffectLabel.LEAD_ONLY}


@pytest.mark.parametrize(
    ("publication", "tier"),
    [("supreme_typical", Tier.SUPREME), ("supreme_gazette", Tier.SUPREME), ("", Tier.OTHER)],
)
def test_a_typical_case_is_of_the_tier_of_those_who_published_it(
    tiers, library, clock, judgments, publication, tier
):
    case = next(each for each in judgments if each.court.value.name == COURTS["other"])
    set_standing(library, clock, case.id, standing="in_force", publication=publication)
    found = block_of(answer_of(tiers), tier)
    assert case.id in {each.hit.judgment.id for each in found.hits}


def test_the_same_case_is_no_similar_case(desk_of):
    paper = drunk(OWN, serial=1)
    answer = answer_of(desk_of([paper, drunk(OWN, serial=2)]), question=Question(text=paper.text))
    same = [each for each in answer.hits if each.hit.is_same_text]
    assert [each.hit.judgment.id for each in same] == [paper.id]
    assert same[0].weight.label is EffectLabel.LEAD_ONLY
    assert same[0].group is Group.UNCOUNTED


def test_a_tier_without_anything_near_says_so_and_still_lists_it(desk_of, judgments):
    tiers = desk_of(judgments)
    assert not any(block.is_weak for block in answer_of(tiers).tiers)
    index = tiers._search.keeper.current()  # the double tells one finding for all
    index.finding = Finding.NOTHING
    answer = answer_of(tiers)
    # Nothing is graded and no charge is known: none is called distant.
    assert not any(each.is_distant for each in answer.hits)
