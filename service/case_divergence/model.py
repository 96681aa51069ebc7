"""What is told of the divergence among the like cases of one case?"""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.judgment import Judgment
from service.case_divergence.answers import GivenAnswer
from service.divergence.model import ComparedCase, Finding, Severity
from service.tiers.model import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The like cases that were compared, and what was left out.

    Attributes:
        cases: What is compared, in order of id; a case's own draft is one of them.
        own_id: Id of the case or judgment that asks where it takes part; None where it has no
            text that takes a position.
        n_like: How many stored judgments are compared.
        n_recent: How many of them are of the last years (近三年).
        n_said_similar: How many of them the judge said to be similar.
        n_said_otherwise: How many hits were left out because the judge said that they are not.
        n_unknown: How many are compared of which nobody knows whether they are in effect.
        n_unsettled: How many were left out because they are not in effect, or nobody knows it.
        window: Which judgments are recent.
        snapshot_id: The index that was searched.
    """

    cases: tuple[ComparedCase, ...]
    own_id: str | None
    n_like: int
    n_recent: int
    n_said_similar: int
    n_said_otherwise: int
    n_unknown: int
    n_unsettled: int
    window: Window
    snapshot_id: str

    @property
    def judgments(self) -> Mapping[str, Judgment]:
        """The judgments that are compared, by id."""
        return {case.judgment.id: case.judgment for case in self.cases}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDivergence:
    """What was found among the like cases of a case.

    Attributes:
        gathered: What was compared.
        findings: All findings; those that take part in the case's own questions first.
        answers: What the handling judge last said, by topic.
    """

    gathered: Gathered
    findings: tuple[Finding, ...]
    answers: Mapping[str, GivenAnswer]

    @property
    def reported(self) -> tuple[Finding, ...]:
        """Findings that are shown as divergences."""
        return tuple(finding for finding in self.findings if finding.is_reported)

    @property
    def insufficient(self) -> tuple[Finding, ...]:
        """Findings with too few judgments to say anything."""
        return self._of(Severity.INSUFFICIENT)

    @property
    def explained(self) -> tuple[Finding, ...]:
        """Findings that an innocent explanation covers."""
        return self._of(Severity.EXPLAINED)

    def _of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is severity)
