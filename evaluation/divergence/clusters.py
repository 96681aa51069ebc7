"""Which real judgments are like each other, so that a change in one of them must stand out?

Criminal: those that judges called like a query of LeCaRD (grade 3). Civil: papers of CaseGen that
share most pairs of characters in facts and reasoning, by the product's own measure. No judgment
stands in two clusters, so that halves and resampling share nothing. The papers of CAIL2019-SCM
would be like each other, too, but hold neither reasoning nor ruling to change.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from evaluation.datasets.queries import read_queries
from evaluation.divergence.injection.model import Half
from evaluation.errors import BenchmarkError
from evaluation.extraction.records import casegen_record, lecard_record, read_rows
from indexing.columns.bigrams import bigrams_of

LECARD: Final = "lecard/judgments.jsonl.xz"
CASEGEN: Final = "casegen_civil.jsonl.xz"
LIKE_GRADE: Final = 3
LEAST_SIZE: Final = 5
_CIVIL_SIZE: Final = 10
_LEAST_LIKENESS: Final = 0.07


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Judgments that are like each other.

    Attributes:
        name: Set and query, or set and first paper.
        texts: Text by id in the set.
        half: On which half of the benchmark it counts.
    """

    name: str
    texts: Mapping[str, str]
    half: Half


def read_clusters(folder: Path) -> tuple[Cluster, ...]:
    """Read all clusters, criminal ones first, each kind dealt to the halves in turn.

    Raises:
        BenchmarkError: A set is missing or cannot be read.
    """
    return tuple(
        Cluster(name=name, texts=texts, half=Half.DEVELOP if at % 2 == 0 else Half.REPORT)
        for clusters in (_criminal(folder), _civil(folder))
        for at, (name, texts) in enumerate(clusters)
    )


def _criminal(folder: Path) -> list[tuple[str, dict[str, str]]]:
    queries = read_queries(folder / "lecard")
    like = {query.qid: sorted(query.relevant(least=LIKE_GRADE)) for query in queries}
    wanted = {name for names in like.values() for name in names}
    texts = {
        record.id: record.text
        for record in map(lecard_record, read_rows(folder / LECARD))
        if record.id in wanted
    }
    if missing := wanted - texts.keys():
        raise BenchmarkError(str(folder / LECARD), f"{len(missing)} labelled judgments are missing")
    clusters, taken = [], set[str]()
    for qid in sorted(like, key=lambda qid: (-len(like[qid]), qid)):
        own = {name: texts[name] for name in like[qid] if name not in taken}
        if len(own) >= LEAST_SIZE:
            taken |= own.keys()
            clusters.append((f"lecard:{qid}", own))
    return clusters


def _civil(folder: Path) -> list[tuple[str, dict[str, str]]]:
    records = [casegen_record(row) for row in read_rows(folder / CASEGEN)]
    likeness = likeness_of([record.text for record in records])
    clusters = []
    for members in gathered(likeness, size=_CIVIL_SIZE, least=_LEAST_LIKENESS):
        own = {records[at].id: records[at].text for at in sorted(members)}
        clusters.append((f"casegen:{records[members[0]].id}", own))
    return clusters


def likeness_of(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return how much texts share of their pairs of characters, by rarity (cosine).

    Returns:
        Likeness in [0, 1], of shape (n_texts, n_texts).

    Cost: 2 s for 500 texts of 5,000 characters.
    """
    rows = [bigrams_of(text) for text in texts]
    spread = Counter(int(code) for row in rows for code in row)
    columns = {code: at for at, code in enumerate(sorted(spread))}
    weights = [math.log(len(texts) / spread[code]) for code in columns]
    matrix = sparse.csr_matrix(
        (
            [weights[columns[int(code)]] for row in rows for code in row],
            (
                np.repeat(np.arange(len(rows)), [len(row) for row in rows]),
                [columns[int(code)] for row in rows for code in row],
            ),
        ),
        shape=(len(rows), len(columns)),
    )
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    scaled = sparse.diags(1 / lengths) @ matrix
    return np.asarray((scaled @ scaled.T).toarray(), dtype=np.float64)


def gathered(
    likeness: NDArray[np.float64], *, size: int, least: float
) -> tuple[tuple[int, ...], ...]:
    """Gather texts into clusters, the densest first, each text in one at most.

    Args:
        likeness: Of shape (n_texts, n_texts).
        size: Most members of a cluster.
        least: Least likeness to the middle of the cluster.

    Returns:
        Places of the members, the middle first; clusters below :data:`LEAST_SIZE` are left out.
    """
    likeness = likeness.copy()
    np.fill_diagonal(likeness, -1.0)
    clusters: list[tuple[int, ...]] = []
    while True:
        nearest = np.sort(likeness, axis=1)[:, ::-1][:, : LEAST_SIZE - 1]
        density = nearest[:, -1]
        middle = int(np.argmax(density))
        if density[middle] < least:
            return tuple(clusters)
        order = np.argsort(-likeness[middle], kind="stable")[: size - 1]
        members = (middle, *(int(at) for at in order if likeness[middle, at] >= least))
        clusters.append(members)
        likeness[list(members), :] = likeness[:, list(members)] = -1.0
