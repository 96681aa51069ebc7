import pytest

from corpus.spans import Span
from service.divergence.departing.oddness import oddness_of
from service.divergence.departing.rates import ABOVE, OWN, TOLD, rate_basis_of
from service.divergence.departing.terms import surprises_of
from service.divergence.departing.topics import Topic, Trait
from service.divergence.departures import departures_of
from service.divergence.expecting import Expected
from tests.service.divergence.papers import case_of, loan, theft

_THEFTS = [case_of(theft(number)) for number in range(1, 8)]
_LOANS = [case_of(loan(number)) for number in range(1, 8)]


class _Odd:
    """Expects a year, whatever the case."""

    def __init__(self, surprise):
        self.surprise = surprise

    def expect(self, _judgment):
        return (
            Expected(
                what="刑期", unit="月", actual=48.0, low=6.0, middle=12.0, high=24.0,
                coverage=0.9, n_like=100, surprise=self.surprise, grounds=(),
            ),
        )  # fmt: skip


def _topics(text, others, **given):
    found = departures_of(case_of(text, is_draft=True), others, **given)
    return {each.topic: each.oddness for each in found}


@pytest.mark.parametrize(
    ("text", "others", "topic"),
    [
        (theft(9, charge="诈骗罪", article="第二百六十六条"), _THEFTS, Topic.CHARGE),
        (theft(9, term="有期徒刑一年，缓刑一年"), _THEFTS, Topic.PROBATION),
        (theft(9, term="有期徒刑九年"), _THEFTS, Topic.TERM),
        (theft(9, article="第二百六十六条"), _THEFTS, Topic.LAW),
        (loan(9, ruling="驳回原告孙某的诉讼请求", reason="证据不足"), _LOANS, Topic.RESULT),
        (loan(9, ruling="驳回原告孙某的起诉", reason="不属于受理范围"), _LOANS, Topic.PROCEDURE),
    ],
)
def test_a_draft_that_does_otherwise_than_all_departs(text, others, topic):
    assert _topics(text, others)[topic] > 0.5


@pytest.mark.parametrize(("text", "others"), [(theft(9), _THEFTS), (loan(9), _LOANS)])
def test_a_draft_that_does_as_all_do_departs_in_nothing(text, others):
    assert _topics(text, others) == {}


def test_more_others_make_it_odder():
    draft = theft(9, charge="诈骗罪", article="第二百六十六条")

    assert _topics(draft, _THEFTS[:2])[Topic.CHARGE] < _topics(draft, _THEFTS)[Topic.CHARGE]


def test_others_that_go_along_make_it_less_odd():
    draft = theft(9, charge="诈骗罪", article="第二百六十六条")
    along = case_of(theft(20, charge="诈骗罪", article="第二百六十六条"))

    assert _topics(draft, [*_THEFTS, along])[Topic.CHARGE] < _topics(draft, _THEFTS)[Topic.CHARGE]


def test_an_expectation_goes_before_the_others_terms():
    draft = theft(9, term="有期徒刑四年")

    assert _topics(draft, _THEFTS, expectation=_Odd(0.99))[Topic.TERM] == pytest.approx(2 / 3)
    assert _topics(draft, _THEFTS, expectation=_Odd(0.0))[Topic.TERM] == 0.0


def test_the_rate_that_was_agreed_is_no_departure_and_another_is():
    others = [case_of(loan(number, rate="，并按年利率12%支付利息")) for number in range(1, 6)]

    assert Topic.RATE not in _topics(loan(9, rate="，并按年利率12%支付利息"), others)
    assert Topic.RATE in _topics(loan(9, rate="，并按年利率7%支付利息"), others)


@pytest.mark.parametrize(
    ("told", "granted", "basis"),
    [
        ("年利率6%，逾期加收利率50%", "9%", TOLD),
        ("年利率6%", "9%", OWN),
        ("年利率36%", "24%", TOLD),
        ("年利率12%", "24%", OWN),
        ("年利率12%", "6%", OWN),
        ("未约定", "6%", TOLD),
        ("年利率36%", "36%", ABOVE),
    ],
)
def test_a_rate_follows_what_was_told_with_markups_caps_and_base_rates(told, granted, basis):
    paper = loan(9, rate=f"，并按年利率{granted}支付利息").replace("约定年利率12%", told)

    assert rate_basis_of(case_of(paper).judgment).value == basis


class _Accused:
    """Expects of several accused as many years, each as far off as told."""

    def __init__(self, *actual):
        self.actual = actual

    def expect(self, _judgment):
        return tuple(
            Expected(
                what="刑期", unit="月", actual=each, low=6.0, middle=12.0, high=24.0,
                coverage=0.9, n_like=100, surprise=0.9, grounds=(),
            )
            for each in self.actual
        )  # fmt: skip


def test_accused_who_are_off_one_way_surprise_more_than_one_and_both_ways_less():
    judgment = _THEFTS[0].judgment
    one, same, both = (
        surprises_of(judgment, _Accused(*actual))["刑期"]
        for actual in ((48.0,), (48.0, 48.0), (48.0, 3.0))
    )

    assert one == pytest.approx(0.9)
    assert both == pytest.approx(0.0)
    assert same > one


def _rests_on(*provisions):
    return Trait(topic=Topic.LAW, about="", values=frozenset(provisions), words=Span(0, 1))


def test_a_provision_in_place_of_the_usual_one_is_odder_than_one_more():
    others = [_rests_on("合同法第60条", "合同法第206条")] * 5

    more = oddness_of(_rests_on("合同法第60条", "合同法第206条", "合同法第8条"), others, {})
    in_place = oddness_of(_rests_on("合同法第60条", "合同法第8条"), others, {})
    of_other_law = oddness_of(_rests_on("合同法第60条", "民法通则第92条"), others, {})

    assert oddness_of(others[0], others, {}) == 0.0
    assert 0.0 < more < of_other_law < in_place <= 1.0
