"""``python -m evaluation determinism``: is the list the same, whoever asks again?

One snapshot is built; the same questions of all methods are asked of it by processes of different
hash seeds, two of each seed at once. A question counts as identical where every process gives the
same ids in the same order with the same reasons and quotes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus.judgment import Judgment, JudgmentId
from corpus.reading import read_judgment
from corpus.sample.generation import generate
from evaluation.datasets.judgments import read_judgments
from evaluation.datasets.queries import read_queries
from evaluation.determinism.questions import questions_of
from evaluation.errors import MeasurementError
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from indexing.assembly.building import build_snapshot
from service.data_folder import load_settings
from service.house import open_house
from service.search.methods.model import MethodQuestion
from service.search.methods.written import row_of_question

HASH_SEEDS = (0, 1, 20_200_731)
_AT_ONCE = 2
_LIMIT_SECONDS = 3_000
_PROTOCOL = (
    "One snapshot, the same questions of the five methods in turn (facts, disputed issue, "
    "keywords, statute, case), made of judgments drawn by a seed; with a folder of queries their "
    "texts are the first facts. {n_processes} processes: hash seeds {seeds}, two of each at once. "
    "identical counts the questions to which all processes give the same ids, order, relations, "
    "reasons and quotes with their places and marks."
)


def main(arguments: Sequence[str]) -> int:
    """Ask and compare.

    Args:
        arguments: See ``--help``.

    Returns:
        0 where every list is identical, else 1.

    Raises:
        MeasurementError: A process failed.
        BenchmarkError: The judgments or queries cannot be used.
    """
    options = _parser().parse_args(arguments)
    now = datetime.now(UTC)
    judgments = _judgments(options.judgments, options.size, options.seed, now)
    facts = [each.text for each in read_queries(options.queries)] if options.queries else []
    questions = questions_of(
        judgments, facts, count=options.count, rng=np.random.default_rng(options.seed)
    )
    with tempfile.TemporaryDirectory(prefix="tongpan-determinism-") as folder:
        data = Path(folder) / "data"
        digest = _install(data, judgments)
        answers = _answers(data, Path(folder), questions)
    is_identical = [len(set(given)) == 1 for given in zip(*answers, strict=True)]
    asked = Counter(question.method for question in questions)
    same = Counter(
        question.method
        for question, is_same in zip(questions, is_identical, strict=True)
        if is_same
    )
    figures = {"identical": float(sum(is_identical)), "questions": float(len(questions))}
    figures |= {f"{method}/identical": float(same[method]) for method in sorted(asked)}
    Measurement(
        name="determinism",
        protocol=_PROTOCOL.format(
            n_processes=len(answers), seeds=", ".join(str(each) for each in HASH_SEEDS)
        ),
        figures=figures,
        command=command_of("determinism", arguments),
        corpus_digest=digest,
        commit=commit_of_checkout(),
        measured_on=now.date(),
        details={
            "n_judgments": len(judgments),
            "n_processes": len(answers),
            "n_by_method": {str(method): count for method, count in sorted(asked.items())},
        },
    ).write(options.json)
    print(f"identical {sum(is_identical)} of {len(questions)}, {len(answers)} processes")
    return 0 if all(is_identical) else 1


def _judgments(path: Path | None, size: int, seed: int, now: datetime) -> tuple[Judgment, ...]:
    """Return the judgments of a file, or those of the sample, in order of id."""
    if path is not None:
        return read_judgments(path, today=now.date()).judgments
    found: dict[JudgmentId, Judgment] = {}
    for raw in generate(seed=seed, size=size).judgments:
        read = read_judgment(raw, today=now.date())
        if isinstance(read, Judgment):
            found[read.id] = read
    return tuple(found[judgment_id] for judgment_id in sorted(found))


def _install(data: Path, judgments: Sequence[Judgment]) -> str:
    """Make a data folder with store and index; return the digest of the corpus."""
    settings = load_settings({"data": data})
    with open_house(settings, may_make=True) as house:
        house.store.put(judgments)
        digest = house.store.digest()
        build_snapshot(house.store.iterate(), settings.snapshot_root, corpus_digest=digest)
    return digest


def _answers(data: Path, folder: Path, questions: Iterable[MethodQuestion]) -> list[list[str]]:
    """Return what each process answers, one digest a question."""
    asked = folder / "asked.jsonl"
    rows = (json.dumps(row_of_question(each), ensure_ascii=False) for each in questions)
    asked.write_text("\n".join(rows), "utf-8")
    answers: list[list[str]] = []
    for seed in HASH_SEEDS:
        outs = [folder / f"{seed}-{number}.txt" for number in range(_AT_ONCE)]
        processes = [_start(data, asked, out, seed) for out in outs]
        notices = [process.communicate(timeout=_LIMIT_SECONDS)[1] for process in processes]
        for process, notice in zip(processes, notices, strict=True):
            if process.returncode:
                raise MeasurementError(f"hash seed {seed}", notice[-500:])
        answers += [out.read_text("utf-8").splitlines() for out in outs]
    return answers


def _start(data: Path, asked: Path, out: Path, seed: int) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "evaluation.determinism.answering"]
    return subprocess.Popen(  # noqa: S603 - this program itself, on files of its own
        [*words, str(data), str(asked), str(out)],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation determinism", description=__doc__)
    parser.add_argument("--judgments", type=Path, help="judgments; without it the sample corpus")
    parser.add_argument("--queries", type=Path, help="folder of queries asked by facts")
    parser.add_argument("--size", type=int, default=1000, help="of the sample (default 1000)")
    parser.add_argument("--count", type=int, default=1000, help="questions (default 1000)")
    parser.add_argument("--seed", type=int, default=7, help="of sample and questions (default 7)")
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    return parser
