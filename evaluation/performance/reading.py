"""How many judgments does a second of processor time read, beside segmentation alone?"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median

from corpus.errors import CorpusError
from corpus.judgment import RawJudgment, Rejected
from corpus.readers import read_source
from corpus.reading import read_judgment
from evaluation.errors import MeasurementError
from indexing.words.segmentation import Segmenter

ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSpeed:
    """Speed of one process on the same texts; the median of :data:`ROUNDS` rounds.

    Attributes:
        n_judgments: Texts read.
        mean_characters: Their mean length.
        read_per_second: Judgments read in a second of processor time.
        segmented_per_second: Texts cut into words in a second of processor time.
    """

    n_judgments: int
    mean_characters: float
    read_per_second: float
    segmented_per_second: float


def measure_reading(path: Path, *, n_judgments: int, today: date) -> ReadingSpeed:
    """Read and segment the first judgments of a source.

    Raises:
        MeasurementError: The source cannot be read, or holds no judgment.

    Cost: some ten seconds for a thousand judgments of 7,400 characters; they are in memory.
    """
    try:
        pieces = islice(read_source(path), n_judgments)
        raws = [piece for piece in pieces if isinstance(piece, RawJudgment)]
    except CorpusError as error:
        raise MeasurementError("reading", str(error)) from error
    raws = [raw for raw in raws if not isinstance(read_judgment(raw, today=today), Rejected)]
    if not raws:
        raise MeasurementError("reading", f"no judgment in {path.name}")
    segmenter = Segmenter()
    return ReadingSpeed(
        n_judgments=len(raws),
        mean_characters=sum(len(raw.text) for raw in raws) / len(raws),
        read_per_second=_per_second(raws, lambda raw: read_judgment(raw, today=today)),
        segmented_per_second=_per_second(raws, lambda raw: segmenter.words(raw.text)),
    )


def _per_second(raws: Sequence[RawJudgment], work: Callable[[RawJudgment], object]) -> float:
    rates = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for raw in raws:
            work(raw)
        rates.append(len(raws) / (time.process_time() - started))
    return median(rates)
