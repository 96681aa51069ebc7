"""How is written down what of a case is searched by, so that a judge can change it?

A plain text of headed parts. It is a question like any other: it can be pasted, kept, sent to the
interface and searched by again, and nothing of what somebody changed is lost.
"""

import re
from dataclasses import dataclass
from typing import Final

from indexing.columns.elements import known_elements
from indexing.searching.query import MOST_ISSUES, QueryParts

_FACTS: Final = "案情"
_CLAIMS: Final = "诉讼请求"
_ISSUES: Final = "争议焦点"
_REASONING: Final = "裁判说理"
_CHARGES: Final = "案由或罪名"
_HEADINGS: Final = (_FACTS, _CLAIMS, _ISSUES, _REASONING, _CHARGES)
_HEADING: Final = re.compile(rf"^【({'|'.join(_HEADINGS)})】[ \t]*$", re.MULTILINE)
_APART: Final = re.compile(r"[；;\n]+")
_LISTED: Final = re.compile(r"[、，,]+")
# More than any name has: 非法制造、买卖、运输、邮寄、储存枪支、弹药、爆炸物罪 has seven.
_MOST_PIECES: Final = 10


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
        _CHARGES: "；".join(outline.charges),
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
    return Outline(
        parts=QueryParts(
            facts=told.get(_FACTS, ""),
            claims=told.get(_CLAIMS, ""),
            issues=tuple(dict.fromkeys(issues))[:MOST_ISSUES],
            reasoning=told.get(_REASONING, ""),
        ),
        charges=cut_names(told.get(_CHARGES, "")),
    )


def cut_names(text: str) -> tuple[str, ...]:
    """Return the charges and causes of a list; those that no table knows as they are written.

    A name may itself be a list (走私、贩卖、运输、制造毒品罪), so the longest known one counts.

    Example:
        >>> cut_names("掩饰、隐瞒犯罪所得、犯罪所得收益罪、盗窃罪；民间借贷纠纷")
        ('掩饰、隐瞒犯罪所得、犯罪所得收益罪', '盗窃罪', '民间借贷纠纷')
    """
    names: list[str] = []
    for part in _APART.split(text):
        pieces = [piece.strip() for piece in _LISTED.split(part) if piece.strip()]
        at = 0
        while at < len(pieces):
            n_taken = _pieces_of_name(pieces[at : at + _MOST_PIECES])
            names.append("、".join(pieces[at : at + n_taken]))
            at += n_taken
    return tuple(dict.fromkeys(names))


def _pieces_of_name(pieces: list[str]) -> int:
    """Return how many pieces the longest known name has that begins with the first one."""
    for n_pieces in range(len(pieces), 1, -1):
        if known_elements(["、".join(pieces[:n_pieces])]):
            return n_pieces
    return 1
