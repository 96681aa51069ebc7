"""What is said in Chinese, in English: one table of words, whoever made the words.

The pages speak Chinese first, and nothing about that is rewritten for English: ``words_en/*.csv``
give an English text for each Chinese one. ``{}`` in a row stands for what changes: a number, a
name, another text of the table. English may ask for another order by ``{0}``, ``{1}``. What is in
no row is content (a quote, a name, a title) and stays as it is; a test names each text of ours
that has no row, and each row that nothing uses.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from service.web.wordbook.citing import english_citation
from service.web.wordbook.measuring import english_measure

HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
"""A character that only Chinese has."""
SLOT: Final = "{}"
_SPACE: Final = re.compile(r"\s+")
_JOINTS: Final = re.compile(r"([，、；。：（）]|, |; |(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff]))")
_IN_ENGLISH: Final[Mapping[str, str]] = MappingProxyType(
    {"，": ", ", "、": ", ", "；": "; ", "。": ". ", "：": ": ", "（": " (", "）": ")"}
)
_LONGEST: Final = 600
"""Longer texts are content, not words of ours."""
_DEEPEST: Final = 6
_ORDINAL: Final = re.compile(r"第\{\}.")
_END: Final = "。"
_OUTER: Final = re.compile("(；|; )")
_SIDE_BY_SIDE: Final = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_COUNTING: Final = re.compile(r"第 ?$")
_NUMBER: Final = r"([0-9][0-9.,]*)"
_NUMERAL: Final = r"([0-9一二三四五六七八九十百千零〇甲乙丙丁]+)"
_ANYTHING: Final = "(.*?)"
_MUCH: Final = 2
"""Fewest characters of its own with which a row takes names and texts into its slots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    """A row with slots.

    Attributes:
        chunks: What stands between the slots.
        ways: Find the slots, the first that fits.
        english: The row in English, slots numbered.
        is_pointed: Whether it ends with the point of a sentence.
        says_much: Whether it has words enough of its own; else only numbers may fill it, so that
            no content is taken for it.
    """

    chunks: tuple[str, ...]
    ways: tuple[re.Pattern[str], ...]
    english: str
    is_pointed: bool
    says_much: bool

    def swallows(self, slots: Sequence[str]) -> bool:
        """Tell whether a slot holds the end of a sentence, or the beginning of the row again."""
        own = self.chunks[0] if len(HAN.findall(self.chunks[0])) >= _MUCH else _END
        return any(_END in each or own in each for each in slots)


def key_of(text: str) -> str:
    r"""Return a text as rows have it: white space made one, none at the ends.

    Example:
        >>> key_of("  没有\n  找到 ")
        '没有 找到'
    """
    return _SPACE.sub(" ", text).strip()


@cache
def rows() -> Mapping[str, str]:
    """Return the English of each Chinese text, slots as they stand in the table.

    Raises:
        ValueError: Two rows say the same in Chinese.
    """
    found: dict[str, str] = {}
    folder = resources.files("service.web.wordbook").joinpath("words_en")
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".csv"):
            for row in csv.DictReader(file.read_text("utf-8").splitlines()):
                if row["zh"] in found:
                    raise ValueError(f"{file.name}: {row['zh']} stands in two rows")
                found[row["zh"]] = row["en"]
    return MappingProxyType(found)


def numbered(english: str) -> str:
    """Return a row with its slots numbered.

    Example:
        >>> numbered("{} of {}"), numbered("{1} of {0}")
        ('{0} of {1}', '{1} of {0}')
    """
    parts = english.split(SLOT)
    return "".join(
        part if place == 0 else f"{{{place - 1}}}{part}" for place, part in enumerate(parts)
    )


