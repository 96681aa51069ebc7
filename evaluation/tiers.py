"""``python -m evaluation tiers``: does every hit stand in its tier, and does only effect count?

The sample plants the court, kind and effect over time of every judgment. Each overturned judgment
is asked for by its own facts, and each pending case by its paper from its court; every hit shown is
held against what was planted.
"""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.court import read_court_name
from corpus.judgment import CourtLevel, DocumentKind, Effectiveness, Judgment, JudgmentId
from corpus.reading import read_judgment
from corpus.sample.courts import COURTS
from corpus.sample.generation import SampleCorpus, generate
from corpus.sample.truth import JudgmentTruth
from corpus.store.sql import SqlJudgmentStore
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from indexing.assembly.building import build_snapshot
from service.search.keeper import IndexKeeper
from service.search.question import Question
from service.search.service import SearchService
from service.search.snapshots import SnapshotSource
from service.settings import Settings
from service.store.database import prepare_database
from service.store.library_records import LibraryRecords
from service.store.tier_records import TierRecords
from service.tiers.desk import TierDesk
from service.tiers.hierarchy import CourtBook
from service.tiers.model import TieredHit
from service.tiers.vocabulary import Tier

_OVERTURNED = frozenset(
    {Effectiveness.VARIED, Effectiveness.REVOKED, Effectiveness.REVISED_ON_RETRIAL}
)
_PROTOCOL = (
    "Sample corpus through store and index. Asked: the facts of every judgment that was planted as "
    "overturned on the day of the sample, from its own court, and the paper of every pending case, "
    "from its court; so many hits of each group of a tier. counted_wrongly: hits that count as "
    "similar cases though they were planted as not in effect; overturned/counted: those of them "
    "that were overturned. tier/right: share of hits that stand in the tier of the planted court "
    "and kind. random: the same share if tiers were dealt out again among the hits."
)


def main(arguments: Sequence[str]) -> int:
    """Ask the sample tier by tier and hold every hit against what was planted.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.
    """
    options = _parser().parse_args(arguments)
    sample = generate(seed=options.seed, size=options.size)
    now = datetime.now(UTC)
    judgments, names = _read(sample, now)
    with tempfile.TemporaryDirectory(prefix="tongpan-tiers-") as folder:
        hits = list(_hits(sample, judgments, names, Path(folder), per_tier=options.per_tier))
    figures = _figures(hits, seed=options.seed)
    Measurement(
        name="tiers",
        protocol=_PROTOCOL,
        figures=figures,
        command=command_of("tiers", arguments),
        corpus_digest=f"sample seed {options.seed}, size {options.size}",
        commit=commit_of_checkout(),
        measured_on=now.date(),
        details={"n_judgments": len(judgments), "n_pending": len(sample.pending_cases)},
    ).write(options.json)
    for name, value in figures.items():
        print(f"{name:<28}{value:10.4f}")
    return 0


_Hit = tuple[TieredHit, Effectiveness, Tier]
"""A hit with the effect and the tier that were planted for it."""


def _read(
    sample: SampleCorpus, now: datetime
) -> tuple[list[Judgment], Mapping[JudgmentId, JudgmentTruth]]:
    judgments, planted = [], {}
    for raw in sample.judgments:
        read = read_judgment(raw, today=now.date())
        if isinstance(read, Judgment):
            judgments.append(read)
            planted[read.id] = sample.truth.judgments[str(raw.source.external_id)]
    return judgments, planted


