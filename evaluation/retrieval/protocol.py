"""Under which rules is a ranking of judgments scored?

Two views of one query. *Labelled*: only the labelled candidates of its pool are ranked (LeCaRD's
labelled-30), gain is the grade itself, the ideal is made of all labels, and P and AP count grade 3
alone. *Corpus*: all judgments are ranked, and grade 2 and 3 count; judgments without a label count
as not relevant though many are, so these figures are lower bounds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.datasets.queries import BenchmarkQuery
from evaluation.metrics.average_precision import average_precision
from evaluation.metrics.capped_recall import capped_recall
from evaluation.metrics.ndcg import ndcg
from evaluation.metrics.precision import precision
from evaluation.metrics.recall import recall

PROTOCOL = (
    "P2 labelled-30: only the labelled candidates of a pool are ranked; NDCG with linear gain, "
    "log2(rank + 1), ideal from all labels; P and MAP count grade 3; means over all queries. "
    "Corpus: all judgments but those that contain the query's own text are ranked; CappedRecall@20 "
    "= grade >= 2 in the first 20 / min(20, all grade >= 2), Recall@100 likewise without the cap; "
    "unlabelled counts as not relevant, a lower bound."
)
HIGHEST_GRADE = 3
LEAST_RELEVANT_GRADE = 2
CORPUS_DEPTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one system says to one query.

    Attributes:
        labelled: The labelled candidates from best to worst, every one of them.
        corpus: The first :data:`CORPUS_DEPTH` of the whole corpus, from best to worst.
    """

    labelled: Sequence[str]
    corpus: Sequence[str]


_FIGURES: Mapping[str, Callable[[Answer, BenchmarkQuery], float]] = {
    "NDCG@10": lambda answer, query: ndcg(answer.labelled, query.grades, cutoff=10),
    "NDCG@20": lambda answer, query: ndcg(answer.labelled, query.grades, cutoff=20),
    "NDCG@30": lambda answer, query: ndcg(answer.labelled, query.grades, cutoff=30),
    "P@5": lambda answer, query: precision(
        answer.labelled, query.relevant(least=HIGHEST_GRADE), cutoff=5
    ),
    "P@10": lambda answer, query: precision(
        answer.labelled, query.relevant(least=HIGHEST_GRADE), cutoff=10
    ),
    "MAP": lambda answer, query: average_precision(
        answer.labelled, query.relevant(least=HIGHEST_GRADE)
    ),
    "CappedRecall@20": lambda answer, query: capped_recall(
        answer.corpus, query.relevant(least=LEAST_RELEVANT_GRADE), cutoff=20
    ),
    "Recall@100": lambda answer, query: recall(
        answer.corpus, query.relevant(least=LEAST_RELEVANT_GRADE), cutoff=CORPUS_DEPTH
    ),
}
FIGURE_NAMES: tuple[str, ...] = tuple(_FIGURES)


def score(answer: Answer, query: BenchmarkQuery) -> dict[str, float]:
    """Score one answer.

    Args:
        answer: The two rankings of one system.
        query: The query with its labels.

    Returns:
        Value by the names of :data:`FIGURE_NAMES`, in their order.

    Raises:
        MetricInputError: A ranking holds an id twice.
    """
    return {name: compute(answer, query) for name, compute in _FIGURES.items()}
