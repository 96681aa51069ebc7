"""Which number stands before a paragraph of a .docx file that Word numbers by itself?

Automatic numbers are not in the text of a paragraph but counted when it is shown. A ruling whose
items are numbered that way would lose them. Formats whose writing Word leaves to the language of
the program are left out, like bullets, which are no words.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from corpus.numerals import write_number

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE: Final = f"{_W}val"
_LEVELS: Final = 9
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_MOST: Final = 10_000
_PARTING: Final = ("、", ".", "．", "，", "：", ":", ")", "）", "〕", "]", "】", " ")
_STYLES_DEEP: Final = 20
"""Most styles that a style is followed through; forged ones may go round."""


def _letters(number: int) -> str:
    """Word goes on behind z with aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    signs = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    written = ""
    for value, sign in signs:
        written += sign * (number // value)
        number %= value
    return written


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


def _stem(number: int) -> str:
    return _STEMS[number - 1] if number <= len(_STEMS) else str(number)


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = MappingProxyType(
    {
        "decimal": str,
        "decimalZero": lambda number: f"{number:02}",
        "decimalFullWidth": lambda number: str(number).translate(
            {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
        ),
        "decimalEnclosedCircle": _circled,
        "decimalEnclosedCircleChinese": _circled,
        "chineseCounting": write_number,
        "chineseCountingThousand": write_number,
        "japaneseCounting": write_number,
        "taiwaneseCounting": write_number,
        "taiwaneseCountingThousand": write_number,
        "ideographTraditional": _stem,
        "lowerLetter": _letters,
        "upperLetter": lambda number: _letters(number).upper(),
        "lowerRoman": lambda number: _roman(number).lower(),
        "upperRoman": _roman,
    }
)
"""How a count is written, by the names of ST_NumberFormat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """One level of a list: first count, format and pattern (``%1、``)."""

    start: int
    form: str
    pattern: str
    is_arabic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list: the definition whose count it shares, its levels, those that it counts anew."""

    definition: str
    levels: Mapping[int, _Level]
    restarted: frozenset[int]


class Numbering:
    """Counts the numbered paragraphs of a document; ask for each paragraph once, in order.

    Args:
        document: The document, as python-docx opened it.
    """

    def __init__(self, document: Document) -> None:
        self._styles = {
            str(style.get(f"{_W}styleId")): style
            for style in document.styles.element.iter(f"{_W}style")
        }
        self._lists: dict[str, _List] = {}
        for relation in document.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
                self._lists = _lists_of(relation.target_part.element)
        self._counts: dict[str, list[int]] = {}
        self._begun: set[str] = set()

    def number_of(self, paragraph: Any) -> str:  # noqa: ANN401 - an XML element of python-docx
        """Return the number before a paragraph with what parts the two; mostly nothing."""
        name, depth = self._place(paragraph)
        found = self._lists.get(name)
        if found is None or depth not in found.levels:
            return ""
        counts = self._counts.setdefault(found.definition, [0] * _LEVELS)
        if name not in self._begun:
            self._begun.add(name)
            for restarted in found.restarted:
                counts[restarted] = 0
        counts[depth] = counts[depth] + 1 if counts[depth] else found.levels[depth].start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        return _written(depth, found.levels, counts)

    def _place(self, paragraph: Any) -> tuple[str, int]:  # noqa: ANN401 - see number_of
        """Return list and level of a paragraph, by itself or by its style."""
        properties = paragraph.find(f"{_W}pPr")
        name, depth = _numbered(properties)
        style = "" if properties is None else _value(properties.find(f"{_W}pStyle"))
        for _ in range(_STYLES_DEEP):
            if name is not None or style not in self._styles:
                break
            above = self._styles[style]
            name, its_depth = _numbered(above.find(f"{_W}pPr"))
            depth = its_depth if depth is None else depth
            style = _value(above.find(f"{_W}basedOn"))
        return name or "", depth or 0


def _numbered(properties: Any) -> tuple[str | None, int | None]:  # noqa: ANN401 - see number_of
    """Return list and level that properties of a paragraph or style name; list 0 is none."""
    numbering = None if properties is None else properties.find(f"{_W}numPr")
    if numbering is None:
        return None, None
    name = _value(numbering.find(f"{_W}numId")) or None
    return name, _depth(_value(numbering.find(f"{_W}ilvl")))


def _lists_of(root: Any) -> dict[str, _List]:  # noqa: ANN401 - see number_of
    definitions = {
        str(each.get(f"{_W}abstractNumId")): _levels_of(each)
        for each in root.iter(f"{_W}abstractNum")
    }
    lists = {}
    for each in root.iter(f"{_W}num"):
        definition = _value(each.find(f"{_W}abstractNumId"))
        levels = dict(definitions.get(definition, {}))
        restarted = set()
        for override in each.iter(f"{_W}lvlOverride"):
            depth = _depth(override.get(f"{_W}ilvl", ""))
            levels |= _levels_of(override)
            start = override.find(f"{_W}startOverride")
            if start is not None and depth in levels:
                levels[depth] = replace(levels[depth], start=_whole(_value(start), 1))
                restarted.add(depth)
        lists[str(each.get(f"{_W}numId"))] = _List(
            definition=definition, levels=levels, restarted=frozenset(restarted)
        )
    return lists


def _levels_of(definition: Any) -> dict[int, _Level]:  # noqa: ANN401 - see number_of
    levels = {}
    for each in definition.iter(f"{_W}lvl"):
        depth = _depth(each.get(f"{_W}ilvl", ""))
        if depth is not None:
            levels[depth] = _Level(
                start=_whole(_value(each.find(f"{_W}start")), 0),
                form=_value(each.find(f"{_W}numFmt")) or "decimal",
                pattern=_value(each.find(f"{_W}lvlText")),
                is_arabic=each.find(f"{_W}isLgl") is not None,
            )
    return levels


def _written(depth: int, levels: Mapping[int, _Level], counts: Sequence[int]) -> str:
    """Fill the counts into the pattern of a level; nothing where one cannot be written."""
    level = levels[depth]
    written = level.pattern
    for above in range(depth + 1):
        if f"%{above + 1}" not in written:
            continue
        own = levels.get(above)
        form = None if own is None else _FORMATS.get("decimal" if level.is_arabic else own.form)
        if own is None or form is None:
            return ""
        written = written.replace(f"%{above + 1}", form(counts[above] or own.start))
    # A pattern without a count is the mark of a bullet.
    if written == level.pattern or not 0 < counts[depth] < _MOST:
        return ""
    return written if written.endswith(_PARTING) else f"{written} "


def _depth(text: str) -> int | None:
    return int(text) if len(text) == 1 and text in "012345678" else None


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else otherwise


def _value(element: Any) -> str:  # noqa: ANN401 - see number_of
    return "" if element is None else str(element.get(_VALUE) or "")
