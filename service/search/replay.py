"""Does a search that was kept still give the same list, and what has changed since?

A search is kept as its question, the snapshot that answered and what it found. On that snapshot,
as long as it is kept, the list must be the same; on a newer one the differences are told one by
one: judgments that left the list, came into it, moved, or changed their effect.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.judgment import Effectiveness, JudgmentId
from indexing.columns.filters import FilterColumns, SearchFilter
from indexing.errors import SnapshotError
from service.search.answer import SimilarAnswer, SimilarHit
from service.search.index import SearchIndex
from service.search.methods.desk import answer_by_method
from service.search.methods.model import MethodAnswer, MethodQuestion
from service.search.methods.vocabulary import SearchMethod
from service.search.question import Question
from service.search.service import SearchService


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptHit:
    """A judgment as a kept search found it.

    Attributes:
        judgment_id: Which judgment.
        rank: From 1.
        effect: Whether it was in legal effect, as far as was known then; None where that was not
            kept.
        quotes: Where the stretches stand that were shown, as first and last offset; None where
            that was not kept.
    """

    judgment_id: JudgmentId
    rank: int
    effect: Effectiveness | None = None
    quotes: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSearch:
    """A search with what it found.

    Attributes:
        question: What was asked.
        snapshot_id: Which snapshot answered.
        ranker: What put the hits in order, where likeness did; else None.
        n_hits: How many hits there were, of which these are a page.
        hits: The page, in order.
    """

    question: MethodQuestion
    snapshot_id: str
    ranker: str | None
    n_hits: int
    hits: tuple[KeptHit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A judgment on both lists, at another rank."""

    judgment_id: JudgmentId
    was: int
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectChanged:
    """A judgment on both lists whose effect is known otherwise now."""

    judgment_id: JudgmentId
    was: Effectiveness
    effect: Effectiveness


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A judgment that is not on the list any more.

    Attributes:
        judgment_id: Which judgment.
        was: The rank that it had.
        is_indexed: Whether the index still has it; then others stand before it now.
    """

    judgment_id: JudgmentId
    was: int
    is_indexed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A kept list beside the list that a snapshot gives.

    Attributes:
        answer: What that snapshot answers.
        is_same_list: Whether the same judgments stand in the same order with the same quotes.
        gone: Judgments that left the list, in their old order.
        new: Judgments that came into it, in their new order.
        moved: Judgments at another rank, in their new order.
        effects: Judgments whose effect changed, in their new order.
        is_other_ranker: Whether something else put the hits in order than then.
    """

    answer: MethodAnswer
    is_same_list: bool
    gone: tuple[Gone, ...]
    new: tuple[JudgmentId, ...]
    moved: tuple[Moved, ...]
    effects: tuple[EffectChanged, ...]
    is_other_ranker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A kept search asked again.

    Attributes:
        kept: The search.
        same: On the snapshot that answered then; None where that one cannot be opened.
        trouble: Why it cannot be opened, or None.
        current: On the current snapshot; None where that is the same one.
    """

    kept: KeptSearch
    same: Comparison | None
    trouble: SnapshotError | None
    current: Comparison | None


def keep(answer: MethodAnswer) -> KeptSearch:
    """Return what must be kept of an answer so that it can be asked again."""
    return KeptSearch(
        question=answer.question,
        snapshot_id=answer.coverage.snapshot_id,
        ranker=answer.ranker,
        n_hits=answer.n_hits,
        hits=tuple(_kept(hit.similar) for hit in answer.hits),
    )


def keep_similar(question: Question, answer: SimilarAnswer) -> KeptSearch:
    """Return what must be kept of a search for similar cases, which is one by facts.

    A search by one channel alone is no method of its own: it is not kept.
    """
    return KeptSearch(
        question=MethodQuestion(
            method=SearchMethod.FACTS,
            text=question.text,
            judgment_id=question.judgment_id,
            charges=question.charges,
            filter=question.filter,
            offset=question.offset,
            limit=question.limit,
        ),
        snapshot_id=answer.coverage.snapshot_id,
        ranker=answer.ranker,
        n_hits=answer.n_ranked,
        hits=tuple(_kept(hit) for hit in answer.hits),
    )


def replay(kept: KeptSearch, search: SearchService) -> Replayed:
    """Ask a kept search again: on its own snapshot and, where it is another, on the current one.

    Raises:
        RequestError: The question cannot be answered any more.
        JudgmentNotFoundError: A judgment of the snapshot has left the store.
        NotReadyError: Nothing is indexed.
        IndexingError: The current index cannot be used.

    Cost: two searches, and opening the old snapshot where it is not the current one.
    """
    current = search.keeper.current()
    if current.snapshot_id == kept.snapshot_id:
        same = compare(kept, search, current)
        return Replayed(kept=kept, same=same, trouble=None, current=None)
    trouble: SnapshotError | None = None
    then: Comparison | None = None
    try:
        then = compare(kept, search, search.keeper.named(kept.snapshot_id))
    except SnapshotError as error:
        trouble = error
    return Replayed(kept=kept, same=then, trouble=trouble, current=compare(kept, search, current))


def compare(kept: KeptSearch, search: SearchService, index: SearchIndex) -> Comparison:
    """Ask a kept search of an index, and tell what is different.

    Raises:
        RequestError: The question cannot be answered any more.
        JudgmentNotFoundError: A judgment of the index has left the store.
        IndexingError: The index cannot answer.
    """
    answer = answer_by_method(kept.question, search, index=index)
    found = [_kept(hit.similar) for hit in answer.hits]
    was = {hit.judgment_id: hit for hit in kept.hits}
    now = {hit.judgment_id: hit for hit in found}
    return Comparison(
        answer=answer,
        is_same_list=_is_same(kept.hits, found),
        gone=tuple(_gone(kept.hits, now, index.columns)),
        new=tuple(each for each in now if each not in was),
        moved=tuple(
            Moved(judgment_id=each, was=was[each].rank, rank=hit.rank)
            for each, hit in now.items()
            if each in was and was[each].rank != hit.rank
        ),
        effects=tuple(_effects(was, answer)),
        is_other_ranker=answer.ranker != kept.ranker,
    )


def _kept(similar: SimilarHit) -> KeptHit:
    return KeptHit(
        judgment_id=similar.judgment.id,
        rank=similar.rank,
        effect=similar.judgment.effect,
        quotes=tuple((passage.span.start, passage.span.end) for passage in similar.passages),
    )


def _is_same(then: Sequence[KeptHit], now: Sequence[KeptHit]) -> bool:
    """Tell whether two lists are the same; quotes count where they were kept."""
    return [(hit.judgment_id, hit.rank) for hit in then] == [
        (hit.judgment_id, hit.rank) for hit in now
    ] and all(
        one.quotes is None or one.quotes == other.quotes
        for one, other in zip(then, now, strict=True)
    )


def _effects(was: Mapping[JudgmentId, KeptHit], answer: MethodAnswer) -> Iterator[EffectChanged]:
    for hit in answer.hits:
        judgment = hit.similar.judgment
        then = was.get(judgment.id)
        if then is not None and then.effect is not None and then.effect is not judgment.effect:
            yield EffectChanged(judgment_id=judgment.id, was=then.effect, effect=judgment.effect)


def _gone(
    hits: Sequence[KeptHit], now: Mapping[JudgmentId, KeptHit], columns: FilterColumns
) -> list[Gone]:
    left = [hit for hit in hits if hit.judgment_id not in now]
    among = SearchFilter(among=frozenset(hit.judgment_id for hit in left))
    mask = columns.mask(among)
    indexed = {
        judgment_id
        for judgment_id, is_there in zip(
            columns.ids, () if mask is None else mask.tolist(), strict=True
        )
        if is_there
    }
    return [
        Gone(judgment_id=hit.judgment_id, was=hit.rank, is_indexed=hit.judgment_id in indexed)
        for hit in left
    ]
