"""How is a name hidden: 张三 as 张某, two of one surname as 张某1 and 张某2?

Source: 法释〔2016〕19号 art. 9 (surname and 某; ethnic and foreign names keep their first
character, names in Latin letters their first letter; numbers tell equal ones apart).
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from importlib.resources import files
from typing import Final

_TABLE: Final = json.loads(files("corpus.tables").joinpath("surnames.json").read_text("utf-8"))
_COMPOUND: Final = frozenset[str](_TABLE["compound"])
SURNAMES: Final = frozenset[str](_TABLE["single"])
"""Surnames of one character."""

_MASKED: Final = re.compile(r"[某×xX＊*○□Ｘ]|[甲乙丙丁戊己庚辛][0-9]?$")
_DOTS: Final = "·•‧・．"
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z .'\-]*")
_HAN_NAME: Final = re.compile(r"[\u3400-\u9fff]{2,4}")
_LONG_NAME: Final = re.compile(
    rf"[\u3400-\u9fff]{{1,12}}(?:[{_DOTS}][\u3400-\u9fff]{{1,12}}){{1,4}}"
)
_MASK_IN_TEXT: Final = re.compile(
    r"[\u3400-\u9fff]{1,2}某(?:[某甲乙丙丁戊己庚辛壬癸]|[0-9０-９]{1,2})?"
)


def is_masked(name: str) -> bool:
    """Tell whether a name was hidden by the publisher.

    Example:
        >>> is_masked("张某甲"), is_masked("李××"), is_masked("王五")
        (True, True, False)
    """
    return _MASKED.search(name) is not None


def is_name(text: str) -> bool:
    """Tell whether a string has the form of a person's name.

    Example:
        >>> [is_name(each) for each in ("欧阳修文", "买买提·吐尔逊", "甲公司", "John Smith")]
        [True, True, False, True]
    """
    if _LATIN.fullmatch(text) or _LONG_NAME.fullmatch(text):
        return True
    is_short = _HAN_NAME.fullmatch(text) is not None and text[0] in SURNAMES
    return is_short or text[:2] in _COMPOUND


def kept_part(name: str) -> str:
    """Return what stays of a name: the surname, or the first character.

    Example:
        >>> [kept_part(name) for name in ("张三", "欧阳修", "司马", "买买提·吐尔逊", "John Smith")]
        ['张', '欧阳', '司', '买', 'J']
    """
    if name[:2] in _COMPOUND and len(name) > 2:
        return name[:2]
    return name[0]


def hidden_names(names: Iterable[str], text: str) -> Mapping[str, str]:
    """Return the hidden form of each name, the same person in one form throughout a text.

    Several names with one hidden form are numbered in order of their first place in the text;
    forms that the text already holds are left to those who bear them.

    Args:
        names: Names in full; hidden ones and repeats are passed over.
        text: The text they stand in.

    Example:
        >>> dict(hidden_names(["张三", "张四", "李五"], "张四与张三、李五"))
        {'张四': '张某1', '张三': '张某2', '李五': '李某'}
    """
    taken = set(_MASK_IN_TEXT.findall(text))
    groups: dict[str, list[str]] = {}
    unique = {name for name in names if name and not is_masked(name)}
    places = _places(text, unique)
    for name in sorted(unique, key=lambda each: (places.get(each, len(text)), each)):
        form = kept_part(name) + ("" if _LATIN.fullmatch(name) else "某")
        groups.setdefault(form, []).append(name)
    hidden: dict[str, str] = {}
    for form, group in groups.items():
        if len(group) == 1 and form not in taken:
            hidden[group[0]] = form
            continue
        numbers = (f"{form}{n}" for n in range(1, len(taken) + len(group) + 1))
        free = (each for each in numbers if each not in taken)
        hidden.update(zip(group, free, strict=False))
    return hidden


def parts_of(name: str) -> tuple[str, ...]:
    """Return the parts by which a name with dots is called later on, longest first.

    Example:
        >>> parts_of("买买提·吐尔逊"), parts_of("张三")
        (('买买提', '吐尔逊'), ())
    """
    if not _LONG_NAME.fullmatch(name):
        return ()
    parts = {part for part in re.split(f"[{_DOTS}]", name) if len(part) > 1}
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))


def _places(text: str, names: Collection[str]) -> dict[str, int]:
    """Return where each name first stands, not counting its place inside a longer one."""
    places: dict[str, int] = {}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    if longest_first:
        for match in re.finditer("|".join(map(re.escape, longest_first)), text):
            places.setdefault(match.group(), match.start())
    return places
