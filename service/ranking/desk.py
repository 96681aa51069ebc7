"""How does a court get a ranker of its own, and how does it get rid of it?"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from indexing.errors import RankerError
from indexing.searching.ranker import Rankers, shipped_rankers
from service.ranking.grading import (
    GradedQuestion,
    LeftOut,
    Need,
    Shortage,
    VerdictCounts,
    count_verdicts,
    is_teaching,
    questions_of,
    shortages,
)
from service.ranking.kept import OWN, OwnRanker, OwnRankers
from service.ranking.lessons import Lesson, LessonReader
from service.ranking.record import Decision, TrainingRecord
from service.ranking.trial import (
    LEAST_NEW_QUESTIONS,
    Rival,
    Trial,
    hold_trial,
    shift_of,
    shifted_rankers,
)
from service.search.service import JudgmentSource
from service.search.snapshots import SnapshotSource
from service.settings import Settings
from service.store.verdict_records import VerdictRecords

SHIPPED = "shipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingStatus:
    """What orders searches, and whether it could be learned anew.

    Attributes:
        own: The record of the court's own ranker where that is in use, or None.
        trouble: Why the court's own ranker cannot be used though it should be, or None.
        counts: The verdicts.
        shortages: What there is too little of to learn from.
        last: What the last training came to, or None.
    """

    own: TrainingRecord | None
    trouble: RankerError | None
    counts: VerdictCounts
    shortages: tuple[Shortage, ...]
    last: TrainingRecord | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingDesk:
    """Learns, tells and resets.

    Attributes:
        records: The verdicts.
        store: The judgments.
        source: The index.
        own: The rankers of this court.
        settings: How many verdicts are enough.
    """

    records: VerdictRecords
    store: JudgmentSource
    source: SnapshotSource
    own: OwnRankers
    settings: Settings

    def status(self) -> RankingStatus:
        """Return how it stands; opens no index."""
        counts = count_verdicts(self.records.standing_in_short())
        own, trouble = self._own()
        return RankingStatus(
            own=None if own is None else own.record,
            trouble=trouble,
            counts=counts,
            shortages=shortages(
                n_questions=counts.n_teaching, n_verdicts=counts.n_graded, settings=self.settings
            ),
            last=self.own.last(),
        )

    def reset(self) -> str | None:
        """Put the shipped ranker into use; returns the name of the one that was, or None."""
        return self.own.forget()

    def train(
        self, *, seed: int, now: datetime, progress: Callable[[int, int], None]
    ) -> TrainingRecord:
        """Learn a ranker of the standing verdicts and use it where it is better.

        Better means better than the shipped ranker, and than the court's own where that is in
        use, on questions held out, by more than chance explains.

        Args:
            seed: Of every random choice.
            now: When.
            progress: Called with the questions read and their number.

        Raises:
            NoSnapshotError: There are verdicts enough, and no index.
            IndexingError: The index cannot be used, or no shipped ranker fits this program.
            StoreError: The database refuses.

        Cost: 100 ms for each question, and a second.
        """
        questions, n_even = questions_of(self.records.standing())
        left_out = Counter({LeftOut.EVEN: n_even} if n_even else {})
        teaching = [each.grades for each in questions if is_teaching(each.grades)]
        kinds = Counter(grade for grades in teaching for grade in grades.values())
        draft = TrainingRecord(
            decision=Decision.INSUFFICIENT,
            at=now,
            seed=seed,
            command=f"tongpan rank train --seed {seed}",
            n_questions=len(teaching),
            n_similar=kinds[True],
            n_not_similar=kinds[False],
            n_pairs=sum(
                list(grades.values()).count(True) * list(grades.values()).count(False)
                for grades in teaching
            ),
            left_out=left_out,
        )
        short = shortages(
            n_questions=len(teaching), n_verdicts=kinds.total(), settings=self.settings
        )
        if short:
            return draft.model_copy(update={"shortages": short})
        return self._learned(draft, questions, progress)

    def _learned(
        self,
        draft: TrainingRecord,
        questions: Sequence[GradedQuestion],
        progress: Callable[[int, int], None],
    ) -> TrainingRecord:
        shipped = shipped_rankers()
        if shipped is None:
            raise RankerError("the shipped weights are for other features than this program reads")
        snapshot = self.source.open_snapshot()
        reader = LessonReader(snapshot, self.store, self.settings)
        lessons = reader.read(questions, progress=progress)
        draft = _told(draft, lessons, reader.left_out, snapshot.manifest.name)
        own, _ = self._own()
        rivals = [Rival(name=SHIPPED, rankers=shipped)]
        if own is not None and own.record.ranker is not None:
            seen = frozenset(own.record.learned_from)
            rivals.append(Rival(name=own.record.ranker, rankers=own.rankers, learned_from=seen))
        short = (
            *shortages(
                n_questions=draft.n_questions,
                n_verdicts=draft.n_similar + draft.n_not_similar,
                settings=self.settings,
            ),
            *_too_few_new(rivals, lessons),
        )
        if short:
            return draft.model_copy(update={"shortages": short})
        trial = hold_trial(lessons, start=shipped, rivals=rivals, seed=draft.seed)
        record = _decided(draft, trial)
        if trial.is_better:
            record = self._take(record, lessons, shipped)
        self.own.note(record)
        return record

    def _take(
        self, record: TrainingRecord, lessons: Sequence[Lesson], shipped: Rankers
    ) -> TrainingRecord:
        shift = shift_of(shipped, lessons)
        content = hashlib.sha256(shift.tobytes()).hexdigest()
        name = f"{record.at:%Y%m%dT%H%M%SZ}-{content[:8]}"
        taken = record.model_copy(update={"decision": Decision.REPLACED, "ranker": OWN + name})
        self.own.keep(name, shifted_rankers(shipped, shift, name=OWN + name), taken)
        return taken

    def _own(self) -> tuple[OwnRanker | None, RankerError | None]:
        try:
            own = self.own.read()
        except RankerError as error:
            return None, error
        if own is None and self.own.name() is not None:
            return None, RankerError(f"{self.own.name()} is for other features than these")
        return own, None


def _too_few_new(rivals: Sequence[Rival], lessons: Sequence[Lesson]) -> tuple[Shortage, ...]:
    fewest = min(len(rival.unseen(lessons)) for rival in rivals)
    if fewest >= LEAST_NEW_QUESTIONS or len(rivals) == 1:
        return ()
    return (Shortage(need=Need.NEW_QUESTIONS, found=fewest, needed=LEAST_NEW_QUESTIONS),)


def _told(
    draft: TrainingRecord,
    lessons: Sequence[Lesson],
    left_out: Mapping[LeftOut, int],
    snapshot_id: str,
) -> TrainingRecord:
    similar = [int(one.is_similar.sum()) for one in lessons]
    others = [int((~one.is_similar).sum()) for one in lessons]
    return draft.model_copy(
        update={
            "snapshot_id": snapshot_id,
            "n_questions": len(lessons),
            "n_similar": sum(similar),
            "n_not_similar": sum(others),
            "n_pairs": sum(a * b for a, b in zip(similar, others, strict=True)),
            "left_out": {**draft.left_out, **left_out},
            "learned_from": tuple(one.digest for one in lessons),
        }
    )


def _decided(draft: TrainingRecord, trial: Trial) -> TrainingRecord:
    return draft.model_copy(
        update={
            "decision": Decision.NOT_BETTER,
            "in_order": {
                "candidate": trial.candidate,
                SHIPPED: trial.comparisons[0].other,
                "formula": trial.formula,
                "chance": 0.5,
            },
            "comparisons": trial.comparisons,
        }
    )
