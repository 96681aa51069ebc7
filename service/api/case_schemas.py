"""In which form do pending cases travel over HTTP?"""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from corpus.judgment import PartyKind, Role
from service.api.schemas import LabelledValue, Payload
from service.labels import label_of
from service.pending.model import PanelMember, PendingCase, PendingParty, Stage
from service.pending.opening import LONGEST_LINE, MOST_ROWS, CaseEntry
from service.pending.search_model import KeptQuery

Line = Annotated[str, Field(max_length=LONGEST_LINE)]


class PartyIn(Payload):
    """Somebody who takes part."""

    name: Line
    role: Role = Field(description="诉讼地位")
    kind: PartyKind | None = Field(default=None, description="自然人、法人或机关")


class PanelMemberIn(Payload):
    """A seat of the panel."""

    name: Line
    title: Line = Field(default="", description="审判长、审判员、人民陪审员")


class CaseFields(Payload):
    """What is said of a case; what is left out stays as the paper tells it."""

    case_number: Line | None = Field(default=None, description="案号")
    court: Line | None = Field(default=None, description="审理法院")
    elements: tuple[Line, ...] | None = Field(
        default=None, max_length=20, description="罪名，或者一个案由"
    )
    parties: tuple[PartyIn, ...] | None = Field(default=None, max_length=MOST_ROWS)
    handling_judge: Line | None = Field(default=None, description="承办法官")
    panel: tuple[PanelMemberIn, ...] | None = Field(default=None, max_length=20)
    filed_on: date | None = Field(default=None, description="立案日期")
    due_on: date | None = Field(default=None, description="审限届满日")
    happened_on: date | None = Field(default=None, description="案件事实发生日")
    stage: Stage | None = Field(default=None, description="审理阶段")
    issues: tuple[Line, ...] | None = Field(
        default=None, max_length=MOST_ROWS, description="争议焦点"
    )
    intended_provisions: tuple[Line, ...] | None = Field(
        default=None, max_length=MOST_ROWS, description="拟适用法律"
    )
    intended_ruling: Annotated[str, Field(max_length=20_000)] | None = Field(
        default=None, description="拟裁判意见"
    )

    def to_entry(self) -> CaseEntry:
        """Return what is said as the desk takes it."""
        parties, panel = self.parties, self.panel
        return CaseEntry(
            case_number=self.case_number,
            court=self.court,
            elements=self.elements,
            parties=None
            if parties is None
            else tuple(PendingParty(name=p.name, role=p.role, kind=p.kind) for p in parties),
            handling_judge=self.handling_judge,
            panel=None
            if panel is None
            else tuple(PanelMember(name=each.name, title=each.title) for each in panel),
            filed_on=self.filed_on,
            due_on=self.due_on,
            happened_on=self.happened_on,
            stage=self.stage,
            issues=self.issues,
            intended_provisions=self.intended_provisions,
            intended_ruling=self.intended_ruling,
        )


class OpenCaseRequest(CaseFields):
    """A case to be opened."""

    text: str = Field(description="起诉书、起诉状、裁判文书草稿或案情")
    file_name: Annotated[str, Field(max_length=255)] | None = None
    external_id: Line | None = Field(
        default=None, description="办案系统中的编号；同一编号再次提交即更新该案"
    )
    accounts: tuple[Line, ...] = Field(
        default=(), max_length=20, description="可以打开本案的账号：承办法官、合议庭成员、法官助理"
    )


class PartyOut(Payload):
    """Somebody who takes part."""

    name: str
    role: LabelledValue
    kind: LabelledValue | None


class PanelMemberOut(Payload):
    """A seat of the panel."""

    name: str
    title: str


class CaseOut(Payload):
    """A pending case. ``null`` and empty mean that nobody told."""

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
    happened_on: date | None
    stage: LabelledValue
    issues: tuple[str, ...]
    intended_provisions: tuple[str, ...]
    intended_ruling: str
    paper: LabelledValue
    text: str
    file_name: str | None
    external_id: str | None
    opened_at: datetime
    changed_at: datetime


class CasesResponse(Payload):
    """The cases of whoever asks, those due first."""

    n: int = Field(description="共多少件")
    cases: tuple[CaseOut, ...]


class KeptHitOut(Payload):
    """A hit as it stood in an answer."""

    judgment_id: str
    rank: int
    tier: str
    is_counted: bool


class QueryOut(Payload):
    """A query of the search of a case."""

    number: int
    method: str
    words: str
    conditions: dict[str, tuple[str, ...]]
    at: datetime
    author: str
    snapshot_id: str
    ranker: str
    n_found: int
    tier_counts: dict[str, int]
    hits: tuple[KeptHitOut, ...]


class QueriesResponse(Payload):
    """Every query of a case, in order of asking."""

    queries: tuple[QueryOut, ...]


def encode_query(query: KeptQuery) -> QueryOut:
    """Return a kept query as it travels."""
    return QueryOut(
        number=query.number,
        method=query.method,
        words=query.words,
        conditions=dict(query.conditions),
        at=query.at,
        author=query.author,
        snapshot_id=query.snapshot_id,
        ranker=query.ranker,
        n_found=query.n_found,
        tier_counts=dict(query.tier_counts),
        hits=tuple(
            KeptHitOut(
                judgment_id=hit.judgment_id,
                rank=hit.rank,
                tier=hit.tier,
                is_counted=hit.is_counted,
            )
            for hit in query.hits
        ),
    )


def encode_case(case: PendingCase) -> CaseOut:
    """Return a case as it travels."""
    kind = case.case_type
    return CaseOut(
        id=case.id,
        case_number=None if case.case_number is None else str(case.case_number),
        case_type=None if kind is None else LabelledValue(value=kind.value, label=label_of(kind)),
        court=case.court,
        cause=case.cause,
        charges=case.charges,
        parties=tuple(_party(party) for party in case.parties),
        handling_judge=case.handling_judge,
        panel=tuple(PanelMemberOut(name=each.name, title=each.title) for each in case.panel),
        filed_on=case.filed_on,
        due_on=case.due_on,
        happened_on=case.happened_on,
        stage=LabelledValue(value=case.stage.value, label=label_of(case.stage)),
        issues=case.issues,
        intended_provisions=case.intended_provisions,
        intended_ruling=case.intended_ruling,
        paper=LabelledValue(value=case.paper.value, label=label_of(case.paper)),
        text=case.text,
        file_name=case.file_name,
        external_id=case.external_id,
        opened_at=case.opened_at,
        changed_at=case.changed_at,
    )


def _party(party: PendingParty) -> PartyOut:
    kind = party.kind
    return PartyOut(
        name=party.name,
        role=LabelledValue(value=party.role.value, label=label_of(party.role)),
        kind=None if kind is None else LabelledValue(value=kind.value, label=label_of(kind)),
    )
