"""What do the papers that open a case tell: an indictment, a complaint, an appeal?

A pending case has no judgment yet. Its first paper says what happened, what is asked for and, of a
crime, as what it is charged; who the parties are and whom the paper is sent to tells no two cases
apart.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from corpus.cause import find_charges
from corpus.spans import Extracted, Span

_HEAD_CHARACTERS: Final = 200
_INDICTMENT: Final = re.compile(r"检察院[\s\S]{0,30}?起诉书|检[\u4e00-\u9fff]{0,3}刑诉")
_COMPLAINT: Final = re.compile(r"(?:起诉|上诉|反诉|再审申请|答辩)(?:状|书)(?!\u3009|》)")
_FOUND: Final = re.compile(r"经(?:本院)?(?:依法)?审查查明[，,：:]?|审查查明[：:]")
_PROVED: Final = re.compile(r"(?:认定)?上述(?:犯罪)?事实(?:的证据|，?有|清楚)")
_THOUGHT: Final = re.compile(r"本院认为[，,：:]?")
# What the defence brings against it stands in some, and names another crime.
_ANSWERED: Final = re.compile(r"(?:辩护人|被告人)[^，。；]{0,12}?(?:提出|认为|辩称|辩解)")
_ASKED: Final = re.compile(r"(?:诉讼|上诉|再审|反诉|仲裁)?请求(?:事项)?\s*[：:\n]|请求事项")
_TOLD: Final = re.compile(r"事实(?:和|与|及|、)?(?:主要)?理由\s*[：:\n]?|(?<=\n)理由\s*[：:\n]")
_ADDRESSED: Final = re.compile(r"\n[ \t\u3000]*(?:此[ \t\u3000]*致|具状人|起诉人|上诉人[（(]签)")


class PendingPaper(StrEnum):
    """Papers that open a case: 起诉书, 起诉状 (上诉状, 申请书)."""

    INDICTMENT = "indictment"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingFile:
    """What a paper that opens a case tells.

    Attributes:
        kind: Which paper it is.
        facts: What happened, as the paper tells it.
        claims: What is asked for, or None.
        reasoning: Why it is a crime, or None.
        charges: Charges that the reasoning names, in order, each once.
    """

    kind: PendingPaper
    facts: Span
    claims: Span | None
    reasoning: Span | None
    charges: tuple[str, ...]


def read_pending_file(text: str) -> PendingFile | None:
    r"""Read a paper that opens a case; None where the text is none or its facts are not found.

    Example:
        >>> text = "民事起诉状\n诉讼请求：\n判令乙还款。\n事实和理由：\n乙借款不还。\n此致\n某法院"
        >>> told = read_pending_file(text)
        >>> told.claims.of(text), told.facts.of(text)
        ('判令乙还款。', '乙借款不还。')

    Cost: linear in the length of the text.
    """
    head = text[:_HEAD_CHARACTERS]
    if _INDICTMENT.search(head):
        return _indictment(text)
    if _COMPLAINT.search(head):
        return _complaint(text)
    return None


def _indictment(text: str) -> PendingFile | None:
    found = _FOUND.search(text)
    if found is None:
        return None
    thought = _THOUGHT.search(text, found.end())
    end = _end_of_paper(text, found.end())
    proved = _PROVED.search(text, found.end())
    stops = [match.start() for match in (proved, thought) if match is not None]
    facts = _trimmed(text, found.end(), min(stops, default=end))
    if facts is None:
        return None
    reasoning = None if thought is None else _trimmed(text, thought.start(), end)
    named = () if reasoning is None else _charged(text, reasoning)
    return PendingFile(
        kind=PendingPaper.INDICTMENT,
        facts=facts,
        claims=None,
        reasoning=reasoning,
        charges=tuple(dict.fromkeys(charge.value for charge in named)),
    )


def _charged(text: str, reasoning: Span) -> tuple[Extracted[str], ...]:
    answered = _ANSWERED.search(text, reasoning.start, reasoning.end)
    return find_charges(text, reasoning.start, answered.start() if answered else reasoning.end)


def _complaint(text: str) -> PendingFile | None:
    told = _TOLD.search(text)
    if told is None:
        return None
    end = _end_of_paper(text, told.end())
    asked = _ASKED.search(text)
    is_first = asked is not None and asked.end() <= told.start()
    claims = _trimmed(text, asked.end(), told.start()) if asked is not None and is_first else None
    if asked is not None and not is_first and asked.start() < end:
        # Some ask last.
        claims, end = _trimmed(text, asked.end(), end), asked.start()
    facts = _trimmed(text, told.end(), end)
    if facts is None:
        return None
    return PendingFile(
        kind=PendingPaper.COMPLAINT, facts=facts, claims=claims, reasoning=None, charges=()
    )


def _end_of_paper(text: str, start: int) -> int:
    addressed = _ADDRESSED.search(text, start)
    return len(text) if addressed is None else addressed.start()


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Return a part without blanks at its ends, or None where nothing is left."""
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    stop = start + len(part.rstrip())
    return Span(begin, stop) if begin < stop else None
