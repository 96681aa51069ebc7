"""Must a case be referred? The checklist (应当提交的情形), item by item with its source.

What the machine can tell it answers itself, and says from what; the rest is asked. An item that
holds is a ground of the routing table.

Source: 法发〔2021〕2号 art. 4; 法发〔2019〕20号 art. 8 [M]; 刑诉法解释 art. 216; 法发〔2021〕30号
art. 5 [M].
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from corpus.judgment import CaseType
from service.referral.referrals.model import ChecklistAnswer
from service.referral.referrals.routing import LINES, Ground, Line


class SaidBy(StrEnum):
    """Who answers an item: 系统, 人工; 待答."""

    MACHINE = "machine"
    PERSON = "person"
    NOBODY = "nobody"


_CRIMINAL_ONLY: Final = frozenset({Ground.ACQUITTAL, Ground.BELOW_MINIMUM, Ground.DEATH})
_TOLD: Final[Mapping[Ground, str]] = MappingProxyType(
    {
        Ground.AGAINST_GUIDING: "分歧提示：本案草稿与指导性案例立场相反",
        Ground.AGAINST_REFERENCE: "分歧提示：本案草稿与案例库参考案例立场相反",
        Ground.AGAINST_DECIDED: "分歧提示：与近三年生效类案不一致",
        Ground.AGAINST_PENDING: "分歧提示：与本院在审类案不一致",
        Ground.SPLIT_OWN: "分歧提示：本院近三年生效类案之间不一致",
        Ground.SPLIT_ABOVE: "分歧提示：上级法院生效类案之间不一致",
        Ground.UNIFICATION: "分歧提示：本院不同审判组织之间不一致",
        Ground.NO_MAJORITY: "合议庭成员意见：未形成多数意见",
        Ground.MINORITY_ASKS: "合议庭成员意见：持少数意见的成员要求提交",
        Ground.LEADERS_DIFFER: "承办法官对分歧提示的回答：分歧在院庭长与审判组织之间",
        Ground.FOUR_CLASS: "四类案件标识：已确认",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of the checklist with its answer.

    Attributes:
        ground: What is asked.
        line: The line of the routing table that holds where it does.
        said_by: Who answered.
        holds: Whether it holds; None where nobody answered.
        because: From what the machine tells it; empty where it does not.
    """

    ground: Ground
    line: Line
    said_by: SaidBy
    holds: bool | None
    because: str = ""


def checklist(
    told: Collection[Ground],
    answers: Collection[ChecklistAnswer] = (),
    *,
    case_type: CaseType | None = None,
) -> tuple[Item, ...]:
    """Return the checklist in order of the table.

    What the machine tells to hold holds, whatever a person answers. What it does not find is not
    thereby absent: then the person's answer stands, or nobody's.

    Args:
        told: Grounds that the machine tells.
        answers: What a person answered.
        case_type: Kind of the case; items of criminal cases are not asked of others.

    Example:
        >>> said = [ChecklistAnswer(ground="new_standard", holds=False)]
        >>> items = checklist({Ground.NO_MAJORITY}, said, case_type=CaseType.CIVIL)
        >>> [(item.ground.value, item.holds, item.said_by.value)
        ...     for item in items if item.holds is not None]
        [('new_standard', False, 'person'), ('no_majority', True, 'machine')]
    """
    said = {Ground(each.ground): each.holds for each in answers}
    return tuple(
        _item(line, told, said)
        for line in LINES
        if line.ground is not Ground.CONSISTENT
        and (line.ground not in _CRIMINAL_ONLY or case_type in {None, CaseType.CRIMINAL})
    )


def holding(items: Collection[Item]) -> tuple[Ground, ...]:
    """Return the grounds of the items that hold, in their order."""
    return tuple(item.ground for item in items if item.holds)


def _item(line: Line, told: Collection[Ground], said: Mapping[Ground, bool]) -> Item:
    if line.ground in told:
        because = _TOLD.get(line.ground, "")
        return Item(
            ground=line.ground, line=line, said_by=SaidBy.MACHINE, holds=True, because=because
        )
    said_by = SaidBy.PERSON if line.ground in said else SaidBy.NOBODY
    return Item(ground=line.ground, line=line, said_by=said_by, holds=said.get(line.ground))
