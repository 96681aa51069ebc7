from hypothesis import given
from hypothesis import strategies as st

from service.effect.agreement import LEAST_TOLD, agreements
from service.tiers.vocabulary import TIERS, Tier


@given(st.lists(st.tuples(st.sampled_from(TIERS), st.booleans())))
def test_tiers_add_up_and_stand_in_order(said):
    *by_tier, whole = agreements(said)
    assert whole.n == sum(each.n for each in by_tier) == len(said)
    assert whole.n_similar == sum(good for _, good in said)
    places = [TIERS.index(each.tier) for each in by_tier]
    assert places == sorted(places)
    for each in (*by_tier, whole):
        assert (each.share is None) is (each.n < LEAST_TOLD)
        assert each.share is None or each.low <= each.share <= each.high


def test_of_few_no_share_is_told():
    (one, whole) = agreements([(Tier.OWN, True)] * (LEAST_TOLD - 1))
    assert (one.n, one.n_similar, one.share, whole.share) == (9, 9, None, None)
