"""How is a condition of a search said in words?"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from service.labels import label_of
from service.search.filtering import CLOSED

CONDITION_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "effects": "裁判效力",
        "court_levels": "法院层级",
        "causes": "案由 / 罪名",
        "case_types": "案件类型",
        "instances": "审级",
        "document_kinds": "文书种类",
        "provinces": "地区",
        "courts": "法院",
    }
)
_DAYS = (("decided_from", "裁判日期不早于"), ("decided_to", "裁判日期不晚于"))


def condition_words(conditions: Mapping[str, Sequence[str]]) -> str:
    """Say conditions, as :func:`service.search.filtering.words_of` gives them; "" for none.

    Example:
        >>> condition_words({"provinces": ("吉林",), "decided_from": ("2024-01-01",)})
        '地区：吉林；裁判日期不早于 2024-01-01'
    """
    said = [
        f"{label}：{'、'.join(value_words(name, value) for value in conditions[name])}"
        for name, label in CONDITION_LABELS.items()
        if conditions.get(name)
    ]
    said += [f"{words} {conditions[name][0]}" for name, words in _DAYS if conditions.get(name)]
    return "；".join(said)


def value_words(name: str, value: str) -> str:
    """Say a value of a condition."""
    return label_of(CLOSED[name](value)) if name in CLOSED else value
