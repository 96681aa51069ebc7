"""What do the standing verdicts on one question say together?

Colleagues may differ over the same judgment: what most of them said counts, and where they are even
nothing is learned. 待定 says nothing either way.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.judgment import JudgmentId
from service.settings import Settings
from service.verdicts.model import AskedBy, GivenVerdict, StandingVerdict, Verdict

Grades = Mapping[JudgmentId, bool]
"""For each judgment on which there is a majority, whether it is a similar case."""


class Need(StrEnum):
    """What there must be enough of before a ranker is learned."""

    QUESTIONS = "questions"
    VERDICTS = "verdicts"
    NEW_QUESTIONS = "new_questions"


class LeftOut(StrEnum):
    """Why a judgment with verdicts teaches nothing."""

    EVEN = "even"
    ITSELF = "itself"
    SAME_TEXT = "same_text"
    NOT_INDEXED = "not_indexed"
    NOT_RANKED = "not_ranked"
    ONE_SIDED = "one_sided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """What there is too little of.

    Attributes:
        need: Of what.
        found: How many there are.
        needed: How many there must be.
    """

    need: Need
    found: int
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedQuestion:
    """A question with what is to be learned of it.

    Attributes:
        asked: The question; of several ways of telling its charges the latest that tells any.
        grades: The judgments of which it may be learned.
    """

    asked: AskedBy
    grades: Grades


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictCounts:
    """How many verdicts there are.

    Attributes:
        similar: Standing verdicts 是类案.
        not_similar: Standing verdicts 不是类案.
        open: Standing verdicts 待定.
        n_questions: Questions with any verdict.
        n_teaching: Questions with judgments of both kinds.
        n_graded: Judgments with a majority in these questions.
    """

    similar: int
    not_similar: int
    open: int
    n_questions: int
    n_teaching: int
    n_graded: int


def grades_by_question(
    verdicts: Iterable[StandingVerdict],
) -> tuple[dict[str, Grades], int]:
    """Return by digest of the question what most people said, and how many were even.

    Questions and judgments come in order of digest and id, whatever the order of the verdicts.
    """
    votes: dict[str, dict[JudgmentId, int]] = {}
    for each in verdicts:
        if each.verdict is Verdict.OPEN:
            continue
        tally = votes.setdefault(each.asked_digest, {})
        step = 1 if each.verdict is Verdict.SIMILAR else -1
        tally[each.judgment_id] = tally.get(each.judgment_id, 0) + step
    n_even = sum(not balance for tally in votes.values() for balance in tally.values())
    graded: dict[str, Grades] = {
        digest: {one: balance > 0 for one, balance in sorted(tally.items()) if balance}
        for digest, tally in sorted(votes.items())
    }
    return graded, n_even


def is_teaching(grades: Grades) -> bool:
    """Tell whether there are similar cases and others, so that an order can be learned."""
    return len(set(grades.values())) == 2


def count_verdicts(verdicts: Sequence[StandingVerdict]) -> VerdictCounts:
    """Count standing verdicts."""
    kinds = Counter(each.verdict for each in verdicts)
    graded, _ = grades_by_question(verdicts)
    teaching = [grades for grades in graded.values() if is_teaching(grades)]
    return VerdictCounts(
        similar=kinds[Verdict.SIMILAR],
        not_similar=kinds[Verdict.NOT_SIMILAR],
        open=kinds[Verdict.OPEN],
        n_questions=len({each.asked_digest for each in verdicts}),
        n_teaching=len(teaching),
        n_graded=sum(map(len, teaching)),
    )


def shortages(*, n_questions: int, n_verdicts: int, settings: Settings) -> tuple[Shortage, ...]:
    """Return what there is too little of to learn from."""
    looked_at = (
        Shortage(need=Need.QUESTIONS, found=n_questions, needed=settings.ranker_questions),
        Shortage(need=Need.VERDICTS, found=n_verdicts, needed=settings.ranker_verdicts),
    )
    return tuple(each for each in looked_at if each.found < each.needed)


def questions_of(given: Sequence[GivenVerdict]) -> tuple[tuple[GradedQuestion, ...], int]:
    """Return the questions with their grades in order of digest, and how many grades were even.

    Args:
        given: Standing verdicts, the latest first.
    """
    graded, n_even = grades_by_question(each.standing for each in given)
    asked: dict[str, AskedBy] = {}
    for each in given:
        digest = each.asked.digest
        if digest not in asked or (each.asked.charges and not asked[digest].charges):
            asked[digest] = each.asked
    return (
        tuple(
            GradedQuestion(asked=asked[digest], grades=grades) for digest, grades in graded.items()
        ),
        n_even,
    )
