"""Which pieces of a judgment are compared with which?

A judgment is searched by what happened, by what was in dispute, by why the court ruled as it did
and by what it ordered. Each of these is cut into passages of a few sentences, small enough to be
shown as the reason of a hit and large enough to mean something by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from corpus.judgment import Judgment, JudgmentId, SectionKind
from corpus.spans import Span


class PassageKind(StrEnum):
    """What a passage tells."""

    FACTS = "facts"
    ISSUES = "issues"
    REASONING = "reasoning"
    DISPOSITION = "disposition"


# Parties' accounts count as facts: many criminal judgments state the facts only as charged and
# then say that nobody disputes them.
KIND_OF_SECTION = MappingProxyType(
    {
        SectionKind.CLAIMS: PassageKind.FACTS,
        SectionKind.DEFENCES: PassageKind.FACTS,
        SectionKind.LOWER_COURT: PassageKind.FACTS,
        SectionKind.FACTS: PassageKind.FACTS,
        SectionKind.EVIDENCE: PassageKind.FACTS,
        SectionKind.ISSUES: PassageKind.ISSUES,
        SectionKind.REASONING: PassageKind.REASONING,
        SectionKind.DISPOSITION: PassageKind.DISPOSITION,
    }
)

SENTENCE_END = re.compile("[。！？；!?;\\n][”’」』）)]*")
CLAUSE_END = re.compile("[，,、：:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A few sentences of a judgment.

    Attributes:
        judgment_id: Whose text the span counts in.
        kind: What it tells.
        span: Its characters; never empty, never with blanks at its ends.
    """

    judgment_id: JudgmentId
    kind: PassageKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageTexts:
    """The passages of one judgment, as texts.

    Attributes:
        kinds: What each tells.
        texts: Their characters, in order of the judgment.
    """

    kinds: tuple[PassageKind, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageLength:
    """How long passages are.

    Attributes:
        limit_characters: No passage is longer. About 600 characters is what a person reads
            at one glance and what the usual transformers take in (512 tokens).
    """

    limit_characters: int = 600


STANDARD_LENGTH = PassageLength()


def cut_passages(
    judgment: Judgment, *, length: PassageLength = STANDARD_LENGTH
) -> tuple[Passage, ...]:
    """Cut the telling parts of a judgment into passages, in order of the text.

    A judgment in which none of these parts was recognised is taken whole as facts, so that it
    can be found at all.
    """
    parts = _parts(judgment)
    if not any(kind is not PassageKind.DISPOSITION for kind, _ in parts):
        parts = [(PassageKind.FACTS, Span(0, len(judgment.text)))]
    return tuple(
        Passage(judgment_id=judgment.id, kind=kind, span=window)
        for kind, span in parts
        for window in cut_windows(judgment.text, span, length=length)
    )


def _parts(judgment: Judgment) -> list[tuple[PassageKind, Span]]:
    """Return the telling parts; neighbours of one kind, such as claims and facts, are one."""
    parts: list[tuple[PassageKind, Span]] = []
    for section in judgment.sections:
        kind = KIND_OF_SECTION.get(section.kind)
        if kind is None:
            continue
        if parts and parts[-1][0] is kind and parts[-1][1].end == section.span.start:
            parts[-1] = (kind, Span(parts[-1][1].start, section.span.end))
        else:
            parts.append((kind, section.span))
    return parts


def cut_windows(
    text: str, span: Span, *, length: PassageLength = STANDARD_LENGTH
) -> Iterator[Span]:
    """Cut a part of a text into windows of about equal length that end with sentences.

    Every character that is not blank falls into exactly one window. Where no sentence ends in
    reach a window ends with a clause, and where none ends either, at the limit.

    Example:
        >>> text = "甲驾车。乙受伤。丙报警。"
        >>> short = PassageLength(limit_characters=8)
        >>> [window.of(text) for window in cut_windows(text, Span(0, 12), length=short)]
        ['甲驾车。', '乙受伤。丙报警。']
    """
    limit = length.limit_characters
    start = span.start
    while start < span.end:
        remaining = span.end - start
        windows_left = -(-remaining // limit)
        target = -(-remaining // windows_left)
        end = (
            span.end
            if remaining <= limit
            else _window_end(text, start=start, target=target, limit=limit)
        )
        window = _trimmed(text, start, end)
        if window is not None:
            yield window
        start = end


def _window_end(text: str, *, start: int, target: int, limit: int) -> int:
    """Return the border nearest to the wished length, at least a third of the limit away."""
    wished = start + target
    for border in (SENTENCE_END, CLAUSE_END):
        ends = [m.end() for m in border.finditer(text, start + limit // 3, start + limit)]
        if ends:
            return min(ends, key=lambda end: (abs(end - wished), end))
    return start + limit


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
