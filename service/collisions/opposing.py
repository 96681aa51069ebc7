"""Are two pending cases meant to be decided in opposed ways on one issue?

Only who drafted something can collide: the draft of a judgment, or the ruling that is meant (拟裁判
意见). Of either nothing leaves this module but the issue and the direction.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from corpus.judgment import Judgment, JudgmentId, RawJudgment, SourceRecord
from corpus.positions.model import Answer, IssueSource, Position
from corpus.reading import read_judgment
from corpus.relations.model import Side
from corpus.spans import Extracted, Span
from service.collisions.model import Conflict, Direction
from service.divergence.cases import compared_case
from service.divergence.finding import weigh_divergences
from service.divergence.model import ComparedCase, DivergenceKind, Finding, Standard
from service.pending.handling import draft_of_case
from service.pending.model import PendingCase

LEAST_SCORE: Final = 0.1
"""Least score of the engine at which one draft stands against another."""

_NO_NUMBERS: Final = Standard(
    least_votes=0.0,
    least_per_side=0.0,
    thresholds=tuple((kind, LEAST_SCORE) for kind in DivergenceKind),
)
_ANSWERS: Final = {
    Answer.GRANTED: Direction.GRANTED,
    Answer.PARTLY: Direction.PARTLY,
    Answer.REFUSED: Direction.REFUSED,
}
_SIDES: Final = {
    Side.ASKING: Direction.FOR_ASKING,
    Side.ANSWERING: Direction.FOR_ANSWERING,
    Side.ACCUSED: Direction.FOR_ACCUSED,
}


def meant_by(case: PendingCase) -> ComparedCase | None:
    """Return what a case is meant to hold; None where nothing is written yet.

    Cost: that of reading a judgment.
    """
    draft = draft_of_case(case) or _intended(case)
    if draft is None:
        return None
    meant = compared_case(draft, is_draft=True)
    return meant if meant.positions else None


def conflicts_between(one: ComparedCase, other: ComparedCase) -> tuple[Conflict, ...]:
    """Return the issues on which two cases are meant to be decided in opposed ways.

    The issues are told in the words of the first case; the same cases in the other order give the
    same issues in the words of the other, with the directions exchanged.

    Args:
        one: What the one case is meant to hold, of :func:`meant_by`.
        other: What the other is.
    """
    first, second = sorted((one, other), key=lambda each: each.judgment.id)
    found = weigh_divergences((first, replace(second, is_draft=False)), standard=_NO_NUMBERS)
    conflicts = {
        conflict
        for finding in found
        if finding.score >= LEAST_SCORE
        for conflict in _conflicts(finding, one, other)
    }
    return tuple(sorted(conflicts, key=lambda each: (each.issue, each.own, each.other)))


def _conflicts(finding: Finding, one: ComparedCase, other: ComparedCase) -> Iterator[Conflict]:
    own, opposed = (_position(finding, each) for each in (one, other))
    if own is None or opposed is None:
        return
    for rule in (_answered, _favoured):
        left, right = rule(own), rule(opposed)
        if left is not None and right is not None and left is not right:
            issue = "" if own.question is None else own.question.value
            yield Conflict(issue=issue, own=left, other=right)
            return


def _position(finding: Finding, case: ComparedCase) -> Position | None:
    """Return the position by which a case takes part; None of a ruling as a whole."""
    group = finding.group_of(case.judgment.id)
    if group is None:
        return None
    spans = {m.holding.span for m in group.members if m.judgment_id == case.judgment.id}
    return next(
        (
            each
            for each in case.positions
            if each.holding in spans and each.source is not IssueSource.RULING
        ),
        None,
    )


def _answered(position: Position) -> Direction | None:
    return None if position.answer is None else _ANSWERS[position.answer.value]


def _favoured(position: Position) -> Direction | None:
    return None if position.favours is None else _SIDES.get(position.favours)


def _intended(case: PendingCase) -> Judgment | None:
    """Return the ruling that is meant, read as the reasoning of a judgment."""
    words = case.intended_ruling.strip()
    if not words:
        return None
    about = "、".join(case.elements)
    text = f"{about}一案。\n本院认为，{words.removeprefix('本院认为').lstrip('，,：:')}\n"
    source = SourceRecord(name="pending", place=case.id, format="text")
    read = read_judgment(RawJudgment(text=text, source=source), today=case.changed_at.date())
    if not isinstance(read, Judgment) or read.text != text:
        return None
    named = Span(0, len(about))
    return replace(
        read,
        id=JudgmentId(case.id),
        cause=None if case.cause is None else Extracted(case.cause, named, "told"),
        charges=tuple(Extracted(each, named, "told") for each in case.charges),
    )
