"""A claim granted instead of refused, or refused instead of granted, with its reasoning.

SEVERE turns the whole ruling, MARKED one head of claim; there is no SLIGHT. Sentences that lean to
the old result leave the reasoning, or the one sentence on the head is written anew.
"""

import re
from dataclasses import replace
from typing import Final

from evaluation.divergence.injection.civil import (
    GRANTED,
    REFUSED,
    CivilRuling,
    asked_for,
    civil_ruling,
    costs_to,
    neutral_reasoning,
    with_ruling,
)
from evaluation.divergence.injection.model import (
    Change,
    Dose,
    Half,
    Injected,
    Order,
    Truth,
    Wordings,
)
from evaluation.divergence.injection.parts import Parts, parts_of, sentences

_HEADS: Final = re.compile(
    r"违约金|律师(?:代理)?费|精神(?:损害)?抚慰金|精神损失费|误工费|护理费|营养费|交通费|后续治疗费"
    r"|残疾赔偿金|伤残赔偿金|被扶养人生活费|经济补偿金?|赔偿金|加班(?:费|工资)|双倍工资|定金|押金"
    r"|保证金|租金|物业(?:管理)?费|滞纳金|逾期利息|利息|连带(?:清偿|赔偿|保证)?责任|货款|工程款"
)
_SUM: Final = re.compile(r"\d[\d.,]*万?元")
_REFUSED_ALL: Final[Wordings] = {
    Half.DEVELOP: (
        (
            "{plaintiff}主张的事实，其提交的证据不足以证明，应承担举证不能的法律后果。对其诉讼请求，"
            "本院不予支持。"
        ),
        "{plaintiff}的诉讼请求缺乏事实和法律依据，被告不应承担相应的民事责任，本院依法不予支持。",
    ),
    Half.REPORT: (
        "综合全案证据，{plaintiff}的主张不能成立，其要求被告承担责任于法无据，本院难以支持。",
        "因{plaintiff}未能就其主张完成举证，所诉请求理由不足，本院不予支持。",
    ),
}
_GRANTED_ALL: Final[Wordings] = {
    Half.DEVELOP: (
        "{plaintiff}主张的事实有证据证实，被告应当承担相应的民事责任。对其诉讼请求，本院予以支持。",
        "{plaintiff}的诉讼请求有事实和法律依据，被告的抗辩理由不能成立，本院依法予以支持。",
    ),
    Half.REPORT: (
        "综合全案证据，{plaintiff}的主张成立，其要求被告承担责任于法有据，本院应予支持。",
        "{plaintiff}已就其主张完成举证，所诉请求理由正当，本院予以支持。",
    ),
}
_REFUSED_ONE: Final[Wordings] = {
    Half.DEVELOP: (
        "关于{head}，{plaintiff}未能提供充分证据予以证明，对该项请求本院不予支持。",
        "{plaintiff}主张的{head}没有事实和法律依据，本院不予支持。",
    ),
    Half.REPORT: (
        "至于{head}一项，{plaintiff}的请求于法无据，本院难以支持。",
        "对{plaintiff}诉请的{head}，因依据不足，本院依法不予支持。",
    ),
}
_GRANTED_ONE: Final[Wordings] = {
    Half.DEVELOP: (
        "关于{head}{sum}，{plaintiff}的该项请求有事实和法律依据，本院予以支持。",
        "{plaintiff}主张的{head}{sum}，符合法律规定，本院依法予以支持。",
    ),
    Half.REPORT: (
        "至于{head}一项，{plaintiff}请求{sum}并无不当，本院应予支持。",
        "对{plaintiff}诉请的{head}{sum}，有相应证据在卷佐证，本院予以支持。",
    ),
}


