"""Pairs of texts in batches, for an encoder that reads letters and not words.

They are drawn as the pairs of words are (:mod:`indexing.learning.pairs`), letters taking the place
of words. Beside them stand two sorts that word vectors learn nothing from: facts beside the name of
their charge or cause, and a third text that must not lie near
(:mod:`indexing.learning.hard_negatives`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexing.learning.pairs import (
    CountedText,
    PairSort,
    Sentences,
    TrainingText,
    WordPair,
    sampled_pairs,
)

CAUSE: Final = "facts_cause"
# Of one charge at most so many a round, so that the commonest does not fill the batches.
_MOST_OF_ONE_CAUSE = 32
_LEAST_OF_A_BATCH = 2


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two texts that should lie near each other.

    Attributes:
        sort: Why they should.
        left: The one; what a query is like.
        right: The other.
        hard_negative: What must not lie near the left one, or None.
    """

    sort: str
    left: str
    right: str
    hard_negative: str | None = None

    @property
    def sides(self) -> tuple[str, ...]:
        """Return the texts in order, two or three."""
        told = (self.left, self.right)
        return told if self.hard_negative is None else (*told, self.hard_negative)


def as_letters(text: TrainingText) -> CountedText:
    """Return a judgment in which each letter is a word, numbered by its code point."""
    return CountedText(
        facts=_letters(text.facts),
        reasoning=_letters(text.reasoning),
        label=text.labels[0] if text.labels else None,
        statute=text.statute,
    )


def text_of(letters: NDArray[np.int32]) -> str:
    """Return the text that letters spell.

    Example:
        >>> text_of(np.array([0x7532, 0x4E59], dtype=np.int32))
        '甲乙'
    """
    return letters.astype("<i4").tobytes().decode("utf-32-le")


def text_batches(
    texts: Sequence[CountedText],
    near: Sequence[NDArray[np.int64]],
    opposed: Sequence[NDArray[np.int64]],
    *,
    epochs: int,
    limit_pairs: int,
    limit_letters: int,
    batch: int,
    rng: np.random.Generator,
) -> list[list[TextPair]]:
    """Draw pairs and put them into batches, in random order.

    All pairs of a batch have a hard negative or none has; those of causes stand among themselves,
    each cause once, because the name of a cause is no negative for facts of that cause.

    Args:
        texts: Judgments as letters.
        near: For each judgment the places of others to pair it with.
        opposed: For each judgment the places of its hard negatives.
        epochs: How often each judgment gives a pair of each sort.
        limit_pairs: At most so many pairs in all, batches of causes coming first.
        limit_letters: Each side has at most so many letters.
        batch: Pairs of a batch; the last ones of a sort may have fewer, but two.
        rng: Source of chance.
    """
    causes = [
        _with_facts(texts, places[start : start + batch], limit_letters, rng)
        for _ in range(epochs)
        for places in _rounds_of_causes(texts, rng)
        for start in range(0, len(places), batch)
    ]
    left = max(limit_pairs - sum(len(part) for part in causes), 0)
    drawn = chain.from_iterable(
        sampled_pairs(texts, near, limit_words=limit_letters, rng=rng) for _ in range(epochs)
    )
    plain: list[TextPair] = []
    hard: list[TextPair] = []
    for pair in islice(drawn, left):
        negative = _hard_negative(texts, pair, opposed, limit_letters, rng)
        kind = plain if negative is None else hard
        kind.append(TextPair(pair.sort.value, text_of(pair.left), text_of(pair.right), negative))
    cut = [
        kind[start : start + batch]
        for kind in (plain, hard)
        for start in range(0, len(kind), batch)
    ]
    batches = [part for part in (*causes, *cut) if len(part) >= _LEAST_OF_A_BATCH]
    return [batches[place] for place in rng.permutation(len(batches))]


def _letters(sentences: Sequence[str]) -> Sentences:
    letters = "".join(sentences).encode("utf-32-le", "replace")
    starts = np.cumsum([0, *(len(sentence) for sentence in sentences)])
    return Sentences(np.frombuffer(letters, dtype="<i4").astype(np.int32), starts)


def _rounds_of_causes(
    texts: Sequence[CountedText], rng: np.random.Generator
) -> Iterator[list[int]]:
    """Yield places of judgments of different causes, until few causes are left."""
    groups: dict[str, list[int]] = {}
    for place in rng.permutation(len(texts)).tolist():
        label = texts[place].label
        if label is not None and len(texts[place].facts.words):
            groups.setdefault(label, []).append(place)
    for turn in range(_MOST_OF_ONE_CAUSE):
        places = [group[turn] for group in groups.values() if turn < len(group)]
        if len(places) < _LEAST_OF_A_BATCH:
            return
        yield places


def _with_facts(
    texts: Sequence[CountedText], places: Sequence[int], limit: int, rng: np.random.Generator
) -> list[TextPair]:
    return [
        TextPair(CAUSE, text_of(texts[place].facts.piece(limit, rng)), texts[place].label or "")
        for place in places
    ]


def _hard_negative(
    texts: Sequence[CountedText],
    pair: WordPair,
    opposed: Sequence[NDArray[np.int64]],
    limit: int,
    rng: np.random.Generator,
) -> str | None:
    """Return a piece of one of the hard negatives, of the part that the right side is of."""
    if not opposed[pair.place].size:
        return None
    other = texts[int(rng.choice(opposed[pair.place]))]
    part = other.reasoning if pair.sort is PairSort.REASONING else other.facts
    return text_of(part.piece(limit, rng)) if part.size and len(part.words) else None
