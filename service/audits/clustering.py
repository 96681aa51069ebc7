"""How does a finding of divergence become a cluster of an audit?

A cluster keeps what a reviewer needs and nothing that names people: positions with quotes, courts
and course over time, dispersion, reach, and changes of the law on its time line. Guiding and
reference cases are quoted and never counted.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from corpus.judgment import JudgmentId
from corpus.law.changes import ChangeScope, Confidence, law_changes
from service.audits.dispersion import dispersion_of_range, dispersion_of_votes
from service.audits.hiding import NameHider
from service.audits.model import (
    AuditOrder,
    Cluster,
    ClusterExplanation,
    ClusterKey,
    ClusterMark,
    ClusterPosition,
    Count,
    LawMark,
    MaskedQuote,
)
from service.audits.periods import time_of, times_of
from service.divergence.model import DivergenceKind, Finding, Member, PositionGroup

QUOTES: Final = 3
"""Most judgments quoted for one position."""

_LABEL_CHARACTERS: Final = 60
_YEAR: Final = timedelta(days=366)
_NO_WORD: Final = re.compile(r"[\u3400-\u9fff]某[0-9]?|某(?:公司|单位)|[^\u3400-\u9fffA-Za-z]")
_OPENING: Final = re.compile(r"^(?:综上(?:所述)?[，,])?本院(?:经审[查理])?认为[，,：:]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterFrame:
    """What all clusters of a cause share.

    Attributes:
        order: What is audited.
        hider: Hides the names of the judgments.
        counted: Judgments of the period; others are quoted and not counted.
        reversed_ids: Judgments that a court above has reversed.
        n_pending: Pending cases of the cause.
    """

    order: AuditOrder
    hider: NameHider
    counted: Collection[JudgmentId]
    reversed_ids: Collection[JudgmentId]
    n_pending: int


def clusters_of(findings: Iterable[Finding], frame: ClusterFrame) -> tuple[Cluster, ...]:
    """Return the clusters of the findings of one cause, each under a key of its own.

    Findings without a judgment of the period are left out. Of findings that share kind and
    question the one with most votes bears the plain key, the others a number behind it.
    """
    found = [
        cluster_of(finding, frame)
        for finding in sorted(findings, key=lambda each: (-_votes(each), each.key))
        if any(member.judgment_id in frame.counted for member in _members(finding))
    ]
    return tuple(_numbered(found))


def cluster_of(finding: Finding, frame: ClusterFrame) -> Cluster:
    """Return the cluster of one finding.

    Cost: that of hiding names in the judgments that are quoted.
    """
    members = tuple(_members(finding))
    counted = {member.judgment_id for member in members if member.judgment_id in frame.counted}
    times = times_of(frame.order)
    plot = finding.plot
    ids = tuple(JudgmentId(member.judgment_id) for member in members)
    question = _OPENING.sub("", frame.hider.words(finding.heading, ids))
    return Cluster(
        key=key_of(finding.kind, finding.cause, question),
        cause=finding.cause,
        kind=finding.kind,
        question=question,
        severity=finding.severity,
        score=finding.score,
        where=finding.where,
        alarms=finding.alarms,
        dispersion=dispersion_of_votes([group.votes for group in finding.groups])
        if plot is None
        else dispersion_of_range(plot),
        n_judgments=len(counted),
        n_courts=len({m.court for m in members if m.court and m.judgment_id in counted}),
        n_pending=frame.n_pending,
        times=times,
        positions=tuple(_position(group, frame, times) for group in finding.groups),
        law_marks=law_marks_of(finding.cause, frame.order),
        reversed_ids=tuple(
            sorted(JudgmentId(each) for each in counted if each in frame.reversed_ids)
        ),
        explanations=tuple(
            ClusterExplanation(
                innocence=each.innocence,
                share=each.share,
                sentence=frame.hider.words(each.sentence, ids),
            )
            for each in finding.explanations
        ),
        unit="" if plot is None else plot.unit,
        coverage=0.0 if plot is None else plot.coverage,
        marks=()
        if plot is None
        else tuple(
            ClusterMark(
                judgment_id=JudgmentId(mark.judgment_id),
                actual=mark.actual,
                low=mark.low,
                middle=mark.middle,
                high=mark.high,
            )
            for mark in plot.marks
        ),
        origins=finding.origins,
    )


def key_of(kind: DivergenceKind, cause: str, question: str) -> ClusterKey:
    """Return the stable key of a question of a cause, as :func:`bare_words` tells it.

    Example:
        >>> key_of(DivergenceKind.LAW, "盗窃罪", "是否属于携带凶器？") == key_of(
        ...     DivergenceKind.LAW, "盗窃罪", "是否属于“携带凶器”")
        True
    """
    digest = hashlib.sha256(f"{kind}\0{cause}\0{bare_words(question)}".encode()).hexdigest()
    return ClusterKey(f"c{digest[:16]}")


def bare_words(words: str) -> str:
    """Return words without punctuation, figures and hidden names, which tell no question apart.

    Example:
        >>> bare_words("张某应返还王某1借款5,000元。")
        '应返还借款元'
    """
    return _NO_WORD.sub("", words)


def law_marks_of(cause: str, order: AuditOrder) -> tuple[LawMark, ...]:
    """Return the changes of the law of a cause in the period and the year before it.

    Example:
        >>> from datetime import date
        >>> from service.audits.model import AuditScope
        >>> year = AuditOrder(court=None, scope=AuditScope.EVERYWHERE,
        ...     first=date(2023, 1, 1), last=date(2023, 12, 31))
        >>> [mark.since.isoformat() for mark in law_marks_of("盗伐林木罪", year)]
        ['2023-08-15']
    """
    return tuple(
        LawMark(
            since=change.since,
            law=change.law,
            before=change.before,
            after=change.after,
            source=change.source,
            is_sure=change.confidence is Confidence.PRIMARY,
        )
        for change in law_changes()
        if cause in change.elements
        and change.scope is ChangeScope.SUBSTANCE
        and order.first - _YEAR <= change.since <= order.last
    )


def _members(finding: Finding) -> Iterator[Member]:
    for group in finding.groups:
        yield from (member for member in group.members if not member.is_draft)


def _votes(finding: Finding) -> float:
    return sum(group.votes for group in finding.groups)


def _numbered(clusters: Sequence[Cluster]) -> Iterator[Cluster]:
    seen: Counter[ClusterKey] = Counter()
    for cluster in clusters:
        seen[cluster.key] += 1
        if seen[cluster.key] == 1:
            yield cluster
        else:
            yield replace(cluster, key=ClusterKey(f"{cluster.key}-{seen[cluster.key]}"))


def _position(group: PositionGroup, frame: ClusterFrame, times: tuple[str, ...]) -> ClusterPosition:
    members = [member for member in group.members if not member.is_draft]
    counted = [member for member in members if member.judgment_id in frame.counted]
    by_time = Counter(time_of(m.decided_on, times) for m in counted if m.decided_on is not None)
    ids = [JudgmentId(member.judgment_id) for member in members]
    return ClusterPosition(
        key=group.key,
        label=_short(_OPENING.sub("", frame.hider.words(group.label, ids))),
        votes=group.votes,
        courts=counts_of(Counter(member.court for member in counted if member.court)),
        trend=tuple(Count(name=time, n=by_time[time]) for time in times),
        quotes=tuple(_quote(member, frame.hider) for member in members[:QUOTES]),
        judgment_ids=tuple(sorted(JudgmentId(member.judgment_id) for member in counted)),
    )


def counts_of(counts: Mapping[str, int]) -> tuple[Count, ...]:
    """Return counts, most first, then by name."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Count(name=name, n=n) for name, n in ordered)


def _quote(member: Member, hider: NameHider) -> MaskedQuote:
    return MaskedQuote(
        judgment_id=JudgmentId(member.judgment_id),
        start=member.holding.span.start,
        end=member.holding.span.end,
        words=hider.quote(member.holding),
        court=member.court,
        level=member.level,
        decided_on=member.decided_on,
        effect=member.effect,
        is_committee=member.committee is not None,
    )


def _short(label: str) -> str:
    return label if len(label) <= _LABEL_CHARACTERS else label[: _LABEL_CHARACTERS - 1] + "…"
