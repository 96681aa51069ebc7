"""Which vectors have some judgments and their passages, whoever encodes them?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.channels.vectors import check_vectors
from indexing.learning.encoders import Encoder, with_unit_length
from indexing.packing.scaled_rows import scaled
from indexing.passages import PassageKind, PassageTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedPassages:
    """The vectors of some judgments.

    Attributes:
        values: Of each passage the multiples of its scale, one passage behind the other.
        scales: The scale of each passage.
        judgments: Of each judgment the mean of its facts, of length one.
    """

    values: NDArray[np.int8]
    scales: NDArray[np.float32]
    judgments: NDArray[np.float32]


def encode_passages(papers: Sequence[PassageTexts], *, encoder: Encoder) -> EncodedPassages:
    """Return the vectors of some judgments.

    Args:
        papers: Their passages.
        encoder: Gives the vectors.

    Raises:
        EncoderOutputError: The encoder gave vectors of a wrong form.
    """
    texts = [text for paper in papers for text in paper.texts]
    rows = check_vectors(encoder.encode_documents(texts))
    judgments = np.zeros((len(papers), encoder.dimension), dtype=np.float32)
    first = 0
    for place, paper in enumerate(papers):
        stop = first + len(paper.texts)
        judgments[place] = _mean_of_facts(rows[first:stop], paper.kinds)
        first = stop
    rounded = scaled(rows)
    return EncodedPassages(
        values=rounded.values[:], scales=rounded.scales[:], judgments=with_unit_length(judgments)
    )


def _mean_of_facts(rows: NDArray[np.float32], kinds: Sequence[PassageKind]) -> NDArray[np.float32]:
    """Return the mean over passages of facts, or over all where there are none."""
    facts = rows[np.asarray([kind is PassageKind.FACTS for kind in kinds], dtype=np.bool_)]
    picked = facts if len(facts) else rows
    mean: NDArray[np.float32] = (
        picked.mean(axis=0) if len(picked) else np.zeros(rows.shape[1], dtype=np.float32)
    )
    return mean
