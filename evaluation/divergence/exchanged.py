"""``--suite charges``: is a charge that like facts did not get told from the one that they got?"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np

from corpus.judgment import Judgment, RawJudgment, SourceRecord
from corpus.reading import read_judgment
from evaluation.divergence.clusters import LECARD
from evaluation.divergence.injection.model import Half
from evaluation.divergence.measures import (
    Trial,
    figures_of,
    intervals_of,
    threshold_at_recall,
)
from evaluation.divergence.suite import SuiteOptions, SuiteResult
from evaluation.errors import BenchmarkError
from evaluation.extraction.records import lecard_record, read_rows
from service.divergence.charges import (
    LEAST_ODD,
    ChargedFacts,
    Likeness,
    charged_facts,
    likeness_of,
    odd_groups,
)

PROTOCOL: Final = (
    "LeCaRD judgments that convict all accused of one charge that has rivals. For each the charge "
    "is exchanged for a rival drawn at random (positives); negatives: the same judgments as they "
    "are. Score: how much nearer the facts lie to the middle of the nearest rival's judgments than "
    "to that of the charge's own, the judgment and whoever tells the same facts left out, names of "
    "charges masked. What really diverges counts as a false alarm, and courts word facts by the "
    "charge that they see in them, so that an exchange is told more easily than a true divergence. "
    "Judgments of even place to develop, of odd place to report. Rivals were set by hand; features "
    "and least oddness were chosen with both halves in view, whose figures hardly differ. The "
    "threshold of precision, recall and false_alarm_rate is "
    "that of recall .80 on the develop half. odd/: at the least oddness of the product, by itself; "
    "a finding needs several odd judgments near the same others: groups_per_1000. random: an "
    "exchange told by chance. Intervals: 95 %, charges drawn again with all their judgments."
)
_DRAWS: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One judgment under its own charge and under another.

    Attributes:
        half: On which half it counts.
        kept: Score as it is.
        exchanged: Score with the charge exchanged.
        charge: Its own charge.
    """

    half: Half
    kept: float
    exchanged: float
    charge: str


def run(options: SuiteOptions) -> SuiteResult:
    """Exchange the charge of every judgment, and measure.

    Raises:
        BenchmarkError: The data is missing or too little of it can be asked.
    """
    path = options.folder / LECARD
    told = _told(path, options.limit, options.today)
    options.say(f"{len(told)} judgments of charges that have rivals")
    likeness = likeness_of(told)
    asked = _ask(told, likeness, np.random.default_rng(options.seed))
    trials = {half: _trials(asked, half) for half in Half}
    if not all(trials.values()):
        raise BenchmarkError(str(path), "too few judgments of rival charges")
    threshold = threshold_at_recall(trials[Half.DEVELOP])
    report = trials[Half.REPORT]
    intervals = intervals_of(
        report, threshold=threshold, rng=np.random.default_rng(options.seed), draws=_DRAWS
    )
    odd = figures_of(report, threshold=LEAST_ODD)
    groups = odd_groups(told)
    figures = {
        **figures_of(report, threshold=threshold),
        "odd/recall": odd["recall"],
        "odd/false_alarms_per_1000": 1_000 * odd["false_alarm_rate"],
        "groups_per_1000": 1_000 * len(groups) / len(told),
        "random/precision": 0.5,
        "random/auc": 0.5,
    }
    details: dict[str, Any] = {
        "n_judgments": len(told),
        "n_charges": len(likeness.names),
        "n_asked": {half.value: len(own) // 2 for half, own in trials.items()},
        "threshold": threshold,
        "intervals": {name: list(bounds) for name, bounds in intervals.items()},
        "develop": figures_of(trials[Half.DEVELOP], threshold=threshold),
    }
    return SuiteResult(
        protocol=PROTOCOL,
        figures=figures,
        corpus_digest=hashlib.sha256(path.read_bytes()).hexdigest()[:16],
        details=details,
    )


def _told(path: Path, limit: int | None, today: date) -> list[ChargedFacts]:
    told = []
    for record in map(lecard_record, islice(read_rows(path), limit)):
        source = SourceRecord(name="benchmark", place=record.id, format="evaluation")
        judgment = read_judgment(RawJudgment(text=record.text, source=source), today=today)
        facts = charged_facts(judgment) if isinstance(judgment, Judgment) else None
        if facts is not None:
            told.append(facts)
    return sorted(told, key=lambda each: each.judgment_id)


def _ask(
    told: Sequence[ChargedFacts], likeness: Likeness, rng: np.random.Generator
) -> list[_Asked]:
    """Score every judgment under its own charge and under a rival drawn."""
    asked = []
    for place, each in enumerate(told):
        rivals = likeness.rivals(each.charge)
        if not rivals:
            continue
        other = rivals[rng.integers(len(rivals))]
        asked.append(
            _Asked(
                half=Half.DEVELOP if place % 2 == 0 else Half.REPORT,
                kept=likeness.oddness(place, each.charge)[0],
                exchanged=likeness.oddness(place, other)[0],
                charge=each.charge,
            )
        )
    return asked


def _trials(asked: Sequence[_Asked], half: Half) -> list[Trial]:
    return [
        Trial(score=score, is_positive=is_positive, cluster=each.charge)
        for each in asked
        if each.half is half
        for score, is_positive in ((each.exchanged, True), (each.kept, False))
    ]