def inject_claim(text: str, order: Order) -> Injected | None:
    """Turn the result of a civil judgment, or of one head of claim."""
    parts = parts_of(text)
    ruling = civil_ruling(parts) if parts else None
    if parts is None or ruling is None:
        return None
    if order.dose is Dose.SEVERE:
        return _all_refused(parts, ruling, order) or _all_granted(parts, ruling, order)
    if order.dose is Dose.MARKED:
        ways = (_one_refused, _one_granted)
        first, second = ways if order.variant % 2 == 0 else ways[::-1]
        return first(parts, ruling, order) or second(parts, ruling, order)
    return None


def _all_refused(parts: Parts, ruling: CivilRuling, order: Order) -> Injected | None:
    reasoning = neutral_reasoning(parts.reasoning)
    if not ruling.is_granting or reasoning is None:
        return None
    changed = replace(parts, reasoning=reasoning).with_words(
        order.pick(_REFUSED_ALL).format(plaintiff=ruling.plaintiff)
    )
    changed = with_ruling(changed, (f"驳回{ruling.plaintiff}的全部诉讼请求",))
    return _injected(costs_to(changed, ruling.plaintiff), order, "支持诉讼请求", "驳回诉讼请求")


def _all_granted(parts: Parts, ruling: CivilRuling, order: Order) -> Injected | None:
    reasoning, asked = neutral_reasoning(parts.reasoning), asked_for(parts.before)
    if not ruling.is_refusing or reasoning is None or asked is None:
        return None
    changed = replace(parts, reasoning=reasoning).with_words(
        order.pick(_GRANTED_ALL).format(plaintiff=ruling.plaintiff)
    )
    changed = costs_to(with_ruling(changed, (asked,)), "被告")
    return _injected(changed, order, "驳回诉讼请求", "支持诉讼请求")


def _one_refused(parts: Parts, ruling: CivilRuling, order: Order) -> Injected | None:
    """Refuse a head that one sentence of the reasoning and one item grant."""
    if len(ruling.pays) < 2:
        return None
    for words in sentences(parts.reasoning):
        heads = set(_HEADS.findall(words))
        if len(heads) != 1 or not GRANTED.search(words) or REFUSED.search(words):
            continue
        (head,) = heads
        own = [at for at in ruling.pays if set(_HEADS.findall(ruling.items[at])) == {head}]
        if len(own) != 1:
            continue
        told = order.pick(_REFUSED_ONE).format(head=head, plaintiff=ruling.plaintiff)
        kept = tuple(piece for at, piece in enumerate(ruling.items) if at != own[0])
        if not ruling.dismisses:
            kept += (f"驳回{ruling.plaintiff}的其他诉讼请求",)
        changed = replace(parts, reasoning=parts.reasoning.replace(words, told, 1))
        return _injected(with_ruling(changed, kept), order, f"支持{head}", f"不支持{head}")
    return None


def _one_granted(parts: Parts, ruling: CivilRuling, order: Order) -> Injected | None:
    """Grant a head with its sum that one sentence of the reasoning refuses."""
    if not ruling.pays:
        return None
    for words in sentences(parts.reasoning):
        heads, sums = set(_HEADS.findall(words)), set(_SUM.findall(words))
        if len(heads) != 1 or len(sums) != 1 or not REFUSED.search(words):
            continue
        if "原告" not in words and ruling.plaintiff.removeprefix("原告") not in words:
            continue
        (head,), (amount,) = heads, sums
        if "责任" in head:
            continue
        told = order.pick(_GRANTED_ONE).format(head=head, plaintiff=ruling.plaintiff, sum=amount)
        item = f"被告于本判决生效之日起十日内支付{ruling.plaintiff}{head}{amount}"
        at = ruling.pays[-1] + 1
        pieces = (*ruling.items[:at], item, *ruling.items[at:])
        changed = replace(parts, reasoning=parts.reasoning.replace(words, told, 1))
        return _injected(with_ruling(changed, pieces), order, f"不支持{head}", f"支持{head}")
    return None


def _injected(parts: Parts, order: Order, before: str, after: str) -> Injected:
    truth = Truth(change=Change.CLAIM, dose=order.dose, before=before, after=after)
    return Injected(text=parts.text, truth=truth)
