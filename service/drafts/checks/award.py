"""Is a sum of the ruling the one that the reasoning comes to?"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.judgment import SectionKind
from corpus.outcome.model import OrderKind
from corpus.spans import Extracted, Span
from service.drafts.found import Found
from service.drafts.paper import DraftPaper, within
from service.drafts.vocabulary import DraftRule

_NOUNS: Final = (
    "借款本金", "借款", "货款", "工程款", "租金", "违约金", "押金", "保证金", "购房款",
    "房款", "医疗费", "误工费", "护理费", "营养费", "交通费", "住院伙食补助费",
    "残疾赔偿金", "死亡赔偿金", "丧葬费", "精神损害抚慰金", "精神抚慰金", "鉴定费",
    "律师费", "律师代理费", "经济补偿金", "经济补偿", "赔偿金", "工资", "加班费", "服务费",
    "物业费", "物业服务费", "运费", "加工费", "股权转让款", "转让款", "补偿费", "恢复费",
    "抚养费", "彩礼", "定金",
)  # fmt: skip
_NAMED: Final = re.compile(
    rf"(?P<noun>{'|'.join(sorted(_NOUNS, key=len, reverse=True))})"
    r"(?:为|共计|合计|计|人民币|[：:¥￥\s])*$"
)
_SUPPORTED: Final = re.compile("(?:予以|应予|依法|本院)支持")
_REFUSED: Final = re.compile("不予|超过|部分|过高|超出|利息|违约金")
_ORDERING: Final = re.compile("支付|偿还|返还|赔偿|给付|归还|退还|清偿|补偿")
# Of a sum that is only a part, a limit or a base of reckoning the ruling may well name another.
_PARTS: Final = re.compile("中的|其中|尚欠|剩余|部分|余额|每月|每年|月租|年租|限额|超过|以|按")
_AS_BASE: Final = re.compile("为(?:基数|本金)")
_BASE: Final = re.compile("为基数|为本金|为限|以内|限额|范围内|的[^，。]{0,6}限额")


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each sum of the ruling that the draft does not name before, where its like does.

    A sum is told only where the reasoning names another sum of the same kind (借款本金, 货款 …),
    once, and the sum of the ruling stands nowhere before it, neither as it is nor as what two sums
    of the reasoning come to.
    """
    ruled = _sums(draft, SectionKind.DISPOSITION)
    reasoned = _sums(draft, SectionKind.REASONING)
    begin = min((span.start for span in draft.spans(SectionKind.DISPOSITION)), default=0)
    before = {each.value for each in draft.amounts if each.span.end <= begin}
    seen = False
    for noun, sums in ruled.items():
        of_kind = reasoned.get(noun, [])
        if len(sums) != 1 or len({each.value for each in of_kind}) != 1:
            continue
        ruling, reason = sums[0], of_kind[-1]
        if ruling.value in before or _comes_of(ruling.value, before):
            continue
        seen = True
        yield Found(
            rule=DraftRule.AWARD,
            spans=(ruling.span, reason.span),
            sentence=(
                f"{noun}：主文为“{ruling.span.of(draft.text)}”，说理为“{reason.span.of(draft.text)}”，"
                "主文的数额此前没有出现，也不是其他数额的和或者差。"
            ),
        )
    if not seen:
        yield from _of_base(draft, before) or _granted(draft, before)


def _of_base(draft: DraftPaper, before: set[int]) -> list[Found]:
    """Return the sums of the ruling on which interest runs from a base that is another sum.

    Only where the base (以…元为基数) stands before the ruling and the sum itself nowhere.
    """
    found: list[Found] = []
    text = draft.text
    for item in draft.judgment.disposition:
        sums = list(within(draft.amounts, item))
        bases = [each for each in sums if _AS_BASE.match(text, each.span.end)]
        others = [e for e in sums if e not in bases and not _BASE.match(text, e.span.end)]
        if len(bases) != 1 or not others or bases[0].value not in before:
            continue
        first = others[0]
        if first.value in before or first.value == bases[0].value or _comes_of(first.value, before):
            continue
        found.append(
            Found(
                rule=DraftRule.AWARD,
                spans=(first.span, bases[0].span),
                sentence=(
                    f"判项给付“{first.span.of(text)}”，计息基数为“{bases[0].span.of(text)}”，"
                    "前者此前没有出现，也不是其他数额的和或者差。"
                ),
            )
        )
    return found


def _granted(draft: DraftPaper, before: set[int]) -> Iterator[Found]:
    """Give the one sum of the ruling that is not the one sum that the reasoning grants.

    Only where each names one sum, the ruling's stands nowhere before it, and both are of one case:
    an order to pay and a claim that is granted (予以支持) without a part refused.
    """
    granted = [
        amount
        for sentence in draft.sentences(SectionKind.REASONING)
        if _SUPPORTED.search(draft.text, sentence.start, sentence.end)
        and not _REFUSED.search(draft.text, sentence.start, sentence.end)
        for amount in within(draft.amounts, sentence)
    ]
    outcome = draft.judgment.outcome
    civil = None if outcome is None else outcome.civil
    paying = [] if civil is None else [e for e in civil.orders if e.value.kind is OrderKind.PAY]
    if len(paying) != 1 or len({each.value for each in granted}) != 1:
        return
    ruled = list(within(draft.amounts, paying[0].span))
    if not ruled or granted[-1].value in {each.value for each in ruled}:
        return
    first = ruled[0]
    if first.value in before or _comes_of(first.value, before):
        return
    yield Found(
        rule=DraftRule.AWARD,
        spans=(first.span, granted[-1].span),
        sentence=(
            f"主文为“{first.span.of(draft.text)}”，说理支持的是“{granted[-1].span.of(draft.text)}”，"
            "主文的数额此前没有出现，也不是其他数额的和或者差。"
        ),
    )


def _sums(draft: DraftPaper, kind: SectionKind) -> dict[str, list[Extracted[int]]]:
    """Return the sums of a part that a noun directly before them names, by noun."""
    found: dict[str, list[Extracted[int]]] = {}
    text = draft.text
    for sentence in draft.sentences(kind):
        is_order = _ORDERING.search(text, sentence.start, sentence.end) is not None
        if kind is SectionKind.DISPOSITION and not is_order:
            continue
        for amount in within(draft.amounts, sentence):
            before = Span(max(sentence.start, amount.span.start - 20), amount.span.start)
            named = _NAMED.search(text, before.start, before.end)
            if named is None or _BASE.match(text, amount.span.end):
                continue
            if not _PARTS.search(text, named.start() - 6, named.start()):
                found.setdefault(named["noun"], []).append(amount)
    return found


def _comes_of(value: int, sums: set[int]) -> bool:
    """Tell whether a sum is what two others come to, or what one leaves of another."""
    return any(value - each in sums or value + each in sums for each in sums)
