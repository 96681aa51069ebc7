"""What matches a subscription now, of all that its reader may open?"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from corpus.citations import find_provisions
from corpus.judgment import JudgmentId
from indexing.columns.citing import WantedProvision
from service.actors import Actor, Permission
from service.court_time import court_day
from service.errors import PageNotFoundError
from service.pending.desk import PendingDesk
from service.referral.rules.desk import RuleDesk
from service.referral.rules.model import RuleAct
from service.search.methods.matching import matching_ids
from service.search.methods.model import MethodQuestion
from service.search.methods.statute import successors_of
from service.search.methods.statute_words import read_statutes
from service.search.methods.written import question_of_row
from service.search.service import SearchService
from service.subscriptions.case_items import CaseItems
from service.subscriptions.model import (
    ASKED,
    MOST_RANKED,
    SLOW,
    CaseAspect,
    MatchKind,
    SubscriptionKind,
    Wish,
    key_of,
)

NEEDS: Final[Mapping[SubscriptionKind, Permission]] = {
    **dict.fromkeys(ASKED, Permission.SEARCH),
    SubscriptionKind.RULE: Permission.READ_RULES,
    SubscriptionKind.CASE: Permission.WORK_ON_CASES,
}
"""What somebody must be allowed in order to hear of each kind."""

# What of a rule is public when it happens; drafts and inner steps are not.
_TOLD_ACTS: Final = frozenset(
    {RuleAct.PUBLISH, RuleAct.CALL_FOR_REVIEW, RuleAct.KEEP, RuleAct.REPLACE, RuleAct.REPEAL}
)
_LONGEST_KEY: Final = 120
# Notices are told of already, and of the whole of a case its own panels tell.
_OF_CASES: Final = tuple(each for each in CaseAspect if each is not CaseAspect.NOTICES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One look at subscriptions, in which an equal question is asked once.

    Attributes:
        is_quick: Whether of cases only that is told which needs no search.
        found: Judgments that the index gave, by question.
    """

    is_quick: bool = False
    found: dict[str, tuple[JudgmentId, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """Finds what matches.

    Attributes:
        search: Asks the index.
        rules: Shows rules to whoever may read them.
        pending: Finds cases for whoever may open them.
        items: Takes together what somebody sees of a case.
    """

    search: SearchService
    rules: RuleDesk
    pending: PendingDesk
    items: CaseItems

    def keys(self, wish: Wish, actor: Actor, *, this: Round, now: datetime) -> tuple[str, ...]:
        """Return the keys of all that matches a wish and that somebody may open.

        Args:
            wish: What is to be heard of.
            actor: Who hears of it.
            this: What was asked in this round.
            now: When.

        Raises:
            NotPermittedError: The account may not use what the wish is about.
            PageNotFoundError: There is no such rule or case for this account.
            RequestError: The question cannot be answered as asked.
            JudgmentNotFoundError: The judgment asked by is not stored any more.
            NotReadyError: Nothing is indexed yet.
            IndexingError: The index cannot be used.
        """
        actor.require(NEEDS[wish.kind])
        if wish.kind is SubscriptionKind.RULE:
            return tuple(self._of_rule(wish.subject, actor))
        if wish.kind is SubscriptionKind.CASE:
            return tuple(self._of_case(wish.subject, actor, this, now=now))
        question = question_of_wish(wish)
        keys = [key_of(MatchKind.JUDGMENT, each) for each in self._judgments(wish, actor, this)]
        if wish.kind is SubscriptionKind.PROVISION:
            keys += law_changes(question, on=court_day(now))
        if wish.kind is not SubscriptionKind.SEARCH:
            keys += self.rules_on(wish.kind, question, actor)
        return tuple(keys)

    def _judgments(self, wish: Wish, actor: Actor, this: Round) -> Sequence[JudgmentId]:
        actor.require(Permission.READ_JUDGMENTS)
        if wish.subject not in this.found:
            this.found[wish.subject] = matching_ids(
                question_of_wish(wish), self.search, most_ranked=MOST_RANKED
            )
        return this.found[wish.subject]

    def _of_rule(self, rule_id: str, actor: Actor) -> Iterator[str]:
        view = self.rules.see(actor, rule_id)
        for kept in self.rules.ledger.open(view.id).acts:
            if kept.act.name in _TOLD_ACTS:
                yield key_of(MatchKind.RULE_ACT, f"{view.id} {kept.number} {kept.act.name}")

    def _of_case(
        self, pending_id: str, actor: Actor, this: Round, *, now: datetime
    ) -> Iterator[str]:
        case = self.pending.find(pending_id, account_id=actor.account_id)
        glance = self.items.glance(actor)
        for aspect in _OF_CASES:
            found = (
                self.items.look_up(case, actor, aspect, now=now)
                if aspect in SLOW and not this.is_quick
                else self.items.keys(case, glance, aspect)
            )
            for key in found or ():
                yield key_of(MatchKind.CASE_ITEM, f"{aspect.value} {key[:_LONGEST_KEY]}")

    def rules_on(
        self, kind: SubscriptionKind, question: MethodQuestion, actor: Actor
    ) -> Iterator[str]:
        """Give the rules that stand and rest on a provision, or answer an issue."""
        if not actor.may(Permission.READ_RULES):
            return
        standing = self.rules.shelf.standing()
        if kind is SubscriptionKind.ISSUE:
            causes = sorted({cause for each in standing for cause in each.matter.text.causes})
            found = self.rules.way_back.bearing_on(question.words, causes)
            yield from (key_of(MatchKind.RULE, each.id) for each in found)
            return
        wanted = read_statutes(question.words).wanted
        for opened in standing:
            if _rests_on(opened.matter.text.provisions, wanted):
                yield key_of(MatchKind.RULE, opened.id)


def question_of_wish(wish: Wish) -> MethodQuestion:
    """Return the question of a wish that asks the index.

    Raises:
        PageNotFoundError: What was stored is no question.
    """
    try:
        return question_of_row(json.loads(wish.subject))
    except (KeyError, ValueError, TypeError):
        raise PageNotFoundError(what="a stored question") from None


def law_changes(question: MethodQuestion, *, on: date) -> list[str]:
    """Return the laws asked for that another one has replaced by a day."""
    return [
        key_of(MatchKind.LAW, f"{each.law} {each.ended.isoformat()}")
        for each in successors_of(read_statutes(question.words).wanted)
        if each.ended <= on
    ]


def _rests_on(provisions: Sequence[str], wanted: Sequence[WantedProvision]) -> bool:
    cited = [found.value for words in provisions for found in find_provisions(words)]
    return any(each.is_met_by(provision) for each in wanted for provision in cited)
