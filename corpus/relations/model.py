"""What of a paper relates it to others, and what is a relation between two papers?

A relation is no likeness: it is told by the same people, the same thing, or by words that name
the other paper. Every ground carries the words of both papers.

Source: 法发〔2020〕24号 art. 1 (similar cases, from which these are kept apart); 民诉解释 art. 93,
221, 247; 民事诉讼法 art. 55-57.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.judgment import CaseType, Instance, PartyKind
from corpus.lineage.papers import Paper
from corpus.spans import Span


class RelationKind(StrEnum):
    """Kinds of relation between related cases (关联案件)."""

    CHAIN = "chain"
    SAME_PARTY = "same_party"
    SAME_FACT = "same_fact"
    SERIES = "series"
    REPEAT = "repeat"
    PREJUDICE = "prejudice"
    CROSS = "cross"
    CITED = "cited"


class Side(StrEnum):
    """On which side somebody stands, whatever the instance."""

    ASKING = "asking"
    ANSWERING = "answering"
    ACCUSED = "accused"
    OTHER = "other"


class ThingKind(StrEnum):
    """Kinds of things that two cases can be about (标的物、事实)."""

    CONTRACT = "contract"
    FOREST_RIGHT = "forest_right"
    FELLING_PERMIT = "felling_permit"
    LAND_TITLE = "land_title"
    AWARD = "award"
    PENALTY = "penalty"
    ACCIDENT = "accident"
    PLATE = "plate"
    LOAN = "loan"
    AGREEMENT = "agreement"
    EMPLOYMENT = "employment"


class Manner(StrEnum):
    """How a paper that is no part of its own procedure is named."""

    ADOPTED = "adopted"
    """What it found is taken over (已为生效裁判所确认的事实)."""

    AWAITED = "awaited"
    """Its outcome is waited for (以另一案的审理结果为依据, 中止诉讼)."""

    NAMED = "named"
    """It is named."""


class GroundKind(StrEnum):
    """What shows a relation."""

    NUMBER = "number"
    IDENTITY = "identity"
    BORN = "born"
    HOME = "home"
    FIRM = "firm"
    NAME = "name"
    THING = "thing"
    CAUSE = "cause"
    CLAIM = "claim"
    FILING = "filing"


class LegKind(StrEnum):
    """The three conditions of a repeated suit (民诉解释247)."""

    PARTIES = "parties"
    OBJECT = "object"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a paper.

    Attributes:
        text: Verbatim.
        span: Where they stand in the stored text; None for what the case system tells beside it.
    """

    text: str
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody who takes part, as far as another paper can meet the same one.

    Attributes:
        name: As printed.
        names: Comparable forms of the name, aliases and former names, see
            :func:`corpus.relations.names.comparable`; the first is that of ``name``.
        kind: What it is in law.
        side: On which side.
        words: The words of the name.
        born: Day of birth, with its words in ``born_words``.
        home: Comparable form of the address, with its words in ``home_words``.
        identity_hash: Keyed hash of the identity or credit number.
    """

    name: str
    names: tuple[str, ...]
    kind: PartyKind | None
    side: Side
    words: Words
    born: date | None = None
    born_words: Words | None = None
    home: str | None = None
    home_words: Words | None = None
    identity_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that a case is about.

    Attributes:
        kind: What it is.
        key: Comparable form: a number, or day and place, or day and sum.
        words: The words it was read from.
        detail: Of an accident its place, of a decision the day on which it was made; may be empty.
    """

    kind: ThingKind
    key: str
    words: Words
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One kind of claim.

    Attributes:
        name: Name of the kind, in Chinese as it is shown.
        words: The words of the claim.
        fen: Sums named with it, ascending.
        denies: Whether it denies what another judgment may have found (确认无效, 撤销, 返还).
    """

    name: str
    words: Words
    fen: tuple[int, ...] = ()
    denies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Another paper is named.

    Attributes:
        key: Its case number, canonical and single, or the number of a guiding or reference case.
        words: The sentence that names it.
        manner: How.
    """

    key: str
    words: Words
    manner: Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What of a paper relates it to others.

    Attributes:
        id: Id of the judgment or of the pending case.
        is_pending: Whether the case waits for its judgment.
        is_library: Whether it is a guiding or reference case, which only names others.
        paper: What its lineage needs; its number and date among it.
        link_words: Words of the links of ``paper``, in their order.
        own_keys: Under which numbers others name it.
        case_type: Kind of case.
        cause: Cause of action, or None.
        charges: Charges, main one first.
        court: Name of the court.
        judge: 承办法官 of a pending case, who presided in a decided one; empty where not told.
        filed_on: Day of filing, with its words.
        filed_words: Words of the day of filing.
        is_withdrawn: Whether the case ended without a decision on it (撤诉).
        participants: Those of both sides, in order.
        things: What it is about, in order.
        claims: What is asked for, in order.
        namings: Papers that it names, those of its own procedure left out.
    """

    id: str
    is_pending: bool
    is_library: bool
    paper: Paper
    link_words: tuple[Words, ...]
    own_keys: tuple[str, ...]
    case_type: CaseType | None
    cause: str | None
    charges: tuple[str, ...]
    court: str | None
    judge: str
    filed_on: date | None
    filed_words: Words | None
    is_withdrawn: bool
    participants: tuple[Participant, ...]
    things: tuple[Thing, ...]
    claims: tuple[Claim, ...]
    namings: tuple[Naming, ...]

    @property
    def day(self) -> date | None:
        """Day by which cases are put in order of time: filing, else decision."""
        return self.filed_on or self.paper.decided_on

    @property
    def instance(self) -> Instance | None:
        """Stage of procedure."""
        return self.paper.instance

    @property
    def number(self) -> str:
        """The case number in its canonical form; empty where none was read."""
        return "" if self.paper.number is None else str(self.paper.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One thing that shows a relation.

    Attributes:
        kind: What it is.
        sentence: In words for a person.
        left: Words of the paper ``left``; None where only the other says it.
        right: Words of the paper ``right``; None likewise.
    """

    kind: GroundKind
    sentence: str
    left: Words | None
    right: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One of the three conditions of a repeated suit.

    Attributes:
        kind: Which.
        sentence: How it is met, in words for a person.
        grounds: What shows it.
    """

    kind: LegKind
    sentence: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two papers are related.

    Attributes:
        kind: How.
        left: The earlier paper; of CITED the one that names the other.
        right: The later paper; of CITED the one that is named.
        sentence: In words for a person.
        grounds: What shows it, strongest first.
        legs: Of REPEAT its three conditions, else empty.
    """

    kind: RelationKind
    left: str
    right: str
    sentence: str
    grounds: tuple[Ground, ...]
    legs: tuple[Leg, ...] = ()

    def other(self, paper: str) -> str:
        """Return the id of the paper at the other end."""
        return self.right if self.left == paper else self.left


SIDES_AGAINST: Mapping[Side, Side] = {
    Side.ASKING: Side.ANSWERING,
    Side.ANSWERING: Side.ASKING,
}
"""Who stands against whom."""
