"""What does a list tell of a judgment?

A list of hits shows what identifies a judgment and quotes its text. Parties, panel, parts and
ruling stand on its own page only, and making them of their stored form takes three quarters of
the time that a whole judgment takes.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Self

from corpus.case_number import CaseNumber
from corpus.judgment import (
    CaseType,
    Court,
    DocumentKind,
    Effectiveness,
    Instance,
    Judgment,
    JudgmentId,
    SourceRecord,
)
from corpus.provision import Provision
from corpus.spans import Extracted, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedJudgment:
    """A judgment as lists need it; each field means what it means in :class:`Judgment`."""

    id: JudgmentId
    text: str
    source: SourceRecord
    title: str
    case_type: Reading[CaseType]
    document_kind: Reading[DocumentKind]
    instance: Reading[Instance]
    case_number: Reading[CaseNumber]
    court: Reading[Court]
    decided_on: Reading[date]
    cause: Reading[str]
    charges: tuple[Extracted[str], ...]
    provisions: tuple[Extracted[Provision], ...]
    effect: Effectiveness
    effect_reason: str
    library_number: Reading[str] = None

    @classmethod
    def of(cls, judgment: Judgment) -> Self:
        """Return what a list tells of a judgment."""
        return cls(**{field.name: getattr(judgment, field.name) for field in fields(cls)})
