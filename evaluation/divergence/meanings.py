"""How were the vectors of meaning made? Run ``python -m evaluation.divergence.meanings --help``.

Reads the sentences of real judgments and of articles of judges on how like cases are decided, and
no label of them. Written are runs of at most three characters that stand in 20 documents or more
and in two of the sources: what only one court or one suit says, names above all, is left out.
"""

import argparse
import lzma
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import orjson
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from service.divergence.meanings import meant_words, run_of, runs_of

MADE_BY: Final = "python -m evaluation.divergence.meanings DATA --out FILE"
DIMENSIONS: Final = 80
MOST_RUNS: Final = 30_000
LEAST_DOCUMENTS: Final = 20
LEAST_SOURCES: Final = 2
_STEPS: Final = 127
_ROUNDS: Final = 4
_SEED: Final = 0
_LENGTHS: Final = (10, 150)
_LEAST_MEANT: Final = 8
_ENDS: Final = re.compile(r"[。；\n]")
_DIGITS: Final = re.compile("[0-9０-９]+")
# Labelled sentences come without their judgments; so many in a row count as one document.
_IN_A_ROW: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where sentences come from.

    Attributes:
        file: Its name in the folder of data.
        fields: Fields of each record, each with how many of its sentences are read at most.
        every: Every which record is read.
        in_a_row: How many records count as one document.
    """

    file: str
    fields: Mapping[str, int]
    every: int = 1
    in_a_row: int = 1


_ALL: Final = 1_000_000
SOURCES: Final = (
    Source(file="casegen_civil.jsonl.xz", fields={"reasoning": _ALL, "fact": 10}),
    Source(file="spc.jsonl.xz", fields={"raw": 40}),
    Source(file="focus_sentences_civil.jsonl.xz", fields={"sentence": _ALL}, in_a_row=_IN_A_ROW),
    Source(file="adjudication_guidance.jsonl.xz", fields={"text": _ALL}),
    Source(file="lecard/judgments.jsonl.xz", fields={"cpfxgc": 15}, every=4),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence.

    Attributes:
        text: Its words without figures and names that are hidden.
        source: Number of its source.
        document: Number of its document in the source.
    """

    text: str
    source: int
    document: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Vectors of runs.

    Attributes:
        keys: Of the runs, ascending, of shape (runs,).
        vectors: Of shape (runs, dimensions), times the rarity of each run.
    """

    keys: NDArray[np.uint64]
    vectors: NDArray[np.float32]


def read_sentences(folder: Path, sources: Sequence[Source] = SOURCES) -> tuple[Said, ...]:
    """Return the sentences of all sources, each text once, in order of the text."""
    found: dict[str, Said] = {}
    for number, source in enumerate(sources):
        for document, text in _texts(folder, source):
            words = meant_words(text)
            if len(words) >= _LEAST_MEANT:
                found.setdefault(words, Said(text=words, source=number, document=document))
    return tuple(found[text] for text in sorted(found))


def _texts(folder: Path, source: Source) -> Iterator[tuple[int, str]]:
    """Yield sentences with the number of their document."""
    least, most = _LENGTHS
    with lzma.open(folder / source.file, "rb") as lines:
        for number, line in enumerate(lines):
            if number % source.every:
                continue
            row: dict[str, Any] = orjson.loads(line)
            for name, limit in source.fields.items():
                parts = [each for each in _ENDS.split(row.get(name) or "") if len(each) >= least]
                for part in [each for each in parts if len(each) <= most][:limit]:
                    yield number // source.in_a_row, _DIGITS.sub("0", part)


def learn(sentences: Sequence[Said], *, dimensions: int = DIMENSIONS) -> Learned:
    """Learn vectors: the first right singular vectors of sentences by runs.

    The same sentences in the same order give the same vectors.

    Args:
        sentences: Sentences of several sources.
        dimensions: At most as many as sentences and runs.

    Cost: 60 s and 2 GB for 72,000 sentences on one core.
    """
    from sklearn.utils.extmath import randomized_svd  # noqa: PLC0415 - slow to import

    held = [runs_of(each.text) for each in sentences]
    row = np.repeat(np.arange(len(held)), [len(keys) for keys, _ in held])
    keys, column = np.unique(np.concatenate([keys for keys, _ in held]), return_inverse=True)
    kept = _frequent(column, row, sentences)
    rarity = np.log((len(held) + 1) / (np.bincount(column) + 1)) + 1
    often = np.concatenate([often for _, often in held]) * rarity[column]
    rows = csr_matrix((often, (row, column)), shape=(len(held), len(keys)))
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    unit = csr_matrix(rows.multiply(1 / lengths[:, None])).astype(np.float32)[:, kept]
    _, _, turned = randomized_svd(unit, dimensions, n_iter=_ROUNDS, random_state=_SEED)
    vectors = turned.T * rarity[kept][:, None]
    return Learned(keys=keys[kept], vectors=vectors.astype(np.float32))


def _frequent(
    column: NDArray[np.intp], row: NDArray[np.intp], sentences: Sequence[Said]
) -> NDArray[np.intp]:
    """Return the columns of runs in enough documents and sources, the most frequent, ascending."""
    numbers: dict[tuple[int, int], int] = {}
    document = [
        numbers.setdefault((said.source, said.document), len(numbers)) for said in sentences
    ]
    source = np.asarray([said.source for said in sentences])
    documents = _spread(column, np.asarray(document)[row])
    is_kept = (documents >= LEAST_DOCUMENTS) & (_spread(column, source[row]) >= LEAST_SOURCES)
    kept = np.flatnonzero(is_kept)
    order = np.lexsort((kept, -documents[kept]))
    return np.sort(kept[order[:MOST_RUNS]])


def _spread(column: NDArray[np.intp], place: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return in how many different places each column stands."""
    width = int(place.max()) + 1
    both = np.unique(column.astype(np.int64) * width + place)
    return np.bincount(both // width, minlength=int(column.max()) + 1)


def save(learned: Learned, path: Path) -> None:
    """Write vectors in whole steps; :func:`service.divergence.meanings.read_meanings` reads it."""
    scales = (np.abs(learned.vectors).max(axis=0) / _STEPS).astype(np.float32)
    scales[scales == 0] = 1
    steps = np.round(learned.vectors / scales).astype(np.int8)
    row = {
        "made_by": MADE_BY,
        "runs": [run_of(int(key)) for key in learned.keys],
        "scales": b64encode(scales.astype("<f4").tobytes()).decode(),
        "steps": b64encode(steps.tobytes()).decode(),
    }
    path.write_bytes(orjson.dumps(row) + b"\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from all sentences and write the vectors."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.divergence.meanings", description=__doc__
    )
    parser.add_argument("data", type=Path, help=f"has {', '.join(one.file for one in SOURCES)}")
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    options = parser.parse_args(arguments)
    save(learn(read_sentences(options.data)), options.out)


if __name__ == "__main__":
    main()