@lru_cache(maxsize=20_000)
def pieces_of(text: str, depth: int = 0) -> tuple[tuple[str, bool], ...] | None:
    """Return the English of a text in pieces, each with whether it is content; None if unknown.

    Args:
        text: What was said in Chinese.
        depth: How deep in slots of other texts it stands.

    Cost: a look into a table; for texts seen the first time a pass over the rows with slots.
    """
    if not HAN.search(text):
        return ((text, False),)
    if len(text) > _LONGEST:
        return None
    key = key_of(text)
    whole = rows().get(key)
    if whole is not None and SLOT not in whole:
        return ((_around(text, whole), False),)
    return _composed(key, depth) if depth < _DEEPEST else None


def _composed(key: str, depth: int) -> tuple[tuple[str, bool], ...] | None:
    """Return the English of what is no row: a citation, a sentence, a row filled in, a list."""
    cited = english_citation(key)
    if cited is not None:
        return cited
    measured = english_measure(key)
    if measured is not None:
        return ((measured, False),)
    return (
        _all_known(_SIDE_BY_SIDE.split(key), ", ", depth)
        or _by_pattern(key, depth, is_whole=True)
        or _without_point(key, depth)
        or _by_sentences(key, depth)
        or _by_parts(key, depth)
        or _all_known(_outer_commas(key), ", ", depth)
        or _by_pattern(key, depth, is_whole=False)
    )


def _all_known(
    parts: Sequence[str], between: str, depth: int
) -> tuple[tuple[str, bool], ...] | None:
    """Return the English of texts side by side, where there are several and all are known."""
    told: list[tuple[str, bool]] = []
    for part in parts if len(parts) > 1 else ():
        known = pieces_of(part, depth + 1)
        if known is None:
            return None
        told += [(between, False), *known] if told else known
    return tuple(told) or None


def _outer_commas(key: str) -> list[str]:
    """Return what commas part that stand in no brackets."""
    parts, depth = [""], 0
    for sign in key:
        depth += (sign == "（") - (sign == "）")
        if sign == "，" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def english_of(text: str) -> str | None:
    """Return the English of a text as plain text; None where the table does not have it."""
    pieces = pieces_of(text)
    return None if pieces is None else "".join(piece for piece, _ in pieces)


def _around(text: str, english: str) -> str:
    """Return the English with the white space that stood at the ends of the text."""
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :]
    return f"{start}{english}{end}"


def _by_pattern(
    key: str, depth: int, *, is_whole: bool, is_pointed: bool = False
) -> tuple[tuple[str, bool], ...] | None:
    """Return the English of a row that is filled in.

    Args:
        key: What was said.
        depth: How deep in slots of other texts it stands.
        is_whole: Whether no slot may hold the end of a sentence or the row itself, so that a row
            does not swallow what stands behind the text that it is made for.
        is_pointed: Whether only rows with a point at their end are looked at.
    """
    for pattern in _patterns():
        if is_pointed and not pattern.is_pointed:
            continue
        if not all(chunk in key for chunk in pattern.chunks):
            continue
        found = next((hit for way in pattern.ways if (hit := way.fullmatch(key))), None)
        if found is None or (is_whole and pattern.swallows(found.groups())):
            continue
        if pattern.says_much or not HAN.search("".join(found.groups())):
            return tuple(_filled(pattern.english, found.groups(), depth))
    return None


def _pointed(words: str, depth: int) -> tuple[tuple[str, bool], ...] | None:
    """Return the English of a row that has a point at its end."""
    whole = rows().get(words + _END)
    if whole is not None and SLOT not in whole:
        return ((whole, False),)
    return _by_pattern(words + _END, depth, is_whole=False, is_pointed=True)


def _without_point(key: str, depth: int) -> tuple[tuple[str, bool], ...] | None:
    """Return the English of a sentence that stands in another one, its row with a point."""
    if _END in key:
        return None
    known = _pointed(key, depth)
    if known is None:
        return None
    last, is_theirs = known[-1]
    return (*known[:-1], (last.removesuffix("."), is_theirs))


