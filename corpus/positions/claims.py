"""What does the answer to an argument say of the matter?

Where a court refuses the argument that something is an escape, it says that it is none, and the
other way round. The argument stands in the sentence of the answer; where it affirms several things
or argues a request of money, its answer says nothing of any of them.
"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.positions.abouts import normal_about
from corpus.positions.denial import is_asked, is_denied
from corpus.positions.model import Answer, Conclusion
from corpus.positions.sides import Sides
from corpus.spans import Extracted, Span

_CLAIM: Final = re.compile(
    r"(?:关于|提出|(?<!本院)(?<!合议庭)认为|主张|辩称|所称|所辩|所提|请求(?:确认|认定)|要求(?:确认|认定))"
    r"(?P<claim>[^，。；：:]{2,40}?)(?:的?(?:辩护意见|公诉意见|意见|主张|抗辩|辩解|辩护|观点|理由|指控|异议|一说|请求)|(?=[，。；]))"
)
_CLASSED: Final = re.compile(
    r"(?:属于|应属|系属|属(?!地|性|实)|构成(?!要)|成立(?!的|时|后|于)|认定为|应定|应认定)(?P<about>[^，。；、]{2,16})"
)
_LEAST: Final = 2


def read_claimed(
    text: str, span: Span, sides: Sides, answer: Extracted[Answer] | None
) -> tuple[Conclusion, ...]:
    """Read what an answer says of what somebody argued that something is.

    Args:
        text: The text that the span counts in.
        span: The sentence.
        sides: Who is named how.
        answer: How the sentence answers what was asked.

    Returns:
        One conclusion that it is, or is not, that; none where several things are argued.

    Cost: linear in the length of the sentence.
    """
    if answer is None or answer.value is Answer.PARTLY:
        return ()
    found = tuple(_claims(text, Span(span.start, answer.span.start), sides))
    if len(found) != 1:
        return ()
    about, is_claimed, place = found[0]
    is_granted = answer.value is Answer.GRANTED
    affirms = is_claimed is is_granted
    return (Conclusion(predicate="属于", about=about, is_affirmed=affirms, span=place),)


def _claims(text: str, span: Span, sides: Sides) -> Iterator[tuple[str, bool, Span]]:
    """Yield what is argued to be or not to be, with whether it is affirmed and where it stands."""
    for claim in _CLAIM.finditer(text, span.start, span.end):
        start, end = claim.span("claim")
        if is_asked(text, start, end):
            continue
        for classed in _CLASSED.finditer(text, start, end):
            about = normal_about(classed["about"], sides.names)
            if len(about) >= _LEAST:
                yield about, not is_denied(text, start, classed.start()), Span(start, end)
