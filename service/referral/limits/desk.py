"""How is the time limit of a case kept, and how is its judge warned once?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from service.actors import Actor
from service.court_time import court_day
from service.errors import PageNotFoundError
from service.notices.desk import NoticeDesk
from service.notices.model import Notice, NoticeKind, Recipient
from service.parameters.book import ParameterBook
from service.parameters.table import Parameter
from service.pending.model import PendingCase
from service.referral.access import Access, Place, doer_of
from service.referral.course.acts import Act, Doer, MatterKind, Part
from service.referral.course.course import Move
from service.referral.course.ledger import Ledger, OpenMatter
from service.referral.course.trail import read_content
from service.referral.errors import ActNotOfferedError
from service.referral.limits.course import COURSE
from service.referral.limits.model import (
    Begun,
    LimitAct,
    LimitState,
    TimeLimit,
    months_later,
    statutory_months,
)
from service.store.matter_records import MatterRecords, Outline, Wanted, new_matter_id

_TOLD: Final = frozenset({Part.HANDLING_JUDGE, Part.PRESIDING_JUDGE, Part.DIVISION_HEAD})
_MOST_WARNED: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLimit:
    """The time limit of a case as one person sees it.

    Attributes:
        open: The time limit with its acts; None where none is kept.
        doer: Who looks, in their parts.
        moves: What they can do now.
        expected: Last day by what is told of the case, where none is kept; None where not told.
    """

    open: OpenMatter[TimeLimit] | None
    doer: Doer
    moves: tuple[Move[TimeLimit], ...]
    expected: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitDesk:
    """Keeps time limits.

    Attributes:
        records: The stored matters.
        access: Tells who takes which part.
        parameters: What the court sets.
        notices: Tells those concerned.
    """

    records: MatterRecords
    access: Access
    parameters: ParameterBook
    notices: NoticeDesk

    @property
    def ledger(self) -> Ledger[TimeLimit]:
        """The book of time limits."""
        return Ledger(course=COURSE, records=self.records, outline=self._outline)

    def of_case(self, case: PendingCase, *, actor: Actor) -> OpenLimit:
        """Return the time limit of a case.

        Raises:
            PageNotFoundError: Whoever asks takes no part in the case.
        """
        doer = self._doer(case, actor)
        wanted = Wanted(kinds=(MatterKind.TIME_LIMIT,), pending_id=case.id)
        kept = self.records.find(wanted, most=1)
        opened = self.ledger.open(kept[0].id) if kept else None
        return OpenLimit(
            open=opened,
            doer=doer,
            moves=COURSE.offered(None if opened is None else opened.matter, doer.parts),
            expected=last_day_of(case),
        )

    def act(
        self,
        case: PendingCase,
        name: str,
        data: dict[str, object],
        *,
        reason: str,
        actor: Actor,
        now: datetime,
    ) -> OpenMatter[TimeLimit]:
        """Begin the time limit of a case, or do an act on it.

        Raises:
            PageNotFoundError: Whoever asks takes no part in the case.
            ReferralError: The act is refused.
        """
        opened = self.of_case(case, actor=actor)
        asked = Act(name=name, doer=opened.doer, at=now, reason=reason.strip())
        if name == LimitAct.BEGIN:
            return self._begin(case, data, asked)
        contents = COURSE.contents()
        if opened.open is None or name not in contents:
            state = "" if opened.open is None else opened.open.matter.state.value
            raise ActNotOfferedError(act=name, state=state, offered=())
        content = read_content(name, data, contents[name])
        return self.ledger.perform(opened.open.id, replace(asked, content=content))

    def warn(self, *, now: datetime) -> int:
        """Tell the judges and heads of all cases whose time limit nears its end; each once.

        Returns:
            How many notices are new.

        Cost: reads the acts of each such case.
        """
        today = court_day(now)
        wanted = Wanted(
            kinds=(MatterKind.TIME_LIMIT,), states=(LimitState.RUNNING.value,), due_by=today
        )
        found = self.records.find(wanted, most=_MOST_WARNED)
        return sum(self._warn(each.id, today, now) for each in found)

    def _begin(
        self, case: PendingCase, data: dict[str, object], asked: Act
    ) -> OpenMatter[TimeLimit]:
        today = court_day(asked.at)
        content = {
            "pending_id": case.id,
            "case_number": "" if case.case_number is None else str(case.case_number),
            "court": case.court or "",
            "division": self.access.division_of(case),
            "thirds": self.parameters.number(Parameter.TIME_LIMIT_WARNING_THIRDS, today),
            **data,
        }
        act = replace(asked, content=read_content(asked.name, content, Begun))
        ledger = self.ledger
        with self.records.write() as work:
            wanted = Wanted(kinds=(MatterKind.TIME_LIMIT,), pending_id=case.id)
            if work.find(wanted, most=1):
                raise ActNotOfferedError(act=act.name, state=LimitState.RUNNING, offered=())
            return ledger.perform_in(work, new_matter_id(), act)

    def _warn(self, limit_id: str, today: date, now: datetime) -> int:
        limit = self.ledger.open(limit_id).matter
        if not limit.is_warned(today):
            return 0
        begun = limit.begun
        told = {account for account, part in self._people(limit) if part in _TOLD}
        notices = (
            Notice(
                kind=NoticeKind.TIME_LIMIT,
                keys=(f"limit:{limit_id}:{limit.due_on.isoformat()}",),
                to=Recipient(name=account.display_name, account_id=account.id),
                subject=begun.pending_id,
                address=f"/cases/{begun.pending_id}/flags",
                sentence=f"{begun.case_number or '一件待决案件'}的审限已用去"
                f"三分之{begun.thirds}，届满日为{limit.due_on.isoformat()}。",
                why="您是该案的承办法官、审判长或者庭长（长林中法〔2021〕39号第七条：审限预警）。",
            )
            for account in self.access.accounts.some(told)
        )
        return self.notices.send(notices, now=now)

    def _doer(self, case: PendingCase, actor: Actor) -> Doer:
        parts = self.access.parts(actor, self._place(case.court or "", "", case.id))
        if not parts:
            raise PageNotFoundError(what=f"case {case.id}")
        return doer_of(actor, parts)

    def _place(self, court: str, division: str, pending_id: str) -> Place:
        return self.access.place_of(court, division, (pending_id,))

    def _people(self, limit: TimeLimit) -> frozenset[tuple[int, Part]]:
        begun = limit.begun
        return self.access.people(self._place(begun.court, begun.division, begun.pending_id))

    def _outline(self, limit: TimeLimit) -> Outline:
        begun = limit.begun
        return Outline(
            kind=MatterKind.TIME_LIMIT,
            state=limit.state.value,
            title=begun.case_number,
            court=begun.court,
            division=begun.division,
            pending_id=begun.pending_id,
            # The day from which on somebody has to know of it, not the last day itself.
            due_on=limit.warns_on,
            people=self._people(limit),
        )


def last_day_of(case: PendingCase) -> date | None:
    """Return the last day of a case as told, or by the law from its filing; None if not told."""
    if case.due_on is not None or case.filed_on is None:
        return case.due_on
    months = statutory_months(case.case_number)
    return None if months is None else months_later(case.filed_on, months)
