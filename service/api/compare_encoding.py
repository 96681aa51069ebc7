"""How does a comparison become a payload?"""

from enum import StrEnum

from corpus.law.old_citations import OldCitation
from corpus.law.timing import LawComparison, LawFinding
from service.api.compare_schemas import (
    AxisOut,
    CitedOut,
    ComparisonOut,
    DifferenceOut,
    LawFindingOut,
    LawOut,
    OldCitationOut,
    PairOut,
    QuoteOut,
)
from service.api.schemas import LabelledValue
from service.comparison.model import AxisComparison, Comparison, Difference
from service.comparison.quotes import Quote
from service.labels import label_of

_DIGITS = 3


def encode_comparison(comparison: Comparison, *, judgment_id: str, text: str) -> ComparisonOut:
    """Return a comparison as it travels.

    Args:
        comparison: What was compared.
        judgment_id: The judgment that was found.
        text: Its text, in which its quotes count.
    """
    return ComparisonOut(
        judgment_id=judgment_id,
        axes=tuple(_axis(each) for each in comparison.axes),
        differences=tuple(_difference(each) for each in comparison.differences),
        untold=tuple(_difference(each) for each in comparison.untold),
        law_in_time=_law(comparison.law_in_time, text),
    )


def _axis(axis: AxisComparison) -> AxisOut:
    return AxisOut(
        axis=_labelled(axis.axis),
        grade=_labelled(axis.grade),
        sentence=axis.sentence,
        pairs=tuple(
            PairOut(
                asked=_quote(pair.asked),
                found=_quote(pair.found),
                likeness=round(pair.likeness, _DIGITS),
            )
            for pair in axis.pairs
        ),
        cited=tuple(
            CitedOut(
                provision=str(each.provision), asked=_quote(each.asked), found=_quote(each.found)
            )
            for each in axis.cited
        ),
    )


def _difference(each: Difference) -> DifferenceOut:
    return DifferenceOut(
        kind=_labelled(each.kind),
        sentence=each.sentence,
        asked=tuple(_quote(quote) for quote in each.asked),
        found=tuple(_quote(quote) for quote in each.found),
    )


def _law(law: LawComparison, text: str) -> LawOut:
    return LawOut(
        sameness=_labelled(law.sameness),
        sentences=law.sentences,
        findings=tuple(_finding(each) for each in law.findings),
        notes=tuple(_finding(each) for each in law.notes),
        old_citations=tuple(_old(each, text) for each in law.old_citations),
    )


def _finding(finding: LawFinding) -> LawFindingOut:
    change = finding.change
    return LawFindingOut(
        key=change.key,
        law=change.law,
        since=change.since,
        before=change.before,
        after=change.after,
        source=change.source,
        is_from_memory=finding.is_from_memory,
        sameness=_labelled(finding.sameness),
        asked_place=_labelled(finding.asked.place),
        asked_ground=finding.asked.ground,
        found_place=_labelled(finding.found.place),
        found_ground=finding.found.ground,
    )


def _old(old: OldCitation, text: str) -> OldCitationOut:
    moved = old.moved
    return OldCitationOut(
        provision=str(old.provision.value),
        quote=_quote(Quote(whole=text, span=old.provision.span)),
        successor_law=None if old.succession is None else old.succession.successor,
        successors=() if moved is None else tuple(str(each) for each in moved.successors),
        source=None if moved is None else moved.source,
        is_after_end=old.is_after_end,
    )


def _quote(quote: Quote) -> QuoteOut:
    return QuoteOut(text=quote.text, start=quote.span.start, end=quote.span.end)


def _labelled(member: StrEnum) -> LabelledValue:
    return LabelledValue(value=member.value, label=label_of(member))
