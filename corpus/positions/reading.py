"""Which positions does a judgment take?"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.judgment import Judgment, SectionKind
from corpus.positions.model import Answer, IssueSource, Position
from corpus.sections.sentences import sentence_end, sentence_start
from corpus.spans import Extracted, Span

_ANSWERS: Final = (
    (Answer.PARTLY, re.compile(r"部分(?:予以)?支持|超过部分不予支持")),
    (Answer.REFUSED, re.compile(r"(?:不予|不应|难以|无法)(?:支持|采纳|准许|采信)|驳回|不能成立")),
    (Answer.GRANTED, re.compile(r"(?:予以|应予|应当)支持|予以(?:采纳|准许)")),
)


def read_positions(judgment: Judgment) -> tuple[Position, ...]:
    """Read the positions of a judgment, in the order of its reasoning.

    Cost: linear in the length of the reasoning.
    """
    return tuple(_positions(judgment))


def _positions(judgment: Judgment) -> Iterator[Position]:
    text = judgment.text
    for section in judgment.sections:
        if section.kind is not SectionKind.REASONING:
            continue
        at = section.span.start
        while at < section.span.end:
            end = sentence_end(text, at, section.span.end)
            for answer, rule in _ANSWERS:
                if match := rule.search(text, at, end):
                    start = sentence_start(text, match.start(), section.span.start)
                    yield Position(
                        question=None,
                        source=IssueSource.HOLDING,
                        names=(),
                        passage=Span(start, end),
                        holding=Span(start, end),
                        answer=Extracted(answer, Span(*match.span()), f"answer:{answer}"),
                    )
                    break
            at = max(end, at + 1)
