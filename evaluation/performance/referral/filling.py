"""How is a store filled with the matters of years?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any, Final

from corpus.case_number import read_case_number
from evaluation.performance.referral.copying import (
    Copy,
    Model,
    copied,
    prefixes,
    questions,
    resealed,
    with_judge,
    with_question,
)
from evaluation.performance.referral.people import (
    COURT,
    N_JUDGES,
    PRESIDENT,
    SPEAKERS,
    Staff,
    staffed,
)
from evaluation.performance.referral.walking import Walk, Walked
from service.house import House
from service.pending.model import PendingCase, PendingCaseId
from service.pending.opening import CaseEntry, CasePaper
from service.referral.course.acts import MatterKind
from service.referral.course.ledger import Ledger
from service.store.matter_records import Wanted, new_matter_id
from service.store.pending_records import new_pending_id

_PAPER: Final = "原告甲某诉被告乙某民间借贷纠纷，请求判令被告归还借款并承担律师费。" * 10
_CAUSE: Final = "民间借贷纠纷"
_AT_ONCE: Final = 200
_OF_COMMITTEE: Final = 5
_STILL_GOING: Final = 10
_HALF_WAY: Final = (0.25, 0.45, 0.6, 0.75, 0.9)
_PER_CASE: Final = 4
_N_RULES: Final = 200
_N_FLAGS: Final = 600
_N_DRAWN: Final = 40
VIEWERS: Final = ("office", "clerk", "keeper", "head", "host", "judge0", SPEAKERS[0], PRESIDENT)
"""Those for whom matters are drawn that they may open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a store was filled with.

    Attributes:
        staff: The people.
        ids: By kind and name, ids of matters that somebody may open, evenly drawn.
        counts: How many matters of each kind there are.
    """

    staff: Staff
    ids: Mapping[tuple[MatterKind, str], tuple[str, ...]]
    counts: Mapping[str, int]

    def seen_by(self, name: str, kind: MatterKind) -> tuple[str, ...]:
        """Return ids of matters of a kind that somebody may open."""
        return self.ids[kind, name]


@dataclass(slots=True, kw_only=True)
class Filler:
    """Fills a house.

    Attributes:
        house: The house.
        seed: Of the questions.
        now: When the first act is done.
        say: Is told how far it is.
    """

    house: House
    seed: int
    now: datetime
    say: Callable[[str], None]

    def fill(self, *, n_referrals: int, n_meetings: int) -> Filled:
        """Fill it.

        Args:
            n_referrals: Referrals, those of meetings among them.
            n_meetings: Meetings of conference and committee, one in five of the committee.

        Cost: some minutes for 10,000 and 500.
        """
        staff = staffed(self.house, now=self.now)
        case = self.open_case(staff)
        walk = Walk(house=self.house, staff=staff, pending_id=case.id, now=self.now)
        walked = walk.go()
        self.say("one referral has gone every way")
        asked = questions(self.seed)
        groups = self._meetings(walked, n_meetings, asked)
        n_written = self._write(groups)
        self.say("meetings written")
        held = self.house.referral.records.count_by_state(_all(MatterKind.REFERRAL))
        alone = self._model(walked.alone)
        rest = max(n_referrals - sum(held.values()), 0)
        self._write(self._of_cases(alone, case, staff, asked, rest))
        self.say("referrals written")
        self._write(self._rules(walked.rule, asked))
        self._write(self._flags(walked.flag, case, staff))
        self.say(f"all written, {n_written} matters of meetings")
        return self._told(staff)

    def open_case(self, staff: Staff) -> PendingCase:
        """Open the case that the first matters are of."""
        judge = staff["judge0"]
        return self.house.pending.open(
            CasePaper(text=_PAPER),
            CaseEntry(
                case_number="（2026）吉0104民初1号",
                elements=(_CAUSE,),
                court=COURT,
                handling_judge=judge.display_name,
                issues=("律师费应否支持",),
            ),
            account_id=judge.account_id,
            now=self.now,
        )

    def _copied_case(self, case: PendingCase, staff: Staff, n: int) -> PendingCase:
        """Store another case of one of the judges."""
        judge = staff[f"judge{n % N_JUDGES}"]
        made = replace(
            case,
            id=PendingCaseId(new_pending_id()),
            case_number=read_case_number(f"（2026）吉0104民初{n + 2}号"),
            handling_judge=judge.display_name,
        )
        self.house.pending.records.add(made, members=[judge.account_id])
        return made

    def _model(self, matter_id: str) -> Model:
        records = self.house.referral.records
        return Model(
            id=matter_id,
            ledger=self._ledger(records.kind_of(matter_id)),
            written=records.acts_of(matter_id),
        )

    def _ledger(self, kind: MatterKind | None) -> Ledger[Any]:
        desks = self.house.referral
        books: dict[MatterKind, Ledger[Any]] = {
            MatterKind.REFERRAL: desks.referrals.ledger,
            MatterKind.CONFERENCE: desks.conferences.books.meetings,
            MatterKind.CONFERENCE_ITEM: desks.conferences.books.items,
            MatterKind.COMMITTEE_MEETING: desks.committee.meetings,
            MatterKind.COMMITTEE_ITEM: desks.committee.items,
            MatterKind.RULE: desks.rules.ledger,
            MatterKind.FLAG: desks.flags.ledger,
        }
        if kind not in books:
            raise AssertionError(f"nothing is copied of {kind}")
        return books[kind]

    def _meetings(self, walked: Walked, n: int, asked: Iterator[str]) -> Iterator[Sequence[Copy]]:
        conference = [self._model(each) for each in walked.conference]
        committee = [self._model(each) for each in walked.committee]
        for place in range(n):
            models = committee if place % _OF_COMMITTEE == 0 else conference
            n_acts: tuple[int | None, ...] = (None,) * len(models)
            if place % _STILL_GOING == 1 or place % (2 * _STILL_GOING) == 0:
                n_acts = prefixes(models, _HALF_WAY[place // _STILL_GOING % len(_HALF_WAY)])
            ids = {each.id: new_matter_id() for each in models}
            names = with_question(ids, next(asked))
            meeting, *others = models
            if models is committee:
                for each in others:
                    names |= resealed(each, meeting.id, ids[meeting.id])
            yield [
                copied(model, ids[model.id], names, place=place, n_acts=so_many)
                for model, so_many in zip(models, n_acts, strict=True)
                if so_many is None or so_many
            ]

    def _of_cases(
        self, model: Model, case: PendingCase, staff: Staff, asked: Iterator[str], n: int
    ) -> Iterator[Sequence[Copy]]:
        for number in range(-(-n // _PER_CASE)):
            other = self._copied_case(case, staff, number)
            judge = staff.number(f"judge{number % N_JUDGES}")
            for place in range(number * _PER_CASE, min((number + 1) * _PER_CASE, n)):
                names = with_question({case.id: other.id}, next(asked))
                made = copied(model, new_matter_id(), names, place=place)
                yield [with_judge(made, judge)]

    def _rules(self, rule_id: str, asked: Iterator[str]) -> Iterator[Sequence[Copy]]:
        model = self._model(rule_id)
        for place in range(_N_RULES):
            yield [copied(model, new_matter_id(), with_question({}, next(asked)), place=place)]

    def _flags(self, flag_id: str, case: PendingCase, staff: Staff) -> Iterator[Sequence[Copy]]:
        model = self._model(flag_id)
        own = self.house.pending.records.of_account(staff.number("judge0"))
        for place in range(_N_FLAGS):
            names: dict[str, str] = {case.id: own[place % len(own)].id}
            yield [copied(model, new_matter_id(), names, place=place)]

    def _write(self, groups: Iterator[Sequence[Copy]]) -> int:
        """Write copies, some hundred in a transaction; return how many."""
        n = 0
        while batch := [each for group in islice(groups, _AT_ONCE) for each in group]:
            with self.house.referral.records.write() as work:
                for each in batch:
                    each.write(work)
            n += len(batch)
        return n

    def _told(self, staff: Staff) -> Filled:
        records, seen_by = self.house.referral.records, self.house.referral.access.seen_by
        kinds = [kind for kind in MatterKind if kind is not MatterKind.TIME_LIMIT]
        ids: dict[tuple[MatterKind, str], tuple[str, ...]] = {}
        for kind in kinds:
            for name in VIEWERS:
                wanted = replace(seen_by(staff[name]), kinds=(kind,))
                if kind is MatterKind.RULE:
                    wanted = _all(kind)
                step = max(records.count(wanted) // _N_DRAWN, 1)
                found = (records.find(wanted, most=1, skip=n * step) for n in range(_N_DRAWN))
                ids[kind, name] = tuple(each.id for some in found for each in some)
        return Filled(
            staff=staff,
            ids=ids,
            counts={kind.value: records.count(_all(kind)) for kind in kinds},
        )


def _all(kind: MatterKind) -> Wanted:
    return Wanted(kinds=(kind,))
