"""Which like cases stand beside a draft, each with its tier?"""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.judgment import Judgment, JudgmentId
from service.case_divergence.model import Gathered
from service.divergence.expecting import Expected
from service.divergence.model import Finding
from service.pending.search_model import PartyCase
from service.tiers.model import TieredHit
from service.tiers.vocabulary import Tier
from service.verdicts.model import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A draft among its like cases.

    Attributes:
        judgment: The draft, under the id that it takes part with.
        gathered: Itself and the judgments that it is compared with.
        findings: Where these were decided differently.
        expected: What like cases make expect of its ranges.
        hits: What the search found, tier by tier.
        verdicts: What its judge said of them.
        party_cases: Cases that parties submitted.
    """

    judgment: Judgment
    gathered: Gathered
    findings: tuple[Finding, ...]
    expected: tuple[Expected, ...]
    hits: tuple[TieredHit, ...]
    verdicts: Mapping[JudgmentId, Verdict]
    party_cases: tuple[PartyCase, ...] = ()

    @property
    def like(self) -> tuple[Judgment, ...]:
        """The judgments that it is compared with, in order of id."""
        own = self.judgment.id
        return tuple(each.judgment for each in self.gathered.cases if each.judgment.id != own)

    @property
    def tiers(self) -> Mapping[str, Tier]:
        """The tier of each hit."""
        return {hit.hit.judgment.id: hit.tier for hit in self.hits}
