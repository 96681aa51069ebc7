"""How are two papers related, and what shows it?

Everything here is pure: traits in, relations out, the same whichever paper is given first. Papers
of one chain are related by that alone; guiding and reference cases only name and are named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from corpus.judgment import CaseType, PartyKind
from corpus.lineage.papers import case_keys, effect_keys
from corpus.relations.meeting import Meeting, meetings_of
from corpus.relations.model import (
    Claim,
    Ground,
    GroundKind,
    Manner,
    Naming,
    Relation,
    RelationKind,
    Side,
    Traits,
)
from corpus.relations.people import Match, confirmed, matches_of, opposed
from corpus.relations.repeat import legs_of

SERIES_WITHIN: Final = timedelta(days=365)
"""Filed further apart, like suits of one party are no longer one series."""

_NO_SERIES: Final = ("离婚", "抚养", "交通事故")
"""Causes of which each case has its own event; an insurer of many cars makes no series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two papers in order of time, with what they share."""

    earlier: Traits
    later: Traits
    matches: tuple[Match, ...]
    meetings: tuple[Meeting, ...]


def relate(one: Traits, other: Traits, *, is_chain: bool = False) -> tuple[Relation, ...]:
    """Return the relations of two papers, in order of kind.

    Args:
        one: A paper.
        other: Another.
        is_chain: Whether both are known to stand in one chain of procedure, perhaps through
            papers between them.

    Cost: participants and things of the one times those of the other.
    """
    if one.id == other.id:
        return ()
    earlier, later = sorted((one, other), key=_time)
    if not (one.is_library or other.is_library):
        chain = _chain(earlier, later, is_known=is_chain)
        if chain is not None:
            return (chain,)
        pair = _pair_of(earlier, later)
        found = [*_of_parties(pair), *_of_things(pair), *_of_names(pair), *_citations(pair)]
    else:
        found = list(_citations(_Pair(earlier=earlier, later=later, matches=(), meetings=())))
    return tuple(sorted(found, key=lambda relation: (relation.kind, relation.left)))


def in_one_procedure(one: Traits, other: Traits) -> bool:
    """Tell whether two papers say themselves that they are of one chain of procedure."""
    if one.id == other.id or one.is_library or other.is_library:
        return False
    earlier, later = sorted((one, other), key=_time)
    return _chain(earlier, later, is_known=False) is not None


def _time(traits: Traits) -> tuple[date, bool, str]:
    return traits.day or date.max, traits.is_pending, traits.id


def _pair_of(earlier: Traits, later: Traits) -> _Pair:
    matches = matches_of(earlier, later)
    meetings = meetings_of(earlier, later)
    alone = any(not meeting.needs_people for meeting in meetings)
    both = opposed(matches)
    supported = alone or (both is not None and bool(meetings))
    people = confirmed(matches, has_thing=supported)
    shown = opposed(people)
    return _Pair(
        earlier=earlier,
        later=later,
        matches=people,
        meetings=tuple(
            meeting
            for meeting in meetings
            if not meeting.needs_people
            or (shown is not None if meeting.needs_both else _is_shared(people))
        ),
    )


def _is_shared(matches: Sequence[Match]) -> bool:
    return any(match.left.kind is not PartyKind.ORGAN for match in matches)


def _chain(earlier: Traits, later: Traits, *, is_known: bool) -> Relation | None:
    """Return the relation of two papers of one procedure, by what the one says of the other."""
    grounds = (
        *_links(earlier, later),
        *(_turned(ground) for ground in _links(later, earlier)),
    )
    is_same_case = bool(_cases(earlier) & _cases(later))
    if not (grounds or is_known or is_same_case):
        return None
    sentence = "审级、程序相承" if grounds or not is_same_case else "同一案号的文书"
    return Relation(
        kind=RelationKind.CHAIN,
        left=earlier.id,
        right=later.id,
        sentence=sentence if grounds or is_same_case else "经中间文书相连的同一案件",
        grounds=grounds,
    )


def _cases(traits: Traits) -> frozenset[str]:
    return frozenset(() if traits.paper.number is None else case_keys(traits.paper.number))


def _links(below: Traits, above: Traits) -> tuple[Ground, ...]:
    """Return what ``above`` says of ``below`` as of an earlier paper of its procedure."""
    own = set(below.own_keys)
    return tuple(
        Ground(
            kind=GroundKind.NUMBER,
            sentence=f"文书写明前一文书案号{link.number}",
            left=None,
            right=words,
        )
        for link, words in zip(above.paper.links, above.link_words, strict=True)
        if own & set(effect_keys(link.number))
    )[:1]


def _of_parties(pair: _Pair) -> Iterator[Relation]:
    """Yield what follows from the people: the same parties, a repeated suit, a series."""
    both = opposed(pair.matches)
    accused = _both_accused(pair)
    if both is not None:
        changed = both[0].left.side is not both[0].right.side
        yield _relation(
            pair,
            RelationKind.SAME_PARTY,
            "双方当事人相同" + ("，诉讼地位互换" if changed else ""),
            tuple(match.ground for match in both),
        )
        legs = legs_of(pair.earlier, pair.later, both, pair.meetings)
        if legs:
            yield Relation(
                kind=RelationKind.REPEAT,
                left=pair.earlier.id,
                right=pair.later.id,
                sentence="疑似重复起诉：当事人、诉讼标的、诉讼请求三项均相符，请核对（民诉解释第二百四十七条）",
                grounds=tuple(ground for leg in legs for ground in leg.grounds),
                legs=legs,
            )
    elif accused is not None:
        yield _relation(pair, RelationKind.SAME_PARTY, "被告人相同", (accused.ground,))
    else:
        yield from _series(pair)


def _both_accused(pair: _Pair) -> Match | None:
    return next(
        (
            match
            for match in pair.matches
            if match.is_sure and match.left.side is match.right.side is Side.ACCUSED
        ),
        None,
    )


def _series(pair: _Pair) -> Iterator[Relation]:
    """Yield the relation of suits of one party against many, or of many against one."""
    left, right = pair.earlier, pair.later
    if left.cause is None or left.cause != right.cause or left.instance is not right.instance:
        return
    if any(word in left.cause for word in _NO_SERIES) or not _filed_near(left, right):
        return
    shared = _series_party(pair)
    claim = _like_claim(left.claims, right.claims)
    if shared is None or claim is None:
        return
    cause = Ground(kind=GroundKind.CAUSE, sentence=f"同一案由：{left.cause}", left=None, right=None)
    filed = Ground(
        kind=GroundKind.FILING,
        sentence=_filing_words(left, right),
        left=left.filed_words,
        right=right.filed_words,
    )
    yield _relation(
        pair,
        RelationKind.SERIES,
        f"系列案：同一方当事人、同一案由、同类请求（{claim[0].name}）",
        (
            shared.ground,
            cause,
            Ground(
                kind=GroundKind.CLAIM,
                sentence=f"同类请求：{claim[0].name}",
                left=claim[0].words,
                right=claim[1].words,
            ),
            filed,
        ),
    )


def _series_party(pair: _Pair) -> Match | None:
    """Return the one party of a series: surely the same, on one side, and no organ."""
    return next(
        (
            match
            for match in pair.matches
            if match.is_sure
            and match.left.side is match.right.side
            and match.left.side in {Side.ASKING, Side.ANSWERING}
            and match.left.kind is not PartyKind.ORGAN
        ),
        None,
    )


def _filed_near(left: Traits, right: Traits) -> bool:
    if left.day is None or right.day is None:
        return False
    return abs(left.day - right.day) <= SERIES_WITHIN


def _filing_words(left: Traits, right: Traits) -> str:
    if left.filed_on is None or right.filed_on is None:
        return "立案时间相近"
    days = abs((left.filed_on - right.filed_on).days)
    return "同日立案" if days == 0 else f"立案相隔{days}日"


def _like_claim(left: Sequence[Claim], right: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    by_name = {claim.name: claim for claim in right}
    return next(((claim, by_name[claim.name]) for claim in left if claim.name in by_name), None)


def _of_things(pair: _Pair) -> Iterator[Relation]:
    """Yield what follows from a thing that both are about."""
    if not pair.meetings:
        return
    grounds = tuple(meeting.ground for meeting in pair.meetings)
    yield _relation(pair, RelationKind.SAME_FACT, pair.meetings[0].ground.sentence, grounds)
    if _crosses(pair.earlier, pair.later):
        yield _relation(pair, RelationKind.CROSS, _crossing(pair) + "：事实交叉", grounds)


def _crosses(left: Traits, right: Traits) -> bool:
    types = {left.case_type, right.case_type}
    return None not in types and len(types) == 2 and types <= set(_CROSSING)


_CROSSING: Final = {
    CaseType.CRIMINAL: "刑",
    CaseType.CIVIL: "民",
    CaseType.ADMINISTRATIVE: "行",
}


def _crossing(pair: _Pair) -> str:
    types = {pair.earlier.case_type, pair.later.case_type}
    return "".join(word for kind, word in _CROSSING.items() if kind in types) + "交叉"


def _of_names(pair: _Pair) -> Iterator[Relation]:
    """Yield what follows from a paper that takes over, or waits for, what another one found."""
    for left, right in ((pair.earlier, pair.later), (pair.later, pair.earlier)):
        naming = _naming(right, left)
        if naming is None or naming.manner is Manner.NAMED:
            continue
        is_taken = naming.manner is Manner.ADOPTED
        sentence = (
            "前案裁判认定的事实为后案采用（民诉解释第九十三条）"
            if is_taken
            else "后案须以前案的审理结果为依据"
        )
        ground = Ground(
            kind=GroundKind.NUMBER,
            sentence=f"文书写明{naming.key}",
            left=None,
            right=naming.words,
        )
        yield Relation(
            kind=RelationKind.PREJUDICE,
            left=left.id,
            right=right.id,
            sentence=sentence,
            grounds=(ground,),
        )
        if not pair.meetings and _crosses(left, right) and _is_shared(pair.matches):
            people = tuple(match.ground for match in pair.matches)
            yield _relation(
                pair, RelationKind.CROSS, _crossing(pair) + "：同一当事人，裁判相互援引", people
            )


def _citations(pair: _Pair) -> Iterator[Relation]:
    for citing, cited in ((pair.earlier, pair.later), (pair.later, pair.earlier)):
        naming = _naming(citing, cited)
        if naming is not None:
            yield Relation(
                kind=RelationKind.CITED,
                left=citing.id,
                right=cited.id,
                sentence=f"文书写明{naming.key}",
                grounds=(
                    Ground(
                        kind=GroundKind.NUMBER,
                        sentence=f"文书写明{naming.key}",
                        left=naming.words,
                        right=None,
                    ),
                ),
            )


def _naming(citing: Traits, cited: Traits) -> Naming | None:
    own = set(cited.own_keys)
    return next((naming for naming in citing.namings if naming.key in own), None)


def _turned(ground: Ground) -> Ground:
    return Ground(kind=ground.kind, sentence=ground.sentence, left=ground.right, right=ground.left)


def _relation(
    pair: _Pair, kind: RelationKind, sentence: str, grounds: tuple[Ground, ...]
) -> Relation:
    return Relation(
        kind=kind,
        left=pair.earlier.id,
        right=pair.later.id,
        sentence=sentence,
        grounds=grounds,
    )
