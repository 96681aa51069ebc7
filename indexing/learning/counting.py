"""Which words do the texts to train on consist of?"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from indexing.learning.pairs import CountedText, Sentences, TrainingText
from indexing.words.cutting import CutTexts, WordCutter
from indexing.words.segmentation import Segmenter

_LATIN_RUN = re.compile("[a-z]+")
# Of what the cutter takes for a letter, only these are what the segmenter makes words of.
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]")


@dataclass(frozen=True, slots=True)
class CountedTexts:
    """Training texts as numbers of words.

    Attributes:
        vocabulary: Word number 1 is the first of them.
        texts: One by one, in the order given.
    """

    vocabulary: tuple[str, ...]
    texts: list[CountedText]


def count_words(texts: Sequence[TrainingText], *, segmenter: Segmenter, limit: int) -> CountedTexts:
    """Cut texts into the segmenter's words and number the most widespread of them.

    The words are those of the segmenter's dictionary by the most probable cut, found for all
    texts at once.

    Args:
        texts: What training reads of each judgment.
        segmenter: Gives the dictionary.
        limit: At most so many words; every character of any word comes beside them.

    Cost: 4 million characters a second and processor, and up to 1 s for the dictionary, by how
    many of its characters the texts have.
    """
    sentences = [part for text in texts for part in (*text.facts, *text.reasoning)]
    words = _dictionary(sentences, segmenter)
    cut = WordCutter(words, segmenter.log_probabilities(words)).cut(sentences)
    sizes = [len(text.facts) + len(text.reasoning) for text in texts]
    firsts = np.cumsum([0, *sizes])
    vocabulary = _vocabulary(words, cut, firsts, limit=limit)
    cut = _renumbered(cut, words, vocabulary)
    return CountedTexts(
        vocabulary,
        [
            CountedText(
                facts=_sentences(cut, first, first + len(text.facts)),
                reasoning=_sentences(cut, first + len(text.facts), last),
                label=text.labels[0] if text.labels else None,
                statute=text.statute,
            )
            for text, first, last in zip(texts, firsts[:-1], firsts[1:], strict=True)
        ],
    )


def _dictionary(sentences: Sequence[str], segmenter: Segmenter) -> tuple[str, ...]:
    """Return the segmenter's words with all characters and Latin words of the texts.

    Words with a letter that no text has cannot be found in any and are left out.
    """
    characters = {one for sentence in sentences for one in set(sentence)}
    latin = {run for sentence in sentences for run in _LATIN_RUN.findall(sentence.lower())}
    known: Sequence[str] = segmenter.dictionary()
    letters = segmenter.letters()
    if (met := _met_letters(characters)) is not None:
        letters &= met
        known = [word for word in known if letters.issuperset(word)]
    han = {one for one in characters if _HAN.match(one)}
    return tuple(sorted({*known, *latin, *letters, *chain.from_iterable(latin), *han}))


def _met_letters(characters: Iterable[str]) -> frozenset[str] | None:
    """Return what characters are once normalised; None where some join with the one before."""
    met = frozenset(
        chain.from_iterable(unicodedata.normalize("NFKC", one).lower() for one in characters)
    )
    return None if any(map(unicodedata.combining, met)) else met


def _vocabulary(
    words: Sequence[str], cut: CutTexts, firsts: NDArray[np.int64], *, limit: int
) -> tuple[str, ...]:
    """Return the ``limit`` words of most judgments, and every character of any, ascending."""
    ones = np.ones(len(cut.words), dtype=np.float32)
    table = csr_matrix(
        (ones, cut.words.copy(), cut.starts[firsts]), shape=(len(firsts) - 1, len(words) + 1)
    )
    table.sum_duplicates()
    spread = np.bincount(table.indices, minlength=len(words) + 1)
    seen = np.flatnonzero(spread)
    common = seen[np.lexsort((seen, -spread[seen]))][:limit]
    letters = {one for number in seen.tolist() for one in words[number - 1]}
    return tuple(sorted({*(words[number - 1] for number in common.tolist()), *letters}))


def _renumbered(cut: CutTexts, words: Sequence[str], vocabulary: Sequence[str]) -> CutTexts:
    """Return the words by their numbers in the vocabulary, without those that are not in it."""
    places: Mapping[str, int] = {word: place for place, word in enumerate(words, start=1)}
    numbers = np.zeros(len(words) + 1, dtype=np.int32)
    numbers[[places[word] for word in vocabulary]] = np.arange(1, len(vocabulary) + 1)
    renumbered = numbers[cut.words]
    is_kept = renumbered > 0
    before = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(is_kept, dtype=np.int64)))
    return CutTexts(renumbered[is_kept], before[cut.starts])


def _sentences(cut: CutTexts, first: int, last: int) -> Sentences:
    starts = cut.starts[first : last + 1]
    return Sentences(cut.words[starts[0] : starts[-1]], starts - starts[0])
