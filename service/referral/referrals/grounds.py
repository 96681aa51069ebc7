"""What of a finding, a draft, an audit or a panel sends a case somewhere?

Only what the machine can tell without a guess; the rest is asked in the checklist.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from corpus.judgment import CourtLevel, DocumentKind, Judgment
from corpus.spans import value_of
from service.audits.model import Cluster
from service.divergence.model import AlarmType, Finding, Member, Where
from service.drafts.model import DraftFinding
from service.drafts.vocabulary import DraftRule
from service.referral.referrals.model import OpinionSide, PanelOpinion
from service.referral.referrals.routing import Ground

_OF_ALARM: Final[Mapping[AlarmType, Ground]] = MappingProxyType(
    {
        AlarmType.DECIDED: Ground.AGAINST_DECIDED,
        AlarmType.PENDING: Ground.AGAINST_PENDING,
        AlarmType.UNSETTLED: Ground.SPLIT_OWN,
    }
)
_OF_KIND: Final[Mapping[DocumentKind, Ground]] = MappingProxyType(
    {
        DocumentKind.GUIDING_CASE: Ground.AGAINST_GUIDING,
        DocumentKind.REFERENCE_CASE: Ground.AGAINST_REFERENCE,
    }
)
BY_FINDING: Final = frozenset(
    {*_OF_ALARM.values(), *_OF_KIND.values(), Ground.SPLIT_ABOVE, Ground.UNIFICATION}
)
"""Grounds that a finding tells, or no longer tells when it is looked at again."""
_ABOVE_MOST: Final = frozenset({CourtLevel.HIGH, CourtLevel.SUPREME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Vantage:
    """From where a finding is looked at.

    Attributes:
        own_id: Id under which the case's own draft takes part; None where it takes none.
        court: Court that asks.
        above: Names of the courts above it.
    """

    own_id: str | None
    court: str
    above: frozenset[str]


def grounds_of_finding(
    finding: Finding, judgments: Mapping[str, Judgment], vantage: Vantage
) -> frozenset[Ground]:
    """Return what a finding of divergence says.

    A guiding or reference case stands against a case only where the case's own draft takes another
    side; a court above is split only where judgments that count stand on several sides.

    Args:
        finding: The finding.
        judgments: Judgments that take part, by id.
        vantage: From where it is looked at.
    """
    grounds = {_OF_ALARM[alarm] for alarm in finding.alarms}
    grounds |= _against_library(finding, judgments, vantage)
    if any(_is_split(finding, {court}) for court in vantage.above):
        grounds.add(Ground.SPLIT_ABOVE)
    if not {Where.BETWEEN_PANELS, Where.SAME_PANEL}.isdisjoint(finding.where):
        grounds.add(Ground.UNIFICATION)
    return frozenset(grounds)


def grounds_of_draft(finding: DraftFinding, judgments: Mapping[str, Judgment]) -> frozenset[Ground]:
    """Return what a finding about a draft says: against what it goes.

    Args:
        finding: The finding.
        judgments: Judgments that it rests on, by id.
    """
    if finding.rule not in {DraftRule.DIVERGES, DraftRule.OUT_OF_RANGE}:
        return frozenset()
    ids = (case.judgment_id for case in finding.cases)
    return frozenset(_library_grounds(ids, judgments) or {Ground.UNIFICATION})


def grounds_of_cluster(cluster: Cluster) -> frozenset[Ground]:
    """Return what a cluster of an audit says."""
    grounds = {_OF_ALARM[alarm] for alarm in cluster.alarms}
    levels = [
        {quote.level for quote in position.quotes if quote.level in _ABOVE_MOST}
        for position in cluster.positions
    ]
    if sum(bool(each) for each in levels) > 1:
        grounds.add(Ground.SPLIT_ABOVE)
    if not {Where.BETWEEN_PANELS, Where.SAME_PANEL}.isdisjoint(cluster.where):
        grounds.add(Ground.UNIFICATION)
    return frozenset(grounds)


def grounds_of_panel(opinions: Collection[PanelOpinion]) -> frozenset[Ground]:
    """Return what the opinions of a panel say.

    Example:
        >>> split = [PanelOpinion(member=name, side=OpinionSide.UNDECIDED, opinion=name)
        ...     for name in "甲乙丙"]
        >>> [ground.value for ground in grounds_of_panel(split)]
        ['no_majority']
    """
    grounds = set()
    if any(each.side is OpinionSide.UNDECIDED for each in opinions):
        grounds.add(Ground.NO_MAJORITY)
    if any(_asks(each) for each in opinions):
        grounds.add(Ground.MINORITY_ASKS)
    return frozenset(grounds)


def _asks(opinion: PanelOpinion) -> bool:
    return opinion.side is OpinionSide.MINORITY and opinion.asks_for_conference


def _against_library(
    finding: Finding, judgments: Mapping[str, Judgment], vantage: Vantage
) -> set[Ground]:
    own = None if vantage.own_id is None else finding.group_of(vantage.own_id)
    if own is None:
        return set()
    others = (m for group in finding.groups if group != own for m in group.members)
    return _library_grounds((each.judgment_id for each in others), judgments)


def _library_grounds(ids: Iterable[str], judgments: Mapping[str, Judgment]) -> set[Ground]:
    kinds = {value_of(judgments[each].document_kind) for each in ids if each in judgments}
    return {_OF_KIND[kind] for kind in kinds if kind is not None and kind in _OF_KIND}


def _is_split(finding: Finding, courts: Collection[str]) -> bool:
    sides = (_counted(group.members) for group in finding.groups)
    return sum(any(each.court in courts for each in side) for side in sides) > 1


def _counted(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(each for each in members if each.vote > 0 and not each.is_draft)
