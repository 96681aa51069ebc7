"""`tongpan judgments`: judgments that are closed."""

from pathlib import Path

from corpus.judgment import JudgmentId
from corpus.privacy.sensitivity import Sensitivity
from corpus.store.closing import ClosedJudgment
from service.cli.growing import grow_by_itself
from service.cli.machine import machine_account
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.house import utc_now
from service.labels import label_of


def run_close(
    judgment_id: str, *, kind: Sensitivity, reason: str, data: Path | None, is_json: bool
) -> None:
    """Close a judgment.

    Raises:
        JudgmentNotFoundError: It is not stored.
        ClosingError: No reason is given.
    """
    with working_house(load_settings({"data": data}), may_make=False, subject=judgment_id) as house:
        house.closings.close(
            JudgmentId(judgment_id), kind, reason=reason, author=machine_account(), at=utc_now()
        )
        is_indexed = grow_by_itself(house).get("built", False)
    if is_json:
        emit({"judgment_id": judgment_id, "closed_as": kind})
        return
    say(f"已不公开：{judgment_id}（{label_of(kind)}）。")
    later = "" if is_indexed else "；词频统计要到下次 tongpan index --increment 后才不含它"
    say(f"它已退出检索、统计和关联{later}。")


def run_reopen(judgment_id: str, *, reason: str, data: Path | None, is_json: bool) -> None:
    """Open a closed judgment again.

    Raises:
        JudgmentNotFoundError: No such judgment is closed.
        ClosingError: No reason is given.
    """
    with working_house(load_settings({"data": data}), may_make=False, subject=judgment_id) as house:
        house.closings.reopen(
            JudgmentId(judgment_id), reason=reason, author=machine_account(), at=utc_now()
        )
        is_indexed = grow_by_itself(house).get("built", False)
    if is_json:
        emit({"judgment_id": judgment_id, "closed_as": None})
        return
    found = "随即可检索" if is_indexed else "下次 tongpan index --increment 后可检索"
    say(f"已恢复：{judgment_id}。{found}。")


def run_list(*, data: Path | None, is_json: bool) -> None:
    """List what is closed: class, number and court, nothing of the texts."""
    with working_house(load_settings({"data": data}), may_make=False) as house:
        found = house.closings.standing()
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
