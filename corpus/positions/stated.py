"""Which disputed issues (争议焦点) does a court state?"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.spans import Extracted, Span

_STATED: Final = re.compile(
    r"(?:争议|争执|争论|诉争|辩论|审理)的?焦点(?:问题)?[^。：:；，\n]{0,24}?(?:有|是|为|在于|系|如下|即|包括)(?:以下[^：:，。\n]{0,8})?[：:，\s]*"
)
_NUMBER: Final = re.compile(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十]{1,2}|[0-9０-９]{1,2})[）)]?[、.．：:，）)]|[①②③④⑤⑥⑦⑧⑨]|"
    r"(?:第[一二三四五六七八九十]{1,2}|其[一二三四五六七八九])(?:[个项])?[，、：:]?|焦点[一二三四五六七八九][：:、是为]?)\s*"
)
_LIST_ITEM: Final = re.compile(r"[^；;？?\n。]+[？?]?")
_INNER: Final = re.compile(
    r"(?=(?:[（(](?:[一二三四五六七八九十]|[0-9])[）)]|(?<![0-9])[1-9２-９][、.．](?![0-9])|[二三四五六七八九]、|[②③④⑤⑥⑦⑧⑨]))"
)
_LEAST: Final = 4
_MOST: Final = 120
_MOST_ISSUES: Final = 12
# 一、关于借款是否交付。 answers; only the list itself does without 关于.
_ANSWERED: Final = re.compile(
    r"[\s（(]{0,3}[一二三四五六七八九十0-9第首先其次]{0,3}[）)、.．，]{0,2}(?:关于|对于|针对)"
)


def find_stated(text: str, span: Span) -> tuple[tuple[Extracted[str], ...], int]:
    """Find the disputed issues that a part of a judgment states.

    Returns:
        The issues without their numbers, and the offset behind the list; none, and the beginning
        of the part, where it states none.

    Example:
        >>> text = "本案的争议焦点为：一、借款是否交付；二、利息如何计算。关于借款，"
        >>> [issue.value for issue in find_stated(text, Span(0, len(text)))[0]]
        ['借款是否交付', '利息如何计算']

    Cost: linear in the length of the part.
    """
    opened = _STATED.search(text, span.start, span.end)
    if opened is None:
        return (), span.start
    issues: list[Extracted[str]] = []
    end = opened.end()
    for item in _LIST_ITEM.finditer(text, opened.end(), span.end):
        is_numbered = _NUMBER.match(text, item.start(), item.end()) is not None
        if issues and not (
            is_numbered or item.group().endswith(("？", "?")) or _in_list(text, item)
        ):
            break
        if issues and _ANSWERED.match(text, item.start(), item.end()):
            break
        issues += _issues_of(text, Span(*item.span()))
        end = item.end()
        if len(issues) >= _MOST_ISSUES:
            break
    return tuple(issues[:_MOST_ISSUES]), end


def _in_list(text: str, item: re.Match[str]) -> bool:
    """Tell whether an item goes on behind a semicolon."""
    return text[item.start() - 1 : item.start()] in {"；", ";"}


def _issues_of(text: str, item: Span) -> Iterator[Extracted[str]]:
    """Cut an item that holds several numbered issues without a mark between them."""
    cuts = [item.start]
    cuts += [cut.start() for cut in _INNER.finditer(text, item.start + 1, item.end)]
    for start, end in zip(cuts, [*cuts[1:], item.end], strict=True):
        number = _NUMBER.match(text, start, end)
        begin = start if number is None else number.end()
        words = text[begin:end]
        bare = words.strip(" \t\u3000，,、。；;：:")
        if _LEAST <= len(bare) <= _MOST:
            at = begin + words.index(bare)
            yield Extracted(bare, Span(at, at + len(bare)), "issue:stated")
