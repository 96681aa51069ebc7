"""``python -m evaluation related``: are related cases found, and no others?

The sample corpus plants relations among judgments and pending cases. It is ingested into a store
of its own, the pending cases are noted as a court's case system would, and every case is asked
for its related cases. What it answers is compared with what is true.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.judgment import RawJudgment
from corpus.relations.model import RelationKind
from corpus.sample.courts import BASIC_COURTS
from corpus.sample.generation import SampleCorpus, generate
from corpus.sample.truth import EdgeKind
from evaluation.errors import MeasurementError
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.related.finding import Found, find_all
from evaluation.related.truth import Pair, TrueRelations, pair_of, true_relations
from service.related.model import AlarmKind

_PROTOCOL = (
    "Sample corpus, judgments and pending cases; the product reads texts and, of pending cases, "
    "what a case system tells (number, cause, names and roles, judge, days), never identities. "
    "Every case is asked for its related cases; a relation counts once. Precision and recall by "
    "kind against all relations that are true: planted edges, all pairs of a chain and of a "
    "series, all papers of different disputes with the same two identities against each other, "
    "all quotations of a number of another dispute; CITED with its direction. strangers: planted "
    "pairs of papers with two people of one name, joined by any relation; namesakes: all other "
    "such pairs. across: pairs of different courts. moved: each later paper of a planted repeated "
    "suit given to another basic court (name and number of its head replaced), recall of REPEAT. "
    "split: pending series whose members lie with several courts or judges of one court, share "
    "of their members that show the alarm. random: share of all pairs of papers that are true, "
    "which is the precision of guessing. Nothing is learned from the truth."
)


def main(arguments: Sequence[str]) -> int:
    """Ask for the related cases of every case of a sample.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        MeasurementError: The sample plants no relation of some kind.
    """
    options = _parser().parse_args(arguments)
    now = datetime.now(UTC)
    samples = [generate(seed=seed, size=options.size) for seed in options.seed]
    figures, details = _measure(samples, now)
    Measurement(
        name="related",
        protocol=_PROTOCOL,
        figures=figures,
        command=command_of("related", arguments),
        corpus_digest=f"sample seeds {', '.join(map(str, options.seed))}, size {options.size}",
        commit=commit_of_checkout(),
        measured_on=now.date(),
        details=details,
    ).write(options.json)
    for name, value in figures.items():
        print(f"{name:<28}{value:9.4f}")
    for name, number in details.items():
        print(f"{name:<28}{number:9}")
    return 0


def _measure(
    samples: Sequence[SampleCorpus], now: datetime
) -> tuple[dict[str, float], dict[str, int]]:
    counts: dict[str, int] = {}
    for sample in samples:
        truth = true_relations(sample)
        found = find_all(sample, sample.judgments, now=now)
        for name, number in _counted(sample, truth, found).items():
            counts[name] = counts.get(name, 0) + number
        moved, pairs = _moved(sample)
        asked = {name for pair in pairs for name in pair}
        again = find_all(sample, moved, now=now, only=asked)
        for name, number in {
            "n moved": len(pairs),
            "moved found": len(pairs & again.pairs[RelationKind.REPEAT]),
        }.items():
            counts[name] = counts.get(name, 0) + number
    missing = [kind.value for kind in RelationKind if not counts[f"n {kind}"]]
    if missing:
        raise MeasurementError(
            "related", f"no {', '.join(missing)} is planted; expected a larger size"
        )
    return _figures(counts), counts


def _counted(sample: SampleCorpus, truth: TrueRelations, found: Found) -> dict[str, int]:
    counts: dict[str, int] = {}
    courts = {name: one.court for name, one in sample.truth.judgments.items()}
    courts |= {case.id: case.court for case in sample.pending_cases}
    for kind in RelationKind:
        true, own = truth.pairs[kind], found.pairs[kind]
        counts[f"n {kind}"] = len(true)
        counts[f"planted {kind}"] = truth.n_planted[kind]
        counts[f"found {kind}"] = len(own)
        counts[f"right {kind}"] = len(true & own)
        across = {pair for pair in true if courts[pair[0]] != courts[pair[1]]}
        if kind in {RelationKind.SERIES, RelationKind.REPEAT}:
            counts[f"n across {kind}"] = len(across)
            counts[f"right across {kind}"] = len(across & own)
    joined = {pair_of(*pair) for pairs in found.pairs.values() for pair in pairs}
    strangers = {pair_of(*pair) for pair in sample.truth.strangers}
    split = _split_members(sample)
    return {
        **counts,
        "n strangers": len(strangers),
        "strangers joined": len(strangers & joined),
        "n namesakes": len(truth.namesakes - strangers),
        "namesakes joined": len((truth.namesakes - strangers) & joined),
        "told by one side only": found.one_sided,
        "n split": sum(map(len, split.values())),
        "split shown": sum(
            any(alarm.kind is kind for alarm in found.alarms.get(name, ()))
            for kind, names in split.items()
            for name in names
        ),
        "n papers": len(courts),
        "rejected": found.n_rejected,
    }


def _split_members(sample: SampleCorpus) -> Mapping[AlarmKind, Sequence[str]]:
    """Return the members of the pending series by how it is split."""
    cases = {case.id: case for case in sample.pending_cases}
    names = {
        name
        for edge in sample.truth.edges
        if edge.kind is EdgeKind.SERIES
        for name in (edge.left, edge.right)
    }
    series = [cases[name] for name in sorted(names & cases.keys())]
    courts = {case.court for case in series}
    desks = {(case.court, case.handling_judge) for case in series}
    members = [case.id for case in series]
    return {
        AlarmKind.SPLIT_COURTS: members if len(courts) > 1 else [],
        AlarmKind.SPLIT_JUDGES: members if len(desks) > len(courts) else [],
    }


def _moved(sample: SampleCorpus) -> tuple[list[RawJudgment], frozenset[Pair]]:
    """Return the judgments with the later paper of each repeated suit before another court."""
    pairs = {(e.left, e.right) for e in sample.truth.edges if e.kind is EdgeKind.REPEAT}
    later = {right for _, right in pairs}
    raws = [
        _before_another_court(raw, sample) if raw.source.external_id in later else raw
        for raw in sample.judgments
    ]
    return raws, frozenset(pair_of(*pair) for pair in pairs)


def _before_another_court(raw: RawJudgment, sample: SampleCorpus) -> RawJudgment:
    truth = sample.truth.judgments[str(raw.source.external_id)]
    own = next(court for court in BASIC_COURTS if court.key == truth.court_key)
    other = next(court for court in BASIC_COURTS if court.key != truth.court_key)
    # The head ends at the parties; the number of the earlier paper stands behind it.
    head, mark, rest = raw.text.partition("原告")
    moved = head.replace(own.place, other.place).replace(own.code, other.code)
    return replace(raw, text=moved + mark + rest)


def _figures(counts: Mapping[str, int]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for kind in RelationKind:
        figures[f"{kind}/precision"] = _share(counts[f"right {kind}"], counts[f"found {kind}"])
        figures[f"{kind}/recall"] = _share(counts[f"right {kind}"], counts[f"n {kind}"])
    n_pairs = counts["n papers"] * (counts["n papers"] - 1) // 2
    n_true = sum(counts[f"n {kind}"] for kind in RelationKind)
    return {
        **figures,
        "series/recall_across": _share(counts["right across series"], counts["n across series"]),
        "repeat/recall_moved": _share(counts["moved found"], counts["n moved"]),
        "split/shown": _share(counts["split shown"], counts["n split"]),
        "strangers/joined": float(counts["strangers joined"]),
        "namesakes/joined": float(counts["namesakes joined"]),
        "random/precision": _share(n_true, n_pairs),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation related", description=__doc__)
    parser.add_argument(
        "--seed", type=int, nargs="+", default=[7], help="of the sample corpora (default 7)"
    )
    parser.add_argument("--size", type=int, default=3000, help="judgments of each (default 3000)")
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    return parser
