"""Which papers of other disputes does a paper name, and what does it take from them?

Source: 民诉解释 art. 93 (5), facts found by a judgment in effect need no proof; 民事诉讼法 (2023)
art. 153 (5), a suit that depends on another one is stayed.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from corpus.case_number import CaseNumber
from corpus.lineage.papers import effect_keys
from corpus.relations.model import Manner, Naming, Words
from corpus.spans import Extracted, Span

_REACH: Final = 160
_ENDS: Final = "。；;\n"
_ADOPTED: Final = re.compile(
    r"^[^。；;]{0,24}?(?:已|已经|予以|业已|均)?(?:认定|查明|确认)(?!书)[^。；;]{0,60}?(?:事实|关系|责任|行为|债|效力|系|为)"
)
_AWAITED: Final = re.compile(
    r"中止(?:诉讼|审理|执行)|(?:须|需|应当?)?以[^。；;]{0,80}(?:审理结果|裁判结果|判决结果|结果)为(?:依据|前提)|"
    r"尚未审结"
)
_GUIDING: Final = re.compile(
    r"指导(?:性)?案例\s?第?(?P<behind>\d{1,4})号|第?(?P<before>\d{1,4})号指导(?:性)?案例"
)
_ENTRY_END: Final = re.compile(r"-\d-\d{3}-\d{3}(?!\d)")
_ENTRY: Final = re.compile(r"(?<!\d)\d{4}-\d{2}-\d-\d{3}-\d{3}(?!\d)")


def library_key(number: str) -> str | None:
    """Return the key under which a guiding or reference case is named, or None.

    Example:
        >>> library_key("指导性案例919号"), library_key("2025-08-1-100-900")
        ('指导性案例919号', '2025-08-1-100-900')
    """
    guiding = _GUIDING.search(number)
    if guiding is not None:
        return f"指导性案例{int(guiding['behind'] or guiding['before'])}号"
    entry = _ENTRY.search(number)
    return None if entry is None else entry.group()


def find_namings(
    text: str, quoted: Sequence[Extracted[CaseNumber]], *, but: Collection[str]
) -> tuple[Naming, ...]:
    """Find the papers that a paper names beside those of its own procedure, each once.

    Where one is named several times, the place that says most counts.

    Args:
        text: The stored text.
        quoted: The case numbers that it quotes.
        but: Keys of the numbers of its own procedure.

    Cost: linear in the numbers and in the lengths of their sentences; one pass for library cases.
    """
    found: dict[str, Naming] = {}
    for naming in (*_numbers(text, quoted, but), *_library(text)):
        before = found.get(naming.key)
        if before is None or _says_more(naming, before):
            found[naming.key] = naming
    return tuple(found.values())


def _says_more(naming: Naming, before: Naming) -> bool:
    return before.manner is Manner.NAMED and naming.manner is not Manner.NAMED


def _numbers(
    text: str, quoted: Sequence[Extracted[CaseNumber]], but: Collection[str]
) -> Iterator[Naming]:
    for number in quoted:
        for key in effect_keys(number.value):
            if key not in but:
                span = _sentence(text, number.span)
                behind = text[number.span.end : span.end]
                yield Naming(
                    key=key,
                    words=Words(text=span.of(text), span=span),
                    manner=_manner(span.of(text), behind),
                )


def _library(text: str) -> Iterator[Naming]:
    # Both patterns try every figure of a text; most texts name no such case.
    patterns = [_GUIDING] if "指导" in text else []
    patterns += [_ENTRY] if _ENTRY_END.search(text) else []
    for pattern in patterns:
        for match in pattern.finditer(text):
            key = library_key(match.group())
            if key is not None:
                span = _sentence(text, Span(*match.span()))
                yield Naming(
                    key=key,
                    words=Words(text=span.of(text), span=span),
                    manner=Manner.NAMED,
                )


def _manner(sentence: str, behind: str) -> Manner:
    if _AWAITED.search(sentence):
        return Manner.AWAITED
    return Manner.ADOPTED if _ADOPTED.match(behind) else Manner.NAMED


def _sentence(text: str, number: Span) -> Span:
    """Return the sentence around a number, at most some hundred characters of it."""
    low = max(0, number.start - _REACH)
    start = max(text.rfind(mark, low, number.start) for mark in _ENDS) + 1
    high = min(len(text), number.end + _REACH)
    ends = [at for mark in _ENDS if (at := text.find(mark, number.end, high)) >= 0]
    return Span(max(start, low), min(ends, default=high))
