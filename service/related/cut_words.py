"""How is it said what was not looked at?"""

from collections.abc import Sequence
from typing import Final

from corpus.store.relation_records import KeyCount
from service.related.model import LeftOut

_WORDS: Final = {
    "own": "同一案号",
    "named": "写明本案案号",
    "case": "同一案号",
    "id": "同一身份号码",
    "born": "同姓且同日出生",
    "home": "同姓且同住址",
    "firm": "同一单位",
    "name": "同名",
    "thing": "同一标的、事实",
    "series": "同一当事人、同一案由",
}


def left_out_of(cut: Sequence[KeyCount]) -> tuple[LeftOut, ...]:
    """Return what was not looked at, the largest first, one line for each kind of thing shared.

    Example:
        >>> left_out_of([KeyCount(key="firm:甲银行", n_papers=10_000, n_looked_at=60)])
        (LeftOut(what='同一单位', n_cases=10000, n_looked_at=60),)
    """
    largest: dict[str, KeyCount] = {}
    for each in cut:
        kind = each.key.partition(":")[0]
        if kind not in largest or each.n_papers > largest[kind].n_papers:
            largest[kind] = each
    return tuple(
        LeftOut(what=_WORDS[kind], n_cases=each.n_papers, n_looked_at=each.n_looked_at)
        for kind, each in sorted(largest.items(), key=lambda item: (-item[1].n_papers, item[0]))
    )
