"""Which cases, decided and pending, are related to a case?

Candidates are found by what they share with it, the rarest first, and then compared one by one.
How much is looked at is bounded, and what was not looked at is said.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from corpus.judgment import JudgmentId, PartyKind
from corpus.listed import ListedJudgment
from corpus.relations.keys import day_number, lender_keys, search_keys
from corpus.relations.model import Relation, RelationKind, Traits
from corpus.relations.relating import in_one_procedure, relate
from corpus.spans import value_of
from corpus.store.lineage_records import SqlLineage
from corpus.store.relation_records import Candidates, SqlRelations
from service.pending.model import PendingCase, PendingCaseId
from service.related.alarms import alarms_of, lender_alarm, overturned_alarms
from service.related.cut_words import left_out_of
from service.related.model import KINDS, Alarm, AlarmKind, Edge, Related, RelatedCase
from service.related.pending import traits_of_pending
from service.related.reach import Reach, without_words
from service.settings import Settings

PER_KEY: Final = 60
"""Most decided papers looked at under one key, and most pending ones."""

IN_ALL: Final = 400
"""Most papers compared with one case."""

_PAIR_WITHIN: Final = timedelta(days=31)
"""Two suits make a series only when filed within a month; three or more within a year."""

_DAYS_OF_MONTH: Final = 365.25 / 12


class ListedSource(Protocol):
    """What the desk needs of the store."""

    def get_listed(self, ids: Sequence[JudgmentId]) -> Sequence[ListedJudgment]:
        """Return what lists tell of judgments, in the order of ``ids``.

        Raises:
            JudgmentNotFoundError: One of them is not stored.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedDesk:
    """Finds related cases, and keeps the pending ones findable.

    Attributes:
        store: The judgments.
        relations: Traits and keys of all papers.
        lineage: The chains of procedure.
        settings: From how many loan cases on somebody is said to lend as a trade.
    """

    store: ListedSource
    relations: SqlRelations
    lineage: SqlLineage
    settings: Settings

    def note_case(self, case: PendingCase) -> None:
        """Make a pending case findable as a related case, or bring it up to date."""
        self.relations.note_pending(traits_of_pending(case))

    def forget_case(self, pending_id: PendingCaseId) -> None:
        """Take a pending case out; nothing happens where it is not there."""
        self.relations.forget_pending(pending_id)

    def of_judgment(self, judgment_id: JudgmentId, reach: Reach) -> Related:
        """Return the related cases of a stored judgment.

        Args:
            judgment_id: The judgment.
            reach: What of pending cases is told.

        Raises:
            JudgmentNotFoundError: It is not stored.
        """
        (listed,) = self.store.get_listed([judgment_id])
        traits = self.relations.traits([judgment_id]).get(judgment_id)
        if traits is None:
            case = _listed_case(listed, None)
            return self._answer(case, (), {}, Candidates(traits={}, cut=()), ())
        return self._related(traits, reach, similar=())

    def of_pending(
        self, case: PendingCase, reach: Reach, *, similar: Collection[JudgmentId] = ()
    ) -> Related:
        """Return the related cases of a pending case, whether it was noted or not.

        Args:
            case: The case.
            reach: What of other pending cases is told.
            similar: Judgments that somebody gave as similar: those that no longer stand raise an
                alarm.

        Raises:
            JudgmentNotFoundError: One of ``similar`` is not stored.
        """
        return self._related(traits_of_pending(case), reach, similar=similar)

    def _related(self, traits: Traits, reach: Reach, *, similar: Collection[JudgmentId]) -> Related:
        candidates = self.relations.candidates(
            search_keys(traits),
            but=frozenset({traits.id}),
            near=day_number(traits.day),
            per_key=PER_KEY,
            in_all=IN_ALL,
            with_pending=reach.sees_pending,
        )
        others = dict(candidates.traits)
        chain = self._chain(traits, others)
        found = [
            relation
            if not other.is_pending or reach.may_open(other.id)
            else without_words(relation, other.id)
            for other in others.values()
            for relation in relate(traits, other, is_chain=other.id in chain)
        ]
        found = list(_without_mere_pairs(found, traits, others))
        ends = {relation.other(traits.id) for relation in found}
        cases = self._cases({**{end: others[end] for end in ends}, traits.id: traits}, reach)
        alarms = (
            *overturned_alarms(self._similar(similar)),
            *self._lenders(traits, with_pending=reach.sees_pending),
        )
        return self._answer(cases[traits.id], found, cases, candidates, alarms)

    def _chain(self, traits: Traits, others: dict[str, Traits]) -> frozenset[str]:
        """Return the papers of its procedure, and add those to the others that lack there."""
        known = {traits.id} if not traits.is_pending else set()
        for other in others.values():
            if not other.is_pending and in_one_procedure(traits, other):
                known.add(other.id)
        chain: set[str] = set()
        for judgment_id in sorted(known):
            held = self.lineage.of(JudgmentId(judgment_id)).chain_of(JudgmentId(judgment_id))
            chain.update(() if held is None else (paper.id for paper in held.papers))
        chain.discard(traits.id)
        others.update(self.relations.traits(chain - others.keys()))
        return frozenset(chain)

    def _cases(self, traits: Mapping[str, Traits], reach: Reach) -> dict[str, RelatedCase]:
        """Return papers as lists tell of them, judgments with the effect that counts now."""
        decided = [JudgmentId(key) for key, each in traits.items() if not each.is_pending]
        listed = {each.id: each for each in self.store.get_listed(sorted(decided))}
        return {
            key: _listed_case(listed[JudgmentId(key)], each)
            if JudgmentId(key) in listed
            else _pending_case(each, is_open=reach.may_open(key))
            for key, each in traits.items()
        }

    def _similar(self, ids: Collection[JudgmentId]) -> list[RelatedCase]:
        return [_listed_case(each, None) for each in self.store.get_listed(sorted(ids))]

    def _lenders(self, traits: Traits, *, with_pending: bool) -> list[Alarm]:
        """Return an alarm for each who has asked back many loans up to now."""
        last = traits.day
        first = None if last is None else last - _months(self.settings.lender_months)
        alarms = []
        for lender, keys in lender_keys(traits):
            # The case itself stands under the keys, unless it is a pending one not yet noted.
            n_cases = self.relations.count_under(
                keys,
                first=day_number(first),
                last=day_number(last),
                with_paper=traits.id,
                with_pending=with_pending,
            )
            if n_cases >= self.settings.lender_cases:
                alarms.append(
                    lender_alarm(
                        lender.name,
                        n_cases=n_cases,
                        months=self.settings.lender_months,
                        end=traits.id,
                    )
                )
        return alarms

    def _answer(
        self,
        case: RelatedCase,
        relations: Sequence[Relation],
        cases: Mapping[str, RelatedCase],
        candidates: Candidates,
        alarms: Sequence[Alarm],
    ) -> Related:
        edges: dict[RelationKind, tuple[Edge, ...]] = {}
        for kind in KINDS:
            of_kind = [
                Edge(relation=each, case=cases[each.other(case.id)])
                for each in relations
                if each.kind is kind
            ]
            if of_kind:
                edges[kind] = tuple(sorted(of_kind, key=_order))
        found = (*alarms_of(case, edges), *alarms)
        return Related(
            case=case,
            edges=edges,
            alarms=tuple(sorted(found, key=lambda each: (_GRAVITY[each.kind], each.members))),
            n_looked_at=len(candidates.traits),
            left_out=left_out_of(candidates.cut),
            n_unknown=self.relations.n_unknown(),
        )


