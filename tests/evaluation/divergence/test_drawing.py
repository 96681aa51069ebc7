from evaluation.divergence.clusters import Cluster
from evaluation.divergence.drawing import draw_items
from evaluation.divergence.injection.model import Half
from tests.evaluation.divergence.injection.papers import LOAN, PROBATION, REFUSED, THEFT

_TEXTS = {"loan": LOAN, "refused": REFUSED, "theft": THEFT, "wounding": PROBATION, "empty": "空白"}
_CLUSTER = Cluster(name="made:1", texts=_TEXTS, half=Half.DEVELOP)


def test_the_same_seed_draws_the_same():
    assert draw_items([_CLUSTER], seed=3) == draw_items([_CLUSTER], seed=3)


def test_every_item_is_a_changed_member():
    drawn = draw_items([_CLUSTER], seed=3)

    assert drawn.items
    for item in drawn.items:
        assert item.injected.text != _TEXTS[item.name]
    assert all(item.name != "empty" for item in drawn.items)


def test_what_does_not_fit_is_counted():
    drawn = draw_items([Cluster(name="made:2", texts={"a": "空白"}, half=Half.REPORT)], seed=1)

    assert drawn.items == ()
    assert drawn.dropped.total() == drawn.unfit.total() > 0
