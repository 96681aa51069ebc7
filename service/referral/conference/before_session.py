"""What do the acts make of an item until it is opened at a meeting?

建议 → 院庭长决定 → 主持人审查 → {不召开, 排期} → 材料送达 → 已阅、回避.
"""

from dataclasses import replace
from typing import Final

from service.referral.conference.item import ConferenceItem, yet_to_speak
from service.referral.conference.item_acts import (
    Delivery,
    NamedHost,
    Placement,
    Recusal,
    Refusal,
    Seating,
    Suggestion,
)
from service.referral.conference.refusing import LEADERS, require_host
from service.referral.conference.vocabulary import ItemState, Level, RefusalReason
from service.referral.course.acts import Act
from service.referral.errors import ActReasonError, RuleBrokenError
from service.referral.roster.model import Office, Seat

_S = ItemState
_PRESIDENCY = frozenset({Office.PRESIDENT, Office.VICE_PRESIDENT, Office.STANDING_MEMBER})
_HEADS = frozenset({Office.DIVISION_HEAD, Office.DEPUTY_DIVISION_HEAD})

HOSTS: Final = {
    Level.COURT: _PRESIDENCY | {Office.DIVISION_HEAD},
    Level.DIVISION: _PRESIDENCY | _HEADS,
    Level.TEAM: _PRESIDENCY | _HEADS | {Office.TEAM_LEADER, Office.SENIOR_JUDGE},
}
"""Which offices may host at which level: 法发〔2021〕2号 art. 5 [M]."""


def suggest(_: ConferenceItem | None, act: Act) -> ConferenceItem:
    """Begin an item."""
    put = act.content_as(Suggestion)
    if not put.question.strip():
        raise RuleBrokenError(
            rule="question",
            sentence="an item puts a question of law",
            words="议题须写明拟讨论的法律适用问题（法发〔2021〕2号第三条、第四条）。",
        )
    if not any(focus.strip() for focus in put.focuses):
        raise RuleBrokenError(
            rule="focus",
            sentence="an item says what exactly is to be discussed",
            words="议题须列明拟提交讨论的焦点问题（法发〔2021〕2号第七条）。",
        )
    return ConferenceItem(
        state=_S.SUGGESTED,
        suggestion=put,
        suggested_by=act.doer.account_id,
    )


def submit(item: ConferenceItem, act: Act) -> ConferenceItem:
    """The leaders put it to a conference and say who hosts."""
    return replace(_hosted(item, act.content_as(NamedHost)), state=_S.SUBMITTED)


def decline(item: ConferenceItem, _: Act) -> ConferenceItem:
    """The leaders do not put it."""
    return replace(item, state=_S.DECLINED)


def admit(item: ConferenceItem, act: Act) -> ConferenceItem:
    """The host has looked at it and holds a conference."""
    require_host(item, act)
    return replace(item, state=_S.ADMITTED)


def refuse(item: ConferenceItem, act: Act) -> ConferenceItem:
    """The host holds none, and says why."""
    require_host(item, act)
    refusal = act.content_as(Refusal)
    is_unsaid = not act.reason.strip()
    is_unnamed = refusal.why is RefusalReason.DISCUSSED_BEFORE and not refusal.earlier.strip()
    if is_unsaid or is_unnamed:
        raise RuleBrokenError(
            rule="V17",
            sentence="no conference is refused without saying why, and where it was discussed",
            words="不召开法官会议的，应当说明理由；以已经讨论为由的，应当写明哪次会议"
            "（法发〔2021〕2号第六条 [M]，V17）。",
        )
    return replace(item, state=_S.REFUSED)


def name_host(item: ConferenceItem, act: Act) -> ConferenceItem:
    """Another hosts."""
    return _hosted(item, act.content_as(NamedHost))


def place(item: ConferenceItem, act: Act) -> ConferenceItem:
    """It is put on the agenda of a meeting, or the meeting is moved."""
    placement = act.content_as(Placement)
    if item.placement is not None and item.placement.conference_id != placement.conference_id:
        raise RuleBrokenError(
            rule="once",
            sentence="it stands on the agenda of another meeting",
            words="这一议题已列入另一次会议的议程，应当先移出。",
        )
    state = _S.SCHEDULED if item.state is _S.ADMITTED else item.state
    return replace(item, state=state, placement=placement)


