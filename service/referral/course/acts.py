"""What is an act (动作), on what is it done, and by whom?

Nothing of a matter is ever edited: acts are added, one behind the other, and a matter is what its
acts made of it. What a rule needs in order to judge an act, such as the minimum of participants
that the court had set that day, stands in the act itself, so that the same acts give the same
matter for ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from service.referral.errors import ActContentError

ContentT = TypeVar("ContentT")


class MatterKind(StrEnum):
    """What acts are done on.

    移送事项, 四类案件标识, 审限, 法官会议议题, 法官会议, 审委会议题, 审委会会议, 裁判规则.
    """

    REFERRAL = "referral"
    FLAG = "flag"
    TIME_LIMIT = "time_limit"
    CONFERENCE_ITEM = "conference_item"
    CONFERENCE = "conference"
    COMMITTEE_ITEM = "committee_item"
    COMMITTEE_MEETING = "committee_meeting"
    RULE = "rule"


class Part(StrEnum):
    """In which part somebody acts on a matter; one person may take several.

    承办法官, 审判长, 合议庭成员; 团队长, 庭长, 分管副院长, 院长; 法官会议会务, 审委会秘书,
    综合业务部门; 主持人, 参加法官, 列席人员; 审委会委员, 列席检察长; 已回避; 系统.
    """

    HANDLING_JUDGE = "handling_judge"
    PRESIDING_JUDGE = "presiding_judge"
    PANEL_MEMBER = "panel_member"
    TEAM_LEADER = "team_leader"
    DIVISION_HEAD = "division_head"
    VICE_PRESIDENT = "vice_president"
    PRESIDENT = "president"
    CONFERENCE_SECRETARY = "conference_secretary"
    COMMITTEE_SECRETARY = "committee_secretary"
    OVERSIGHT_OFFICE = "oversight_office"
    HOST = "host"
    PARTICIPANT = "participant"
    OBSERVER = "observer"
    COMMITTEE_MEMBER = "committee_member"
    PROSECUTOR = "prosecutor"
    RECUSED = "recused"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Who acts.

    Attributes:
        account_id: Their account; 0 for the machine.
        name: Their name as shown when they acted.
        parts: The parts that they take in the matter.
    """

    account_id: int
    name: str
    parts: frozenset[Part]

    def takes(self, *parts: Part) -> bool:
        """Tell whether they take one of the parts."""
        return not self.parts.isdisjoint(parts)


MACHINE = Doer(account_id=0, name="系统", parts=frozenset({Part.MACHINE}))
"""Whoever acts where no person does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """The content of an act that says no more than that it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that was done on a matter.

    Attributes:
        name: Which act, by the token of its move.
        doer: Who did it.
        at: When, in UTC.
        reason: Why; may be empty where the move needs no reason.
        content: What it says: a frozen dataclass, one class for each move.
    """

    name: str
    doer: Doer
    at: datetime
    reason: str = ""
    content: object = Nothing()

    def content_as(self, kind: type[ContentT]) -> ContentT:
        """Return the content, which has to be of a class.

        Raises:
            ActContentError: It is of another.
        """
        if not isinstance(self.content, kind):
            problem = f"expected {kind.__name__}, not {type(self.content).__name__}"
            raise ActContentError(act=self.name, problems=(problem,))
        return self.content


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAct:
    """An act as it was kept.

    Attributes:
        number: 1 for the first act of its matter, without a gap.
        act: What was done.
        from_state: State before it; empty before the first.
        to_state: State after it.
    """

    number: int
    act: Act
    from_state: str
    to_state: str


def doers_of(acts: Iterable[KeptAct]) -> tuple[Doer, ...]:
    """Return everybody who acted, each once, in order of their first act."""
    return tuple({each.act.doer.account_id: each.act.doer for each in acts}.values())
