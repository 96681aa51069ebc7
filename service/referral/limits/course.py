"""Which moves does a time limit offer, and what does each make of it?

It is extended with approval, and days that do not count are deducted; each with its reason.
"""

from dataclasses import replace
from typing import Final

from service.referral.course.acts import Act, MatterKind, Part
from service.referral.course.course import Course, Move
from service.referral.errors import RuleBrokenError
from service.referral.limits.model import (
    Begun,
    Deducted,
    Extended,
    LimitAct,
    LimitState,
    TimeLimit,
)

_S, _A = LimitState, LimitAct
_JUDGES: Final = frozenset({Part.HANDLING_JUDGE, Part.PRESIDING_JUDGE})
_APPROVERS: Final = frozenset(
    {Part.DIVISION_HEAD, Part.VICE_PRESIDENT, Part.PRESIDENT, Part.OVERSIGHT_OFFICE}
)
_RUNNING: Final = frozenset({_S.RUNNING})
_MOST_MONTHS: Final = 12


def _begin(_: TimeLimit | None, act: Act) -> TimeLimit:
    begun = act.content_as(Begun)
    if begun.due_on <= begun.began_on:
        raise _broken("limit_days", "审限届满日应当晚于立案日。")
    return TimeLimit(state=_S.RUNNING, begun=begun)


def _extend(limit: TimeLimit | None, act: Act) -> TimeLimit:
    running, more = _running(limit), act.content_as(Extended)
    if not 1 <= more.months <= _MOST_MONTHS or not more.approved_by.strip():
        raise _broken("limit_extension", "延长审限须写明月数（一至十二个月）和批准人。")
    return replace(running, extended=running.extended + more.months)


def _deduct(limit: TimeLimit | None, act: Act) -> TimeLimit:
    running, days = _running(limit), act.content_as(Deducted)
    if days.last < days.first or days.first < running.begun.began_on:
        raise _broken("limit_deduction", "扣除期间的起止日期不正确。")
    if any(days.first <= each.last and each.first <= days.last for each in running.deductions):
        raise _broken("limit_deduction", "扣除期间与已扣除的期间重叠。")
    return replace(running, deductions=(*running.deductions, days))


def _end(limit: TimeLimit | None, _: Act) -> TimeLimit:
    return replace(_running(limit), state=_S.ENDED)


def _running(limit: TimeLimit | None) -> TimeLimit:
    if limit is None:
        raise AssertionError("the table offers this to time limits that have begun")
    return limit


def _broken(rule: str, words: str) -> RuleBrokenError:
    return RuleBrokenError(rule=rule, sentence="days or months that cannot be", words=words)


COURSE: Final = Course(
    kind=MatterKind.TIME_LIMIT,
    moves=(
        Move(
            name=_A.BEGIN,
            sources=frozenset(),
            targets=_RUNNING,
            parts=_JUDGES | _APPROVERS | {Part.MACHINE},
            step=_begin,
            content=Begun,
            source="民诉法第一百五十二条、第一百八十三条；行诉法第八十一条、第八十八条；"
            "刑诉法第二百零八条",
        ),
        Move(
            name=_A.EXTEND,
            sources=_RUNNING,
            targets=_RUNNING,
            parts=_APPROVERS,
            step=_extend,
            content=Extended,
            needs_reason=True,
        ),
        Move(
            name=_A.DEDUCT,
            sources=_RUNNING,
            targets=_RUNNING,
            parts=_JUDGES | _APPROVERS,
            step=_deduct,
            content=Deducted,
            needs_reason=True,
        ),
        Move(
            name=_A.END,
            sources=_RUNNING,
            targets=frozenset({_S.ENDED}),
            parts=_JUDGES | _APPROVERS,
            step=_end,
            needs_reason=True,
        ),
    ),
)
"""The moves of a time limit."""
