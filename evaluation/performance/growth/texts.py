"""Out of which sentences are new judgments put together?

Real judgments, read by the product, are kept as texts with the places of their sentences, by cause
and part, in arrays of numbers: what is held in memory is the real texts, however many new ones are
made of them.
"""

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CorpusError
from corpus.judgment import Judgment, Rejected, Section, SectionKind
from corpus.readers import read_source
from corpus.reading import read_judgment
from corpus.sections.sentences import sentence_end
from corpus.spans import Extracted, Span, value_of
from evaluation.errors import MeasurementError

EXCHANGED: Final = frozenset(
    {
        SectionKind.CLAIMS,
        SectionKind.DEFENCES,
        SectionKind.LOWER_COURT,
        SectionKind.FACTS,
        SectionKind.EVIDENCE,
        SectionKind.ISSUES,
        SectionKind.REASONING,
    }
)
"""Parts whose sentences come from others; the parties' part is exchanged as a whole."""

_LEAST_LIKE: Final = 5
"""A cause with fewer judgments shares with the other such causes of its type of case."""

Place = tuple[str, SectionKind, str]
"""A group of like cases, a part of a judgment, and the cue that opens the part ("" inside it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RealText:
    """One real judgment, as far as new ones are made of it.

    Attributes:
        judgment: As the product reads it, without what is not needed.
        group: Judgments of the same group exchange sentences.
        court: Where the head names the court.
        number: Where the head gives the case number.
        names: Those who take part, in order, each once.
        roles: Their roles, in order.
    """

    judgment: Judgment
    group: str
    court: Span
    number: Span
    names: tuple[str, ...]
    roles: tuple[str, ...]

    def parts(self, kind: SectionKind) -> Sequence[str]:
        """Return the texts of its parts of a kind, in order."""
        return [
            each.span.of(self.judgment.text) for each in self.judgment.sections if each.kind is kind
        ]

    @property
    def sort_of_court(self) -> tuple[str, bool]:
        """Level of the court and whether its number has the old form: courts are exchanged so."""
        court, number = value_of(self.judgment.court), value_of(self.judgment.case_number)
        if court is None or number is None:
            raise MeasurementError("recombining", "a text without court or number was taken")
        return court.level.value, number.is_old_form


class RealTexts:
    """The real judgments, with the places of their sentences.

    Attributes:
        texts: The judgments that can be made use of, in order of the source.
        digest: Digest of their ids.
        n_left_out: Those without a head that names court and number, or that repeat another.
    """

    def __init__(self, judgments: Iterator[Judgment]) -> None:
        """Take judgments.

        Raises:
            MeasurementError: There are fewer than two that can be used.

        Cost: holds their texts and 12 bytes a sentence; LeCaRD takes 0.4 GB and 25 s.
        """
        usable: dict[str, RealText] = {}
        n_seen = 0
        for judgment in judgments:
            n_seen += 1
            text = _real_text(judgment)
            if text is not None:
                usable.setdefault(judgment.id, text)
        if len(usable) < 2:
            raise MeasurementError("recombining", f"{len(usable)} of {n_seen} judgments are usable")
        self.texts: Sequence[RealText] = _grouped(tuple(usable.values()))
        self.n_left_out = n_seen - len(usable)
        self.digest = hashlib.sha256("\n".join(usable).encode()).hexdigest()[:16]
        self._sentences = _places_of_sentences(self.texts)
        self._parties = _by(self.texts, _parties_of)
        self._courts = _by(self.texts, lambda text: text.sort_of_court)

    def sentences(self, place: Place) -> NDArray[np.int32]:
        """Return the sentences of a place, rows of text, start and end, in order of the source."""
        return self._sentences[place]

    def with_like_parties(self, text: RealText) -> Sequence[int]:
        """Return the numbers of texts of its group in which the same roles stand."""
        return self._parties[_parties_of(text)]

    def with_like_court(self, text: RealText) -> Sequence[int]:
        """Return the numbers of texts whose court can stand in its place."""
        return self._courts[text.sort_of_court]


def read_real_texts(path: Path, *, today: date) -> RealTexts:
    """Read the judgments of a source, one at a time.

    Raises:
        MeasurementError: The source cannot be read, or holds too few judgments.
    """
    try:
        return RealTexts(_judgments(path, today))
    except CorpusError as error:
        raise MeasurementError("reading", str(error)) from error


def sentences_of(section: Section, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a part begin and end; together they are the part.

    Example:
        >>> section = Section(SectionKind.FACTS, Span(1, 8), "body")
        >>> list(sentences_of(section, "头甲驾车。乙死亡尾"))
        [(1, 5), (5, 8)]
    """
    start, last = section.span.start, section.span.end
    while start < last:
        end = sentence_end(text, start, last)
        yield start, end
        start = end


def _judgments(path: Path, today: date) -> Iterator[Judgment]:
    for piece in read_source(path):
        read = piece if isinstance(piece, Rejected) else read_judgment(piece, today=today)
        if not isinstance(read, Rejected):
            yield read


def _real_text(judgment: Judgment) -> RealText | None:
    court, number = judgment.court, judgment.case_number
    if not (isinstance(court, Extracted) and isinstance(number, Extracted)):
        return None
    head = next((each for each in judgment.sections if each.kind is SectionKind.HEAD), None)
    if head is None or not judgment.sections or court.span.end > number.span.start:
        return None
    if number.span.end > head.span.end or court.span.start == court.span.end:
        return None
    told: dict[str, str] = {}
    for each in judgment.parties:
        told.setdefault(each.value.name, each.value.role.value)
    slim = replace(judgment, provisions=(), disposition=(), outcome=None, panel=(), parties=())
    return RealText(
        judgment=slim,
        group="",
        court=court.span,
        number=number.span,
        names=tuple(told),
        roles=tuple(told.values()),
    )


def main_cause(judgment: Judgment) -> str:
    """Return the first charge or the cause of action, nothing where there is none."""
    if judgment.charges:
        return judgment.charges[0].value
    return value_of(judgment.cause) or ""


def _grouped(texts: Sequence[RealText]) -> tuple[RealText, ...]:
    of_cause: defaultdict[str, int] = defaultdict(int)
    for text in texts:
        of_cause[_cause_of(text)] += 1
    return tuple(
        replace(
            text,
            group=_cause_of(text)
            if of_cause[_cause_of(text)] >= _LEAST_LIKE
            else _type_of(text.judgment),
        )
        for text in texts
    )


def _cause_of(text: RealText) -> str:
    return f"{_type_of(text.judgment)}:{main_cause(text.judgment)}"


def _type_of(judgment: Judgment) -> str:
    case_type = value_of(judgment.case_type)
    return "" if case_type is None else case_type.value


def _places_of_sentences(texts: Sequence[RealText]) -> Mapping[Place, NDArray[np.int32]]:
    found: defaultdict[Place, array[int]] = defaultdict(lambda: array("i"))
    for at, text in enumerate(texts):
        for section in text.judgment.sections:
            if section.kind not in EXCHANGED:
                continue
            for number, (start, end) in enumerate(sentences_of(section, text.judgment.text)):
                cue = "" if number else section.rule
                found[text.group, section.kind, cue].extend((at, start, end))
    return {
        place: np.frombuffer(rows, dtype=np.int32).reshape(-1, 3) for place, rows in found.items()
    }


def _parties_of(text: RealText) -> Hashable:
    return text.group, text.roles, len(text.parts(SectionKind.PARTIES))


def _by(
    texts: Sequence[RealText], key: Callable[[RealText], Hashable]
) -> Mapping[Hashable, Sequence[int]]:
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        found[key(text)].append(at)
    return found
