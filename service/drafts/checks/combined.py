"""Does the punishment for several charges keep to the limits of combining (数罪并罚)?

Source: 刑法 art. 69: above the highest term and below their sum; fixed terms together at most 20
years, 25 where they come to 35 or more, detention one year, control three.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from corpus.outcome.model import Term, TermKind
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.ruling import item_of
from service.drafts.vocabulary import DraftRule
from service.reading.outcome_words import duration, money

_MOST: Final = {TermKind.CONTROL: 36, TermKind.DETENTION: 12}
_FIXED: Final = 240
_FIXED_LONG: Final = 300
_LONG_SUM: Final = 420


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each accused whose combined term or fine the single ones do not allow.

    Silent where terms of two kinds are combined, and where a term of another judgment takes part.
    """
    for accused in draft.accused:
        value = accused.value
        if value.combined is None or len(value.convictions) < 2 or _has_others(draft):
            continue
        terms = [each.punishment.term for each in value.convictions]
        single = [each for each in terms if each is not None]
        combined = value.combined.term
        sentences = []
        if combined is not None and len(single) == len(terms):
            sentences += list(_of_terms(single, combined))
        fines = [each.punishment.fine_fen for each in value.convictions]
        told = [each for each in fines if each is not None]
        is_read = item_of(draft, accused).of(draft.text).partition("决定执行")[0].count("罚金")
        if (
            value.combined.fine_fen is not None
            and len(told) == is_read
            and told
            and value.combined.fine_fen != sum(told)
        ):
            sentences.append(
                f"各罪罚金相加为{money(sum(told))}，决定执行罚金{money(value.combined.fine_fen)}。"
                "附加刑种类相同的，合并执行（刑法第六十九条第三款）。"
            )
        for sentence in sentences:
            yield Found(
                rule=DraftRule.COMBINED, spans=(item_of(draft, accused),), sentence=sentence
            )


def _has_others(draft: DraftPaper) -> bool:
    """Tell whether a term of an earlier judgment is combined too (撤销缓刑、与前罪并罚)."""
    return any(
        word in draft.text for word in ("前罪", "原判", "撤销缓刑", "假释", "未执行", "漏罪")
    )


def _of_terms(single: Sequence[Term], combined: Term) -> Iterator[str]:
    kinds = {each.kind for each in (*single, combined)}
    if len(kinds) > 1 or combined.kind not in {*_MOST, TermKind.FIXED_TERM}:
        return
    lengths = [(each.months, each.days) for each in single]
    highest = max(lengths)
    months, days = (sum(part) for part in zip(*lengths, strict=True))
    passed = (combined.months, combined.days)
    most = _MOST.get(combined.kind)
    if most is None:
        most = _FIXED_LONG if months >= _LONG_SUM else _FIXED
    words = duration(*passed)
    if passed < highest:
        yield f"决定执行{words}，低于数刑中最高的{duration(*highest)}（刑法第六十九条）。"
    elif passed > (months, days):
        yield f"决定执行{words}，高于总和刑期{duration(months, days)}（刑法第六十九条）。"
    elif passed > (most, 0):
        yield f"决定执行{words}，超过数罪并罚的上限{duration(most)}（刑法第六十九条）。"
