import numpy as np

from evaluation.divergence.clusters import LEAST_SIZE, gathered, likeness_of

_LOANS = [f"原告出借款项给被告约定利息第{number}笔到期未还" for number in "甲乙丙丁戊己"]
_CARS = [f"驾驶机动车发生交通事故致行人受伤责任认定{number}" for number in "甲乙丙丁戊"]


def test_likeness_is_of_rare_pairs():
    likeness = likeness_of([*_LOANS, *_CARS])

    assert np.allclose(np.diag(likeness), 1.0)
    assert np.allclose(likeness, likeness.T)
    assert likeness[0, 1] > likeness[0, len(_LOANS)]


def test_like_texts_are_gathered_each_once():
    texts = [*_LOANS, *_CARS]

    clusters = gathered(likeness_of(texts), size=10, least=0.2)

    assert sorted(map(sorted, clusters)) == [list(range(6)), list(range(6, 11))]


def test_small_clusters_are_left_out():
    assert gathered(likeness_of([*_LOANS[: LEAST_SIZE - 1], *_CARS[:2]]), size=10, least=0.2) == ()


def test_size_is_the_most():
    assert [len(one) for one in gathered(likeness_of([*_LOANS, *_CARS]), size=5, least=0.2)] == [
        5,
        5,
    ]
