"""Which things are two cases both about?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.relations.model import Ground, GroundKind, Thing, ThingKind, Traits, Words

_NUMBERED: Final = {
    ThingKind.CONTRACT: "同一合同编号",
    ThingKind.FOREST_RIGHT: "同一林权证号",
    ThingKind.FELLING_PERMIT: "同一采伐许可证号",
    ThingKind.LAND_TITLE: "同一土地、房屋权证号",
    ThingKind.AWARD: "同一仲裁裁决",
    ThingKind.PENALTY: "同一行政处罚决定",
}
_BY_DAY: Final = {
    ThingKind.LOAN: "同一笔借款（日期、金额一致）",
    ThingKind.AGREEMENT: "同日订立的合同",
    ThingKind.EMPLOYMENT: "同日起的用工",
}
_MOST: Final = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A thing that two cases are about.

    Attributes:
        kind: What it is.
        ground: Its words in both.
        needs_people: Whether it shows something only together with the people of both.
        needs_both: Whether it needs those of both sides.
    """

    kind: ThingKind
    ground: Ground
    needs_people: bool = False
    needs_both: bool = False


def meetings_of(left: Traits, right: Traits) -> tuple[Meeting, ...]:
    """Return the things that two cases are both about, those with a number first."""
    return (
        *_numbered(left.things, right.things),
        *_accidents(left, right),
        *_by_day(left.things, right.things),
    )


def _numbered(left: Sequence[Thing], right: Sequence[Thing]) -> Iterator[Meeting]:
    """Yield things of one number; decisions of one number made on different days are two."""
    seen = set()
    for thing in left:
        others = [each for each in right if (each.kind, each.key) == (thing.kind, thing.key)]
        if thing.kind not in _NUMBERED or not others or (thing.kind, thing.key) in seen:
            continue
        seen.add((thing.kind, thing.key))
        days = (_days(left, thing), _days(right, thing))
        if all(days) and not days[0] & days[1]:
            continue
        label = f"{_NUMBERED[thing.kind]}：{thing.words.text}"
        yield Meeting(kind=thing.kind, ground=_ground(label, thing.words, others[0].words))


def _days(things: Sequence[Thing], like: Thing) -> frozenset[str]:
    return frozenset(
        each.detail
        for each in things
        if (each.kind, each.key) == (like.kind, like.key) and each.detail
    )


def _by_day(left: Sequence[Thing], right: Sequence[Thing]) -> Iterator[Meeting]:
    others = {(thing.kind, thing.key): thing for thing in reversed(right)}
    for thing in left:
        other = others.get((thing.kind, thing.key))
        if other is not None and thing.kind in _BY_DAY:
            yield Meeting(
                kind=thing.kind,
                ground=_ground(_BY_DAY[thing.kind], thing.words, other.words),
                needs_people=True,
                needs_both=thing.kind is not ThingKind.LOAN,
            )


def _accidents(left: Traits, right: Traits) -> Iterator[Meeting]:
    """Yield accidents of one day at one place or with one car."""
    mine, others = _plates(left.things), _plates(right.things)
    plates = mine & others
    is_other_car = bool(mine and others) and not plates
    for one in left.things:
        for other in right.things:
            if one.kind is not ThingKind.ACCIDENT or other.kind is not ThingKind.ACCIDENT:
                continue
            if one.key != other.key:
                continue
            place = _place_agrees(one.detail, other.detail, is_other_car=is_other_car)
            if not (place or plates):
                continue
            told = "、".join(
                word for word, is_so in (("日期", True), ("地点", place), ("车牌", plates)) if is_so
            )
            yield Meeting(
                kind=ThingKind.ACCIDENT,
                ground=_ground(f"同一事故（{told}一致）", one.words, other.words),
            )
            return


def _plates(things: Sequence[Thing]) -> frozenset[str]:
    return frozenset(thing.key for thing in things if thing.kind is ThingKind.PLATE)


def _place_agrees(left: str, right: str, *, is_other_car: bool) -> bool:
    """Tell whether one place names the other, or both share most of their pairs of characters.

    Where each paper names cars and none is the same, places that are only alike are two.
    """
    if not left or not right:
        return False
    if left in right or right in left:
        return True
    if is_other_car:
        return False
    one, other = ({name[at : at + 2] for at in range(len(name) - 1)} for name in (left, right))
    return len(one & other) > _MOST * len(one | other)


def _ground(sentence: str, left: Words, right: Words) -> Ground:
    return Ground(kind=GroundKind.THING, sentence=sentence, left=left, right=right)
