import pytest

from corpus.spans import Span
from service.divergence.departing.law import reasoned_laws_of
from service.divergence.departing.likeness import shares_of
from service.divergence.departing.oddness import oddness_of
from service.divergence.departing.provisions import signs_of_law
from service.divergence.departing.rates import ABOVE, OWN, TOLD, rate_basis_of
from service.divergence.departing.terms import deviation_of, expected_of, unlikeliness_of
from service.divergence.departing.topics import Topic, Trait
from service.divergence.departing.traits import traits_of
from service.divergence.departing.weights import TopicWeight, shipped_weights
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
    """Return the scores of departures by topic, with the weights that come with the program."""
    found = departures_of(case_of(text, is_draft=True), others, **given)
    return {each.topic: each.score(shipped_weights()) for each in found}


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
    assert _topics(text, others)[topic] > 0.4


@pytest.mark.parametrize(("text", "others"), [(theft(9), _THEFTS), (loan(9), _LOANS)])
def test_a_draft_that_does_as_all_do_departs_in_nothing(text, others):
    assert _topics(text, others) == {}


def test_a_topic_that_nothing_was_learned_of_is_left_out():
    text = theft(9, charge="诈骗罪", article="第二百六十六条")
    weight = TopicWeight(intercept=0.0, slopes={}, usual={})

    assert set(_topics(text, _THEFTS, weights={Topic.LAW: weight})) == {Topic.LAW}


def test_more_others_make_it_odder():
    draft = theft(9, charge="诈骗罪", article="第二百六十六条")

    assert _topics(draft, _THEFTS[:2])[Topic.CHARGE] < _topics(draft, _THEFTS)[Topic.CHARGE]


def test_others_that_go_along_make_it_less_odd():
    draft = theft(9, charge="诈骗罪", article="第二百六十六条")
    along = case_of(theft(20, charge="诈骗罪", article="第二百六十六条"))

    assert _topics(draft, [*_THEFTS, along])[Topic.CHARGE] < _topics(draft, _THEFTS)[Topic.CHARGE]


def test_an_expectation_goes_before_the_others_terms():
    draft = theft(9, term="有期徒刑四年")
    expected = _topics(draft, _THEFTS, expectation=_Odd(0.0))[Topic.TERM]
    surprising = _topics(draft, _THEFTS, expectation=_Odd(0.99))[Topic.TERM]

    assert expected < surprising
    assert _topics(draft, _THEFTS)[Topic.TERM] > 0.5


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("应由被告承担举证责任，被告已举证证明，原告的请求本院不予支持", "answering met"),
        ("原告未能举证证明，应承担举证不能的后果，其请求本院不予支持", "asking failed"),
    ],
)
def test_who_had_to_prove_and_did_is_a_trait(words, value):
    case = case_of(loan(9, ruling="驳回原告孙某的诉讼请求", reason=words))

    told = {each.topic: each.values for each in traits_of(case)}

    assert told[Topic.BURDEN] == {value}


def test_the_nearest_in_facts_counts_most():
    near, far = case_of(theft(9)), case_of(loan(3))
    shares = shares_of(case_of(theft(8)), [near, far])

    assert shares[near.judgment.id] == 1.0
    assert 0.0 < shares[far.judgment.id] < 0.5


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


def _sentences(*actual, what="刑期", middle=12.0, surprise=0.9):
    return [
        Expected(
            what=what, unit="月", actual=each, low=6.0, middle=middle, high=24.0,
            coverage=0.9, n_like=100, surprise=surprise, grounds=(),
        )
        for each in actual
    ]  # fmt: skip


def test_accused_who_are_off_both_ways_deviate_less_than_one_and_those_off_one_way_no_more():
    one, same, both = (
        deviation_of(_sentences(*each)) for each in ((48.0,), (48.0, 48.0), (48.0, 3.0))
    )

    assert one == pytest.approx(1.645, abs=0.001)
    assert same == pytest.approx(one)
    assert both == pytest.approx(0.0)


def test_probation_is_the_unlikelier_the_less_it_was_expected():
    given, refused = (
        unlikeliness_of(_sentences(actual, what="缓刑", middle=10.0)) for actual in (100.0, 0.0)
    )

    assert given == pytest.approx(2.303, abs=0.001)
    assert refused == pytest.approx(0.105, abs=0.001)


def test_without_a_model_nothing_is_expected():
    assert expected_of(_THEFTS[0].judgment, None) == {}


def _rests_on(*provisions):
    return Trait(topic=Topic.LAW, about="", values=frozenset(provisions), words=Span(0, 1))


def test_a_provision_in_place_of_the_usual_one_is_odder_than_one_more():
    others = [_rests_on("合同法第60条", "合同法第206条")] * 5

    same, more, in_place, beside, of_other_law = (
        signs_of_law(_rests_on(*provisions), others)
        for provisions in (
            ("合同法第60条", "合同法第206条"),
            ("合同法第60条", "合同法第206条", "合同法第8条"),
            ("合同法第60条", "合同法第8条"),
            ("合同法第60条", "合同法第207条"),
            ("合同法第60条", "民法通则第92条"),
        )
    )

    assert set(same.values()) == {0.0}
    assert {name for name, value in more.items() if value} == {"reasoned"}
    assert in_place == {
        "in_place": 5 / 6, "beside": 0.0, "missing": 5 / 6, "other_law": 0.0, "reasoned": 0.5,
    }  # fmt: skip
    assert beside == {**in_place, "beside": 5 / 6}
    assert of_other_law == {**in_place, "in_place": 0.0, "other_law": 1.0}


def test_a_provision_that_the_reasoning_applies_is_told_from_one_of_the_list_alone():
    reason = "本案应适用《中华人民共和国合同法》第二百零六条，被告应当偿还借款"
    reasoned = reasoned_laws_of(case_of(loan(9, reason=reason)).judgment)
    own, others = _rests_on("中华人民共和国合同法第206条"), [_rests_on("合同法第60条")] * 5

    assert reasoned == own.values
    assert signs_of_law(own, others, reasoned=reasoned)["reasoned"] == 1.0
    assert signs_of_law(own, others, reasoned=frozenset({"合同法第60条"}))["reasoned"] == 0.0
    assert signs_of_law(own, others)["reasoned"] == 0.5


def test_what_more_of_the_like_cases_do_is_less_odd():
    granted, refused = (
        Trait(topic=Topic.RESULT, about="", values=frozenset({value}), words=Span(0, 1))
        for value in ("granted", "refused")
    )

    assert oddness_of(granted, [], {}) == 0.0
    assert oddness_of(granted, [(refused, 1.0)], {}) == 0.75
    assert oddness_of(granted, [(refused, 1.0), (granted, 1.0)], {}) == 0.5
    assert oddness_of(granted, [(refused, 1.0), (granted, 0.1)], {}) > 0.5
