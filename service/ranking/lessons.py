"""What does a question with its verdicts teach a ranker, over the index as it is now?

A question is asked again, and what the channels find is compared with it as every search compares
it, so that a ranker is learned and tried on the very numbers that it will be given.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import JudgmentId
from corpus.store.leaving import those_left
from indexing.errors import EmptyQueryError
from indexing.searching.belonging import belonging_inputs
from indexing.searching.hybrid import HybridSearcher, SearchParameters
from indexing.searching.preparing import prepare_query
from indexing.searching.query import Query
from indexing.searching.ranker import Rankers
from indexing.searching.ranking import elements_of_query, read_features
from indexing.searching.verdict_training import VerdictList
from indexing.snapshots.opening import IndexSnapshot
from service.errors import RequestError
from service.ranking.grading import GradedQuestion, Grades, LeftOut, is_teaching
from service.search.question import Question, checked
from service.search.same_text import AskedText
from service.search.service import JudgmentSource
from service.search.understanding import understand
from service.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What one question teaches.

    Attributes:
        digest: Of the question.
        are_given: Whether its charges are told.
        features: Of all judgments that are ranked for it, one row each.
        found: The same as inputs of belonging.
        judged: The rows of which judges spoke.
        is_similar: What they said of these.
        formula: What the plain formula gives these; 0 for those that no channel finds any more.
        belonging: How many grades the odds of belonging count in a search.
    """

    digest: str
    are_given: bool
    features: NDArray[np.float64]
    found: NDArray[np.float64]
    judged: NDArray[np.int64]
    is_similar: NDArray[np.bool_]
    formula: NDArray[np.float64]
    belonging: float

    def scores(self, rankers: Rankers) -> NDArray[np.float64]:
        """Return what rankers order the judged ones by."""
        ranker = rankers.choose(are_given=self.are_given)
        return ranker.scores(self.features, self.found, belonging=self.belonging)[self.judged]

    def taught(self, start: Rankers) -> VerdictList:
        """Return what is learned of, from rankers on."""
        ranker = start.choose(are_given=self.are_given)
        return VerdictList(
            inputs=ranker.inputs(self.features)[self.judged],
            scores=self.scores(start),
            is_similar=self.is_similar,
        )


class LessonReader:
    """Reads lessons from one snapshot."""

    def __init__(self, snapshot: IndexSnapshot, store: JudgmentSource, settings: Settings) -> None:
        """Take a snapshot.

        Args:
            snapshot: The index.
            store: The judgments.
            settings: To which depth searches rank, and which questions they take.
        """
        self._snapshot = snapshot
        self._store = store
        self._settings = settings
        self._parameters = SearchParameters(depth=settings.ranked_hits, passages_per_hit=0)
        self._by_formula = HybridSearcher(
            snapshot, parameters=self._parameters, rankers=_nothing, gauge=_nothing
        )
        self.left_out: Counter[LeftOut] = Counter()

    def read(
        self, questions: Sequence[GradedQuestion], *, progress: Callable[[int, int], None]
    ) -> tuple[Lesson, ...]:
        """Return the lessons of questions; what teaches nothing is counted by reason.

        Cost: 100 ms for each question over 9,000 judgments.
        """
        lessons = []
        for done, question in enumerate(questions, start=1):
            lesson = self._lesson(question)
            if lesson is not None:
                lessons.append(lesson)
            progress(done, len(questions))
        return tuple(lessons)

    def _lesson(self, question: GradedQuestion) -> Lesson | None:
        query = self._query(question)
        if query is None:
            self._leave_out(LeftOut.NOT_RANKED, len(question.grades))
            return None
        grades = self._teaching(query, question.grades)
        if not is_teaching(grades):
            self._leave_out(LeftOut.ONE_SIDED, len(grades))
            return None
        lesson = self._compared(question.asked.digest, query, grades)
        if lesson is None:
            self._leave_out(LeftOut.NOT_RANKED, len(grades))
        return lesson

    def _leave_out(self, reason: LeftOut, n_judgments: int) -> None:
        if n_judgments:
            self.left_out[reason] += n_judgments

    def _query(self, question: GradedQuestion) -> Query | None:
        asked = question.asked
        told = Question(text=asked.text, judgment_id=asked.judgment_id, charges=asked.charges)
        try:
            judgment = None if asked.judgment_id is None else self._store.get(asked.judgment_id)
            return understand(checked(told, self._settings), judgment).query
        except (JudgmentNotFoundError, RequestError):
            return None

    def _teaching(self, query: Query, grades: Grades) -> Grades:
        """Return the grades of judgments that are indexed, and are not the question itself."""
        others = [one for one in grades if one != query.judgment_id]
        indexed = [one for one in others if self._label(one) is not None]
        same = AskedText(query.text if query.parts is None else query.parts.facts)
        kept = [
            one.id
            for one in those_left(self._store.get_listed, indexed)
            if not same.is_in(one.text)
        ]
        self._leave_out(LeftOut.ITSELF, len(grades) - len(others))
        self._leave_out(LeftOut.NOT_INDEXED, len(others) - len(indexed))
        self._leave_out(LeftOut.SAME_TEXT, len(indexed) - len(kept))
        return {judgment_id: grades[judgment_id] for judgment_id in kept}

    def _label(self, judgment_id: JudgmentId) -> int | None:
        ids = self._snapshot.columns.ids
        place = bisect_left(ids, judgment_id)
        return place if place < len(ids) and ids[place] == judgment_id else None

    def _compared(self, digest: str, query: Query, grades: Grades) -> Lesson | None:
        """Compare; None where a search would be ordered by the formula, whatever is learned."""
        snapshot, parameters = self._snapshot, self._parameters
        try:
            prepared = prepare_query(query, snapshot, parameters=parameters.query)
        except EmptyQueryError:
            return None
        elements = elements_of_query(query.charges, prepared, snapshot)
        if elements is None or not elements.is_criminal:
            return None
        hits = self._by_formula.search(query, limit=parameters.ranked_closely).hits
        if not hits:
            return None
        fused = {self._label(hit.judgment_id): hit.score for hit in hits}
        judged = {self._label(judgment_id): grade for judgment_id, grade in grades.items()}
        # A judgment that was found under a filter, or in an older index, is compared all the same.
        places = [place for place in dict.fromkeys((*fused, *judged)) if place is not None]
        labels = np.asarray(places, dtype=np.int64)
        features = read_features(prepared, elements, snapshot, labels)
        rows = [row for row, place in enumerate(places) if place in judged]
        return Lesson(
            digest=digest,
            are_given=elements.are_given,
            features=features,
            found=belonging_inputs(prepared, snapshot, labels, features),
            judged=np.asarray(rows, dtype=np.int64),
            is_similar=np.asarray([judged[places[row]] for row in rows]),
            formula=np.asarray([fused.get(places[row], 0.0) for row in rows]),
            belonging=parameters.belonging,
        )


def _nothing() -> None:
    """Give nothing learned."""
