"""Who is told of what, as an item or a meeting moves?

A notice says where to look and why; what is deliberated stands behind the page alone.

Source: 法发〔2021〕2号 art. 9, 11 [M].
"""

from collections.abc import Iterable, Iterator

from service.court_time import moment_words
from service.notices.model import Notice, NoticeKind, Recipient
from service.referral.conference.item import ConferenceItem, may_sign_after_all, yet_to_sign
from service.referral.conference.meeting import Conference
from service.referral.conference.vocabulary import ConferenceState, ItemState
from service.referral.roster.model import Seat


def told_of_item(item_id: str, item: ConferenceItem) -> tuple[Notice, ...]:
    """Return whom to tell of an item as it stands; what was told before is not told again."""
    return tuple(_of_item(item_id, item))


def reminded_of_item(item_id: str, item: ConferenceItem) -> tuple[Notice, ...]:
    """Return whom to remind that the time to reconsider ends; each version is reminded of once."""
    if item.state is not ItemState.RECONSIDERING or item.reconsider_by is None:
        return ()
    day = item.reconsider_by.isoformat()
    sentence = f"法官会议后的复议期限为{day}，尚未登记结果，请合议庭（独任法官）尽快复议。"
    return tuple(_to_panel(item_id, item, key="reconsider_by", sentence=sentence))


def told_of_meeting(conference_id: str, meeting: Conference) -> tuple[Notice, ...]:
    """Return whom to tell of a meeting as it stands; another time is told anew."""
    if meeting.state is not ConferenceState.CONVENED:
        return ()
    plan = meeting.plan
    observers = {seat.account_id for seat in meeting.observers}
    return tuple(
        Notice(
            kind=NoticeKind.CONFERENCE_INVITED,
            keys=(f"conference:{conference_id}:{plan.at.isoformat()}",),
            to=_to(seat),
            subject=conference_id,
            address=f"/conferences/{conference_id}",
            sentence=f"{plan.name}定于{moment_words(plan.at)}在{plan.place}召开。",
            why="您受邀列席" if seat.account_id in observers else "您是主持人或者参加法官",
        )
        for seat in meeting.everybody
    )


def _of_item(item_id: str, item: ConferenceItem) -> Iterator[Notice]:
    if item.state is ItemState.DELIVERED:
        waiting = [
            seat
            for seat in (*item.participants, *item.observers)
            if seat.account_id not in item.recused and seat.account_id not in item.read_by
        ]
        yield from _each(
            waiting,
            item_id,
            kind=NoticeKind.CONFERENCE_MATERIALS,
            key="materials",
            sentence="法官会议议题的材料已送达，请阅读并确认；有应当回避情形的，请申请回避。",
            why="您参加或者列席这一议题的讨论",
        )
    if item.state is ItemState.SIGNING:
        yield from _each(
            yet_to_sign(item),
            item_id,
            kind=NoticeKind.CONFERENCE_SIGNATURE,
            key=f"sign:{item.version}",
            sentence="法官会议记录待您签名。",
            why="您在会议上发表了意见",
        )
    yield from _each(
        may_sign_after_all(item),
        item_id,
        kind=NoticeKind.CONFERENCE_SIGNATURE,
        key=f"prevented:{item.version}",
        sentence="法官会议记录已注明您因故未能签名；能够签名时请补签，补签后注明失效。",
        why="您在会议上发表了意见",
    )
    if item.state is ItemState.RECONSIDERING:
        by = "及时" if item.reconsider_by is None else f"于{item.reconsider_by.isoformat()}前"
        sentence = f"法官会议已形成讨论意见，请合议庭（独任法官）{by}复议并登记结果。"
        yield from _to_panel(item_id, item, key="reconsider", sentence=sentence)


def _to_panel(item_id: str, item: ConferenceItem, *, key: str, sentence: str) -> Iterator[Notice]:
    put = item.suggestion
    for account in dict.fromkeys((*put.judge_ids, *put.panel_ids)):
        yield Notice(
            kind=NoticeKind.CONFERENCE_RECONSIDERATION,
            keys=(f"{key}:{item_id}:{item.version}",),
            to=Recipient(name="", account_id=account),
            subject=item_id,
            address=f"/conference-items/{item_id}",
            sentence=sentence,
            why="您是本案的合议庭成员或者独任法官",
        )


def _each(
    seats: Iterable[Seat], item_id: str, *, kind: NoticeKind, key: str, sentence: str, why: str
) -> Iterator[Notice]:
    for seat in seats:
        yield Notice(
            kind=kind,
            keys=(f"{key}:{item_id}",),
            to=_to(seat),
            subject=item_id,
            address=f"/conference-items/{item_id}",
            sentence=sentence,
            why=why,
        )


def _to(seat: Seat) -> Recipient:
    return Recipient(name=seat.name, account_id=seat.account_id)
