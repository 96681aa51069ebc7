"""Where do the sentences of a whole corpus wait until it is known which are learned from?"""

import json
import os
from array import array
from collections.abc import Sequence
from dataclasses import astuple
from typing import BinaryIO

import numpy as np

from indexing.sentencing.cases import SentencedJudgment
from indexing.sentencing.features import column_names
from indexing.sentencing.passed import PassedSentence


class WaitingSentences:
    """Sentences of judgments in a temporary file, read back for those that are drawn.

    Example:
        >>> from io import BytesIO
        >>> WaitingSentences(BytesIO()).n_sentences
        0
    """

    def __init__(self, file: BinaryIO) -> None:
        """Take an empty file to write and read; whoever gives it closes it."""
        self._file = file
        self._places, self._counts = array("q"), array("q")
        self._begins = array("q", [0])

    @property
    def n_sentences(self) -> int:
        """Return how many there are."""
        return sum(self._counts)

    def add(self, place: int, judgment: SentencedJudgment) -> None:
        """Keep the sentences of a judgment.

        Args:
            place: Its number among the judgments, told again by :meth:`places`.
            judgment: Its sentences.
        """
        told = [judgment.judgment_id, judgment.band, [astuple(one) for one in judgment.sentences]]
        head = json.dumps(told).encode()
        written = self._file.write(head) + self._file.write(judgment.rows.data)
        self._places.append(place)
        self._counts.append(len(judgment.sentences))
        self._begins.append(self._begins[-1] + written)

    def places(self) -> tuple[int, ...]:
        """Return the places of the judgments that are here, in the order in which they came."""
        return tuple(self._places)

    def read(self, numbers: Sequence[int]) -> list[SentencedJudgment]:
        """Return some of them.

        Args:
            numbers: Which, in the order in which they came.
        """
        self._file.flush()
        return [self._read(number) for number in numbers]

    def _read(self, number: int) -> SentencedJudgment:
        begin, count = self._begins[number], self._counts[number]
        held = os.pread(self._file.fileno(), self._begins[number + 1] - begin, begin)
        n_bytes = count * len(column_names()) * np.dtype(np.float32).itemsize
        judgment_id, band, sentences = json.loads(held[: len(held) - n_bytes])
        rows = np.frombuffer(held[len(held) - n_bytes :], dtype=np.float32)
        return SentencedJudgment(
            judgment_id=judgment_id,
            sentences=tuple(
                PassedSentence(
                    accused=accused,
                    charge=charge,
                    n_charges=n_charges,
                    months=months,
                    probation_months=probation_months,
                    fine_fen=fine_fen,
                )
                for accused, charge, n_charges, months, probation_months, fine_fen in sentences
            ),
            band=band,
            rows=rows.reshape(count, -1),
        )
