"""How do tiered answers and records of library cases become payloads?"""

from service.api.encoding import encode_hit, encode_searched
from service.api.schemas import LabelledValue
from service.api.tier_schemas import (
    GroupOut,
    LibraryRecordOut,
    TierCoverageOut,
    TieredHitOut,
    TieredResponse,
    TierOut,
    VantageOut,
    WindowOut,
)
from service.labels import label_of
from service.library.model import LibraryRecord
from service.tiers.model import TierBlock, TierCoverage, TieredAnswer, TieredHit, Vantage
from service.tiers.wording import article_of


def encode_tiered(answer: TieredAnswer) -> TieredResponse:
    """Return the payload of an answer tier by tier."""
    window = answer.window
    return TieredResponse(
        tiers=tuple(_tier(block) for block in answer.tiers),
        court=None if answer.vantage is None else _vantage(answer.vantage),
        recent=WindowOut(
            months=window.months,
            begins=window.begins,
            counted_from=window.counted_from,
            basis=LabelledValue(value=window.basis, label=label_of(window.basis)),
        ),
        today=answer.today,
        not_searched=answer.not_searched,
        searched=encode_searched(answer.whole),
    )


def encode_record(record: LibraryRecord) -> LibraryRecordOut:
    """Return the payload of a record of a library case."""
    publication = record.publication
    return LibraryRecordOut(
        judgment_id=record.judgment_id,
        standing=LabelledValue(value=record.standing, label=label_of(record.standing)),
        publication=None
        if publication is None
        else LabelledValue(value=publication, label=label_of(publication)),
        replacement=record.replacement,
        replacement_id=record.replacement_id,
        source=record.source,
        since=record.since,
        author=record.author,
        at=record.at,
    )


def _vantage(vantage: Vantage) -> VantageOut:
    return VantageOut(
        court=vantage.court.name,
        superior=None if vantage.superior is None else vantage.superior.name,
        high_courts=tuple(sorted(vantage.high)),
    )


def _tier(block: TierBlock) -> TierOut:
    return TierOut(
        tier=LabelledValue(value=block.tier, label=label_of(block.tier)),
        basis=article_of(block.tier),
        n_allowed=block.n_allowed,
        n_counting=block.n_counting,
        n_ranked=block.n_ranked,
        groups=tuple(
            GroupOut(
                group=LabelledValue(value=each.group, label=label_of(each.group)),
                n_allowed=each.n_allowed,
                n_ranked=each.n_ranked,
            )
            for each in block.counts
        ),
        coverage=_coverage(block.coverage),
        is_weak=block.is_weak,
        gap=block.gap,
        hits=tuple(_hit(each) for each in block.hits),
    )


def _coverage(coverage: TierCoverage) -> TierCoverageOut:
    return TierCoverageOut(
        n_judgments=coverage.n_judgments,
        n_courts=coverage.n_courts,
        decided_from=coverage.decided_from,
        decided_to=coverage.decided_to,
        n_undated=coverage.n_undated,
        sources=dict(coverage.sources),
    )


def _hit(tiered: TieredHit) -> TieredHitOut:
    weight = tiered.weight
    return TieredHitOut(
        **dict(encode_hit(tiered.hit)),
        group=LabelledValue(value=tiered.group, label=label_of(tiered.group)),
        effect_label=LabelledValue(value=weight.label, label=label_of(weight.label)),
        counts=weight.counts,
        label_reason=weight.reason,
        dated=tiered.dated,
        library_record=None if tiered.record is None else encode_record(tiered.record),
        is_distant=tiered.is_distant,
    )
