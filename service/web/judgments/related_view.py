"""What does a page show of the related cases of a case?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpus.judgment import Effectiveness
from corpus.relations.model import Ground, LegKind, Relation, RelationKind, Words
from service.related.alarms import OVERTURNED
from service.related.model import Alarm, AlarmKind, Edge, LeftOut, Related, RelatedCase
from service.web.judgments.related_timeline import Mark, Timeline, draw_timeline

SHOWN_ROWS = 10
"""Rows of a kind that stand open; the others are folded away."""

Words2Words = Callable[[str], str]
"""How words about a case are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundView:
    """One thing that shows a relation.

    Attributes:
        sentence: In words.
        own: Words of the case of the page; None where only the other says it.
        other: Words of the other case; None likewise, or where they may not be read.
    """

    sentence: str
    own: str | None
    other: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegView:
    """One of the three conditions of a repeated suit."""

    kind: LegKind
    sentence: str
    grounds: tuple[GroundView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A related case in the table of one kind.

    Attributes:
        place: Its number on the page, the same in picture and tables.
        address: Its page, or None where it may not be opened.
        case: What is told of it.
        is_overturned: Whether it no longer stands.
        sentence: How it is related.
        direction: Whether it lies before or behind, names or is named, in a word.
        grounds: What shows it.
        legs: Of a repeated suit its three conditions.
    """

    place: int
    address: str | None
    case: RelatedCase
    is_overturned: bool
    sentence: str
    direction: str
    grounds: tuple[GroundView, ...]
    legs: tuple[LegView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """The related cases of one kind; those of ``more`` are folded away."""

    kind: RelationKind
    rows: tuple[RowView, ...]
    more: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """An alarm with the numbers on the page of the cases it is about."""

    kind: AlarmKind
    sentence: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedView:
    """The related cases of a case as a page shows them.

    Attributes:
        number: Number of the case of the page; may be empty.
        alarms: Gravest first.
        groups: By kind.
        timeline: The picture; None where no day is known of two cases.
        n_cases: How many cases are related.
        n_looked_at: How many were compared.
        left_out: What was not compared.
        n_unknown: Judgments read by an older edition.
    """

    number: str
    alarms: tuple[AlarmView, ...]
    groups: tuple[GroupView, ...]
    timeline: Timeline | None
    n_cases: int
    n_looked_at: int
    left_out: tuple[LeftOut, ...]
    n_unknown: int


def related_view(
    related: Related,
    *,
    shown: Mapping[str, Words2Words],
    address: Callable[[str], str] = str,
) -> RelatedView:
    """Return what a page shows.

    Args:
        related: The related cases.
        shown: By id of a case how words of it are shown while names are hidden; a case that is
            not there is shown as it is.
        address: What becomes of the address of a page, to keep switches as they are.
    """
    places: dict[str, int] = {}
    for edges in related.edges.values():
        for edge in edges:
            places.setdefault(edge.case.id, len(places) + 1)
    writer = _Writer(related.case, places, shown, address)
    groups = tuple(
        _group(kind, tuple(writer.row(edge) for edge in edges))
        for kind, edges in related.edges.items()
    )
    return RelatedView(
        number=related.case.number,
        alarms=tuple(writer.alarm(each) for each in related.alarms),
        groups=groups,
        timeline=draw_timeline(
            related.case.day,
            {group.kind: [_mark(row) for row in (*group.rows, *group.more)] for group in groups},
        ),
        n_cases=related.n_cases,
        n_looked_at=related.n_looked_at,
        left_out=related.left_out,
        n_unknown=related.n_unknown,
    )


def _group(kind: RelationKind, rows: tuple[RowView, ...]) -> GroupView:
    return GroupView(kind=kind, rows=rows[:SHOWN_ROWS], more=rows[SHOWN_ROWS:])


def _mark(row: RowView) -> Mark:
    case = row.case
    return Mark(
        place=row.place,
        day=case.day,
        address=row.address,
        title=f"{case.number or '（未载明案号）'} {case.court}",
        is_pending=case.is_pending,
        is_overturned=row.is_overturned,
    )


class _Writer:
    """Puts edges and alarms into words of a page."""

    def __init__(
        self,
        case: RelatedCase,
        places: Mapping[str, int],
        shown: Mapping[str, Words2Words],
        address: Callable[[str], str],
    ) -> None:
        self._case = case
        self._places = places
        self._shown = shown
        self._address = address

    def row(self, edge: Edge) -> RowView:
        case, relation = edge.case, edge.relation
        return RowView(
            place=self._places[case.id],
            address=self._address(_page_of(case)) if case.is_open else None,
            case=case,
            is_overturned=_is_overturned(case.effect),
            sentence=self._of_both(relation.sentence, case.id),
            direction=_direction(relation, self._case.id),
            grounds=tuple(self._ground(each, relation, case.id) for each in relation.grounds),
            legs=tuple(
                LegView(
                    kind=leg.kind,
                    sentence=self._of_both(leg.sentence, case.id),
                    grounds=tuple(self._ground(each, relation, case.id) for each in leg.grounds),
                )
                for leg in relation.legs
            ),
        )

    def alarm(self, alarm: Alarm) -> AlarmView:
        sentence = alarm.sentence
        for end in (self._case.id, *alarm.members):
            sentence = self._words(sentence, end)
        found = (self._places[each] for each in alarm.members if each in self._places)
        return AlarmView(kind=alarm.kind, sentence=sentence, places=tuple(sorted(found)))

    def _ground(self, ground: Ground, relation: Relation, other: str) -> GroundView:
        sides = (ground.left, ground.right)
        own, others = sides if relation.left == self._case.id else sides[::-1]
        return GroundView(
            sentence=self._of_both(ground.sentence, other),
            own=self._quote(own, self._case.id),
            other=self._quote(others, other),
        )

    def _quote(self, words: Words | None, end: str) -> str | None:
        return None if words is None else self._words(words.text, end)

    def _of_both(self, sentence: str, other: str) -> str:
        return self._words(self._words(sentence, self._case.id), other)

    def _words(self, words: str, end: str) -> str:
        return self._shown.get(end, str)(words)


def _page_of(case: RelatedCase) -> str:
    return f"/cases/{case.id}" if case.is_pending else f"/judgments/{case.id}"


def _is_overturned(effect: Effectiveness | None) -> bool:
    return effect is not None and effect in OVERTURNED


def _direction(relation: Relation, own: str) -> str:
    is_left = relation.left == own
    if relation.kind is RelationKind.CITED:
        return "本案援引" if is_left else "援引本案"
    return "在后" if is_left else "在前"
