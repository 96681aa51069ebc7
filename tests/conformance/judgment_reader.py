"""What every reader of files must do. A subclass gives the fixtures."""

from collections.abc import Iterator

import pytest

from corpus.judgment import RawJudgment, Rejected
from corpus.readers import read_source

TEXT = (
    "甲县人民法院\n刑事判决书\n（2020）吉0101刑初1号\n"
    "被告人张某。经审理查明，其窃得现金1元。\n本院认为，其行为已构成盗窃罪。判决如下：判处罚金。"
)


def flat(text: str) -> str:
    return "".join(text.split())


class JudgmentReaderConformance:
    """Conformance of a :class:`corpus.readers.pieces.JudgmentReader`, through read_source."""

    suffix: str

    @pytest.fixture
    def write(self):
        """Give a function (path, text) that writes a file of the format with one judgment."""
        raise NotImplementedError

    @pytest.fixture
    def file(self, tmp_path, write):
        path = tmp_path / f"判决{self.suffix}"
        write(path, TEXT)
        return path

    def test_the_text_comes_out_whole_and_verbatim(self, file):
        (piece,) = read_source(file)
        assert isinstance(piece, RawJudgment), piece
        assert flat(TEXT) in flat(piece.text)

    def test_the_source_is_named_without_the_machine(self, file):
        (piece,) = read_source(file, source_name="甲院")
        assert piece.source.name == "甲院"
        assert piece.source.place.startswith(file.name)
        assert piece.source.format

    def test_reading_is_lazy(self, file):
        assert isinstance(read_source(file), Iterator)

    def test_reading_twice_gives_the_same(self, file):
        assert list(read_source(file)) == list(read_source(file))

    @pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
    def test_a_file_cut_short_is_never_an_error_inside_a_folder(self, file, share):
        data = file.read_bytes()
        file.write_bytes(data[: int(len(data) * share)])
        pieces = list(read_source(file.parent))
        assert pieces
        assert all(isinstance(piece, (RawJudgment, Rejected)) for piece in pieces)

    def test_one_bad_file_does_not_hide_the_good_one(self, file):
        (file.parent / f"0{self.suffix}").write_bytes(b"\xff\x00\x01 broken")
        pieces = list(read_source(file.parent))
        assert [type(piece) for piece in pieces] == [Rejected, RawJudgment]
        assert pieces[0].place.startswith(f"0{self.suffix}")
        assert pieces[0].reason

    def test_an_empty_file_is_rejected_as_empty(self, file):
        (file.parent / f"0{self.suffix}").write_bytes(b"")
        first = next(read_source(file.parent))
        assert (first.place, first.code) == (f"0{self.suffix}", "empty")
