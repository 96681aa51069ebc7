"""What is drawn of a cluster: its course over time, its courts, and of a range its spread?"""

from collections.abc import Callable
from typing import Final

from service.audits.model import Cluster, ClusterPosition
from service.charts.columns import draw_columns
from service.charts.distribution import draw_distribution
from service.charts.model import (
    LETTERS,
    Bar,
    Distribution,
    DividedBars,
    Dot,
    Drawing,
    Marker,
    Part,
)
from service.charts.rows import draw_rows

MOST_COURTS: Final = 12
"""Courts that are drawn, those with most judgments; the others are added up."""

_OTHERS: Final = "其他法院"

Address = Callable[[str, str, str], str | None]
"""Gives the page of some judgments: by key of the position, name of a court, month or year."""


def no_address(_position: str, _court: str, _time: str) -> None:
    """Lead nowhere: for what is printed."""


def draw_trend(cluster: Cluster, *, address: Address = no_address) -> Drawing:
    """Draw how the positions of a cluster divide over the months or years of the period."""
    shown = cluster.positions[: len(LETTERS)]
    axis = "月份" if cluster.times and "-" in cluster.times[0] else "年份"
    bars = tuple(
        Bar(
            label=time,
            parts=tuple(
                Part(value=position.trend[at].n, address=address(position.key, "", time))
                for position in shown
            ),
        )
        for at, time in enumerate(cluster.times)
    )
    return draw_columns(
        DividedBars(
            key=f"trend-{cluster.key}",
            title=f"各{axis}裁判立场",
            axis=axis,
            unit="件",
            positions=tuple(position.label for position in shown),
            bars=bars,
            markers=_markers(cluster),
        )
    )


def draw_courts(cluster: Cluster, *, address: Address = no_address) -> Drawing:
    """Draw how the positions of a cluster divide over courts."""
    shown = cluster.positions[: len(LETTERS)]
    counts = [{each.name: each.n for each in position.courts} for position in shown]
    totals: dict[str, int] = {}
    for count in counts:
        for name, n in count.items():
            totals[name] = totals.get(name, 0) + n
    ordered = sorted(totals, key=lambda name: (-totals[name], name))
    bars = [
        Bar(
            label=name,
            parts=tuple(
                Part(value=count.get(name, 0), address=address(position.key, name, ""))
                for position, count in zip(shown, counts, strict=True)
            ),
        )
        for name in ordered[:MOST_COURTS]
    ]
    if left := ordered[MOST_COURTS:]:
        parts = tuple(Part(value=sum(count.get(name, 0) for name in left)) for count in counts)
        bars.append(Bar(label=f"{_OTHERS}（{len(left)}家）", parts=parts))
    return draw_rows(
        DividedBars(
            key=f"courts-{cluster.key}",
            title="各法院裁判立场",
            axis="法院",
            unit="件",
            positions=tuple(position.label for position in shown),
            bars=tuple(bars),
        )
    )


def draw_range(cluster: Cluster, *, address: Callable[[str], str | None]) -> Drawing | None:
    """Draw the spread of a range; None where the cluster is of another kind.

    Args:
        cluster: The cluster.
        address: Gives the page of a judgment.
    """
    if not cluster.marks:
        return None
    return draw_distribution(
        Distribution(
            key=f"range-{cluster.key}",
            title=f"{cluster.cause}：{cluster.question}",
            axis=cluster.question,
            unit=cluster.unit,
            dots=tuple(
                Dot(
                    value=mark.actual,
                    label=f"预期{mark.low:.0f}—{mark.high:.0f}{cluster.unit}",
                    address=address(mark.judgment_id),
                    is_outside=mark.is_outside,
                )
                for mark in cluster.marks
            ),
        )
    )


def _markers(cluster: Cluster) -> tuple[Marker, ...]:
    """Put each change of the law before the month or year in which it began."""
    return tuple(
        Marker(before=time, words=f"{mark.since} 法律变化")
        for mark in cluster.law_marks
        for time in cluster.times
        if mark.since.isoformat().startswith(time)
    )


def positions_left_out(cluster: Cluster) -> tuple[ClusterPosition, ...]:
    """Return the positions for which a drawing has no letter."""
    return cluster.positions[len(LETTERS) :]
