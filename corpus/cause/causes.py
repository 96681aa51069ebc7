"""Which cause of action (案由) does a text name?"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from corpus.law.titles import read_table
from corpus.spans import Extracted, Span

# Causes that are everyday words count only where a cue says that they are the cause.
_CUE: Final = re.compile(
    r"一案|纠纷案|(?<=纠纷)[，,]不服|(?:一审|二审|再审|申请再审|执行|非诉|管辖)[^，。\n]{0,12}(?:书|定)"
)

# A cause is not parted from its cue by the end of a clause.
_NO_CAUSE: Final = re.compile(r"[。；\n]")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Cause:
    """A cause of action of the official tree.

    Attributes:
        name: Name as in the table.
        branch: ``civil``, ``administrative``, ``enforcement`` or ``compensation``.
        parent: Name of the cause above; empty at the top.
    """

    name: str
    branch: str
    parent: str


def known_cause(name: str) -> Cause | None:
    """Return the cause of a name, or None if no table knows it.

    Example:
        >>> known_cause("民间借贷纠纷").parent
        '借款合同纠纷'
    """
    return _causes().get(_key(name))


def cause_names() -> tuple[str, ...]:
    """Return the names of all causes, in order of the tables."""
    return tuple(dict.fromkeys(cause.name for cause in _causes().values()))


def path_of(name: str) -> tuple[str, ...]:
    """Return the names from the top of the tree down to a cause; empty if it is unknown.

    Example:
        >>> path_of("民间借贷纠纷")
        ('民事案由', '合同、无因管理、不当得利纠纷', '合同纠纷', '借款合同纠纷', '民间借贷纠纷')
    """
    path: list[str] = []
    cause = known_cause(name)
    while cause is not None and cause.name not in path:
        path.insert(0, cause.name)
        if cause.parent and cause.parent not in path and known_cause(cause.parent) is None:
            path.insert(0, cause.parent)
        cause = known_cause(cause.parent) if cause.parent else None
    return tuple(path)


def find_cause(text: str, start: int = 0, end: int | None = None) -> Extracted[str] | None:
    """Find the cause that a title or the opening of a judgment states.

    Of the causes before the first cue (一案, or the kind of paper in a title), the last one
    counts, since names of parties stand before it; within it the longest name.

    Example:
        >>> find_cause("原告甲公司诉被告乙买卖合同纠纷一案，本院受理后").value
        '买卖合同纠纷'

    Cost: linear in the characters looked at.
    """
    stop = len(text) if end is None else end
    names, automaton = _automaton()
    for cue in _CUE.finditer(text, start, stop):
        begin = max(start, cue.start() - 60)
        window = text[begin : cue.start() + 2]
        best: Extracted[str] | None = None
        for index, first, last in automaton.find_matches_as_indexes(window):
            gap = window[last : cue.start() - begin]
            if len(gap) <= 8 and not _NO_CAUSE.search(gap):
                best = Extracted(names[index], Span(begin + first, begin + last), "cause")
        if best is not None:
            return best
    return None


def _key(name: str) -> str:
    return re.sub(r"[\s、，,（）()]", "", name)


@cache
def _causes() -> dict[str, Cause]:
    causes: dict[str, Cause] = {}
    rows = read_table("causes.csv")
    # Where a name stands twice, the deepest place of the present edition counts; causes of
    # enforcement repeat those of the disputes behind them.
    for row in sorted(
        rows, key=lambda row: (row["branch"] == "enforcement", row["is_former"], -int(row["level"]))
    ):
        cause = Cause(name=row["name"], branch=row["branch"], parent=row["parent"])
        causes.setdefault(_key(row["name"]), cause)
    for row in read_table("cause_additions.csv"):
        cause = Cause(name=row["name"], branch=row["branch"], parent=row["parent"])
        causes.setdefault(_key(row["name"]), cause)
    return causes


@cache
def _automaton() -> tuple[list[str], AhoCorasick]:
    """Return the automaton over every printed form of every cause."""
    forms: dict[str, str] = {}
    for cause in _causes().values():
        if len(cause.name) < 3 or cause.branch in {"enforcement", "compensation"}:
            continue
        half_width = cause.name.replace("（", "(").replace("）", ")")
        bare = cause.name.split("（")[0]
        for form in (cause.name, cause.name.replace("、", ""), bare, half_width):
            if len(form) > 2:
                forms.setdefault(form, cause.name)
    for row in read_table("cause_aliases.csv"):
        forms.setdefault(row["alias"], row["name"])
    return list(forms.values()), AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest)
