"""How do rules come back to cases: to those that are pending, to drafts, to later judgments?

A rule that touches a pending case gives its judge a task, once; a draft is held against it; and
what later judgments made of it is looked at from time to time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from corpus.judgment import Judgment
from corpus.spans import value_of
from service.comparison.quotes import Quote
from service.court_time import court_day
from service.divergence.cases import compared_case
from service.divergence.model import ComparedCase
from service.notices.desk import NoticeDesk
from service.parameters.book import ParameterBook
from service.parameters.table import Parameter
from service.pending.model import PendingCase, PendingCaseId
from service.referral.course.acts import MACHINE, Act
from service.referral.course.ledger import OpenMatter
from service.referral.rules.bearing import bearing_of
from service.referral.rules.following import (
    follow_ups,
    standing_to,
    votes_on,
)
from service.referral.rules.model import FollowUps, GivenTask, Rule, RuleAct, Side, Task
from service.referral.rules.reviewing import reviews_due
from service.referral.rules.shelf import RuleShelf
from service.referral.rules.telling import task_notice
from service.referral.rules.touching import Touch, touch_of, touch_of_text
from service.store.account_records import AccountRecords
from service.store.pending_records import PendingRecords
from service.tiers.hierarchy import CourtBook


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchingRule:
    """A rule that touches a case.

    Attributes:
        id: Its id.
        rule: The rule.
        touch: How it touches the case.
        task: The task that was given for the case; None where none was.
    """

    id: str
    rule: Rule
    touch: Touch
    task: GivenTask | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDeparture:
    """A draft that goes another way than a rule.

    Attributes:
        id: Id of the rule.
        rule: The rule.
        holding: The words of the draft.
        is_reasoned: Whether it says why.
    """

    id: str
    rule: Rule
    holding: Quote
    is_reasoned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """Brings rules to cases, and cases to rules.

    Attributes:
        shelf: The rules that stand.
        parameters: What the court sets itself.
        pending: Pending cases, whoever may open them.
        accounts: Who has an account.
        notices: Tells judges.
        book: Which court is above which.
    """

    shelf: RuleShelf
    parameters: ParameterBook
    pending: PendingRecords
    accounts: AccountRecords
    notices: NoticeDesk
    book: CourtBook

    def touching(self, case: PendingCase) -> tuple[TouchingRule, ...]:
        """Return the rules that stand and touch a case, the nearest first.

        Cost: once for each rule and process that of reading some hundred judgments; then a
        millisecond for each rule of the causes of the case.
        """
        found = []
        for opened in self.shelf.standing():
            rule = opened.matter
            if not set(rule.text.causes) & set(case.elements):
                continue
            touch = touch_of(rule, self.shelf.sense(opened), case)
            if touch is not None:
                task = next((each for each in rule.tasks if each.task.pending_id == case.id), None)
                found.append(TouchingRule(id=opened.id, rule=rule, touch=touch, task=task))
        return tuple(sorted(found, key=lambda each: (-each.touch.nearness, each.id)))

    def bearing_on(self, text: str, elements: Sequence[str]) -> tuple[TouchingRule, ...]:
        """Return the rules that stand and bear on a text that is searched by, the nearest first.

        Args:
            text: The text.
            elements: Charges and causes that it was searched by.
        """
        found = []
        for opened in self.shelf.standing():
            rule = opened.matter
            # What a rule means is read from a hundred judgments: only where it may be of use.
            if not set(rule.text.causes) & set(elements):
                continue
            touch = touch_of_text(self.shelf.sense(opened), text)
            if touch is not None:
                found.append(TouchingRule(id=opened.id, rule=rule, touch=touch, task=None))
        return tuple(sorted(found, key=lambda each: (-each.touch.nearness, each.id)))

    def departures_of(self, draft: Judgment, elements: Sequence[str]) -> tuple[DraftDeparture, ...]:
        """Return the rules from which a draft departs.

        Args:
            draft: The draft, as read.
            elements: Charges or the cause of its case.
        """
        case = compared_case(draft, is_draft=True)
        found = []
        for opened in self.shelf.standing():
            if not set(opened.matter.text.causes) & set(elements):
                continue
            bearing = bearing_of(self.shelf.sense(opened), case)
            if bearing is not None and bearing.side is Side.AGAINST:
                found.append(
                    DraftDeparture(
                        id=opened.id,
                        rule=opened.matter,
                        holding=bearing.holding,
                        is_reasoned=bearing.is_reasoned,
                    )
                )
        return tuple(sorted(found, key=lambda each: each.id))

    def note_case(self, case: PendingCase) -> None:
        """Give the judge of a case that is opened or changed the tasks of rules that touch it."""
        for each in self.touching(case):
            if each.task is None:
                self._give_task(each.id, each.rule, case, each.touch, now=case.changed_at)

    def forget_case(self, pending_id: PendingCaseId) -> None:
        """Keep what was asked of a closed case: what its judge answered stands."""

    def bring(self, opened: OpenMatter[Rule], *, now: datetime) -> None:
        """Give tasks to the judges of all pending cases that a new rule touches."""
        rule, sense = opened.matter, self.shelf.sense(opened)
        for case in self.pending.some(list(self.pending.open_on(rule.text.causes))):
            touch = touch_of(rule, sense, case)
            if touch is not None:
                self._give_task(opened.id, rule, case, touch, now=now)

    def look_after(self, rule_id: str, *, now: datetime) -> Rule:
        """Look what judgments made of a rule, and whether it is up for review; return it as it is.

        What is found is kept; what was found before and is the same is not kept again.

        Raises:
            PageNotFoundError: There is no such rule.

        Cost: reads every judgment of its causes and courts, some milliseconds each.
        """
        opened = self.shelf.ledger.open(rule_id)
        rule = opened.matter
        if rule.publication is None or not rule.stands:
            return rule
        superiors = self._superiors(rule)
        cases = self.shelf.company.cases(rule.text.causes, (*rule.text.courts, *superiors))
        stood = standing_to(self.shelf.sense(opened), cases)
        own = [each for each in stood if _is_own(rule, each.case)]
        first = rule.publication.valid_from
        looked = FollowUps(
            found=follow_ups(own, valid_from=first), votes=votes_on(own, valid_from=first)
        )
        if (looked.found, looked.votes) != (rule.follow_ups, rule.votes):
            act = _machine(RuleAct.FOLLOW_UP, looked, now)
            rule = self.shelf.ledger.perform(rule_id, act).matter
        for call in reviews_due(rule, stood, superiors=superiors, today=court_day(now)):
            act = _machine(RuleAct.CALL_FOR_REVIEW, call, now)
            rule = self.shelf.ledger.perform(rule_id, act).matter
        return rule

    def look_after_all(self, *, now: datetime) -> int:
        """Look after every rule that stands; return how many."""
        standing = self.shelf.standing()
        for opened in standing:
            self.look_after(opened.id, now=now)
        return len(standing)

    def _give_task(
        self, rule_id: str, rule: Rule, case: PendingCase, touch: Touch, *, now: datetime
    ) -> None:
        day = court_day(now)
        due_on = day + timedelta(days=self.parameters.number(Parameter.TASK_DAYS, day))
        task = Task(
            pending_id=case.id,
            case_number="" if case.case_number is None else str(case.case_number),
            judge_id=self._judge_of(case),
            judge=case.handling_judge,
            issue=touch.issue,
            due_on=due_on,
        )
        self.shelf.ledger.perform(rule_id, _machine(RuleAct.GIVE_TASK, task, now))
        self.notices.send([task_notice(rule_id, rule, task)], now=now)

    def _judge_of(self, case: PendingCase) -> int:
        members = set(self.pending.members(case.id))
        named = [
            each.id
            for each in self.accounts.all()
            if each.id in members and case.handling_judge in {each.display_name, each.name}
        ]
        if case.handling_judge:
            return named[0] if len(named) == 1 else 0
        return case.opened_by

    def _superiors(self, rule: Rule) -> frozenset[str]:
        above = set()
        for court in rule.text.courts:
            vantage = self.book.vantage(court)
            while vantage is not None and vantage.superior is not None:
                above.add(vantage.superior.name)
                vantage = self.book.vantage(vantage.superior.name)
        return frozenset(above) - frozenset(rule.text.courts)


def _is_own(rule: Rule, case: ComparedCase) -> bool:
    court = value_of(case.judgment.court)
    return court is not None and court.name in rule.text.courts and not case.is_library


def _machine(name: RuleAct, content: object, now: datetime) -> Act:
    return Act(name=name.value, doer=MACHINE, at=now, content=content)
