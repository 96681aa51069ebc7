"""How do the findings of a check become JSON and come back?"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from corpus.judgment import JudgmentId
from corpus.spans import Span
from service.comparison.quotes import Quote
from service.drafts.model import DraftFinding, LikeCase
from service.drafts.vocabulary import DraftArea, DraftRule, DraftWeight


def encode_findings(findings: Iterable[DraftFinding]) -> str:
    """Return findings as JSON; quotes of the draft are kept as places in it."""
    return json.dumps([_row(each) for each in findings], ensure_ascii=False)


def decode_findings(text: str, stored: str) -> tuple[DraftFinding, ...]:
    """Return the findings of a draft.

    Args:
        text: The draft.
        stored: What :func:`encode_findings` made.
    """
    return tuple(_finding(text, row) for row in json.loads(stored))


def _row(finding: DraftFinding) -> dict[str, object]:
    return {
        "key": finding.key,
        "rule": finding.rule.value,
        "area": finding.area.value,
        "weight": finding.weight.value,
        "sentence": finding.sentence,
        "reason": finding.reason,
        "quotes": [[each.span.start, each.span.end] for each in finding.quotes],
        "cases": [_case_row(each) for each in finding.cases],
    }


def _case_row(case: LikeCase) -> dict[str, object]:
    return {
        "judgment_id": case.judgment_id,
        "title": case.title,
        "what": case.what,
        "words": case.words,
        "span": None if case.span is None else [case.span.start, case.span.end],
    }


def _finding(text: str, row: Mapping[str, Any]) -> DraftFinding:
    return DraftFinding(
        key=row["key"],
        rule=DraftRule(row["rule"]),
        area=DraftArea(row["area"]),
        weight=DraftWeight(row["weight"]),
        sentence=row["sentence"],
        reason=row["reason"],
        quotes=tuple(Quote(whole=text, span=Span(*place)) for place in row["quotes"]),
        cases=tuple(
            LikeCase(
                judgment_id=JudgmentId(case["judgment_id"]),
                title=case["title"],
                what=case["what"],
                words=case["words"],
                span=None if case["span"] is None else Span(*case["span"]),
            )
            for case in row["cases"]
        ),
    )
