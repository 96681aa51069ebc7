"""Are the provisions of the basis cited in the order that the rule asks for?

Source: 法释〔2009〕14号 art. 2: laws before regulations before judicial interpretations, and where
law of substance and of procedure are both cited, that of substance first.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from corpus.law.titles import canonical_title, read_table
from corpus.provision import Provision
from corpus.spans import Extracted, Span
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

# Both stand in one list: nothing but signs and the next title between them.
_LISTED: Final = re.compile(r"(?:之规定|的规定|规定)?[、，,和及与以\s]{0,4}《[^《》]{2,40}》\s?")
_PROCEDURE: Final = re.compile("诉讼法$|调解仲裁法$")
# Which law governs in time is by custom said first.
_IN_TIME: Final = "时间效力"
_LAW, _REGULATION, _INTERPRETATION = range(3)
_RANKS: Final = {"law": _LAW, "regulation": _REGULATION, "interpretation": _INTERPRETATION}

_INTERPRETATION_FIRST: Final = (
    "司法解释列在法律之前，应先引用法律、后引用司法解释（法释〔2009〕14号第二条）。"
)
_PROCEDURE_FIRST: Final = (
    "程序法列在实体法之前，应先引用实体法、后引用程序法（法释〔2009〕14号第二条）。"
)


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give the first place where what belongs behind a law of substance is before it."""
    if not draft.is_first:
        return
    for before, behind in pairwise(draft.judgment.provisions):
        gap = draft.text[before.span.end : behind.span.start]
        if before.value.law == behind.value.law or not _LISTED.fullmatch(gap):
            continue
        if _rank(behind.value.law) != _LAW:
            continue
        if _PROCEDURE.search(behind.value.law):
            continue
        if _rank(before.value.law) == _INTERPRETATION and _IN_TIME not in before.value.law:
            yield _found(before, behind, _INTERPRETATION_FIRST)
            return
        if _PROCEDURE.search(before.value.law):
            yield _found(before, behind, _PROCEDURE_FIRST)
            return


def _rank(law: str) -> int | None:
    return _RANKS.get(_kinds().get(law, ""))


@cache
def _kinds() -> dict[str, str]:
    return {canonical_title(row["title"]): row["kind"] for row in read_table("laws.csv")}


def _found(before: Extracted[Provision], behind: Extracted[Provision], sentence: str) -> Found:
    return Found(
        rule=DraftRule.CITATION_ORDER,
        spans=(Span(before.span.start, max(before.span.end, behind.span.end)),),
        sentence=sentence,
    )
