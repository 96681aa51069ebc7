"""Which addresses has the interface for looking into cases of others?"""

from datetime import date, datetime

from fastapi import APIRouter, Request
from pydantic import Field

from service.api.case_schemas import PanelMemberOut, PartyOut, encode_case
from service.api.routes import refused
from service.api.schemas import LabelledValue, Payload
from service.edge.context import actor_of, edge_of, note
from service.labels import label_of
from service.pending.model import PaperKind
from service.purposes.model import Purpose, PurposeGround, Stated, SubjectKind

router = APIRouter(prefix="/api/v1")


class StatePurposeRequest(Payload):
    """The ground on which somebody looks."""

    kind: SubjectKind = Field(description="pending_case 待决案件，matter 移送和会议材料")
    subject: str = Field(max_length=32, description="案件或事项的编号")
    ground: PurposeGround = Field(description="履职依据")
    words: str = Field(max_length=1_000, description="查阅的具体事由")


class PurposeOut(Payload):
    """A ground that was stated, and the looks on it."""

    kind: SubjectKind
    subject: str
    name: str
    office: str
    ground: LabelledValue
    words: str
    is_by_part: bool
    stated_at: datetime
    valid_until: datetime
    n_looks: int
    looked_at: datetime | None


class PurposesResponse(Payload):
    """Grounds, the last one first."""

    purposes: tuple[PurposeOut, ...]


class SupervisedCaseOut(Payload):
    """A case as it is shown outside of its panel: nothing of what its judges mean to rule."""

    id: str
    case_number: str | None
    case_type: LabelledValue | None
    court: str | None
    cause: str | None
    charges: tuple[str, ...]
    parties: tuple[PartyOut, ...]
    handling_judge: str
    panel: tuple[PanelMemberOut, ...]
    filed_on: date | None
    due_on: date | None
    stage: LabelledValue
    text: str | None = Field(description="材料原文；裁判文书草稿不显示")


@router.post(
    "/purposes",
    status_code=201,
    summary="写明履职依据，之后可查阅该案件或材料",
    responses=refused(400, 401, 403, 404, 422),
)
def state_purpose(request: Request, given: StatePurposeRequest) -> PurposeOut:
    """Keep a ground; it holds for this subject and some hours."""
    edge = edge_of(request)
    note(request, action="purpose.state", subject=given.subject)
    kept = edge.referral.purposes.state(
        actor_of(request),
        given.kind,
        given.subject,
        Stated(ground=given.ground.value, words=given.words),
        now=edge.clock(),
    )
    request.state.purpose = f"{kept.ground.value} #{kept.number}"
    return _encode(kept)


@router.get("/purposes", summary="本人写明的履职依据", responses=refused(401, 403))
def own_purposes(request: Request) -> PurposesResponse:
    """Return what whoever asks stated."""
    own = edge_of(request).referral.purposes.own(actor_of(request))
    return PurposesResponse(purposes=tuple(map(_encode, own)))


@router.get(
    "/supervised-cases/{pending_id}",
    summary="依履职依据查阅他人承办的案件",
    responses=refused(400, 401, 403, 404),
)
def supervised_case(request: Request, pending_id: str) -> SupervisedCaseOut:
    """Return a case to whoever stated a ground, or hears it."""
    edge = edge_of(request)
    desk = edge.referral.purposes
    desk.admit(actor_of(request), SubjectKind.PENDING_CASE, pending_id, now=edge.clock())
    case = desk.case(pending_id)
    note(request, action="look_into_case", subject=case.id)
    told = encode_case(case)
    shown = {name: getattr(told, name) for name in SupervisedCaseOut.model_fields}
    if case.paper is PaperKind.DRAFT:
        shown["text"] = None
    return SupervisedCaseOut(**shown)


@router.get(
    "/pending-cases/{pending_id}/looks", summary="谁看过本案", responses=refused(401, 403, 404)
)
def looks_into_case(request: Request, pending_id: str) -> PurposesResponse:
    """Return who looked into a case from outside, to those who hear it."""
    edge = edge_of(request)
    case = edge.pending.find(pending_id, account_id=actor_of(request).account_id)
    note(request, action="read_looks", subject=case.id)
    return PurposesResponse(
        purposes=tuple(map(_encode, edge.referral.purposes.who_looked(case.id)))
    )


def _encode(purpose: Purpose) -> PurposeOut:
    fields = {name: getattr(purpose, name) for name in PurposeOut.model_fields}
    fields["ground"] = LabelledValue(value=purpose.ground.value, label=label_of(purpose.ground))
    return PurposeOut(**fields)
