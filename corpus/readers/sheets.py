"""Tables: each row below the head line is a record of named fields."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from corpus.readers.decoding import decode_text, marked_encoding
from corpus.readers.office import OFFICE_ERRORS, office_refusal
from corpus.readers.pieces import MAX_CHARACTERS, Piece, Refusal, SourceFile
from corpus.readers.records import piece_of_record

EXCEL_CELL = 32_767
"""Most characters that a cell of Excel holds; a longer text was cut off when it was pasted."""

_SAMPLE_BYTES = 1024 * 1024


class CsvReader:
    """Reads .csv and .tsv, in UTF-8 or GB18030, row by row."""

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the rows of the table."""
        # The standard limit of 128 kB is less than a long judgment; it holds for the process.
        csv.field_size_limit(4 * MAX_CHARACTERS)
        with file.open() as stream:
            sample = stream.read(_SAMPLE_BYTES)
        encoding = _encoding_of(sample)
        if isinstance(encoding, Refusal):
            yield encoding.at(file.place)
            return
        # A byte in no encoding spoils its own row only: it becomes half a character, which is
        # refused when the row is looked at.
        with (
            file.open() as stream,
            io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="") as lines,
        ):
            rows = csv.reader(lines, delimiter=_delimiter(sample.decode(encoding, "replace")))
            yield from _pieces_of(file, _checked(rows), place=file.place, form="csv")


def _encoding_of(sample: bytes) -> str | Refusal:
    marked = marked_encoding(sample)
    if marked is not None:
        return marked
    # Cut at the last line, so that no character is cut.
    whole_lines = sample[: sample.rfind(b"\n") + 1] or sample
    try:
        whole_lines.decode()
    except UnicodeDecodeError:
        text = decode_text(whole_lines)
        if not isinstance(text, Refusal):
            return "gb18030"
        # A flaw somewhere in UTF-8 leaves most lines readable.
        is_mostly_utf8 = len(whole_lines.decode(errors="ignore").encode()) > 0.98 * len(whole_lines)
        return "utf-8" if is_mostly_utf8 and text.code == "encoding" else text
    return "utf-8"


def _delimiter(sample: str) -> str:
    head = sample.partition("\n")[0]
    return max(",\t;", key=head.count)


def _checked(rows: Iterator[list[str]]) -> Iterator[list[str] | Refusal]:
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refusal("bad_row", f"no CSV row: {error}")
        except UnicodeDecodeError as error:
            # Of two bytes a character, one is missing: what follows cannot be told apart.
            yield Refusal("encoding", f"no {error.encoding} from here on; save it as UTF-8")
            return


class XlsxReader:
    """Reads every sheet of an .xlsx file."""

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the rows of the sheets."""
        data = file.read()
        if isinstance(data, Refusal):
            yield data.at(file.place)
            return
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                refusal = office_refusal(package)
            if refusal is None:
                yield from _rows_of_book(file, data)
            else:
                yield refusal.at(file.place)
        except OFFICE_ERRORS as error:
            yield Refusal("damaged", f"no readable .xlsx file: {error}").at(file.place)


def _rows_of_book(file: SourceFile, data: bytes) -> Iterator[Piece]:
    # Loaded where there is such a file: every start of the server would wait for it.
    import openpyxl  # noqa: PLC0415

    # Warnings speak of styles and drop-down lists, except this one, after which a sheet is gone.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.filterwarnings("error", message=".*invalid specification.*")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            rows = (list(map(_cell, row)) for row in sheet.iter_rows(values_only=True))
            yield from _pieces_of(file, rows, place=f"{file.place}!{sheet.title}", form="xlsx")
    finally:
        book.close()


def _cell(value: object) -> str | Refusal:
    match value:
        case None:
            return ""
        case str() if len(value) >= EXCEL_CELL:
            return Refusal(
                "truncated",
                f"a cell of {EXCEL_CELL:,} characters, the most that Excel holds: its text was "
                "cut off; export as .csv or .jsonl",
            )
        case datetime():
            return value.date().isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _pieces_of(
    file: SourceFile,
    rows: Iterable[Sequence[str | Refusal] | Refusal],
    *,
    place: str,
    form: str,
) -> Iterator[Piece]:
    head: list[str] | None = None
    for number, row in enumerate(rows, start=1):
        where = f"{place}:{number}"
        if isinstance(row, Refusal):
            yield row.at(where)
            continue
        refusal = next((cell for cell in row if isinstance(cell, Refusal)), None)
        cells = ["" if isinstance(cell, Refusal) else cell.strip() for cell in row]
        if refusal is None and not any(cells):
            continue
        if head is None:
            head = cells
        elif refusal is not None:
            yield refusal.at(where)
        else:
            record = dict(zip(head, cells, strict=False))
            yield piece_of_record(file, record, place=where, form=form)
