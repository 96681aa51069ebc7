"""How is written down what of a case is searched by, so that a judge can change it?

A plain text of headed parts. It is a question like any other: it can be pasted, kept, sent to the
interface and searched by again, and nothing of what somebody changed is lost.
"""

import re
from dataclasses import dataclass
from typing import Final

from indexing.query import MOST_ISSUES, QueryParts

_FACTS: Final = "案情"
_CLAIMS: Final = "诉讼请求"
_ISSUES: Final = "争议焦点"
_REASONING: Final = "裁判说理"
_CHARGES: Final = "案由或罪名"
_HEADINGS: Final = (_FACTS, _CLAIMS, _ISSUES, _REASONING, _CHARGES)
_HEADING: Final = re.compile(rf"^【({'|'.join(_HEADINGS)})】[ \t]*$", re.MULTILINE)
_LISTED: Final = re.compile(r"[、，,；;\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What of a case is searched by.

    Attributes:
        parts: What is compared.
        charges: Charges or cause, as written; empty leaves them to be predicted.
    """

    parts: QueryParts
    charges: tuple[str, ...] = ()


def write_outline(outline: Outline) -> str:
    r"""Return an outline as text; parts without words are left out.

    Example:
        >>> print(write_outline(Outline(parts=QueryParts(facts="甲借款不还。", issues=("利息",)))))
        【案情】
        甲借款不还。
        【争议焦点】
        利息
    """
    parts = outline.parts
    written = {
        _FACTS: parts.facts,
        _CLAIMS: parts.claims,
        _ISSUES: "\n".join(parts.issues),
        _REASONING: parts.reasoning,
        _CHARGES: "、".join(outline.charges),
    }
    return "\n".join(
        f"【{heading}】\n{words.strip()}" for heading, words in written.items() if words.strip()
    )


def read_outline(text: str) -> Outline | None:
    r"""Read what :func:`write_outline` wrote; None where a text begins with no such heading.

    Example:
        >>> read_outline("【案情】\n甲盗窃。\n【案由或罪名】\n盗窃罪、诈骗罪").charges
        ('盗窃罪', '诈骗罪')
    """
    headings = list(_HEADING.finditer(text))
    if not headings or text[: headings[0].start()].strip():
        return None
    stops = [heading.start() for heading in headings[1:]] + [len(text)]
    told: dict[str, str] = {}
    for heading, stop in zip(headings, stops, strict=True):
        words = text[heading.end() : stop].strip()
        told[heading[1]] = "\n".join(part for part in (told.get(heading[1]), words) if part)
    issues = [line.strip() for line in told.get(_ISSUES, "").splitlines() if line.strip()]
    charges = [name.strip() for name in _LISTED.split(told.get(_CHARGES, "")) if name.strip()]
    return Outline(
        parts=QueryParts(
            facts=told.get(_FACTS, ""),
            claims=told.get(_CLAIMS, ""),
            issues=tuple(dict.fromkeys(issues))[:MOST_ISSUES],
            reasoning=told.get(_REASONING, ""),
        ),
        charges=tuple(dict.fromkeys(charges)),
    )
