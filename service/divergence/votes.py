"""How much does each judgment of a position count?

One judgment in effect has one vote. A series (系列案) has one vote together, or a plaintiff with a
hundred debtors would outvote a province. What was overturned counts for nothing and stays to be
seen. A first instance of which nobody knows whether it stands counts, as courts compare what they
decided; a draft never does.

Source: 法发〔2020〕24号 art. 9-11.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from corpus.judgment import Effectiveness
from corpus.positions.model import Conclusion
from corpus.spans import value_of
from service.comparison.quotes import Quote
from service.divergence.model import Member, PositionGroup
from service.divergence.stances import Stance
from service.divergence.words import names_of

OVERTURNED: Final = frozenset(
    {Effectiveness.VARIED, Effectiveness.REVOKED, Effectiveness.REVISED_ON_RETRIAL}
)
"""Effects of a judgment that no longer stands."""
_LEVELS: Final = ("supreme", "high", "intermediate", "basic")
_TELLING: Final = 6
"""Characters from which on a conclusion with what it is about says a position by itself."""


def votes_of(groups: Sequence[Sequence[Stance]]) -> Mapping[str, float]:
    """Return the vote of each judgment by its id.

    Args:
        groups: The stances, position by position. The members of a series share one vote over
            all positions, so that a split inside a series is not counted twice.
    """
    standing = [stance.case for group in groups for stance in group if _counts(stance)]
    sizes = Counter(case.series for case in standing if case.series is not None)
    votes: dict[str, float] = {stance.case.judgment.id: 0.0 for group in groups for stance in group}
    for case in standing:
        votes[case.judgment.id] = 1.0 if case.series is None else 1.0 / sizes[case.series]
    return votes


def _counts(stance: Stance) -> bool:
    return not stance.case.is_draft and stance.case.effect not in OVERTURNED


def groups_of(groups: Sequence[Sequence[Stance]]) -> tuple[PositionGroup, ...]:
    """Return the positions with their members, most votes first."""
    votes = votes_of(groups)
    found = [
        (sum(votes[stance.case.judgment.id] for stance in group), _members(group, votes), group)
        for group in groups
    ]
    found.sort(key=lambda each: (-each[0], -len(each[1]), each[1][0].judgment_id))
    return tuple(
        PositionGroup(
            key=chr(ord("a") + place),
            label=label_of(group, [other for _, _, other in found if other is not group]),
            members=members,
            votes=round(total, 6),
        )
        for place, (total, members, group) in enumerate(found)
    )


def label_of(group: Sequence[Stance], others: Sequence[Sequence[Stance]]) -> str:
    """Return words of a member's own holding that say the position.

    What the other positions hold too says nothing of this one. Of the rest the conclusion most
    members come to is taken in its shortest words; one with what it is about goes before 不予支持
    alone, and a whole holding comes last.
    """
    theirs = {_held(each) for side in others for stance in side for each in _conclusions(stance)}
    own = Counter(
        _held(each)
        for stance in group
        for each in _conclusions(stance)
        if _held(each) not in theirs
    )
    told = [
        (
            not (each.about and len(each.span) >= _TELLING),
            names is not None and names.search(words) is not None,
            -own[_held(each)],
            len(each.span),
            words,
        )
        for stance in group
        for names in (names_of(stance.case.judgment),)
        for each in _conclusions(stance)
        if own[_held(each)] and len(words := each.span.of(stance.case.judgment.text)) > 3
    ]
    if told:
        return min(told)[-1]
    answers = [_answer(stance) or stance.holding for stance in group]
    return min(answers, key=lambda each: (len(each), each))


def _conclusions(stance: Stance) -> tuple[Conclusion, ...]:
    return stance.position.conclusions


def _held(conclusion: Conclusion) -> tuple[str, str, bool]:
    return conclusion.predicate, conclusion.about, conclusion.is_affirmed


def _answer(stance: Stance) -> str:
    answer = stance.position.answer
    return "" if answer is None else answer.span.of(stance.case.judgment.text)


def _members(group: Sequence[Stance], votes: Mapping[str, float]) -> tuple[Member, ...]:
    members = [_member(stance, votes[stance.case.judgment.id]) for stance in group]
    return tuple(sorted(members, key=_order))


def _member(stance: Stance, vote: float) -> Member:
    judgment = stance.case.judgment
    court = value_of(judgment.court)
    return Member(
        judgment_id=judgment.id,
        holding=Quote(whole=judgment.text, span=stance.position.holding),
        passage=Quote(whole=judgment.text, span=stance.position.passage),
        vote=vote,
        level=None if court is None else court.level,
        court="" if court is None else court.name,
        decided_on=value_of(judgment.decided_on),
        committee=stance.case.committee,
        effect=stance.case.effect,
        is_draft=stance.case.is_draft,
    )


def _order(member: Member) -> tuple[int, int, str]:
    level = len(_LEVELS) if member.level is None else _LEVELS.index(member.level.value)
    day = 0 if member.decided_on is None else -member.decided_on.toordinal()
    return level, day, member.judgment_id
