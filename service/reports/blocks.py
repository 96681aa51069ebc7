"""What is a report made of on paper and on the screen?

One list of blocks is printed as .docx, shown as a page and written as plain text, so that the
three cannot tell different things.
"""

from dataclasses import dataclass
from typing import TypeAlias

from service.reports.quote import Quote
from service.reports.vocabulary import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The title.

    Attributes:
        lines: Its lines: the court, and what the paper is.
        below: What stands small below it: number, state, volume.
    """

    lines: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainHeading:
    """A heading.

    Attributes:
        text: Its words with their number: 一、…, （一）…, 1. ….
        level: 1, 2 or 3.
    """

    text: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(PlainHeading):
    """A heading of a search report.

    Attributes:
        part: The part that it opens or belongs to.
        place: Number of the case that it opens in that part, from 1; 0 for none.
        opens: Whether the part, or its case, begins here.
    """

    part: Part
    place: int = 0
    opens: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words.

    Attributes:
        text: The words; line breaks begin paragraphs.
        label: What they tell; empty for running text.
    """

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a judgment.

    Attributes:
        quote: The words and their place.
        source: Number of the judgment.
        label: What they tell.
    """

    quote: Quote
    source: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Short facts in two columns.

    Attributes:
        pairs: Names and values.
    """

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its head.
        share: Its share of the width, in parts of the sum of all shares.
    """

    title: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose head is repeated on each page.

    Attributes:
        columns: The columns.
        rows: Cells as text, one for each column.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Boxes of which some are ticked.

    Attributes:
        label: What is chosen.
        options: Whether each is ticked, and its words.
    """

    label: str
    options: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The signature block, at the right.

    Attributes:
        lines: Its lines.
    """

    lines: tuple[str, ...]


Block: TypeAlias = (
    Title | PlainHeading | Paragraph | Quotation | Facts | Table | Choices | Signature
)
