"""What are the counted fields and their states called?"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.field_tally import FieldState, FieldTally

COUNTED: Mapping[str, str] = MappingProxyType(
    {
        "court": "审理法院",
        "case_number": "案号",
        "document_kind": "文书种类",
        "case_type": "案件类型",
        "instance": "审级",
        "decided_on": "裁判日期",
        "cause": "案由",
        "charges": "罪名",
        "parties": "当事人",
        "provisions": "引用法条",
        "disposition": "裁判主文",
        "facts": "查明事实",
        "reasoning": "本院认为",
    }
)
STATES: Mapping[FieldState, str] = MappingProxyType(
    {
        FieldState.READ: "已读出",
        FieldState.NOT_STATED: "未载明",
        FieldState.UNREADABLE: "无法辨认",
        FieldState.AMBIGUOUS: "几种可能",
        FieldState.WITHHELD: "已隐去",
    }
)


def label_of_counted(name: str) -> str:
    """Return the title of a counted field."""
    return COUNTED.get(name, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedField:
    """A line of the table of the fields.

    Attributes:
        label: Title of the field.
        share: Part read, rounded down, so that 100.0% means that none is missing.
        counts: Judgments by state, in the order of :data:`STATES`.
    """

    label: str
    share: str
    counts: tuple[int, ...]


def lines_of(tally: FieldTally) -> tuple[CountedField, ...]:
    """Return the table of the fields, line by line."""
    lines = []
    for name in tally.fields():
        counts = tuple(tally.count(name, state) for state in STATES)
        lines.append(
            CountedField(
                label=label_of_counted(name),
                share=f"{1000 * counts[0] // sum(counts) / 10:.1f}%",
                counts=counts,
            )
        )
    return tuple(lines)
