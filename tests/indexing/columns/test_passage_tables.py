"""Passages of several segments read as if they stood in one table."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexing.columns.passage_tables import JoinedPassages, PassageTable, owners_of
from indexing.packing.arrays import places_of_runs

# For each judgment of a segment the words of each of its passages.
SEGMENT = st.lists(st.lists(st.integers(0, 4), max_size=4), min_size=1, max_size=5)


def table_of(judgments, *, seed):
    sizes = [len(passages) for passages in judgments]
    words = [count for passages in judgments for count in passages]
    offsets = np.cumsum([0, *sizes])
    begins = np.random.default_rng(seed).integers(0, 1000, len(words)).astype(np.int32)
    return PassageTable(
        starts=offsets[:-1],
        stops=offsets[1:],
        kinds=(begins % 3).astype(np.int8),
        begins=begins,
        ends=begins + 7,
        word_starts=np.cumsum([0, *words]).astype(np.uint32),
    )


def one_behind_the_other(tables):
    n_words = np.cumsum([0, *(int(table.word_starts[-1]) for table in tables)])
    n_passages = np.cumsum([0, *(len(table.kinds) for table in tables)])
    starts = [each.word_starts[:-1] + at for each, at in zip(tables, n_words, strict=False)]
    runs = [
        np.concatenate(
            [getattr(each, name) + at for each, at in zip(tables, n_passages, strict=False)]
        )
        for name in ("starts", "stops")
    ]
    return PassageTable(
        starts=runs[0],
        stops=runs[1],
        kinds=np.concatenate([each.kinds for each in tables]),
        begins=np.concatenate([each.begins for each in tables]),
        ends=np.concatenate([each.ends for each in tables]),
        word_starts=np.concatenate([*starts, n_words[-1:]]),
    )


@given(st.lists(SEGMENT, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_joined_passages_are_those_of_one_table(segments, random):
    tables = [table_of(each, seed=number) for number, each in enumerate(segments)]
    plain = one_behind_the_other(tables)
    labels = list(range(len(plain.starts)))
    random.shuffle(labels)
    labels = labels[: random.randint(0, len(labels))]
    joined = JoinedPassages(tables, starts=plain.starts[labels], stops=plain.stops[labels])
    places = places_of_runs(joined.starts, joined.stops)
    assert np.array_equal(joined.kinds, plain.kinds)
    for found, wanted in (
        (joined.spans(places), plain.spans(places)),
        (joined.word_runs(places), plain.word_runs(places)),
    ):
        assert [each.tolist() for each in found] == [each.tolist() for each in wanted]
    owners = owners_of(joined)
    expected = np.full(len(plain.kinds), -1)
    for label, (start, stop) in enumerate(zip(joined.starts, joined.stops, strict=True)):
        expected[start:stop] = label
    assert owners.tolist() == expected.tolist()
