"""How is a case marked as one of the four classes, supervised, and who sees it?

What a machine proposes is shown to those who hear the case alone until somebody confirms it: the
handling judge sees a finding first. What is confirmed is seen by those who lead and by the office.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from service.actors import Actor
from service.court_time import court_day
from service.divergence.model import AlarmType, Finding
from service.errors import PageNotFoundError
from service.labels import label_of
from service.parameters.book import ParameterBook
from service.parameters.table import Parameter
from service.pending.model import PendingCase
from service.referral.access import OF_JUDGES, Access, Place, doer_of
from service.referral.course.acts import MACHINE, Act, Doer, MatterKind
from service.referral.course.course import Move
from service.referral.course.ledger import Ledger, OpenMatter
from service.referral.course.trail import read_content
from service.referral.errors import ActNotOfferedError
from service.referral.flags.course import COURSE
from service.referral.flags.model import (
    OF_ALARM,
    Flag,
    FlagAct,
    FlagState,
    Proposed,
    SubItem,
)
from service.store.matter_records import (
    ListedMatter,
    MatterRecords,
    MatterWork,
    Outline,
    Wanted,
    new_matter_id,
)

PER_PAGE: Final = 50
_MOST_OF_CASE: Final = 100
_STANDING: Final = (FlagState.PROPOSED, FlagState.CONFIRMED, FlagState.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFlag:
    """A mark as one person sees it.

    Attributes:
        open: The mark with its acts.
        doer: Who looks, in their parts.
        moves: What they can do now.
        case: Its case, where it is open to them; else None.
    """

    open: OpenMatter[Flag]
    doer: Doer
    moves: tuple[Move[Flag], ...]
    case: PendingCase | None

    @property
    def flag(self) -> Flag:
        """The mark."""
        return self.open.matter


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagDesk:
    """The one door to marks of the four classes.

    Attributes:
        records: The stored matters.
        access: Tells who takes which part.
        parameters: What the court sets.
    """

    records: MatterRecords
    access: Access
    parameters: ParameterBook

    @property
    def ledger(self) -> Ledger[Flag]:
        """The book of marks."""
        return Ledger(course=COURSE, records=self.records, outline=self._outline)

    def is_four_class(self, pending_id: str) -> bool:
        """Tell whether a case is marked, and somebody has confirmed it."""
        wanted = Wanted(
            kinds=(MatterKind.FLAG,), states=(FlagState.CONFIRMED.value,), pending_id=pending_id
        )
        return self.records.count(wanted) > 0

    def listed(
        self, actor: Actor, *, states: tuple[str, ...] = (), skip: int = 0
    ) -> tuple[ListedMatter, ...]:
        """Return a page of the marks that somebody sees, the last moved first.

        Args:
            actor: Who sees them.
            states: Only those in these states; empty for all.
            skip: How many are passed over.
        """
        return self.records.find(self._wanted(actor, states), most=PER_PAGE, skip=skip)

    def count(self, actor: Actor) -> int:
        """Return how many marks somebody sees."""
        return self.records.count(self._wanted(actor, ()))

    def _wanted(self, actor: Actor, states: tuple[str, ...]) -> Wanted:
        seen = self.access.seen_by(actor)
        if seen.account_id is None or seen.courts:
            # What nobody has confirmed is seen by those who hear the case alone.
            shown = states or tuple(each.value for each in FlagState)
            states = tuple(each for each in shown if each != FlagState.PROPOSED.value)
        return replace(seen, kinds=(MatterKind.FLAG,), states=states)

    def of_case(self, case: PendingCase, *, actor: Actor) -> tuple[OpenFlag, ...]:
        """Return the marks of a case that somebody sees, the last moved first."""
        wanted = Wanted(kinds=(MatterKind.FLAG,), pending_id=case.id)
        found = (
            self._seen(each.id, actor) for each in self.records.find(wanted, most=_MOST_OF_CASE)
        )
        return tuple(flag for flag in found if flag is not None)

    def open(self, flag_id: str, *, actor: Actor) -> OpenFlag:
        """Return a mark.

        Raises:
            PageNotFoundError: There is no such mark for this person.
        """
        found = self._seen(flag_id, actor)
        if found is None:
            raise PageNotFoundError(what=f"flag {flag_id}")
        return found

    def case_numbered(self, number: str, *, actor: Actor) -> PendingCase:
        """Return the pending case of a number that somebody leads, to mark it.

        Raises:
            PageNotFoundError: There is none of it that they lead.

        Cost: a query by number, and some for each case that bears it.
        """
        for case in self.access.pending.open_numbered(number):
            place = self._place(case.court or "", "", case.id)
            if self.access.parts(actor, place):
                return case
        raise PageNotFoundError(what="case of this number")

    def propose(
        self, case: PendingCase, sub_item: SubItem, *, because: str, actor: Actor, now: datetime
    ) -> OpenMatter[Flag]:
        """Mark a case, or propose that it be marked; the same mark stands once.

        Raises:
            ReferralError: Whoever asks takes no part in the case, or it is marked so already.
        """
        place = self._place(case.court or "", "", case.id)
        doer = doer_of(actor, self.access.parts(actor, place))
        act = self._proposing(case, sub_item, because=because, doer=doer, now=now)
        ledger, flag_id = self.ledger, new_matter_id()
        with self.records.write() as work:
            if self._stands(work, case, sub_item):
                raise ActNotOfferedError(act=act.name, state="proposed", offered=())
            return ledger.perform_in(work, flag_id, act)

    def propose_found(
        self, case: PendingCase, findings: Collection[Finding], *, now: datetime
    ) -> int:
        """Propose what the alarms of findings say, each once; return how many are new.

        What somebody cancelled is not proposed again.
        """
        alarms = sorted({alarm for finding in findings for alarm in finding.alarms})
        if not alarms:
            return 0
        with self.records.write() as work:
            return sum(self._propose_alarm(work, case, alarm, now) for alarm in alarms)

    def act(
        self, flag_id: str, name: str, data: object, *, reason: str, actor: Actor, now: datetime
    ) -> OpenMatter[Flag]:
        """Do an act on a mark.

        Raises:
            PageNotFoundError: There is no such mark for this person.
            ReferralError: The act is refused.
        """
        opened = self.open(flag_id, actor=actor)
        contents = COURSE.contents()
        asked = Act(name=name, doer=opened.doer, at=now, reason=reason.strip())
        if name in contents and name != FlagAct.PROPOSE:
            asked = replace(asked, content=read_content(name, data, contents[name]))
        return self.ledger.perform(flag_id, asked)

    def _propose_alarm(
        self, work: MatterWork, case: PendingCase, alarm: AlarmType, now: datetime
    ) -> bool:
        sub_item = OF_ALARM[alarm]
        if self._stands(work, case, sub_item):
            return False
        because = f"分歧提示：{label_of(alarm)}"
        act = self._proposing(case, sub_item, because=because, doer=MACHINE, now=now)
        self.ledger.perform_in(work, new_matter_id(), act)
        return True

    def _proposing(
        self, case: PendingCase, sub_item: SubItem, *, because: str, doer: Doer, now: datetime
    ) -> Act:
        most = self.parameters.number(Parameter.SUPERVISED_RECONSIDERATIONS, court_day(now))
        return Act(
            name=FlagAct.PROPOSE,
            doer=doer,
            at=now,
            content=Proposed(
                sub_item=sub_item,
                pending_id=case.id,
                case_number="" if case.case_number is None else str(case.case_number),
                court=case.court or "",
                division=self.access.division_of(case),
                stage=case.stage.value,
                because=because.strip(),
                reconsiderations=most,
            ),
        )

    def _stands(self, work: MatterWork, case: PendingCase, sub_item: SubItem) -> bool:
        wanted = Wanted(
            kinds=(MatterKind.FLAG,),
            states=tuple(state.value for state in _STANDING),
            pending_id=case.id,
        )
        found = work.find(wanted, most=_MOST_OF_CASE)
        return any(each.outline.title == label_of(sub_item) for each in found)

    def _seen(self, flag_id: str, actor: Actor) -> OpenFlag | None:
        opened = self.ledger.open(flag_id)
        flag = opened.matter
        proposed = flag.proposed
        place = self._place(proposed.court, proposed.division, proposed.pending_id)
        parts = self.access.parts(actor, place)
        if flag.state is FlagState.PROPOSED:
            parts &= OF_JUDGES
        if not parts:
            return None
        case = self.access.pending.find(proposed.pending_id, account_id=actor.account_id)
        return OpenFlag(
            open=opened,
            doer=doer_of(actor, parts),
            moves=COURSE.offered(flag, parts),
            case=case,
        )

    def _place(self, court: str, division: str, pending_id: str) -> Place:
        return self.access.place_of(court, division, (pending_id,))

    def _outline(self, flag: Flag) -> Outline:
        proposed = flag.proposed
        place = self._place(proposed.court, proposed.division, proposed.pending_id)
        people = self.access.people(place)
        if flag.state is FlagState.PROPOSED:
            people = frozenset(each for each in people if each[1] in OF_JUDGES)
        return Outline(
            kind=MatterKind.FLAG,
            state=flag.state.value,
            title=label_of(proposed.sub_item),
            court=proposed.court,
            division=proposed.division,
            pending_id=proposed.pending_id,
            parent_id=flag.referral_id or None,
            people=people,
        )
