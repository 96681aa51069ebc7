"""`tongpan judgments`: judgments that are closed, and who may read them."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from corpus.privacy.sensitivity import Sensitivity
from corpus.store.closing import ClosedJudgment
from service.cli.index.growing import grow_by_itself
from service.cli.machine import machine_account
from service.cli.matters.subscribing import tell_subscribers
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.closed.classes import CLASSES
from service.closed.model import Asked, Clearance
from service.court_time import court_day
from service.data_folder import load_settings
from service.labels import label_of
from service.stock import utc_now


def run_close(
    named: str, *, kind: Sensitivity, reason: str, data: Path | None, is_json: bool
) -> None:
    """Close a judgment, or every judgment of a case number.

    Raises:
        JudgmentNotFoundError: None is stored.
        ClosingError: No reason is given.
    """
    with working_house(load_settings({"data": data}), may_make=False, subject=named) as house:
        made = house.closed.close(named, kind, reason=reason, by=machine_account(), now=utc_now())
        is_indexed = grow_by_itself(house.stock, tell=lambda: tell_subscribers(house)).get(
            "built", False
        )
    if is_json:
        emit([{"judgment_id": each.judgment_id, "closed_as": kind} for each in made])
        return
    for each in made:
        say(f"已不公开：{each.judgment_id}（{label_of(kind)}）。")
    later = "" if is_indexed else "；词频统计要到下次 tongpan index --increment 后才不含这些文书"
    say(f"已退出检索、统计和关联{later}。")


def run_reopen(named: str, *, reason: str, data: Path | None, is_json: bool) -> None:
    """Open a closed judgment again, or all of a case number.

    Raises:
        JudgmentNotFoundError: No such judgment is closed.
        ClosingError: No reason is given.
    """
    with working_house(load_settings({"data": data}), may_make=False, subject=named) as house:
        made = house.closed.reopen(named, reason=reason, by=machine_account(), now=utc_now())
        is_indexed = grow_by_itself(house.stock, tell=lambda: tell_subscribers(house)).get(
            "built", False
        )
    if is_json:
        emit([{"judgment_id": each.judgment_id, "closed_as": None} for each in made])
        return
    for each in made:
        say(f"已恢复：{each.judgment_id}。")
    say("随即可检索。" if is_indexed else "下次 tongpan index --increment 后可检索。")


def run_list(*, data: Path | None, is_json: bool) -> None:
    """List what is closed: class, number and court, nothing of the texts."""
    with working_house(load_settings({"data": data}), may_make=False) as house:
        found = house.closed.standing()
    if is_json:
        emit([_row(each) for each in found])
        return
    for each in found:
        closing = each.closing
        kind = "" if closing.kind is None else label_of(closing.kind)
        say(
            f"{closing.judgment_id}  {kind}  {each.case_number or '案号未读出'}  "
            f"{each.court or '法院未读出'}  {closing.at:%Y-%m-%d}  {closing.author}  "
            f"{closing.reason}"
        )


def run_classes(*, data: Path | None, is_json: bool) -> None:
    """List the classes: ground, article, desks that may be cleared, how many are closed."""
    with working_house(load_settings({"data": data}), may_make=True) as house:
        closed = Counter(entry.kind for entry in house.closed.closings.book().entries.values())
    if is_json:
        emit(
            [
                {
                    "class": row.kind,
                    "ground": row.ground,
                    "article": row.article,
                    "roles": sorted(role.value for role in row.roles),
                    "most_days": row.most_days,
                    "n_closed": closed[row.kind],
                }
                for row in CLASSES.values()
            ]
        )
        return
    for row in CLASSES.values():
        desks = "、".join(label_of(role) for role in sorted(row.roles, key=lambda each: each.value))
        say(f"{row.kind.value}  {row.ground}（{row.article}）")
        say(f"    可授予：{desks}；一次至多{row.most_days}天；现有{closed[row.kind]}篇")


def run_clear(
    account: str,
    *,
    kind: Sensitivity,
    ground: str,
    days: int,
    since: date | None,
    data: Path | None,
    is_json: bool,
) -> None:
    """Clear an account for a class.

    Raises:
        AccountError: There is no such account.
        ClearanceError: The clearance is refused.
    """
    now = utc_now()
    first = since or court_day(now)
    asked = Asked(
        account=account,
        kind=kind,
        ground=ground,
        from_on=first,
        until_on=first + timedelta(days=days - 1),
    )
    with working_house(load_settings({"data": data}), may_make=False, subject=account) as house:
        given = house.closed.clearances.give(asked, by=machine_account(), now=now)
    if is_json:
        emit(_clearance(given, day=court_day(now)))
        return
    say(
        f"已授予：{given.account} 可查阅“{label_of(kind)}”类不公开文书，"
        f"{given.from_on:%Y-%m-%d} 至 {given.until_on:%Y-%m-%d}（第{given.number}号）。"
    )


def run_unclear(number: int, *, reason: str, data: Path | None, is_json: bool) -> None:
    """End a clearance.

    Raises:
        ClearanceError: None of this number stands, or no reason is given.
    """
    with working_house(load_settings({"data": data}), may_make=False, subject=str(number)) as house:
        house.closed.clearances.end(number, because=reason, by=machine_account(), now=utc_now())
    if is_json:
        emit({"number": number, "holds": False})
        return
    say(f"已撤销第{number}号查阅许可，立即生效。")


def run_clearances(*, data: Path | None, is_json: bool) -> None:
    """List every clearance that was ever given."""
    day = court_day(utc_now())
    with working_house(load_settings({"data": data}), may_make=False) as house:
        found = house.closed.clearances.all()
    if is_json:
        emit([_clearance(each, day=day) for each in found])
        return
    for each in found:
        state = "有效" if each.holds(day) else "已撤销" if each.revoked_at else "不在期内"
        say(
            f"{each.number}  {each.account}  {label_of(each.kind)}  "
            f"{each.from_on:%Y-%m-%d} 至 {each.until_on:%Y-%m-%d}  {state}  "
            f"{each.granted_by}  {each.ground}"
        )


def _row(closed: ClosedJudgment) -> dict[str, object]:
    closing = closed.closing
    return {
        "judgment_id": closing.judgment_id,
        "closed_as": closing.kind,
        "case_number": closed.case_number,
        "court": closed.court,
        "reason": closing.reason,
        "author": closing.author,
        "at": closing.at.isoformat(),
    }


def _clearance(given: Clearance, *, day: date) -> dict[str, object]:
    return {
        "number": given.number,
        "account": given.account,
        "class": given.kind,
        "ground": given.ground,
        "from": given.from_on.isoformat(),
        "until": given.until_on.isoformat(),
        "granted_by": given.granted_by,
        "holds": given.holds(day),
        "revoked_because": given.revoked_because,
    }
