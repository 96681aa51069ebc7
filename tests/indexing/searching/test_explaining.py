"""The passages of many judgments are picked at once as those of each by itself would be."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.columns.passage_tables import PassageTable, place_of
from indexing.packing.packed_runs import PackedRuns
from indexing.packing.scaled_rows import scaled
from indexing.passages import PassageKind
from indexing.searching.explaining import TELLING, Explainer

N_WORDS = 9
PASSAGES = st.lists(
    st.tuples(
        st.sampled_from(list(PassageKind)),
        st.sets(st.integers(0, N_WORDS - 1)).map(sorted),
        st.integers(0, 3),
    ),
    max_size=5,
)


def snapshot_of(judgments):
    """Return as much of an index as explaining reads."""
    passages = [passage for judgment in judgments for passage in judgment]
    offsets = np.cumsum([0, *map(len, judgments)])
    words = np.array([word for _, own, _ in passages for word in own], dtype=np.int64)
    word_starts = np.cumsum([0, *(len(own) for _, own, _ in passages)])
    begins = np.arange(len(passages), dtype=np.int32) * 10
    rows = np.eye(4, dtype=np.float32)[[place for *_, place in passages]]
    return SimpleNamespace(
        passages=PassageTable(
            starts=offsets[:-1],
            stops=offsets[1:],
            kinds=np.array([place_of(kind) for kind, *_ in passages], dtype=np.int8),
            begins=begins,
            ends=begins + 5,
            word_starts=word_starts,
        ),
        passage_vectors=scaled(rows.reshape(-1, 4)),
        passage_words=PackedRuns.of(words, word_starts),
        words=SimpleNamespace(spread=np.zeros(N_WORDS)),
    )


def plainly(judgment, first, query, limit, kinds):
    """Return the best passages of one judgment, as the definition has it."""
    weights = dict(zip(query.numbers.tolist(), query.rarity.tolist(), strict=True))
    whole = sum(weights.values()) or 1.0
    scored = [
        (
            -0.5 * float(query.vector[place])
            - 0.5 * sum(weights.get(word, 0.0) for word in words) / whole,
            10 * (first + at),
            kind,
        )
        for at, (kind, words, place) in enumerate(judgment)
    ]
    telling = [each for each in scored if each[2] in kinds] or scored
    return [
        (begin, kind, -score)
        for score, begin, kind in sorted((round(score, 6), at, kind) for score, at, kind in telling)
    ][:limit]


@given(
    st.lists(PASSAGES, min_size=1, max_size=5),
    st.sets(st.integers(0, N_WORDS - 1), max_size=5).map(sorted),
    st.integers(1, 4),
    st.sampled_from([TELLING, frozenset({PassageKind.REASONING})]),
    st.data(),
)
def test_passages_of_many_are_those_of_each(judgments, numbers, limit, kinds, data):
    query = SimpleNamespace(
        vector=np.array([0.5, 0.5, 0.25, 0.0], dtype=np.float32),
        numbers=np.array(numbers, dtype=np.int32),
        rarity=np.array([2.0 ** (number % 3) for number in numbers]),
    )
    explainer = Explainer(query, snapshot_of(judgments))
    labels = data.draw(st.lists(st.integers(0, len(judgments) - 1), max_size=6))
    found = explainer.best_passages(labels, limit=limit, kinds=kinds)
    alone = [explainer.best_passages([label], limit=limit, kinds=kinds)[0] for label in labels]
    assert found == alone
    firsts = np.cumsum([0, *map(len, judgments)]).tolist()
    for label, best in zip(labels, found, strict=True):
        plain = plainly(judgments[label], firsts[label], query, limit, kinds)
        assert [(each.span.start, each.kind) for each in best] == [each[:2] for each in plain]
        # Shares are rounded before they are added, so that the sums are not.
        assert [each.score for each in best] == pytest.approx([each[2] for each in plain], abs=1e-5)
