"""``--suite fuzz``: a million inputs over everything that reads what comes from outside."""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from evaluation.endurance.fuzz.catalogue import all_targets, target_of
from evaluation.endurance.fuzz.child import LAST, REPORT
from evaluation.endurance.fuzz.text_targets import sample
from evaluation.endurance.fuzz.watching import HANG_SECONDS, Outcome, Target
from evaluation.errors import MeasurementError
from evaluation.suites import Found, Say

PROTOCOL: Final = (
    "Each target reads what comes from outside: the parser, every reader of files, uploads, typed "
    "words, stored forms, backups. Inputs are made of generated judgments and files of every kind "
    "by changes that know their form (parts reordered, doubled, cut; markers put where none "
    "belong; odd characters; archives with forged lists, names, bombs, macros, entities; JSON "
    "trees of wrong types), or of inputs accepted before. guided_inputs of them were chosen by "
    "coverage of our own code (atheris, one change in four its own); the others come of a seed "
    "alone and can be made again. An input is accepted, or refused by an error of our trees "
    "(or a Rejected piece with its words); everything else that is raised is a crash, more than "
    f"{HANG_SECONDS:.0f} s of processor time a hang. Pictures for OCR are not among the targets."
)
_CHUNK: Final = 20_000
"""Inputs of one process at most, so that a library that leaks is seen as slow and not as dead."""

_LONGEST_SECONDS: Final = 6 * 3600.0
_COUNTED: Final = ("inputs", *(outcome.value for outcome in Outcome))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A part of the inputs of one target."""

    target: str
    way: str
    n_inputs: int
    seed: int


def measure_fuzz(options: argparse.Namespace, say: Say) -> Found:
    """Run the inputs over the targets.

    Args:
        options: ``inputs``, ``guided`` (share of them), ``seed``, ``targets``, ``workers``,
            ``faults``.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: A target is not known, or a process ended without a report and without
            an input that ended it.
    """
    targets = [target_of(name) for name in options.targets] if options.targets else all_targets()
    jobs = list(_jobs(targets, options))
    with ThreadPoolExecutor(options.workers) as pool:
        reports = []
        for job, report in pool.map(lambda job: (job, _run(job, options.faults)), jobs):
            reports.append((job, report))
            told = report["faults"] or "no fault"
            say(f"{job.target} {job.way}: {report['inputs']} inputs, {told}")
    by_target = {target.name: _summed(target.name, reports) for target in targets}
    figures = {name: float(sum(each[name] for each in by_target.values())) for name in _COUNTED}
    guided = [report for job, report in reports if job.way == "guided"]
    figures["guided_inputs"] = float(sum(report["inputs"] for report in guided))
    figures["slowest_seconds"] = max(each["slowest_seconds"] for each in by_target.values())
    digest = hashlib.sha256("".join(raw.text for raw in sample().judgments).encode())
    details = {"corpus_digest": digest.hexdigest()[:16], "seed": options.seed, "targets": by_target}
    return PROTOCOL, figures, details


def _jobs(targets: Sequence[Target], options: argparse.Namespace) -> list[_Job]:
    whole = sum(target.share for target in targets)
    jobs = []
    for target in targets:
        n_inputs = -(-options.inputs * target.share // whole)
        n_guided = round(n_inputs * options.guided) if target.is_pure else 0
        for way, left in (("guided", n_guided), ("random", n_inputs - n_guided)):
            for number, start in enumerate(range(0, left, _CHUNK)):
                n_here = min(_CHUNK, left - start)
                seed = options.seed * 1_000 + number
                jobs.append(_Job(target=target.name, way=way, n_inputs=n_here, seed=seed))
    return jobs


def _run(job: _Job, faults: Path | None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="tongpan-fuzz-") as name:
        folder = Path(name)
        command = [sys.executable, "-m", "evaluation.endurance.fuzz.child", job.way, job.target]
        done = subprocess.run(  # noqa: S603 - our own module
            [*command, str(job.n_inputs), str(job.seed), name],
            capture_output=True,
            check=False,
            timeout=_LONGEST_SECONDS,
            env={**os.environ, "TMPDIR": name},
        )
        if (folder / REPORT).is_file():
            report: dict[str, Any] = json.loads((folder / REPORT).read_text("utf-8"))
        else:
            report = _of_dead(job, folder, done)
        if faults is not None:
            faults.mkdir(parents=True, exist_ok=True)
            for path in folder.glob(f"{job.target}-*"):
                path.rename(faults / path.name)
        return report


def _of_dead(job: _Job, folder: Path, done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    """Count a process that an input took down; its other inputs are not counted.

    Raises:
        MeasurementError: It ended before its first input.
    """
    last = folder / LAST
    if not last.is_file():
        words = done.stderr.decode("utf-8", "replace")[-2_000:]
        raise MeasurementError(f"fuzz {job.target} {job.way}", f"{done.returncode}: {words}")
    last.rename(folder / f"{job.target}-dead-{job.seed}.bin")
    counts = {outcome.value: int(outcome is Outcome.CRASHED) for outcome in Outcome}
    place = f"the process ended with {done.returncode}"
    return {"inputs": 1, **counts, "slowest_seconds": 0.0, "faults": [place]}


def _summed(name: str, reports: Sequence[tuple[_Job, dict[str, Any]]]) -> dict[str, Any]:
    own = [report for job, report in reports if job.target == name]
    return {
        **{count: sum(report[count] for report in own) for count in _COUNTED},
        "slowest_seconds": max(report["slowest_seconds"] for report in own),
        "faults": sorted({fault for report in own for fault in report["faults"]}),
    }
