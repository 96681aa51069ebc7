"""How fast is the product beside other engines on the same texts and queries, in one run?"""

import argparse
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment
from evaluation.errors import MeasurementError
from evaluation.performance.disk import bytes_of
from evaluation.performance.engines import address_of, filled_milvus
from evaluation.performance.growth.suite import learn_models
from evaluation.performance.peers.lexical import Bm25sPeer, LexicalPeer, RankBm25Peer, Words
from evaluation.performance.peers.ours import (
    LEXICAL,
    Ours,
    index_anew,
    opened,
    write_first,
)
from evaluation.performance.peers.rounds import Ask, Pace, ask_in_turns, build_in_turns
from evaluation.performance.peers.transformer import (
    LAYERS,
    LONGEST,
    SIZE,
    TransformerPeer,
    write_transformer,
)
from evaluation.performance.product import Installation
from evaluation.retrieval.bm25_baseline import facts_of
from indexing.engines.milvus_collection import MilvusServer
from indexing.errors import IndexingError
from indexing.learning.encoders import Encoder
from indexing.snapshots.opening import IndexSnapshot
from indexing.words.segmentation import Segmenter

QUERY_CHARACTERS: Final = 400
DEPTH: Final = 20
ENCODED: Final = 128
ROUNDS: Final = 3
SEARCH_SECONDS: Final = 60.0
SLOWER_THAN_LEXICAL: Final = 3.0
FASTER_THAN_TRANSFORMER: Final = 50.0
_KILOBYTE: Final = 1024
PROTOCOL: Final = (
    "The first judgments of the set and queries from them (the first "
    f"{QUERY_CHARACTERS} characters of facts, drawn evenly), for every engine in the same run on "
    f"this machine, the first {DEPTH} hits each. Engines are built in turns, as often as rounds "
    f"says, and then asked in turns, {ROUNDS} rounds; figures are medians over rounds. "
    "ours: the whole search of the service in this process, query prepared, words and vectors, "
    "ranked, with reasons and quoted passages; ours_lexical: the same by words alone; ours_words: "
    "its index of words alone, the query prepared before, as peers are asked. Parts of ours, each "
    "asked by itself: ours_query (the query cut, encoded and weighed), ours_candidates (that, with "
    "the 200 best of each channel), ours_ranked (that, with 200 judgments compared in every way, "
    "ranked, families and courts spread, the passages of the hits picked: all that the index does; "
    "what is left of ours reads the hits from the store and says why). What no lexical peer does: "
    "vectors, charges, a ranker, filters, what is closed, families, stored texts, passages, marks, "
    "reasons; nor does it take up a judgment without being built anew, or share memory between "
    "processes: bm25s holds every score in memory. bm25s (numpy, one "
    "thread) and rank_bm25: given the words of whole texts and of queries as the product cuts them "
    "(jieba, no guessing of new words); cutting is tokens_*, apart. transformer: "
    f"{LAYERS} layers of {SIZE} numbers with RANDOM weights, of the speed of a trained one and "
    f"finding nothing, over the first {LONGEST} characters of facts, one vector a judgment, all "
    f"compared by FAISS; its rate is of {ENCODED} texts at most, the vectors of the others are "
    "random. transformer_whole: its rate where it reads all of each text, as the product does, in "
    f"pieces of {LONGEST} characters, over {ENCODED} pieces or a few more. milvus_lite: in this "
    "process, the product's weights of words as sparse vectors and its vectors of meaning, both "
    "asked, query prepared before; filled once, from an index that is ready. "
    "*_judgments_per_second: of the whole corpus; ours: wall time of `tongpan "
    "index --no-train --force` as a process, start and segmentation included, all models kept that "
    "were learned before; records by `tongpan ingest` apart. searches_per_second: one after the "
    f"other. An engine that took {SEARCH_SECONDS:.0f} s in a round is asked no more in it. "
    "slower_than_fastest_lexical: p50 of ours to p50 of the fastest of bm25s and rank_bm25, the "
    f"cutting of the query added to theirs; target {SLOWER_THAN_LEXICAL:.0f}. "
    "faster_than_transformer_indexing: rate of ours to that of the transformer over first "
    f"characters, _whole: over whole texts; target {FASTER_THAN_TRANSFORMER:.0f}. "
    "*_to_ours: p50 of the engine to p50 of ours."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Corpus:
    """What every engine is given."""

    n_texts: int
    texts: Sequence[str]
    facts: Sequence[str]
    words: Sequence[Sequence[str]]
    queries: Sequence[str]
    query_words: Sequence[Sequence[str]]
    tokens_per_second: float
    tokens_milliseconds: float


def measure_peers(
    _installation: Installation,
    options: argparse.Namespace,
    today: date,
    say: Callable[[str], None],
) -> tuple[str, dict[str, float], dict[str, Any]]:
    """Index and ask the product and its peers.

    Args:
        options: ``judgments``, ``limit``, ``queries``, ``rounds`` (of building), ``data`` (whose
            learned models are taken; by default some are learned), ``limit_seconds``.
        today: The day of reading.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: A command failed, or a peer is not installed or refuses.
    """
    with tempfile.TemporaryDirectory(prefix="tongpan-peers-") as name:
        folder = Path(name)
        try:
            return _measured(folder, options, today, say)
        except IndexingError as error:
            raise MeasurementError("peers", str(error)) from error


def _measured(
    folder: Path, options: argparse.Namespace, today: date, say: Callable[[str], None]
) -> tuple[str, dict[str, float], dict[str, Any]]:
    data, file = folder / "data", folder / "judgments.jsonl"
    judgments = write_first(options.judgments, file, limit=options.limit, today=today)
    corpus = _corpus(judgments, options.queries)
    say(f"{corpus.n_texts} read, words cut")
    installation = Installation(data, limit_seconds=options.limit_seconds)
    learn_models(data, file, options, say)
    ingest, _ = installation.run("ingest", str(file))
    encoder = write_transformer(folder / "transformer", corpus.facts)
    built = _build(installation, corpus, encoder, n_rounds=options.rounds)
    say("built in turns")
    with opened(data) as ours, _Milvus(folder, ours) as milvus:
        say("milvus-lite filled")
        paces = ask_in_turns(
            _engines(ours, corpus, built, milvus.snapshot),
            n_queries=len(corpus.queries),
            n_rounds=ROUNDS,
            limit_seconds=SEARCH_SECONDS,
        )
        say("asked in turns")
        disk = {
            "ours": bytes_of(ours.snapshot.folder.rglob("*")),
            "transformer": built.vectors.bytes_of_vectors,
            "milvus_lite": milvus.n_bytes,
            **_saved(built.lexical, folder),
        }
        rates = {**built.rates, "milvus_lite": corpus.n_texts / milvus.seconds}
        manifest = ours.snapshot.manifest
    figures = {
        "tokens_judgments_per_second": corpus.tokens_per_second,
        "tokens_query_p50_ms": corpus.tokens_milliseconds,
        "ours_ingest_judgments_per_second": corpus.n_texts / ingest.seconds,
        **{f"{name}_judgments_per_second": value for name, value in rates.items()},
        **{f"{name}_kilobytes": size / corpus.n_texts / _KILOBYTE for name, size in disk.items()},
        **figures_of(paces, rates, tokens_milliseconds=corpus.tokens_milliseconds),
    }
    details = {
        "corpus_digest": manifest.corpus_digest,
        "n_judgments": corpus.n_texts,
        "n_queries": len(corpus.queries),
        "n_asked": {name: pace.n_asked for name, pace in paces.items()},
        "n_encoded": min(ENCODED, corpus.n_texts),
        "rounds": options.rounds,
        "targets": {
            "slower_than_fastest_lexical": SLOWER_THAN_LEXICAL,
            "faster_than_transformer_indexing": FASTER_THAN_TRANSFORMER,
        },
        "counts": dict(manifest.counts),
    }
    return PROTOCOL, figures, details


def figures_of(
    paces: Mapping[str, Pace], rates: Mapping[str, float], *, tokens_milliseconds: float
) -> dict[str, float]:
    """Return the figures of searching, and the ratios that the targets are about.

    Args:
        paces: By engine; ``ours``, ``bm25s`` and ``rank_bm25`` among them.
        rates: Judgments indexed in a second, by engine; ``ours``, ``transformer`` and
            ``transformer_whole`` among them.
        tokens_milliseconds: What cutting a query takes, which the lexical peers are spared.
    """
    figures: dict[str, float] = {}
    for name, pace in paces.items():
        figures[f"{name}_p50_ms"] = pace.p50_milliseconds
        figures[f"{name}_p95_ms"] = pace.p95_milliseconds
        figures[f"{name}_searches_per_second"] = pace.searches_per_second
    own = paces["ours"].p50_milliseconds
    for name, pace in paces.items():
        if name != "ours":
            figures[f"{name}_to_ours"] = pace.p50_milliseconds / own
    fastest = min(paces[name].p50_milliseconds for name in ("bm25s", "rank_bm25"))
    figures["slower_than_fastest_lexical"] = own / (fastest + tokens_milliseconds)
    figures["faster_than_transformer_indexing"] = rates["ours"] / rates["transformer"]
    figures["faster_than_transformer_indexing_whole"] = rates["ours"] / rates["transformer_whole"]
    return figures


def _corpus(judgments: Sequence[Judgment], n_queries: int) -> _Corpus:
    segmenter = Segmenter()
    seconds, words = 0.0, []
    # One string for each word: of nine thousand judgments there would be thirty million.
    known: dict[str, str] = {}
    for judgment in judgments:
        before = time.perf_counter()
        own = segmenter.words(judgment.text)
        seconds += time.perf_counter() - before
        words.append([known.setdefault(word, word) for word in own])
    facts = [facts_of(judgment)[:LONGEST] for judgment in judgments]
    drawn = (at * len(facts) // n_queries for at in range(n_queries))
    queries = [facts[at][:QUERY_CHARACTERS] for at in dict.fromkeys(drawn)]
    cut, taken = [], []
    for query in queries:
        before = time.perf_counter()
        cut.append(segmenter.words(query))
        taken.append(1000 * (time.perf_counter() - before))
    return _Corpus(
        n_texts=len(judgments),
        texts=[judgment.text for judgment in judgments],
        facts=facts,
        words=words,
        queries=queries,
        query_words=cut,
        tokens_per_second=len(judgments) / seconds,
        tokens_milliseconds=median(taken),
    )


def pieces_of(texts: Sequence[str], *, least: int) -> list[list[str]]:
    """Cut texts into pieces that the transformer can read, until there are enough.

    Args:
        texts: Whole judgments.
        least: So many pieces at least, unless the texts end before.

    Example:
        >>> [len(pieces) for pieces in pieces_of(["甲" * 1000, "乙" * 10, "丙"], least=3)]
        [2, 1]
    """
    cut: list[list[str]] = []
    for text in texts:
        if sum(map(len, cut)) >= least:
            break
        cut.append([text[at : at + LONGEST] for at in range(0, len(text), LONGEST)])
    return cut


@dataclass(frozen=True, slots=True, kw_only=True)
class _Built:
    """The engines but for milvus-lite, and how many judgments a second each took up."""

    rates: Mapping[str, float]
    lexical: Mapping[str, LexicalPeer]
    vectors: TransformerPeer


def _build(
    installation: Installation, corpus: _Corpus, encoder: Encoder, *, n_rounds: int
) -> _Built:
    texts, pieces = corpus.facts[:ENCODED], pieces_of(corpus.texts, least=ENCODED)
    # It imports torch and loads the weights when it is first asked.
    encoder.encode_documents(texts[:1])
    lexical: dict[str, LexicalPeer] = {}
    vectors: list[NDArray[np.float32]] = []

    def encode() -> None:
        vectors[:] = [encoder.encode_documents(texts)]

    def build(name: str, peer: Callable[[Words], LexicalPeer]) -> Callable[[], None]:
        def again() -> None:
            # What was built before goes first: two at a time would be twice the memory.
            lexical.pop(name, None)
            lexical[name] = peer(corpus.words)

        return again

    seconds = build_in_turns(
        {
            "ours": index_anew(installation),
            "bm25s": build("bm25s", Bm25sPeer),
            "rank_bm25": build("rank_bm25", RankBm25Peer),
            "transformer": encode,
            "transformer_whole": lambda: encoder.encode_documents(
                [piece for of_text in pieces for piece in of_text]
            ),
        },
        n_rounds=n_rounds,
    )
    counts = dict.fromkeys(seconds, corpus.n_texts)
    counts |= {"transformer": len(texts), "transformer_whole": len(pieces)}
    return _Built(
        rates={name: counts[name] / taken for name, taken in seconds.items()},
        lexical=lexical,
        vectors=TransformerPeer(encoder, vectors[0], n_texts=corpus.n_texts),
    )


class _Milvus:
    """milvus-lite, filled with the product's index while it is entered."""

    def __init__(self, folder: Path, ours: Ours) -> None:
        self._inside = folder / "milvus.db"
        self._server = MilvusServer(address_of("", self._inside))
        root = folder / "milvus"
        self.seconds = filled_milvus(ours.snapshot, root, self._server)
        self.snapshot = IndexSnapshot.open(root, encoder=ours.snapshot.encoder, server=self._server)
        self.n_bytes = bytes_of((self._inside, *self._inside.rglob("*")))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        record = self.snapshot.manifest.engine or {}
        self._server.drop(str(record["collection"]))
        self._server.close()


def _engines(
    ours: Ours,
    corpus: _Corpus,
    built: _Built,
    milvus: IndexSnapshot,
) -> dict[str, Ask]:
    queries = corpus.queries
    prepared = [ours.prepared(query) for query in queries]
    own, other = ours.snapshot.engine, milvus.engine

    def ask_milvus(at: int) -> object:
        return (
            other.lexical(prepared[at].terms, depth=DEPTH, allowed=None),
            other.dense(prepared[at].vector, depth=DEPTH, allowed=None),
        )

    engines: dict[str, Ask] = {
        "ours": lambda at: ours.search(queries[at], depth=DEPTH),
        "ours_lexical": lambda at: ours.search(queries[at], depth=DEPTH, channels=LEXICAL),
        "ours_words": lambda at: own.lexical(prepared[at].terms, depth=DEPTH, allowed=None),
        "ours_query": lambda at: ours.prepared(queries[at]),
        "ours_candidates": lambda at: ours.candidates(queries[at]),
        "ours_ranked": lambda at: ours.ranked(queries[at], depth=DEPTH),
        "transformer": lambda at: built.vectors.search(queries[at], depth=DEPTH),
        "milvus_lite": ask_milvus,
    }
    for name, peer in built.lexical.items():
        engines[name] = _asking(peer, corpus.query_words)
    return engines


def _asking(peer: LexicalPeer, words: Sequence[Sequence[str]]) -> Ask:
    return lambda at: peer.search(words[at], depth=DEPTH)


def _saved(lexical: Mapping[str, LexicalPeer], folder: Path) -> dict[str, int]:
    sizes = {}
    for name, peer in lexical.items():
        place = folder / f"saved-{name}"
        place.mkdir()
        size = peer.bytes_on_disk(place)
        if size is not None:
            sizes[name] = size
    return sizes
