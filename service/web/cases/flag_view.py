"""What do the histories of marks and of time limits show?"""

from collections.abc import Iterable
from enum import StrEnum

from service.labels import label_of
from service.referral.course.acts import Act, KeptAct
from service.referral.flags.model import Answered, Closed, FlagAct, FlagState, Proposed, Required
from service.referral.limits.model import Begun, Deducted, Extended, LimitAct, LimitState
from service.web.referral.referral_view import HistoryLine


def history_of(acts: Iterable[KeptAct]) -> tuple[HistoryLine, ...]:
    """Return the acts on a mark as its history shows them, the last first."""
    return tuple(_line(kept, FlagAct, FlagState) for kept in acts)[::-1]


def limit_history_of(acts: Iterable[KeptAct]) -> tuple[HistoryLine, ...]:
    """Return the acts on a time limit as its history shows them, the last first."""
    return tuple(_line(kept, LimitAct, LimitState) for kept in acts)[::-1]


def _line(kept: KeptAct, acts: type[StrEnum], states: type[StrEnum]) -> HistoryLine:
    act = kept.act
    parts = sorted(act.doer.parts, key=lambda part: part.value)
    return HistoryLine(
        number=kept.number,
        act=label_of(acts(act.name)),
        by=act.doer.name,
        parts="、".join(label_of(part) for part in parts),
        at=act.at,
        reason=act.reason,
        told=_told(act),
        before=label_of(states(kept.from_state)) if kept.from_state else "",
        after=label_of(states(kept.to_state)),
    )


def _told(act: Act) -> str:
    told = ""
    match act.content:
        case Proposed(because=because):
            told = because
        case Required(by=by) if by is not None:
            told = f"期限：{by.isoformat()}"
        case Answered(number=number, words=words):
            told = f"回复第{number}项：{words}"
        case Closed(disposition=disposition) if disposition is not None:
            told = label_of(disposition)
        case Begun(began_on=began, due_on=due):
            told = f"{began.isoformat()}起，至{due.isoformat()}届满"
        case Extended(months=months, approved_by=by):
            told = f"延长{months}个月，{by}批准"
        case Deducted(first=first, last=last):
            told = f"扣除{first.isoformat()}至{last.isoformat()}"
        case _:
            pass
    return told
