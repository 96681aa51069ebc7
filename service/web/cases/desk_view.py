"""What stands on the left of the judge's desk: the paper of the case, to be read."""

from dataclasses import dataclass

from service.pending.model import PendingCase
from service.pending.typed_lines import panel_lines, party_lines

BESIDE = "#paper"
"""Where the paper of a case is read on each of its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the paper of a case.

    Attributes:
        number: From 1; a link to ``#paper-3`` leads to the third.
        start: Where it begins in the text of the case, in characters.
        words: Its words.
    """

    number: int
    start: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPaper:
    """What the left of the desk shows.

    Attributes:
        parties: The parties, one a line.
        panel: The panel, one a line.
        paragraphs: The paper.
    """

    parties: tuple[str, ...]
    panel: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


def desk_paper(case: PendingCase) -> DeskPaper:
    """Return what the left of the desk shows of a case."""
    return DeskPaper(
        parties=tuple(party_lines(case.parties).splitlines()),
        panel=tuple(panel_lines(case.panel).splitlines()),
        paragraphs=paragraphs_of(case.text),
    )


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    r"""Return the paragraphs of a text; empty lines are none.

    Example:
        >>> [(each.number, each.start) for each in paragraphs_of("甲乙\n\n丙")]
        [(1, 0), (2, 4)]
    """
    found: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(number=len(found) + 1, start=start, words=line))
        start += len(line) + 1
    return tuple(found)


def paragraph_at(text: str, place: int) -> int:
    r"""Return the number of the paragraph that holds a place of a text, or of the one before it.

    Example:
        >>> paragraph_at("甲乙\n\n丙", 4), paragraph_at("甲乙\n\n丙", 1)
        (2, 1)
    """
    return max(1, sum(each.start <= place for each in paragraphs_of(text)))
