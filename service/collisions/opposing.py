"""Are two pending cases meant to be decided in opposed ways on one issue?

Only who drafted something can collide: the draft of a judgment, or the ruling that is meant (拟裁判
意见). Of either nothing leaves this module but the issue and the direction.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment, JudgmentId, RawJudgment, SourceRecord
from corpus.positions.model import Answer, IssueSource, Position
from corpus.reading import read_judgment
from corpus.relations.model import Side
from corpus.spans import Extracted, Span
from indexing.columns.bigrams import bigrams_of
from service.collisions.model import Conflict, Direction
from service.divergence.cases import compared_case
from service.divergence.model import ComparedCase
from service.pending.handling import draft_of_case
from service.pending.model import PendingCase

LIKE_HOLDINGS: Final = 0.5
"""Share of the shorter holding that stands in the other, pair of characters by pair, from which on
two holdings answer one issue. The cases are known to be alike already."""

_ANSWERS: Final = {
    Answer.GRANTED: Direction.GRANTED,
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
    """Return the issues on which two like cases are meant to be decided in opposed ways.

    Holdings that are each other's nearest answer one issue. They are opposed where they favour
    opposed sides; where that is not told, where one grants what the other refuses. The same cases
    in the other order give the same issues in the words of the other, the directions exchanged.

    Args:
        one: What the one case is meant to hold, of :func:`meant_by`.
        other: What the other is.

    Cost: the holdings of the one times those of the other, each some microseconds.
    """
    holdings, others = _holdings(one), _holdings(other)
    like = {
        (place, opposite): _share(pairs, opposed)
        for place, (_, pairs) in enumerate(holdings)
        for opposite, (_, opposed) in enumerate(others)
    }
    found = {
        conflict
        for (place, opposite), share in like.items()
        if share >= LIKE_HOLDINGS
        and share == max(value for (row, _), value in like.items() if row == place)
        and share == max(value for (_, column), value in like.items() if column == opposite)
        for conflict in _opposed(holdings[place][0], others[opposite][0])
    }
    return tuple(sorted(found, key=lambda each: (each.issue, each.own, each.other)))


def _holdings(case: ComparedCase) -> list[tuple[Position, NDArray[np.uint32]]]:
    """Return what is held on single issues; a ruling as a whole answers none."""
    text = case.judgment.text
    return [
        (position, bigrams_of(position.holding.of(text)))
        for position in case.positions
        if position.source is not IssueSource.RULING
    ]


def _share(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    shorter = min(len(one), len(other))
    if not shorter:
        return 0.0
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter


def _opposed(one: Position, other: Position) -> Iterator[Conflict]:
    """Give the conflict of two answers to one issue, where they favour opposed sides.

    To refuse a defence favours whom to grant the claim does: where it is told whom both favour,
    that decides.
    """
    issue = "" if one.question is None else one.question.value
    sides = _favoured(one), _favoured(other)
    if sides[0] is not None and sides[0] is sides[1]:
        return
    for own, opposite in ((_answered(one), _answered(other)), sides):
        if own is not None and opposite is not None and own is not opposite:
            yield Conflict(issue=issue, own=own, other=opposite)
            return


def _answered(position: Position) -> Direction | None:
    return None if position.answer is None else _ANSWERS.get(position.answer.value)


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
