"""Of which words do some judgments consist, whoever cuts them?

Words are numbered by their first place among these judgments alone, so that a batch can be cut
anywhere and by anybody; what numbers they have in an index is told when its batch has its turn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexing.lexical import FIELDS
from indexing.numbering import WordNumbers, distinct
from indexing.passages import PassageKind, PassageTexts
from indexing.segmentation import Segmenter
from indexing.terms import MOST_COUNTED

_FIELD_OF_KIND: Final = MappingProxyType(
    {
        PassageKind.FACTS: "facts",
        PassageKind.ISSUES: "reasoning",
        PassageKind.REASONING: "reasoning",
    }
)
_NOTHING: Final = np.empty(0, dtype=np.int32)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedWords:
    """Different words of some parts of text, counted.

    Attributes:
        words: Numbers of words, those of each part ascending, one part behind the other.
        counts: How often each stands there, 255 times at most, beside ``words``.
        sizes: How many different words each part has.
    """

    words: NDArray[np.int32]
    counts: NDArray[np.uint8]
    sizes: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class CutWords:
    """The words of some judgments.

    Attributes:
        vocabulary: All of them, in the order in which they are first met; a word's number is its
            place here.
        n_passages: How many passages each judgment has.
        words: The words of each passage, ascending and each once, one passage behind the other.
        sizes: How many each passage has.
        fields: The words of each judgment for each field of the engine of words, counted.
    """

    vocabulary: tuple[str, ...]
    n_passages: NDArray[np.int32]
    words: NDArray[np.int32]
    sizes: NDArray[np.int32]
    fields: Mapping[str, CountedWords]


def cut_words(papers: Sequence[PassageTexts], *, segmenter: Segmenter) -> CutWords:
    """Return the words of some judgments.

    Args:
        papers: Their passages.
        segmenter: Gives the words.

    Example:
        >>> paper = PassageTexts(kinds=(PassageKind.FACTS,), texts=("借款利息，借款",))
        >>> cut = cut_words([paper], segmenter=Segmenter())
        >>> cut.vocabulary, cut.words.tolist(), cut.fields["facts"].counts.tolist()
        (('借款', '利息'), [0, 1], [2, 1])

    Cost: 2 ms for a judgment of 7,400 characters.
    """
    places = WordNumbers()
    passages: list[NDArray[np.int32]] = []
    parts: dict[str, list[NDArray[np.int32]]] = {name: [] for name in FIELDS}
    for paper in papers:
        fields: dict[str, list[NDArray[np.int32]]] = {name: [_NOTHING] for name in FIELDS}
        for kind, text in zip(paper.kinds, paper.texts, strict=True):
            numbers = places.of(segmenter.words(text))
            passages.append(distinct(numbers))
            if kind in _FIELD_OF_KIND:
                fields[_FIELD_OF_KIND[kind]].append(numbers)
        for name, found in fields.items():
            parts[name].append(np.concatenate(found))
    return CutWords(
        vocabulary=tuple(places),
        n_passages=_sizes([paper.texts for paper in papers]),
        words=np.concatenate([_NOTHING, *passages]),
        sizes=_sizes(passages),
        fields={name: _counted(found) for name, found in parts.items()},
    )


def _counted(parts: Sequence[NDArray[np.int32]]) -> CountedWords:
    found = [np.unique(part, return_counts=True) for part in parts]
    counts = chain((_NOTHING,), (np.minimum(each, MOST_COUNTED) for _, each in found))
    return CountedWords(
        words=np.concatenate([_NOTHING, *(words for words, _ in found)]),
        counts=np.concatenate(list(counts)).astype(np.uint8),
        sizes=_sizes([words for words, _ in found]),
    )


def _sizes(parts: Sequence[Sequence[str] | NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.fromiter(map(len, parts), np.int32, len(parts))
