"""How do pending cases stand in the database?"""

import json
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Engine,
    ForeignKey,
    Row,
    Select,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from corpus.case_number import CaseNumber, read_case_number
from corpus.judgment import CaseType, PartyKind, Role
from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.pending.model import (
    PanelMember,
    PaperKind,
    PendingCase,
    PendingCaseId,
    PendingParty,
    Stage,
)
from service.store.writing import writing

pending_cases = Table(
    "pending_cases",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("case_number", Text, index=True, comment="canonical form"),
    Column("case_type", String(32)),
    Column("court", Text, index=True),
    Column("cause", Text, index=True),
    Column("charges", Text, nullable=False, comment="JSON list"),
    Column("parties", Text, nullable=False, comment="JSON list; names people, never logged"),
    Column("handling_judge", Text, nullable=False),
    Column("panel", Text, nullable=False, comment="JSON list"),
    Column("filed_on", Date),
    Column("due_on", Date, index=True),
    Column("happened_on", Date),
    Column("stage", String(32), nullable=False, index=True),
    Column("issues", Text, nullable=False, comment="JSON list"),
    Column("intended_provisions", Text, nullable=False, comment="JSON list"),
    Column("intended_ruling", Text, nullable=False),
    Column("paper", String(32), nullable=False),
    Column("text", Text, nullable=False, comment="names people, never logged"),
    Column(
        "sought",
        Text,
        nullable=False,
        server_default="",
        comment="what lists look for: number, charges, cause, parties; never logged",
    ),
    Column("file_name", String(255)),
    Column("external_id", Text, unique=True),
    Column("opened_by", ForeignKey("accounts.id"), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False, index=True),
)

# Who may open a case; nobody else learns more of it than that a like case is pending.
pending_case_members = Table(
    "pending_case_members",
    metadata,
    Column("pending_id", ForeignKey("pending_cases.id", ondelete="CASCADE"), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), primary_key=True, index=True),
)

_AT_ONCE = 500
_LISTS = ("charges", "issues", "intended_provisions")


def new_pending_id() -> PendingCaseId:
    """Return an id that nobody can guess."""
    return PendingCaseId(secrets.token_hex(12))


