"""What stands in the sheets of the workbook (工作底稿) of an audit?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from service.audits.desk import AuditResults
from service.audits.telling import (
    counts_words,
    law_words,
    period_words,
    position_name,
    review_words,
)
from service.audits.words import INSUFFICIENT, agreement_words
from service.labels import label_of

Cell: TypeAlias = str | int | float


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column.

    Attributes:
        title: Its head.
        width: Its width in characters.
    """

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A sheet.

    Attributes:
        title: Its name.
        columns: Its columns.
        rows: Its rows, one cell for each column.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets_of(results: AuditResults) -> Iterator[SheetContent]:
    """Yield the sheets in order."""
    yield _overview(results)
    yield _clusters(results)
    yield _positions(results)
    yield _trend(results)
    yield _courts(results)
    yield _quotes(results)
    yield _reversals(results)
    yield _changes(results)
    yield _causes(results)


def _overview(results: AuditResults) -> SheetContent:
    run = results.run
    pairs: list[tuple[Cell, ...]] = [
        ("法院", run.order.court or "库中全部法院"),
        ("范围", label_of(run.order.scope)),
        ("期间", period_words(results)),
        ("状态", label_of(run.state)),
        ("裁判文书", run.n_judgments),
        ("案由（罪名）", run.n_causes),
        ("未读出案由", run.n_without_cause),
        ("提示的分歧", len(results.reported)),
        ("经复核确认", len(results.confirmed)),
        ("有正当理由的差异", len(results.explained)),
        (f"{INSUFFICIENT}的问题", results.n_insufficient),
        ("双人复核一致性", agreement_words(results.agreement)),
        ("被发改", results.reversals.n_reversed),
        ("因新证据发改", results.reversals.n_new_evidence),
        ("标注上级定错", results.reversals.n_court_above_wrong),
        ("认识不同发改", results.reversals.n_difference_of_view),
        ("对比的上一期", "" if results.before is None else str(results.before.order.last)),
        ("评查编号", run.id),
        ("数据与规则摘要", run.key),
    ]
    return SheetContent("概况", (SheetColumn("项目", 22), SheetColumn("内容", 60)), tuple(pairs))


def _clusters(results: AuditResults) -> SheetContent:
    columns = (
        SheetColumn("编号", 20),
        SheetColumn("案由（罪名）", 18),
        SheetColumn("争议问题", 50),
        SheetColumn("分歧类型", 14),
        SheetColumn("严重程度", 12),
        SheetColumn("发生范围", 22),
        SheetColumn("分歧来源", 22),
        SheetColumn("裁判文书", 10),
        SheetColumn("法院", 8),
        SheetColumn("同案由在审", 12),
        SheetColumn("测量方法", 14),
        SheetColumn("比例", 10),
        SheetColumn("区间下限", 10),
        SheetColumn("区间上限", 10),
        SheetColumn("均衡度", 10),
        SheetColumn("复核", 18),
        SheetColumn("与上期相比", 12),
        SheetColumn("已被改判、撤销", 14),
        SheetColumn("可能的正当理由", 40),
        SheetColumn("法律变化", 40),
    )
    rows: list[tuple[Cell, ...]] = []
    for found in results.clusters:
        cluster, change = found.cluster, results.change_of(found.cluster.key)
        share = cluster.dispersion
        figures: tuple[Cell, ...] = (
            (round(share.share, 4), round(share.low, 4), round(share.high, 4))
            if share.is_enough
            else (INSUFFICIENT, "", "")
        )
        rows.append(
            (
                cluster.key,
                cluster.cause,
                cluster.question,
                label_of(cluster.kind),
                label_of(cluster.severity),
                "、".join(label_of(where) for where in cluster.where),
                "、".join(label_of(origin) for origin in cluster.origins),
                cluster.n_judgments,
                cluster.n_courts,
                cluster.n_pending,
                label_of(share.measure),
                *figures,
                "" if share.evenness is None or not share.is_enough else round(share.evenness, 4),
                review_words(found),
                "" if change is None else label_of(change.change),
                len(cluster.reversed_ids),
                "；".join(each.sentence for each in cluster.explanations),
                "；".join(law_words(mark) for mark in cluster.law_marks),
            )
        )
    return SheetContent("分歧点", columns, tuple(rows))


