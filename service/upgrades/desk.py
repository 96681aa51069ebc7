"""Which index answers, and may a newer one take over?"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np
from pydantic import ValidationError

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import JudgmentId
from indexing.columns.filters import FilterColumns
from indexing.errors import (
    EncoderFolderError,
    EngineError,
    QueryError,
    SnapshotError,
    SnapshotGoneError,
    SnapshotUnservedError,
)
from indexing.snapshots.snapshot import kept_names, serve_snapshot, served_names
from service.data_folder import write_private
from service.errors import RequestError
from service.ranking.grading import GradedQuestion, questions_of
from service.search.index import SearchIndex
from service.search.methods.desk import answer_by_method
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod
from service.search.methods.written import read_question
from service.search.service import SearchService
from service.search.snapshots import SnapshotSource
from service.settings import Settings
from service.store.activity_records import ActivityRecords, SearchRecord
from service.store.verdict_records import VerdictRecords
from service.upgrades.comparing import common_share, figures_of, gain_of
from service.upgrades.model import (
    UpgradeDecision,
    UpgradeFigures,
    UpgradeFinding,
    UpgradeRecord,
)

_LIST: Final = 50
"""So far down lists are read: five pages, further than verdicts are given."""
_PAGE: Final = 10
_SEARCHES: Final = 50
_RECORDS: Final = "upgrades.json"
_MOST_RECORDS: Final = 100
_SEED: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradeDesk:
    """Compares, serves, refuses and goes back.

    Attributes:
        verdicts: What judges said.
        activity: The searches that were kept.
        search: The search.
        source: The snapshots.
        settings: Whether worse ones are refused, and on how many questions that rests.
    """

    verdicts: VerdictRecords
    activity: ActivityRecords
    search: SearchService
    source: SnapshotSource
    settings: Settings

    def compare(
        self, old: str, new: str, *, progress: Callable[[int, int], None] | None = None
    ) -> UpgradeFigures:
        """Ask this court's questions of two snapshots.

        Args:
            old: Name of the snapshot in use.
            new: Name of the other.
            progress: Called with the questions asked and their number.

        Raises:
            SnapshotError: One of them is not kept or cannot be used.
            StoreError: The database refuses.

        Cost: two searches for each question with verdicts and each of the last fifty searches.
        """
        then, now = self.source.open_named(old), self.source.open_named(new)
        questions, _ = questions_of(self.verdicts.standing())
        kept = self.activity.last_searches(limit=_SEARCHES)
        held = _held(then.columns) & _held(now.columns)
        gains, n_verdicts, left_out = [], 0, 0
        n_all = len(questions) + len(kept)
        for done, question in enumerate(questions, start=1):
            grades = {each: good for each, good in question.grades.items() if each in held}
            left_out += len(question.grades) - len(grades)
            lists = self._lists(_asked(question), (then, now), limit=_LIST)
            if lists is not None and any(grades.values()):
                gains.append((gain_of(lists[0], grades), gain_of(lists[1], grades)))
                n_verdicts += len(grades)
            if progress is not None:
                progress(done, n_all)
        common = []
        for done, record in enumerate(kept, start=len(questions) + 1):
            lists = self._lists(_kept(record), (then, now), limit=_PAGE)
            if lists is not None:
                common.append(common_share(*lists))
            if progress is not None:
                progress(done, n_all)
        return figures_of(
            (old, new),
            gains,
            n_verdicts=n_verdicts,
            common=common,
            least_questions=self.settings.upgrade_questions,
            left_out=left_out,
            seed=_SEED,
        )

    def admit(
        self,
        new: str,
        *,
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
    ) -> UpgradeRecord:
        """Serve a new snapshot unless it is worse for this court than the one in use.

        Args:
            new: Name of the snapshot; it is on disk and not in use.
            now: When.
            progress: As for :meth:`compare`.

        Raises:
            SnapshotError: It cannot be used.
            StoreError: The database refuses.

        Cost: that of :meth:`compare`.
        """
        old = self.source.current_name()
        figures = None if old is None or old == new else self._figures(old, new, progress)
        is_refused = (
            self.settings.upgrade_refusal
            and figures is not None
            and figures.finding is UpgradeFinding.WORSE
        )
        if is_refused and old is not None:
            return self._noted(UpgradeDecision.REFUSED, new, served=old, now=now, figures=figures)
        if old != new:
            serve_snapshot(self.settings.snapshot_root, new)
        return self._noted(UpgradeDecision.SERVED, new, served=new, now=now, figures=figures)

    def _figures(
        self, old: str, new: str, progress: Callable[[int, int], None] | None
    ) -> UpgradeFigures | None:
        """Compare two snapshots; None where the old one cannot answer.

        Whoever builds an index anew because the old one is damaged, or of an older form of the
        program, or because its Milvus is gone and the new one needs none, must get it served.
        """
        try:
            self.source.open_named(old)
        except (SnapshotError, EncoderFolderError):
            return None
        try:
            return self.compare(old, new, progress=progress)
        except EngineError:
            if self.source.manifest(old).engine is None or self.source.manifest(new).engine:
                raise
            return None

    def accept(self, name: str, *, now: datetime) -> UpgradeRecord:
        """Serve a snapshot whatever its figures are.

        Raises:
            SnapshotGoneError: It is not kept.
        """
        serve_snapshot(self.settings.snapshot_root, name)
        return self._noted(UpgradeDecision.ACCEPTED, name, served=name, now=now, figures=None)

    def roll_back(self, *, now: datetime, to: str | None = None) -> UpgradeRecord:
        """Serve again a snapshot that has answered before.

        Args:
            now: When.
            to: Its name; None takes the last one before the one in use.

        Raises:
            SnapshotGoneError: No earlier one is kept, or not this one.
            SnapshotUnservedError: It was built and has never answered.
        """
        names, current = self.names(), self.source.current_name() or ""
        served = self.served_names()
        earlier = [each for each in served if each < current]
        if to is None and not earlier:
            raise SnapshotGoneError(current, kept=names)
        if to in names and to not in served:
            raise SnapshotUnservedError(to or "", served=served)
        back = earlier[-1] if to is None else to
        serve_snapshot(self.settings.snapshot_root, back)
        return self._noted(UpgradeDecision.ROLLED_BACK, current, served=back, now=now, figures=None)

    def served_names(self) -> tuple[str, ...]:
        """Return the names of those on disk that have answered, oldest first."""
        return served_names(self.settings.snapshot_root)

    def names(self) -> tuple[str, ...]:
        """Return the names of the snapshots on disk, oldest first."""
        return kept_names(self.settings.snapshot_root)

    def records(self) -> tuple[UpgradeRecord, ...]:
        """Return what was decided, the latest last; nothing where it cannot be read."""
        try:
            rows = json.loads((self.settings.data / _RECORDS).read_text("utf-8"))
            return tuple(UpgradeRecord.model_validate(each) for each in rows)
        except (OSError, ValueError, ValidationError):
            return ()

    def _noted(
        self,
        decision: UpgradeDecision,
        snapshot: str,
        *,
        served: str,
        now: datetime,
        figures: UpgradeFigures | None,
    ) -> UpgradeRecord:
        record = UpgradeRecord(
            at=now, decision=decision, snapshot=snapshot, served=served, figures=figures
        )
        kept = [*self.records(), record][-_MOST_RECORDS:]
        rows = [each.model_dump(mode="json") for each in kept]
        write_private(
            self.settings.data / _RECORDS, json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        )
        return record

    def _lists(
        self, question: MethodQuestion, indexes: Sequence[SearchIndex], *, limit: int
    ) -> tuple[list[JudgmentId], list[JudgmentId]] | None:
        """Return what two indexes find; None where a question cannot be asked any more."""
        found = []
        for index in indexes:
            try:
                answer = answer_by_method(
                    replace(question, offset=0, limit=limit),
                    self.search,
                    index=index,
                )
            except (RequestError, QueryError, JudgmentNotFoundError):
                return None
            found.append([each.similar.judgment.id for each in answer.hits])
        return found[0], found[1]


def _asked(question: GradedQuestion) -> MethodQuestion:
    asked = question.asked
    return MethodQuestion(
        method=SearchMethod.FACTS,
        text=asked.text,
        judgment_id=asked.judgment_id,
        charges=asked.charges,
    )


def _kept(record: SearchRecord) -> MethodQuestion:
    by_method = read_question(record.text or "")
    if by_method is not None:
        return by_method
    judgment_id = None if record.judgment_id is None else JudgmentId(record.judgment_id)
    text = record.text if judgment_id is None else None
    return MethodQuestion(method=SearchMethod.FACTS, text=text, judgment_id=judgment_id)


def _held(columns: FilterColumns) -> frozenset[JudgmentId]:
    shown = np.ones(columns.size, dtype=np.bool_) if columns.shown is None else columns.shown
    return frozenset(columns.ids[label] for label in np.flatnonzero(shown).tolist())
