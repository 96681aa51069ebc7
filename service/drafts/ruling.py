"""Which words of a ruling does something belong to?"""

import re
from typing import Final

from corpus.outcome.model import AccusedOutcome
from corpus.sections.sentences import sentence_end
from corpus.spans import Extracted, Span
from service.drafts.paper import DraftPaper

_BRACKET: Final = re.compile(r"[（(\s]*刑期")


def item_of(draft: DraftPaper, accused: Extracted[AccusedOutcome]) -> Span:
    """Return the sentence of the ruling that passes the sentence of an accused.

    What follows on the days of the term (刑期从判决执行之日起计算) does not belong to it.
    """
    text = draft.text
    limit = next(
        (item.end for item in draft.judgment.disposition if item.holds(accused.span)),
        len(text),
    )
    end = sentence_end(text, accused.span.end, limit)
    days = _BRACKET.search(text, accused.span.end, end)
    return Span(accused.span.start, end if days is None else days.start())
