"""In which form do notices and like pending cases travel over HTTP?"""

from datetime import datetime

from pydantic import Field

from service.api.schemas import LabelledValue, Payload
from service.collisions.model import Collision, Conflict, Neighbour
from service.labels import label_of
from service.notices.model import KeptNotice


class NoticeOut(Payload):
    """Something that one person should know."""

    number: int
    kind: LabelledValue
    subject: str
    address: str = Field(description="页面地址")
    sentence: str
    why: str = Field(description="为什么提醒")
    created_at: datetime
    read_at: datetime | None
    is_muted: bool
    is_unread: bool


class NoticesResponse(Payload):
    """What somebody was told, the unread first, then the newest."""

    notices: tuple[NoticeOut, ...]
    n_unread: int


class NoticeChange(Payload):
    """What is to become of a notice; null leaves it."""

    is_read: bool | None = Field(default=None, description="标为已读；不能改回未读")
    is_muted: bool | None = Field(default=None, description="同一对象的这类事项不再提醒")


class NeighbourOut(Payload):
    """A like pending case: where it lies and what about; the id only where it may be opened."""

    id: str | None
    number: str
    court: str
    judge: str
    subject: str


class ConflictOut(Payload):
    """An issue that both sides mean to answer in opposed ways; of drafts only the direction."""

    issue: str = Field(description="本案文书中的表述，未载明的为空")
    own: LabelledValue
    other: LabelledValue


class CollisionOut(Payload):
    """Like pending cases of one series, or a single one."""

    cases: tuple[NeighbourOut, ...]
    issue: str
    likeness: float
    conflicts: tuple[ConflictOut, ...]


class CollisionsResponse(Payload):
    """Like cases that wait for their judgments."""

    collisions: tuple[CollisionOut, ...]


def encode_notices(kept: tuple[KeptNotice, ...], n_unread: int) -> NoticesResponse:
    """Return notices as they travel."""
    return NoticesResponse(notices=tuple(map(_notice, kept)), n_unread=n_unread)


def encode_collisions(found: tuple[Collision, ...]) -> CollisionsResponse:
    """Return like pending cases as they travel."""
    return CollisionsResponse(
        collisions=tuple(
            CollisionOut(
                cases=tuple(map(_neighbour, each.neighbours)),
                issue=each.issue,
                likeness=each.likeness,
                conflicts=tuple(map(_conflict, each.conflicts)),
            )
            for each in found
        )
    )


def _notice(kept: KeptNotice) -> NoticeOut:
    notice = kept.notice
    return NoticeOut(
        number=kept.number,
        kind=LabelledValue(value=notice.kind.value, label=label_of(notice.kind)),
        subject=notice.subject,
        address=notice.address,
        sentence=notice.sentence,
        why=notice.why,
        created_at=kept.created_at,
        read_at=kept.read_at,
        is_muted=kept.is_muted,
        is_unread=kept.is_unread,
    )


def _neighbour(neighbour: Neighbour) -> NeighbourOut:
    return NeighbourOut(
        id=neighbour.id if neighbour.is_open else None,
        number=neighbour.number,
        court=neighbour.court,
        judge=neighbour.judge,
        subject=neighbour.subject,
    )


def _conflict(conflict: Conflict) -> ConflictOut:
    return ConflictOut(
        issue=conflict.issue,
        own=LabelledValue(value=conflict.own.value, label=label_of(conflict.own)),
        other=LabelledValue(value=conflict.other.value, label=label_of(conflict.other)),
    )