def deliver(item: ConferenceItem, act: Act) -> ConferenceItem:
    """The materials are sent; what was sent before is not taken back."""
    sent = act.content_as(Delivery)
    participants = _joined(item.participants, sent.participants)
    observers = _joined(item.observers, sent.observers)
    _require_seats(item, participants, observers)
    return replace(item, state=_S.DELIVERED, participants=participants, observers=observers)


def acknowledge(item: ConferenceItem, act: Act) -> ConferenceItem:
    """Somebody has read the materials."""
    account = act.doer.account_id
    if account not in _accounts((*item.participants, *item.observers)) - item.recused:
        raise RuleBrokenError(
            rule="V10", sentence="no materials were sent to them", words="材料未送达给您。"
        )
    if account in item.read_by:
        raise RuleBrokenError(
            rule="once", sentence="they confirmed it before", words="您已经确认阅读材料。"
        )
    return replace(item, read_by=(*item.read_by, account))


def recuse(item: ConferenceItem, act: Act) -> ConferenceItem:
    """Somebody is recused: they lose the materials, and are struck from the list of speakers."""
    recusal = act.content_as(Recusal)
    _require_recusable(item, recusal, act)
    struck = replace(
        item,
        recusals=(*item.recusals, recusal),
        read_by=tuple(each for each in item.read_by if each != recusal.account_id),
    )
    return _after_recusal(struck, recusal.account_id)


def withdraw(item: ConferenceItem, _: Act) -> ConferenceItem:
    """Whoever asked does not ask any more."""
    return replace(item, state=_S.WITHDRAWN, placement=None)


def open_item(item: ConferenceItem, act: Act) -> ConferenceItem:
    """The host opens it: seats and parameters are fixed for this session."""
    require_host(item, act)
    seating = act.content_as(Seating)
    _require_seating(item, seating)
    return replace(
        item,
        state=_S.INTRODUCING,
        seating=seating,
        session=item.session + 1,
        introduction="",
        round=0,
        left=(),
        summary=None,
        signed_by=(),
        prevented=(),
    )


def _hosted(item: ConferenceItem, named: NamedHost) -> ConferenceItem:
    if named.seat.rank is None or HOSTS[named.level].isdisjoint(named.offices):
        raise RuleBrokenError(
            rule="host",
            sentence=f"this office does not host at the level {named.level.value}",
            words="主持人的职务与会议层级不符：跨领域由院长或者受托的副院长、专职委员、庭长主持，"
            "庭内由庭长、副庭长主持，团队由庭长、副庭长或者资深法官主持"
            "（法发〔2021〕2号第五条 [M]）。",
        )
    if named.seat.account_id in item.recused:
        raise _recused_error()
    if named.seat.account_id in _panel(item):
        raise _panel_error()
    return replace(item, host=named)


def _require_seats(
    item: ConferenceItem, participants: tuple[Seat, ...], observers: tuple[Seat, ...]
) -> None:
    judges, guests = _accounts(participants), _accounts(observers)
    if judges & guests:
        raise RuleBrokenError(
            rule="seats",
            sentence="nobody both takes part and sits in",
            words="同一人不能既参加会议又列席会议。",
        )
    if any(seat.rank is None for seat in participants):
        raise RuleBrokenError(
            rule="seats",
            sentence="only judges take part",
            words="参加法官会议的应当是员额法官；其他人员可以列席（法发〔2021〕2号第三条）。",
        )
    if judges & _panel(item):
        raise _panel_error()


def _require_recusable(item: ConferenceItem, recusal: Recusal, act: Act) -> None:
    account = recusal.account_id
    host = () if item.host is None else (item.host.seat,)
    if account not in _accounts((*item.participants, *item.observers, *host)):
        raise RuleBrokenError(
            rule="recusal",
            sentence="whoever takes no part need not be recused",
            words="此人不是本议题的主持人、参加法官或者列席人员。",
        )
    if account in item.recused:
        raise RuleBrokenError(
            rule="once", sentence="they are recused already", words="此人已经回避。"
        )
    if account != act.doer.account_id:
        _require_may_order(item, act)