def _positions(results: AuditResults) -> SheetContent:
    columns = (
        SheetColumn("编号", 20),
        SheetColumn("立场", 10),
        SheetColumn("内容", 60),
        SheetColumn("件数", 8),
        SheetColumn("票数", 8),
        SheetColumn("法院", 60),
    )
    return SheetContent(
        "立场",
        columns,
        tuple(
            (
                found.cluster.key,
                position_name(at),
                position.label,
                len(position.judgment_ids),
                round(position.votes, 3),
                counts_words(position.courts, most=len(position.courts)),
            )
            for found in results.clusters
            for at, position in enumerate(found.cluster.positions)
        ),
    )


def _trend(results: AuditResults) -> SheetContent:
    columns = tuple(
        SheetColumn(title, width)
        for title, width in (("编号", 20), ("立场", 10), ("时间", 12), ("件数", 8))
    )
    return SheetContent(
        "时间走势",
        columns,
        tuple(
            (found.cluster.key, position_name(at), count.name, count.n)
            for found in results.clusters
            for at, position in enumerate(found.cluster.positions)
            for count in position.trend
        ),
    )


def _courts(results: AuditResults) -> SheetContent:
    columns = tuple(
        SheetColumn(title, width)
        for title, width in (("编号", 20), ("立场", 10), ("法院", 40), ("件数", 8))
    )
    return SheetContent(
        "法院分布",
        columns,
        tuple(
            (found.cluster.key, position_name(at), count.name, count.n)
            for found in results.clusters
            for at, position in enumerate(found.cluster.positions)
            for count in position.courts
        ),
    )


def _quotes(results: AuditResults) -> SheetContent:
    columns = tuple(
        SheetColumn(title, width)
        for title, width in (
            ("编号", 20),
            ("立场", 10),
            ("裁判摘录（已隐名）", 90),
            ("法院", 36),
            ("裁判日期", 14),
            ("效力", 12),
            ("文书编号", 26),
        )
    )
    return SheetContent(
        "裁判摘录",
        columns,
        tuple(
            (
                found.cluster.key,
                position_name(at),
                quote.words,
                quote.court,
                "" if quote.decided_on is None else quote.decided_on.isoformat(),
                label_of(quote.effect),
                quote.judgment_id,
            )
            for found in results.clusters
            for at, position in enumerate(found.cluster.positions)
            for quote in position.quotes
        ),
    )


def _reversals(results: AuditResults) -> SheetContent:
    columns = tuple(
        SheetColumn(title, width)
        for title, width in (
            ("原审文书编号", 26),
            ("案由（罪名）", 18),
            ("原审法院", 36),
            ("原审日期", 14),
            ("结果", 14),
            ("后一文书编号", 26),
            ("作出法院", 36),
            ("日期", 14),
            ("理由", 16),
            ("理由摘录（已隐名）", 80),
            ("上级定错", 10),
        )
    )
    return SheetContent(
        "发改",
        columns,
        tuple(
            (
                case.judgment_id,
                case.cause,
                case.court,
                "" if case.decided_on is None else case.decided_on.isoformat(),
                label_of(case.effect),
                case.later_id,
                case.later_court,
                "" if case.reversed_on is None else case.reversed_on.isoformat(),
                label_of(case.reason),
                "" if case.words is None else case.words.words,
                "是" if _is_marked(results, case.judgment_id) else "",
            )
            for case in results.reversed_cases
        ),
    )


def _is_marked(results: AuditResults, judgment_id: str) -> bool:
    return any(
        mark.is_court_above_wrong for key, mark in results.marks.items() if key == judgment_id
    )


def _changes(results: AuditResults) -> SheetContent:
    columns = tuple(
        SheetColumn(title, width)
        for title, width in (
            ("编号", 20),
            ("案由（罪名）", 18),
            ("争议问题", 50),
            ("变化", 12),
            ("上期少数票", 12),
            ("本期少数票", 12),
        )
    )
    return SheetContent(
        "与上期相比",
        columns,
        tuple(
            (
                each.key,
                each.cluster.cause,
                each.cluster.question,
                label_of(each.change),
                "" if each.before is None else round(each.before.n_apart, 2),
                "" if each.now is None else round(each.now.n_apart, 2),
            )
            for each in results.changes
        ),
    )


def _causes(results: AuditResults) -> SheetContent:
    columns = tuple(
        SheetColumn(title, width)
        for title, width in (
            ("案由（罪名）", 26),
            ("裁判文书", 10),
            ("读出的立场", 12),
            (f"{INSUFFICIENT}的问题", 16),
            ("发改", 8),
        )
    )
    return SheetContent(
        "案由",
        columns,
        tuple(
            (
                cause.cause,
                cause.n_judgments,
                cause.n_positions,
                cause.n_insufficient,
                len(cause.reversed_cases),
            )
            for cause in results.causes
        ),
    )
