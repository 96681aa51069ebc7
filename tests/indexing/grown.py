"""An index that has grown beside one that was built anew and learned nothing of its own."""

import numpy as np

from indexing.assembly.building import STANDARD_BUILD, BuildParameters, build_snapshot
from indexing.learning.charge_model import ChargeModelParameters
from indexing.searching.hybrid import ALL_CHANNELS, HybridSearcher
from indexing.searching.issue_search import search_issue
from indexing.searching.query import Query
from indexing.snapshots.kept_models import KeptModels
from indexing.snapshots.opening import IndexSnapshot
from indexing.snapshots.snapshot import OpenedFolder

UNTAUGHT = BuildParameters(charges=ChargeModelParameters(least_examples=1_000_000))


def rebuilt(judgments, root, *, like, encoder):
    """Return an index of judgments built anew, that keeps what another one learned, or nothing."""
    build_snapshot(
        judgments,
        root,
        corpus_digest="rebuilt",
        encoder=encoder,
        parameters=STANDARD_BUILD if like.charge_model else UNTAUGHT,
        kept=KeptModels.of(OpenedFolder(folder=like.folder, manifest=like.manifest)),
    )
    return IndexSnapshot.open(root, encoder=encoder)


def answers(snapshot, judgments):
    """Return everything that an index answers to some questions, but for its own name."""
    searcher = HybridSearcher(snapshot)
    told = []
    for judgment in judgments:
        for query in (Query.of_judgment(judgment), Query(text=judgment.text[:60])):
            for channels in (ALL_CHANNELS, ("lexical",), ("dense",)):
                result = searcher.search(query, limit=50, channels=channels)
                told.append(
                    (
                        result.ranker,
                        result.finding,
                        result.words,
                        result.allowed,
                        [
                            (
                                hit.judgment_id,
                                dict(hit.channel_ranks),
                                hit.likeness,
                                hit.others,
                                [(each.span, each.kind) for each in hit.passages],
                            )
                            for hit in result.hits
                        ],
                    )
                )
    return told


def tables(snapshot, judgments):
    """Return what an index tells that ranks nothing by likeness."""
    ids, whole = snapshot.columns.ids, snapshot.whole
    settled = search_issue("驾驶机动车是否构成犯罪", snapshot, allowed=None, depth=30, limit=30)
    held = [whole.pairs.candidates(text) for text in ("乙醇含量", "林木采伐许可证", "某某某某")]
    return {
        "ids": ids,
        "names": {name: tuple(values) for name, values in snapshot.columns.names.items()},
        "codes": {name: codes.tolist() for name, codes in snapshot.columns.codes.items()},
        "causes": snapshot.columns.causes.tolist(),
        "decided": snapshot.columns.decided.tolist(),
        "families": snapshot.families.tolist(),
        "elements": [snapshot.elements.names[code] for code in snapshot.elements.codes.tolist()],
        "citations": [whole.citations.of(label) for label in range(len(ids))],
        "rows": [whole.names.row(label) for label in range(len(ids))],
        "titled": list(whole.names.titled(["made"])),
        "held": [None if each is None else each.tolist() for each in held],
        "settled": [each.label for each in settled.settled],
        "spread": {
            word: int(snapshot.words.spread[place])
            for word, place in snapshot.words.places.items()
            if snapshot.words.spread[place]
        },
        "bigrams": snapshot.bigrams.spread.tolist() == _spread_of(snapshot),
    }


def _spread_of(snapshot):
    spread = np.zeros(len(snapshot.bigrams.spread), dtype=np.int64)
    for label in range(snapshot.columns.size):
        start, stop = int(snapshot.bigrams.starts[label]), int(snapshot.bigrams.stops[label])
        spread[snapshot.bigrams.codes[start:stop]] += 1
    return spread.tolist()
