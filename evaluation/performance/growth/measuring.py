"""What is measured at one size?"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from evaluation.errors import MeasurementError
from evaluation.performance.disk import bytes_of
from evaluation.performance.growth.filling import Filling, processor_time
from evaluation.performance.growth.notes import Notes
from evaluation.performance.http_search import Client, Load, run_load
from evaluation.performance.processes import processor_seconds
from evaluation.performance.product import Installation
from evaluation.performance.serving import answering
from evaluation.performance.starting import workers_memory
from evaluation.retrieval.bm25_baseline import facts_of
from indexing.errors import IndexingError
from indexing.snapshots.snapshot import SnapshotManifest, open_current, read_manifest

ADDED: Final = 5
N_CLIENTS: Final = 16
QUERY_CHARACTERS: Final = 400
_WARM_UP: Final = 16
_GIVE_UP_SECONDS: Final = 300.0
_ASK_AGAIN_SECONDS: Final = 0.1
_READY_SECONDS: Final = 1200.0
_GIGABYTE: Final = 1024**3
_MEBIBYTE: Final = 1024**2
_KILOBYTE: Final = 1024


@dataclass(slots=True, kw_only=True)
class SizeRun:
    """Measures one size after the other on one growing data folder.

    Attributes:
        filling: Fills the records.
        data: The data folder.
        n_searches: How many searches one client sends, and as many by all clients together.
        commit: The commit that measures.
        say: Is told how far it is.
    """

    filling: Filling
    data: Path
    n_searches: int
    commit: str | None
    say: Callable[[str], None]

    @property
    def notes(self) -> Notes:
        """Return the notes of the run."""
        return self.filling.notes

    @property
    def installation(self) -> Installation:
        """Return the product."""
        return self.filling.installation

    def measure(self, size: int) -> None:
        """Measure whatever is not measured yet of a size, and note each step when it is done.

        Raises:
            MeasurementError: A command failed, or the records hold more already.
        """
        steps = (
            ("gigabytes", self._build),
            ("search_p50_ms", self._search),
            ("uss_megabytes", self._hold),
            ("add_seconds", self._add),
        )
        missing = [step for name, step in steps if not self.notes.has(size, name)]
        if not missing:
            self.say(f"{size}: measured before")
            return
        if self._build in missing:
            if self.notes.ingested > size:
                raise MeasurementError(
                    "growth", f"{self.notes.ingested} stand in the records; {size} come too late"
                )
            self.filling.fill(size)
        else:
            # A server over the index of another version would be waited for in vain.
            usable_index(self.data)
        for step in missing:
            self.notes.add(size, step(size))
            self.say(f"{size}: {step.__name__.removeprefix('_')} measured")
        self.notes.add(size, {"commit": self.commit})

    def _build(self, size: int) -> dict[str, Any]:
        with processor_time() as spent:
            cost, index = self.installation.run("index", "--no-train", "--force")
        if index["counts"]["judgments"] != size:
            raise MeasurementError("index", f"{index['counts']['judgments']} judgments of {size}")
        folder = self.data / "index" / index["snapshot"]
        records, indexed = bytes_of(self.data.glob("tongpan.db*")), bytes_of(folder.rglob("*"))
        text = self.notes.text_bytes_of(size)
        found = {
            "index_seconds": cost.seconds,
            "index_processor_seconds": spent(),
            "index_peak_gigabytes": cost.peak_bytes / _GIGABYTE,
            "words": index["counts"]["words"],
            "kilobytes_of_text": text / size / _KILOBYTE,
            "kilobytes_of_records": records / size / _KILOBYTE,
            "kilobytes_of_index": indexed / size / _KILOBYTE,
            "kilobytes_beyond_text": (records + indexed - text) / size / _KILOBYTE,
            "gigabytes": (records + indexed) / _GIGABYTE,
        }
        ingest = self.notes.ingest_of(size)
        if ingest is not None:
            found |= {"ingest_seconds": ingest[0], "ingest_processor_seconds": ingest[1]}
        lists = read_manifest(folder).vectors
        if lists is not None:
            found |= {f"vector_{name}": lists[name] for name in ("lists", "looked_into", "recall")}
        return found

    def _search(self, size: int) -> dict[str, Any]:
        warming, texts = self._queries(size)
        account = self.installation.add_account()
        with answering(self.installation, say=self.say, limit_seconds=_READY_SECONDS) as (
            port,
            process,
        ):
            self._asked(warming, port, account, n_clients=1)
            before = processor_seconds(process)
            alone = self._asked(texts[::2], port, account, n_clients=1)
            spent = processor_seconds(process) - before
            together = self._asked(texts[1::2], port, account, n_clients=N_CLIENTS)
        return {
            "search_p95_ms": alone.percentile(0.95),
            "search_processor_ms": 1000 * spent / len(alone.milliseconds),
            f"searches_per_second_{N_CLIENTS}": together.per_second,
            f"search_p95_ms_{N_CLIENTS}": together.percentile(0.95),
            "search_p50_ms": alone.percentile(0.5),
        }

    def _asked(
        self, texts: Sequence[str], port: int, account: tuple[str, str], *, n_clients: int
    ) -> Load:
        name, password = account
        return run_load(
            texts, port=port, name=name, password=password, n_clients=n_clients, n_warm_up=0
        )

    def _queries(self, size: int) -> tuple[Sequence[str], Sequence[str]]:
        """Return facts of judgments of the corpus drawn evenly: to warm up by, and to measure."""
        count = 2 * self.n_searches + _WARM_UP
        made = (self.filling.recombiner.made(at * size // count).judgment for at in range(count))
        texts = [facts_of(judgment)[:QUERY_CHARACTERS] for judgment in made]
        step = count // _WARM_UP
        warming = texts[::step][:_WARM_UP]
        return warming, [
            text for at, text in enumerate(texts) if at % step or at // step >= _WARM_UP
        ]

    def _hold(self, _size: int) -> dict[str, Any]:
        (worker,) = workers_memory(
            self.installation,
            self.installation.add_account(),
            1,
            ready_seconds=_READY_SECONDS,
        )
        return {
            "pss_megabytes": worker.shared_out / _MEBIBYTE,
            "uss_megabytes": worker.alone / _MEBIBYTE,
        }

    def _add(self, _size: int) -> dict[str, Any]:
        """Ingest five more under a running server, and wait until the last of them is found."""
        account = self.installation.add_account()
        with (
            answering(self.installation, say=self.say, limit_seconds=_READY_SECONDS) as (port, _),
            Client(port) as client,
        ):
            client.sign_in(*account)
            last = self.filling.recombiner.made(self.notes.ingested + ADDED - 1).judgment
            client.search(facts_of(last)[:QUERY_CHARACTERS])
            client.rest()
            began = time.perf_counter()
            command = self.filling.add(self.notes.ingested + ADDED, is_timed=False)
            give_up = time.monotonic() + _GIVE_UP_SECONDS
            while last.id not in client.found(last.text):
                if time.monotonic() > give_up:
                    raise MeasurementError("add", f"{last.id} was not found")
                time.sleep(_ASK_AGAIN_SECONDS)
            return {
                "add_command_seconds": command,
                "add_seconds": time.perf_counter() - began,
            }


def usable_index(data: Path) -> SnapshotManifest:
    """Return what the index of a data folder was made of.

    Raises:
        MeasurementError: It has none, or one that this version cannot read.
    """
    try:
        return open_current(data / "index").manifest
    except IndexingError as error:
        raise MeasurementError("index", str(error)) from error
