"""Who takes part in both papers, and what shows that it is the same one?

A day of birth, an address or the hash of an identity number shows it of a person; the registered
name shows it of a firm. A mere name shows nothing by itself: two people of one name are not joined
unless something else joins the papers. Of a hidden name birth and address must both agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpus.judgment import PartyKind
from corpus.relations.model import (
    SIDES_AGAINST,
    Ground,
    GroundKind,
    Participant,
    Side,
    Traits,
)
from corpus.relations.names import agree, is_hidden, tells_by_itself

_NATURAL: Final = frozenset({PartyKind.NATURAL, None})
_STRONG: Final = frozenset({GroundKind.IDENTITY, GroundKind.BORN, GroundKind.HOME, GroundKind.FIRM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Somebody of one paper and somebody of the other are, or may be, the same.

    Attributes:
        left: In the one paper.
        right: In the other.
        ground: What shows it; of kind NAME where only the names agree.
        is_sure: Whether that is enough by itself.
    """

    left: Participant
    right: Participant
    ground: Ground
    is_sure: bool

    @property
    def is_telling(self) -> bool:
        """Whether a name in full agrees, or more than a name."""
        return self.ground.kind is not GroundKind.NAME or not _is_hidden_pair(self.left, self.right)


def matches_of(left: Traits, right: Traits) -> tuple[Match, ...]:
    """Return who of two papers agrees, sure ones first, nobody twice.

    Cost: those of the one paper times those of the other.
    """
    found = [
        match
        for one in left.participants
        for other in right.participants
        if (match := match_of(one, other)) is not None
    ]
    found.sort(key=_order)
    taken: list[Match] = []
    for match in found:
        if all(match.left is not m.left and match.right is not m.right for m in taken):
            taken.append(match)
    return tuple(taken)


def _order(match: Match) -> tuple[bool, bool, str, str, str, str]:
    return (
        not match.is_sure,
        not match.is_telling,
        match.left.name,
        match.left.side,
        match.right.name,
        match.right.side,
    )


def match_of(left: Participant, right: Participant) -> Match | None:
    """Tell whether two participants can be the same, and what shows it; None where they are not."""
    if (left.kind in _NATURAL) is not (right.kind in _NATURAL):
        return None
    same_hash = left.identity_hash is not None and left.identity_hash == right.identity_hash
    if not same_hash and (_contradict(left, right) or not _names_agree(left, right)):
        return None
    ground = _ground(left, right, same_hash=same_hash)
    is_sure = ground.kind in _STRONG
    if _is_hidden_pair(left, right) and ground.kind in {GroundKind.BORN, GroundKind.HOME}:
        # Many of one surname are born on one day, and families live at one address.
        is_sure = _both(left.born, right.born) and _both(left.home, right.home)
    return Match(left=left, right=right, ground=ground, is_sure=is_sure)


def _is_hidden_pair(left: Participant, right: Participant) -> bool:
    """Tell whether no name in full is in both."""
    return all(is_hidden(name) for name in left.names if name in right.names)


def _both(left: object, right: object) -> bool:
    return left is not None and left == right


def _contradict(left: Participant, right: Participant) -> bool:
    """Tell whether identity number or birth say that these are two."""
    hashes = left.identity_hash and right.identity_hash
    if hashes and left.identity_hash != right.identity_hash:
        return True
    return bool(left.born and right.born and left.born != right.born)


def _names_agree(left: Participant, right: Participant) -> bool:
    if set(left.names) & set(right.names):
        return True
    if left.kind not in _NATURAL:
        return False
    return any(agree(one, other) for one in left.names for other in right.names)


def _ground(left: Participant, right: Participant, *, same_hash: bool) -> Ground:
    name = left.name if left.name == right.name else f"{left.name}／{right.name}"
    if same_hash:
        return _told(GroundKind.IDENTITY, f"{name}：身份号码一致", left, right)
    if left.kind in _NATURAL:
        if left.born and left.born == right.born:
            return Ground(
                kind=GroundKind.BORN,
                sentence=f"{name}：姓名相符，出生日期同为{_day(left)}",
                left=left.born_words,
                right=right.born_words,
            )
        if left.home and left.home == right.home:
            return Ground(
                kind=GroundKind.HOME,
                sentence=f"{name}：姓名相符，住址相同",
                left=left.home_words,
                right=right.home_words,
            )
    shared = [each for each in left.names if each in right.names]
    if any(tells_by_itself(each, left.kind) for each in shared):
        former = "" if left.names[0] == right.names[0] else "（含曾用名称）"
        return _told(GroundKind.FIRM, f"{name}：单位名称一致{former}", left, right)
    if shared and left.kind is PartyKind.LEGAL and left.home and left.home == right.home:
        return _told(GroundKind.HOME, f"{name}：名称与住所一致", left, right)
    return _told(GroundKind.NAME, f"{name}：仅姓名或者名称相符", left, right)


def _told(kind: GroundKind, sentence: str, left: Participant, right: Participant) -> Ground:
    return Ground(kind=kind, sentence=sentence, left=left.words, right=right.words)


def _day(one: Participant) -> str:
    return "" if one.born is None else f"{one.born.year}年{one.born.month}月{one.born.day}日"


def confirmed(matches: Sequence[Match], *, has_thing: bool) -> tuple[Match, ...]:
    """Return the matches that something beside the name supports.

    A name that agrees is supported by another one who is surely in both papers, by a thing that
    both are about, or by a second one of whom a name in full or the birth agrees.

    Args:
        matches: Of two papers.
        has_thing: Whether both are about one thing.
    """
    sure = [match for match in matches if match.is_sure]
    if has_thing or any(match.left.kind is not PartyKind.ORGAN for match in sure):
        return tuple(matches)
    named = [match for match in matches if not match.is_sure and match.is_telling]
    people = [match for match in named if match.left.kind is not PartyKind.ORGAN]
    return (*sure, *(named if len(people) >= 2 else ()))


def opposed(matches: Sequence[Match]) -> tuple[Match, Match] | None:
    """Return two who stand against each other in both papers, or None.

    Their roles may be changed; one of them may be an organ, not both.
    """
    for one in matches:
        for other in matches:
            if (
                SIDES_AGAINST.get(one.left.side) is other.left.side
                and SIDES_AGAINST.get(one.right.side) is other.right.side
                and one.left.side is Side.ASKING
                and any(each.left.kind is not PartyKind.ORGAN for each in (one, other))
            ):
                return one, other
    return None
