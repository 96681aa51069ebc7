"""Turns: every engine is asked alike, and the figures are those of the clock."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.errors import MeasurementError
from evaluation.performance.peers.rounds import Ask, ask_in_turns, build_in_turns


class Clock:
    """Time that passes only while somebody works."""

    def __init__(self) -> None:
        self.now = 0.0
        self.log: list[tuple[str, int]] = []

    def __call__(self) -> float:
        return self.now

    def engine(self, name: str, seconds: float) -> Ask:
        def ask(query: int) -> None:
            self.log.append((name, query))
            self.now += seconds

        return ask


@given(
    seconds=st.lists(st.floats(0.001, 2), min_size=1, max_size=4),
    n_queries=st.integers(1, 12),
    n_rounds=st.integers(1, 4),
)
@settings(max_examples=30)
def test_all_are_asked_the_same_and_each_has_its_own_pace(
    seconds: list[float], n_queries: int, n_rounds: int
) -> None:
    clock = Clock()
    engines = {f"e{at}": clock.engine(f"e{at}", each) for at, each in enumerate(seconds)}
    paces = ask_in_turns(
        engines, n_queries=n_queries, n_rounds=n_rounds, limit_seconds=1e9, clock=clock
    )
    for at, each in enumerate(seconds):
        pace = paces[f"e{at}"]
        assert pace.p50_milliseconds == pytest.approx(1000 * each)
        assert pace.p95_milliseconds == pytest.approx(1000 * each)
        assert pace.searches_per_second == pytest.approx(1 / each)
        assert pace.n_asked == n_queries
        # One query before all rounds is not measured.
        asked = [query for name, query in clock.log if name == f"e{at}"]
        assert asked == [0, *(list(range(n_queries)) * n_rounds)]


def test_rounds_begin_with_another_engine_each() -> None:
    clock = Clock()
    engines = {name: clock.engine(name, 1) for name in "abc"}
    ask_in_turns(engines, n_queries=1, n_rounds=3, limit_seconds=9, clock=clock)
    assert "".join(name for name, _ in clock.log[3:]) == "abcbcacab"


def test_who_is_slow_is_asked_less_but_is_asked() -> None:
    clock = Clock()
    engines = {"slow": clock.engine("slow", 10), "quick": clock.engine("quick", 0.1)}
    paces = ask_in_turns(engines, n_queries=40, n_rounds=2, limit_seconds=60, clock=clock)
    assert (paces["slow"].n_asked, paces["quick"].n_asked) == (7, 40)
    few = ask_in_turns(engines, n_queries=40, n_rounds=2, limit_seconds=5, clock=clock)
    assert few["slow"].n_asked == 5


def test_one_bad_round_changes_no_median() -> None:
    clock, taken = Clock(), iter([1.0, *[1.0] * 4, *[50.0] * 4, *[1.0] * 4])

    def ask(_: int) -> None:
        clock.now += next(taken)

    paces = ask_in_turns({"e": ask}, n_queries=4, n_rounds=3, limit_seconds=1e9, clock=clock)
    assert paces["e"].p95_milliseconds == pytest.approx(1000)


@pytest.mark.parametrize(("n_engines", "n_queries", "n_rounds"), [(0, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_nothing_to_ask_is_refused(n_engines: int, n_queries: int, n_rounds: int) -> None:
    clock = Clock()
    engines = {str(at): clock.engine("e", 1) for at in range(n_engines)}
    with pytest.raises(MeasurementError):
        ask_in_turns(engines, n_queries=n_queries, n_rounds=n_rounds, limit_seconds=1)


def test_building_takes_turns() -> None:
    clock, order = Clock(), list[str]()

    def build(name: str, seconds: float) -> None:
        order.append(name)
        clock.now += seconds

    builders = {"a": lambda: build("a", 2), "b": lambda: build("b", 3)}
    assert build_in_turns(builders, n_rounds=3, clock=clock) == {"a": 2, "b": 3}
    assert "".join(order) == "ababab"
    with pytest.raises(MeasurementError):
        build_in_turns(builders, n_rounds=0)
