"""What is told of what was written down before a judgment was closed?

A frozen report, a finding, an opinion or a notice may name a judgment that has since been closed.
To whoever is not cleared for it each place says so in one sentence, in place of words, parties,
court and number. Nothing stored is changed: whoever is cleared reads what was written, and so does
everybody once the judgment is opened again.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, Final, TypeVar, cast

from corpus.case_number import find_case_numbers
from corpus.privacy.masking import is_in_company

T = TypeVar("T")

WITHHELD: Final = "该文书已不可查阅"
"""What stands in place of a judgment that may not be read."""

HIDDEN: Final = "不可查阅"
"""What stands in place of its court and the like: withheld is not the same as not stated."""

NOBODY: Final = "某某"
"""What stands in place of a name: not even the surname is told, and not how many there are."""

LEAST_TAKEN: Final = 10
"""Fewer characters are no words taken from one judgment: 不予支持."""

_AFTER: Final = "："

GONE: Final = object()
"""Returned by a mask for what is left out: of a list the piece, else None stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Which closed judgments are kept from whoever asks.

    Attributes:
        ids: Their ids.
        numbers: Their case numbers, in canonical form.
        are_theirs: Tells whether words are those of one of them alone, such as the question or the
            side that a finding took from it.
        names: Finds the names of their parties; None where none is to be hidden.
    """

    ids: frozenset[str]
    numbers: frozenset[str]
    are_theirs: Callable[[str], bool] = lambda _: False
    names: re.Pattern[str] | None = None

    def words(self, text: str) -> str:
        """Return a text in which neither their words nor their case numbers nor names stand.

        Example:
            >>> withheld = Withheld(
            ...     ids=frozenset(),
            ...     numbers=frozenset({"（2020）京01民终1号"}),
            ...     names=pattern_of(["张小明"]),
            ... )
            >>> withheld.words("参见(2020)京01民终1号，张小明一案")
            '参见该文书已不可查阅，某某一案'

        Cost: linear in the length of the text.
        """
        told = self._without_numbers(text)
        return told if self.names is None else self.names.sub(_nobody, told)

    def _without_numbers(self, text: str) -> str:
        head, sign, tail = text.rpartition(_AFTER)
        if len(tail) >= LEAST_TAKEN and self.are_theirs(tail):
            return head + sign + WITHHELD
        if len(text) >= LEAST_TAKEN and self.are_theirs(text):
            return WITHHELD
        if "号" not in text:
            return text
        for found in reversed(find_case_numbers(text)):
            if str(found.value) in self.numbers:
                text = text[: found.span.start] + WITHHELD + text[found.span.end :]
        return text


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds names in a text, the longest first; None for none.

    Example:
        >>> found = pattern_of(["王平", "王平安"])
        >>> found.sub("某某", "王平安与王平") if found else ""
        '某某与某某'
    """
    longest_first = sorted(names, key=lambda each: (-len(each), each))
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None


def _nobody(found: re.Match[str]) -> str:
    return found.group() if is_in_company(found.string, found.end()) else NOBODY


AS_IT_IS: Final = object()
"""Returned by a mask for what is not looked through."""

_OWN: Final = frozenset({"case_number", "court", "division", "cause"})
"""Fields of the pending case or matter itself: its number may be that of a closed paper, and its
court and cause stand in that paper too. Of the judgment its mask hides them."""

Mask = Callable[[Any, Withheld], object]
"""Returns a piece without what is withheld, the piece itself, :data:`GONE` or :data:`AS_IT_IS`."""


def without(value: T, withheld: Withheld, masks: Mapping[type, Mask]) -> T:
    """Return what was written down without what is withheld.

    Args:
        value: Whatever consists of dataclasses, tuples, lists, dicts and plain values.
        withheld: What is kept back.
        masks: What becomes of pieces of a type that names judgments; what a mask returns is looked
            through too.

    Cost: linear in the size of what was written; nothing is copied that stays as it is.
    """
    found = _without(value, withheld, masks)
    return cast("T", None if found is GONE else found)


def _without(value: object, withheld: Withheld, masks: Mapping[type, Mask]) -> object:
    if isinstance(value, str):
        return value if isinstance(value, Enum) else withheld.words(value)
    if isinstance(value, tuple | list):
        return _of_list(value, withheld, masks)
    if isinstance(value, dict):
        kept = {name: _without(each, withheld, masks) for name, each in value.items()}
        return {name: None if each is GONE else each for name, each in kept.items()}
    if is_dataclass(value) and not isinstance(value, type):
        mask = masks.get(type(value))
        masked = value if mask is None else mask(value, withheld)
        if masked is GONE or masked is AS_IT_IS:
            return GONE if masked is GONE else value
        return _of_dataclass(masked, withheld, masks)
    return value


def _of_list(
    value: tuple[object, ...] | list[object], withheld: Withheld, masks: Mapping[type, Mask]
) -> object:
    kept = [_without(each, withheld, masks) for each in value]
    if all(new is old for new, old in zip(kept, value, strict=True)):
        return value
    left = [each for each in kept if each is not GONE]
    return tuple(left) if isinstance(value, tuple) else left


def _of_dataclass(value: Any, withheld: Withheld, masks: Mapping[type, Mask]) -> object:  # noqa: ANN401 - of any type
    changed: dict[str, object] = {}
    for each in fields(value):
        if not each.init or each.name in _OWN:
            continue
        old = getattr(value, each.name)
        new = _without(old, withheld, masks)
        if new is not old:
            changed[each.name] = None if new is GONE else new
    return replace(value, **changed) if changed else value
