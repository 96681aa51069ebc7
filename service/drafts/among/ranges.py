"""Does a term or a sum of the draft leave what like cases make expect?"""

from collections.abc import Iterator
from typing import Final

from service.comparison.quotes import Quote
from service.divergence.expecting import Expected
from service.drafts.among.company import Company
from service.drafts.among.told import told
from service.drafts.model import DraftFinding
from service.drafts.paper import paper_of
from service.drafts.ruling import item_of
from service.drafts.vocabulary import DraftRule

LEAST_SURPRISE: Final = 0.98
"""Share of like judgments that must lie nearer to what was expected of them."""

_UNITS: Final = {"月": "个月"}
"""Of a unit what stands behind a number."""


def find(company: Company) -> Iterator[DraftFinding]:
    """Give each range of the draft far outside what its like cases make expect.

    One in ten right judgments leaves an interval of nine in ten; told is only what surprises more
    than :data:`LEAST_SURPRISE` of the cases that the interval was fixed on.
    """
    for each in company.expected:
        if each.low <= each.actual <= each.high or each.surprise < LEAST_SURPRISE:
            continue
        yield told(
            DraftRule.OUT_OF_RANGE,
            _sentence(each),
            about=(each.what, f"{each.actual:g}"),
            quotes=_quotes(company),
        )


def _sentence(each: Expected) -> str:
    unit, grounds = _UNITS.get(each.unit, each.unit), "、".join(each.grounds)
    if each.actual > each.high:
        return (
            f"{each.what}为{each.actual:g}{unit}，高于同类案件的区间{each.low:g}至{each.high:g}{unit}"
            f"（中位{each.middle:g}{unit}，依据{each.n_like}件，区间覆盖{each.coverage:.0%}；"
            f"考虑了{grounds}）。"
        )
    return (
        f"{each.what}为{each.actual:g}{unit}，低于同类案件的区间{each.low:g}至{each.high:g}{unit}"
        f"（中位{each.middle:g}{unit}，依据{each.n_like}件，区间覆盖{each.coverage:.0%}；"
        f"考虑了{grounds}）。"
    )


def _quotes(company: Company) -> tuple[Quote, ...]:
    draft = paper_of(company.judgment)
    return tuple(
        Quote(whole=draft.text, span=item_of(draft, accused)) for accused in draft.accused[:1]
    )
