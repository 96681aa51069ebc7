"""Which moves does a mark of the four classes offer, and what does each make of it?

待确认 → {已标识, 已取消}; 已标识 → 已结束监督. What those who lead may do is asked of the panel and
written down; no move changes what a panel holds.

Source: 法发〔2021〕30号 art. 8 to 10 [M]; rule V16 of the plan.
"""

from dataclasses import replace
from typing import Final

from service.referral.course.acts import Act, MatterKind, Part
from service.referral.course.course import Course, Move
from service.referral.errors import RuleBrokenError
from service.referral.flags.model import (
    Answered,
    Closed,
    Flag,
    FlagAct,
    FlagState,
    Proposed,
    Required,
    Requirement,
)
from service.reports.vocabulary import FourClass

_S, _A = FlagState, FlagAct
_JUDGES: Final = frozenset({Part.HANDLING_JUDGE, Part.PRESIDING_JUDGE})
_LEADERS: Final = frozenset(
    {Part.TEAM_LEADER, Part.DIVISION_HEAD, Part.VICE_PRESIDENT, Part.PRESIDENT}
)
_OFFICE: Final = frozenset({Part.OVERSIGHT_OFFICE})
_CONFIRMED: Final = frozenset({_S.CONFIRMED})
_MEASURES: Final = "法发〔2021〕30号第十条 [M]"


def _propose(_: Flag | None, act: Act) -> Flag:
    proposed = act.content_as(Proposed)
    by_machine = act.doer.takes(Part.MACHINE)
    # Whoever leads marks by saying so; what judges and machines say is confirmed first.
    state = _S.CONFIRMED if act.doer.takes(*_LEADERS, *_OFFICE) else _S.PROPOSED
    return Flag(state=state, proposed=proposed, by_machine=by_machine)


def _confirm(flag: Flag | None, _: Act) -> Flag:
    return replace(_begun(flag), state=_S.CONFIRMED)


def _cancel(flag: Flag | None, act: Act) -> Flag:
    begun = _begun(flag)
    is_judge_alone = not act.doer.takes(*_LEADERS, *_OFFICE)
    if is_judge_alone and (begun.state is not _S.PROPOSED or not begun.by_machine):
        raise RuleBrokenError(
            rule="flag_cancel",
            sentence="a judge puts aside only what a machine proposed and nobody confirmed",
            words="承办法官只能取消系统提示、尚未确认的标识；已经标识的，由院庭长或者审判管理部门取消。",
        )
    return replace(begun, state=_S.CANCELLED)


def _note(flag: Flag | None, _: Act) -> Flag:
    # That it was read, by whom and on what ground is the act itself.
    return _begun(flag)


def _require(flag: Flag | None, act: Act) -> Flag:
    begun = _begun(flag)
    asked = Requirement(
        number=len(begun.requirements) + 1,
        act=FlagAct(act.name),
        name=act.doer.name,
        at=act.at,
        reason=act.reason,
        by=act.content_as(Required).by,
    )
    return replace(begun, requirements=(*begun.requirements, asked))


def _require_reconsideration(flag: Flag | None, act: Act) -> Flag:
    begun = _begun(flag)
    most = begun.proposed.reconsiderations
    asked = sum(each.act is _A.REQUIRE_RECONSIDERATION for each in begun.requirements)
    if asked >= most:
        raise RuleBrokenError(
            rule="reconsideration",
            sentence=f"asked for {asked} times; the court allows {most}",
            words=f"院庭长要求合议庭复议以{most}次为限（法发〔2021〕30号第十条 [M]）；"
            "仍有不同意见的，可以提交专业法官会议或者审判委员会。",
        )
    return _require(begun, act)


def _answer(flag: Flag | None, act: Act) -> Flag:
    begun, answer = _begun(flag), act.content_as(Answered)
    if not 1 <= answer.number <= len(begun.requirements) or not answer.words.strip():
        raise RuleBrokenError(
            rule="flag_answer",
            sentence=f"nothing was asked under number {answer.number}, or nothing is answered",
            words="请选择要回复的监督事项并写明内容。",
        )
    requirements = tuple(
        replace(each, answer=answer.words) if each.number == answer.number else each
        for each in begun.requirements
    )
    return replace(begun, requirements=requirements)


def _close(flag: Flag | None, act: Act) -> Flag:
    begun, end = _begun(flag), act.content_as(Closed)
    if begun.four_class is FourClass.CONFLICT and end.disposition is None:
        raise RuleBrokenError(
            rule="V16",
            sentence="a conflict with like cases is closed without what became of it",
            words="四类案件（三）的标识须写明处理结果后才能结束监督（V16）。",
        )
    return replace(begun, state=_S.CLOSED, disposition=end.disposition, referral_id=end.referral_id)


def _begun(flag: Flag | None) -> Flag:
    if flag is None:
        raise AssertionError("the table offers this to marks that have begun")
    return flag


def _measure(name: FlagAct, *, reconsiders: bool = False) -> Move[Flag]:
    return Move(
        name=name,
        sources=_CONFIRMED,
        targets=_CONFIRMED,
        parts=_LEADERS,
        step=_require_reconsideration if reconsiders else _require,
        content=Required,
        needs_reason=True,
        source=_MEASURES,
    )


COURSE: Final = Course(
    kind=MatterKind.FLAG,
    moves=(
        Move(
            name=_A.PROPOSE,
            sources=frozenset(),
            targets=frozenset({_S.PROPOSED, _S.CONFIRMED}),
            parts=_JUDGES | {Part.PANEL_MEMBER, Part.MACHINE} | _LEADERS | _OFFICE,
            step=_propose,
            content=Proposed,
            source="法发〔2021〕30号第八条、第九条 [M]",
        ),
        Move(
            name=_A.CONFIRM,
            sources=frozenset({_S.PROPOSED}),
            targets=_CONFIRMED,
            parts=_JUDGES | _LEADERS | _OFFICE,
            step=_confirm,
            source="法发〔2021〕30号第八条、第九条 [M]",
        ),
        Move(
            name=_A.CANCEL,
            sources=frozenset({_S.PROPOSED, _S.CONFIRMED}),
            targets=frozenset({_S.CANCELLED}),
            parts=_JUDGES | _LEADERS | _OFFICE,
            step=_cancel,
            needs_reason=True,
        ),
        _measure(_A.REQUIRE_PROGRESS),
        _measure(_A.REQUIRE_REPORT),
        _measure(_A.REQUIRE_RECONSIDERATION, reconsiders=True),
        Move(
            name=_A.READ_OUTLINE,
            sources=_CONFIRMED,
            targets=_CONFIRMED,
            parts=_LEADERS,
            step=_note,
            needs_reason=True,
            source=_MEASURES,
        ),
        _measure(_A.SEND_TO_CONFERENCE),
        _measure(_A.SEND_TO_COMMITTEE),
        Move(
            name=_A.ANSWER,
            sources=_CONFIRMED,
            targets=_CONFIRMED,
            parts=_JUDGES,
            step=_answer,
            content=Answered,
        ),
        Move(
            name=_A.CLOSE,
            sources=_CONFIRMED,
            targets=frozenset({_S.CLOSED}),
            parts=_LEADERS | _OFFICE,
            step=_close,
            content=Closed,
            needs_reason=True,
            source="V16",
        ),
    ),
)
"""The moves of a mark."""
