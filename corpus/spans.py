"""Where in the stored text does a fact stand, and how was it read?

Every fact that the product shows was read from words, and carries them: a value without the
span it came from cannot be constructed. Three answers that must never be confused have three
types: the text does not say (``None``), it says something that cannot be read
(:class:`Unreadable`), and the publisher took it out (:class:`Withheld`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from corpus.errors import SpanError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range of characters of a stored text.

    Attributes:
        start: Offset of the first character, counted in code points from 0.
        end: Offset behind the last character; never below ``start``.

    Example:
        >>> Span(2, 4).of("甲乙丙丁")
        '丙丁'
    """

    start: int
    end: int

    # Written by hand: one search makes seven hundred of them, and this takes two thirds of the time
    # that what the decorator writes takes with a look at the range behind it.
    def __init__(self, start: int, end: int) -> None:
        """Refuse a range that no text can have.

        Raises:
            SpanError: The end lies before the start, or the start before the text.
        """
        if not 0 <= start <= end:
            raise SpanError(start=start, end=end)
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that this span covers.

        Raises:
            SpanError: The span reaches beyond the text.
        """
        if self.end > len(text):
            raise SpanError(start=self.start, end=self.end, length=len(text))
        return text[self.start : self.end]

    def shifted(self, offset: int) -> "Span":
        """Return the span moved by ``offset`` characters."""
        return Span(self.start + offset, self.end + offset)

    def holds(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Extracted(Generic[T_co]):
    """A value together with the words it was read from.

    Attributes:
        value: What was understood.
        span: Where the words stand in the stored text.
        rule: Name of the rule that read it, for audit and for counting errors by rule.
            A value that the source record gave beside the text is found again in the text,
            and its rule begins with ``given:``.
    """

    value: T_co
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Ambiguous(Generic[T_co]):
    """Two or more readings that the text does not settle; none is chosen quietly.

    Attributes:
        candidates: At least two readings, the likeliest first.
    """

    candidates: tuple[Extracted[T_co], ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The text says something here that cannot be read.

    Attributes:
        span: The words met.
        rule: The rule that gave up.
        reason: Why, in words for a person.
    """

    span: Span
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """The publisher replaced the fact, for example by ×× or 某.

    Attributes:
        span: The replacement met.
        rule: The rule that recognised it.
    """

    span: Span
    rule: str


Reading: TypeAlias = Extracted[T] | Ambiguous[T] | Unreadable | Withheld | None


def value_of(reading: Reading[T]) -> T | None:
    """Return the value of an unambiguous reading, else None.

    Example:
        >>> value_of(Extracted("盗窃罪", Span(0, 3), "charge")), value_of(None)
        ('盗窃罪', None)
    """
    return reading.value if isinstance(reading, Extracted) else None


def each_once(facts: Iterable[Extracted[T]]) -> tuple[Extracted[T], ...]:
    """Return the facts without those whose value came before.

    Example:
        >>> facts = [Extracted(word, Span(i, i + 1), "r") for i, word in enumerate("aba")]
        >>> [(fact.value, fact.span.start) for fact in each_once(facts)]
        [('a', 0), ('b', 1)]
    """
    first: dict[T, Extracted[T]] = {}
    for fact in facts:
        first.setdefault(fact.value, fact)
    return tuple(first.values())