def _hits(
    sample: SampleCorpus,
    judgments: Sequence[Judgment],
    planted: Mapping[JudgmentId, JudgmentTruth],
    folder: Path,
    *,
    per_tier: int,
) -> Iterator[_Hit]:
    settings = Settings(data=folder)
    engine = prepare_database(settings.database_address)
    try:
        store = SqlJudgmentStore(engine)
        store.put(judgments)
        build_snapshot(store.iterate(), settings.snapshot_root, corpus_digest=store.digest())
        desk = TierDesk(
            search=SearchService(store, _keeper(settings), settings),
            library=LibraryRecords(engine),
            corpus=TierRecords(engine),
            book=_book(),
            settings=settings,
        )
        # Effects hold on the day of the sample; the search is made the day after.
        today = sample.truth.as_of + timedelta(days=1)
        for court, question in _questions(sample, judgments, planted):
            answer = desk.search(question, today=today, court=court, per_tier=per_tier)
            for hit in answer.hits:
                truth = planted[hit.hit.judgment.id]
                yield hit, truth.effect_on(sample.truth.as_of), _tier_of(truth, court)
    finally:
        engine.dispose()


def _keeper(settings: Settings) -> IndexKeeper:
    return IndexKeeper(SnapshotSource(settings), check_seconds=3600, monotonic=lambda: 0.0)


def _book() -> CourtBook:
    return CourtBook(
        superiors={
            _canonical(court.name): _canonical(COURTS[court.superior].name)
            for court in COURTS.values()
            if court.superior is not None
        }
    )


def _canonical(name: str) -> str:
    court = read_court_name(name)
    return name if court is None else court.name


def _questions(
    sample: SampleCorpus,
    judgments: Sequence[Judgment],
    planted: Mapping[JudgmentId, JudgmentTruth],
) -> Iterator[tuple[str, Question]]:
    for judgment in judgments:
        truth = planted[judgment.id]
        if truth.effect_on(sample.truth.as_of) in _OVERTURNED:
            yield _canonical(truth.court), Question(judgment_id=judgment.id)
    for case in sample.pending_cases:
        yield _canonical(case.court), Question(text=case.text)


def _tier_of(truth: JudgmentTruth, court: str) -> Tier:
    """Return the tier of a judgment by what was planted of it, seen from a court."""
    own = next(each for each in COURTS.values() if _canonical(each.name) == court)
    if truth.document_kind is DocumentKind.GUIDING_CASE:
        return Tier.GUIDING
    if truth.document_kind is DocumentKind.REFERENCE_CASE:
        return Tier.REFERENCE
    if truth.court_level is CourtLevel.SUPREME:
        return Tier.SUPREME
    if truth.court_level is CourtLevel.HIGH and truth.province == _province(own.key):
        return Tier.PROVINCIAL
    if truth.court_key == own.superior:
        return Tier.SUPERIOR
    return Tier.OWN if truth.court_key == own.key else Tier.OTHER


def _province(key: str) -> str | None:
    return COURTS[key].province


def _figures(hits: Sequence[_Hit], *, seed: int) -> dict[str, float]:
    counted = [effect for hit, effect, _ in hits if hit.weight.counts]
    tiers = [hit.tier for hit, _, _ in hits]
    dealt = list(tiers)
    random.Random(seed).shuffle(dealt)  # noqa: S311 - a draw that can be made again
    planted = [tier for _, _, tier in hits]
    return {
        "hits": float(len(hits)),
        "counted": float(len(counted)),
        "counted_wrongly": float(sum(each is not Effectiveness.IN_EFFECT for each in counted)),
        "overturned/hits": float(sum(effect in _OVERTURNED for _, effect, _ in hits)),
        "overturned/counted": float(sum(effect in _OVERTURNED for effect in counted)),
        "tier/right": _agreement(tiers, planted),
        "random": _agreement(dealt, planted),
        **{f"n {tier}": float(n) for tier, n in sorted(Counter(tiers).items())},
    }


def _agreement(tiers: Sequence[Tier], planted: Sequence[Tier]) -> float:
    return sum(one is other for one, other in zip(tiers, planted, strict=True)) / len(planted)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation tiers", description=__doc__)
    parser.add_argument("--size", type=int, default=3000, help="of the sample (default 3000)")
    parser.add_argument("--seed", type=int, default=7, help="of the sample (default 7)")
    parser.add_argument("--per-tier", type=int, default=10, help="hits of each group (default 10)")
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    return parser
