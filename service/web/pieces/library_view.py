"""How is it shown on a case that it is no longer to be followed?"""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from corpus.judgment import JudgmentId
from service.court_time import court_day
from service.edge.context import edge_of
from service.library.model import LibraryRecord, LibraryStanding
from service.tiers.placing import put_aside_words
from service.web.pieces.masked_display import with_masking


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryMark:
    """What a hit or the page of a case shows of its record.

    Attributes:
        standing: Whether it stands.
        words: Since when and why it does not.
        replacement: What took its place, as published; may be empty.
        address: Where that is shown, or None where it is not stored.
    """

    standing: LibraryStanding
    words: str
    replacement: str
    address: str | None


def library_mark(record: LibraryRecord | None, request: Request) -> LibraryMark | None:
    """Return what is shown of a record; None where nothing is recorded."""
    if record is None:
        return None
    return LibraryMark(
        standing=record.standing,
        words=put_aside_words(record),
        replacement=record.replacement,
        address=None
        if record.replacement_id is None
        else with_masking(f"/judgments/{record.replacement_id}", request),
    )


def standing_now(request: Request) -> Mapping[JudgmentId, LibraryRecord]:
    """Return of each recorded case what holds today."""
    edge = edge_of(request)
    return edge.library.standing(court_day(edge.clock()))
