import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.extraction.tally import Miss, Tally, wilson


def test_a_share_is_right_over_all():
    tally = Tally()
    tally.add("court", correct=1)
    tally.add("court", correct=0, miss=Miss(record="r", figure="court", expected="a", met="b"))
    assert tally.figures() == {"court": 0.5}
    assert [miss.record for miss in tally.misses] == ["r"]


def test_f1_is_over_all_records_together():
    tally = Tally()
    tally.add_sets("statutes_f1", right=3, expected=4, found=3)
    tally.add_sets("statutes_f1", right=0, expected=0, found=1)
    assert tally.figures() == {"statutes_f1": pytest.approx(2 * 3 / (4 + 4))}


def test_nothing_counted_is_no_figure():
    assert Tally().figures() == {}


def test_figures_beside_the_main_ones_stand_in_the_details_only():
    tally = Tally()
    tally.add("documents_consistent", correct=1)
    assert tally.figures() == {}
    assert "documents_consistent" in tally.details()


def test_the_wilson_interval_of_a_published_example():
    # 81 of 263: Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3
    low, high = wilson(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share(total, data):
    correct = data.draw(st.integers(0, total))
    low, high = wilson(correct, total)
    assert 0 <= low <= correct / total + 1e-12
    assert correct / total - 1e-12 <= high <= 1


def test_no_data_tells_nothing():
    assert wilson(0, 0) == (0.0, 1.0)
