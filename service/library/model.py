"""What is known of a case of the library beside its text: whether it stands, and since when.

Guiding cases lose their force when a new law, interpretation or guiding case takes their place, and
entries of the People's Court Case Library are taken out or replaced. Neither is told by the text of
the case, so people record it, each time with the day from which it holds and where it is published.

Source: 法发〔2020〕24号 art. 9; 法〔2015〕130号 art. 12; 法〔2024〕92号.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from corpus.judgment import JudgmentId


class LibraryStanding(StrEnum):
    """Whether a case of the library is still to be followed: 有效, 不再参照, 出库."""

    IN_FORCE = "in_force"
    NOT_FOLLOWED = "not_followed"
    REMOVED = "removed"


class Publication(StrEnum):
    """Collections whose cases are told by no heading of their own.

    最高人民法院典型案例, 最高人民法院公报案例, 高级人民法院参考性案例.
    """

    SUPREME_TYPICAL = "supreme_typical"
    SUPREME_GAZETTE = "supreme_gazette"
    HIGH_REFERENCE = "high_reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said of a case.

    Attributes:
        judgment_id: The stored case.
        standing: Whether it stands.
        publication: The collection that published it, or None where its own heading tells.
        replacement: Number or name of the case that took its place, as published; may be empty.
        replacement_id: The same in the store, or None where it is not stored.
        source: Where this is published, in words.
        since: The day from which it holds.
    """

    judgment_id: JudgmentId
    standing: LibraryStanding
    publication: Publication | None
    replacement: str
    replacement_id: JudgmentId | None
    source: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryRecord(Statement):
    """What somebody recorded of a case; records are added and never changed.

    Attributes:
        id: Order in which it was recorded.
        author: Who recorded it.
        at: When, in UTC.
    """

    id: int
    author: str
    at: datetime


def standing_on(records: Iterable[LibraryRecord], day: date) -> Mapping[JudgmentId, LibraryRecord]:
    """Return of each case the record that holds on a day; of one day's records the last.

    A record that begins later does not hold yet; a case without any is not in the answer.

    Cost: linear in the records.
    """
    holding: dict[JudgmentId, LibraryRecord] = {}
    for record in records:
        earlier = holding.get(record.judgment_id)
        if record.since <= day and (
            earlier is None or (earlier.since, earlier.id) < (record.since, record.id)
        ):
            holding[record.judgment_id] = record
    return holding
