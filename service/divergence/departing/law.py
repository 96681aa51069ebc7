"""Which provisions does a judgment rest on, beside those that every judgment cites?"""

from typing import Final

from corpus.judgment import Judgment
from corpus.spans import Extracted

_GENERAL: Final = ("诉讼法", "民事诉讼证据", "立法法", "财产刑", "诉讼费用")
"""Parts of titles of laws on procedure and on money: they tell nothing of the matter."""
_CRIMINAL: Final = "中华人民共和国刑法"
_FIRST_SPECIAL: Final = 102


def laws_of(judgment: Judgment) -> tuple[Extracted[str], ...]:
    """Return what a judgment rests on: title and article, in criminal law with its paragraph.

    The general part of the Criminal Law is left out; it goes with the circumstances.
    """
    found: dict[str, Extracted[str]] = {}
    for each in judgment.provisions:
        provision = each.value
        if any(part in provision.law for part in _GENERAL):
            continue
        name = f"{provision.law}第{provision.article}条"
        if provision.law == _CRIMINAL:
            if provision.article < _FIRST_SPECIAL:
                continue
            name += f"第{provision.paragraph or 1}款第{provision.item or 0}项"
        found.setdefault(name, Extracted(name, each.span, "law"))
    return tuple(found.values())
