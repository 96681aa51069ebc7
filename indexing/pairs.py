"""Which texts should lie near each other, as the judgments themselves tell?

No labels are needed. A judgment's facts belong to its reasoning; one half of its facts belongs to
the other; and the facts of two near judgments under one charge or cause belong together. What
would give the answer away, the name of the charge and the sentence that pronounces it, is taken
out, so that the vectors learn circumstances and not the label.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment, JudgmentId
from corpus.spans import value_of
from indexing.passages import SENTENCE_END, PassageKind, cut_passages

_VERDICT = re.compile("构成|罪名|犯[^，。；]{1,24}罪|定罪|以[^，。；]{1,24}罪")
_NEAREST = 6
# Nearer than this is the same paper printed twice, or one of a series: nothing to learn from.
_TOO_NEAR = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingText:
    """What training reads of one judgment.

    Attributes:
        judgment_id: Which judgment.
        facts: Sentences of the facts, in order.
        reasoning: Sentences of the reasoning, in order.
        labels: Charges or cause, main one first.
    """

    judgment_id: JudgmentId
    facts: tuple[str, ...]
    reasoning: tuple[str, ...]
    labels: tuple[str, ...]


def training_text_of(judgment: Judgment) -> TrainingText:
    """Return what training reads of a judgment, with what gives its label away taken out."""
    cause = value_of(judgment.cause)
    labels = tuple(charge.value for charge in judgment.charges)
    labels = labels if cause is None else (*labels, cause)
    parts: dict[PassageKind, list[str]] = {PassageKind.FACTS: [], PassageKind.REASONING: []}
    for passage in cut_passages(judgment):
        if passage.kind in parts:
            parts[passage.kind].extend(sentences(passage.span.of(judgment.text)))
    return TrainingText(
        judgment_id=judgment.id,
        facts=masked(parts[PassageKind.FACTS], labels),
        reasoning=masked(parts[PassageKind.REASONING], labels),
        labels=labels,
    )


def sentences(text: str) -> list[str]:
    """Cut a text behind each sentence end."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    starts = [0, *ends]
    return [
        text[start:end]
        for start, end in zip(starts, [*ends, len(text)], strict=True)
        if end > start
    ]


def masked(parts: Sequence[str], labels: Sequence[str]) -> tuple[str, ...]:
    """Drop sentences that pronounce the charge, and names of the labels from the others.

    Example:
        >>> masked(["甲窃得手机，涉嫌盗窃。", "其行为构成盗窃罪。"], ["盗窃罪"])
        ('甲窃得手机，涉嫌。',)
    """
    names = sorted({stem for label in labels for stem in (label, label.removesuffix("罪"))})
    pattern = re.compile("|".join(re.escape(name) for name in reversed(names)) or "(?!)")
    return tuple(pattern.sub("", part) for part in parts if not _VERDICT.search(part))


def sampled_pairs(
    texts: Sequence[TrainingText],
    vectors: NDArray[np.float32],
    *,
    limit_characters: int,
    rng: np.random.Generator,
) -> Iterator[tuple[str, str]]:
    """Draw one pair of each sort from each judgment that has it, in random order.

    Args:
        texts: Judgments.
        vectors: One row of length one per judgment, to find near ones by.
        limit_characters: Each side is cut to about so many characters.
        rng: Source of chance.
    """
    neighbours = near_of_same_label(texts, vectors)
    pairs: list[tuple[int, int, int]] = []
    for place, text in enumerate(texts):
        if text.facts and text.reasoning:
            pairs.append((0, place, place))
        if len(text.facts) > 1:
            pairs.append((1, place, place))
        if neighbours[place].size:
            pairs.append((2, place, int(rng.choice(neighbours[place]))))
    for sort, left, right in (pairs[index] for index in rng.permutation(len(pairs))):
        first, second = texts[left], texts[right]
        if sort == 0:
            yield (
                _piece(first.facts, limit_characters, rng),
                _piece(first.reasoning, limit_characters, rng),
            )
        elif sort == 1:
            in_first = rng.permutation(len(first.facts)) < len(first.facts) // 2
            halves = [
                [
                    part
                    for part, is_first in zip(first.facts, in_first, strict=True)
                    if is_first is np.bool_(side)
                ]
                for side in (True, False)
            ]
            yield _piece(halves[0], limit_characters, rng), _piece(halves[1], limit_characters, rng)
        else:
            yield (
                _piece(first.facts, limit_characters, rng),
                _piece(second.facts, limit_characters, rng),
            )


def near_of_same_label(
    texts: Sequence[TrainingText], vectors: NDArray[np.float32]
) -> list[NDArray[np.int64]]:
    """Return for each judgment the nearest few that share its main label.

    Cost: the square of the number of judgments under one label; labels with very many are
    compared in slices.
    """
    groups: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        if text.labels and text.facts:
            groups.setdefault(text.labels[0], []).append(place)
    nearest = [np.empty(0, dtype=np.int64) for _ in texts]
    for _, members in sorted(groups.items()):
        for start in range(0, len(members), _GROUP_SLICE):
            places = np.asarray(members[start : start + _GROUP_SLICE], dtype=np.int64)
            likeness = vectors[places] @ vectors[places].T
            likeness[likeness > _TOO_NEAR] = -1.0
            order = np.argsort(-likeness, axis=1, kind="stable")[:, :_NEAREST]
            for row, place in enumerate(places):
                nearest[place] = places[order[row][likeness[row, order[row]] > 0.0]]
    return nearest


_GROUP_SLICE = 2_000


def _piece(parts: Sequence[str], limit: int, rng: np.random.Generator) -> str:
    """Return sentences in order from a random place on, about ``limit`` characters."""
    start = int(rng.integers(len(parts)))
    picked = ""
    for part in [*parts[start:], *reversed(parts[:start])]:
        if len(picked) >= limit:
            break
        picked += part
    return picked[:limit]
