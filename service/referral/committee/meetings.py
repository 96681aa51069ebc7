"""What is a meeting of the committee (审委会会议), and what do its acts make of it?

It holds the body, the agenda, who comes and who attends; what is said of an item lies with the
item. One item is before it at a time.

Source: 人民法院组织法 art. 36, 38; 法发〔2019〕20号 art. 15, 18, 26 [M].
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from service.referral.committee.bodies import Body, has_quorum, require_lawful
from service.referral.committee.sittings import Guest
from service.referral.committee.vocabulary import MeetingState
from service.referral.course.acts import Act, Part
from service.referral.errors import RuleBrokenError

_S = MeetingState
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
MOST_MINUTES: Final = 600
"""Longest time that an item can be given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Convening:
    """A meeting is called.

    Attributes:
        title: What it is called.
        court: Full name of the court.
        body: The body that sits.
        host: Account of whoever chairs.
        starts_at: When, in UTC.
        place: Where; may be empty.
    """

    title: str
    court: str
    body: Body
    host: int
    starts_at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaEntry:
    """An item on the agenda.

    Attributes:
        item_id: The item.
        title: Its question.
        minutes: How long it is given.
    """

    item_id: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemNamed:
    """An item of the meeting."""

    item_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaOrder:
    """The agenda in another order: all items, each once."""

    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """Who attends without a vote."""

    guests: tuple[Guest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Held at another time or place."""

    starts_at: datetime
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberNamed:
    """A member of the body, by account."""

    member: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A recording of sound and picture (全程录音录像), which is kept elsewhere (副卷).

    Attributes:
        reference: Its number, or where it lies.
        carrier: On what it is kept; may be empty.
        digest: SHA-256 of the file, 64 hexadecimal digits; may be empty.
    """

    reference: str
    carrier: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as its acts made it.

    Attributes:
        state: How far it has come.
        convening: What it was called with, moved or not.
        agenda: Items in their order.
        guests: Who attends.
        excused: Accounts of members who asked leave, with the reason.
        present: Accounts of members who signed in, in that order.
        current: The item before it; empty where none is.
        finished: Items that were discussed, in that order.
        recordings: Its recordings, each reference once, as noted last.
    """

    state: MeetingState
    convening: Convening
    agenda: tuple[AgendaEntry, ...] = ()
    guests: tuple[Guest, ...] = ()
    excused: tuple[tuple[int, str], ...] = ()
    present: tuple[int, ...] = ()
    current: str = ""
    finished: tuple[str, ...] = ()
    recordings: tuple[Recording, ...] = ()

    @property
    def has_quorum(self) -> bool:
        """Whether over half of all members signed in."""
        return has_quorum(len(self.present), len(self.convening.body.seats))


def convene(_: Meeting | None, act: Act) -> Meeting:
    """Call a meeting of a lawful body, chaired by the president or a vice president."""
    called = act.content_as(Convening)
    require_lawful(called.body)
    if called.host not in called.body.leaders or called.body.seat_of(called.host) is None:
        raise _broken(
            "chair",
            "the president or a vice president of the body chairs",
            "审判委员会会议由院长或者院长委托的副院长主持（人民法院组织法第三十八条）。",
        )
    return Meeting(state=_S.PLANNED, convening=called)


def add_item(meeting: Meeting, act: Act) -> Meeting:
    """Put an item at the end of the agenda."""
    entry = act.content_as(AgendaEntry)
    if any(each.item_id == entry.item_id for each in meeting.agenda):
        raise _broken("agenda", "it stands on the agenda", "该议题已在议程中。")
    if not 1 <= entry.minutes <= MOST_MINUTES:
        raise _broken("agenda", f"{entry.minutes} minutes", f"议题用时应为1至{MOST_MINUTES}分钟。")
    return replace(meeting, agenda=(*meeting.agenda, entry))


def remove_item(meeting: Meeting, act: Act) -> Meeting:
    """Take an item from the agenda that was not discussed."""
    item_id = _on_agenda(meeting, act)
    if item_id == meeting.current or item_id in meeting.finished:
        raise _broken("agenda", "it was taken up", "该议题已经开始讨论。")
    rest = tuple(each for each in meeting.agenda if each.item_id != item_id)
    return replace(meeting, agenda=rest)


def order_agenda(meeting: Meeting, act: Act) -> Meeting:
    """Put the agenda in another order; nothing is lost or added by it."""
    wanted = act.content_as(AgendaOrder).item_ids
    by_id = {each.item_id: each for each in meeting.agenda}
    if sorted(wanted) != sorted(by_id):
        raise _broken(
            "agenda", "all items, each once", "议程顺序须列明全部议题；议题已有变动的，请刷新页面。"
        )
    return replace(meeting, agenda=tuple(by_id[each] for each in wanted))


def invite_guests(meeting: Meeting, act: Act) -> Meeting:
    """Name who attends; members of the body do not attend as guests."""
    guests = act.content_as(Guests).guests
    names = [each.name.strip() for each in guests]
    if not all(names) or len(set(names)) != len(names):
        raise _broken("guest", "each guest once, by name", "列席人员须写明姓名，不得重复。")
    if any(each.account_id and _has_seat(meeting, each.account_id) for each in guests):
        raise _broken("guest", "a member is no guest", "组成人员不能同时作为列席人员。")
    return replace(meeting, guests=guests)


def move(meeting: Meeting, act: Act) -> Meeting:
    """Hold it at another time or place."""
    moved = act.content_as(Moved)
    convening = replace(meeting.convening, starts_at=moved.starts_at, place=moved.place)
    return replace(meeting, convening=convening)


def excuse(meeting: Meeting, act: Act) -> Meeting:
    """Note that a member cannot come."""
    member = _member(meeting, act)
    others = tuple(each for each in meeting.excused if each[0] != member)
    return replace(meeting, excused=(*others, (member, act.reason.strip())))


def sign_in(meeting: Meeting, act: Act) -> Meeting:
    """Note that a member has come."""
    member = _member(meeting, act)
    present = tuple(dict.fromkeys((*meeting.present, member)))
    excused = tuple(each for each in meeting.excused if each[0] != member)
    return replace(meeting, present=present, excused=excused)


def begin(meeting: Meeting, act: Act) -> Meeting:
    """Begin, where over half of all members have come and the host is among them."""
    if act.doer.account_id != meeting.convening.host and not act.doer.takes(
        Part.COMMITTEE_SECRETARY
    ):
        raise _broken("chair", "the host begins", "会议由主持人宣布开始。")
    n_present, n_members = len(meeting.present), len(meeting.convening.body.seats)
    if not meeting.has_quorum:
        raise _broken(
            "V11",
            f"{n_present} of {n_members} members have come; expected over half",
            f"应到{n_members}人，实到{n_present}人，未过半数（人民法院组织法第三十八条，V11）。",
        )
    if meeting.convening.host not in meeting.present:
        raise _broken("chair", "the host has not come", "主持人尚未签到。")
    return replace(meeting, state=_S.IN_SESSION)


def note_recording(meeting: Meeting, act: Act) -> Meeting:
    """Note where a recording lies and what it is told by; the recording is not taken in."""
    noted = act.content_as(Recording)
    reference, digest = noted.reference.strip(), noted.digest.strip().lower()
    if not reference:
        raise _broken(
            "recording", "a recording has its reference", "须写明录音录像的编号或者位置。"
        )
    if digest and not _SHA256.fullmatch(digest):
        raise _broken(
            "digest", "a digest has 64 hexadecimal digits", "SHA-256摘要应当为64位十六进制数字。"
        )
    kept = Recording(reference=reference, carrier=noted.carrier.strip(), digest=digest)
    others = tuple(each for each in meeting.recordings if each.reference != reference)
    return replace(meeting, recordings=(*others, kept))


def take_up(meeting: Meeting, act: Act) -> Meeting:
    """Take up an item; one is before the meeting at a time."""
    item_id = _on_agenda(meeting, act)
    if meeting.current or item_id in meeting.finished:
        raise _broken(
            "agenda", "another item is before it", "上一议题尚未结束，或者该议题已经讨论。"
        )
    return replace(meeting, current=item_id)


def finish_item(meeting: Meeting, act: Act) -> Meeting:
    """Be done with the item before the meeting."""
    item_id = act.content_as(ItemNamed).item_id
    if item_id != meeting.current:
        raise _broken("agenda", "another item is before it", "该议题不在讨论中。")
    return replace(meeting, current="", finished=(*meeting.finished, item_id))


def close(meeting: Meeting, _: Act) -> Meeting:
    """End a meeting whose agenda is done."""
    if {each.item_id for each in meeting.agenda} != set(meeting.finished):
        raise _broken(
            "agenda", "items are not done", "尚有议题没有讨论完毕，请讨论完毕或者撤出议程后散会。"
        )
    return replace(meeting, state=_S.CLOSED)


def cancel(meeting: Meeting, _: Act) -> Meeting:
    """Call a meeting off whose agenda was emptied."""
    if meeting.agenda:
        raise _broken("agenda", "items stand on it", "请先将议程中的议题撤出。")
    return replace(meeting, state=_S.CANCELLED)


def _on_agenda(meeting: Meeting, act: Act) -> str:
    item_id = act.content_as(ItemNamed).item_id
    if all(each.item_id != item_id for each in meeting.agenda):
        raise _broken("agenda", "it does not stand on the agenda", "该议题不在议程中。")
    return item_id


def _member(meeting: Meeting, act: Act) -> int:
    """Return the member that an act names: oneself, or anybody where the secretary writes."""
    member = act.content_as(MemberNamed).member
    if not _has_seat(meeting, member):
        raise _broken("seat", f"account {member} has no seat", "该人员不是本次会议的组成人员。")
    if member != act.doer.account_id and not act.doer.takes(Part.COMMITTEE_SECRETARY):
        raise _broken(
            "seat", "a member signs for oneself", "委员由本人签到、请假，或者由秘书登记。"
        )
    return member


def _has_seat(meeting: Meeting, account_id: int) -> bool:
    return meeting.convening.body.seat_of(account_id) is not None


def _broken(rule: str, sentence: str, words: str) -> RuleBrokenError:
    return RuleBrokenError(rule=rule, sentence=sentence, words=words)
