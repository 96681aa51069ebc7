"""``python -m evaluation drafts``: slips found, and alarms where nothing was changed."""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import TypeVar

from corpus.judgment import Instance, Judgment, RawJudgment, Rejected, SourceRecord
from corpus.readers import read_source
from corpus.reading import read_judgment
from corpus.sample.courts import COURTS
from corpus.sample.generation import SampleCorpus, generate
from corpus.sample.grammar import Wording
from corpus.spans import value_of
from evaluation.drafts.slips import SLIPS, Slip
from evaluation.errors import MeasurementError
from evaluation.extraction.record import GoldRecord
from evaluation.extraction.records import casegen_record, read_rows, simucourt_first_record
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from service.drafts.checking import check_draft
from service.drafts.model import DraftFinding
from service.drafts.vocabulary import DraftRule, DraftWeight

RowT = TypeVar("RowT")

_PER_THOUSAND = 1_000
_PROTOCOL = (
    "recall: into first-instance rulings of the sample one slip each is put in the text alone; "
    "found is a slip whose check tells a finding that it does not tell of the unchanged text; "
    "n/NAME counts the slips made. random: what an unchanged ruling is told by that check, the "
    "floor of recall. alarms/SET: findings of the checks by themselves per 1,000 judgments of a "
    "set nothing was changed in, hints (提示) aside; alarms/SET/RULE by check. Real judgments are "
    "taken by record number, one half (even for developing, odd for reporting). Most are right, so "
    "an alarm there is false or a slip of the court; those of the developing half were looked at, "
    "those reported were not. Fragments (casegen, simucourt) lack dates, so that a provision since "
    "renumbered counts as an alarm."
)


def main(arguments: Sequence[str]) -> int:
    """Put slips into judgments of the sample, and check judgments as they are.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        MeasurementError: No slip of some kind could be made.
    """
    options = _parser().parse_args(arguments)
    now = datetime.now(UTC)
    samples = [
        generate(seed=seed, size=options.size, wording=options.wording) for seed in options.seed
    ]
    figures = dict(_recall(samples, now.date()))
    for name, judgments in _sets(options, now.date()):
        figures |= _alarms(name, judgments)
    if not any(name.startswith("recall/") for name in figures):
        raise MeasurementError("drafts", "no slip could be made; expected a larger size")
    Measurement(
        name=f"drafts-{options.half}",
        protocol=_PROTOCOL,
        figures=figures,
        command=command_of("drafts", arguments),
        corpus_digest=f"sample seeds {', '.join(map(str, options.seed))}, size {options.size}, "
        f"{options.wording}",
        commit=commit_of_checkout(),
        measured_on=now.date(),
    ).write(options.json)
    for name, value in figures.items():
        print(f"{name:<40}{value:10.3f}")
    return 0


def _recall(samples: Iterable[SampleCorpus], today: date) -> Iterator[tuple[str, float]]:
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    floor: Counter[str] = Counter()
    for sample in samples:
        for place, judgment in enumerate(_first_rulings(sample, today)):
            above = _superior(judgment)
            unchanged = check_draft(judgment, superior=above)
            before, told = {e.key for e in unchanged}, {e.rule for e in unchanged}
            for slip in SLIPS:
                changed = _slipped(slip, judgment, f"{sample.seed}/{place}/{slip.name}", today)
                if changed is None:
                    continue
                made[slip.name] += 1
                floor[slip.name] += slip.rule in told
                findings = check_draft(changed, superior=above)
                found[slip.name] += _is_told(slip.rule, findings, before)
    for slip in SLIPS:
        if made[slip.name]:
            yield f"recall/{slip.name}", found[slip.name] / made[slip.name]
            yield f"random/{slip.name}", floor[slip.name] / made[slip.name]
            yield f"n/{slip.name}", float(made[slip.name])
    if made:
        yield "recall", sum(found.values()) / sum(made.values())
        yield "n", float(sum(made.values()))


def _superior(judgment: Judgment) -> str | None:
    """Return the court above one of the sample, as ``court.toml`` of an installation tells it."""
    court = value_of(judgment.court)
    own = (
        None if court is None else next((c for c in COURTS.values() if c.name == court.name), None)
    )
    return None if own is None or own.superior is None else COURTS[own.superior].name


