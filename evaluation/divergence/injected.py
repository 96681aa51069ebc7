"""``--suite injected``: changes with known truth in the text of real judgments."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, Final

import numpy as np

from evaluation.divergence.baselines import distances_in
from evaluation.divergence.clusters import LEAST_SIZE, Cluster, read_clusters
from evaluation.divergence.detecting import findings_on, score_of
from evaluation.divergence.drawing import Drawn, Item, draw_items
from evaluation.divergence.examples import develop_examples, read_cluster
from evaluation.divergence.injection.model import Half
from evaluation.divergence.learning import LEARNING_DRAWS, learn, write_weights
from evaluation.divergence.measures import (
    Trial,
    false_alarm_rate_at,
    figures_of,
    intervals_of,
    threshold_at_recall,
)
from evaluation.divergence.reading import read_case
from evaluation.divergence.sentences import expectation_without
from evaluation.divergence.suite import SuiteOptions, SuiteResult
from evaluation.errors import MeasurementError
from service.divergence.expecting import Expectation
from service.divergence.model import ComparedCase

PROTOCOL: Final = (
    "Clusters of real like judgments: criminal ones that share grade 3 for a LeCaRD query, civil "
    "ones of CaseGen that share most pairs of characters; no judgment stands in two clusters, "
    f"least size {LEAST_SIZE}. For every cluster, kind of change and dose one judgment is drawn "
    "and changed in its text (reasoning, basis and ruling together); positives are the changed "
    "texts, negatives the same judgments unchanged, one for one, each asked as a draft among the "
    "others of its cluster. The reader sees text only. Score: highest score of a finding in which "
    "the asked one does not stand with the most. What really diverges among unchanged judgments "
    "counts as a false alarm. Clusters are dealt to two halves, whose wordings differ; the "
    "threshold of precision, recall and false_alarm_rate is that of recall .80 on the develop "
    "half, all figures are of the report half; false alarms per 1,000 are of all unchanged "
    "members of its clusters. Expectation of terms is learned from LeCaRD judgments of no "
    "cluster. Intervals: 95 %, clusters drawn again. random: precision of guessing, which is the "
    "prevalence. distance: how little reasoning and ruling share with those of the others, by "
    "pairs of characters; term_mean: how far the term lies from the mean of the others (changes "
    "of terms only). Every changed reasoning names the provision that was exchanged; the weights "
    "are learned as if .6 did, the share of unchanged civil reasonings that name any."
)
_DRAWS: Final = 1_000
_MADE_BY: Final = (
    "python -m evaluation divergence --suite injected --seed {seed} --weights FILE; "
    "develop half, {n} draws"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A judgment of a cluster, changed or not, with what was said of it.

    Attributes:
        name: Its name in its set.
        cluster: Its cluster.
        item: The change; None for an unchanged one.
        scores: Score by detector.
        details: What the highest finding was, JSON-able.
    """

    name: str
    cluster: Cluster
    item: Item | None
    scores: Mapping[str, float]
    details: Mapping[str, Any] = field(default_factory=dict)


def run(options: SuiteOptions) -> SuiteResult:
    """Draw changes, ask about changed and unchanged judgments, and measure.

    Raises:
        BenchmarkError: The data is missing or cannot be used.
    """
    clusters = _limited(read_clusters(options.folder), options.limit)
    drawn = draw_items(clusters, seed=options.seed)
    options.say(f"{len(clusters)} clusters, {len(drawn.items)} changes")
    expectation = expectation_without(options.folder, clusters, today=options.today)
    options.say("expectation of terms learned")
    if options.weights is not None:
        examples = develop_examples(
            clusters, seeds=range(options.seed, options.seed + LEARNING_DRAWS), today=options.today
        )
        write_weights(
            options.weights,
            learn(examples, expectation=expectation),
            made_by=_MADE_BY.format(seed=options.seed, n=LEARNING_DRAWS),
        )
        options.say("weights of topics learned")
    asked = tuple(_ask_all(clusters, drawn, expectation, options))
    if options.trials is not None:
        rows = [_row(each) for each in asked if each.cluster.half is Half.DEVELOP]
        options.trials.write_text(
            "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8"
        )
    figures, details = _measured(asked, seed=options.seed)
    digest = hashlib.sha256(
        "\n".join(text for one in clusters for text in one.texts.values()).encode()
    ).hexdigest()[:16]
    return SuiteResult(
        protocol=PROTOCOL,
        figures=figures,
        corpus_digest=digest,
        details={**details, **_counts(clusters, drawn)},
    )


def _limited(clusters: Sequence[Cluster], limit: int | None) -> tuple[Cluster, ...]:
    kinds = groupby(clusters, key=lambda one: one.name.split(":")[0])
    return tuple(one for _, own in kinds for one in list(own)[:limit])


def _ask_all(
    clusters: Sequence[Cluster],
    drawn: Drawn,
    expectation: Expectation | None,
    options: SuiteOptions,
) -> Iterator[Asked]:
    changed: dict[str, list[Item]] = defaultdict(list)
    for item in drawn.items:
        changed[item.cluster.name].append(item)
    for at, cluster in enumerate(clusters, start=1):
        yield from _ask_in(cluster, changed[cluster.name], expectation, options.today)
        options.say(f"{at} of {len(clusters)} clusters asked")


