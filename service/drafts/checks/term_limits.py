"""Does each term keep to what the law allows of its kind?

Source: 刑法 art. 38, 42, 45.
"""

from collections.abc import Iterator
from typing import Final

from corpus.outcome.model import Term, TermKind
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.ruling import item_of
from service.drafts.vocabulary import DraftRule
from service.reading.outcome_words import duration, term_words

_BOUNDS: Final = {
    TermKind.CONTROL: ("管制", 3, 24, "第三十八条"),
    TermKind.DETENTION: ("拘役", 1, 6, "第四十二条"),
    TermKind.FIXED_TERM: ("有期徒刑", 6, 180, "第四十五条"),
}


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each term for one charge that is shorter or longer than its kind may be."""
    for accused in draft.accused:
        for conviction in accused.value.convictions:
            term = conviction.punishment.term
            if term is None or conviction.charge is None or not _is_outside(term):
                continue
            name, least, most, article = _BOUNDS[term.kind]
            yield Found(
                rule=DraftRule.TERM_LIMITS,
                spans=(item_of(draft, accused),),
                sentence=(
                    f"{conviction.charge.value}判处{term_words(term)}。"
                    f"{name}的期限为{duration(least)}以上、{duration(most)}以下"
                    f"（刑法{article}）。"
                ),
            )


def _is_outside(term: Term) -> bool:
    if term.kind not in _BOUNDS:
        return False
    _, least, most, _ = _BOUNDS[term.kind]
    return not (least, 0) <= (term.months, term.days) <= (most, 0)
