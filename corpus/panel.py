"""Who decided, and who wrote it down? The signature block (署名)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from corpus.holes import MASKS, has_hole
from corpus.spans import Extracted, Span, Unreadable, Withheld


class PanelOffice(StrEnum):
    """Offices under a judgment."""

    PRESIDING = "presiding"
    JUDGE = "judge"
    ASSESSOR = "assessor"
    ASSISTANT = "assistant"
    CLERK = "clerk"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMember:
    """Somebody who signed.

    Attributes:
        name: As printed, without the spaces that set short names wide.
        office: In which office.
        is_acting: Whether 代 or 代理 stands before the office.
    """

    name: str
    office: PanelOffice
    is_acting: bool = False


SignedBy: TypeAlias = Extracted[PanelMember] | Withheld | Unreadable
"""A line of the signature block: who signed, or that the name is hidden or lost."""

_OFFICES: Final = {
    "审判长": PanelOffice.PRESIDING,
    "执行长": PanelOffice.PRESIDING,
    "审判员": PanelOffice.JUDGE,
    "执行员": PanelOffice.JUDGE,
    "人民陪审员": PanelOffice.ASSESSOR,
    "陪审员": PanelOffice.ASSESSOR,
    "法官助理": PanelOffice.ASSISTANT,
    "书记员": PanelOffice.CLERK,
}
_WIDE: Final = "|".join(r"\s{0,4}".join(word) for word in _OFFICES)
_OFFICE: Final = re.compile(
    rf"(?P<acting>代\s{{0,4}}理\s{{0,4}}|助\s{{0,4}}理\s{{0,4}}|代\s{{0,4}})?(?P<office>{_WIDE})"
    r"(?:\s?[（(](?:代|兼)[）)])?[\s：:]*+"
)
# What may follow the last name.
_STOP: Final = re.compile(
    r"[一二][〇○零０0Oo\uff2f\u041e九]|[12][0-9]{3}\s?[年.-]|[，。；、：（(\[【“\"《]"
    r"|附|本件|本判|本裁|本案|速录|记录|校对|打印|院印|核对|相关|第[一二三四五六七八九十]|适用|速\s录"
    r"|代\s{0,4}(?:理|书)|助\s{0,4}理"
)
_NAME: Final = re.compile(r"[\u3400-\u9fff·•．.A-Za-z]{2,24}")
_LONGEST: Final = 40
_SOME_NAME: Final = re.compile(r"\S{1,8}")
_HIDDEN: Final = re.compile(f"[{MASKS}]")
_MASK: Final = re.compile(r"[×xX*＊ｘＸ]{2,}")


def read_panel(text: str, span: Span) -> tuple[SignedBy, ...]:
    """Read who signed a judgment, in order.

    Works with and without line breaks and spaces between office, name and date. A name replaced
    by ××× is :class:`~corpus.spans.Withheld`, one with a hole
    :class:`~corpus.spans.Unreadable`.

    Args:
        text: The text that the spans count in.
        span: The signature block.

    Example:
        >>> text = "审 判 长  张三审判员李 四二〇二一年一月一日书记员王五"
        >>> [(m.value.office.value, m.value.name) for m in read_panel(text, Span(0, len(text)))]
        [('presiding', '张三'), ('judge', '李四'), ('clerk', '王五')]

    Cost: linear in the characters of the block.
    """
    offices = list(_OFFICE.finditer(text, span.start, span.end))
    found: list[SignedBy] = []
    for place, office in enumerate(offices):
        begin = office.end()
        end = offices[place + 1].start() if place + 1 < len(offices) else span.end
        end = min(end, begin + _LONGEST)
        if stop := _STOP.search(text, begin, end):
            end = stop.start()
        kind = _OFFICES["".join(office["office"].split())]
        if mask := _MASK.match(text, begin, end):
            found.append(Withheld(Span(*mask.span()), "panel"))
            continue
        names = _names(text, begin, end)
        if not names and (lost := _lost_name(text, begin, end)) is not None:
            found.append(lost)
        for name, where in names:
            acting = "".join((office["acting"] or "").split())
            member = PanelMember(name=name, office=kind, is_acting=acting in {"代", "代理"})
            found.append(Extracted(member, where, "panel"))
    return tuple(found)


def _lost_name(text: str, begin: int, end: int) -> Withheld | Unreadable | None:
    """Report what stands behind an office where a name had characters taken out."""
    match = _SOME_NAME.match(text, begin, end)
    if match is None:
        return None
    if has_hole(match.group()):
        return Unreadable(Span(*match.span()), "panel", "署名有残缺的字")
    return Withheld(Span(*match.span()), "panel") if _HIDDEN.search(match.group()) else None


def _names(text: str, begin: int, end: int) -> list[tuple[str, Span]]:
    """Return the names of one line behind an office: 张三, 张 三, or 张三 李四."""
    line_end = text.find("\n", begin, end)
    words = [
        (match.group(), match.start(), match.end())
        for match in re.finditer(r"\S+", text[begin : end if line_end < 0 else line_end])
    ]
    names: list[tuple[str, Span]] = []
    parts: list[tuple[str, int, int]] = []
    for word, start, stop in words:
        is_part = len(word) == 1 or (len(parts) == 1 and len(parts[0][0]) == 1 and len(word) == 2)
        if is_part:
            parts.append((word, start, stop))
            continue
        if _NAME.fullmatch(word) and (not names or len(word) <= 4):
            names.append((word, Span(begin + start, begin + stop)))
    if len(parts) > 1 and not names:
        name = "".join(word for word, _, _ in parts)
        if _NAME.fullmatch(name):
            names.append((name, Span(begin + parts[0][1], begin + parts[-1][2])))
    return names


def presiding_of(
    panel: Sequence[SignedBy],
) -> Extracted[PanelMember] | None:
    """Return who presided: the 审判长, or the judge who sat alone; None where it is not clear.

    Example:
        >>> text = "审判员张三书记员李四"
        >>> presiding_of(read_panel(text, Span(0, len(text)))).value.name
        '张三'
    """
    members = [member for member in panel if isinstance(member, Extracted)]
    for member in members:
        if member.value.office is PanelOffice.PRESIDING:
            return member
    judges = [member for member in members if member.value.office is PanelOffice.JUDGE]
    return judges[0] if len(judges) == 1 else None
