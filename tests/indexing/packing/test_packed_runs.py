"""Packed numbers are read as the plain array of them would be."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.errors import DamagedSnapshotError
from indexing.packing import meeting, packed_runs
from indexing.packing.meeting import AskedNumbers
from indexing.packing.packed_runs import JoinedRuns, PackedRuns, RunsFile, read_runs

# What steps of the upper bits cost is bounded by the number of bits, not of numbers.
FORMS = [PackedRuns.of, PackedRuns.wide]
RUNS = st.lists(st.lists(st.integers(0, 200_000), max_size=12).map(sorted), max_size=9)


def plain(runs):
    numbers = np.array([number for run in runs for number in run], dtype=np.int64)
    return numbers, np.cumsum([0, *map(len, runs)])


@pytest.fixture(params=[1, 5, 1 << 22])
def at_once(request, monkeypatch):
    monkeypatch.setattr(packed_runs, "_AT_ONCE", request.param)


@pytest.mark.parametrize("pack", FORMS)
@given(runs=RUNS, data=st.data())
def test_any_slice_is_that_of_the_plain_array(pack, runs, data):
    numbers, starts = plain(runs)
    packed = pack(numbers, starts)
    place = data.draw(st.slices(len(numbers)).filter(lambda each: each.step in (None, 1)))
    assert len(packed) == len(numbers)
    assert packed[place].tolist() == numbers[place].tolist()
    assert packed[:].tolist() == numbers.tolist()


@pytest.mark.parametrize("pack", FORMS)
@given(runs=RUNS, more=RUNS, data=st.data())
def test_whole_runs_are_gathered_in_the_order_asked_for(pack, runs, more, data):
    numbers, starts = plain([*runs, *more])
    chosen = data.draw(st.lists(st.integers(0, max(0, len(starts) - 2)), max_size=8))
    places = np.array(chosen if len(starts) > 1 else [], dtype=np.int64)
    wanted = [number for place in places for number in [*runs, *more][place]]
    joined = JoinedRuns([pack(*plain(runs)), pack(*plain(more))])
    for packed in (pack(numbers, starts), joined):
        found = packed.gathered(starts[places], starts[places + 1] if len(places) else places)
        assert found.tolist() == wanted
    for place in places.tolist():
        run = slice(int(starts[place]), int(starts[place + 1]))
        assert joined[run].tolist() == numbers[run].tolist()


# Lower and upper bits of few values, so that many numbers share one of them and not the other.
ALIKE = st.builds(
    lambda upper, lower: (upper << 16) | lower,
    st.integers(0, 3),
    st.one_of(st.integers(0, 5), st.sampled_from([65_534, 65_535])),
)


@pytest.mark.parametrize("pack", FORMS)
@given(
    runs=st.lists(st.lists(ALIKE, max_size=12).map(sorted), max_size=6),
    more=st.lists(st.lists(ALIKE, max_size=12).map(sorted), min_size=1, max_size=6),
    asked=st.sets(ALIKE, max_size=12).map(sorted),
    data=st.data(),
)
def test_what_is_met_is_what_a_look_at_every_number_meets(pack, runs, more, asked, data):
    every = [*runs, *more]
    numbers, starts = plain(every)
    places = np.array(
        data.draw(st.lists(st.integers(0, len(every) - 1), max_size=8)), dtype=np.int64
    )
    wanted = [
        (owner, asked.index(number), int(starts[place]) + within)
        for owner, place in enumerate(places.tolist())
        for within, number in enumerate(every[place])
        if number in asked
    ]
    looked_for = AskedNumbers(np.array(asked, dtype=np.int64))
    for packed in (pack(numbers, starts), JoinedRuns([pack(*plain(runs)), pack(*plain(more))])):
        met = packed.met(starts[places], starts[places + 1], looked_for)
        found = zip(met.owners.tolist(), met.terms.tolist(), met.places.tolist(), strict=True)
        assert list(found) == wanted


@pytest.mark.parametrize("at_once", [1, 7, 1 << 16])
def test_what_is_met_does_not_depend_on_how_much_is_looked_at_together(monkeypatch, at_once):
    monkeypatch.setattr(meeting, "_AT_ONCE", at_once)
    rng = np.random.default_rng(3)
    runs = [np.sort(rng.choice(1 << 18, size, replace=False)) for size in (0, 40, 1, 300, 0)]
    numbers, starts = plain([run.tolist() for run in runs])
    asked = np.unique(rng.choice(numbers, 50))
    met = PackedRuns.wide(numbers, starts).met(starts[:-1], starts[1:], AskedNumbers(asked))
    assert met.places.tolist() == np.flatnonzero(np.isin(numbers, asked)).tolist()
    assert asked[met.terms].tolist() == numbers[met.places].tolist()


@pytest.mark.parametrize("pack", FORMS)
def test_blocks_hold_together_whatever_their_size(at_once, pack):
    rng = np.random.default_rng(3)
    runs = [np.sort(rng.integers(0, 1 << 20, size)).tolist() for size in (0, 7, 1, 0, 300, 2, 0)]
    numbers, starts = plain(runs)
    packed = pack(numbers, starts)
    assert packed[:].tolist() == numbers.tolist()
    assert packed[3:290].tolist() == numbers[3:290].tolist()


def written(folder, numbers, sizes, *, is_wide=False):
    file = RunsFile(folder, "codes", is_wide=is_wide)
    for some, of_runs in zip(numbers, sizes, strict=True):
        file.add(some, of_runs)
    return file.close()


@pytest.mark.parametrize("is_wide", [False, True])
@pytest.mark.parametrize("at_once", [1, 6, 1 << 19])
@given(parts=st.lists(RUNS, max_size=4))
def test_runs_written_piece_by_piece_are_those_packed_at_once(is_wide, at_once, parts):
    every = [run for part in parts for run in part]
    packed = (PackedRuns.wide if is_wide else PackedRuns.of)(*plain(every))
    with (
        TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(packed_runs, "_WRITTEN_AT_ONCE", at_once)
        pieces = [plain(part) for part in parts]
        found = written(
            Path(folder),
            [numbers for numbers, _ in pieces],
            [np.diff(starts) for _, starts in pieces],
            is_wide=is_wide,
        )
        for name in ("starts", "lower", "upper_starts", "upper"):
            one, other = getattr(found, name), getattr(packed, name)
            assert (one.dtype, one.tolist()) == (other.dtype, other.tolist())


def test_a_number_takes_less_than_a_byte_and_a_half(tmp_path):
    rng = np.random.default_rng(5)
    runs = [np.sort(rng.choice(1 << 20, 1_400, replace=False)) for _ in range(20)]
    numbers, starts = plain(runs)
    written(tmp_path, [numbers], [np.diff(starts)])
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 1.5 * len(numbers) + 4 * 200
    assert read_runs(tmp_path, "codes")[:].tolist() == numbers.tolist()


def test_a_file_that_is_cut_is_damage(tmp_path):
    written(tmp_path, [np.array([1, 2])], [np.array([2])])
    (tmp_path / "codes.upper.npy").write_bytes(b"\x93NUMPY")
    with pytest.raises(DamagedSnapshotError):
        read_runs(tmp_path, "codes")
