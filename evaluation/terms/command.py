"""``python -m evaluation terms``: how near are expected terms to those that courts passed?

Learned are the judgments of a file; each is asked of trees that have not seen it, and then all
judgments of a second file are asked. Only fixed terms and detention are expected.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import CorpusError
from corpus.judgment import Judgment, RawJudgment, SectionKind, SourceRecord
from corpus.reading import read_judgment
from evaluation.datasets.judgments import JudgmentCorpus, read_judgments
from evaluation.errors import BenchmarkError, MeasurementError
from evaluation.extraction.records import judge_record, read_rows
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.terms.baselines import UsualMedians
from evaluation.terms.measuring import (
    Asked,
    ask,
    co_accused_figures,
    figures_of,
    injected_figures,
    many_of,
    size_of,
    table_by,
)
from indexing.assembly.table_files import BigramsFile
from indexing.columns.families import find_families, kin_of, series_of, series_table
from indexing.sentencing.cases import SentencedJudgment, sentenced
from indexing.sentencing.learning import learn_sentencing
from indexing.sentencing.model import SentencingModel
from indexing.sentencing.passed import LeftOut, sentences_of

_SEED = 0
_PROTOCOL = (
    "Learned of the first file; a case is one accused and charge with a fixed term or detention. "
    "own: every judgment of that file by trees learned on the other four parts of five, nearly "
    "identical judgments in one part, its interval from the distances of the other parts. other: "
    "the judgments of the second file; those that the first file holds, too, by trees that have "
    "not seen them. Errors and widths in months, coverage of the interval stated as 90 %; what "
    "the prosecution proposed, the ruling and the general articles on punishment are not looked "
    "at. first: the first accused and charge of each judgment. charge_median, band_median: the "
    "median of the charge, and of the charge under the same articles, outside of the part. "
    "random: terms dealt out anew. relative_error: median of error by term. co_accused: "
    "neighbours in one ruling, of one charge and one role (主犯, 从犯 or neither), and how far "
    "their terms lie apart: what no reader of other judgments can foretell. probation: of terms "
    "of at most three years. fine/median_factor: by how many times expected and imposed fines "
    "differ. xF: terms of half "
    "of the judgments multiplied as numbers, found by surprise."
)


def main(arguments: Sequence[str]) -> int:
    """Learn terms, expect them, and compare.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        BenchmarkError: A file cannot be used.
        MeasurementError: Reading refused, or too few sentences.
    """
    options = _parser().parse_args(arguments)
    now = datetime.now(UTC)
    try:
        corpus = read_judgments(options.judgments, today=now.date())
    except CorpusError as error:
        raise MeasurementError("terms", str(error)) from error
    own, model = _learn(corpus)
    read = _other_judgments(options.other, now)
    other = [each for each in map(sentenced, read) if each is not None]
    usual = UsualMedians(own, model.part_of)
    asked = {"own": ask(model, own, usual), "other": ask(model, other, usual)}
    figures = {
        f"{name}/{figure}": value
        for name, each in asked.items()
        for figure, value in figures_of(each, seed=_SEED).items()
    }
    figures |= {f"own/{name}": value for name, value in injected_figures(model, own).items()}
    for name, judgments in (("own", own), ("other", other)):
        found = co_accused_figures(judgments)
        figures |= {f"{name}/{figure}": value for figure, value in found.items()}
    measurement = Measurement(
        name="terms",
        protocol=_PROTOCOL,
        figures=figures,
        command=command_of("terms", arguments),
        corpus_digest=corpus.digest,
        commit=commit_of_checkout(),
        measured_on=now.date(),
        details={
            "other_also_in_first_file": sum(each.judgment_id in model.part_of for each in other),
            "left_out": {
                "own": _left_out(corpus.judgments, own, asked["own"]),
                "other": _left_out(read, other, asked["other"]),
            },
            "by_size": {name: table_by(each, size_of) for name, each in asked.items()},
            "by_charge": {name: table_by(each, many_of(each)) for name, each in asked.items()},
        },
    )
    measurement.write(options.json)
    for name, value in measurement.figures.items():
        print(f"{name:<44}{value:10.4f}")
    return 0


def _learn(corpus: JudgmentCorpus) -> tuple[list[SentencedJudgment], SentencingModel]:
    """Learn as the index does: nearly identical judgments are held out together."""
    with TemporaryDirectory() as folder:
        pairs = BigramsFile(Path(folder))
        for judgment in corpus.judgments:
            pairs.add(judgment.section_text(SectionKind.FACTS))
        table = pairs.close()
        series = series_table([series_of(each) for each in corpus.judgments])
        families = find_families(kin_of(series, table), table)
    passed = [
        (found, corpus.judgments[family].id)
        for judgment, family in zip(corpus.judgments, families.tolist(), strict=True)
        if (found := sentenced(judgment)) is not None
    ]
    own = [each for each, _ in passed]
    model = learn_sentencing(own, families=[family for _, family in passed])
    if model is None:
        raise MeasurementError("terms", "too few sentences to learn from")
    return own, model


def _other_judgments(path: Path, now: datetime) -> list[Judgment]:
    found = []
    for row in read_rows(path):
        record = judge_record(row)
        source = SourceRecord(name="terms", place=record.id, format="gold")
        read = read_judgment(RawJudgment(text=record.text, source=source), today=now.date())
        if isinstance(read, Judgment):
            found.append(read)
    if not found:
        raise BenchmarkError(str(path), "no judgment")
    return found


def _left_out(
    judgments: Sequence[Judgment], passed: Sequence[SentencedJudgment], asked: Sequence[Asked]
) -> dict[str, int]:
    """Count what nothing is expected of, by reason."""
    counted = Counter(
        each.value
        for judgment in judgments
        for each in sentences_of(judgment)
        if isinstance(each, LeftOut)
    )
    counted["rare_charge"] = sum(len(each.sentences) for each in passed) - len(asked)
    return dict(counted)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation terms", description=__doc__)
    parser.add_argument("--judgments", type=Path, required=True, help="judgments to learn from")
    parser.add_argument("--other", type=Path, required=True, help="JuDGE records to ask about")
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    return parser