def _require_may_order(item: ConferenceItem, act: Act) -> None:
    is_host = item.host is not None and item.host.seat.account_id == act.doer.account_id
    if not is_host and not act.doer.takes(*LEADERS):
        raise RuleBrokenError(
            rule="recusal",
            sentence="others are recused by the host or the leaders alone",
            words="本人可以自行申请回避；要求他人回避由主持人或者院庭长决定。",
        )
    if not act.reason.strip():
        raise ActReasonError(act=act.name)


def _after_recusal(item: ConferenceItem, account: int) -> ConferenceItem:
    if item.state is _S.SPEAKING and not yet_to_speak(item):
        return replace(item, state=_S.FURTHER_ROUNDS, round=2)
    if item.state is _S.SIGNING and account in _accounts(item.seats.judges):
        # Their statement counts no more: the host sums up anew, and all sign anew.
        return replace(item, state=_S.SUMMARISING, signed_by=(), prevented=())
    return item


def _require_seating(item: ConferenceItem, seating: Seating) -> None:
    judges, everybody = _accounts(seating.judges), (*seating.judges, *seating.observers)
    if (item.host is None or seating.host != item.host.seat) or len(judges) != len(seating.judges):
        raise RuleBrokenError(
            rule="seats",
            sentence="the host is seated as host, and each judge once",
            words="席位有误：主持人与确定的不一致，或者有人重复入席。",
        )
    _require_seats(item, seating.judges, seating.observers)
    if _accounts(everybody) & item.recused:
        raise _recused_error()
    if not judges <= _accounts(item.participants) or not _accounts(seating.observers) <= _accounts(
        item.observers
    ):
        raise RuleBrokenError(
            rule="delivered",
            sentence="somebody is seated to whom no materials were sent",
            words="有人未收到材料，应当先送达材料（法发〔2021〕2号第九条 [M]）。",
        )
    if not _accounts(everybody) <= set(item.read_by):
        raise RuleBrokenError(
            rule="read",
            sentence="somebody is seated who has not confirmed to have read the materials",
            words="参加和列席人员应当先阅读材料并确认（法发〔2021〕2号第七条 [M]）。",
        )
    if len(judges) < seating.minimum:
        raise RuleBrokenError(
            rule="minimum",
            sentence=f"{len(judges)} judges take part; at least {seating.minimum} have to",
            words=f"参加会议的法官{len(judges)}人，少于本院规定的{seating.minimum}人"
            "（法发〔2021〕2号第三条）。",
        )
    if item.suggestion.has_panel and not _accounts(seating.reporters) & _panel(item):
        raise RuleBrokenError(
            rule="panel",
            sentence="nobody of the panel is there to introduce the case",
            words="合议庭（独任法官）没有人到场介绍案件情况。",
        )


def _panel(item: ConferenceItem) -> set[int]:
    return {*item.suggestion.judge_ids, *item.suggestion.panel_ids}


def _accounts(seats: tuple[Seat, ...]) -> set[int]:
    return {seat.account_id for seat in seats}


def _joined(known: tuple[Seat, ...], new: tuple[Seat, ...]) -> tuple[Seat, ...]:
    return tuple({seat.account_id: seat for seat in (*known, *new)}.values())


def _recused_error() -> RuleBrokenError:
    return RuleBrokenError(
        rule="V10",
        sentence="whoever is recused gets no seat and no materials",
        words="已经回避的人员不主持、不参加、不列席，也不再接触材料（V10）。",
    )


def _panel_error() -> RuleBrokenError:
    return RuleBrokenError(
        rule="seats",
        sentence="the panel of the case introduces it and takes no seat among the participants",
        words="合议庭成员介绍案件并回答询问，不作为本议题的主持人或者参加法官。",
    )
