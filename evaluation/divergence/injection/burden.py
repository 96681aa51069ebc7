"""The burden of proof put on the other side, with what follows from it.

SEVERE turns the result with the burden; MARKED leaves the result and turns only who had to prove.
"""

import re
from dataclasses import replace
from typing import Final

from evaluation.divergence.injection.civil import (
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

_UNPROVEN: Final = re.compile(
    r"原告[^。；]*?(?:未(?:能)?(?:向本院)?(?:提供|提交|举证)|举证不能|不足以证明|不能证明|证据不足)"
)
_ON_DEFENDANT: Final[Wordings] = {
    Half.DEVELOP: (
        (
            "对上述事实的举证责任应由被告承担，被告未能举证证明，应承担举证不能的不利后果。"
            "对{plaintiff}的诉讼请求，本院予以支持。"
        ),
        (
            "本案应由被告就其不应承担责任负举证责任，被告未提供相反证据，{plaintiff}的主张成立，"
            "本院予以支持。"
        ),
    ),
    Half.REPORT: (
        (
            "依举证责任分配规则，该事实应由被告加以证明，现被告举证不能，由其承担不利的法律后果，"
            "{plaintiff}所诉本院应予支持。"
        ),
        "被告对其抗辩负有证明责任而未提交证据，应当自行承担不利后果，故支持{plaintiff}的请求。",
    ),
}
_STAYS: Final[Wordings] = {
    Half.DEVELOP: (
        "该项事实的举证责任在被告，被告已就此完成举证，故对{plaintiff}的该项主张，本院不予支持。",
        "对此应由被告承担举证责任，被告提交的证据足以证明其主张，{plaintiff}的该项请求本院不予支持。",
    ),
    Half.REPORT: (
        "就该事实应由被告负证明责任，而被告所举证据已达到证明标准，{plaintiff}的该项请求不予支持。",
        "该节事实依法由被告举证，其已尽到举证义务，{plaintiff}的此项请求，本院难以支持。",
    ),
}


def inject_burden(text: str, order: Order) -> Injected | None:
    """Put the burden of proof on the defendant where the plaintiff bore it."""
    parts = parts_of(text)
    ruling = civil_ruling(parts) if parts else None
    if parts is None or ruling is None:
        return None
    told = [
        words
        for words in sentences(parts.reasoning)
        if _UNPROVEN.search(words) and REFUSED.search(words)
    ]
    if not told:
        return None
    if order.dose is Dose.SEVERE:
        return _with_result(parts, ruling, order)
    if order.dose is Dose.MARKED:
        words = order.pick(_STAYS).format(plaintiff=ruling.plaintiff)
        changed = replace(parts, reasoning=parts.reasoning.replace(told[0], words, 1))
        return _injected(changed, order)
    return None


def _with_result(parts: Parts, ruling: CivilRuling, order: Order) -> Injected | None:
    reasoning, asked = neutral_reasoning(parts.reasoning), asked_for(parts.before)
    if not ruling.is_refusing or reasoning is None or asked is None:
        return None
    changed = replace(parts, reasoning=reasoning).with_words(
        order.pick(_ON_DEFENDANT).format(plaintiff=ruling.plaintiff)
    )
    return _injected(costs_to(with_ruling(changed, (asked,)), "被告"), order)


def _injected(parts: Parts, order: Order) -> Injected:
    truth = Truth(
        change=Change.BURDEN, dose=order.dose, before="原告负举证责任", after="被告负举证责任"
    )
    return Injected(text=parts.text, truth=truth)
