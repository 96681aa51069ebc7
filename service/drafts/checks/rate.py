"""Is the rate of interest in the ruling one that the draft speaks of before?"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from corpus.judgment import SectionKind
from corpus.spans import Extracted, Span
from service.drafts.found import Found
from service.drafts.paper import DraftPaper, within
from service.drafts.vocabulary import DraftRule

_UNIT: Final = re.compile(
    r"(?P<unit>年|月|日)(?:利率|息|利息|化利率|化收益率)?(?:为|按|以|[：:\s])*$"
)
# Its figure on a day need not stand in the draft.
_MARKET: Final = "报价利率"
# What the one-year rate and four times it have been since 2019.
_LEAST_MARKET: Final = Fraction(3, 100)
_MOST_MARKET: Final = Fraction(18, 100)
_PER: Final = {"年": 1, "月": 12, "日": 365}
_BEFORE: Final = (
    SectionKind.PROCEDURE,
    SectionKind.CLAIMS,
    SectionKind.DEFENCES,
    SectionKind.FACTS,
    SectionKind.EVIDENCE,
    SectionKind.ISSUES,
    SectionKind.REASONING,
)


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each yearly rate of the ruling that no rate before it equals.

    Silent where the reasoning names no rate: the ruling may then rest on the papers alone.
    """
    reasoned = list(_rates(draft, SectionKind.REASONING))
    if not reasoned:
        return
    has_market = any(_MARKET in each.of(draft.text) for each in _parts(draft))
    known = {rate for _, rate in _rates(draft, *_BEFORE)}
    for words, rate in _rates(draft, SectionKind.DISPOSITION):
        if any(_is_like(rate, each) for each in known):
            continue
        if has_market and _LEAST_MARKET <= rate <= _MOST_MARKET:
            continue
        yield Found(
            rule=DraftRule.RATE,
            spans=(words, reasoned[-1][0]),
            sentence=(
                f"主文写明“{words.of(draft.text)}”，此前各部分没有出现这一利率；"
                f"说理写的是“{reasoned[-1][0].of(draft.text)}”。"
            ),
        )


def _parts(draft: DraftPaper) -> list[Span]:
    return draft.spans(SectionKind.REASONING, SectionKind.DISPOSITION)


def _rates(draft: DraftPaper, *kinds: SectionKind) -> Iterator[tuple[Span, Fraction]]:
    """Give rates by the year with their words, the unit included."""
    for span in draft.spans(*kinds):
        for ratio in within(draft.ratios, span):
            yearly = _yearly(draft.text, ratio)
            if yearly is not None:
                yield yearly


def _yearly(text: str, ratio: Extracted[Fraction]) -> tuple[Span, Fraction] | None:
    unit = _UNIT.search(text, max(0, ratio.span.start - 10), ratio.span.start)
    if unit is None:
        return None
    return Span(unit.start(), ratio.span.end), ratio.value * _PER[unit["unit"]]


def _is_like(one: Fraction, other: Fraction) -> bool:
    """Tell whether two yearly rates are one, a year of 360 or of 365 days."""
    return abs(one - other) * 50 <= max(one, other)
