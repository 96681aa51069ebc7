"""How fast are searches answered over HTTP, and where does their time go?"""

import argparse
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from corpus.judgment import Judgment
from evaluation.performance.http_search import Load, run_load
from evaluation.performance.processes import processor_seconds, settle
from evaluation.performance.product import Installation
from evaluation.performance.serving import Served, serving
from evaluation.performance.stacks import SAMPLES_PER_SECOND, sampled, shares_of
from evaluation.retrieval.bm25_baseline import facts_of

N_CLIENTS: Final = 8
QUERY_CHARACTERS: Final = 400
SHOWN: Final = 60
_OURS: Final = ("(corpus/", "(indexing/", "(service/")
_ASKED: Final = (
    "Round trips of POST /api/v1/similar to `tongpan serve` on this machine: the first "
    f"{QUERY_CHARACTERS} characters of the facts of judgments spread evenly over the corpus, "
    "each asked once, by {n_clients} clients at the same time that each wait for their answer. The "
    "server has settled before: its look at the installation and the loading of its job worker "
    "are over. processor_ms: time of all its processes for a search, which says more "
    "than the clock on a machine that is not alone."
)
_PROFILED: Final = (
    " One worker. Then the same searches again, looked into by py-spy "
    f"{SAMPLES_PER_SECOND} times a second: the share of the samples that a function was in, itself "
    "or what it called (inclusive, functions of the program), or as the innermost (self); only "
    "threads that hold the lock of the interpreter count."
)


def measure_search(
    installation: Installation,
    options: argparse.Namespace,
    judgments: Sequence[Judgment],
    say: Callable[[str], None],
) -> tuple[str, dict[str, float], dict[str, Any]]:
    """Search for many texts by several clients at once.

    Args:
        installation: Where it works.
        options: ``judgments``, ``searches``, ``clients``.
        judgments: Whose facts are asked.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: A search was refused, or the server did not become ready.
    """
    texts = _texts(judgments, options.searches)
    with serving(installation, options.judgments, say=say) as served:
        figures = _figures(served, texts, n_clients=options.clients)
    return _ASKED.format(n_clients=options.clients), figures, _details(served, texts, options)


def measure_profile(
    installation: Installation,
    options: argparse.Namespace,
    judgments: Sequence[Judgment],
    say: Callable[[str], None],
) -> tuple[str, dict[str, float], dict[str, Any]]:
    """Tell in which functions the time of searches goes.

    Args:
        installation: Where it works.
        options: ``judgments``, ``searches``, ``clients``.
        judgments: Whose facts are asked.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details, in which the shares stand.

    Raises:
        MeasurementError: py-spy is missing or may not look into the server, a search was refused,
            or the server did not become ready.
    """
    texts = _texts(judgments, options.searches)
    installation.environment = {**installation.environment, "TONGPAN_WORKERS": "1"}
    with (
        tempfile.TemporaryDirectory(prefix="tongpan-profile-") as folder,
        serving(installation, options.judgments, say=say) as served,
    ):
        figures = _figures(served, texts, n_clients=options.clients)
        say("measured")
        path = Path(folder) / "stacks.txt"
        with sampled(served.process, path):
            _load(served, texts, n_clients=options.clients)
        shares = shares_of(path.read_text("utf-8").splitlines())
    ours = {name: share for name, share in shares.inclusive.items() if _is_ours(name)}
    details = {
        **_details(served, texts, options),
        "n_samples": shares.n_samples,
        "inclusive": _first(ours),
        "self": _first(shares.own),
    }
    return _ASKED.format(n_clients=options.clients) + _PROFILED, figures, details


def _texts(judgments: Sequence[Judgment], most: int) -> list[str]:
    step = max(1, len(judgments) // most)
    return [facts_of(judgment)[:QUERY_CHARACTERS] for judgment in judgments[::step]][:most]


def _figures(served: Served, texts: Sequence[str], *, n_clients: int) -> dict[str, float]:
    settle(served.process)
    load = _load(served, texts, n_clients=n_clients)
    return {
        "p50_ms": load.percentile(0.5),
        "p95_ms": load.percentile(0.95),
        "searches_per_second": load.per_second,
        "processor_ms": load.processor_seconds * 1000 / len(texts),
    }


def _load(served: Served, texts: Sequence[str], *, n_clients: int) -> Load:
    return run_load(
        texts,
        port=served.port,
        name=served.name,
        password=served.password,
        n_clients=n_clients,
        n_warm_up=2 * n_clients,
        spent=lambda: processor_seconds(served.process),
    )


def _details(served: Served, texts: Sequence[str], options: argparse.Namespace) -> dict[str, Any]:
    return {
        "corpus_digest": served.index["corpus_digest"],
        "n_searches": len(texts),
        "n_clients": options.clients,
        "counts": served.index["counts"],
    }


def _is_ours(name: str) -> bool:
    return any(room in name for room in _OURS)


def _first(shares: Mapping[str, float]) -> dict[str, float]:
    return {name: round(share, 4) for name, share in list(shares.items())[:SHOWN]}
