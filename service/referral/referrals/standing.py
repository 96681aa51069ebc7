"""Does frozen evidence still stand, and what has changed since?

The words of the evidence never change; what they were taken from may: a judgment is corrected or
overturned, a report gets another version, the index is made anew. That is shown beside them.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import Judgment, JudgmentId
from corpus.spans import Span
from service.closed.withholding import WITHHELD
from service.referral.referrals.evidence import digest_of
from service.referral.referrals.model import Evidence, EvidenceKind
from service.reports.record import VersionLine


class Standing(StrEnum):
    """How evidence stands: 与原文一致, 之后有变化, 与存档不符, 不可查阅."""

    AS_FROZEN = "as_frozen"
    CHANGED = "changed"
    BROKEN = "broken"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Evidence that was looked at again.

    Attributes:
        evidence: The evidence.
        standing: How it stands.
        changes: What has changed since, each in a Chinese sentence.
        n_quotes: How many quotes in it were held against the stored texts.
    """

    evidence: Evidence
    standing: Standing
    changes: tuple[str, ...]
    n_quotes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """From where evidence was taken.

    Attributes:
        judgment: Gives a stored judgment; raises ``JudgmentNotFoundError`` where it is gone.
        report_line: Gives the version of a report that stands; None where there is none.
    """

    judgment: Callable[[JudgmentId], Judgment]
    report_line: Callable[[str], VersionLine | None]


@dataclass(frozen=True, slots=True)
class _Quoted:
    judgment_id: str
    words: str
    span: Span | None
    effect: str


def look_again(evidence: Evidence, sources: Sources) -> Looked:
    """Hold evidence against its digest and against what it was taken from.

    Cost: reads every judgment that it quotes, some milliseconds each.
    """
    if WITHHELD in evidence.words:
        # The words that the digest is of are not those that may be shown.
        return Looked(evidence=evidence, standing=Standing.WITHHELD, changes=(), n_quotes=0)
    if digest_of(evidence.words) != evidence.digest:
        broken = ("内容与冻结时的摘要值不符",)
        return Looked(evidence=evidence, standing=Standing.BROKEN, changes=broken, n_quotes=0)
    quotes = tuple(_quotes_in(evidence))
    changes = [change for quote in quotes for change in _changes_of(quote, sources)]
    if evidence.kind is EvidenceKind.REPORT:
        changes += _changes_of_report(evidence, sources)
    return Looked(
        evidence=evidence,
        standing=Standing.CHANGED if changes else Standing.AS_FROZEN,
        changes=tuple(dict.fromkeys(changes)),
        n_quotes=sum(quote.span is not None for quote in quotes),
    )


def _quotes_in(evidence: Evidence) -> Iterator[_Quoted]:
    if evidence.kind is EvidenceKind.QUOTE:
        yield _Quoted(evidence.of, evidence.words, _span(evidence.start, evidence.end), "")
        return
    told = json.loads(evidence.words)
    sides = told.get("positions", [])
    for each in (*told.get("quotes", []), *(q for side in sides for q in side.get("quotes", []))):
        span = _span(each["start"], each["end"])
        yield _Quoted(each["judgment_id"], each["words"], span, each.get("effect", ""))
    # Quotes of an audit are masked: of them only what became of their judgments can be told.
    for each in (q for side in sides for q in side.get("masked_quotes", [])):
        yield _Quoted(each["judgment_id"], "", None, each["effect"])


def _changes_of(quote: _Quoted, sources: Sources) -> Iterator[str]:
    try:
        judgment = sources.judgment(JudgmentId(quote.judgment_id))
    except JudgmentNotFoundError:
        yield f"文书 {quote.judgment_id} 已不在库中"
        return
    if quote.span is not None and judgment.text[quote.span.start : quote.span.end] != quote.words:
        yield f"《{judgment.title}》的引文与现存文本不一致"
    if quote.effect and judgment.effect.value != quote.effect:
        yield f"《{judgment.title}》的效力状态之后有变化"


def _changes_of_report(evidence: Evidence, sources: Sources) -> Iterator[str]:
    told: dict[str, Any] = json.loads(evidence.words)
    line = sources.report_line(evidence.of)
    if line is None:
        yield "检索报告已不存在"
    elif line.digest != told["digest"]:
        yield f"检索报告现为第{line.number}版，引用的是第{told['version']}版"


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
