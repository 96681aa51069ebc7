"""How do judgments that a method found become hits on a page?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment, JudgmentId
from corpus.listed import ListedJudgment
from indexing.columns.filters import SearchFilter
from indexing.snapshots.opening import IndexSnapshot
from service.search.answer import QuotedPassage, SimilarHit
from service.search.index import SearchIndex
from service.search.methods.model import MethodHit, MethodQuestion
from service.search.methods.vocabulary import Relation
from service.search.service import SearchService


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A judgment that is to be listed.

    Attributes:
        judgment: The stored judgment.
        reasons: Why it is here, one plain sentence each.
        passages: Its telling stretches.
        relation: How it stands to what was asked.
    """

    judgment: Judgment
    reasons: tuple[str, ...]
    passages: tuple[QuotedPassage, ...]
    relation: Relation | None = None


def page_of(labels: Sequence[int], question: MethodQuestion) -> Sequence[int]:
    """Return the part of a list that a question asks for."""
    return labels[question.offset : question.offset + question.limit]


def judgments_at(
    labels: Sequence[int], snapshot: IndexSnapshot, search: SearchService
) -> Sequence[Judgment]:
    """Return the stored judgments of labels, in their order.

    Raises:
        JudgmentNotFoundError: The store has lost one of them.
    """
    return search.store.get_many([snapshot.columns.ids[label] for label in labels])


def hits_of(shown: Sequence[Shown], *, offset: int) -> tuple[MethodHit, ...]:
    """Return what is listed as hits, ranked from behind what was skipped."""
    return tuple(
        MethodHit(
            similar=SimilarHit(
                rank=rank,
                judgment=ListedJudgment.of(each.judgment),
                channel_ranks={},
                reasons=each.reasons,
                passages=each.passages,
                is_same_text=False,
                likeness=None,
                others=(),
            ),
            relation=each.relation,
        )
        for rank, each in enumerate(shown, start=offset + 1)
    )


def mask_of(
    condition: SearchFilter, index: SearchIndex, *, excluding: Sequence[JudgmentId] = ()
) -> NDArray[np.bool_] | None:
    """Return by label which judgments may be listed; None where all may."""
    mask = index.columns.mask(condition)
    if not excluding:
        return mask
    others = index.columns.mask(SearchFilter(excluding=frozenset(excluding)))
    return others if mask is None or others is None else mask & others


def n_allowed(mask: NDArray[np.bool_] | None, index: SearchIndex) -> int:
    """Return how many judgments a mask lets through."""
    return index.columns.size if mask is None else int(np.count_nonzero(mask))
