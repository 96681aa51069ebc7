"""Which judgments of an index are of which tier and group?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import DocumentKind, Effectiveness, JudgmentId
from indexing.columns.filters import NOT_STATED, FilterColumns
from service.library.model import LibraryRecord, LibraryStanding
from service.tiers.model import DateBasis, Group, Vantage, Window
from service.tiers.placing import tier_of
from service.tiers.vocabulary import TIERS, Tier

GROUPS = tuple(Group)
_NO_TIER: Final = np.int8(len(TIERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The days of the judgments of an index, in the order of its ids.

    Attributes:
        decided: Day of decision as a proleptic ordinal, or -1.
        in_effect: The same with the day of effect where it is known.
        place_of: Place of each judgment.
    """

    decided: NDArray[np.int32]
    in_effect: NDArray[np.int32]
    place_of: Mapping[JudgmentId, int]

    @classmethod
    def of(cls, columns: FilterColumns, since: Mapping[JudgmentId, date]) -> Self:
        """Return the days of an index; ``since`` tells days of effect, also of others' judgments.

        Cost: linear in the judgments.
        """
        place_of = {judgment_id: place for place, judgment_id in enumerate(columns.ids)}
        in_effect = columns.decided.copy()
        for judgment_id, day in since.items():
            place = place_of.get(judgment_id)
            if place is not None:
                in_effect[place] = day.toordinal()
        return cls(decided=columns.decided, in_effect=in_effect, place_of=place_of)


def tiers_in(
    columns: FilterColumns,
    dates: Dates,
    vantage: Vantage | None,
    records: Mapping[JudgmentId, LibraryRecord],
) -> NDArray[np.int8]:
    """Return the tier of every judgment as a place in :data:`~service.tiers.model.TIERS`.

    A judgment that may not be found is of none of them.

    Cost: linear in courts and records, and a few array passes.
    """
    courts = columns.names["court"]
    provinces = columns.names["province"]
    tier_of_court = np.asarray(
        [_place(court=court, vantage=vantage) for court in (*courts, None)], dtype=np.int8
    )
    # The last place, that of no court, is what NOT_STATED indexes.
    tiers = tier_of_court[columns.codes["court"]]
    for kind in (DocumentKind.GUIDING_CASE, DocumentKind.REFERENCE_CASE):
        if kind in columns.names["document_kind"]:
            code = columns.names["document_kind"].index(kind)
            is_kind = columns.codes["document_kind"] == code
            tiers[is_kind] = _place(kind=kind, vantage=vantage)
    edited = {TIERS.index(Tier.GUIDING), TIERS.index(Tier.REFERENCE)}
    for judgment_id, record in records.items():
        place = dates.place_of.get(judgment_id)
        if place is None or record.publication is None or int(tiers[place]) in edited:
            continue
        court = int(columns.codes["court"][place])
        province = int(columns.codes["province"][place])
        tiers[place] = _place(
            court=None if court == NOT_STATED else courts[court],
            province=None if province == NOT_STATED else provinces[province],
            record=record,
            vantage=vantage,
        )
    return tiers if columns.shown is None else np.where(columns.shown, tiers, _NO_TIER)


def group_of(tier: Tier, *, is_recent: bool, counts: bool) -> Group:
    """Return the group of one judgment.

    Args:
        tier: Its tier; guiding cases are of any year (法发〔2020〕24号 art. 4).
        is_recent: Whether it is of the last years.
        counts: Whether it can be a similar case at all.

    Example:
        >>> group_of(Tier.GUIDING, is_recent=False, counts=True).value
        'undivided'
    """
    if not counts:
        return Group.UNCOUNTED
    if tier is Tier.GUIDING:
        return Group.UNDIVIDED
    return Group.RECENT if is_recent else Group.EARLIER


def groups_in(
    columns: FilterColumns,
    dates: Dates,
    tiers: NDArray[np.int8],
    window: Window,
    records: Mapping[JudgmentId, LibraryRecord],
) -> NDArray[np.int8]:
    """Return the group of every judgment as a place in :data:`GROUPS`, as the index knows it."""
    days = dates.in_effect if window.basis is DateBasis.EFFECT else dates.decided
    recent = (days != NOT_STATED) & (days >= window.begins.toordinal())
    groups = np.where(recent, GROUPS.index(Group.RECENT), GROUPS.index(Group.EARLIER))
    groups[tiers == TIERS.index(Tier.GUIDING)] = GROUPS.index(Group.UNDIVIDED)
    effects = columns.names["effect"]
    counts = np.asarray([name == Effectiveness.IN_EFFECT for name in (*effects, "")])
    groups[~counts[columns.codes["effect"]]] = GROUPS.index(Group.UNCOUNTED)
    for judgment_id, record in records.items():
        place = dates.place_of.get(judgment_id)
        if place is not None and record.standing is not LibraryStanding.IN_FORCE:
            groups[place] = GROUPS.index(Group.UNCOUNTED)
    return groups.astype(np.int8)


def divisions_of(
    tiers: NDArray[np.int8], groups: NDArray[np.int8]
) -> Sequence[tuple[Tier, Group, NDArray[np.bool_]]]:
    """Return every tier's groups in order; each judgment is of exactly one.

    Example:
        >>> one = np.zeros(1, dtype=np.int8)
        >>> [(t.value, g.value) for t, g, each in divisions_of(one, one) if each.any()]
        [('guiding', 'undivided')]
    """
    return [
        (tier, group, (tiers == TIERS.index(tier)) & (groups == GROUPS.index(group)))
        for tier in TIERS
        for group in GROUPS
        if (group is Group.UNDIVIDED) <= (tier is Tier.GUIDING)
        and (group in {Group.RECENT, Group.EARLIER}) <= (tier is not Tier.GUIDING)
    ]


def _place(
    *,
    kind: DocumentKind | None = None,
    court: str | None = None,
    province: str | None = None,
    record: LibraryRecord | None = None,
    vantage: Vantage | None,
) -> int:
    return TIERS.index(
        tier_of(
            kind=kind,
            court=court,
            province=province,
            publication=None if record is None else record.publication,
            vantage=vantage,
        )
    )
