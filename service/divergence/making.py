"""How is a finding put together from its positions?"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from service.divergence.expecting import Asking
from service.divergence.model import (
    ComparedCase,
    DivergenceKind,
    Explanation,
    Finding,
    Innocence,
    PositionGroup,
    RangeView,
    Severity,
    Standard,
)
from service.divergence.places import alarms_of, origins_of, where_of
from service.divergence.severity import severity_of

_SMALL: Final = 0.5


def made(
    *,
    kind: DivergenceKind,
    cause: str,
    question: str,
    groups: Sequence[PositionGroup],
    score: float,
    explanations: Sequence[Explanation],
    cases: Mapping[str, ComparedCase],
    standard: Standard,
    asking: Asking | None,
    plot: RangeView | None = None,
) -> Finding:
    """Return a finding: its severity, places and alarms follow from its positions.

    Args:
        kind: What it is about.
        cause: Cause or charge.
        question: The question.
        groups: The positions, most votes first.
        score: How likely and how large.
        explanations: Innocent explanations, the strongest first.
        cases: All cases by id of the judgment.
        standard: From where on it is shown.
        asking: The court that looks.
        plot: For ranges, all judgments against expectation.
    """
    severity = severity_of(groups, score, explanations, standard)
    told = list(explanations)
    if severity is Severity.INSUFFICIENT:
        told.append(_small(groups, standard))
        told.sort(key=lambda each: -each.share)
    return Finding(
        key=_key(kind, cause, question, groups),
        kind=kind,
        cause=cause,
        question=question,
        groups=tuple(groups),
        where=where_of(
            groups, cases, superiors=frozenset() if asking is None else asking.superiors
        ),
        score=score,
        severity=severity,
        explanations=tuple(told),
        alarms=() if asking is None else alarms_of(groups, asking),
        plot=plot,
        origins=origins_of(groups, cases, court=None if asking is None else asking.court),
    )


def _small(groups: Sequence[PositionGroup], standard: Standard) -> Explanation:
    total = sum(group.votes for group in groups)
    return Explanation(
        innocence=Innocence.SMALL_N,
        share=_SMALL,
        sentence=(
            f"各方合计{total:g}票，少于{standard.least_votes:g}票或者一方少于"
            f"{standard.least_per_side:g}票，样本不足，不作判断。"
        ),
    )


def _key(kind: DivergenceKind, cause: str, question: str, groups: Sequence[PositionGroup]) -> str:
    ids = sorted(member.judgment_id for group in groups for member in group.members)
    words = "\n".join((kind.value, cause, question, *ids))
    return "f" + hashlib.sha256(words.encode()).hexdigest()[:20]
