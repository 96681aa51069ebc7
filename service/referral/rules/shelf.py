"""Which rules stand, and how is each held against judgments?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.judgment import JudgmentId
from corpus.store.leaving import those_left
from service.divergence.cases import compared_case
from service.divergence.model import ComparedCase
from service.referral.course.ledger import Ledger, OpenMatter
from service.referral.rules.bearing import RuleSense, sense_of
from service.referral.rules.company import RuleCompany
from service.referral.rules.model import Rule, RuleState
from service.store.matter_records import Wanted

MOST_RULES = 500
"""Most rules that stand at once; a court has some dozens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleShelf:
    """The rules that stand.

    Attributes:
        ledger: The book of rules.
        company: Gives judgments of causes.
        senses: Rules as they are held against judgments, kept in memory by each process.
        companies: Judgments of causes that were read for one rule, for others of the same causes.
        states: State of the closed judgments that the two were made at; nothing of one that has
            been closed since is kept.
    """

    ledger: Ledger[Rule]
    company: RuleCompany
    senses: dict[str, tuple[str, RuleSense]] = field(default_factory=dict)
    companies: dict[tuple[frozenset[str], frozenset[str]], tuple[ComparedCase, ...]] = field(
        default_factory=dict
    )
    states: list[int] = field(default_factory=list)

    def standing(self) -> tuple[OpenMatter[Rule], ...]:
        """Return the rules that stand, the last moved first."""
        wanted = Wanted(
            kinds=(self.ledger.course.kind,),
            states=(RuleState.IN_FORCE.value, RuleState.UNDER_REVIEW.value),
        )
        return tuple(
            self.ledger.open(each.id) for each in self.ledger.records.find(wanted, most=MOST_RULES)
        )

    def sense(self, opened: OpenMatter[Rule]) -> RuleSense:
        """Return a rule as it is held against judgments.

        Cost: once for each set of causes and process that of reading some hundred judgments.
        """
        self._forget_closed()
        text = opened.matter.text
        known = self.senses.get(opened.id)
        if known is not None and known[0] == repr(text):
            return known[1]
        company = self._company(text.causes, but=(*text.examples, *text.counterexamples))
        sense = sense_of(
            text,
            followed=self._examples(text.examples),
            contrary=self._examples(text.counterexamples),
            company=company,
        )
        self.senses[opened.id] = (repr(text), sense)
        return sense

    def _forget_closed(self) -> None:
        state = self.ledger.records.conceal.state()
        if self.states != [state]:
            self.states[:] = [state]
            self.senses.clear()
            self.companies.clear()

    def _company(self, causes: Sequence[str], *, but: Sequence[str]) -> tuple[ComparedCase, ...]:
        key = frozenset(causes), frozenset(but)
        if key not in self.companies:
            self.companies[key] = self.company.some(causes, but=but)
        return self.companies[key]

    def _examples(self, ids: Sequence[str]) -> tuple[ComparedCase, ...]:
        known = those_left(self.company.store.each, sorted(JudgmentId(each) for each in ids))
        return tuple(compared_case(each) for each in known)
