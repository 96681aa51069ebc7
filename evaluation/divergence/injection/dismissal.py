"""A suit dismissed by order instead of a ruling on its merits. Always SEVERE.

Sentences that weigh the claim leave the reasoning, the legal basis becomes that of the Civil
Procedure Law, the ruling an order, with costs returned and the shorter time for appeal.
"""

from dataclasses import replace
from typing import Final

from evaluation.divergence.injection.civil import civil_ruling, neutral_reasoning
from evaluation.divergence.injection.model import (
    Change,
    Dose,
    Half,
    Injected,
    Order,
    Truth,
    Wordings,
)
from evaluation.divergence.injection.parts import parts_of

_REASONS: Final[Wordings] = {
    Half.DEVELOP: (
        (
            "{plaintiff}与本案没有直接利害关系，不是本案的适格主体，其起诉不符合法定的起诉条件，"
            "应予驳回。"
        ),
        "本案争议不属于人民法院受理民事诉讼的范围，对{plaintiff}的起诉，应裁定驳回。",
    ),
    Half.REPORT: (
        "经审查，{plaintiff}所诉事项应先由有关部门处理，不属人民法院主管，其起诉依法应予驳回。",
        "{plaintiff}不具备原告主体资格，本院对其起诉不作实体审理，应当裁定驳回起诉。",
    ),
}
_BASIS: Final = (
    "依照《中华人民共和国民事诉讼法》第一百一十九条、第一百五十四条第一款第三项之规定，裁定如下："
)
_AFTER: Final = (
    "案件受理费予以退还。如不服本裁定，可在裁定书送达之日起十日内，向本院递交上诉状，上诉于上一级"
    "人民法院。"
)


def inject_dismissal(text: str, order: Order) -> Injected | None:
    """Dismiss the suit of a civil judgment."""
    parts = parts_of(text)
    ruling = civil_ruling(parts) if parts else None
    if parts is None or ruling is None or order.dose is not Dose.SEVERE:
        return None
    reasoning = neutral_reasoning(parts.reasoning)
    if reasoning is None or "裁定如下" in parts.basis:
        return None
    changed = replace(
        parts,
        before=parts.before.replace("民事判决书", "民事裁定书"),
        reasoning=reasoning,
        basis=_BASIS,
        ruling=f"驳回{ruling.plaintiff}的起诉。",
        after=_AFTER,
    ).with_words(order.pick(_REASONS).format(plaintiff=ruling.plaintiff))
    truth = Truth(change=Change.DISMISSAL, dose=order.dose, before="实体判决", after="裁定驳回起诉")
    return Injected(text=changed.text, truth=truth)