_GRAVITY: Final = {
    kind: place
    for place, kind in enumerate(
        (
            AlarmKind.REPEAT,
            AlarmKind.SPLIT_JUDGES,
            AlarmKind.SPLIT_COURTS,
            AlarmKind.OVERTURNED,
            AlarmKind.LENDER,
        )
    )
}


def _without_mere_pairs(
    relations: Sequence[Relation], traits: Traits, others: Mapping[str, Traits]
) -> Iterator[Relation]:
    """Yield relations without a series of two that were filed more than a month apart."""
    series = [each for each in relations if each.kind is RelationKind.SERIES]
    for relation in relations:
        if relation.kind is RelationKind.SERIES and len(series) == 1:
            one, other = traits.day, others[relation.other(traits.id)].day
            if one is None or other is None or abs(one - other) > _PAIR_WITHIN:
                continue
        yield relation


def _order(edge: Edge) -> tuple[bool, int, str]:
    day = edge.case.day or date.min
    return not edge.case.is_pending, -day.toordinal(), edge.case.id


def _months(number: int) -> timedelta:
    return timedelta(days=round(number * _DAYS_OF_MONTH))


def _pending_case(traits: Traits, *, is_open: bool) -> RelatedCase:
    return RelatedCase(
        id=traits.id,
        is_pending=traits.is_pending,
        is_open=is_open,
        number=traits.number,
        title="",
        court=traits.court or "",
        judge=traits.judge,
        subject=_subject(traits),
        instance=traits.instance,
        filed_on=traits.filed_on,
        decided_on=traits.paper.decided_on,
        effect=None,
        effect_reason="",
        people=tuple(
            one.name for one in traits.participants if one.kind in {PartyKind.NATURAL, None}
        ),
    )


def _listed_case(listed: ListedJudgment, traits: Traits | None) -> RelatedCase:
    number, court = value_of(listed.case_number), value_of(listed.court)
    told = value_of(listed.library_number) or ("" if number is None else str(number))
    return RelatedCase(
        id=listed.id,
        is_pending=False,
        is_open=True,
        number=told,
        title=listed.title,
        court="" if court is None else court.name,
        judge="" if traits is None else traits.judge,
        subject=value_of(listed.cause) or "、".join(each.value for each in listed.charges),
        instance=value_of(listed.instance),
        filed_on=None if traits is None else traits.filed_on,
        decided_on=value_of(listed.decided_on),
        effect=listed.effect,
        effect_reason=listed.effect_reason,
    )


def _subject(traits: Traits) -> str:
    return traits.cause or "、".join(traits.charges)