def _by_sentences(key: str, depth: int) -> tuple[tuple[str, bool], ...] | None:
    """Return the English of sentences one behind the other, where all are known."""
    if _END not in key or key == _END:
        return None
    first, _, rest = key.partition(_END)
    known = _pointed(first, depth)
    if known is None:
        bare = pieces_of(first, depth)
        known = None if bare is None else (*bare, (".", False))
    if known is None or not rest:
        return known
    others = pieces_of(rest, depth)
    return None if others is None else (*known, (" ", False), *others)


def _by_parts(key: str, depth: int) -> tuple[tuple[str, bool], ...] | None:
    """Return the English of texts that were put one behind the other, where all are known."""
    if not _OUTER.search(key) and key.count("：") == 1:
        name, _, value = key.partition("：")
        return _named_value(name, value, depth)
    # What stands between semicolons belongs together more than what a comma parts.
    parts = _OUTER.split(key) if _OUTER.search(key) else _JOINTS.split(key)
    if len(parts) == 1:
        return None
    told: list[tuple[str, bool]] = []
    for part in parts:
        if part in _IN_ENGLISH or not HAN.search(part):
            told.append((_IN_ENGLISH.get(part, part), False))
            continue
        known = pieces_of(part, depth + 1)
        if known is None:
            return None
        if told and told[-1][0].endswith("("):
            known = ((known[0][0].lstrip(), known[0][1]), *known[1:])
        told += known
    return tuple(told)


def _named_value(name: str, value: str, depth: int) -> tuple[tuple[str, bool], ...] | None:
    """Return a name with its value, of which one at least is ours."""
    known = pieces_of(name, depth + 1), pieces_of(value, depth + 1)
    if known == (None, None):
        return None
    first, second = known
    return (*(first or ((name, True),)), (": ", False), *(second or ((value, True),)))


def _filled(english: str, slots: Sequence[str], depth: int) -> Iterator[tuple[str, bool]]:
    for place, part in enumerate(re.split(r"\{(\d+)\}", english)):
        if place % 2 == 0:
            if part:
                yield part, False
            continue
        slot = slots[int(part)]
        known = pieces_of(slot, depth + 1)
        if known is None:
            yield slot, True
        else:
            yield from known


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Return the rows with slots, those that say most first."""
    made = []
    for chinese, english in rows().items():
        if SLOT in chinese:
            chunks = chinese.split(SLOT)
            made.append(
                _Pattern(
                    chunks=tuple(each for each in chunks if each),
                    ways=_ways(chunks),
                    english=numbered(english),
                    is_pointed=chinese.endswith(_END),
                    says_much=len(HAN.findall(chinese)) >= _MUCH
                    and not _ORDINAL.fullmatch(chinese),
                )
            )
    return tuple(
        sorted(
            made,
            key=lambda each: (
                -sum(map(len, each.chunks)),
                each.ways[-1].groups,
                each.ways[-1].pattern,
            ),
        )
    )


def _ways(chunks: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Return how slots are found; of two side by side one is rather a number.

    Behind 第 there is a numeral, so that a row about one thing does not swallow the next.
    """
    n = len(chunks) - 1
    side_by_side = [place for place in range(1, n) if not chunks[place]]
    plain = [_NUMERAL if _COUNTING.search(chunk) else _ANYTHING for chunk in chunks[:n]]
    slots = [plain]
    if side_by_side:
        firsts = [_NUMBER if place + 1 in side_by_side else plain[place] for place in range(n)]
        seconds = [_NUMBER if place in side_by_side else plain[place] for place in range(n)]
        slots = [firsts, seconds, *slots]
    return tuple(re.compile(_joined(chunks, each), re.DOTALL) for each in slots)


def _joined(chunks: Sequence[str], slots: Sequence[str]) -> str:
    parts = [re.escape(chunks[0])]
    for chunk, slot in zip(chunks[1:], slots, strict=True):
        parts += [slot, re.escape(chunk)]
    return "".join(parts)
