"""How many judgments state a field, leave it out, or state it unreadably?"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.judgment import CaseType, Judgment, SectionKind
from corpus.spans import Ambiguous, Extracted, Unreadable, Withheld, value_of


class FieldState(StrEnum):
    """What reading a field of one judgment came to."""

    READ = "read"
    NOT_STATED = "not_stated"
    UNREADABLE = "unreadable"
    AMBIGUOUS = "ambiguous"
    WITHHELD = "withheld"


_READINGS = ("court", "case_number", "document_kind", "case_type", "instance", "decided_on")
_LISTS = ("parties", "provisions", "disposition")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTally:
    """Counts of judgments by field and state; tallies of parts add up to that of the whole.

    Attributes:
        counts: (field, state) to the number of judgments.
    """

    counts: Counter[tuple[str, FieldState]] = field(default_factory=Counter)

    def __add__(self, other: "FieldTally") -> "FieldTally":
        return FieldTally(counts=self.counts + other.counts)

    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields counted, in the order of a judgment."""
        order = [*_READINGS, "cause", "charges", *_LISTS, "facts", "reasoning"]
        met = {name for name, _ in self.counts}
        return tuple(name for name in order if name in met)

    def count(self, name: str, state: FieldState) -> int:
        """Return how many judgments have a field in a state."""
        return self.counts[name, state]


def table_of(tally: FieldTally) -> str:
    """Return a table for people: a line per field, a column per state.

    Example:
        >>> counts = Counter({("court", FieldState.READ): 9, ("court", FieldState.NOT_STATED): 1})
        >>> print(table_of(FieldTally(counts=counts)))
        field              read    share  not stated  unreadable   ambiguous    withheld
        court                 9   90.0 %           1           0           0           0
    """
    states = [state for state in FieldState if state is not FieldState.READ]
    lines = [f"{'field':<14}{'read':>9}{'share':>9}" + _cells(s.replace("_", " ") for s in states)]
    for name in tally.fields():
        total = sum(tally.count(name, state) for state in FieldState)
        read = tally.count(name, FieldState.READ)
        # Rounded down: 100.0 % means that none is missing.
        share = f"{1000 * read // total / 10:.1f} %"
        counts = (str(tally.count(name, state)) for state in states)
        lines.append(f"{name:<14}{read:>9}{share:>9}" + _cells(counts))
    return "\n".join(lines)


def _cells(texts: Iterable[str]) -> str:
    return "".join(f"{text:>12}" for text in texts)


def tally_of(judgments: Iterable[Judgment]) -> FieldTally:
    """Return the states of the fields of judgments.

    A field that the kind of case does not have (the cause of a criminal case, the charge of a
    civil one) is not counted.
    """
    return FieldTally(
        counts=Counter(state for judgment in judgments for state in _states(judgment))
    )


def _states(judgment: Judgment) -> Iterator[tuple[str, FieldState]]:
    for name in _READINGS:
        yield name, _state_of(getattr(judgment, name))
    if value_of(judgment.case_type) is CaseType.CRIMINAL:
        yield "charges", _presence(bool(judgment.charges))
    else:
        yield "cause", _state_of(judgment.cause)
    for name in _LISTS:
        yield name, _presence(bool(getattr(judgment, name)))
    kinds = {section.kind for section in judgment.sections}
    yield "facts", _presence(SectionKind.FACTS in kinds)
    yield "reasoning", _presence(SectionKind.REASONING in kinds)


def _state_of(reading: object) -> FieldState:
    match reading:
        case Extracted():
            return FieldState.READ
        case Unreadable():
            return FieldState.UNREADABLE
        case Ambiguous():
            return FieldState.AMBIGUOUS
        case Withheld():
            return FieldState.WITHHELD
        case _:
            return FieldState.NOT_STATED


def _presence(is_present: bool) -> FieldState:  # noqa: FBT001 - the question is the argument
    return FieldState.READ if is_present else FieldState.NOT_STATED
