"""Is a later suit perhaps one that was already brought (疑似重复起诉)?

Source: 民诉解释 art. 247: the same parties, the same object, and the same claims or claims that in
substance deny the earlier ruling, all three; art. 214: after a suit was withdrawn it may be
brought again; 民事诉讼法 (2023) art. 127 (7): divorce after six months.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from corpus.judgment import CaseType, Instance
from corpus.relations.meeting import Meeting
from corpus.relations.model import Claim, Ground, GroundKind, Leg, LegKind, Traits
from corpus.relations.people import Match

_FAMILY: Final = ("离婚", "抚养", "收养", "探望")
_AGAIN_AFTER: Final = timedelta(days=183)
_SUITS: Final = frozenset({CaseType.CIVIL, CaseType.ADMINISTRATIVE, None})
_FIRST: Final = frozenset({Instance.FIRST, None})


def legs_of(
    earlier: Traits, later: Traits, parties: tuple[Match, Match], meetings: Sequence[Meeting]
) -> tuple[Leg, ...]:
    """Return the three conditions of a repeated suit with what shows them; empty if one is not met.

    Args:
        earlier: The earlier case.
        later: The later one.
        parties: Two who stand against each other in both.
        meetings: Things that both are about.
    """
    if not _can_repeat(earlier, later) or not meetings:
        return ()
    claims = _claims(earlier.claims, later.claims)
    if claims is None:
        return ()
    changed = parties[0].left.side is not parties[0].right.side
    roles = "诉讼地位互换" if changed else "诉讼地位相同"
    return (
        Leg(
            kind=LegKind.PARTIES,
            sentence=f"当事人相同（{roles}）",
            grounds=tuple(match.ground for match in parties),
        ),
        Leg(
            kind=LegKind.OBJECT,
            sentence="诉讼标的相同",
            grounds=tuple(meeting.ground for meeting in meetings),
        ),
        claims,
    )


def _can_repeat(earlier: Traits, later: Traits) -> bool:
    """Tell whether both are suits of first instance of which the law bars the second."""
    if not {earlier.case_type, later.case_type} <= _SUITS:
        return False
    if not {earlier.instance, later.instance} <= _FIRST or earlier.is_withdrawn:
        return False
    cause = f"{earlier.cause or ''}{later.cause or ''}"
    if any(word in cause for word in _FAMILY):
        ended, begun = earlier.paper.decided_on, later.filed_on
        return ended is not None and begun is not None and begun - ended < _AGAIN_AFTER
    return True


def _claims(earlier: Sequence[Claim], later: Sequence[Claim]) -> Leg | None:
    same = tuple(_same(earlier, later))
    if same:
        return Leg(kind=LegKind.CLAIMS, sentence="诉讼请求相同", grounds=same)
    denying = next((claim for claim in later if claim.denies), None)
    if denying is None or not earlier:
        return None
    ground = Ground(
        kind=GroundKind.CLAIM,
        sentence=f"后诉请求（{denying.name}）可能实质上否定前诉裁判结果",
        left=earlier[0].words,
        right=denying.words,
    )
    return Leg(
        kind=LegKind.CLAIMS, sentence="后诉请求可能实质上否定前诉裁判结果", grounds=(ground,)
    )


def _same(earlier: Sequence[Claim], later: Sequence[Claim]) -> Iterator[Ground]:
    """Yield claims of one kind, with a sum in common where both name sums."""
    by_name = {claim.name: claim for claim in later}
    for claim in earlier:
        other = by_name.get(claim.name)
        if other is None:
            continue
        shared = set(claim.fen) & set(other.fen)
        if shared or not (claim.fen and other.fen):
            yield Ground(
                kind=GroundKind.CLAIM,
                sentence=f"同类请求：{claim.name}" + ("，金额相同" if shared else ""),
                left=claim.words,
                right=other.words,
            )
