"""How well are sentences of divorces and labour disputes named, by elements of the case (要素)?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from corpus.positions.learning import Labelled, learn
from corpus.positions.making import learnable
from corpus.positions.names import NONE
from evaluation.issues.pairwise import PairScore, score_pairs
from evaluation.issues.sentences import chances_of, choose_least, issues_of

_COURT: Final = "本院"
_LEARNED: Final = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementScores:
    """How the sentences of held-out paragraphs are named.

    Attributes:
        sentences: Sentences of the court in held-out paragraphs.
        labelled: Those with an element.
        named: Those that got a name.
        right: Those whose first name is one of their elements.
        frequent: Labelled ones with the commonest element of the learned paragraphs.
        pairs: Pairs of sentences that share an element, told by the product of their chances.
    """

    sentences: int
    labelled: int
    named: int
    right: int
    frequent: int
    pairs: PairScore

    @property
    def precision(self) -> float:
        """Share of the first names that are right; 0 where none is given."""
        return self.right / self.named if self.named else 0.0

    @property
    def recall(self) -> float:
        """Share of the labelled sentences whose first name is right; 0 where none is labelled."""
        return self.right / self.labelled if self.labelled else 0.0


def score_elements(paragraphs: Sequence[Sequence[Labelled]], *, seed: int) -> ElementScores:
    """Learn from .7 of the paragraphs and score the court's sentences in the others.

    The court speaks from the first sentence of a paragraph on that says 本院.

    Cost: learning, four times: 1 minute for 400 paragraphs.
    """
    order = np.random.default_rng(seed).permutation(len(paragraphs))
    middle = int(len(paragraphs) * _LEARNED)
    training = learnable([paragraphs[at] for at in order[:middle]])
    model = learn(training)
    test = [each for at in order[middle:] for each in _of_court(paragraphs[at])]
    firsts = [model.name(each.text)[:1] for each in test]
    counts = Counter(label for each in training for label in each.labels if label != NONE)
    commonest = min(counts, key=lambda label: (-counts[label], label))
    return ElementScores(
        sentences=len(test),
        labelled=sum(bool(each.labels) for each in test),
        named=sum(map(bool, firsts)),
        right=sum(
            bool(set(first) & set(each.labels)) for first, each in zip(firsts, test, strict=True)
        ),
        frequent=sum(commonest in each.labels for each in test),
        pairs=score_pairs(
            chances_of(model, [each.text for each in test]),
            [issues_of(each) for each in test],
            least=choose_least(training, seed=seed),
        ),
    )


def _of_court(paragraph: Sequence[Labelled]) -> Sequence[Labelled]:
    starts = [place for place, each in enumerate(paragraph) if _COURT in each.text]
    return paragraph[starts[0] :] if starts else ()
