"""What is a dispute, a ruling on it and a paper about it, before they are put into words?"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from corpus.judgment import CaseType, DocumentKind, Instance, PartyKind, Role
from corpus.provision import Provision
from corpus.sample.chance import Chance
from corpus.sample.courts import SampleCourt, Seat
from corpus.sample.grammar import Speaker
from corpus.sample.people import Company, Person, Registry
from corpus.sample.sentencing import Penalty

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody in the story.

    Attributes:
        slot: Letter under which the phrase books name the actor.
        who: The person or company.
        role: Role at first instance; None for one who is no party (witness, child).
        counsel: Name and firm of the lawyer, or None.
        is_hidden: Whether the name is always masked (victims and witnesses).
    """

    slot: str
    who: Person | Company
    role: Role | None
    counsel: tuple[str, str] | None = None
    is_hidden: bool = False

    @property
    def kind(self) -> PartyKind:
        """What the actor is in law."""
        if isinstance(self.who, Person):
            return PartyKind.NATURAL
        return PartyKind.ORGAN if self.who.is_organ else PartyKind.LEGAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Wants:
    """What a plot asks of a dispute; None and empty leave it to chance.

    Attributes:
        issue: The issue that must arise; "" forbids every issue.
        variant: The story to tell.
        plus: Circumstances that must hold.
        minus: Circumstances that must not.
        measure: The amount, quantity or degree.
        actors: Persons and companies to use, by slot.
        numbers: Hidden numbers to use, by name.
    """

    issue: str | None = None
    variant: str | None = None
    plus: frozenset[str] = frozenset()
    minus: frozenset[str] = frozenset()
    measure: int | None = None
    actors: Mapping[str, Person | Company] = field(default_factory=lambda: MappingProxyType({}))
    numbers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where and when a dispute is to be imagined."""

    key: str
    court: SampleCourt
    happened_on: date
    chance: Chance
    registry: Registry
    wants: Wants


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One dispute, before any court has spoken.

    Attributes:
        key: Key; the papers of one chain share it.
        cause: Key of its cause.
        court: The court of first instance.
        variant: Which story is told.
        actors: Those in it, parties first.
        values: Words of the story by slot; no names of persons.
        numbers: Hidden numbers by name; "measure" is the one of the sentencing model.
        flags: Circumstances.
        issues: Issues that arise.
        happened_on: Day of the facts.
        law: Key of the law version that governs.
    """

    key: str
    cause: str
    court: SampleCourt
    variant: str
    actors: tuple[Actor, ...]
    values: Mapping[str, str]
    numbers: Mapping[str, int]
    flags: frozenset[str]
    issues: tuple[str, ...]
    happened_on: date
    law: str

    def actor(self, slot: str) -> Actor:
        """Return the actor of a slot.

        Raises:
            KeyError: Nobody has it.
        """
        for actor in self.actors:
            if actor.slot == slot:
                return actor
        raise KeyError(slot)

    def parties(self) -> tuple[Actor, ...]:
        """Return those who take part in the proceedings."""
        return tuple(actor for actor in self.actors if actor.role is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a court makes of a dispute.

    Attributes:
        result: One word: guilty, acquitted, granted, partly, denied, dismissed…
        positions: Position per issue.
        penalties: Sentence per accused, in order.
        sums: Sums in fen by name; "award" is what the disposition gives in all.
        charge: Key of the charge that the court finds, None outside criminal cases.
        filed_on: Day of filing, where the law to apply depends on it.
        factor_percent: Planted deviation of the sentence.
    """

    result: str
    positions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    penalties: tuple[Penalty, ...] = ()
    sums: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    charge: str | None = None
    filed_on: date | None = None
    factor_percent: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper of a case, decided but not yet worded.

    Attributes:
        id: Generator id.
        matter: The dispute.
        form: Which composition writes it.
        kind: Kind of paper.
        instance: Stage of procedure.
        court: The court that made it.
        filed_on: Day on which it took the case.
        decided_on: Day of the signature block.
        seats: Signatures.
        ruling: The ruling; for appeals, the ruling that stands afterwards.
        below: The papers below, nearest first.
        quotes: Papers whose numbers the text gives as grounds.
        appellants: Slots of those who appealed or applied.
        is_masked: Whether names of natural persons are masked in print.
        is_sole: Whether one judge sat alone.
        remarks: Words by slot for single papers.
    """

    id: str
    matter: Matter
    form: str
    kind: DocumentKind
    instance: Instance
    court: SampleCourt
    filed_on: date
    decided_on: date
    seats: tuple[Seat, ...]
    ruling: Ruling
    below: "tuple[Paper, ...]" = ()
    quotes: "tuple[Paper, ...]" = ()
    appellants: tuple[str, ...] = ()
    is_masked: bool = False
    is_sole: bool = False
    remarks: Mapping[str, str] = field(default_factory=lambda: NOTHING)


class Cause(ABC):
    """A kind of dispute: imagines it, decides it and knows its words.

    Attributes:
        key: Short name.
        title: Name as the tables of causes and charges have it.
        called: Name as the papers print it.
        case_type: Criminal, civil or administrative.
    """

    key: str
    title: str
    called: str = ""
    case_type: CaseType

    @abstractmethod
    def imagine(self, setting: Setting) -> Matter:
        """Return a new dispute."""

    @abstractmethod
    def rule(
        self,
        matter: Matter,
        *,
        filed: date,
        on: date,
        chance: Chance,
        positions: Mapping[str, str] = NOTHING,
        factor_percent: int = 100,
    ) -> Ruling:
        """Decide a dispute.

        Args:
            matter: The dispute.
            filed: Day on which the court took the case.
            on: Day of the decision.
            chance: Draws what the law leaves open.
            positions: Positions to take; the settled answer is taken on all other issues.
            factor_percent: Planted deviation of the range.
        """

    @abstractmethod
    def items(self, matter: Matter, ruling: Ruling, speak: Speaker) -> list[str]:
        """Return the ruling item by item, without numbers of items."""

    @abstractmethod
    def basis(self, matter: Matter, ruling: Ruling, *, on: date) -> list[Provision]:
        """Return the provisions that the ruling rests on."""
