"""Which texts should lie near each other, as the judgments themselves tell?

No labels are needed. A judgment's facts belong to its reasoning; one half of its facts belongs to
the other; and the facts of two near judgments under one charge or cause belong together. What
would give the answer away, the name of the charge and the sentence that pronounces it, is taken
out, so that the vectors learn circumstances and not the label.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment, JudgmentId
from corpus.privacy.people import people_of
from corpus.spans import value_of
from indexing.passages import SENTENCE_END, PassageKind, cut_passages

_VERDICT = re.compile("构成|罪名|犯[^，。；]{1,24}罪|定罪|以[^，。；]{1,24}罪")
_PLACE = re.compile("[^省市县区州旗盟]{2,5}[省市县区州旗盟]")
_HIDDEN_NAME = r"[\u3400-\u9fff]某(?:某|[甲乙丙丁戊己庚辛壬癸]|[0-9０-９]{1,2})?"
_NEAREST = 6
# Nearer than this is the same paper printed twice, or one of a series: nothing to learn from.
_TOO_NEAR = 0.97
_SLICE = 2_000

# Of a very long judgment so many characters of facts and of reasoning are read; the rest would
# cost time and memory and teach the same words again.
LONGEST_PART = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingText:
    """What training reads of one judgment.

    Attributes:
        judgment_id: Which judgment.
        facts: Sentences of the facts, in order.
        reasoning: Sentences of the reasoning, in order.
        labels: Charges or cause, main one first.
        statute: The article that the ruling cites first, or None.
    """

    judgment_id: JudgmentId
    facts: tuple[str, ...]
    reasoning: tuple[str, ...]
    labels: tuple[str, ...]
    statute: str | None = None


def training_text_of(judgment: Judgment) -> TrainingText:
    """Return what training reads of a judgment, with what gives its label away taken out."""
    cause = value_of(judgment.cause)
    labels = tuple(charge.value for charge in judgment.charges)
    labels = labels if cause is None else (*labels, cause)
    parts: dict[PassageKind, list[str]] = {PassageKind.FACTS: [], PassageKind.REASONING: []}
    names = names_in(judgment)
    room = dict.fromkeys(parts, LONGEST_PART)
    for passage in cut_passages(judgment):
        if room.get(passage.kind, 0) > 0:
            room[passage.kind] -= len(passage.span)
            parts[passage.kind].extend(sentences(passage.span.of(judgment.text)))
    return TrainingText(
        judgment_id=judgment.id,
        facts=masked(parts[PassageKind.FACTS], labels, names=names),
        reasoning=masked(parts[PassageKind.REASONING], labels, names=names),
        labels=labels,
        statute=_statute_of(judgment),
    )


def names_in(judgment: Judgment) -> tuple[str, ...]:
    """Return the names of people and court, and of the places that the court is named after.

    People are parties, victims, witnesses and whoever else the judgment introduces by name.
    They stand in facts and reasoning of one judgment and tell nothing of another.
    """
    names = {party.value.name for party in judgment.parties}
    names |= {person.name for person in people_of(judgment)}
    court = value_of(judgment.court)
    if court is not None:
        names |= {court.name, *_PLACE.findall(court.name)}
    return tuple(sorted(name for name in names if len(name) > 1))


def _statute_of(judgment: Judgment) -> str | None:
    for cited in judgment.provisions:
        # Articles of procedure stand first where a ruling is on appeal.
        if "诉讼法" not in cited.value.law:
            provision = cited.value
            return f"{provision.law} {provision.article}.{provision.article_suffix}"
    return None


def sentences(text: str) -> list[str]:
    """Cut a text behind each sentence end."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    starts = [0, *ends]
    return [
        text[start:end]
        for start, end in zip(starts, [*ends, len(text)], strict=True)
        if end > start
    ]


def masked(
    parts: Sequence[str], labels: Sequence[str], *, names: Sequence[str] = ()
) -> tuple[str, ...]:
    """Drop sentences that pronounce the charge, and labels and names from the others.

    Of a charge with several heads (走私、贩卖、运输、制造毒品罪) each head goes. Names that the
    publisher has hidden (张某甲) go too.

    Args:
        parts: Sentences.
        labels: Charges or cause.
        names: Of people, court and places.

    Example:
        >>> masked(["甲窃得手机，涉嫌盗窃。", "其行为构成盗窃罪。"], ["盗窃罪"])
        ('甲窃得手机，涉嫌。',)
        >>> masked(["王五与张某甲在乙县饮酒。"], [], names=["王五", "乙县"])
        ('与在饮酒。',)
    """
    pattern = _leak_pattern(tuple(labels), tuple(names))
    return tuple(pattern.sub("", part) for part in parts if not _VERDICT.search(part))


def _leak_pattern(labels: tuple[str, ...], names: tuple[str, ...]) -> re.Pattern[str]:
    stems = [stem for label in labels for stem in (label, label.removesuffix("罪"))]
    heads = [head for stem in stems for head in stem.split("、") if len(head) > 1]
    words = sorted({*stems, *heads, *names}, key=lambda word: (-len(word), word))
    return re.compile("|".join([*(re.escape(word) for word in words if word), _HIDDEN_NAME]))


