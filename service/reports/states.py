"""Which way does a search report go, and who may move it?

草稿 → 检索中 → 待比对 → 待承办法官确认 → 已定稿（签名） → 已提交 → 已归档, with 退回修改 and
作废 beside.
What was signed is locked: it is sent back before anything of it changes, and the signed version
stays beside the later ones.

Source: 法发〔2020〕24号 art. 3, 7.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from service.errors import ReportMoveError, ReportMoveReasonError


class ReportState(StrEnum):
    """How far a report has come."""

    DRAFT = "draft"
    SEARCHING = "searching"
    COMPARING = "comparing"
    CONFIRMING = "confirming"
    RETURNED = "returned"
    SIGNED = "signed"
    SUBMITTED = "submitted"
    ARCHIVED = "archived"
    VOID = "void"


class ReportMove(StrEnum):
    """What can be done with a report."""

    START_SEARCH = "start_search"
    END_SEARCH = "end_search"
    ASK_TO_CONFIRM = "ask_to_confirm"
    SIGN = "sign"
    SUBMIT = "submit"
    ARCHIVE = "archive"
    SEND_BACK = "send_back"
    VOID = "void"


class Doer(StrEnum):
    """Who may make a move: whoever prepares the report, or its handling judge alone."""

    PREPARES = "prepares"
    HANDLING_JUDGE = "handling_judge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of the table of moves.

    Attributes:
        sources: States that offer the move.
        target: State that it leads to.
        doer: Who may make it.
        needs_reason: Whether it says why, or where to.
        needs_soundness: Whether findings that block keep it from being made.
    """

    sources: frozenset[ReportState]
    target: ReportState
    doer: Doer
    needs_reason: bool = False
    needs_soundness: bool = False


_OPEN = frozenset(
    {
        ReportState.DRAFT,
        ReportState.SEARCHING,
        ReportState.COMPARING,
        ReportState.CONFIRMING,
        ReportState.RETURNED,
    }
)
_FINISHED = frozenset({ReportState.SIGNED, ReportState.SUBMITTED, ReportState.ARCHIVED})

STEPS: Mapping[ReportMove, Step] = MappingProxyType(
    {
        ReportMove.START_SEARCH: Step(
            sources=frozenset({ReportState.DRAFT, ReportState.COMPARING, ReportState.RETURNED}),
            target=ReportState.SEARCHING,
            doer=Doer.PREPARES,
        ),
        ReportMove.END_SEARCH: Step(
            sources=frozenset({ReportState.SEARCHING}),
            target=ReportState.COMPARING,
            doer=Doer.PREPARES,
        ),
        ReportMove.ASK_TO_CONFIRM: Step(
            sources=frozenset({ReportState.COMPARING, ReportState.RETURNED}),
            target=ReportState.CONFIRMING,
            doer=Doer.PREPARES,
        ),
        ReportMove.SIGN: Step(
            sources=frozenset({ReportState.CONFIRMING}),
            target=ReportState.SIGNED,
            doer=Doer.HANDLING_JUDGE,
            needs_soundness=True,
        ),
        ReportMove.SUBMIT: Step(
            sources=frozenset({ReportState.SIGNED}),
            target=ReportState.SUBMITTED,
            doer=Doer.PREPARES,
            needs_reason=True,
        ),
        ReportMove.ARCHIVE: Step(
            sources=frozenset({ReportState.SUBMITTED}),
            target=ReportState.ARCHIVED,
            doer=Doer.PREPARES,
        ),
        ReportMove.SEND_BACK: Step(
            sources=frozenset({ReportState.CONFIRMING, ReportState.SIGNED, ReportState.SUBMITTED}),
            target=ReportState.RETURNED,
            doer=Doer.HANDLING_JUDGE,
            needs_reason=True,
        ),
        ReportMove.VOID: Step(
            sources=_OPEN | {ReportState.SIGNED, ReportState.SUBMITTED},
            target=ReportState.VOID,
            doer=Doer.HANDLING_JUDGE,
            needs_reason=True,
        ),
    }
)


def moves_from(state: ReportState) -> tuple[ReportMove, ...]:
    """Return the moves that a state offers, in order of the table.

    Example:
        >>> [move.value for move in moves_from(ReportState.SUBMITTED)]
        ['archive', 'send_back', 'void']
        >>> moves_from(ReportState.ARCHIVED)
        ()
    """
    return tuple(move for move, step in STEPS.items() if state in step.sources)


def step_of(move: ReportMove, state: ReportState, *, reason: str) -> Step:
    """Return the line of the table that a move follows.

    Args:
        move: What is to be done.
        state: How far the report has come.
        reason: Why, or where to; white space at its ends does not count.

    Raises:
        ReportMoveError: The state does not offer the move.
        ReportMoveReasonError: The move needs a reason and has none.
    """
    step = STEPS[move]
    if state not in step.sources:
        offered = tuple(each.value for each in moves_from(state))
        raise ReportMoveError(move=move.value, state=state.value, offered=offered)
    if step.needs_reason and not reason.strip():
        raise ReportMoveReasonError(move=move.value)
    return step


def may_change(state: ReportState) -> bool:
    """Tell whether what a report states may still change in this state.

    Example:
        >>> may_change(ReportState.RETURNED), may_change(ReportState.SIGNED)
        (True, False)
    """
    return state in _OPEN


def is_finished(state: ReportState) -> bool:
    """Tell whether a report is signed and stands.

    Example:
        >>> is_finished(ReportState.SIGNED), is_finished(ReportState.VOID)
        (True, False)
    """
    return state in _FINISHED


def allows_referral(states: Iterable[ReportState]) -> bool:
    """Tell whether a case may be referred to conference or committee: a report of it is signed.

    Source: 法发〔2020〕24号 art. 2(1), 7; rule V7 of the plan.

    Example:
        >>> allows_referral([ReportState.VOID, ReportState.DRAFT]), allows_referral([])
        (False, False)
        >>> allows_referral([ReportState.VOID, ReportState.SUBMITTED])
        True
    """
    return any(is_finished(state) for state in states)
