"""How do times, disk and memory grow with the number of judgments?"""

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

from evaluation.errors import MeasurementError
from evaluation.measurement import commit_of_checkout
from evaluation.performance.growth.filling import PART, Filling
from evaluation.performance.growth.fit import fit_power
from evaluation.performance.growth.likeness import SAMPLE, compare_shapes
from evaluation.performance.growth.measuring import (
    ADDED,
    N_CLIENTS,
    QUERY_CHARACTERS,
    SizeRun,
    usable_index,
)
from evaluation.performance.growth.notes import Notes
from evaluation.performance.growth.plot import Panel, Series, draw_growth, table_file
from evaluation.performance.growth.recombining import Recombiner
from evaluation.performance.growth.texts import RealTexts, read_real_texts
from evaluation.performance.product import Installation
from evaluation.performance.ready import copy_index
from indexing.channels.vectors import EXACT_ROWS

SIZES: Final = (10_000, 30_000, 100_000)
FITTED: Final = (
    "ingest_seconds",
    "index_seconds",
    "index_processor_seconds",
    "search_p50_ms",
    "search_p95_ms",
    "search_processor_ms",
    "add_seconds",
    "words",
)
_PANELS: Final = (
    (
        "Into the records and the index (seconds, both axes by powers of ten)",
        {"ingest_seconds": "ingest", "index_seconds": "index", "add_seconds": f"{ADDED} more"},
    ),
    (
        "Search over HTTP, one client (milliseconds)",
        {
            "search_p50_ms": "p50",
            "search_p95_ms": "p95",
            "search_processor_ms": "processor",
        },
    ),
)
_TITLE: Final = "How times grow with the number of judgments (recombined texts)"
PROTOCOL: Final = (
    "RECOMBINED texts, no real judgments: each has the parts of a real judgment (its skeleton), in "
    "which the sentences of claims, defences, facts, evidence and reasoning are drawn from those "
    "of judgments of the same cause, up to three in a row, the parties' part is another's, court, "
    "case number, sums and weights are new; the product reads each as it reads its skeleton (kind, "
    "instance, date, cause, parts), and none repeats another. Every sentence still stands in many "
    "texts, so that words saturate and near copies are commoner than in a court. shape_*: as many "
    "real texts drawn evenly against the first new ones; heaps: power by which different words "
    "grow with words. "
    "One data folder grows: ingest_seconds is the sum of the `tongpan ingest` commands (up to "
    f"{PART} texts each, start included) so far, into the records alone; the index is built anew "
    "at each size by `tongpan index --no-train --force` with the models learned before, "
    "index_seconds its wall time and index_processor_seconds the processor time of all its "
    "processes. Disk: records and current index; beyond text: both less the UTF-8 bytes of the "
    "texts, though records keep those packed. "
    f"Search: POST /api/v1/similar to `tongpan serve` on this machine, {QUERY_CHARACTERS} "
    "characters of facts of judgments drawn evenly, each asked once, by one client and then others "
    f"by {N_CLIENTS} that each wait for their answer; search_processor: processor time of the "
    "server per search of the one client. uss, pss: MiB of one worker after 80 searches. "
    f"add_seconds: from the start of `tongpan ingest` of {ADDED} more under a running server until "
    "the last of them is found. vector_recall: "
    "share of the first hundred of an exact search that the lists of vectors find, where there are "
    "lists. power_*: slope of a line through the logarithms, with its 95 % interval where there "
    "are three sizes."
)