@dataclass(frozen=True, slots=True)
class Sentences:
    """Numbers of the words of some sentences, one behind the other.

    Attributes:
        words: Numbers of words.
        starts: Where each sentence begins; one more at the end.
    """

    words: NDArray[np.int32]
    starts: NDArray[np.int64]

    @property
    def size(self) -> int:
        """Return how many sentences there are."""
        return len(self.starts) - 1

    def piece(self, limit: int, rng: np.random.Generator) -> NDArray[np.int32]:
        """Return about ``limit`` words in a row, beginning with a sentence drawn at random."""
        first = int(self.starts[rng.integers(self.size)])
        begin = max(min(first, len(self.words) - limit), 0)
        return self.words[begin : begin + limit]

    def halves(
        self, limit: int, rng: np.random.Generator
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return words of a random half of the sentences, and of the other half."""
        order = rng.permutation(self.size)
        middle = self.size // 2
        return self._of(order[:middle], limit), self._of(order[middle:], limit)

    def _of(self, sentences: NDArray[np.int64], limit: int) -> NDArray[np.int32]:
        parts = [self.words[self.starts[place] : self.starts[place + 1]] for place in sentences]
        return np.concatenate(parts)[:limit]


@dataclass(frozen=True, slots=True)
class CountedText:
    """A training text as numbers of words.

    Attributes:
        facts: Sentences of the facts.
        reasoning: Sentences of the reasoning.
        label: Main charge or cause, or None.
        statute: The article that the ruling cites first, or None.
    """

    facts: Sentences
    reasoning: Sentences
    label: str | None
    statute: str | None = None


class PairSort(StrEnum):
    """Why two texts should lie near each other.

    Facts and reasoning of one judgment; two halves of its facts; the facts of near judgments of
    one charge and statute.
    """

    REASONING = "facts_reasoning"
    HALVES = "facts_halves"
    NEAR = "facts_near"


@dataclass(frozen=True, slots=True)
class WordPair:
    """Two texts that should lie near each other, as numbers of words.

    Attributes:
        sort: Why they should.
        place: Which judgment the left one is of.
        left: The one.
        right: The other.
    """

    sort: PairSort
    place: int
    left: NDArray[np.int32]
    right: NDArray[np.int32]


_Sides = tuple[NDArray[np.int32], NDArray[np.int32]]


def sampled_pairs(
    texts: Sequence[CountedText],
    near: Sequence[NDArray[np.int64]],
    *,
    limit_words: int,
    rng: np.random.Generator,
) -> Iterator[WordPair]:
    """Draw one pair of each sort from each judgment that has it, in random order.

    Args:
        texts: Judgments.
        near: For each judgment the places of others to pair it with.
        limit_words: Each side has at most so many words.
        rng: Source of chance.
    """
    kinds = (
        (PairSort.REASONING, _facts_and_reasoning),
        (PairSort.HALVES, _halves_of_facts),
        (PairSort.NEAR, _facts_of_near),
    )
    tasks = [(kind, place) for place in range(len(texts)) for kind in range(len(kinds))]
    for task in rng.permutation(len(tasks)):
        kind, place = tasks[task]
        sort, draw = kinds[kind]
        sides = draw(texts, near, place, limit_words, rng)
        if sides is not None and len(sides[0]) and len(sides[1]):
            yield WordPair(sort, place, *sides)


def _facts_and_reasoning(
    texts: Sequence[CountedText],
    _near: Sequence[NDArray[np.int64]],
    place: int,
    limit: int,
    rng: np.random.Generator,
) -> _Sides | None:
    text = texts[place]
    if not text.facts.size or not text.reasoning.size:
        return None
    return text.facts.piece(limit, rng), text.reasoning.piece(limit, rng)


def _halves_of_facts(
    texts: Sequence[CountedText],
    _near: Sequence[NDArray[np.int64]],
    place: int,
    limit: int,
    rng: np.random.Generator,
) -> _Sides | None:
    facts = texts[place].facts
    return facts.halves(limit, rng) if facts.size > 1 else None


def _facts_of_near(
    texts: Sequence[CountedText],
    near: Sequence[NDArray[np.int64]],
    place: int,
    limit: int,
    rng: np.random.Generator,
) -> _Sides | None:
    if not near[place].size:
        return None
    other = texts[int(rng.choice(near[place]))]
    return texts[place].facts.piece(limit, rng), other.facts.piece(limit, rng)


def near_of_same_label(
    texts: Sequence[CountedText], vectors: NDArray[np.float32]
) -> list[NDArray[np.int64]]:
    """Return for each judgment the places of the nearest few of the same label and statute.

    Args:
        texts: Judgments.
        vectors: One row of length one per judgment.

    Cost: the square of the number of judgments under one label, in slices of 2,000.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for place, text in enumerate(texts):
        if text.label is not None and text.facts.size:
            groups.setdefault((text.label, text.statute or ""), []).append(place)
    nearest = [np.empty(0, dtype=np.int64) for _ in texts]
    for _, members in sorted(groups.items()):
        for start in range(0, len(members), _SLICE):
            places = np.asarray(members[start : start + _SLICE], dtype=np.int64)
            likeness = vectors[places] @ vectors[places].T
            likeness[likeness > _TOO_NEAR] = -1.0
            order = np.argsort(-likeness, axis=1, kind="stable")[:, :_NEAREST]
            for row, place in enumerate(places):
                nearest[place] = places[order[row][likeness[row, order[row]] > 0.0]]
    return nearest
