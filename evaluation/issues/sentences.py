"""How well does a model learned on some labelled sentences bring others together by issue?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from corpus.positions.learning import OTHER, Labelled, learn, rows_of
from corpus.positions.names import NONE, IssueModel
from corpus.positions.ngrams import counts_of
from evaluation.issues.pairwise import (
    PairScore,
    floor_of,
    marks_of,
    score_marks,
    score_pairs,
)

LEASTS = (0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.3)
"""Products of chances that are tried inside the training sentences."""
_PARTS = 3
_BESIDE = 40
"""Records beside each other that stay on one side; a judgment has seldom more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """What is learned from and what is scored.

    Attributes:
        training: Sentences to learn from.
        test: Sentences to score.
    """

    training: tuple[Labelled, ...]
    test: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitScores:
    """Scores of one split.

    Attributes:
        by_chance: Pairs told by the product of their chances.
        by_name: Pairs told by having the same likeliest name.
        by_words: Pairs told by k-means on weighted runs of characters, the baseline.
        accuracy: Share of sentences whose likeliest name is one of their labels.
        floor: F1 of telling as many pairs by chance as ``by_chance`` tells.
        least: The product chosen inside the training sentences.
    """

    by_chance: PairScore
    by_name: PairScore
    by_words: PairScore
    accuracy: float
    floor: float
    least: float


def halves(sentences: Sequence[Labelled], *, seed: int) -> Split:
    """Split sentences into halves by record."""
    order = np.random.default_rng(seed).permutation(len(sentences))
    middle = len(sentences) // 2
    return Split(
        training=tuple(sentences[at] for at in order[:middle]),
        test=tuple(sentences[at] for at in order[middle:]),
    )


def halves_apart(sentences: Sequence[Labelled], *, seed: int) -> Split:
    """Split into halves so that equal sentences lie on one side: some stand in many judgments."""
    texts = sorted({each.text for each in sentences})
    sides = np.random.default_rng(seed).permutation(len(texts)) < len(texts) // 2
    is_training = dict(zip(texts, sides.tolist(), strict=True))
    return Split(
        training=tuple(each for each in sentences if is_training[each.text]),
        test=tuple(each for each in sentences if not is_training[each.text]),
    )


def judgments_apart(sentences: Sequence[Labelled], *, seed: int) -> Split:
    """Split into halves of judgments, and score only sentences that no learned one equals.

    The file tells no judgment, but holds the sentences of one beside each other (two neighbours
    share a label in .46 of cases, any two in .04), so 40 records at a time go to one side.
    """
    sides = np.random.default_rng(seed).permutation(-(-len(sentences) // _BESIDE)) % 2 == 0
    training = [each for at, each in enumerate(sentences) if sides[at // _BESIDE]]
    seen = {each.text for each in training}
    return Split(
        training=tuple(training),
        test=tuple(
            each
            for at, each in enumerate(sentences)
            if not sides[at // _BESIDE] and each.text not in seen
        ),
    )


def folds(sentences: Sequence[Labelled], *, n_folds: int, seed: int) -> Iterator[Split]:
    """Yield splits in which each record is scored once."""
    order = np.random.default_rng(seed).permutation(len(sentences))
    for fold in range(n_folds):
        held = set(order[fold::n_folds].tolist())
        yield Split(
            training=tuple(each for at, each in enumerate(sentences) if at not in held),
            test=tuple(each for at, each in enumerate(sentences) if at in held),
        )


def score_split(split: Split, *, seed: int) -> SplitScores:
    """Learn on the training sentences and score the others.

    Cost: learning, four times; 20 s for a half of 12,489 sentences.
    """
    least = choose_least(split.training, seed=seed)
    model = learn(split.training)
    chances = chances_of(model, [each.text for each in split.test])
    labels = [issues_of(each) for each in split.test]
    best = chances.argmax(axis=1)
    names = [frozenset({model.names[at]}) for at in best]
    by_chance = score_pairs(chances, labels, least=least)
    return SplitScores(
        by_chance=by_chance,
        by_name=score_marks(marks_of(names), labels),
        by_words=_by_words(split, labels, n_clusters=len(model.names), seed=seed),
        accuracy=float(
            np.mean([bool(name & label) for name, label in zip(names, labels, strict=True)])
        ),
        floor=floor_of(by_chance, len(labels)),
        least=least,
    )


def chances_of(model: IssueModel, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the chances of each issue, of shape (texts, issues); none has no column."""
    return np.array([model.issue_chances(text) for text in texts], dtype=np.float32)


def issues_of(sentence: Labelled) -> frozenset[str]:
    """Return the labels of a sentence that are issues."""
    return frozenset(sentence.labels) - {OTHER, NONE}


def choose_least(training: Sequence[Labelled], *, seed: int) -> float:
    """Choose the product from which on a pair is told: the best on thirds of what is learned."""
    gained = dict.fromkeys(LEASTS, 0.0)
    for inner in folds(training, n_folds=_PARTS, seed=seed):
        chances = chances_of(learn(inner.training), [each.text for each in inner.test])
        labels = [issues_of(each) for each in inner.test]
        for least in LEASTS:
            gained[least] += score_pairs(chances, labels, least=least).f1
    return max(LEASTS, key=lambda least: (gained[least], -least))


def _by_words(
    split: Split, labels: Sequence[frozenset[str]], *, n_clusters: int, seed: int
) -> PairScore:
    texts = [each.text for each in split.test]
    counts = counts_of(texts)
    rarity = (np.log((len(texts) + 1) / (counts + 1)) + 1).astype(np.float32)
    rows = rows_of(texts, rarity)
    wanted = min(n_clusters, len(set(texts)))
    found = KMeans(n_clusters=wanted, n_init=1, max_iter=20, random_state=seed).fit_predict(rows)
    return score_marks(marks_of([[str(each)] for each in found]), labels)
