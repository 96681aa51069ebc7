"""How do notices reach those whom they concern, and nobody else?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from service.actors import Actor, Permission
from service.errors import PageNotFoundError
from service.notices.model import KeptNotice, Notice
from service.store.notice_records import NoticeRecords, Reader

MOST_SHOWN = 200
"""Most notices that are told at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDesk:
    """Sends notices, shows each to its reader, and remembers what was read.

    Attributes:
        records: The stored ones.
    """

    records: NoticeRecords

    def send(self, notices: Iterable[Notice], *, now: datetime) -> int:
        """Send notices; what was told before is not told again. Return how many were new.

        Two processes that send the same at once send it once: the database holds the keys.
        """
        return sum(self.records.add(notice, at=now) for notice in notices)

    def of(self, actor: Actor, *, most: int = MOST_SHOWN, skip: int = 0) -> tuple[KeptNotice, ...]:
        """Return what somebody was told, the unread first, then the newest."""
        return self.records.of(_reader(actor), most=most, skip=skip)

    def count(self, actor: Actor) -> int:
        """Return how many notices somebody ever got."""
        return self.records.count(_reader(actor))

    def n_unread(self, actor: Actor) -> int:
        """Return how many notices wait for somebody."""
        return self.records.n_unread(_reader(actor))

    def read(self, actor: Actor, number: int | None = None, *, now: datetime) -> None:
        """Mark a notice read, or with None all of them.

        Raises:
            PageNotFoundError: There is no such notice for this account.
        """
        if not self.records.mark_read(_reader(actor), number, at=now) and number is not None:
            raise PageNotFoundError(what=f"notice {number}")

    def mute(self, actor: Actor, number: int, *, is_muted: bool) -> None:
        """Be told no more of this kind about the subject of a notice, or be told again.

        Raises:
            PageNotFoundError: There is no such notice for this account.
        """
        if not self.records.mute(_reader(actor), number, is_muted=is_muted):
            raise PageNotFoundError(what=f"notice {number}")


def _reader(actor: Actor) -> Reader:
    # A name is enough only for those who hear cases: others may bear it too.
    by_name = actor.display_name if actor.may(Permission.WORK_ON_CASES) else None
    return Reader(account_id=actor.account_id, name=by_name)