def add_growth_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this suite alone."""
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=list(SIZES),
        help="suite growth: how many recombined judgments (default 10000 30000 100000)",
    )
    parser.add_argument(
        "--seed", type=int, default=1, help="suite growth: of the recombination (default 1)"
    )
    parser.add_argument(
        "--keep",
        type=Path,
        help="suite growth: keep notes and data folder here, and go on from what stands there",
    )
    parser.add_argument(
        "--plot", type=Path, help="suite growth: picture (SVG), its table beside it (CSV)"
    )
    parser.add_argument(
        "--exact-vectors",
        type=int,
        default=EXACT_ROWS,
        help="suite growth: up to so many judgments every vector is compared, beyond that lists "
        f"(default {EXACT_ROWS})",
    )


def measure_growth(
    _installation: Installation,
    options: argparse.Namespace,
    today: date,
    say: Callable[[str], None],
) -> tuple[str, dict[str, float], dict[str, Any]]:
    """Let a corpus of recombined judgments grow, and measure at each size.

    Args:
        options: ``judgments``, ``sizes``, ``seed``, ``searches``, ``data`` (whose learned models
            are taken; by default some are learned from the judgments), ``keep``, ``plot``,
            ``exact_vectors``, ``limit_seconds``.
        today: The day of reading.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: A command failed, or what is kept is of another run.
    """
    sizes = sorted(set(options.sizes))
    if not sizes or sizes[0] < 1:
        raise MeasurementError("growth", "expected --sizes N ..., each above 0")
    real = read_real_texts(options.judgments, today=today)
    say(f"{len(real.texts)} real texts read, {real.n_left_out} left out")
    with _kept(options.keep) as folder:
        notes = Notes.open(folder, key=_key(options, real))
        recombiner = Recombiner(real, seed=options.seed, today=today)
        settings = {"TONGPAN_EXACT_VECTORS": str(options.exact_vectors)}
        installation = Installation(
            folder / "data", limit_seconds=options.limit_seconds, settings=settings
        )
        learn_models(folder / "data", options.judgments, options, say)
        filling = Filling(installation=installation, recombiner=recombiner, notes=notes, say=say)
        filling.remember()
        run = SizeRun(
            filling=filling,
            data=folder / "data",
            n_searches=max(1, options.searches // 2),
            commit=commit_of_checkout(),
            say=say,
        )
        for size in sizes:
            run.measure(size)
        measured = {size: notes.sizes[size] for size in sizes}
        made = recombiner.n_refused, recombiner.n_repeated
    if options.plot is not None:
        _draw(measured, options.plot)
    figures = _figures(measured) | _shapes(recombiner, min(SAMPLE, sizes[-1]))
    details = {
        "corpus_digest": real.digest,
        "seed": options.seed,
        "sizes": sizes,
        "n_real_texts": len(real.texts),
        "n_left_out": real.n_left_out,
        "n_refused_drafts": made[0],
        "n_repeated_drafts": made[1],
        "n_searches": run.n_searches,
        "commits": sorted({str(row["commit"]) for row in measured.values()}),
    }
    return PROTOCOL, figures, details


def _key(options: argparse.Namespace, real: RealTexts) -> dict[str, object]:
    models = "learned here"
    if options.data is not None:
        models = usable_index(options.data).encoder
    return {
        "seed": options.seed,
        "real_texts": real.digest,
        "models": models,
        "exact_vectors": options.exact_vectors,
        "searches": options.searches,
    }


@contextmanager
def _kept(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="tongpan-growth-") as name:
        yield Path(name)


def learn_models(
    data: Path, judgments: Path, options: argparse.Namespace, say: Callable[[str], None]
) -> None:
    """Have an index in an empty data folder whose learned models later ones are built with.

    Args:
        data: The data folder; nothing is done where it is there already.
        judgments: What they are learned from, unless ``data`` of the options names some.
        options: ``data``, ``limit_seconds``.
        say: Is told when it is done.

    Raises:
        MeasurementError: A command failed, or the folder named holds no index.
    """
    if data.is_dir():
        return
    draft = data.with_name(f".{data.name}")
    draft.mkdir(exist_ok=True)
    if options.data is not None:
        usable_index(options.data)
        copy_index(options.data, draft)
    else:
        with tempfile.TemporaryDirectory(prefix="tongpan-growth-") as name:
            learning = Installation(Path(name), limit_seconds=options.limit_seconds)
            learning.run("ingest", str(judgments))
            learning.run("index")
            copy_index(Path(name), draft)
    draft.rename(data)
    say("learned models at hand")


def _figures(measured: Mapping[int, Mapping[str, Any]]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for size, row in measured.items():
        figures |= {f"{name}_{size}": float(row[name]) for name in row if name != "commit"}
    for series in _series(measured, {name: name for name in FITTED}):
        if series.fit is None:
            continue
        figures[f"power_of_{series.name}"] = series.fit.exponent
        if series.fit.low is not None and series.fit.high is not None:
            figures[f"power_of_{series.name}_low"] = series.fit.low
            figures[f"power_of_{series.name}_high"] = series.fit.high
    return figures


def _series(
    measured: Mapping[int, Mapping[str, Any]], names: Mapping[str, str]
) -> Sequence[Series]:
    found = []
    for name, shown in names.items():
        values = {size: float(row[name]) for size, row in measured.items() if row.get(name, 0) > 0}
        if values:
            fit = fit_power(list(values), list(values.values())) if len(values) > 1 else None
            found.append(Series(name=shown, values=values, fit=fit))
    return found


def _shapes(recombiner: Recombiner, n_texts: int) -> dict[str, float]:
    real, made = compare_shapes(recombiner, n_texts=n_texts)
    return {
        f"shape_{name}_{kind}": float(getattr(shape, name))
        for kind, shape in (("real", real), ("recombined", made))
        for name in ("mean_characters", "words", "distinct_words", "heaps")
    }


def _draw(measured: Mapping[int, Mapping[str, Any]], path: Path) -> None:
    """Write the picture, and the table behind it as a file of the same name."""
    panels = [
        Panel(title=title, series=tuple(series))
        for title, names in _PANELS
        if (series := _series(measured, names))
    ]
    drawing = draw_growth(panels, title=_TITLE)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(drawing.svg, encoding="utf-8")
    path.with_suffix(".csv").write_text(table_file(drawing.table), encoding="utf-8")
