"""How is a draft looked at, by itself and beside what the search finds?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from corpus.judgment import Judgment, JudgmentId
from corpus.spans import value_of
from service.case_divergence.gathering import gather
from service.case_divergence.standard import asking_of, standard_of
from service.divergence.cases import compared_case
from service.divergence.expecting import Expectation
from service.divergence.finding import find_divergences
from service.drafts.among.company import Company
from service.drafts.among.comparing import compare_draft
from service.drafts.checking import check_draft
from service.drafts.model import DraftFinding
from service.errors import NotReadyError, UnknownCourtError
from service.pending.search_model import PartyCase
from service.search.question import Question
from service.search.service import SearchService
from service.settings import Settings
from service.tiers.desk import TierDesk
from service.verdicts.model import Verdict

PER_GROUP: Final = 12
"""Most hits of one group of a tier that a draft is compared with."""

_OWN_ID = JudgmentId("draft")
_NOT_READY = "尚未建立索引，没有与类案比较。"
_NO_COURT = "审理法院不在法院名录中，没有与类案比较。"


Ruled = Callable[[Judgment, Sequence[str]], Iterable[DraftFinding]]
"""Gives the rules that a draft departs from: of the draft, and its charges or cause."""


def _nothing_learned() -> Expectation | None:
    return None


def _no_rules(_: Judgment, __: Sequence[str]) -> Iterable[DraftFinding]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A draft with what its like cases are found by.

    Attributes:
        draft: The draft.
        question: What is searched by.
        court: Name of the court that rules; None for that of this installation.
        said: What its judge said of judgments.
        party_cases: Cases that parties submitted.
        today: The day of checking.
    """

    draft: Judgment
    question: Question
    court: str | None
    said: Mapping[JudgmentId, Verdict]
    party_cases: tuple[PartyCase, ...]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A draft as it was looked at, not kept.

    Attributes:
        text: The draft, cleaned; quotes count in it.
        findings: What was found, in order.
        snapshot_id: The index that like cases were found in; None where none was searched.
        n_like: With how many like cases it was compared.
        not_compared: Why it was not compared, in Chinese; empty where it was.
    """

    text: str
    findings: tuple[DraftFinding, ...]
    snapshot_id: str | None
    n_like: int
    not_compared: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLooker:
    """Looks at drafts.

    Attributes:
        tiers: Finds like cases, tier by tier.
        search: Gives stored judgments.
        settings: From where on a divergence is shown.
        expectation: Gives what like cases make expect of terms; None where nothing was learned.
        ruled: Gives the rules of the court that a draft departs from.
    """

    tiers: TierDesk
    search: SearchService
    settings: Settings
    expectation: Callable[[], Expectation | None] = _nothing_learned
    ruled: Ruled = _no_rules

    def look(self, asked: Asked) -> Looked:
        """Return what a draft should be looked at for.

        Without an index, or where no table knows the court, the draft is checked by itself and
        that is said.

        Raises:
            RequestError: The draft cannot be searched by.
            IndexingError: The index cannot be used.

        Cost: that of a search tier by tier, and some milliseconds for each of up to 120 judgments.
        """
        ruled = tuple(self.ruled(asked.draft, _elements(asked)))
        try:
            company = self._company(asked)
        except (NotReadyError, UnknownCourtError) as refused:
            return Looked(
                text=asked.draft.text,
                findings=check_draft(asked.draft, ruled),
                snapshot_id=None,
                n_like=0,
                not_compared=_NOT_READY if isinstance(refused, NotReadyError) else _NO_COURT,
            )
        return Looked(
            text=asked.draft.text,
            findings=check_draft(
                asked.draft,
                (*ruled, *compare_draft(company)),
                superior=self._superior(asked),
            ),
            snapshot_id=company.gathered.snapshot_id,
            n_like=company.gathered.n_like,
            not_compared="",
        )

    def _superior(self, asked: Asked) -> str | None:
        """Return the court above as this court knows it; None where the draft is of another."""
        vantage = self.tiers.book.vantage(asked.court)
        own = value_of(asked.draft.court)
        if vantage is None or vantage.superior is None or own is None:
            return None
        return vantage.superior.name if own.name == vantage.court.name else None

    def _company(self, asked: Asked) -> Company:
        own = replace(asked.draft, id=_OWN_ID)
        answer = self.tiers.search(
            asked.question, today=asked.today, court=asked.court, per_tier=PER_GROUP
        )
        gathered = gather(
            answer,
            asked.said,
            self.search.judgments,
            own=compared_case(own, is_draft=True),
            with_unknown=self.settings.divergence_unknown_effect,
        )
        expectation = self.expectation()
        return Company(
            judgment=own,
            gathered=gathered,
            findings=find_divergences(
                gathered.cases,
                standard=standard_of(self.settings),
                asking=asking_of(
                    self.tiers.book, self.settings, court=asked.court, today=asked.today
                ),
                expectation=expectation,
                about=own.id,
            ),
            expected=() if expectation is None else expectation.expect(own),
            hits=answer.hits,
            verdicts=asked.said,
            party_cases=asked.party_cases,
        )


def _elements(asked: Asked) -> tuple[str, ...]:
    cause = value_of(asked.draft.cause)
    told = (*asked.question.charges, *(each.value for each in asked.draft.charges))
    return tuple(dict.fromkeys(told if cause is None else (*told, cause)))
