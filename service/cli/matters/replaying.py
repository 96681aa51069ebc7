"""`tongpan report replay`: the queries of a report, asked again."""

from collections.abc import Iterator
from pathlib import Path

from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.errors import NothingToReplayError
from service.pending.model import PendingCaseId
from service.pending.search_model import KeptHit
from service.reports.replay import Replayed, asking_methods, asking_tiers, replay


def run_replay(report_id: str, *, version: int | None, data: Path | None, is_json: bool) -> bool:
    """Ask again what was asked until a version of a report was made.

    Returns:
        Whether no query found another list in the index that it was asked in.

    Raises:
        PageNotFoundError: There is no such report or version.
        NothingToReplayError: No query of its case is kept.
        NotReadyError: Nothing is indexed.
        IndexingError: The index cannot be used.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        report = house.reports.records.find(report_id)
        made_at = house.reports.version(report, version).line.at
        case = report.pending_case_id
        kept = () if case is None else house.case_searcher.records.queries(PendingCaseId(case))
        queries = [query for query in kept if query.at <= made_at]
        if not queries:
            raise NothingToReplayError(report_id=report_id)
        askers = {**asking_tiers(house.tiers), **asking_methods(house.search, house.tiers)}
        found = replay(queries, askers)
    if is_json:
        emit([_encode(each) for each in found])
    else:
        for each in found:
            for line in _lines(each):
                say(line)
    return not any(each.is_broken for each in found)


def _lines(each: Replayed) -> Iterator[str]:
    head = f"{each.query.number}. {each.query.words}"
    if each.again is None:
        yield f"{head}：这种检索方法（{each.query.method}）不能自动重做"
        return
    if each.is_same_list:
        where = "同一索引" if each.is_same_index else f"索引 {each.again.snapshot_id}"
        yield f"{head}：{where}，结果相同（{len(each.query.hits)}篇）"
        return
    yield (
        f"{head}：同一索引，结果不同：裁判效力或者案例状态此后可能已有变化，请核对"
        if each.is_broken
        else f"{head}：索引由 {each.query.snapshot_id} 变为 {each.again.snapshot_id}，结果有变化"
    )
    for word, hits in (("新增", each.came), ("不再出现", each.went)):
        yield from (f"   {word}：{hit.judgment_id}（第{hit.rank}名）" for hit in hits)
    for moved in each.moved:
        before, now = moved.before, moved.now
        yield f"   变动：{now.judgment_id}（第{before.rank}名 → 第{now.rank}名）"


def _encode(each: Replayed) -> dict[str, object]:
    again = each.again
    return {
        "query": each.query.number,
        "method": each.query.method,
        "is_replayed": again is not None,
        "snapshot_before": each.query.snapshot_id,
        "snapshot_now": None if again is None else again.snapshot_id,
        "is_same_index": each.is_same_index,
        "is_same_list": each.is_same_list,
        "came": [_hit(hit) for hit in each.came],
        "went": [_hit(hit) for hit in each.went],
        "moved": [{"before": _hit(one.before), "now": _hit(one.now)} for one in each.moved],
    }


def _hit(hit: KeptHit) -> dict[str, object]:
    return {
        "judgment_id": hit.judgment_id,
        "rank": hit.rank,
        "tier": hit.tier,
        "is_counted": hit.is_counted,
    }
