"""Who gets the papers that go to a court above, and what are they made of?

Those who keep rules; to everybody else the papers do not exist.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from corpus.judgment import Judgment, JudgmentId
from corpus.store.leaving import those_left
from corpus.store.sql import SqlJudgmentStore
from service.actors import Actor
from service.errors import PageNotFoundError
from service.referral.course.acts import KeptAct
from service.referral.papers.divergence_application import divergence_application
from service.referral.papers.library_candidate import library_candidate
from service.referral.papers.paper import Paper, edition_of
from service.referral.papers.upward import UpwardFile, UpwardView
from service.referral.referrals.model import ReferralAct, SentUp
from service.referral.referrals.reading import OpenReferral, ReferralReader
from service.referral.rules.desk import KEEPERS, RuleDesk, RuleView
from service.referral.rules.model import FollowUpKind, RuleState, UpwardForm


@dataclass(frozen=True, slots=True, kw_only=True)
class UpwardDesk:
    """Makes the papers by which a rule or a referral goes up.

    Attributes:
        rules: The register of rules.
        referrals: Opens referrals.
        store: The stored judgments.
    """

    rules: RuleDesk
    referrals: ReferralReader
    store: SqlJudgmentStore

    def of_rule(self, rule_id: str, form: UpwardForm, *, actor: Actor) -> Paper:
        """Return a paper by which a rule goes up.

        Raises:
            PageNotFoundError: There is no such rule that was published, for this account, or the
                account keeps no rules.

        Cost: reads the judgments of both sides, some milliseconds each.
        """
        view = self.rules.see(actor, rule_id)
        if not view.is_kept or view.rule.state is RuleState.DRAFT:
            raise PageNotFoundError(what=f"paper of rule {rule_id}")
        of = self._file_of_rule(view, form)
        if form is UpwardForm.LIBRARY_CANDIDATE:
            return library_candidate(of)
        return divergence_application(of)

    def of_referral(self, referral_id: str, *, actor: Actor, now: datetime) -> Paper:
        """Return the application by which a referral that was sent up goes to the court above.

        Raises:
            PageNotFoundError: There is no such referral for this account, it was not sent up, or
                the account keeps no rules.

        Cost: reads the judgments of its positions, some milliseconds each.
        """
        opened = self.referrals.open(referral_id, actor=actor, now=now)
        if not may_apply(opened):
            raise PageNotFoundError(what=f"application of referral {referral_id}")
        referral = opened.referral
        views = tuple(
            UpwardView(
                words=each.words, judgments=self._read(each.judgment_ids), reasons=each.reasons
            )
            for each in referral.positions
        )
        of = UpwardFile(
            question=referral.question,
            court=referral.proposal.court,
            to_court=_sent_to(opened.open.acts),
            views=views,
            answer=referral.proposed_text,
            causes=(referral.proposal.cause,) if referral.proposal.cause else (),
            edition=edition_of(referral_id, opened.open.acts),
        )
        return divergence_application(of)

    def _file_of_rule(self, view: RuleView, form: UpwardForm) -> UpwardFile:
        rule, text = view.rule, view.rule.text
        followed, departed = (
            tuple(each.judgment_id for each in rule.follow_ups if each.kind is kind)
            for kind in (FollowUpKind.FOLLOWED, FollowUpKind.DEPARTED)
        )
        sides = (
            (text.answer, (*text.examples, *followed)),
            (text.minority, (*text.counterexamples, *departed)),
        )
        return UpwardFile(
            question=text.question,
            court=rule.court,
            to_court=next((each.court for each in reversed(rule.sent_up) if each.form is form), ""),
            views=tuple(UpwardView(words=words, judgments=self._read(ids)) for words, ids in sides),
            answer=text.answer,
            reasons=text.reasons,
            causes=text.causes,
            provisions=text.provisions,
            number="" if rule.publication is None else rule.publication.number,
            edition=edition_of(view.id, view.history),
        )

    def _read(self, ids: Iterable[str]) -> tuple[Judgment, ...]:
        return those_left(self.store.each, sorted({JudgmentId(each) for each in ids}))


def may_apply(opened: OpenReferral) -> bool:
    """Tell whether a referral was sent up, and is open to somebody who keeps rules."""
    return bool(_sent_to(opened.open.acts)) and not opened.doer.parts.isdisjoint(KEEPERS)


def _sent_to(acts: Iterable[KeptAct]) -> str:
    sent = [
        kept.act.content.court
        for kept in acts
        if kept.act.name == ReferralAct.SEND_UP and isinstance(kept.act.content, SentUp)
    ]
    return sent[-1] if sent else ""
