"""The figures that like civil cases fix: of whom, and from how many on."""

from dataclasses import replace

from corpus.judgment import Effectiveness
from service.divergence.figures import LEAST, figure_ranges
from tests.service.divergence.like_loans import loan


def loans(n):
    """So many loans of 30,000 yuan, the last of five million."""
    made = [loan(serial, joint=False) for serial in range(n)]
    odd = made[-1]
    (order, *_) = odd.judgment.outcome.civil.orders
    more = replace(order, value=replace(order.value, total_fen=500_000_000))
    civil = replace(odd.judgment.outcome.civil, orders=(more,))
    outcome = replace(odd.judgment.outcome, civil=civil)
    return [*made[:-1], replace(odd, judgment=replace(odd.judgment, outcome=outcome))]


def test_sums_are_told_by_case_and_the_own_one_apart():
    own, *others = loans(LEAST + 1)
    (paid,) = figure_ranges([own, *others], own_id=own.judgment.id)
    assert (paid.what, paid.unit) == ("判付金额", "万元")
    assert paid.own == 3
    values = [3.0] * (LEAST - 1) + [500.0]
    told = zip(others, values, strict=True)
    assert paid.values == tuple(sorted((each.judgment.id, value) for each, value in told))


def test_what_all_fix_alike_is_no_range():
    alike = loans(LEAST + 2)[:-1]
    assert figure_ranges(alike, own_id=None) == ()


def test_below_the_least_cases_nothing_is_told():
    own, *others = loans(LEAST)
    assert figure_ranges([own, *others], own_id=own.judgment.id) == ()
    assert len(figure_ranges([own, *others], own_id=None)) == 1


def test_drafts_and_what_was_overturned_are_left_out():
    cases = loans(LEAST + 1)
    fallen = replace(cases[1], effect=Effectiveness.VARIED)
    draft = replace(cases[2], is_draft=True)
    assert figure_ranges([cases[0], fallen, draft, *cases[3:]], own_id=None) == ()
    own = replace(cases[0], is_draft=True)
    (paid,) = figure_ranges([own, *cases[1:]], own_id=own.judgment.id)
    assert paid.own == 3
