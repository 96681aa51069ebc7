"""Which addresses has the interface for closed judgments and the clearances for them?"""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field

from corpus.privacy.sensitivity import Sensitivity
from corpus.spans import value_of
from corpus.store.closing import ClosedJudgment, Closing
from service.actors import Role
from service.api.lists import USUAL_LINES, Limit, Skip
from service.api.routes import refused
from service.api.schemas import LabelledValue, Payload
from service.closed.classes import CLASSES
from service.closed.desk import ReadableJudgment
from service.closed.model import Asked, Clearance
from service.court_time import court_day
from service.edge.context import actor_of, author_of, edge_of, note
from service.labels import label_of

router = APIRouter(prefix="/api/v1")


class CloseRequest(Payload):
    """What is to be closed."""

    named: str = Field(max_length=200, description="文书编号或者案号；案号下的文书一并不公开")
    closed_as: Sensitivity = Field(description="类别")
    reason: str = Field(max_length=1_000, description="理由，至少四个字")


class ReopenRequest(Payload):
    """What is to be opened again."""

    named: str = Field(max_length=200, description="文书编号或者案号")
    reason: str = Field(max_length=1_000, description="理由，至少四个字")


class ClosingOut(Payload):
    """That a judgment was closed, or opened again."""

    judgment_id: str
    closed_as: LabelledValue | None = Field(description="恢复公开时为空")
    reason: str
    author: str
    at: datetime


class ClosingsResponse(Payload):
    """What was closed or opened just now."""

    closings: tuple[ClosingOut, ...]


class ClosedJudgmentOut(ClosingOut):
    """A closed judgment: nothing of its text."""

    case_number: str | None
    court: str | None


class ClosedJudgmentsResponse(Payload):
    """Closed judgments, the last closed first."""

    n: int = Field(description="不公开文书总数")
    judgments: tuple[ClosedJudgmentOut, ...]


class GiveClearanceRequest(Payload):
    """Whom to clear for what."""

    account: str = Field(max_length=64, description="用户名")
    kind: Sensitivity = Field(description="类别")
    ground: str = Field(max_length=1_000, description="授予依据，至少四个字")
    from_on: date = Field(description="自哪一天起")
    until_on: date = Field(description="至哪一天，含当日")


class EndClearanceRequest(Payload):
    """Why a clearance ends."""

    reason: str = Field(max_length=1_000, description="理由，至少四个字")


class ClearanceOut(Payload):
    """A clearance for a class of closed judgments."""

    number: int
    account: str
    display_name: str
    kind: LabelledValue
    ground: str
    from_on: date
    until_on: date
    granted_by: str
    granted_at: datetime
    revoked_by: str | None
    revoked_at: datetime | None
    revoked_because: str
    holds: bool = Field(description="今天是否有效")


class ClearancesResponse(Payload):
    """Clearances, the last given first."""

    n: int = Field(description="共多少项")
    clearances: tuple[ClearanceOut, ...]


class ClosedClassOut(Payload):
    """A class of closed judgments."""

    kind: LabelledValue
    ground: str = Field(description="不公开的事由")
    article: str = Field(description="依据")
    roles: tuple[LabelledValue, ...] = Field(description="可授予查阅的岗位")
    most_days: int = Field(description="一次至多授予多少天")


class ClosedClassesResponse(Payload):
    """All classes."""

    classes: tuple[ClosedClassOut, ...]


class ReadableJudgmentOut(Payload):
    """A closed judgment as whoever is cleared for it finds it."""

    judgment_id: str
    title: str
    case_number: str | None
    court: str | None
    decided_on: date | None
    closed_as: LabelledValue


class ReadableJudgmentsResponse(Payload):
    """The closed judgments that whoever asks may read, and on what clearances."""

    n_readable: int
    judgments: tuple[ReadableJudgmentOut, ...]
    clearances: tuple[ClearanceOut, ...]


@router.get("/closed-judgments", summary="不公开文书目录", responses=refused(401, 403, 422))
def closed_judgments(
    request: Request,
    *,
    named: Annotated[str, Query(max_length=200, description="文书编号或者案号")] = "",
    skip: Skip = 0,
    limit: Limit = USUAL_LINES,
) -> ClosedJudgmentsResponse:
    """Return what is closed: class, number, court and reason, nothing of the texts."""
    note(request, action="closed.list", subject="")
    desk = edge_of(request).closed
    return ClosedJudgmentsResponse(
        n=desk.count(),
        judgments=tuple(map(_closed, desk.standing(named, skip=skip, limit=limit))),
    )


@router.post(
    "/closed-judgments",
    status_code=201,
    summary="不公开文书",
    responses=refused(400, 401, 403, 404, 422),
)
def close_judgment(request: Request, given: CloseRequest) -> ClosingsResponse:
    """Close a judgment, or all of a case number."""
    edge = edge_of(request)
    note(request, action="closed.close", subject="")
    made = edge.closed.close(
        given.named,
        given.closed_as,
        reason=given.reason,
        by=author_of(actor_of(request)),
        now=edge.clock(),
    )
    note(request, action="closed.close", subject=" ".join(each.judgment_id for each in made))
    return ClosingsResponse(closings=tuple(map(_closing, made)))


