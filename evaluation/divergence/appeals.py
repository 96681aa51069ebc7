"""``--suite appeals``: does what a court of appeal changed differ, and what it affirmed not?"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

import numpy as np

from evaluation.divergence.appeal_cuts import cut_appeal
from evaluation.divergence.appeal_papers import AppealPair, views_only, with_rulings
from evaluation.divergence.clusters import LECARD
from evaluation.divergence.injection.model import Half
from evaluation.divergence.measures import (
    Trial,
    auc,
    figures_of,
    intervals_of,
    threshold_at_false_alarms,
)
from evaluation.divergence.reading import read_case
from evaluation.divergence.standing_out import stood_out
from evaluation.divergence.suite import SuiteOptions, SuiteResult
from evaluation.errors import BenchmarkError
from evaluation.extraction.labels.reading import read_labels
from evaluation.extraction.outcome import key_of
from evaluation.extraction.records import read_rows
from service.divergence.pairs import differences_of, weight_of

PROTOCOL: Final = (
    "SimuCourt, second instance: each record becomes two papers on one set of facts (those of the "
    "first instance), each with its court's view, whole clauses that speak of a judgment below or "
    "of an appeal taken out, roles made those of a first instance. Positives: changed in law or "
    "sentence, negatives: affirmed, by labels/simucourt.csv. Score: weight of all differences of "
    "the two papers. Records of even place in the file to develop, of odd place to report; the "
    "threshold of precision, recall and false_alarm_rate is that of false-alarm rate .10 on the "
    "even ones. Main figures: views and rulings, as the bar is worded; a court that affirms takes "
    "the ruling below over as its own, one that changes has its own items and those it keeps. That "
    "is what the labels mean, so same_words, which only asks whether the two rulings are the same "
    "string, nearly reaches them: the main figures tell that rulings are read and compared "
    "rightly, not that a change is foreseen. views/: views alone, without rulings. All criminal "
    "records are changed and nearly all others affirmed: kind is the figure of guessing by the "
    "kind of case, words that of a classifier of the masked words of the second view, learned on "
    "the even records; what views/ tell above these is not much. not_criminal/: civil and "
    "administrative records of both halves. criminal_views/: views of criminal papers of second "
    "instance in LeCaRD, changed against affirmed by their rulings; free of the kind of case. "
    "before/, without a bar: each ruling of first instance that was appealed (SimuCourt, and as "
    "LeCaRD recites it) is asked as a draft among its nearest judgments of first instance "
    "(SimuCourt, CaseGen, LeCaRD), and so is each of these among the others; place: share of these "
    "that depart less, ties half, .5 for a ruling like any other and the floor; auc: changed "
    "against affirmed by place. Recited rulings are laid out shorter than whole judgments, and no "
    "expectation of terms is learned. "
    "Intervals: 95 %, records drawn again."
)
_FILE: Final = "simucourt_second.jsonl"
_CRIMINAL: Final = "刑事"
_DRAWS: Final = 1_000
_Lay = Callable[[Mapping[str, Any]], AppealPair]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """A record with its label.

    Attributes:
        row: The record as the set holds it.
        half: On which half it counts.
        is_changed: Whether the appeal changed the result.
    """

    row: Mapping[str, Any]
    half: Half
    is_changed: bool


def run(options: SuiteOptions) -> SuiteResult:
    """Compare the two instances of every record, and measure.

    Raises:
        BenchmarkError: The data is missing or a record has no label.
    """
    path = options.folder / _FILE
    appeals = _read(islice(read_rows(path), options.limit), str(path))
    figures: dict[str, float] = {}
    details: dict[str, Any] = {"n": _counts(appeals)}
    for prefix, lay in (("", with_rulings), ("views/", views_only)):
        scores = [_score(lay(appeal.row), options.today) for appeal in appeals]
        own, told = _measured(appeals, scores, options.seed)
        figures |= {f"{prefix}{name}": value for name, value in own.items()}
        details[prefix or "rulings/"] = told
        rest = [
            _trial(appeal, score)
            for appeal, score in zip(appeals, scores, strict=True)
            if appeal.row["类别"] != _CRIMINAL
        ]
        figures[f"{prefix}not_criminal/auc"] = auc(rest)
    figures |= _baselines(appeals)
    options.say("records of SimuCourt compared")
    criminal = _criminal(options)
    figures["criminal_views/auc"] = auc(criminal)
    details["criminal_views"] = {
        "n_changed": sum(trial.is_positive for trial in criminal),
        "n_affirmed": sum(not trial.is_positive for trial in criminal),
    }
    before, told = stood_out(options)
    figures |= before
    details["before"] = told
    return SuiteResult(
        protocol=PROTOCOL,
        figures=figures,
        corpus_digest=hashlib.sha256(path.read_bytes()).hexdigest()[:16],
        details=details,
    )


def _read(rows: Iterable[Mapping[str, Any]], place: str) -> tuple[Appeal, ...]:
    labels = read_labels("simucourt.csv")
    appeals = []
    for at, row in enumerate(rows):
        label = labels.get((key_of(str(row["案号"])), "appeal_result"))
        if label is None:
            raise BenchmarkError(place, f"record {at + 1} has no label of its appeal")
        half = Half.DEVELOP if at % 2 == 0 else Half.REPORT
        appeals.append(Appeal(row=row, half=half, is_changed=label[0] == "changed"))
    return tuple(appeals)


def _counts(appeals: Sequence[Appeal]) -> dict[str, int]:
    return {
        f"{half} {'changed' if is_changed else 'affirmed'}": sum(
            appeal.half is half and appeal.is_changed is is_changed for appeal in appeals
        )
        for half in Half
        for is_changed in (True, False)
    }


def _score(pair: AppealPair, today: date) -> float:
    one, other = (read_case(pair.name, text, today=today) for text in (pair.first, pair.second))
    # What the reader rejects differs in nothing that could be told.
    return 0.0 if one is None or other is None else weight_of(differences_of(one, other))


def _trial(appeal: Appeal, score: float) -> Trial:
    number = str(appeal.row["案号"])
    return Trial(score=score, is_positive=appeal.is_changed, cluster=number)


def _measured(
    appeals: Sequence[Appeal], scores: Sequence[float], seed: int
) -> tuple[dict[str, float], dict[str, Any]]:
    halves: dict[Half, list[Trial]] = {half: [] for half in Half}
    for appeal, score in zip(appeals, scores, strict=True):
        halves[appeal.half].append(_trial(appeal, score))
    threshold = threshold_at_false_alarms(halves[Half.DEVELOP])
    figures = figures_of(halves[Half.REPORT], threshold=threshold)
    intervals = intervals_of(
        halves[Half.REPORT], threshold=threshold, rng=np.random.default_rng(seed), draws=_DRAWS
    )
    return figures, {
        "threshold": threshold,
        "intervals": {name: list(bounds) for name, bounds in intervals.items()},
        "develop": figures_of(halves[Half.DEVELOP], threshold=threshold),
    }


def _baselines(appeals: Sequence[Appeal]) -> dict[str, float]:
    report = [appeal for appeal in appeals if appeal.half is Half.REPORT]
    scores = {
        "same_words": [_rulings_differ(with_rulings(appeal.row)) for appeal in report],
        "kind": [float(appeal.row["类别"] == _CRIMINAL) for appeal in report],
        "words": _words(appeals),
    }
    figures = {"prevalence": sum(appeal.is_changed for appeal in report) / len(report)}
    for name, own in scores.items():
        trials = [_trial(appeal, score) for appeal, score in zip(report, own, strict=True)]
        told = figures_of(trials, threshold=threshold_at_false_alarms(trials))
        figures |= {f"{name}/{figure}": told[figure] for figure in ("recall_at_far_0.10", "auc")}
    return figures


def _rulings_differ(pair: AppealPair) -> float:
    first, second = (text.rpartition("判决如下")[2] for text in (pair.first, pair.second))
    return float(first != second)


def _words(appeals: Sequence[Appeal]) -> list[float]:
    """Return for the report half how likely its masked second views say that they change."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow to import
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415 - slow to import

    views = [views_only(appeal.row).second.rpartition("本院认为")[2] for appeal in appeals]
    taught = [at for at, appeal in enumerate(appeals) if appeal.half is Half.DEVELOP]
    asked = [at for at, appeal in enumerate(appeals) if appeal.half is Half.REPORT]
    model = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True),
        LogisticRegression(C=10.0, max_iter=1000),
    )
    model.fit([views[at] for at in taught], [appeals[at].is_changed for at in taught])
    return [float(row[1]) for row in model.predict_proba([views[at] for at in asked])]


def _criminal(options: SuiteOptions) -> list[Trial]:
    found = (cut_appeal(row) for row in read_rows(options.folder / LECARD))
    pairs = islice((each for each in found if each is not None), options.limit)
    return [
        Trial(score=_score(pair, options.today), is_positive=is_changed, cluster=pair.name)
        for pair, is_changed in pairs
    ]
