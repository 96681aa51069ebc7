"""How like real judgments are recombined ones, so that nobody takes them for real data?"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from evaluation.performance.growth.fit import fit_power
from evaluation.performance.growth.recombining import Recombiner
from indexing.words.segmentation import Segmenter

SAMPLE: Final = 1000
_STEPS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The shape of some texts.

    Attributes:
        mean_characters: Their mean length.
        distinct_words: How many different words they have together.
        words: How many words in all.
        heaps: Power by which different words grow with words (Heaps' law), over the first quarter,
            half, three quarters and all of them.
    """

    mean_characters: float
    distinct_words: int
    words: int
    heaps: float


def shape_of(texts: Sequence[str]) -> Shape:
    """Return the shape of texts.

    Args:
        texts: At least four.

    Source: Heaps, Information Retrieval: Computational and Theoretical Aspects, 1978, section 7.5.
    """
    segmenter = Segmenter()
    met: set[str] = set()
    n_words = 0
    ends = {len(texts) * step // _STEPS for step in range(1, _STEPS + 1)}
    points: list[tuple[int, int]] = []
    for number, text in enumerate(texts, start=1):
        words = segmenter.words(text)
        met.update(words)
        n_words += len(words)
        if number in ends:
            points.append((n_words, len(met)))
    fit = fit_power([count for count, _ in points], [distinct for _, distinct in points])
    return Shape(
        mean_characters=fmean(map(len, texts)),
        distinct_words=len(met),
        words=n_words,
        heaps=fit.exponent,
    )


def compare_shapes(recombiner: Recombiner, *, n_texts: int) -> tuple[Shape, Shape]:
    """Return the shape of real texts drawn evenly, and of as many of the first new ones.

    Args:
        recombiner: Makes the new ones.
        n_texts: How many; fewer where there are fewer real ones.
    """
    real = recombiner.real.texts
    count = min(n_texts, len(real))
    drawn = [real[at * len(real) // count].judgment.text for at in range(count)]
    made = [recombiner.made(number).judgment.text for number in range(count)]
    return shape_of(drawn), shape_of(made)
