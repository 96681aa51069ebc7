"""How are real judgments recombined into new ones of the same shape?

A new judgment has the parts of a real one, its skeleton, each with as many sentences: those of
claims, defences, facts, evidence and reasoning are drawn, a few in a row, from the same parts of
judgments of the same cause, the parties' part from one of them whole, and the names in the ruling
follow. Court and case number are new together, and so are sums and weights. It is no text of law
that anybody would believe: it has the length, the words and the parts of real ones, and that is all
that time, memory and disk depend on.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.case_number import CaseNumber
from corpus.judgment import Judgment, RawJudgment, Rejected, Section, SectionKind, SourceRecord
from corpus.reading import read_judgment
from corpus.spans import value_of
from evaluation.errors import MeasurementError
from evaluation.performance.growth.texts import (
    EXCHANGED,
    RealText,
    RealTexts,
    main_cause,
    sentences_of,
)

MOST_TRIES: Final = 50
_RUN: Final = 3
"""So many sentences in a row come from one judgment, at most."""
_AMOUNT: Final = re.compile(r"(?<![\d.第])\d{2,9}(?=(?:\.\d+)?余?(?:元|万元|克|毫克|毫升|株|公斤))")
_COURT_ENDS: Final = "人民法院"
_PROSECUTION_ENDS: Final = "人民检察院"
_NAMED: Final = 2
"""A name of one character is a mask (某) or a fault of reading, and is never exchanged."""
_SOURCE: Final = SourceRecord(name="recombined", place="recombined", format="lecard")
_KEPT: Final = frozenset(
    {SectionKind.HEAD, SectionKind.REASONING, SectionKind.LEGAL_BASIS, SectionKind.DISPOSITION}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJudgment:
    """A judgment that nobody made.

    Attributes:
        number: Its place in the sequence, from 0; its id in the source.
        judgment: As the product reads it.
        digest: Of what was exchanged in it.
    """

    number: int
    judgment: Judgment
    digest: int

    def row(self) -> dict[str, str]:
        """Return it in the form of LeCaRD."""
        read = self.judgment
        return {
            "id": f"recombined-{self.number}",
            "writName": read.title,
            "qw": read.text,
            "ajjbqk": read.section_text(SectionKind.FACTS) or read.text,
            "cpfxgc": read.section_text(SectionKind.REASONING),
            "pjjg": read.section_text(SectionKind.DISPOSITION),
        }


class Recombiner:
    """Makes new judgments; the same seed and number give the same one, whatever was made before.

    Attributes:
        real: What they are made of.
        n_refused: Drafts that the product did not read as a real judgment, so far.
        n_repeated: Drafts whose parts were already those of another, so far.
    """

    def __init__(self, real: RealTexts, *, seed: int, today: date) -> None:
        self.real = real
        self.n_refused = 0
        self.n_repeated = 0
        self._seed = seed
        self._today = today

    def made(self, number: int, *, met: set[int] | None = None) -> NewJudgment:
        """Return the judgment of a number.

        Args:
            number: From 0.
            met: Digests of the contents made before, to which its own is added; a draft whose
                content is among them is refused. None asks for no such comparison.

        Raises:
            MeasurementError: No draft was read as a real one.

        Cost: 4 ms; the reading is most of it.
        """
        for attempt in range(MOST_TRIES):
            rng = np.random.default_rng([self._seed, number, attempt])
            skeleton = self.real.texts[int(rng.integers(len(self.real.texts)))]
            content, read = self._draft(skeleton, number, rng)
            if read is None:
                self.n_refused += 1
                continue
            digest = content_digest(content)
            if met is not None and digest in met:
                self.n_repeated += 1
                continue
            if met is not None:
                met.add(digest)
            return NewJudgment(number=number, judgment=read, digest=digest)
        raise MeasurementError("recombining", f"number {number}: no draft of {MOST_TRIES} is read")

    def _draft(
        self, skeleton: RealText, number: int, rng: np.random.Generator
    ) -> tuple[str, Judgment | None]:
        """Return the exchanged content, and the whole as read; None where it is no real one."""
        old = value_of(skeleton.judgment.case_number)
        giver = self.real.texts[_one(rng, self.real.with_like_court(skeleton))]
        court = giver.court.of(giver.judgment.text)
        given = value_of(giver.judgment.case_number)
        if old is None or given is None:
            raise MeasurementError("recombining", "a text without a number was taken")
        case_number = replace(old, court_code=given.court_code, serial=str(number + 1), suffix=0)
        people = self.real.texts[_one(rng, self.real.with_like_parties(skeleton))]
        renamed = _renaming(skeleton, people, court)
        parties = iter(people.parts(SectionKind.PARTIES))
        parts, content = [], []
        for section in skeleton.judgment.sections:
            if section.kind is SectionKind.PARTIES:
                content.append(next(parties))
                parts.append(content[-1])
            elif section.kind in EXCHANGED:
                content.append(_new_amounts(self._exchanged(skeleton, section, rng), rng))
                parts.append(content[-1])
            elif section.kind is SectionKind.HEAD:
                parts.append(_new_head(skeleton, section, court, case_number))
            else:
                parts.append(renamed(section.span.of(skeleton.judgment.text)))
        raw = RawJudgment(
            text="".join(parts), source=_SOURCE, given={"title": renamed(skeleton.judgment.title)}
        )
        read = read_judgment(raw, today=self._today)
        is_real = not isinstance(read, Rejected) and _is_real(
            read, skeleton.judgment, case_number, giver.judgment
        )
        return "".join(content), read if is_real and not isinstance(read, Rejected) else None

    def _exchanged(self, skeleton: RealText, section: Section, rng: np.random.Generator) -> str:
        """Return as many sentences as a part has, from the same parts of like judgments."""
        wanted = sum(1 for _ in sentences_of(section, skeleton.judgment.text))
        opening = self.real.sentences((skeleton.group, section.kind, section.rule))
        pieces = [self._text(opening[int(rng.integers(len(opening)))])]
        while len(pieces) < wanted:
            inside = self.real.sentences((skeleton.group, section.kind, ""))
            at = int(rng.integers(len(inside)))
            for row in inside[at : at + min(_RUN, wanted - len(pieces))]:
                if row[0] != inside[at][0]:
                    break
                pieces.append(self._text(row))
        return "".join(pieces)

    def _text(self, row: NDArray[np.int32]) -> str:
        at, start, end = map(int, row)
        return self.real.texts[at].judgment.text[start:end]


def content_digest(content: str) -> int:
    """Return 63 bits of the digest of a content, white space aside.

    Example:
        >>> content_digest("甲 驾车") == content_digest("甲驾车") < 2**63
        True
    """
    digest = hashlib.sha256("".join(content.split()).encode()).digest()
    return int.from_bytes(digest[:8]) >> 1


def _one(rng: np.random.Generator, numbers: Sequence[int]) -> int:
    return numbers[int(rng.integers(len(numbers)))]


def _new_head(skeleton: RealText, section: Section, court: str, number: CaseNumber) -> str:
    text = skeleton.judgment.text
    return "".join(
        (
            text[section.span.start : skeleton.court.start],
            court,
            text[skeleton.court.end : skeleton.number.start],
            str(number),
            text[skeleton.number.end : section.span.end],
        )
    )


def _renaming(skeleton: RealText, people: RealText, court: str) -> Callable[[str], str]:
    """Return what puts the new people, the new court and its prosecution in for the old ones."""
    old_court = skeleton.court.of(skeleton.judgment.text)
    new = {
        old: name
        for old, name in zip(skeleton.names, people.names, strict=True)
        if len(old) >= _NAMED
    }
    new[old_court] = court
    if old_court.endswith(_COURT_ENDS) and court.endswith(_COURT_ENDS):
        stem = old_court.removesuffix(_COURT_ENDS)
        new[stem + _PROSECUTION_ENDS] = court.removesuffix(_COURT_ENDS) + _PROSECUTION_ENDS
    # The longest first: 张某甲 is not 张某 with 甲 behind.
    wanted = re.compile("|".join(map(re.escape, sorted(new, key=len, reverse=True))))
    return lambda text: wanted.sub(lambda match: new[match.group()], text)


def _new_amounts(text: str, rng: np.random.Generator) -> str:
    """Draw sums and weights anew, each with as many figures as it had."""

    def drawn(match: re.Match[str]) -> str:
        low = 10 ** (len(match.group()) - 1)
        return str(int(rng.integers(low, 10 * low)))

    return _AMOUNT.sub(drawn, text)


def _is_real(read: Judgment, skeleton: Judgment, case_number: CaseNumber, giver: Judgment) -> bool:
    """Tell whether a draft is read as its skeleton is, but for number and court."""
    return (
        value_of(read.case_number) == case_number
        and value_of(read.court) == value_of(giver.court)
        and _frame(read) == _frame(skeleton)
    )


def _frame(judgment: Judgment) -> tuple[object, ...]:
    return (
        value_of(judgment.case_type),
        value_of(judgment.document_kind),
        value_of(judgment.instance),
        value_of(judgment.decided_on),
        main_cause(judgment),
        {section.kind for section in judgment.sections} & _KEPT,
    )