def _is_told(rule: DraftRule, findings: Sequence[DraftFinding], before: set[str]) -> bool:
    return any(each.rule is rule and each.key not in before for each in findings)


def _slipped(slip: Slip, judgment: Judgment, seed: str, today: date) -> Judgment | None:
    text = slip.make(judgment, Random(seed))  # noqa: S311 - made again from its seed
    if text is None or text == judgment.text:
        return None
    read = read_judgment(RawJudgment(text=text, source=judgment.source), today=today)
    return None if isinstance(read, Rejected) else read


def _first_rulings(sample: SampleCorpus, today: date) -> Iterator[Judgment]:
    for raw in sample.judgments:
        read = read_judgment(raw, today=today)
        if isinstance(read, Judgment) and value_of(read.instance) is Instance.FIRST:
            yield read


def _alarms(name: str, judgments: Iterable[Judgment]) -> dict[str, float]:
    counts: Counter[DraftRule] = Counter()
    n, n_alarmed, n_alarms = 0, 0, 0
    for judgment in judgments:
        findings = check_draft(judgment)
        counts.update(each.rule for each in findings)
        heard = [each for each in findings if each.weight is not DraftWeight.SLIGHT]
        n, n_alarmed, n_alarms = n + 1, n_alarmed + bool(heard), n_alarms + len(heard)
    if not n:
        return {}
    figures = {
        f"alarms/{name}": n_alarms / n * _PER_THOUSAND,
        f"alarmed/{name}": n_alarmed / n * _PER_THOUSAND,
        f"n/{name}": float(n),
    }
    for rule in DraftRule:
        if counts[rule]:
            figures[f"alarms/{name}/{rule.value}"] = counts[rule] / n * _PER_THOUSAND
    return figures


def _sets(options: argparse.Namespace, today: date) -> Iterator[tuple[str, Iterator[Judgment]]]:
    """Give the sets in which nothing was changed, each with its name."""
    for seed in options.seed:
        sample = generate(seed=seed, size=options.size, wording=options.wording)
        raws = iter(sample.judgments)
        yield f"sample-{seed}", _read(raws, today)
    if options.judgments is not None:
        raws = (each for each in read_source(options.judgments) if isinstance(each, RawJudgment))
        yield "judgments", _read(_half(raws, options), today)
    for name, path, record in (
        ("casegen", options.casegen, casegen_record),
        ("simucourt", options.simucourt, simucourt_first_record),
    ):
        if path is not None:
            rows = _half(iter(read_rows(path)), options)
            yield name, _read((_raw(record(row), name) for row in rows), today)


def _raw(record: GoldRecord, name: str) -> RawJudgment:
    source = SourceRecord(name=name, place=record.id, format="gold")
    return RawJudgment(text=record.text, source=source)


def _half(rows: Iterator[RowT], options: argparse.Namespace) -> Iterator[RowT]:
    wanted = 0 if options.half == "even" else 1
    return (row for place, row in enumerate(rows) if place % 2 == wanted and place < options.most)


def _read(raws: Iterable[RawJudgment], today: date) -> Iterator[Judgment]:
    for raw in raws:
        read = read_judgment(raw, today=today)
        if isinstance(read, Judgment):
            yield read


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation drafts", description=__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=[1], help="of the sample")
    parser.add_argument("--size", type=int, default=600, help="judgments of each sample")
    parser.add_argument("--wording", choices=[each.value for each in Wording], default="usual")
    parser.add_argument("--judgments", type=Path, help="real judgments, anything ingested")
    parser.add_argument("--casegen", type=Path, help="casegen_civil.jsonl.xz")
    parser.add_argument("--simucourt", type=Path, help="simucourt_first.jsonl")
    parser.add_argument("--half", choices=("even", "odd"), default="odd", help="by record number")
    parser.add_argument("--most", type=int, default=4_000, help="records looked at of each set")
    parser.add_argument("--json", type=Path, required=True, help="where the figures go")
    return parser
