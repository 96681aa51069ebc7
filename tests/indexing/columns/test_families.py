"""Series and nearly identical judgments are one family, others are not."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.judgment import Role
from corpus.reading import read_judgment
from corpus.sample.generation import generate
from indexing.columns.families import (
    SeriesRow,
    find_families,
    grown_families,
    kin_of,
    series_of,
    series_table,
)
from tests.indexing.tables import bigrams_table

STORY = (
    "被告人于凌晨翻墙进入某小区住户家中，窃取现金、首饰与手机，离开时被保安发现，"
    "逃跑途中将赃物丢弃于河边草丛，后经亲属规劝到派出所投案，如实供述全部经过，退赔损失取得谅解。"
)
OTHER = (
    "原告与被告签订房屋租赁合同，约定租期三年，被告自次年起拖欠租金，原告多次催告无果，"
    "遂起诉要求解除合同并支付欠租，被告辩称房屋漏水影响经营，应当减免部分费用并返还押金。"
)
ALONE = SeriesRow(serial=None, keys=())


def families_of(texts, series=None):
    table = bigrams_table(texts)
    rows = series_table(series or [ALONE] * len(texts))
    return find_families(kin_of(rows, table), table).tolist()


def test_a_text_with_another_name_is_the_same_once_more():
    assert families_of([STORY, OTHER, STORY.replace("某小区", "和平小区"), OTHER[:40]]) == [
        0,
        1,
        0,
        3,
    ]


def test_texts_that_tell_next_to_nothing_are_no_family():
    assert families_of(["维持原判。", "维持原判。", "", ""]) == [0, 1, 2, 3]


def row(serial, *names):
    return SeriesRow(
        serial=serial,
        keys=tuple(
            (2024, "京01", "民初", "劳动争议", None, Role.DEFENDANT, name) for name in names
        ),
    )


@pytest.mark.parametrize(
    ("series", "families"),
    [
        ([row(7, "甲公司"), row(8, "甲公司"), row(9, "甲公司")], [0, 0, 0]),
        ([row(7, "甲公司"), row(9, "甲公司")], [0, 1]),  # another suit lies between
        ([row(7, "甲公司"), row(8, "乙公司")], [0, 1]),
        ([row(8, "乙公司"), row(7, "甲公司", "乙公司"), row(6, "甲公司")], [0, 0, 0]),
        ([ALONE, ALONE], [0, 1]),
    ],
)
def test_suits_one_after_the_other_that_share_a_party_are_a_series(series, families):
    assert families_of([""] * len(series), series) == families


def test_a_masked_name_is_the_name_of_many():
    sample = generate(seed=1, size=40).judgments
    read = [read_judgment(raw, today=date(2026, 11, 25)) for raw in sample]
    made = next(judgment for judgment in read if series_of(judgment).keys)
    masked = tuple(
        replace(party, value=replace(party.value, name=f"{party.value.name[:1]}某"))
        for party in made.parties
    )
    assert series_of(replace(made, parties=masked)).keys == ()


def test_most_of_what_is_grouped_in_the_sample_was_planted_as_a_series():
    sample = generate(seed=1, size=1000)
    read = {
        raw.source.external_id: read_judgment(raw, today=date(2026, 11, 25))
        for raw in sample.judgments
    }
    names = sorted(read)
    families = families_of([""] * len(names), [series_of(read[name]) for name in names])
    planted = {
        frozenset((edge.left, edge.right))
        for edge in sample.truth.edges
        if edge.kind.value == "series"
    }
    grouped = [
        frozenset((names[left], names[right]))
        for right in range(len(names))
        for left in [families[right]]
        if left != right
    ]
    connected = connected_by(planted)
    right_ones = sum(len({connected.get(name) for name in pair}) == 1 for pair in grouped)
    assert len(grouped) >= 10
    assert right_ones / len(grouped) >= 0.8


def connected_by(pairs):
    """Return for each name the smallest name that it is connected with."""
    of = {}
    for pair in pairs:
        names = {of.get(name, name) for name in pair}
        low = min(names)
        of |= dict.fromkeys(pair, low)
        of |= {name: low for name, root in of.items() if root in names}
    return of


@given(st.lists(st.sampled_from([STORY, OTHER, STORY[::-1], ""]), max_size=8))
def test_a_family_is_named_by_its_first_and_holds_it(texts):
    families = families_of(texts)
    for label, family in enumerate(families):
        assert family <= label
        assert families[family] == family
    assert np.asarray(families).size == len(texts)


TOLD = [STORY, STORY.replace("某小区", "和平小区"), STORY[:-25] + OTHER[-25:], OTHER, STORY[:30]]
JUDGMENTS = st.tuples(
    st.lists(st.integers(0, 2), min_size=3, max_size=3),
    st.integers(1, 6),
    st.lists(st.sampled_from("甲乙"), max_size=2, unique=True),
    st.sampled_from(TOLD),
)
COMING = st.lists(st.tuples(st.integers(0, 60), JUDGMENTS), max_size=4)


def tables_of(judgments):
    """Return what shows of judgments that they are of one family; any may share any band."""
    table = bigrams_table([text for _, _, _, text in judgments])
    series = series_table([row(serial, *names) for _, serial, names, _ in judgments])
    bands = np.asarray([bands for bands, _, _, _ in judgments], dtype=np.uint64).reshape(-1, 3)
    return replace(kin_of(series, table), bands=bands), table


@settings(max_examples=60, deadline=None)
@given(st.lists(JUDGMENTS, min_size=1, max_size=40), st.lists(st.integers(0, 39)), COMING)
def test_families_that_grew_are_those_found_among_all(judgments, leaving, coming):
    before, table = tables_of(judgments)
    kept = [label for label in range(len(judgments)) if label not in set(leaving[:6])]
    placed = [(2 * label + 1, judgments[label], label) for label in kept]
    placed += [(2 * place, each, -1) for place, each in coming]
    placed.sort(key=lambda each: each[0])
    moved = np.full(len(judgments), -1, dtype=np.int64)
    for now, (_, _, label) in enumerate(placed):
        if label >= 0:
            moved[label] = now
    after, codes = tables_of([each for _, each, _ in placed])
    grown = grown_families(find_families(before, table), before, after, codes, moved=moved)
    assert grown.tolist() == find_families(after, codes).tolist()
    assert grown.dtype == np.int32
