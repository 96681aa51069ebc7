"""What is true of the sample corpus, known because it was planted?

Everything here is data for tests and benchmarks. None of it stands in the text files beside the
judgments; a reader under test sees only the judgments.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from corpus.judgment import (
    CaseType,
    CourtLevel,
    DocumentKind,
    Effectiveness,
    Instance,
    PartyKind,
    Role,
    SectionKind,
)
from corpus.provision import Provision

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None


class EdgeKind(StrEnum):
    """Kinds of relation between related cases (关联案件)."""

    CHAIN = "chain"
    SAME_PARTY = "same_party"
    SAME_FACT = "same_fact"
    SERIES = "series"
    REPEAT = "repeat"
    PREJUDICE = "prejudice"
    CROSS = "cross"
    CITED = "cited"


class DivergenceKind(StrEnum):
    """Kinds of divergence: what it is that like cases were decided differently about."""

    RESULT = "d1_result"
    LAW = "d2_law"
    RANGE = "d3_range"
    PROCEDURE = "d4_procedure"
    BURDEN = "d5_burden"
    REASONING = "d6_reasoning"


class Innocence(StrEnum):
    """Why judgments that look divergent are not."""

    LAW_CHANGE = "law_change"
    DECISIVE_FACT = "decisive_fact"
    OVERTURNED = "overturned"
    SERIES = "series"
    MEDIATION = "mediation"
    EVIDENCE = "evidence_failure"


class Where(StrEnum):
    """Between whom a divergence runs."""

    SAME_COURT = "same_court"
    BETWEEN_COURTS = "between_courts"
    SUPERIOR = "superior"
    GUIDING = "guiding"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTruth:
    """A party as printed in one paper, with the identity behind the name.

    Attributes:
        key: Identity; the same in every paper, whatever name is printed.
        name: As printed in this paper.
        role: Role in this instance.
        kind: Natural person, legal person or organ.
        former_role: Role below, or None.
    """

    key: str
    name: str
    role: Role
    kind: PartyKind
    former_role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceTruth:
    """The sentence of one accused.

    Attributes:
        accused: Identity key.
        charge: Name of the charge, with 罪.
        months: Term in months; 0 where none (acquittal).
        is_detention: Whether it is 拘役 rather than 有期徒刑.
        probation_months: Probation, 0 where none.
        fine_fen: Fine, 0 where none.
        expected_tenths: Term of the hidden model in tenths of a month.
        factor_percent: Planted deviation from the model; 100 is none.
    """

    accused: str
    charge: str
    months: int
    is_detention: bool
    probation_months: int
    fine_fen: int
    expected_tenths: int
    factor_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelTruth:
    """One signature."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectTruth:
    """From which day the judgment has which effect.

    Attributes:
        since: First day.
        effect: The effect from then on.
        cause: Id of the paper that brought it, or None.
    """

    since: date
    effect: Effectiveness
    cause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionTruth:
    """Where a part of the paper stands, as offsets into its text."""

    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTruth:
    """The position that a judgment takes on an issue.

    Attributes:
        issue: Key of the issue.
        position: Key of the position.
        start: Offset of the sentence that takes it.
        end: Offset behind it.
    """

    issue: str
    position: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentTruth:
    """Every fact of one paper.

    Attributes:
        id: Generator id; the external id of the raw judgment.
        case: Key of the dispute; the papers of one chain share it.
        case_number: Canonical case number.
        court: Full court name, with 人民.
        court_key: Key in :data:`corpus.sample.courts.COURTS`.
        court_level: Level of the court.
        province: Short form, None for the Supreme People's Court.
        case_type: Criminal, civil, administrative.
        document_kind: Kind of paper.
        instance: Stage of procedure.
        filed_on: Day on which the court took the case.
        decided_on: Day of the signature block.
        happened_on: Day of the facts.
        cause: 案由 of civil and administrative cases, None for criminal ones.
        charges: Charges with 罪, main one first; empty outside criminal cases.
        parties: Those of the head, in order.
        provisions: Basis of the ruling, in order of citation.
        items: The ruling item by item, as printed.
        result: One word for the outcome.
        sentences: Sentences by accused.
        claim_fen: Sum claimed, None where no sum is.
        award_fen: Sum awarded in the disposition, None where no sum is.
        fee_fen: Court fee, None where none is printed.
        panel: Signatures in order.
        quoted: Canonical case numbers of other papers that the text quotes.
        law: Key of the law version that governs.
        measure: Amount, quantity or degree of the hidden model, None outside it.
        flags: Circumstances.
        positions: Positions taken.
        effects: Effect over time, earliest first.
        sections: Parts of the text.
    """

    id: str
    case: str
    case_number: str | None
    court: str
    court_key: str
    court_level: CourtLevel
    province: str | None
    case_type: CaseType
    document_kind: DocumentKind
    instance: Instance
    filed_on: date
    decided_on: date
    happened_on: date
    cause: str | None
    charges: tuple[str, ...]
    parties: tuple[PartyTruth, ...]
    provisions: tuple[Provision, ...]
    items: tuple[str, ...]
    result: str
    sentences: tuple[SentenceTruth, ...]
    claim_fen: int | None
    award_fen: int | None
    fee_fen: int | None
    panel: tuple[PanelTruth, ...]
    quoted: tuple[str, ...]
    law: str
    measure: int | None
    flags: tuple[str, ...]
    positions: tuple[PositionTruth, ...]
    effects: tuple[EffectTruth, ...]
    sections: tuple[SectionTruth, ...]

    def effect_on(self, day: date) -> Effectiveness:
        """Return the effect of the paper on a day."""
        current = Effectiveness.NOT_IN_EFFECT
        for change in self.effects:
            if change.since <= day:
                current = change.effect
        return current


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeTruth:
    """A relation between two papers or pending cases.

    Attributes:
        kind: Kind of relation; CHAIN runs from the earlier to the later paper.
        left: Id of one.
        right: Id of the other.
        evidence: What tells it, in words.
    """

    kind: EdgeKind
    left: str
    right: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueTruth:
    """A question on which judgments take positions.

    Attributes:
        key: Key.
        cause: 案由 or charge under which it arises.
        question: The question in its normal form.
        positions: Position keys and their labels.
    """

    key: str
    cause: str
    question: str
    positions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DivergenceTruth:
    """A group of like judgments that truly diverge.

    Attributes:
        key: Key.
        kind: What they diverge about.
        where: Between whom.
        issue: Key of the issue, None for ranges.
        cause: 案由 or charge.
        law: The one law version of all members.
        groups: Judgment ids by position.
        reason: Why it is a divergence, in words.
    """

    key: str
    kind: DivergenceKind
    where: Where
    issue: str | None
    cause: str
    law: str
    groups: Mapping[str, tuple[str, ...]]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookalikeTruth:
    """A group of judgments that only look divergent.

    Attributes:
        key: Key.
        innocence: The explanation.
        looks: The kind of divergence that it resembles.
        issue: Key of the issue, or None.
        cause: 案由 or charge.
        groups: Judgment ids by outcome.
        reason: The explanation in words.
    """

    key: str
    innocence: Innocence
    looks: DivergenceKind
    issue: str | None
    cause: str
    groups: Mapping[str, tuple[str, ...]]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarTruth:
    """The truly similar judgments of one pending case.

    Attributes:
        pending: Id of the pending case.
        grades: Judgment ids with grade 3 (facts, issue and law alike), 2 (issue and law alike)
            or 1 (cause and law alike); all others are 0. Only judgments in effect are named.
    """

    pending: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTruth:
    """All planted truth.

    Attributes:
        as_of: Day on which effects count.
        judgments: Facts of every paper, by id.
        edges: Relations.
        issues: Issues, by key.
        divergences: Groups that diverge.
        lookalikes: Groups that only look so.
        similar: Graded similar judgments per pending case.
        strangers: Pairs of papers with parties of one name who are two people.
    """

    as_of: date
    judgments: Mapping[str, JudgmentTruth]
    edges: tuple[EdgeTruth, ...]
    issues: Mapping[str, IssueTruth]
    divergences: tuple[DivergenceTruth, ...]
    lookalikes: tuple[LookalikeTruth, ...]
    similar: tuple[SimilarTruth, ...]
    strangers: tuple[tuple[str, str], ...]


def as_json(value: object) -> Json:
    """Return truth data as JSON values: dates as ISO text, tuples as lists.

    Raises:
        TypeError: A value that truth data never holds.

    Example:
        >>> as_json((date(2021, 1, 2), EdgeKind.CHAIN))
        ['2021-01-02', 'chain']
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [as_json(member) for member in value]
    if isinstance(value, Mapping):
        return {str(key): as_json(member) for key, member in value.items()}
    if is_dataclass(value):
        return {entry.name: as_json(getattr(value, entry.name)) for entry in fields(value)}
    raise TypeError(f"no JSON form for {type(value).__name__}")
