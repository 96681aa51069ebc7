"""Who writes into the audit trail, and who reads it?"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cached_property
from threading import Lock
from typing import Final, TextIO

from corpus.errors import StoreError
from service.audit_trail.chain import PUT_AWAY, look_through
from service.audit_trail.errors import TrailKeptError
from service.audit_trail.head_file import HeadFile
from service.audit_trail.model import Deed, Finding, Flaw, FlawKind, Head, Line, Outcome
from service.audit_trail.together import Together
from service.data_folder import private_key
from service.settings import Settings
from service.store.trail_records import TrailRecords

BEGAN: Final = "trail.began"
"""Action of the line that seals what was logged before there was a trail; its subject is
``ROWS DIGEST``."""

HEAD_RENEWED: Final = "trail.head_renewed"
"""Action of the line behind which a head that was missing or forged was written anew; its subject
is the number of the line at which that was noticed."""

_LONGEST_MONTH: Final = timedelta(days=31)
_KEY: Final = "trail.key"
_HEAD: Final = "trail-head.json"
MACHINE: Final = "tongpan"
"""Who does what nobody asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines are wanted.

    Attributes:
        limit: How many at most.
        below: Only lines whose number is smaller; None from the newest on.
        account_id: Only those of this account.
        subject: Only those that touched exactly this.
        outcome: Only those that ended so.
        since: Only from this moment on; None from the beginning.
        until: Only before this moment; None without end.
    """

    limit: int = 100
    below: int | None = None
    account_id: int | None = None
    subject: str | None = None
    outcome: Outcome | None = None
    since: datetime | None = None
    until: datetime | None = None


class TrailDesk:
    """The one door to the audit trail.

    Args:
        records: The stored lines.
        settings: Say where the data folder lies, which holds the key and the head.
    """

    def __init__(self, records: TrailRecords, settings: Settings) -> None:
        self._records = records
        self._settings = settings
        self._together: Together[Deed, Head] = Together(self._append_all)
        self._has_begun = False
        self._beginning = Lock()

    def note(self, deed: Deed) -> Head:
        """Add a line; when this returns, it is stored.

        Raises:
            StoreError: The database refuses to write.
            SettingsError: The key cannot be made or read.

        Cost: one small transaction and one small file, both on the disk when it returns; three to
        eight milliseconds, which all share that note something meanwhile.
        """
        self._begin(deed.at)
        return self._together.write(deed)

    def newest(self, wanted: Wanted) -> tuple[Line, ...]:
        """Return the newest lines that are wanted, newest first."""
        return self._records.page(
            limit=wanted.limit,
            below=wanted.below,
            account_id=wanted.account_id,
            subject=wanted.subject,
            outcome=wanted.outcome,
            since=wanted.since,
            until=wanted.until,
        )

    def look_through(self, *, told: Head | None = None) -> Finding:
        """Look through the whole trail for lines edited, removed, moved, added or cut off.

        Args:
            told: A head that was written down elsewhere before, such as one printed by
                ``tongpan audit-trail head``.

        Raises:
            SettingsError: The key cannot be read.

        Cost: about twenty microseconds for each line.
        """
        kept = self._head_file.read()
        heads = [head for head in (kept, told) if isinstance(head, Head)]
        began: list[str] = []
        more: list[Flaw] = []

        def passing() -> Iterator[Line]:
            for line in self._records.lines():
                if line.deed.action == BEGAN:
                    began.append(line.deed.subject)
                if line.deed.action == HEAD_RENEWED:
                    more.append(Flaw(kind=FlawKind.HEAD_RENEWED, number=line.number))
                yield line

        finding = look_through(passing(), heads=heads, key=self._key)
        if isinstance(kept, FlawKind):
            more.append(Flaw(kind=kept, number=finding.head.number))
        if kept is None and finding.n_lines:
            more.append(Flaw(kind=FlawKind.HEAD_GONE, number=finding.head.number))
        if finding.n_lines and (began[:1] or [_seal_of_rows(())]) != [self._older_seal()]:
            more.append(Flaw(kind=FlawKind.OLDER_LOG, number=0))
        return Finding(
            n_lines=finding.n_lines,
            first=finding.first,
            head=finding.head,
            flaws=(*more, *finding.flaws),
        )

    def head(self) -> Head | None:
        """Return how far the trail has come by the file outside of the database; None for nowhere.

        Raises:
            SettingsError: The key cannot be read.
        """
        kept = self._head_file.read()
        return kept if isinstance(kept, Head) and kept.number else None

    def holds_head(self) -> bool:
        """Tell whether the line that the kept head names stands in the trail as it was.

        A quick look, unlike :meth:`look_through`: it finds an end that was cut off, no more.

        Raises:
            SettingsError: The key cannot be read.
        """
        if not self._records.page(limit=1) and not (self._settings.data / _HEAD).exists():
            # Nothing to hold it against; a look writes nothing, not even the key.
            return True
        kept = self._head_file.read()
        if not isinstance(kept, Head):
            return False
        if not kept.number:
            return True
        found = self._records.page(limit=1, below=kept.number + 1)
        return [(line.number, line.digest) for line in found] == [(kept.number, kept.digest)]

    def export(
        self,
        out: TextIO,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        account_id: int | None = None,
    ) -> int:
        """Write lines as JSON, one each, and return how many.

        Args:
            out: Where they are written.
            since: First moment; by default from the beginning.
            until: Moment before which it ends; by default without end.
            account_id: Only those of this account; by default of everybody.
        """
        n_lines = 0
        for line in self.exported(since=since, until=until, account_id=account_id):
            out.write(line)
            n_lines += 1
        return n_lines

    def exported(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        account_id: int | None = None,
    ) -> Iterator[str]:
        """Give lines as JSON, each with the end of its line; few are held at a time.

        Args:
            since: First moment; by default from the beginning.
            until: Moment before which it ends; by default without end.
            account_id: Only those of this account; by default of everybody.
        """
        for line in self._records.lines(since=since, until=until, account_id=account_id):
            said = {"number": line.number, **asdict(line.deed), "digest": line.digest}
            said["at"] = line.deed.at.isoformat()
            yield json.dumps(said, ensure_ascii=False) + "\n"

    def require_old_enough(self, before: datetime, *, now: datetime) -> None:
        """Pass silently when nothing before a moment has to be kept longer.

        Raises:
            TrailKeptError: Something has.
        """
        months = self._settings.trail_months
        if before > now - months * _LONGEST_MONTH:
            raise TrailKeptError(before=before, months=months)

    def put_away(self, *, before: datetime, doer: str, now: datetime) -> int:
        """Remove what is older than a moment, and write down that it was; return how many lines.

        Who calls has exported them before.

        Raises:
            TrailKeptError: Some of it has to be kept longer.
            StoreError: The database refuses to write.
            SettingsError: The key cannot be read.
        """
        self.require_old_enough(before, now=now)
        deed = Deed(
            at=now,
            account_id=None,
            doer=doer,
            roles="",
            action=PUT_AWAY,
            subject="",
            outcome=Outcome.DONE,
        )
        _, n_gone = self._records.put_away(deed, before=before, key=self._key)
        for line in self._records.page(limit=1):
            self._advance(Head(number=line.number, digest=line.digest), now=now)
        return n_gone

    def _begin(self, now: datetime) -> None:
        """Before the first line: make the head, and seal what was logged without a trail."""
        with self._beginning:
            if self._has_begun:
                return
            if not self._records.page(limit=1):
                self._head_file.begin()
                seal = self._older_seal()
                if seal != _seal_of_rows(()):
                    self._append(_of_the_machine(BEGAN, subject=seal, now=now))
            self._has_begun = True

    def _append(self, deed: Deed) -> Head:
        head = self._records.append(deed, key=self._key)
        self._advance(head, now=deed.at)
        return head

    def _append_all(self, deeds: Sequence[Deed]) -> Sequence[Head | StoreError]:
        """Add lines; where all are refused together, each is tried by itself."""
        told: list[Head | StoreError] = []
        try:
            told += self._records.append_all(deeds, key=self._key)
        except StoreError as error:
            if len(deeds) == 1:
                return [error]
            told = [outcome for deed in deeds for outcome in self._append_all([deed])]
        heads = [each for each in told if isinstance(each, Head)]
        if heads:
            self._advance(heads[-1], now=deeds[-1].at)
        return told

    def _advance(self, head: Head, *, now: datetime) -> None:
        """Write down how far the trail has come; that the file was lost becomes a line of it."""
        if self._head_file.advance(head):
            return
        lost = _of_the_machine(HEAD_RENEWED, subject=str(head.number), now=now)
        self._head_file.renew(self._records.append(lost, key=self._key))

    def _older_seal(self) -> str:
        return _seal_of_rows(self._records.older_log())

    @cached_property
    def _key(self) -> bytes:
        return private_key(self._settings, _KEY)

    @cached_property
    def _head_file(self) -> HeadFile:
        return HeadFile(self._settings.data / _HEAD, key=self._key)


def _of_the_machine(action: str, *, subject: str, now: datetime) -> Deed:
    return Deed(
        at=now,
        account_id=None,
        doer=MACHINE,
        roles="",
        action=action,
        subject=subject,
        outcome=Outcome.DONE,
    )


def _seal_of_rows(rows: tuple[tuple[object, ...], ...]) -> str:
    text = json.dumps([[str(value) for value in row] for row in rows], ensure_ascii=False)
    return f"{len(rows)} {hashlib.sha256(text.encode()).hexdigest()}"
