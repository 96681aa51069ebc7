"""On whom does the burden of proof (举证责任) lie, and was it met?"""

import re
from typing import Final

from corpus.positions.sides import Sides
from corpus.relations.model import Side
from corpus.spans import Extracted, Span

_BURDEN: Final = re.compile(
    r"(?:举证|证明)(?:证明)?(?:[^，。；]{1,12}的)?(?:责任|义务)|举证不能|不利(?:的)?(?:法律)?后果|"
    r"(?:应当?|须|需)(?:对|就|提供|向|进一步|继续)[^，。；]{0,30}?(?:举证|证据|证明)|由[^，。；]{1,20}举证|"
    r"(?:未能?|没有|拒不)(?:完成|进一步|继续|提供|提交|举示|举证|充分)[^，。；]{0,20}(?:举证|证据|证明|记录)?"
)
_UNPROVEN: Final = re.compile(
    r"举证不能|证据不足|不足以(?:证明|认定|证实|佐证)|(?:不能|未能|无法|难以|尚不能)(?:充分|进一步|直接|继续)?"
    r"(?:举证)?(?:证明|证实|认定|举证)|(?:未能?|没有|均未|亦未|拒不)(?:就[^，。；]{1,20}?)?(?:向本院|进一步|继续|依法|充分)?"
    r"(?:完成|提供|提交|举示|出示|举证)(?:[^，。；]{0,16}?(?:证据|证明|举证|记录|凭证|材料)|(?=[，。；]))|"
    r"(?:无|没有|缺乏|尚无)(?:[^，。；]{0,8})证据|证据(?:尚)?不(?:充分|足)|不能排除(?:合理)?怀疑|事实不清"
)
_ON: Final = re.compile(r"(?:责任|义务)(?:在于?|由|归)")
_REVERSED: Final = re.compile(r"由(?P<who>[^，。；]{1,30}?)(?:承担|负|举证)")


def read_burden(text: str, span: Span, sides: Sides) -> Extracted[Side] | None:
    """Read on whom the burden of proof lies, where a sentence turns on it.

    Whoever is said to have failed to prove bore it; where several are named, the last one whose
    burden is told.

    Cost: linear in the length of the sentence.
    """
    found: Extracted[Side] | None = None
    for match in _BURDEN.finditer(text, span.start, span.end):
        side = _bearer(text, span, match, sides)
        if side is not None:
            found = Extracted(side, Span(*match.span()), "burden")
    return found


def _bearer(text: str, span: Span, match: re.Match[str], sides: Sides) -> Side | None:
    """Return who bears it: named behind 责任在, behind 由, or before the words."""
    if on := _ON.match(text, match.end() - 2, span.end):
        return sides.first(text, on.end(), min(on.end() + 20, span.end))
    if by := _REVERSED.search(text, match.start(), match.end()):
        return sides.first(text, by.start("who"), by.end("who"))
    clause = max(text.rfind(mark, span.start, match.start()) for mark in "，；") + 1
    opening = max(clause, span.start)
    return sides.first(text, opening, match.start()) or sides.last(text, span.start, opening)


def is_unproven(text: str, span: Span) -> bool:
    """Tell whether a sentence rests on evidence that was not brought.

    Example:
        >>> text = "现有证据不足以证明双方存在借贷合意"
        >>> is_unproven(text, Span(0, len(text)))
        True
    """
    return _UNPROVEN.search(text, span.start, span.end) is not None