@router.post(
    "/closed-judgments/reopenings",
    status_code=201,
    summary="恢复公开",
    responses=refused(400, 401, 403, 404, 422),
)
def reopen_judgment(request: Request, given: ReopenRequest) -> ClosingsResponse:
    """Open a closed judgment again, or all of a case number."""
    edge = edge_of(request)
    note(request, action="closed.reopen", subject="")
    made = edge.closed.reopen(
        given.named, reason=given.reason, by=author_of(actor_of(request)), now=edge.clock()
    )
    note(request, action="closed.reopen", subject=" ".join(each.judgment_id for each in made))
    return ClosingsResponse(closings=tuple(map(_closing, made)))


@router.get("/closed-judgments/classes", summary="不公开的类别", responses=refused(401, 403))
def closed_classes(request: Request) -> ClosedClassesResponse:  # noqa: ARG001 - as every address
    """Return the classes with ground, articles, and which desks may be cleared."""
    return ClosedClassesResponse(
        classes=tuple(
            ClosedClassOut(
                kind=_labelled(row.kind),
                ground=row.ground,
                article=row.article,
                roles=tuple(_labelled(role) for role in sorted(row.roles)),
                most_days=row.most_days,
            )
            for row in CLASSES.values()
        )
    )


@router.get(
    "/closed-judgments/readable",
    summary="本人可查阅的不公开文书",
    responses=refused(401, 403, 422),
)
def readable_judgments(
    request: Request,
    *,
    words: Annotated[
        str, Query(max_length=200, description="正文中的词，以空格分开；或者案号")
    ] = "",
) -> ReadableJudgmentsResponse:
    """Return the closed judgments that whoever asks is cleared for; a program's token for none."""
    edge, actor = edge_of(request), actor_of(request)
    note(request, action="closed.readable", subject="")
    found = edge.closed.readable(words.split())
    day = court_day(edge.clock())
    own = () if actor.token else edge.closed.clearances.own(actor.account_id)
    return ReadableJudgmentsResponse(
        n_readable=found.n_readable,
        judgments=tuple(map(_readable, found.found)),
        clearances=tuple(_clearance(each, day) for each in own),
    )


@router.get("/clearances", summary="查阅许可", responses=refused(401, 403, 422))
def clearances(request: Request, skip: Skip = 0, limit: Limit = USUAL_LINES) -> ClearancesResponse:
    """Return clearances that were ever given, those that ended too."""
    edge = edge_of(request)
    note(request, action="clearance.list", subject="")
    day, desk = court_day(edge.clock()), edge.closed.clearances
    found = desk.all(most=limit, skip=skip)
    return ClearancesResponse(
        n=desk.count(), clearances=tuple(_clearance(each, day) for each in found)
    )


@router.post(
    "/clearances",
    status_code=201,
    summary="授予查阅许可",
    responses=refused(400, 401, 403, 404, 422),
)
def give_clearance(request: Request, given: GiveClearanceRequest) -> ClearanceOut:
    """Clear somebody for a class."""
    edge = edge_of(request)
    note(request, action="clearance.give", subject="")
    asked = Asked(
        account=given.account,
        kind=given.kind,
        ground=given.ground,
        from_on=given.from_on,
        until_on=given.until_on,
    )
    kept = edge.closed.clearances.give(asked, by=actor_of(request).name, now=edge.clock())
    note(request, action="clearance.give", subject=f"{kept.account} {kept.kind} #{kept.number}")
    return _clearance(kept, court_day(edge.clock()))


@router.post(
    "/clearances/{number}/revocation",
    status_code=204,
    summary="撤销查阅许可",
    responses=refused(400, 401, 403, 404, 422),
)
def end_clearance(request: Request, number: int, given: EndClearanceRequest) -> None:
    """End a clearance; what it opened is closed with the next request."""
    edge = edge_of(request)
    note(request, action="clearance.end", subject=str(number))
    edge.closed.clearances.end(
        number, because=given.reason, by=actor_of(request).name, now=edge.clock()
    )


def _labelled(value: Sensitivity | Role) -> LabelledValue:
    return LabelledValue(value=value.value, label=label_of(value))


def _closing(closing: Closing) -> ClosingOut:
    return ClosingOut(**_fields(closing))


def _closed(closed: ClosedJudgment) -> ClosedJudgmentOut:
    return ClosedJudgmentOut(
        **_fields(closed.closing), case_number=closed.case_number, court=closed.court
    )


def _fields(closing: Closing) -> dict[str, Any]:
    return {
        "judgment_id": closing.judgment_id,
        "closed_as": None if closing.kind is None else _labelled(closing.kind),
        "reason": closing.reason,
        "author": closing.author,
        "at": closing.at,
    }


def _readable(found: ReadableJudgment) -> ReadableJudgmentOut:
    judgment = found.judgment
    number, court = value_of(judgment.case_number), value_of(judgment.court)
    return ReadableJudgmentOut(
        judgment_id=judgment.id,
        title=judgment.title,
        case_number=None if number is None else str(number),
        court=None if court is None else court.name,
        decided_on=value_of(judgment.decided_on),
        closed_as=_labelled(found.kind),
    )


def _clearance(given: Clearance, day: date) -> ClearanceOut:
    fields = {name: getattr(given, name) for name in ClearanceOut.model_fields if name != "holds"}
    return ClearanceOut(**fields | {"kind": _labelled(given.kind), "holds": given.holds(day)})
