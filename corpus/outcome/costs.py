"""Who bears the costs of the case, and how much of them?"""

import re
from typing import Final

from corpus.numerals import find_amounts
from corpus.numerals.figures import NUMBER
from corpus.outcome.model import CostShare
from corpus.spans import Extracted, Span

_PAYER: Final = re.compile(
    rf"(?:由|[，,、；;。）)元])(?P<payer>(?:原告|被告|上诉人|被上诉人|第三人|申请人|被申请人|再审申请人|反诉)"
    rf"[^，,。；;：:负承]{{0,160}}?|[^，,。；;：:负承由\d]{{2,40}}?)(?:各自|共同|连带|各)?(?:负担|承担|交纳|缴纳)"
    rf"(?P<number>(?:人民币)?{NUMBER}元)?(?![0-9０-９])"
)
# 原告同意由被告将其应负担的费用直接支付给原告: how it is settled, not who bears it.
_NO_PAYER: Final = re.compile(r"同意|应$|将|预交|垫付|已由|其中")
_INSTEAD: Final = re.compile(r"(?:减半|实收|实际)[^，。；费]{0,6}$")
_SUM: Final = re.compile(r"(?:合计|共计|合共|总计|共)(?:为|人民币|：|:)*$")
_FEE: Final = re.compile(r"费(?:用)?[^，,。；;、费]{0,8}$")
_ASIDE: Final = re.compile(
    r"(?:退还|退回|多收)[^，。；]{0,14}$|(?:预交|预缴|垫付)(?!的[^，。；]{0,8}费)[^，。；]{0,8}$"
)
_BRACKET: Final = re.compile(r"[（(][^（）()]{0,80}[）)]")
_LOOK: Final = 16


def read_costs(text: str, span: Span) -> tuple[Extracted[CostShare], ...]:
    """Read who bears the costs of the case.

    Where the sum of a payer is not named, he bears the fees named before: their sum in one figure
    if there is one, what is left where a fee is halved, else what they come to.

    Example:
        >>> text = "案件受理费50元，减半收取25元，财产保全费10元，由被告乙负担。"
        >>> [(share.value.payer, share.value.fen) for share in read_costs(text, Span(0, 32))]
        [('被告乙', 3500)]
    """
    asides = [match.span() for match in _BRACKET.finditer(text, span.start, span.end)]
    amounts = [
        amount
        for amount in find_amounts(text, span.start, span.end)
        if isinstance(amount, Extracted)
        and not any(start < amount.span.start < end for start, end in asides)
    ]
    found: list[Extracted[CostShare]] = []
    since = span.start
    for match in _PAYER.finditer(text, span.start, span.end):
        if _NO_PAYER.search(match["payer"]):
            continue
        if match["number"] is None:
            fen = _fees(
                text, since, [a for a in amounts if since <= a.span.start < match.start() + 1]
            )
        else:
            fen = next((a.value for a in amounts if a.span.end == match.end()), None)
        if fen is not None:
            share = CostShare(payer=match["payer"], fen=fen)
            found.append(Extracted(share, Span(match.start("payer"), match.end()), "costs"))
            since = match.end()
    return tuple(found)


def _fees(text: str, start: int, amounts: list[Extracted[int]]) -> int | None:
    """Return what the fees come to that are named one behind the other."""
    fees: list[int] = []
    for amount in amounts:
        before = text[max(start, amount.span.start - _LOOK) : amount.span.start]
        if _ASIDE.search(before):
            continue
        if _SUM.search(before):
            fees = [amount.value]
        elif _FEE.search(before) and not _INSTEAD.search(before):
            fees.append(amount.value)
        else:
            fees[-1:] = [amount.value]
    return sum(fees) if fees else None
