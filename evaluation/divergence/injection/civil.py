"""What of a civil judgment do changes of its result need?"""

import re
from dataclasses import dataclass, replace
from typing import Final

from evaluation.divergence.injection.parts import Parts, items, numbered, sentences

GRANTED: Final = re.compile(r"(?:依法)?(?:予以|应予|应当予以|应当|可予)支持|予以(?:认定|确认)支持")
REFUSED: Final = re.compile(
    r"(?:不予|不应|难以|无法|不能|不应予|实难|未予)支持|不予(?:采纳|采信|认定|准许)"
)
_LEANS: Final = re.compile(
    r"支持|应[^，。；]{0,16}?(?:承担|偿还|支付|赔偿|返还|给付|归还|履行|负担)|有权|追偿|尚欠|合理"
    r"|符合(?:法律|合同)|合法有据|合理合法|证据充分|构成违约|违约责任|理由正当|事实清楚"
    r"|证据不足|于法无据|没有(?:事实|法律|证据)|(?:无|缺乏)(?:事实|法律|相关|证据)|不利后果"
    r"|未(?:能)?(?:提供|提交|举证)|采信|采纳|成立|责任|损失|不足以证明|不能证明|不成立|驳回|举证责任|理由不足"
)
_RULE: Final = re.compile(r"第[一二三四五六七八九十百]+条[^。]{0,8}规定|人民法院(?:应|不|予)")
_DISMISSED: Final = re.compile(r"驳回[^。；]{0,40}?(?:诉讼请求|反诉请求)")
_PAYS: Final = re.compile(r"支付|赔偿|偿还|返还|给付|归还|退还|清偿")
_PLAINTIFF: Final = re.compile(
    r"(?:驳回|由)原告(?P<name>[^，。；（）()\s\d]{2,40}?)(?=的(?:其他|其它|其余|全部|诉讼)|负担|承担)"
)
_HEADING: Final = re.compile(
    r"^\s*(?:关于|至于|[一二三四五六七八九十]、|[（(][一二三四五六七八九\d]|\d[、.])"
)
_LATE: Final = re.compile(r"如果?(?:被告|原告)?[^。]{0,40}?未(?:能)?按[^。]*。")
_BEARERS: Final = re.compile(r"(案件受理费[^。，；]{0,20}?元)[^。]*?。")
_ASKED: Final = re.compile(
    r"(?:判令|请求|要求)[^。；]{0,12}?(?P<who>(?:二|三|四|两|各)?被告[^，。；判不应向在原于]{0,24}?)"
    r"(?:立即|共同|连带|一次性|向原告){0,2}"
    r"(?P<what>(?:偿还|支付|赔偿|返还|给付|归还|退还)[^，。；]{2,60}?\d[\d.,]*万?元)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CivilRuling:
    """What a civil ruling holds.

    Attributes:
        items: Its items.
        pays: Places of items that order money to be paid.
        dismisses: Places of items that dismiss claims.
        plaintiff: How it calls the plaintiff, 原告 first.
    """

    items: tuple[str, ...]
    pays: tuple[int, ...]
    dismisses: tuple[int, ...]
    plaintiff: str

    @property
    def is_granting(self) -> bool:
        """Whether it orders payment and dismisses no more than a rest."""
        return bool(self.pays)

    @property
    def is_refusing(self) -> bool:
        """Whether all it does is dismiss."""
        return bool(self.dismisses) and len(self.dismisses) == len(self.items)


def civil_ruling(parts: Parts) -> CivilRuling | None:
    """Read a ruling for changing it; None for one on a counterclaim or with several plaintiffs."""
    if re.search("反诉|被告人", parts.ruling) or not re.search(r"原告|诉讼请求", parts.ruling):
        return None
    pieces = items(parts.ruling)
    names = {match["name"] for match in _PLAINTIFF.finditer(parts.ruling + parts.after)}
    name = min(names, key=lambda one: (len(one), one), default="")
    dismisses = tuple(at for at, piece in enumerate(pieces) if _DISMISSED.search(piece))
    pays = tuple(
        at for at, piece in enumerate(pieces) if at not in dismisses and _PAYS.search(piece)
    )
    return CivilRuling(
        items=pieces, pays=pays, dismisses=dismisses, plaintiff=f"原告{name}" if name else "原告"
    )


def neutral_reasoning(reasoning: str) -> str | None:
    """Return the sentences that lean to neither side; None where fewer than two are left.

    Example:
        >>> neutral_reasoning("本院认为，双方签订买卖合同。原告已经交付货物。被告应支付货款。")
        '本院认为，双方签订买卖合同。原告已经交付货物。'
    """
    pieces = sentences(reasoning)
    kept = [
        words
        for words in pieces
        if not _HEADING.search(words) and (_RULE.search(words) or not _LEANS.search(words))
    ]
    if sum(len(piece) > 8 for piece in kept) < 2:
        return None
    opening = "" if "本院认为" in kept[0] else "本院认为，"
    return opening + "".join(kept).strip()


def with_ruling(parts: Parts, pieces: tuple[str, ...]) -> Parts:
    """Return the parts with other items; numbers and the sentence on late payment follow."""
    if not any(_PAYS.search(piece) for piece in pieces):
        parts = replace(parts, after=_LATE.sub("", parts.after))
    space = "\n" if parts.ruling.startswith("\n") else ""
    return replace(parts, ruling=space + numbered(pieces) + space)


def costs_to(parts: Parts, bearer: str) -> Parts:
    """Return the parts with the costs on one side."""
    return replace(parts, after=_BEARERS.sub(rf"\1，由{bearer}负担。", parts.after, count=1))


def asked_for(text: str) -> str | None:
    """Return who is asked to do what for the first sum that is claimed, as an item would say it.

    Example:
        >>> asked_for("原告诉讼请求：判令被告立即偿还借款本金5000元。")
        '被告于本判决生效之日起十日内偿还借款本金5000元'
    """
    asked = _ASKED.search(text)
    return f"{asked['who']}于本判决生效之日起十日内{asked['what']}" if asked else None
