"""May somebody outside the panel look into a case or a paper of a meeting, and on what ground?

Whoever hears a case is never asked. Whoever has a seat at the table, keeps the matter by office or
is called by the procedure, because an act waits for them, has the ground of that; everybody else
who may look at all states one, which holds for that case and for some hours. Who may not look on
any ground learns nothing: to them there is no such case.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from service.actors import Actor
from service.court_time import court_day
from service.errors import PageNotFoundError
from service.labels import label_of
from service.pending.model import PendingCase, PendingCaseId, Stage
from service.purposes.errors import PurposeNeededError, PurposeRefusedError
from service.purposes.grounds import GroundRow, in_force
from service.purposes.model import Purpose, PurposeGround, Stated, SubjectKind
from service.purposes.waiting import Waiting
from service.referral.access import OF_COURT, OF_DIVISION, OF_JUDGES, Access
from service.referral.course.acts import MatterKind, Part
from service.referral.referrals.model import ReferralState
from service.referral.roster.model import Office
from service.store.matter_records import ListedMatter, MatterRecords, Wanted
from service.store.purpose_records import PurposeRecords

LEAST_WORDS: Final = 4
MOST_WORDS: Final = 200
_MOST_OWN: Final = 50
_MEETINGS: Final = (MatterKind.CONFERENCE_ITEM, MatterKind.COMMITTEE_ITEM)
_OFFICE_CHARACTERS: Final = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeDesk:
    """The one door to cases of others.

    Attributes:
        records: What was stated.
        access: Tells who takes which part.
        matters: The stored matters.
        waiting: Tells whether a paper waits for somebody.
        is_four_class: Tells whether a case is marked, and somebody has confirmed it.
        hours: For how many hours a stated ground holds.
    """

    records: PurposeRecords
    access: Access
    matters: MatterRecords
    waiting: Waiting
    is_four_class: Callable[[str], bool]
    hours: int

    def admit(
        self, actor: Actor, kind: SubjectKind, subject: str, *, now: datetime
    ) -> Purpose | None:
        """Return the ground on which somebody may look now.

        Returns:
            The ground, or None for whoever hears the case and for whoever has no part in the
            matter, to whom the desk of the matter itself says that it is not there.

        Raises:
            PageNotFoundError: There is no such case for this person.
            PurposeNeededError: A ground has to be stated first.

        Cost: one query where a ground holds, else some more.
        """
        held = self.records.valid(account_id=actor.account_id, kind=kind, subject=subject, now=now)
        if held is not None and self._still_open(actor, held, now=now):
            return held
        try:
            rows = self.grounds(actor, kind, subject, now=now)
        except PageNotFoundError:
            if kind is SubjectKind.MATTER:
                return None
            raise
        if rows is None:
            return None
        given = next((row for row in rows if not row.is_asked), None)
        if given is not None:
            return self._keep(actor, kind, subject, given.ground, words="", now=now)
        raise PurposeNeededError(kind=kind.value, subject=subject, accepted=_tokens(rows))

    def grounds(
        self, actor: Actor, kind: SubjectKind, subject: str, *, now: datetime
    ) -> tuple[GroundRow, ...] | None:
        """Return the grounds that somebody may state; None for whoever needs none.

        Raises:
            PageNotFoundError: There is no such case or matter for this person.
        """
        if kind is SubjectKind.PENDING_CASE:
            return self._of_case(actor, subject, now=now)
        return self._of_matter(actor, subject, now=now)

    def state(
        self, actor: Actor, kind: SubjectKind, subject: str, stated: Stated, *, now: datetime
    ) -> Purpose:
        """Keep a ground that somebody states; it holds for this subject and some hours.

        Raises:
            PageNotFoundError: There is no such case for this person, or they need no ground.
            PurposeRefusedError: The ground is not open to them, or nothing is written beside it.
        """
        rows = self.grounds(actor, kind, subject, now=now)
        if not rows:
            raise PageNotFoundError(what=f"{kind.value} {subject}")
        words = " ".join(stated.words.split())
        ground = next((row.ground for row in rows if row.ground.value == stated.ground), None)
        if ground is None or not LEAST_WORDS <= len(words) <= MOST_WORDS:
            raise PurposeRefusedError(
                ground=stated.ground, accepted=_tokens(rows), least=LEAST_WORDS, most=MOST_WORDS
            )
        return self._keep(actor, kind, subject, ground, words=words, now=now)

    def look(self, purpose: Purpose, *, now: datetime) -> None:
        """Put down that somebody looked."""
        self.records.look(purpose.number, now=now)

    def who_looked(self, pending_id: str) -> tuple[Purpose, ...]:
        """Return who looked into a case from outside its panel, the last one first.

        A referral that was merged goes on in another one, which stands for the first of its cases:
        who looked at that, and at the items that came of it, since then, looked at this case too.

        Cost: two queries, and two more for each referral of the case that was merged.
        """
        own = self.records.on_case(pending_id)
        since = self._merged_into(pending_id)
        known = {each.number for each in own}
        others = (
            each
            for each in self.records.on_matters(tuple(since))
            if each.number not in known
            and each.looked_at is not None
            and each.looked_at >= since[each.subject]
        )
        looked = (each for each in (*own, *others) if each.looked_at is not None)
        return tuple(sorted(looked, key=lambda each: (each.looked_at, each.number), reverse=True))

    def own(self, actor: Actor) -> tuple[Purpose, ...]:
        """Return what somebody stated, the last one first."""
        return self.records.of_account(actor.account_id, most=_MOST_OWN)

    def case(self, pending_id: str) -> PendingCase:
        """Return a case to whoever was admitted to it.

        Raises:
            PageNotFoundError: There is no such case.
        """
        found = self.access.pending.some([PendingCaseId(pending_id)])
        if not found:
            raise PageNotFoundError(what=f"case {pending_id}")
        return found[0]

    def numbered(self, number: str, *, actor: Actor, now: datetime) -> PendingCase:
        """Return the case of a number that somebody may look into on some ground.

        Raises:
            PageNotFoundError: There is none.

        Cost: a query by number, and some for each case of the court that bears it.
        """
        sitting = Wanted(kinds=_MEETINGS, account_id=actor.account_id)
        about = {each.outline.pending_id for each in self.matters.find(sitting, most=_MOST_OWN)}
        court = self.access.roster.colleague(actor).court
        found = self.access.pending.numbered(
            number, court=court, among={each for each in about if each}
        )
        for case in found:
            try:
                self.grounds(actor, SubjectKind.PENDING_CASE, case.id, now=now)
            except PageNotFoundError:
                continue
            return case
        raise PageNotFoundError(what="case of this number")

    def _merged_into(self, pending_id: str) -> dict[str, datetime]:
        """Return the matters in which merged referrals of a case go on, each with since when."""
        wanted = Wanted(
            kinds=(MatterKind.REFERRAL,),
            states=(ReferralState.MERGED.value,),
            pending_id=pending_id,
        )
        since: dict[str, datetime] = {}
        for merged in self.matters.find(wanted, most=_MOST_OWN):
            going_on: ListedMatter | None = merged
            while going_on is not None and (kept := going_on.outline.parent_id) is not None:
                if kept in since:
                    break
                since[kept] = going_on.moved_at
                items = Wanted(kinds=_MEETINGS, parent_id=kept)
                found = self.matters.find(items, most=_MOST_OWN)
                since |= {each.id: going_on.moved_at for each in found}
                going_on = self.matters.listed(kept)
        return since

    def _still_open(self, actor: Actor, held: Purpose, *, now: datetime) -> bool:
        """Tell whether a ground that was stated is still one of this person.

        Offices change and members stand aside; a paper of a meeting asks that itself each time.
        """
        if held.kind is SubjectKind.MATTER:
            return True
        rows = self.grounds(actor, held.kind, held.subject, now=now)
        return rows is not None and held.ground in {row.ground for row in rows}

    def _of_case(
        self, actor: Actor, pending_id: str, *, now: datetime
    ) -> tuple[GroundRow, ...] | None:
        case = self.case(pending_id)
        if actor.account_id in self.access.pending.members(case.id):
            return None
        court = case.court or ""
        parts = self.access.office_parts(actor, self.access.place_of(court, "", (case.id,)))
        is_of_court = bool(court) and self.access.roster.colleague(actor).court == court
        rows = tuple(
            row
            for row in in_force(SubjectKind.PENDING_CASE, court_day(now))
            if self._is_met(row, case)
            and (
                not row.parts.isdisjoint(parts)
                or (is_of_court and not row.roles.isdisjoint(actor.roles))
                or (row.seat_in is not None and self._sits(actor, case, row.seat_in))
            )
        )
        if not rows:
            raise PageNotFoundError(what=f"case {pending_id}")
        return rows

    def _of_matter(
        self, actor: Actor, matter_id: str, *, now: datetime
    ) -> tuple[GroundRow, ...] | None:
        matter = self.matters.listed(matter_id)
        parts = frozenset[Part]() if matter is None else self._parts_in(actor, matter)
        if matter is None or not parts or Part.RECUSED in parts:
            raise PageNotFoundError(what=f"matter {matter_id}")
        if not parts.isdisjoint(OF_JUDGES) or matter.outline.kind is MatterKind.RULE:
            return None
        rows = tuple(
            row
            for row in in_force(SubjectKind.MATTER, court_day(now))
            if not row.parts.isdisjoint(parts)
            and (not row.needs_flag or self.is_four_class(matter.outline.pending_id or ""))
        )
        if self.waiting.waits_for(actor, matter.outline.kind, matter_id):
            return tuple(replace(row, is_asked=False) for row in _called(rows, matter)) or None
        return rows or None

    def _parts_in(self, actor: Actor, matter: ListedMatter) -> frozenset[Part]:
        outline = matter.outline
        pending = () if outline.pending_id is None else (outline.pending_id,)
        place = self.access.place_of(outline.court, outline.division, pending)
        own = self.matters.parts_in(matter.id, actor.account_id)
        if Part.RECUSED in own:
            return own
        return own | self.access.parts(actor, place)

    def _is_met(self, row: GroundRow, case: PendingCase) -> bool:
        if row.needs_closed and case.stage is not Stage.CLOSED:
            return False
        return not row.needs_flag or self.is_four_class(case.id)

    def _sits(self, actor: Actor, case: PendingCase, kind: MatterKind) -> bool:
        # An office opens the matter as well; a seat is what is no office.
        wanted = Wanted(kinds=(kind,), pending_id=case.id, account_id=actor.account_id)
        found = self.matters.find(wanted, most=_MOST_OWN)
        return any(
            self.matters.parts_in(each.id, actor.account_id) - OF_COURT - OF_DIVISION - OF_JUDGES
            for each in found
        )

    def _keep(
        self,
        actor: Actor,
        kind: SubjectKind,
        subject: str,
        ground: PurposeGround,
        *,
        words: str,
        now: datetime,
    ) -> Purpose:
        pending_id: str | None = subject
        if kind is SubjectKind.MATTER:
            matter = self.matters.listed(subject)
            pending_id = None if matter is None else matter.outline.pending_id
        return self.records.add(
            Purpose(
                number=0,
                kind=kind,
                subject=subject,
                pending_id=pending_id or "",
                account_id=actor.account_id,
                name=actor.display_name or actor.name,
                office=self._office_words(actor)[:_OFFICE_CHARACTERS],
                ground=ground,
                words=words,
                is_by_part=not words,
                stated_at=now,
                valid_until=now + timedelta(hours=self.hours),
            )
        )

    def _office_words(self, actor: Actor) -> str:
        own = self.access.roster.colleague(actor)
        shown = [each for each in Office if each in own.offices] or actor.roles
        named = "、".join(label_of(each) for each in shown)
        return f"{own.division} {named}".strip()


def _called(rows: Sequence[GroundRow], matter: ListedMatter) -> tuple[GroundRow, ...]:
    """Return the grounds of whoever the procedure calls: that of a seat, else that of the call."""
    seated = tuple(row for row in rows if not row.is_asked)
    if seated:
        return seated
    is_mark = matter.outline.kind is MatterKind.FLAG
    first = PurposeGround.FOUR_CLASSES if is_mark else PurposeGround.PROCEDURE
    return tuple(sorted(rows, key=lambda row: row.ground is not first))


def _tokens(rows: Sequence[GroundRow]) -> tuple[str, ...]:
    return tuple(row.ground.value for row in rows)
