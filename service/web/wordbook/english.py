"""What does a template fill in, for who reads English?

What the table of words has is told in English; what it does not have is content, and is marked as
Chinese, so that it is read out and shown as such.
"""

import re
from functools import cache
from typing import Any, Final

from markupsafe import Markup, escape

from service.web.wordbook.translation import HAN, english_of, pieces_of, rows

_SVG_TEXT: Final = re.compile(r"<([a-z]+)([^<>]*)>([^<>]*[\u4e00-\u9fff][^<>]*)<")
_SVG_LABEL: Final = re.compile(r'aria-label="([^"]*[\u4e00-\u9fff][^"]*)"')
_LOOSE: Final = re.compile(r" +((?:</?[a-z][^<>]*>)*)([,.;:)](?=[ <]|$))")
_MARK: Final = re.compile(r'</?span(?: lang="zh")?>')
_COUNTED: Final = re.compile(r"\{\d*\} ((?:[a-z-]+ )?[a-z]+s)\b")
_NO_PLURAL: Final = frozenset(
    {"is", "was", "has", "this", "as", "its", "series", "less", "towards"}
)
_HISSING: Final = ("sses", "ches", "shes", "xes")
NAMED: Final = re.compile(
    r"((?:[0-9]|[^\x00-\x7f\s“”’–…①-⑥])*[\u3400-\u9fff](?:[0-9]|[^\x00-\x7f\s“”’–…①-⑥])*)"
)
"""A number or name of law that stands in English as it is."""


def told_html(value: Any) -> Any:  # noqa: ANN401 - whatever a template fills in
    """Return what a template fills in between tags: in English, or marked as Chinese."""
    if hasattr(value, "__html__"):
        drawn = Markup(value.__html__())  # noqa: S704 - says of itself that it is markup
        return _svg(drawn) if drawn.lstrip().startswith("<svg") else value
    if not isinstance(value, str) or not HAN.search(value):
        return value
    pieces = pieces_of(str(value))
    if pieces is None:
        return content_html(value)
    return Markup("").join(
        content_html(piece) if is_theirs else named_html(piece) for piece, is_theirs in pieces
    )


def told_plain(value: Any) -> Any:  # noqa: ANN401 - likewise
    """Return what a template fills in where no element can stand: in English, where known."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return bare(value)
    return english_of(str(value)) or value


def tidied(page: str) -> str:
    """Return a page in English without what filling in left: white space before points, "1 cases".

    Example:
        >>> tidied("<b>3</b> , <i>of 5 </i>.")
        '<b>3</b>, <i>of 5</i>.'
        >>> tidied("<b>1</b> disputed issues, 11 cases, 1 cases")
        '<b>1</b> disputed issue, 11 cases, 1 case'
    """
    return _one()[0].sub(_singled, _LOOSE.sub(r"\1\2", page))


@cache
def _one() -> tuple[re.Pattern[str]]:
    """Return what finds a single thing that stands in the plural, by the nouns of the table."""
    nouns = {
        noun
        for english in rows().values()
        for noun in _COUNTED.findall(english)
        if noun.rpartition(" ")[2] not in _NO_PLURAL
    }
    told = "|".join(sorted(map(re.escape, nouns), key=lambda each: (-len(each), each)))
    return (re.compile(rf"(?<![\w.,:/-])(1(?:</?[a-z][^<>]*>|\s)+)({told})\b"),)


def _singled(found: re.Match[str]) -> str:
    return found[1] + singular_of(found[2])


def singular_of(noun: str) -> str:
    """Return what one of several is called.

    Example:
        >>> [singular_of(each) for each in ("disputed issues", "parties", "matches", "cases")]
        ['disputed issue', 'party', 'match', 'case']
    """
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-2] if noun.endswith(_HISSING) else noun[:-1]


def bare(value: Any) -> Any:  # noqa: ANN401 - likewise
    """Return what a macro gave without our marks, for where no element can stand."""
    return Markup(_MARK.sub("", value)) if isinstance(value, Markup) else value  # noqa: S704


def is_content(value: Any) -> bool:  # noqa: ANN401 - likewise
    """Tell whether what a template fills in is content in Chinese."""
    return isinstance(value, str) and bool(HAN.search(value)) and english_of(str(value)) is None


def named_html(english: str) -> Markup:
    """Return English with the numbers and names of law in it marked as Chinese."""
    parts = NAMED.split(english)
    return Markup("").join(
        content_html(part) if place % 2 else part for place, part in enumerate(parts)
    )


def content_html(value: Any) -> Any:  # noqa: ANN401 - likewise
    """Return content marked as Chinese, where it is."""
    if isinstance(value, Markup) or not isinstance(value, str) or not HAN.search(value):
        return value
    return Markup('<span lang="zh">{}</span>').format(value)


def _svg(drawn: Markup) -> Markup:
    """Return a drawing with its words in English; drawings are made of escaped texts."""

    def worded(found: re.Match[str]) -> str:
        known = english_of(str(Markup(found[3]).unescape()))  # noqa: S704 - only read
        if known is None:
            return f'<{found[1]}{found[2]} lang="zh">{found[3]}<'
        marked = ' lang="zh"' if HAN.search(known) else ""
        return f"<{found[1]}{found[2]}{marked}>{escape(known)}<"

    def labelled(found: re.Match[str]) -> str:
        known = english_of(str(Markup(found[1]).unescape()))  # noqa: S704 - only read
        return found[0] if known is None else f'aria-label="{escape(known)}"'

    told = _SVG_LABEL.sub(labelled, _SVG_TEXT.sub(worded, drawn))
    return Markup(told)  # noqa: S704 - was markup, texts escaped again
