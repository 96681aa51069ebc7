"""``--suite load``: fifty people at work for ten minutes."""

import argparse
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

import numpy as np

from evaluation.endurance.load.growing import (
    FLAT_MEGABYTES_PER_MINUTE,
    MEGABYTE,
    N_STRETCHES,
    is_flat,
    memory_figures,
)
from evaluation.endurance.load.people import SHARES, Doing, Material, Person, Taken, in_all
from evaluation.errors import MeasurementError
from evaluation.performance.processes import own_bytes, processor_seconds, resident_bytes
from evaluation.performance.product import Installation
from evaluation.performance.ready import copy_ready, digest_of_records, judgments_of
from evaluation.performance.referral.filling import Filler
from evaluation.performance.referral.people import MEMBERS, N_JUDGES, staffed
from evaluation.performance.referral.walking import Walk
from evaluation.performance.serving import answering
from evaluation.retrieval.bm25_baseline import facts_of
from evaluation.suites import Found, Say
from service.data_folder import load_settings
from service.house import open_house

TARGET_MILLISECONDS: Final = 300.0
_SHARES_TOLD: Final = ", ".join(f"{each.value} {share}" for each, share in SHARES.items())
PROTOCOL: Final = (
    "People work on `tongpan serve` as it starts on this machine, each with a session of "
    "their own and a connection for each request, on a copy of a data folder with its "
    "index: they search by the facts of "
    "judgments, read judgments, give verdicts, look at notices, cases and the committee's page "
    f"(of a hundred times: {_SHARES_TOLD}), and the nine members of the committee cast their vote "
    "once. Between two things they think, exponentially distributed with the mean that details "
    "name. Round trips to the last byte; errors are answers other than 200 and 201. Memory: "
    "resident (Pss) of all processes of the server every two seconds, and what of it lies in no "
    "file (own); the slope is fitted over the second half, with its 95 % interval from the means "
    f"of {N_STRETCHES} stretches of it, because samples that follow each other are alike. The "
    "people are threads of one process on the same machine. Target: p95 at most 300 ms, no error, "
    f"own memory flat: at most {FLAT_MEGABYTES_PER_MINUTE:.0f} MB a minute, the interval included."
)
_READY_SECONDS: Final = 600.0
_LIMIT_SECONDS: Final = 3_600.0
_QUERY_CHARACTERS: Final = 400
_N_TEXTS: Final = 500
_EVERY_SECONDS: Final = 2.0
_GONE: Final = timedelta(days=30)
_SAMPLE: Final = "300"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Court:
    """Who works, with what.

    Attributes:
        tokens: Sessions, those of members of the committee first.
        material: What they work with.
    """

    tokens: tuple[str, ...]
    material: Material


def measure_load(options: argparse.Namespace, say: Say) -> Found:
    """Let people work.

    Args:
        options: ``data``, ``seconds``, ``people``, ``thinks``, ``seed``.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: The product failed, or there are more people than the court has.
    """
    if options.people > N_JUDGES + len(MEMBERS):
        raise MeasurementError("load", f"{options.people} people; the court has fewer")
    with tempfile.TemporaryDirectory(prefix="tongpan-load-") as name:
        folder = Path(name)
        installation = Installation(folder, limit_seconds=_LIMIT_SECONDS)
        if options.data is None:
            installation.run("demo", "--size", _SAMPLE)
        else:
            copy_ready(options.data, folder)
        court = _staffed(folder, options.people)
        digest = digest_of_records(folder)
        say("people signed in")
        with answering(installation, say=say, limit_seconds=_READY_SECONDS) as (port, process):
            before = processor_seconds(process)
            people = _people(court, port, options)
            memory, own = _at_work(
                people,
                options.seconds,
                (lambda: resident_bytes(process), lambda: own_bytes(process)),
            )
            processor = processor_seconds(process) - before
    taken = list(in_all(people))
    figures = {**_figures(taken, options.seconds), **memory_figures(memory)}
    figures |= {f"own_{name}": value for name, value in memory_figures(own).items()}
    figures["is_memory_flat"] = float(is_flat(own))
    figures["server_processor_seconds"] = processor
    details = {
        "corpus_digest": digest,
        "people": options.people,
        "seconds": options.seconds,
        "thinks_seconds": options.thinks,
        "judgments": len(court.material.judgments),
        "by_doing": _by_doing(taken),
        "problems": sorted({each.problem for each in taken if each.problem})[:20],
        "megabytes": [round(value / MEGABYTE, 1) for _, value in memory],
        "own_megabytes": [round(value / MEGABYTE, 1) for _, value in own],
    }
    return PROTOCOL, figures, details


