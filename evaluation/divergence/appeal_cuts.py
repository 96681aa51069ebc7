"""How are both instances cut out of one running paper of a second instance?

SimuCourt holds no criminal appeal that failed, so that its kinds of case give its labels away. The
papers of LeCaRD that hear criminal appeals tell the view of the court below before their own; what
became of the appeal is told by their rulings. Papers that cannot be cut surely are left out.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from evaluation.divergence.appeal_papers import AppealPair
from evaluation.divergence.masking import view_of

_BELOW: Final = re.compile(
    r"(?:原审法院|原判决?|一审法院|原审判决|[一-龥]{2,16}人民法院)(?:审理)?认为[，,：:]"
)
_OWN: Final = re.compile(r"本院(?:审理)?认为[，,：:]?")
_FOUND: Final = re.compile(r"(?:经审理|审理)?查明[，,：:]")
_STOP: Final = re.compile(
    r"(?:综上|据此|为此|故|遂)?[，,]?(?:依照|依据|根据|按照)[^。；]{0,40}《|判决[：:如]|遂?以[^，。]{2,20}罪判处"
    r"|(?:宣判后|上诉人|原审被告人)[^。，]{0,30}(?:不服|上诉)"
)
_RULING: Final = re.compile(r"(?:判决|裁定)如下[：:]?")
_AFFIRMED: Final = re.compile(r"驳回[^。；]{0,60}上诉[^。；]{0,12}维持原[判裁]")
_CHANGED: Final = re.compile(r"撤销[^。；]{0,80}(?:判决|量刑|定罪|刑罚|第.{1,4}项)")
_PASSED: Final = re.compile(r"判处|免予刑事处罚|宣告无罪|犯[^，。；]{2,20}罪")
_REMANDED: Final = re.compile(r"发回[^。；]{0,20}重(?:新)?审")
_LEAST: Final = 60
_REACH: Final = 500


def cut_appeal(row: Mapping[str, Any]) -> tuple[AppealPair, bool] | None:
    """Return both views of a criminal paper of second instance and whether it changed the result.

    Args:
        row: A record of LeCaRD.

    Returns:
        The pair, facts and views without rulings, and its label; None for a paper of another kind.
    """
    text = str(row["qw"])
    rulings = list(_RULING.finditer(text))
    if "上诉人" not in text[:_REACH] or not rulings:
        return None
    label = _label(text[rulings[-1].end() :][:_REACH])
    views = list(_OWN.finditer(text, 0, rulings[-1].start()))
    below = _BELOW.search(text, 0, views[-1].start()) if views else None
    if label is None or below is None:
        return None
    first = _until_stop(text, below.end(), views[-1].start())
    second = _until_stop(text, views[-1].end(), rulings[-1].start())
    if min(len(first), len(second)) < _LEAST:
        return None
    head = "某某人民法院\n刑事判决书\n（2023）京0101刑初1号\n"
    found = _FOUND.search(text, 0, below.start())
    facts = f"经审理查明：{text[found.end() : below.start()] if found else ''}\n"
    return (
        AppealPair(
            name=str(row["id"]),
            first=head + facts + view_of(first, accused=True),
            second=head + facts + view_of(second, accused=True),
        ),
        label,
    )


def _label(ruling: str) -> bool | None:
    """Return whether an appeal succeeded; None where it was sent back or cannot be told."""
    if _REMANDED.search(ruling):
        return None
    if _CHANGED.search(ruling) and _PASSED.search(ruling):
        return True
    return False if _AFFIRMED.search(ruling) and not _CHANGED.search(ruling) else None


def _until_stop(text: str, start: int, end: int) -> str:
    stop = _STOP.search(text, start, end)
    return text[start : stop.start() if stop else end].strip("，,。； ") + "。"
