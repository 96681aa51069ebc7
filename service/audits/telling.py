"""How is a cluster told in words, the same on the page, in the workbook and in the bulletin?"""

from collections.abc import Sequence

from service.audits.desk import AuditResults, ReviewedCluster
from service.audits.model import Cluster, Count, LawMark
from service.audits.words import number, share_words
from service.charts.model import LETTERS
from service.labels import label_of

_COURTS_TOLD = 6


def cluster_facts(found: ReviewedCluster, results: AuditResults) -> tuple[tuple[str, str], ...]:
    """Return what is known of a cluster beside its positions, as names and values."""
    cluster = found.cluster
    change = results.change_of(cluster.key)
    facts = [
        ("分歧类型", label_of(cluster.kind)),
        ("发生范围", "、".join(label_of(where) for where in cluster.where) or "未读出"),
        ("严重程度", label_of(cluster.severity)),
        ("涉及", reach_words(cluster)),
        (label_of(cluster.dispersion.measure), share_words(cluster.dispersion)),
        ("复核", review_words(found)),
    ]
    if cluster.origins:
        facts.insert(2, ("分歧来源", "、".join(label_of(origin) for origin in cluster.origins)))
    if change is not None:
        facts.append(("与上期相比", label_of(change.change)))
    if cluster.reversed_ids:
        facts.append(("其中已被改判、撤销", f"{len(cluster.reversed_ids)}件"))
    return tuple(facts)


def cluster_notes(cluster: Cluster) -> tuple[tuple[str, str], ...]:
    """Return what may explain a cluster, as names and values: changes of the law, other grounds."""
    return (
        *(("可能的正当理由", each.sentence) for each in cluster.explanations),
        *(("法律变化", law_words(mark)) for mark in cluster.law_marks),
    )


def reach_words(cluster: Cluster) -> str:
    """Say how many judgments, courts and pending cases a cluster touches."""
    told = f"裁判文书{cluster.n_judgments}件、法院{cluster.n_courts}家"
    return f"{told}、同案由在审案件{cluster.n_pending}件" if cluster.n_pending else told


def review_words(found: ReviewedCluster) -> str:
    """Say how far a cluster is read; what each reader answered is told only when settled."""
    if found.review.outcome is not None:
        return label_of(found.review.outcome)
    return label_of(found.review.state)


def law_words(mark: LawMark) -> str:
    """Say how the law changed."""
    doubt = "" if mark.is_sure else "（待核对）"
    return f"{mark.since}起，{mark.after}；此前{mark.before}（{mark.source}）{doubt}"


def position_name(place: int) -> str:
    """Return by which letter a position is known.

    Example:
        >>> position_name(0), position_name(1)
        ('立场甲', '立场乙')
    """
    return f"立场{LETTERS[place % len(LETTERS)]}"


def counts_words(counts: Sequence[Count], *, most: int = _COURTS_TOLD) -> str:
    """Say how many judgments each court has, most first.

    Example:
        >>> counts_words([Count(name="甲法院", n=3), Count(name="乙法院", n=1)])
        '甲法院3件、乙法院1件'
    """
    told = "、".join(f"{each.name}{each.n}件" for each in counts[:most])
    left = counts[most:]
    if not left:
        return told
    return f"{told}，另{len(left)}家法院{sum(each.n for each in left)}件"


def trend_words(counts: Sequence[Count]) -> str:
    """Say how many judgments each month or year has, those without any left out.

    Example:
        >>> trend_words([Count(name="2025", n=3), Count(name="2026", n=0)])
        '2025：3'
    """
    return "　".join(f"{each.name}：{each.n}" for each in counts if each.n)


def votes_words(votes: float, n_judgments: int) -> str:
    """Say votes and judgments, which differ where a series has one vote.

    Example:
        >>> votes_words(2.0, 2), votes_words(1.0, 8)
        ('2件', '8件（计1票）')
    """
    if votes == n_judgments:
        return f"{n_judgments}件"
    return f"{n_judgments}件（计{number(votes)}票）"


def title_of(results: AuditResults) -> str:
    """Return what an audit is called: court, period and rhythm."""
    order = results.run.order
    return f"{order.court or '库中全部法院'}　{period_words(results)}"


def period_words(results: AuditResults) -> str:
    """Say the period."""
    order = results.run.order
    return f"{order.first}至{order.last}"
