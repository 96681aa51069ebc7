"""What is said of the related cases of a case?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.judgment import Effectiveness, Instance
from corpus.relations.model import Relation, RelationKind


class AlarmKind(StrEnum):
    """What somebody should look at at once."""

    REPEAT = "repeat"
    SPLIT_JUDGES = "split_judges"
    SPLIT_COURTS = "split_courts"
    OVERTURNED = "overturned"
    LENDER = "lender"


KINDS: Sequence[RelationKind] = (
    RelationKind.REPEAT,
    RelationKind.CHAIN,
    RelationKind.SERIES,
    RelationKind.SAME_FACT,
    RelationKind.PREJUDICE,
    RelationKind.CROSS,
    RelationKind.SAME_PARTY,
    RelationKind.CITED,
)
"""In which order kinds are shown: what must be acted on first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedCase:
    """A case as a list of related cases tells of it.

    Attributes:
        id: Id of the judgment or of the pending case.
        is_pending: Whether it waits for its judgment.
        is_open: Whether whoever asks may open it.
        number: Case number; empty where none was read.
        title: Title of a judgment; empty of a pending case.
        court: Court; empty where not told.
        judge: 承办法官 of a pending case, who presided in a decided one; may be empty.
        subject: Cause or charges.
        instance: Stage of procedure.
        filed_on: Day of filing.
        decided_on: Day of decision; None of a pending case.
        effect: Whether the judgment stands; None of a pending case.
        effect_reason: Why.
        people: Names of the natural persons of a pending case, by which its words are hidden;
            those of a judgment are read of its text.
    """

    id: str
    is_pending: bool
    is_open: bool
    number: str
    title: str
    court: str
    judge: str
    subject: str
    instance: Instance | None
    filed_on: date | None
    decided_on: date | None
    effect: Effectiveness | None
    effect_reason: str
    people: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """Day by which it is put in order of time."""
        return self.filed_on or self.decided_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A relation with the case at its other end.

    Attributes:
        relation: The relation with its evidence.
        case: The other case.
    """

    relation: Relation
    case: RelatedCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that somebody should look at at once; a hint, no finding.

    Attributes:
        kind: What it is.
        sentence: In words for a person.
        members: The cases that it is about, sorted.
    """

    kind: AlarmKind
    sentence: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Cases that share something with a case and were not looked at, because they are too many.

    Attributes:
        what: What they share, in words.
        n_cases: How many share it.
        n_looked_at: How many of them were looked at.
    """

    what: str
    n_cases: int
    n_looked_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The related cases of a case.

    Attributes:
        case: The case itself.
        edges: Its relations by kind, in the order of :data:`KINDS`; of each kind pending cases
            first, then the latest. A kind without relations is not there.
        alarms: What should be looked at at once, gravest first.
        n_looked_at: Cases that were compared with it.
        left_out: What was not looked at.
        n_unknown: Judgments of the store that were read by an older edition and are not compared.
    """

    case: RelatedCase
    edges: Mapping[RelationKind, tuple[Edge, ...]]
    alarms: tuple[Alarm, ...]
    n_looked_at: int
    left_out: tuple[LeftOut, ...]
    n_unknown: int

    @property
    def n_cases(self) -> int:
        """How many other cases are related."""
        return len({edge.case.id for edges in self.edges.values() for edge in edges})
