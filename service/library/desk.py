"""How do records of library cases get into the store, and what stands today?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import JudgmentId
from corpus.listed import ListedJudgment
from corpus.store.leaving import those_left
from service.errors import LibraryRecordError
from service.library.model import (
    LibraryRecord,
    LibraryStanding,
    Publication,
    Statement,
    standing_on,
)
from service.store.library_records import LibraryRecords
from service.typed_tables import read_table

COLUMNS = ("case", "standing", "since", "source", "replacement", "publication")
_NEEDED = COLUMNS[:4]
_LONGEST = 1000
MemberT = TypeVar("MemberT", LibraryStanding, Publication)


class ListedSource(Protocol):
    """What the desk needs of the store of judgments."""

    def get_listed(self, ids: Sequence[JudgmentId]) -> Sequence[ListedJudgment]:
        """Return what lists tell of judgments, in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRecord:
    """A record as somebody typed it, in words.

    Attributes:
        case: Id of the stored case, or its number (指导性案例24号, 入库编号).
        standing: Token of :class:`~service.library.model.LibraryStanding`.
        since: The day from which it holds, 2025-01-01.
        source: Where this is published.
        replacement: Id, number or name of the case that took its place; may be empty.
        publication: Token of :class:`~service.library.model.Publication`; may be empty.
    """

    case: str
    standing: str
    since: str
    source: str
    replacement: str = ""
    publication: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryDesk:
    """Takes records of library cases.

    Attributes:
        records: The stored ones.
        store: The judgments.
    """

    records: LibraryRecords
    store: ListedSource

    def record(
        self, typed: Sequence[TypedRecord], *, author: str, now: datetime
    ) -> tuple[LibraryRecord, ...]:
        """Take records, all or none; they join the earlier ones of their cases.

        Returns:
            The last record of each case named, in the order given.

        Raises:
            LibraryRecordError: A word that its field cannot take, or a case that is not stored or
                not told from others by its number; none is taken then.
        """
        statements = [self._checked(each) for each in typed]
        self.records.add(statements, author=author, now=now)
        return tuple(self.records.of(each.judgment_id)[-1] for each in statements)

    def standing(self, day: date) -> Mapping[JudgmentId, LibraryRecord]:
        """Return of each recorded case the record that holds on a day."""
        return standing_on(self.records.all(), day)

    def history(self, judgment_id: JudgmentId) -> tuple[LibraryRecord, ...]:
        """Return the records of one case, in order of recording."""
        return self.records.of(judgment_id)

    def titles(self, ids: Sequence[JudgmentId]) -> Mapping[JudgmentId, str]:
        """Return the titles of cases that are still stored."""
        return {each.id: each.title for each in those_left(self.store.get_listed, ids)}

    def _checked(self, typed: TypedRecord) -> Statement:
        judgment_id = self._found(typed.case.strip())
        if judgment_id is None:
            raise LibraryRecordError(
                field="案例", value=typed.case, accepted="库中文书编号，或库中唯一的案例编号"
            )
        source = typed.source.strip()[:_LONGEST]
        if not source:
            raise LibraryRecordError(field="依据", value="", accepted="公告、通知的名称和文号")
        replacement = typed.replacement.strip()[:_LONGEST]
        return Statement(
            judgment_id=judgment_id,
            standing=_member(LibraryStanding, "状态", typed.standing.strip()),
            publication=_member(Publication, "发布", typed.publication.strip())
            if typed.publication.strip()
            else None,
            replacement=replacement,
            replacement_id=self._found(replacement) if replacement else None,
            source=source,
            since=_day(typed.since.strip()),
        )

    def _found(self, case: str) -> JudgmentId | None:
        """Return the stored case that an id or a number means; None where none or several."""
        try:
            return self.store.get_listed([JudgmentId(case)])[0].id
        except JudgmentNotFoundError:
            numbered = self.records.numbered(case)
            return numbered[0] if len(numbered) == 1 else None


def records_in(text: str) -> tuple[TypedRecord, ...]:
    r"""Read records from CSV with a head of :data:`COLUMNS`; the last two may be left out.

    Raises:
        LibraryRecordError: A column is missing, or a line is none of a table.

    Example:
        >>> text = "case,standing,since,source\n指导性案例9号,not_followed,2020-12-31,通知"
        >>> [each.case for each in records_in(text)]
        ['指导性案例9号']
    """
    table = read_table(text)
    if any(name not in table.columns for name in _NEEDED):
        raise LibraryRecordError(
            field="表头", value=",".join(table.columns), accepted=",".join(COLUMNS)
        )
    if table.broken_line is not None:
        raise LibraryRecordError(
            field=f"第{table.broken_line}行", value="", accepted="表格中的一行，引号成对"
        )
    return tuple(
        TypedRecord(**{name: row.get(name) or "" for name in COLUMNS}) for row in table.rows
    )


def _member(members: type[MemberT], field: str, word: str) -> MemberT:
    try:
        return members(word)
    except ValueError:
        raise LibraryRecordError(field=field, value=word, accepted="、".join(members)) from None


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise LibraryRecordError(field="日期", value=word, accepted="如 2025-01-01") from None
