"""However cases are opened and changed, each judge is told of each pair once, and nobody else."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from corpus.store.relation_records import SqlRelations
from service.accounts.desk import AccountDesk
from service.actors import Role
from service.collisions.desk import CollisionDesk
from service.notices.desk import NoticeDesk
from service.notices.model import NoticeKind
from service.pending.desk import PendingDesk
from service.pending.model import Stage
from service.pending.opening import CaseEntry
from service.settings import Settings
from service.store.account_records import AccountRecords
from service.store.notice_records import NoticeRecords
from service.store.pending_records import PendingRecords
from service.tiers.hierarchy import CourtBook
from tests.quick_databases import blank_database
from tests.service.collisions.made import FEE, GRANTED, REFUSED, opened
from tests.service.conftest import GOOD_PASSWORD

JUDGES = ("甲法官", "乙法官", "丙法官")
START = datetime(2026, 3, 2, tzinfo=UTC)


class Court(RuleBasedStateMachine):
    """Judges open, change, hand over and close like cases, through two processes."""

    def __init__(self):
        super().__init__()
        self.engine = blank_database()
        self.now = START
        self.given = Settings(data=Path("nowhere"))
        accounts = AccountDesk(AccountRecords(self.engine), self.given)
        self.judges = [
            accounts.add(
                name=f"judge{number}",
                display_name=name,
                password=GOOD_PASSWORD,
                roles=[Role.JUDGE],
                now=self.now,
            )
            for number, name in enumerate(JUDGES)
        ]
        self.bystander = accounts.add(
            name="bystander",
            display_name="旁人",
            password=GOOD_PASSWORD,
            roles=[Role.JUDGE],
            now=self.now,
        )
        self.notices = NoticeDesk(records=NoticeRecords(self.engine))
        # Each process keeps profiles of its own.
        self.desks = [self._desk(), self._desk()]
        self.cases = {}

    def _desk(self):
        records = PendingRecords(self.engine)
        collisions = CollisionDesk(
            records=records,
            relations=SqlRelations(self.engine),
            accounts=AccountRecords(self.engine),
            notices=self.notices,
            book=CourtBook(),
        )
        return PendingDesk(records=records, settings=self.given, watchers=(collisions,))

    def _tick(self):
        self.now += timedelta(minutes=1)
        return self.now

    @rule(judge=st.integers(0, 2), process=st.integers(0, 1))
    def open_case(self, judge, process):
        if len(self.cases) >= 4:
            return
        account = self.judges[judge]
        case = opened(
            self.desks[process],
            len(self.cases) + 1,
            judge=account.display_name,
            account=account,
            members=[each.account_id for each in self.judges],
            now=self._tick(),
        )
        self.cases[case.id] = case

    @rule(data=st.data(), process=st.integers(0, 1))
    def change_a_case(self, data, process):
        if not self.cases:
            return
        case = data.draw(st.sampled_from(sorted(self.cases.values(), key=lambda each: each.id)))
        entry = data.draw(
            st.sampled_from(
                [
                    CaseEntry(handling_judge=JUDGES[0]),
                    CaseEntry(handling_judge=JUDGES[1]),
                    CaseEntry(intended_ruling=GRANTED),
                    CaseEntry(intended_ruling=REFUSED),
                    CaseEntry(intended_ruling=""),
                    CaseEntry(issues=(FEE, "借款是否交付")),
                    CaseEntry(stage=Stage.CLOSED),
                    CaseEntry(stage=Stage.IN_TRIAL),
                ]
            )
        )
        self.cases[case.id] = self.desks[process].change(
            case.id, entry, account_id=case.opened_by, now=self._tick()
        )

    def _told(self):
        """Who was told of what, by kind; each judge's notices are read once."""
        told = {kind: [] for kind in NoticeKind}
        for judge in self.judges:
            for each in self.notices.of(judge):
                told[each.notice.kind] += [(judge.display_name, key) for key in each.notice.keys]
        return told

    @invariant()
    def nobody_is_told_twice(self):
        for told in self._told().values():
            assert len(told) == len(set(told))

    @invariant()
    def who_handles_a_like_case_is_told(self):
        told = set(self._told()[NoticeKind.PENDING_LIKE])
        still_open = [each for each in self.cases.values() if each.stage is not Stage.CLOSED]
        for mine, theirs in permutations(still_open, 2):
            if mine.handling_judge != theirs.handling_judge:
                assert (mine.handling_judge, f"like:{mine.id}:{theirs.id}") in told

    @invariant()
    def who_handles_none_is_told_nothing(self):
        assert self.notices.of(self.bystander) == ()
        assert self.notices.n_unread(self.bystander) == 0


Court.TestCase.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
TestCourt = Court.TestCase