def _ask_in(
    cluster: Cluster, items: Sequence[Item], expectation: Expectation | None, today: date
) -> Iterator[Asked]:
    """Ask about every member unchanged, then about every changed one."""
    cases = read_cluster(cluster, today=today)
    for name in sorted(cluster.texts):
        scores, details = _scored(cases.get(name), name, cases, expectation)
        yield Asked(name=name, cluster=cluster, item=None, scores=scores, details=details)
    for item in items:
        case = read_case(item.name, item.injected.text, today=today)
        scores, details = _scored(case, item.name, cases, expectation)
        yield Asked(name=item.name, cluster=cluster, item=item, scores=scores, details=details)


def _scored(
    case: ComparedCase | None,
    name: str,
    cases: Mapping[str, ComparedCase],
    expectation: Expectation | None,
) -> tuple[dict[str, float], dict[str, Any]]:
    """Return the scores of a case among the others, and what its highest findings are."""
    if case is None:
        # What the reader rejects cannot be found: a miss, or rightly nothing.
        return {"product": 0.0, "distance": 0.0, "term_mean": 0.0}, {}
    others = [other for other_name, other in cases.items() if other_name != name]
    findings = findings_on(case, others, expectation=expectation)
    top = [
        {"kind": one.kind.value, "score": one.score, "question": one.question}
        for one in findings[:3]
    ]
    return {"product": score_of(findings), **distances_in(case, others)}, {"findings": top}


def _row(asked: Asked) -> dict[str, Any]:
    truth = asked.item.injected.truth if asked.item else None
    return {
        "cluster": asked.cluster.name,
        "name": asked.name,
        "change": truth.change.value if truth else None,
        "dose": truth.dose.value if truth else None,
        "before": truth.before if truth else None,
        "after": truth.after if truth else None,
        "scores": dict(asked.scores),
        **asked.details,
    }


def _trials(asked: Sequence[Asked], detector: str, keep: Callable[[Item], bool]) -> list[Trial]:
    """Pair every change that is kept with the same judgment unchanged."""
    plain = {(one.cluster.name, one.name): one for one in asked if one.item is None}
    trials = []
    for one in asked:
        if one.item is None or not keep(one.item):
            continue
        cluster = one.cluster.name
        before = plain[cluster, one.name].scores[detector]
        trials += [
            Trial(score=one.scores[detector], is_positive=True, cluster=cluster),
            Trial(score=before, is_positive=False, cluster=cluster),
        ]
    return trials


def _measured(asked: Sequence[Asked], *, seed: int) -> tuple[dict[str, float], dict[str, Any]]:
    halves = {half: [one for one in asked if one.cluster.half is half] for half in Half}
    develop, report = halves[Half.DEVELOP], halves[Half.REPORT]
    if not any(one.item for one in develop) or not any(one.item for one in report):
        raise MeasurementError("injected", "a half without any change; expected a larger limit")
    everything = _trials(report, "product", lambda _: True)
    threshold = threshold_at_recall(_trials(develop, "product", lambda _: True))
    figures = figures_of(everything, threshold=threshold)
    figures["false_alarms_per_1000"] = 1_000 * _alarm_share(report, threshold)
    figures["random/precision"] = 0.5
    for name, own in _baselines(report).items():
        for figure in ("precision_at_recall_0.80", "recall_at_far_0.10", "auc"):
            figures[f"{name}/{figure}"] = figures_of(own, threshold=0.0)[figure]
    parts = {
        name: figures_of(own, threshold=threshold) | {"n": len(own) // 2}
        for name, own in _by_part(report)
    }
    for name, part in parts.items():
        figures[f"{name}/precision_at_recall_0.80"] = part["precision_at_recall_0.80"]
        figures[f"{name}/recall"] = part["recall"]
    intervals = intervals_of(
        everything, threshold=threshold, rng=np.random.default_rng(seed), draws=_DRAWS
    )
    details = {
        "threshold": threshold,
        "n_positives": len(everything) // 2,
        "n_negatives": len(everything) // 2,
        "develop_false_alarm_rate": false_alarm_rate_at(
            _trials(develop, "product", lambda _: True), threshold
        ),
        "prevalence": 0.5,
        "intervals": {name: list(bounds) for name, bounds in intervals.items()},
        "by_part": parts,
    }
    return figures, details


def _alarm_share(asked: Sequence[Asked], threshold: float) -> float:
    plain = [one.scores["product"] >= threshold for one in asked if one.item is None]
    return sum(plain) / len(plain)


def _baselines(report: Sequence[Asked]) -> dict[str, list[Trial]]:
    terms = _trials(report, "term_mean", lambda item: item.injected.truth.change == "term")
    own = {"distance": _trials(report, "distance", lambda _: True)}
    return own | ({"term_mean": terms} if terms else {})


def _by_part(report: Sequence[Asked]) -> Iterator[tuple[str, list[Trial]]]:
    """Yield the trials of every kind, and of every dose."""
    truths = sorted({one.item.injected.truth.change for one in report if one.item})
    doses = sorted({one.item.injected.truth.dose for one in report if one.item})
    for change in truths:
        yield change, _trials(report, "product", lambda item: item.injected.truth.change is change)  # noqa: B023 - used at once
    for dose in doses:
        yield dose, _trials(report, "product", lambda item: item.injected.truth.dose is dose)  # noqa: B023 - used at once


def _counts(clusters: Sequence[Cluster], drawn: Drawn) -> dict[str, Any]:
    return {
        "n_clusters": {half.value: sum(one.half is half for one in clusters) for half in Half},
        "n_judgments": sum(len(one.texts) for one in clusters),
        "dropped_places": dict(drawn.dropped),
        "clusters_without_a_fitting_judgment": dict(drawn.unfit),
    }
