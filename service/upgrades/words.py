"""What do people read of a new index and of what became of it?"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

from service.court_time import moment_words
from service.upgrades.model import (
    UpgradeDecision,
    UpgradeFigures,
    UpgradeFinding,
    UpgradeRecord,
)

UPGRADE_LABELS: Mapping[StrEnum, str] = MappingProxyType(
    {
        UpgradeFinding.INSUFFICIENT: "评价不足，无法判断优劣",
        UpgradeFinding.NOT_WORSE: "没有变差",
        UpgradeFinding.WORSE: "明显变差",
        UpgradeDecision.SERVED: "启用",
        UpgradeDecision.REFUSED: "拒绝启用",
        UpgradeDecision.ACCEPTED: "人工启用",
        UpgradeDecision.ROLLED_BACK: "退回上一索引",
    }
)


def upgrade_lines(record: UpgradeRecord) -> tuple[str, ...]:
    """Say what became of an index and why, one sentence a line."""
    return tuple(_lines(record))


def figure_lines(figures: UpgradeFigures) -> tuple[str, ...]:
    """Say how two indexes compare on this court's verdicts, one sentence a line."""
    return tuple(_figures(figures))


def _lines(record: UpgradeRecord) -> Iterator[str]:
    yield f"{moment_words(record.at)}：{record.snapshot}，{UPGRADE_LABELS[record.decision]}"
    if record.decision is UpgradeDecision.REFUSED:
        yield (
            f"继续使用 {record.served}；确要启用，请运行 tongpan snapshots accept {record.snapshot}"
        )
    if record.figures is not None:
        yield from _figures(record.figures)


def _figures(figures: UpgradeFigures) -> Iterator[str]:
    if figures.gain is None or figures.low is None or figures.high is None:
        yield "没有可以比对的评价：还没有法官认定过类案"
    else:
        yield (
            f"本院评价比对（{figures.n_questions:,} 次检索，{figures.n_verdicts:,} 篇文书）："
            f"{figures.of_old:.3f} 变为 {figures.of_new:.3f}，"
            f"差 {figures.gain:+.3f}（95% 区间 {figures.low:+.3f} 至 {figures.high:+.3f}）"
        )
        finding = UPGRADE_LABELS[figures.finding]
        yield f"结论：{finding}（至少需要 {figures.least_questions} 次检索）"
    if figures.kept is not None:
        yield f"最近 {figures.n_searches:,} 次检索的前十名，平均保留 {figures.kept:.0%}"
    if figures.left_out:
        yield f"另有 {figures.left_out:,} 篇评价过的文书不在两个索引之中，未计"