class PendingRecords:
    """The stored pending cases."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, case: PendingCase, *, members: Sequence[int]) -> None:
        """Store a case and who may open it.

        Args:
            case: The case, with an id of :func:`new_pending_id`.
            members: Accounts.
        """
        with writing(self._engine) as connection:
            connection.execute(insert(pending_cases).values(**_values(case)))
            _put_members(connection, case.id, members)

    def change(self, case: PendingCase) -> None:
        """Write a case anew; its id and who opened it stay."""
        with writing(self._engine) as connection:
            connection.execute(
                update(pending_cases).where(pending_cases.c.id == case.id).values(**_values(case))
            )

    def admit(self, pending_id: PendingCaseId, members: Sequence[int]) -> None:
        """Let further accounts open a case; those that may already stay."""
        with writing(self._engine) as connection:
            known = frozenset(connection.execute(_member_ids(pending_id)).scalars().all())
            _put_members(connection, pending_id, [each for each in members if each not in known])

    def remove_member(self, pending_id: PendingCaseId, account_id: int) -> None:
        """Let an account no longer open a case."""
        with writing(self._engine) as connection:
            connection.execute(
                delete(pending_case_members).where(
                    pending_case_members.c.pending_id == pending_id,
                    pending_case_members.c.account_id == account_id,
                )
            )

    def members(self, pending_id: PendingCaseId) -> tuple[int, ...]:
        """Return the accounts that may open a case, ascending."""
        with self._engine.connect() as connection:
            return tuple(connection.execute(_member_ids(pending_id)).scalars())

    def find(self, pending_id: str, *, account_id: int) -> PendingCase | None:
        """Return a case that an account may open, or None: to others it does not exist."""
        wanted = _of_account(account_id).where(pending_cases.c.id == pending_id)
        with self._engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else _case(row)

    def find_external(self, external_id: str) -> PendingCase | None:
        """Return the case of an id of the case system, whoever may open it, or None."""
        wanted = select(pending_cases).where(pending_cases.c.external_id == external_id)
        with self._engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else _case(row)

    def numbered(
        self, canonical: str, *, court: str, among: Collection[str]
    ) -> tuple[PendingCase, ...]:
        """Return the cases of a number, of one court or among some ids, in order of id."""
        wanted = (
            select(pending_cases)
            .where(
                pending_cases.c.case_number == canonical,
                or_(pending_cases.c.court == court, pending_cases.c.id.in_(sorted(among))),
            )
            .order_by(pending_cases.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(_case(row) for row in connection.execute(wanted))

    def of_account(
        self, account_id: int, *, words: str = "", most: int | None = None, skip: int = 0
    ) -> tuple[PendingCase, ...]:
        """Return the cases that an account may open: those due first, then by number and id.

        Args:
            account_id: The account.
            words: Each stands in the number, a charge, the cause or the name of a party.
            most: How many at most; None for all.
            skip: How many are passed over.

        Cost: reads the texts of the cases that it returns.
        """
        wanted = _telling(_of_account(account_id), words).order_by(*_BY_URGENCY)
        with self._engine.connect() as connection:
            return tuple(_case(row) for row in connection.execute(wanted.limit(most).offset(skip)))

    def count_of_account(self, account_id: int, *, words: str = "") -> int:
        """Return how many cases :meth:`of_account` returns in all."""
        found = _telling(opened_by(account_id), words).subquery()
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(found)).scalar_one())

    def ids_of_account(self, account_id: int) -> frozenset[PendingCaseId]:
        """Return the ids of the cases that an account may open; no text is read."""
        with self._engine.connect() as connection:
            rows = connection.execute(opened_by(account_id)).all()
        return frozenset(PendingCaseId(row.id) for row in rows)

    def open_on(self, elements: Collection[str]) -> dict[PendingCaseId, datetime]:
        """Return the cases that are not closed and have one of these charges or causes.

        For the machine's own work: ids with the time of the last change, whoever may open them.

        Args:
            elements: Charges and causes as the tables name them.
        """
        alike = or_(
            pending_cases.c.cause.in_(sorted(elements)),
            *(pending_cases.c.charges.contains(f'"{each}"') for each in sorted(elements)),
        )
        wanted = select(pending_cases.c.id, pending_cases.c.changed_at).where(
            pending_cases.c.stage != Stage.CLOSED.value, alike
        )
        with self._engine.connect() as connection:
            return {PendingCaseId(row.id): row.changed_at for row in connection.execute(wanted)}

    def count_open(self, courts: Collection[str] | None) -> Counter[str]:
        """Return how many cases that are not closed there are by charge or cause.

        For the machine's own work: figures, whoever may open the cases.

        Args:
            courts: Of these courts; None for all.

        Cost: linear in the pending cases of these courts; their texts stay where they are.
        """
        wanted = select(pending_cases.c.cause, pending_cases.c.charges).where(
            pending_cases.c.stage != Stage.CLOSED.value
        )
        if courts is not None:
            wanted = wanted.where(pending_cases.c.court.in_(sorted(courts)))
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        return Counter(element for cause, charges in rows for element in _elements(cause, charges))

    def open_numbered(self, canonical: str) -> tuple[PendingCase, ...]:
        """Return the cases of a number that are not closed, in order of id, whoever may open them.

        Cost: one look-up by number.
        """
        wanted = (
            select(pending_cases)
            .where(
                pending_cases.c.case_number == canonical,
                pending_cases.c.stage != Stage.CLOSED.value,
            )
            .order_by(pending_cases.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(_case(row) for row in connection.execute(wanted))

    def some(self, ids: Collection[PendingCaseId]) -> tuple[PendingCase, ...]:
        """Return cases, whoever may open them, in order of id; for the machine's own work."""
        found: list[PendingCase] = []
        ordered = sorted(ids)
        with self._engine.connect() as connection:
            for start in range(0, len(ordered), _AT_ONCE):
                part = ordered[start : start + _AT_ONCE]
                wanted = (
                    select(pending_cases)
                    .where(pending_cases.c.id.in_(part))
                    .order_by(pending_cases.c.id)
                )
                found += [_case(row) for row in connection.execute(wanted)]
        return tuple(found)

    def all_open(self) -> tuple[PendingCase, ...]:
        """Return every case that is not closed, in order of id; for the machine's own work.

        Cost: reads the texts of all pending cases of the court.
        """
        wanted = (
            select(pending_cases)
            .where(pending_cases.c.stage != Stage.CLOSED.value)
            .order_by(pending_cases.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(_case(row) for row in connection.execute(wanted))


def opened_by(account_id: int) -> Select[tuple[str]]:
    """Return the question for the ids of the cases that an account may open."""
    return (
        select(pending_cases.c.id)
        .join(pending_case_members, pending_case_members.c.pending_id == pending_cases.c.id)
        .where(pending_case_members.c.account_id == account_id)
    )


def _of_account(account_id: int) -> Select[tuple[Any, ...]]:
    return opened_by(account_id).with_only_columns(*pending_cases.c)


def _telling(wanted: Select[Any], words: str) -> Select[Any]:
    for word in words.split():
        wanted = wanted.where(pending_cases.c.sought.contains(word, autoescape=True))
    return wanted


def _member_ids(pending_id: PendingCaseId) -> Select[Any]:
    return (
        select(pending_case_members.c.account_id)
        .where(pending_case_members.c.pending_id == pending_id)
        .order_by(pending_case_members.c.account_id)
    )


def _put_members(connection: Connection, pending_id: PendingCaseId, members: Iterable[int]) -> None:
    rows = [{"pending_id": pending_id, "account_id": each} for each in sorted(set(members))]
    if rows:
        connection.execute(insert(pending_case_members), rows)


_BY_URGENCY: Final = (
    pending_cases.c.stage == Stage.CLOSED.value,
    pending_cases.c.due_on.is_(None),
    pending_cases.c.due_on,
    func.coalesce(pending_cases.c.case_number, ""),
    pending_cases.c.id,
)


def _values(case: PendingCase) -> dict[str, object]:
    values: dict[str, object] = {
        name: getattr(case, name)
        for name in (
            *("id", "court", "cause", "handling_judge", "filed_on", "due_on", "happened_on"),
            *("intended_ruling", "text", "file_name", "external_id", "opened_by", "opened_at"),
            "changed_at",
        )
    }
    for name in _LISTS:
        values[name] = _json(getattr(case, name))
    values["parties"] = _json([asdict(party) for party in case.parties])
    values["panel"] = _json([asdict(member) for member in case.panel])
    values["case_number"] = None if case.case_number is None else str(case.case_number)
    values["case_type"] = None if case.case_type is None else case.case_type.value
    values["sought"] = _sought(case)
    values["stage"] = case.stage.value
    values["paper"] = case.paper.value
    return values


def _sought(case: PendingCase) -> str:
    """Return what somebody may look for in a list of cases; a word never reaches over a line."""
    number = "" if case.case_number is None else str(case.case_number)
    names = (party.name for party in case.parties)
    return "\n".join(each for each in (number, *case.charges, case.cause or "", *names) if each)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _case(row: Row[Any]) -> PendingCase:
    lists = {name: tuple(json.loads(getattr(row, name))) for name in _LISTS}
    return PendingCase(
        **lists,
        id=PendingCaseId(row.id),
        case_number=_number(row.case_number),
        case_type=None if row.case_type is None else CaseType(row.case_type),
        court=row.court,
        cause=row.cause,
        parties=tuple(_party(each) for each in json.loads(row.parties)),
        handling_judge=row.handling_judge,
        panel=tuple(PanelMember(**each) for each in json.loads(row.panel)),
        filed_on=row.filed_on,
        due_on=row.due_on,
        happened_on=row.happened_on,
        stage=Stage(row.stage),
        intended_ruling=row.intended_ruling,
        paper=PaperKind(row.paper),
        text=row.text,
        file_name=row.file_name,
        external_id=row.external_id,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        changed_at=row.changed_at,
    )


def _elements(cause: str | None, charges: str) -> frozenset[str]:
    """Return what a stored case is about: its charges, else its cause."""
    named: list[str] = json.loads(charges)
    return frozenset(named) or frozenset(() if cause is None else (cause,))


def _number(stored: str | None) -> CaseNumber | None:
    return None if stored is None else read_case_number(stored)


def _party(stored: dict[str, Any]) -> PendingParty:
    return PendingParty(
        name=stored["name"],
        role=Role(stored["role"]),
        kind=None if stored["kind"] is None else PartyKind(stored["kind"]),
        identity_hash=stored["identity_hash"],
    )
