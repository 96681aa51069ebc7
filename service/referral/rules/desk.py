"""How is a rule made, read, brought to pending cases, and followed?

Whoever reads judgments reads the rules that stand: they are published. Drafts, inner reasons and
the history are for the offices that keep rules and for those who lead.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from service.actors import Actor, Permission
from service.errors import PageNotFoundError
from service.referral.course.acts import MACHINE, Act, Doer, KeptAct, Part
from service.referral.course.course import Move
from service.referral.course.ledger import Ledger, OpenMatter
from service.referral.course.trail import read_content
from service.referral.errors import ReferralError
from service.referral.referrals.model import Referral, ReferralAct, RuleMade
from service.referral.roster.desk import RosterDesk
from service.referral.rules.decided import decided_position
from service.referral.rules.model import (
    AnsweredTask,
    GivenTask,
    Rule,
    RuleAct,
    RuleDraft,
    RuleForce,
    RuleState,
    RuleText,
    TaskAnswer,
)
from service.referral.rules.shelf import MOST_RULES, RuleShelf
from service.referral.rules.telling import published_notice
from service.referral.rules.way_back import WayBack
from service.store.matter_records import ListedMatter, MatterRecords, Wanted

KEEPERS: Final = frozenset(
    {
        Part.OVERSIGHT_OFFICE,
        Part.CONFERENCE_SECRETARY,
        Part.COMMITTEE_SECRETARY,
        Part.PRESIDENT,
        Part.VICE_PRESIDENT,
    }
)
"""Who sees drafts, inner reasons and the history of rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule as somebody sees it.

    Attributes:
        id: Its id.
        rule: The rule, without what its reader may not see.
        offered: Moves offered to its reader.
        own_tasks: Tasks of its reader.
        history: Its acts; empty for whoever does not keep rules.
        is_kept: Whether its reader keeps rules.
    """

    id: str
    rule: Rule
    offered: tuple[Move[Rule], ...]
    own_tasks: tuple[GivenTask, ...]
    history: tuple[KeptAct, ...]
    is_kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDesk:
    """The one door to rules.

    Attributes:
        shelf: The rules that stand.
        referrals: The book of referrals, which a published rule ends.
        roster: Who holds which office.
        way_back: Brings rules to cases.
    """

    shelf: RuleShelf
    referrals: Ledger[Referral]
    roster: RosterDesk
    way_back: WayBack

    @property
    def ledger(self) -> Ledger[Rule]:
        """The book of rules."""
        return self.shelf.ledger

    @property
    def records(self) -> MatterRecords:
        """The stored matters."""
        return self.ledger.records

    def all(
        self,
        actor: Actor,
        *,
        state: RuleState | None = None,
        words: str = "",
        most: int = MOST_RULES,
        skip: int = 0,
    ) -> tuple[ListedMatter, ...]:
        """Return rules that somebody may read, the last moved first; the id decides between equals.

        Args:
            actor: Who reads.
            state: Only those in this state; None for all.
            words: Only those whose question holds these words.
            most: How many at most.
            skip: How many are passed over.

        Raises:
            NotPermittedError: The account reads no rules.
        """
        made, drafts = self._wanted(actor, state, words)
        own = () if drafts is None else self.records.find(drafts, most=MOST_RULES)
        # No more of those made stand before the page than are passed over here.
        passed = max(0, skip - len(own))
        found = (*own, *self.records.find(made, most=most + skip - passed, skip=passed))
        newest = sorted(found, key=lambda each: each.id)
        newest.sort(key=lambda each: each.moved_at, reverse=True)
        return tuple(newest[skip - passed : skip - passed + most])

    def count(self, actor: Actor, *, state: RuleState | None = None, words: str = "") -> int:
        """Return how many rules :meth:`all` goes through.

        Raises:
            NotPermittedError: The account reads no rules.
        """
        made, drafts = self._wanted(actor, state, words)
        n_drafts = 0 if drafts is None else min(self.records.count(drafts), MOST_RULES)
        return self.records.count(made) + n_drafts

    def _wanted(
        self, actor: Actor, state: RuleState | None, words: str
    ) -> tuple[Wanted, Wanted | None]:
        """Return which rules somebody may read: those that were made, and drafts of their court."""
        actor.require(Permission.READ_RULES)
        kinds = (self.ledger.course.kind,)
        states = tuple(each.value for each in RuleState if state in {None, each})
        made = tuple(each for each in states if each != RuleState.DRAFT) or ("",)
        court = self.roster.colleague(actor).court
        drafts = None
        if RuleState.DRAFT in states and self._keeps(actor, court):
            drafts = Wanted(
                kinds=kinds, states=(RuleState.DRAFT.value,), courts=(court,), words=words
            )
        return Wanted(kinds=kinds, states=made, words=words), drafts

    def offered_to_begin(self, actor: Actor) -> tuple[Move[Rule], ...]:
        """Return the moves by which somebody may begin a rule."""
        if not actor.may(Permission.TAKE_PART_IN_REFERRALS):
            return ()
        return self.ledger.course.offered(None, self.roster.parts_of(actor))

    def draft_from(self, actor: Actor, referral_id: str, *, today: date) -> RuleDraft:
        """Return what the form of a new rule is filled with: all that a referral tells.

        The position that was decided gives the examples, the others the minority and the
        counterexamples; where the words of the decision do not tell which, these stay empty.

        Raises:
            PageNotFoundError: The account may draft no rule, or there is no such referral.
        """
        if not self.offered_to_begin(actor):
            raise PageNotFoundError(what="the form of a rule")
        court = self.roster.colleague(actor).court
        if not referral_id:
            return RuleDraft(text=_blank("", (), court=court, today=today), court=court)
        referral = self.referrals.open(referral_id).matter
        if referral.proposal.court != court:
            raise PageNotFoundError(what=f"referral {referral_id}")
        causes = (referral.proposal.cause,) if referral.proposal.cause else ()
        text = _blank(referral.question, causes, court=referral.proposal.court, today=today)
        won = decided_position(referral.positions, _decided(referral))
        others = () if won is None else tuple(p for p in referral.positions if p != won)
        return RuleDraft(
            text=replace(
                text,
                answer=_answer(referral),
                force=RuleForce.BINDING if referral.committee else RuleForce.ADVISORY,
                minority="；".join(each.words for each in others),
                examples=() if won is None else won.judgment_ids,
                counterexamples=tuple(found for each in others for found in each.judgment_ids),
            ),
            court=referral.proposal.court,
            referral_id=referral_id,
            item_ids=referral.item_ids,
        )

    def see(self, actor: Actor, rule_id: str) -> RuleView:
        """Return a rule as somebody may see it.

        Raises:
            PageNotFoundError: There is no such rule for this account.
        """
        actor.require(Permission.READ_RULES)
        opened = self.ledger.open(rule_id)
        keeps = self._keeps(actor, opened.matter.court)
        if opened.matter.state is RuleState.DRAFT and not keeps:
            raise PageNotFoundError(what=f"rule {rule_id}")
        return self._view(actor, opened)

    def act(
        self,
        actor: Actor,
        rule_id: str | None,
        name: RuleAct,
        data: object,
        *,
        reason: str = "",
        now: datetime,
    ) -> RuleView:
        """Do an act on a rule, or begin one.

        A rule that is published ends the referral that led to it in the same transaction, gives
        tasks to the judges of pending cases that it touches, and is told to them.

        Args:
            actor: Who acts.
            rule_id: The rule; None begins one.
            name: Which act; those of the machine cannot be asked for.
            data: What the act says, as plain data of its content.
            reason: Why.
            now: When.

        Raises:
            PageNotFoundError: There is no such rule for this account.
            ReferralError: The act is refused.
        """
        seen = None if rule_id is None else self.see(actor, rule_id).rule.court
        content = read_content(name.value, data, self.ledger.course.contents()[name.value])
        begun = content.court if isinstance(content, RuleDraft) else ""
        act = Act(
            name=name.value,
            doer=self._doer(actor, seen or begun, rule_id),
            at=now,
            reason=reason,
            content=content,
        )
        if rule_id is None:
            actor.require(Permission.TAKE_PART_IN_REFERRALS)
            opened = self.ledger.begin(act)
        elif name is RuleAct.PUBLISH:
            opened = self._publish(rule_id, act)
        else:
            opened = self.ledger.perform(rule_id, act)
        return self._view(actor, opened)

    def look_after(self, actor: Actor, rule_id: str, *, now: datetime) -> None:
        """Look what judgments made of a rule, for somebody who keeps rules.

        Raises:
            PageNotFoundError: The account keeps no rules, or there is no such rule.
        """
        if not self.see(actor, rule_id).is_kept:
            raise PageNotFoundError(what=f"rule {rule_id}")
        self.way_back.look_after(rule_id, now=now)

    def answer_task(
        self,
        actor: Actor,
        rule_id: str,
        pending_id: str,
        answer: TaskAnswer,
        *,
        reason: str,
        now: datetime,
    ) -> RuleView:
        """Keep what the judge of a pending case says of a rule.

        Raises:
            PageNotFoundError: There is no such rule for this account.
            ReferralError: Somebody else's task, or a refusal without a reason.
        """
        court = self.see(actor, rule_id).rule.court
        content = AnsweredTask(pending_id=pending_id, answer=answer)
        doer = self._doer(actor, court, rule_id)
        act = Act(name=RuleAct.ANSWER_TASK.value, doer=doer, at=now, reason=reason, content=content)
        return self._view(actor, self.ledger.perform(rule_id, act))

    def _publish(self, rule_id: str, act: Act) -> OpenMatter[Rule]:
        try:
            with self.records.write() as work:
                opened = self.ledger.perform_in(work, rule_id, act)
                if opened.matter.referral_id:
                    made = Act(
                        name=ReferralAct.MAKE_RULE.value,
                        doer=MACHINE,
                        at=act.at,
                        content=RuleMade(rule_id=rule_id),
                    )
                    self.referrals.perform_in(work, opened.matter.referral_id, made)
        except ReferralError as refusal:
            self.ledger.note(rule_id, act, refusal)
            raise
        self.way_back.bring(opened, now=act.at)
        told = [
            published_notice(rule_id, opened.matter, colleague)
            for court in opened.matter.text.courts
            for colleague in self.roster.records.of_court(court)
        ]
        self.way_back.notices.send(told, now=act.at)
        return self.ledger.open(rule_id)

    def _keeps(self, actor: Actor, court: str) -> bool:
        """Tell whether somebody keeps the rules of a court: an office ends at its court."""
        return not self._office_parts(actor, court).isdisjoint(KEEPERS)

    def _office_parts(self, actor: Actor, court: str) -> frozenset[Part]:
        is_own = self.roster.colleague(actor).court == court
        return self.roster.parts_of(actor) if is_own else frozenset()

    def _doer(self, actor: Actor, court: str, rule_id: str | None) -> Doer:
        parts = self._office_parts(actor, court)
        if rule_id is not None:
            parts |= self.records.parts_in(rule_id, actor.account_id)
        return Doer(account_id=actor.account_id, name=actor.display_name, parts=parts)

    def _view(self, actor: Actor, opened: OpenMatter[Rule]) -> RuleView:
        rule = opened.matter
        keeps = self._keeps(actor, rule.court)
        own = tuple(each for each in rule.tasks if each.task.judge_id == actor.account_id)
        if not keeps:
            rule = replace(
                rule,
                text=replace(rule.text, inner_reasons=""),
                tasks=own,
                referral_id="",
                item_ids=(),
            )
        parts = self._doer(actor, rule.court, opened.id).parts
        offered = self.ledger.course.offered(opened.matter, parts)
        return RuleView(
            id=opened.id,
            rule=rule,
            offered=offered,
            own_tasks=own,
            history=opened.acts if keeps else (),
            is_kept=keeps,
        )


def _answer(referral: Referral) -> str:
    """Return what was decided in words; what was proposed stands behind a decision."""
    if referral.committee is not None:
        return referral.committee.words
    advised = "" if referral.conference is None else referral.conference.words
    return referral.proposed_text or advised


def _decided(referral: Referral) -> str:
    """Return the words by which a side is known; of a conference its opinion, not the panel's."""
    if referral.committee is not None:
        return referral.committee.words
    if referral.conference is not None and referral.conference.words:
        return referral.conference.words.splitlines()[0]
    return referral.proposed_text


def _blank(question: str, causes: tuple[str, ...], *, court: str, today: date) -> RuleText:
    return RuleText(
        question=question,
        answer="",
        causes=causes,
        courts=(court,) if court else (),
        law_as_of=today,
        force=RuleForce.ADVISORY,
    )


def next_review(valid_from: date, months: int) -> date:
    """Return the day by which a rule is looked at again.

    Example:
        >>> next_review(date(2026, 1, 31), 1)
        datetime.date(2026, 2, 28)
    """
    years, month = divmod(valid_from.month - 1 + months, 12)
    first = date(valid_from.year + years, month + 1, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    last = (following - timedelta(days=1)).day
    return first.replace(day=min(valid_from.day, last))
