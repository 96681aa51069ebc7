"""A file that grew by pieces is the one that numpy writes at once."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexing.packing.array_files import ArrayFile

SHAPES = st.sampled_from([(), (3,), (2, 2)])
TYPES = st.sampled_from([np.int8, np.uint16, np.uint32, np.int64, np.float32, np.bool_])


@given(st.lists(st.integers(0, 40), max_size=5), SHAPES, TYPES)
def test_pieces_give_the_bytes_of_the_whole(sizes, row, dtype):
    rng = np.random.default_rng(sum(sizes))
    parts = [rng.integers(0, 2, (size, *row)).astype(dtype) for size in sizes]
    with TemporaryDirectory() as name:
        folder = Path(name)
        with ArrayFile(folder / "pieces.npy", dtype, row=row) as file:
            for part in parts:
                file.add(part)
        assert len(file) == sum(sizes)
        np.save(folder / "whole.npy", np.concatenate([np.empty((0, *row), dtype), *parts]))
        assert (folder / "pieces.npy").read_bytes() == (folder / "whole.npy").read_bytes()


def test_rows_of_another_type_are_written_as_the_file_has_them(tmp_path):
    with ArrayFile(tmp_path / "a.npy", np.int32) as file:
        file.add(np.array([1.0, 2.0]))
        file.add(np.arange(6)[::2])
    assert np.load(tmp_path / "a.npy").tolist() == [1, 2, 0, 2, 4]
