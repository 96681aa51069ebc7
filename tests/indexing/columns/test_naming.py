"""By which numbers papers are known and which they name."""

import pytest

from indexing.columns.naming import NameTable, library_numbers_in, names_of
from indexing.columns.whole_texts import read_names, write_names
from indexing.errors import DamagedSnapshotError
from tests.service.papers import DRUNK, LOAN, read


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("参照指导性案例24号", ("指导性案例24号",)),
        ("指导案例第 024 号和指导案例24号", ("指导性案例24号",)),
        ("入库编号2023-16-2-103-005。", ("2023-16-2-103-005",)),
        ("电话0431-16-2-103-0055", ()),
        ("没有编号的案例", ()),
    ],
)
def test_numbers_of_collections_have_one_spelling(text, numbers):
    assert library_numbers_in(text) == numbers


def test_a_paper_is_known_by_its_number_and_found_by_those_that_name_it():
    loan = read(LOAN.format(serial=1, day_in_words="一"), external_id="loan")
    drunk = read(
        DRUNK.format(serial="3、4", day=3, day_in_words="三", level=90).replace("4号", "4号之一"),
        external_id="drunk",
    )
    table = NameTable.of((names_of(loan), names_of(drunk)))
    assert list(table.known_as("（2020）吉01民终1号")) == [0]
    assert list(table.naming("（2019）吉0123民初7号")) == [0]
    # Two serials are two numbers; 之一 is known by the number of its case too.
    for number in ("3号", "4号", "3号之一", "4号之一"):
        assert list(table.known_as(f"（2021）吉0123刑初{number}")) == [1]
    assert list(table.known_as("（1999）吉01民终1号")) == []
    assert list(table.titled(["民事判决书"])) == [0]


def test_names_are_read_when_asked_even_where_their_folder_is_gone(tmp_path):
    row = names_of(read(LOAN.format(serial=1, day_in_words="一"), external_id="loan"))
    write_names(tmp_path, [row])
    table = read_names(tmp_path, size=1)
    (tmp_path / "names.json").unlink()
    assert table.row(0) == row
    assert list(table.known_as("（2020）吉01民终1号")) == [0]


@pytest.mark.parametrize("told", ["", "[{}]", "[", None])
def test_names_that_cannot_be_read_are_a_damaged_index(told, tmp_path):
    if told is not None:
        (tmp_path / "names.json").write_text(told, "utf-8")
    with pytest.raises(DamagedSnapshotError, match="names"):
        read_names(tmp_path, size=1).row(0)
