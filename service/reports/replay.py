"""Does a search that a report states still give the same list?

On the same index it must, unless more is known of the effect of a judgment by now. On a newer one
it says what came, what went and what moved.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from corpus.judgment import JudgmentId
from indexing.searching.query import QueryParts
from service.court_time import court_day
from service.pending.search_model import KeptHit, KeptQuery
from service.pending.searching import kept_hit, kept_method_hits
from service.search.filtering import filter_of
from service.search.methods.desk import answer_by_method
from service.search.methods.vocabulary import SearchMethod
from service.search.methods.written import question_of_row
from service.search.question import Question
from service.search.service import SearchService
from service.tiers.desk import TierDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAgain:
    """What a kept query finds now.

    Attributes:
        snapshot_id: The index that answers now.
        ranker: What puts the answer in order now.
        hits: What it finds, in order.
    """

    snapshot_id: str
    ranker: str
    hits: tuple[KeptHit, ...]


Asker = Callable[[KeptQuery], AskedAgain]
"""Asks a kept query of one method again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedHit:
    """A hit that stands elsewhere now.

    Attributes:
        before: As it stood.
        now: As it stands.
    """

    before: KeptHit
    now: KeptHit


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A query that was asked again.

    Attributes:
        query: The query as it was kept.
        again: What it finds now; None where its method cannot be asked again.
        came: Hits that were not there.
        went: Hits that are not there any more.
        moved: Hits of another rank or tier, or that now count or do not.
    """

    query: KeptQuery
    again: AskedAgain | None
    came: tuple[KeptHit, ...] = ()
    went: tuple[KeptHit, ...] = ()
    moved: tuple[MovedHit, ...] = ()

    @property
    def is_same_index(self) -> bool:
        """Whether the same index answered, with the same order."""
        again, query = self.again, self.query
        return again is not None and (again.snapshot_id, again.ranker) == (
            query.snapshot_id,
            query.ranker,
        )

    @property
    def is_same_list(self) -> bool:
        """Whether it found the same hits at the same places."""
        return self.again is not None and self.again.hits == self.query.hits

    @property
    def is_broken(self) -> bool:
        """Whether the same index gave another list.

        What is known of effects and library cases stands outside of the index: either that has
        changed since, or something is at fault. A person has to look.
        """
        return self.is_same_index and not self.is_same_list


def replay(queries: Sequence[KeptQuery], askers: Mapping[str, Asker]) -> tuple[Replayed, ...]:
    """Ask kept queries again.

    Args:
        queries: In order of asking.
        askers: How the queries of each method are asked again.

    Cost: that of the queries.
    """
    return tuple(
        _compared(query, askers[query.method](query))
        if query.method in askers
        else Replayed(query=query, again=None)
        for query in queries
    )


def asking_tiers(tiers: TierDesk) -> Mapping[str, Asker]:
    """Return how searches by facts, tier by tier, are asked again: as on their own day."""

    def ask(query: KeptQuery) -> AskedAgain:
        asked = query.asked
        filed_on = cast("str | None", asked["filed_on"])
        question = Question(
            text=cast("str", asked["text"]),
            parts=QueryParts(
                facts=cast("str", asked["facts"]),
                claims=cast("str", asked["claims"]),
                issues=tuple(cast("list[str]", asked["issues"])),
                reasoning=cast("str", asked.get("reasoning", "")),
            ),
            charges=tuple(cast("list[str]", asked["charges"])),
            filter=filter_of(query.conditions),
        )
        answer = tiers.search(
            question,
            today=court_day(query.at),
            court=cast("str | None", asked["court"]),
            filed_on=None if filed_on is None else date.fromisoformat(filed_on),
        )
        return AskedAgain(
            snapshot_id=answer.whole.coverage.snapshot_id,
            ranker=answer.whole.ranker,
            hits=tuple(kept_hit(hit) for hit in answer.hits),
        )

    return {SearchMethod.FACTS.value: ask}


def asking_methods(search: SearchService, tiers: TierDesk) -> Mapping[str, Asker]:
    """Return how searches by the other methods are asked again."""

    def ask(query: KeptQuery) -> AskedAgain:
        answer = answer_by_method(question_of_row(query.asked), search)
        return AskedAgain(
            snapshot_id=answer.coverage.snapshot_id,
            ranker=answer.ranker or answer.order.value,
            hits=kept_method_hits(
                answer,
                tiers,
                today=court_day(query.at),
                court=cast("str | None", query.asked.get("court")),
            ),
        )

    return {each.value: ask for each in SearchMethod if each is not SearchMethod.FACTS}


def _compared(query: KeptQuery, again: AskedAgain) -> Replayed:
    before = _by_id(query.hits)
    now = _by_id(again.hits)
    return Replayed(
        query=query,
        again=again,
        came=tuple(hit for each, hit in now.items() if each not in before),
        went=tuple(hit for each, hit in before.items() if each not in now),
        moved=tuple(
            MovedHit(before=hit, now=now[each])
            for each, hit in before.items()
            if each in now and now[each] != hit
        ),
    )


def _by_id(hits: Sequence[KeptHit]) -> dict[JudgmentId, KeptHit]:
    return {hit.judgment_id: hit for hit in hits}
