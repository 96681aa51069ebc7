"""Who may speak for themselves, for the host or for the panel? Else a rule refuses."""

from collections.abc import Iterable
from typing import Final

from service.referral.conference.item import ConferenceItem
from service.referral.course.acts import Act, Part
from service.referral.errors import RuleBrokenError
from service.referral.roster.model import Seat

LEADERS: Final = (Part.TEAM_LEADER, Part.DIVISION_HEAD, Part.VICE_PRESIDENT, Part.PRESIDENT)
"""Who decides for the court whether a question is put, and whether somebody is recused."""


def seat_of_doer(
    item: ConferenceItem, act: Act, seats: Iterable[Seat], *, is_afterwards: bool = False
) -> Seat:
    """Return the seat of whoever acts, which has to be one of some seats.

    Args:
        item: The item.
        act: What is done.
        seats: The seats that may do it.
        is_afterwards: After the session; then whoever left it early acts too.

    Raises:
        RuleBrokenError: They sit elsewhere, are recused, or have left.
    """
    account = act.doer.account_id
    if account in item.recused:
        raise RuleBrokenError(
            rule="V10",
            sentence="whoever is recused takes no part",
            words="已经回避的人员不参加讨论，也不计入人数（V10）。",
        )
    if account in item.left and not is_afterwards:
        raise RuleBrokenError(
            rule="V10",
            sentence="whoever has left takes no part",
            words="已经离席的人员不再发言。",
        )
    for seat in seats:
        if seat.account_id == account:
            return seat
    raise RuleBrokenError(
        rule="V10",
        sentence="whoever does not sit as a judge of the conference does not count",
        words="只有参加会议的法官可以发表计入结果的意见；列席人员可以发言，不计入（V10）。",
    )


def require_host(item: ConferenceItem, act: Act) -> None:
    """Pass silently where the host of the item acts.

    Raises:
        RuleBrokenError: Somebody else does, or the host is recused.
    """
    host = item.host
    if host is None or host.seat.account_id != act.doer.account_id:
        raise RuleBrokenError(
            rule="host",
            sentence="somebody else hosts this item",
            words="这一议题由其他法官主持。",
        )
    if act.doer.account_id in item.recused:
        raise RuleBrokenError(
            rule="V10",
            sentence="the host is recused",
            words="主持人已经回避，应当另行确定主持人后再召开。",
        )


def require_panel(item: ConferenceItem, act: Act) -> None:
    """Pass silently where the panel acts, or, without a panel, the office that put the item.

    Raises:
        RuleBrokenError: Somebody else does.
    """
    put = item.suggestion
    if put.has_panel and act.doer.account_id not in {*put.judge_ids, *put.panel_ids}:
        raise RuleBrokenError(
            rule="panel",
            sentence="the panel of the case answers for itself",
            words="案件情况由合议庭（独任法官）介绍和回答，复议由其作出。",
        )