def _staffed(folder: Path, n_people: int) -> _Court:
    """Give a data folder people and an item to vote on."""
    now = datetime.now(UTC)
    judgments = judgments_of(folder)
    texts = [facts_of(each)[:_QUERY_CHARACTERS] for each in judgments]
    with open_house(load_settings({"data": folder}), may_make=True) as house:
        staff = staffed(house, now=now - _GONE)
        filler = Filler(house=house, seed=1, now=now - _GONE, say=lambda _: None)
        case = filler.open_case(staff)
        walk = Walk(house=house, staff=staff, pending_id=case.id, now=now - _GONE)
        item = walk.go_to_vote()
        names = [*MEMBERS, *(f"judge{n}" for n in range(N_JUDGES))][:n_people]
        tokens = tuple(house.desk.sign_in(name, staff.password, now=now).token for name in names)
    step = max(1, len(texts) // _N_TEXTS)
    material = Material(
        texts=[text for text in texts[::step] if len(text) > 20],
        judgments=[each.id for each in judgments],
        item=item,
    )
    return _Court(tokens=tokens, material=material)


def _people(court: _Court, port: int, options: argparse.Namespace) -> list[Person]:
    return [
        Person(
            port=port,
            token=token,
            is_member=number < len(MEMBERS),
            thinks=options.thinks,
            chance=Random(f"{options.seed}/{number}"),  # noqa: S311 - not for secrets
            material=court.material,
        )
        for number, token in enumerate(court.tokens)
    ]


def _at_work(
    people: Sequence[Person], seconds: float, memories: Sequence[Callable[[], int]]
) -> list[list[tuple[float, int]]]:
    """Let people work; return each kind of memory of the server over time."""
    began = time.monotonic()
    threads = [
        threading.Thread(
            target=person.work,
            kwargs={"began": began, "seconds": seconds, "clock": time.monotonic},
        )
        for person in people
    ]
    for thread in threads:
        thread.start()
    samples: list[list[tuple[float, int]]] = [[] for _ in memories]
    while time.monotonic() - began < seconds:
        for kind, memory in zip(samples, memories, strict=True):
            kind.append((time.monotonic() - began, memory()))
        time.sleep(_EVERY_SECONDS)
    for thread in threads:
        thread.join()
    return samples


def _figures(taken: Sequence[Taken], seconds: float) -> dict[str, float]:
    milliseconds = [each.milliseconds for each in taken]
    p95 = float(np.percentile(milliseconds, 95))
    return {
        "requests": float(len(taken)),
        "requests_per_second": len(taken) / seconds,
        "errors": float(sum(bool(each.problem) for each in taken)),
        "p50_ms": float(np.percentile(milliseconds, 50)),
        "p95_ms": p95,
        "p99_ms": float(np.percentile(milliseconds, 99)),
        "is_within_target": float(
            p95 <= TARGET_MILLISECONDS and not any(each.problem for each in taken)
        ),
    }


def _by_doing(taken: Sequence[Taken]) -> Mapping[str, Mapping[str, float]]:
    told = {}
    for doing in Doing:
        own = [each.milliseconds for each in taken if each.doing is doing]
        if own:
            told[doing.value] = {
                "requests": len(own),
                "p50_ms": round(float(np.percentile(own, 50)), 1),
                "p95_ms": round(float(np.percentile(own, 95)), 1),
            }
    return told
