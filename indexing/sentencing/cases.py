"""What is learned from: one row for each accused and charge of the judgments."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment
from indexing.sentencing.features import column_names, rows_of
from indexing.sentencing.passed import PassedSentence, sentences_of
from indexing.sentencing.told import read_told

_FEN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencedJudgment:
    """The sentences of one judgment with what the expectation looks at.

    Attributes:
        judgment_id: Which judgment.
        sentences: Those with a term, in order of the ruling.
        band: The articles of the special part that the ruling rests on, as one word.
        rows: What is looked at, shape (sentences, columns).
    """

    judgment_id: str
    sentences: tuple[PassedSentence, ...]
    band: str
    rows: NDArray[np.float32]


def sentenced(judgment: Judgment) -> SentencedJudgment | None:
    """Return the sentences of a judgment; None where it passes no term.

    Cost: 2 ms for a criminal judgment with two accused, next to nothing for others.
    """
    sentences = tuple(each for each in sentences_of(judgment) if isinstance(each, PassedSentence))
    if not sentences:
        return None
    told = read_told(judgment)
    return SentencedJudgment(
        judgment_id=judgment.id,
        sentences=sentences,
        band=" ".join("-".join(map(str, article)) for article in told.articles),
        rows=rows_of(told, sentences),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencedCases:
    """All sentences that are learned from.

    Attributes:
        judgments: By sentence the id of its judgment.
        parts: By sentence the part that it is held out with.
        charges: By sentence the charge.
        bands: By sentence the charge with the articles.
        rows: What is looked at, shape (sentences, columns); NaN where nothing is told.
        log_months: Natural logarithm of the term in months.
        has_probation: Whether it is suspended.
        log_fine: Natural logarithm of the fine in yuan; NaN without a fine.
    """

    judgments: NDArray[np.str_]
    parts: NDArray[np.int8]
    charges: NDArray[np.str_]
    bands: NDArray[np.str_]
    rows: NDArray[np.float32]
    log_months: NDArray[np.float64]
    has_probation: NDArray[np.bool_]
    log_fine: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.charges)


def part_of(key: str, *, n_parts: int) -> int:
    """Return the part in which a judgment is held out: drawn by digest, the same everywhere.

    Example:
        >>> 0 <= part_of("j0123", n_parts=5) < 5
        True
    """
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % n_parts


def gather(judgments: Sequence[SentencedJudgment], *, parts: Sequence[int]) -> SentencedCases:
    """Lay the sentences of judgments side by side.

    Args:
        judgments: The judgments.
        parts: By judgment the part that it is held out with; judgments of one family share it.
    """
    flat = [
        (each, one, part)
        for each, part in zip(judgments, parts, strict=True)
        for one in each.sentences
    ]
    fines = [one.fine_fen / _FEN if one.fine_fen else np.nan for _, one, _ in flat]
    empty = np.empty((0, len(column_names())), dtype=np.float32)
    return SentencedCases(
        judgments=np.asarray([each.judgment_id for each, _, _ in flat], dtype=np.str_),
        parts=np.asarray([part for _, _, part in flat], dtype=np.int8),
        charges=np.asarray([one.charge for _, one, _ in flat], dtype=np.str_),
        bands=np.asarray([band_key(one.charge, each.band) for each, one, _ in flat], dtype=np.str_),
        rows=np.concatenate([empty, *(each.rows for each in judgments)]),
        log_months=np.log([one.months for _, one, _ in flat]),
        has_probation=np.asarray(
            [one.probation_months is not None for _, one, _ in flat], dtype=np.bool_
        ),
        log_fine=np.log(fines),
    )


def band_key(charge: str, band: str) -> str:
    """Return the key of a charge under the articles that it was judged by."""
    return f"{charge}|{band}"
