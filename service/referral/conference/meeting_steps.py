"""What does each act make of a meeting?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from service.referral.conference.before_session import HOSTS
from service.referral.conference.meeting import (
    MOST_MINUTES,
    Conference,
    ExcusedObserver,
    GivenReply,
    present_judges,
)
from service.referral.conference.meeting_acts import (
    AgendaLine,
    Arrangement,
    Invited,
    ItemOf,
    LaidDown,
    Person,
    Plan,
    Reply,
    Slot,
)
from service.referral.conference.vocabulary import ConferenceState
from service.referral.course.acts import Act, Part
from service.referral.errors import ActReasonError, RuleBrokenError
from service.referral.roster.model import Seat

_S = ConferenceState


def plan(_: Conference | None, act: Act) -> Conference:
    """Begin a meeting."""
    made = act.content_as(Plan)
    if not made.name.strip() or not made.place.strip():
        raise _refused("plan", "a meeting has a name and a place", "会议须有名称和地点。")
    if made.host.seat.rank is None or HOSTS[made.host.level].isdisjoint(made.host.offices):
        raise _refused(
            "host",
            f"this office does not host at the level {made.host.level.value}",
            "主持人的职务与会议层级不符（法发〔2021〕2号第五条 [M]）。",
        )
    return Conference(state=_S.PLANNED, plan=replace(made, at=_aware(made.at)))


def reschedule(meeting: Conference, act: Act) -> Conference:
    """Move it to another time or place; whoever had answered answers anew."""
    slot = act.content_as(Slot)
    if meeting.state is _S.CONVENED and not act.reason.strip():
        raise ActReasonError(act=act.name)
    moved = replace(
        meeting.plan, at=_aware(slot.at), place=slot.place.strip() or meeting.plan.place
    )
    return replace(meeting, plan=moved, replies=())


def add_item(meeting: Conference, act: Act) -> Conference:
    """Put an item at the end of the agenda."""
    line = act.content_as(AgendaLine)
    if meeting.line(line.item_id) is not None:
        raise _refused("once", "it is on the agenda", "这一议题已经列入议程。")
    _require_minutes((line,))
    return _with_agenda(meeting, (*meeting.agenda, line))


def arrange(meeting: Conference, act: Act) -> Conference:
    """Put the agenda in another order, or give its items other times."""
    wanted = act.content_as(Arrangement)
    if wanted.seen != meeting.agenda_version:
        raise _refused(
            "version",
            f"version {wanted.seen} was rearranged, version {meeting.agenda_version} stands",
            "议程已由他人改动，请刷新页面后再排。",
        )
    known = {(each.item_id, each.title) for each in meeting.agenda}
    if {(each.item_id, each.title) for each in wanted.lines} != known or len(wanted.lines) != len(
        meeting.agenda
    ):
        raise _refused(
            "agenda", "an arrangement holds the same items", "排序须包含全部议题，每项一次。"
        )
    _require_minutes(wanted.lines)
    return _with_agenda(meeting, wanted.lines)


def remove_item(meeting: Conference, act: Act) -> Conference:
    """Take an item off the agenda."""
    item_id = _on_agenda(meeting, act).item_id
    if item_id in {meeting.running, *meeting.done}:
        raise _refused(
            "agenda", "it is discussed or was", "正在讨论或者已经讨论的议题不能移出议程。"
        )
    return _without_item(meeting, item_id)


def invite(meeting: Conference, act: Act) -> Conference:
    """Ask judges to take part."""
    seats = act.content_as(Invited).seats
    if any(seat.rank is None for seat in seats):
        raise _refused(
            "seats",
            "only judges take part",
            "参加法官会议的应当是员额法官；其他人员可以列席（法发〔2021〕2号第三条）。",
        )
    _require_new(meeting, seats)
    return replace(meeting, invited=(*meeting.invited, *seats))


def call_observers(meeting: Conference, act: Act) -> Conference:
    """Ask others to sit in."""
    seats = act.content_as(Invited).seats
    _require_new(meeting, seats)
    return replace(meeting, observers=(*meeting.observers, *seats))


def excuse(meeting: Conference, act: Act) -> Conference:
    """Ask somebody no more."""
    account = act.content_as(Person).account_id
    if account not in _accounts((*meeting.invited, *meeting.observers)):
        raise _refused("seats", "they were not asked, or host", "此人未受邀请，或者是主持人。")
    return replace(
        meeting,
        invited=_without(meeting.invited, account),
        observers=_without(meeting.observers, account),
        replies=tuple(each for each in meeting.replies if each.account_id != account),
        present=tuple(each for each in meeting.present if each != account),
    )


def send_out(meeting: Conference, _: Act) -> Conference:
    """Send the notice of the meeting with the materials."""
    if not meeting.agenda:
        raise _refused("agenda", "nothing is on the agenda", "议程中还没有议题。")
    _require_minimum(meeting, len(meeting.judges))
    return replace(meeting, state=_S.CONVENED)


def reply(meeting: Conference, act: Act) -> Conference:
    """Somebody who was asked answers; the last answer stands.

    Whoever is to sit in and cannot is asked no more: the turn goes on to the next.
    """
    account = _asked(meeting, act.doer.account_id)
    given = act.content_as(Reply)
    if not given.will_come and not act.reason.strip():
        raise ActReasonError(act=act.name)
    others = tuple(each for each in meeting.replies if each.account_id != account)
    sits_in = next((seat for seat in meeting.observers if seat.account_id == account), None)
    if sits_in is not None and not given.will_come:
        return replace(
            meeting,
            observers=_without(meeting.observers, account),
            excused=(
                *meeting.excused,
                ExcusedObserver(seat=sits_in, reason=act.reason.strip()),
            ),
            replies=others,
            present=tuple(each for each in meeting.present if each != account),
        )
    made = GivenReply(account_id=account, will_come=given.will_come, reason=act.reason.strip())
    return replace(meeting, replies=(*others, made))


def check_in(meeting: Conference, act: Act) -> Conference:
    """Somebody is here: as they say themselves, or as the office notes."""
    account = _asked(meeting, act.content_as(Person).account_id)
    is_noted = act.doer.takes(Part.CONFERENCE_SECRETARY, Part.OVERSIGHT_OFFICE)
    if account != act.doer.account_id and not is_noted:
        raise _refused("seats", "others check in for themselves", "签到由本人或者会务人员办理。")
    if account in meeting.present:
        raise _refused("once", "they are here already", "已经签到。")
    return replace(meeting, present=(*meeting.present, account))


def start(meeting: Conference, act: Act) -> Conference:
    """The host begins it."""
    if act.doer.account_id != meeting.plan.host.seat.account_id:
        raise _refused("host", "somebody else hosts", "会议由其他法官主持。")
    _require_minimum(meeting, len(present_judges(meeting)))
    return replace(meeting, state=_S.RUNNING)


def take_up(meeting: Conference, act: Act) -> Conference:
    """An item is opened: one after the other."""
    item_id = _on_agenda(meeting, act).item_id
    if meeting.running:
        raise _refused(
            "one_item", "another item is being discussed", "另一议题正在讨论，应当先讨论完毕。"
        )
    if item_id in meeting.done:
        raise _refused("once", "it was discussed", "这一议题已经讨论。")
    return replace(meeting, running=item_id)


def lay_down(meeting: Conference, act: Act) -> Conference:
    """The discussion of an item is over: it was summed up, or put off to another meeting."""
    laid = act.content_as(LaidDown)
    if not laid.item_id or meeting.running != laid.item_id:
        raise _refused("one_item", "it is not being discussed", "这一议题不在讨论中。")
    free = replace(meeting, running="")
    if laid.is_done:
        return replace(free, done=(*meeting.done, laid.item_id))
    return _without_item(free, laid.item_id)


def close(meeting: Conference, _: Act) -> Conference:
    """The meeting is over."""
    waiting = {each.item_id for each in meeting.agenda} - set(meeting.done)
    if waiting:
        raise _refused(
            "agenda",
            f"{len(waiting)} items were neither discussed nor put off",
            f"还有{len(waiting)}项议题没有讨论，应当先讨论或者移出议程。",
        )
    return replace(meeting, state=_S.CLOSED)


def cancel(meeting: Conference, _: Act) -> Conference:
    """It is not held."""
    if meeting.agenda:
        raise _refused(
            "agenda", "items stand on its agenda", "议程中还有议题，应当先移出或者改期。"
        )
    return replace(meeting, state=_S.CANCELLED)


def _with_agenda(meeting: Conference, lines: tuple[AgendaLine, ...]) -> Conference:
    return replace(meeting, agenda=lines, agenda_version=meeting.agenda_version + 1)


def _without_item(meeting: Conference, item_id: str) -> Conference:
    left = tuple(each for each in meeting.agenda if each.item_id != item_id)
    return _with_agenda(meeting, left)


def _on_agenda(meeting: Conference, act: Act) -> AgendaLine:
    line = meeting.line(act.content_as(ItemOf).item_id)
    if line is None:
        raise _refused("agenda", "it is not on the agenda", "这一议题不在本次会议的议程中。")
    return line


def _asked(meeting: Conference, account: int) -> int:
    if account not in _accounts(meeting.everybody):
        raise _refused("seats", "they were not asked", "此人不在参加和列席人员名单中。")
    return account


def _require_new(meeting: Conference, seats: tuple[Seat, ...]) -> None:
    accounts = [seat.account_id for seat in seats]
    if set(accounts) & _accounts(meeting.everybody) or len(set(accounts)) != len(accounts):
        raise _refused("once", "somebody was asked before", "有人已在参加或者列席人员名单中。")


def _require_minutes(lines: Iterable[AgendaLine]) -> None:
    if any(not 0 < each.minutes <= MOST_MINUTES for each in lines):
        raise _refused(
            "minutes",
            f"an item takes 1 to {MOST_MINUTES} minutes",
            f"每项议题的时间应当在1至{MOST_MINUTES}分钟之间。",
        )


def _require_minimum(meeting: Conference, n: int) -> None:
    if n < meeting.plan.minimum:
        raise _refused(
            "minimum",
            f"{n} judges; at least {meeting.plan.minimum} have to take part",
            f"参加会议的法官{n}人，少于本院规定的{meeting.plan.minimum}人"
            "（法发〔2021〕2号第三条）。",
        )


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise _refused("plan", "a time tells its zone", "会议时间不完整。")
    return at


def _accounts(seats: Iterable[Seat]) -> set[int]:
    return {seat.account_id for seat in seats}


def _without(seats: tuple[Seat, ...], account: int) -> tuple[Seat, ...]:
    return tuple(seat for seat in seats if seat.account_id != account)


def _refused(rule: str, sentence: str, words: str) -> RuleBrokenError:
    return RuleBrokenError(rule=rule, sentence=sentence, words=words)
