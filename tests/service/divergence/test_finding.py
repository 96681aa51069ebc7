import random
from datetime import date

import pytest

from corpus.judgment import Effectiveness
from service.divergence.expecting import Asking
from service.divergence.finding import find_divergences, weigh_divergences
from service.divergence.model import AlarmType, DivergenceKind, Innocence, Severity, Where
from service.divergence.severity import STANDARD
from tests.service.divergence.like_loans import loan, other

OTHERS = [other(serial) for serial in range(12)]


def parted(**more):
    joint = [loan(n, joint=True, court="甲县") for n in range(5)]
    own = [loan(n, joint=False, court="乙县", **more) for n in range(5, 9)]
    return joint, own


def ids(cases):
    return {case.judgment.id for case in cases}


def on_the_debt(findings):
    return [f for f in findings if {len(g.members) for g in f.groups} == {4, 5}]


def test_opposed_holdings_of_like_cases_are_found_with_everyone_in_place():
    joint, own = parted()
    [finding] = on_the_debt(find_divergences([*joint, *own, *OTHERS], standard=STANDARD))
    assert {frozenset(m.judgment_id for m in g.members) for g in finding.groups} == {
        frozenset(ids(joint)),
        frozenset(ids(own)),
    }
    assert finding.kind is DivergenceKind.RESULT
    assert finding.where == (Where.BETWEEN_COURTS,)
    assert finding.is_reported
    assert [group.votes for group in finding.groups] == [5, 4]
    for group in finding.groups:
        assert all(group.label in m.holding.whole for m in group.members[:1])


def test_the_order_of_the_cases_does_not_matter():
    joint, own = parted()
    cases = [*joint, *own, *OTHERS]
    shuffled = cases[:]
    random.Random(3).shuffle(shuffled)
    assert find_divergences(cases, standard=STANDARD) == find_divergences(
        shuffled, standard=STANDARD
    )


def test_cases_that_agree_diverge_about_nothing():
    agreeing = [loan(n, joint=True) for n in range(9)]
    assert find_divergences([*agreeing, *OTHERS], standard=STANDARD) == ()


def test_overturned_judgments_are_shown_and_count_for_nothing():
    joint, own = parted(effect=Effectiveness.VARIED)
    [finding] = on_the_debt(weigh_divergences([*joint, *own, *OTHERS], standard=STANDARD))
    assert finding.severity is Severity.EXPLAINED
    assert finding.explanations[0].innocence is Innocence.OVERTURNED
    assert finding.groups[1].votes == 0


def test_a_series_has_one_vote_and_is_no_side_by_itself():
    joint, own = parted(series="j1")
    [finding] = on_the_debt(weigh_divergences([*joint, *own, *OTHERS], standard=STANDARD))
    assert finding.groups[1].votes == pytest.approx(1)
    assert not finding.is_reported
    assert Innocence.SERIES in {each.innocence for each in finding.explanations}


def test_few_votes_are_said_to_be_insufficient():
    joint = [loan(n, joint=True) for n in range(3)]
    own = [loan(n, joint=False) for n in range(3, 5)]
    findings = weigh_divergences([*joint, *own, *OTHERS], standard=STANDARD)
    found = [f for f in findings if {len(g.members) for g in f.groups} == {2, 3}]
    assert all(f.severity is Severity.INSUFFICIENT for f in found)
    assert all(f.explanations[0].innocence is Innocence.SMALL_N for f in found)


def test_a_draft_against_united_like_cases_departs_and_is_an_alarm():
    like = [loan(n, joint=True, court="甲县") for n in range(6)]
    draft = loan(8, joint=False, refused=True, court="甲县", judge="戊二", is_draft=True)
    asking = Asking(
        court=like[0].judgment.court.value.name, superiors=frozenset(), today=date(2023, 1, 1)
    )
    findings = weigh_divergences([draft, *like], standard=STANDARD, asking=asking)
    finding = next(f for f in findings if f.group_of(draft.judgment.id) is not None)
    assert finding.group_of(draft.judgment.id) is not finding.groups[0]
    assert finding.groups[0].votes == 6
    assert AlarmType.DECIDED in finding.alarms
    assert finding.where == (Where.BETWEEN_PANELS,)


def test_a_draft_that_goes_with_the_others_departs_from_nothing():
    like = [loan(n, joint=True) for n in range(6)]
    draft = loan(8, joint=True, is_draft=True)
    assert find_divergences([draft, *like], standard=STANDARD) == ()


def test_what_is_found_about_one_case_is_what_it_takes_part_in():
    joint, own = parted()
    cases = [*joint, *own, *OTHERS]
    everything = find_divergences(cases, standard=STANDARD)
    for case in (joint[0], own[0], OTHERS[0]):
        about = case.judgment.id
        assert find_divergences(cases, standard=STANDARD, about=about) == tuple(
            finding for finding in everything if finding.group_of(about) is not None
        )
