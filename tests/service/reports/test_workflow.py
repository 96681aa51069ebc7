"""The way of a report through the desk, as a machine that tries everything in any order."""

import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from corpus.store.sql import SqlJudgmentStore
from service.accounts.desk import AccountDesk
from service.actors import Role
from service.errors import (
    PageNotFoundError,
    ReportBlockedError,
    ReportChangedError,
    ReportLockedError,
    ReportMoveError,
    ReportMoveReasonError,
    ReportQuoteError,
    ReportSignerError,
)
from service.pending.desk import PendingDesk
from service.reports.codec import digest_of
from service.reports.desk import ReportDesk
from service.reports.rules import blocking, check
from service.reports.states import STEPS, Doer, ReportMove, ReportState, is_finished, may_change
from service.settings import Settings
from service.store.account_records import AccountRecords
from service.store.database import open_database, prepare_database
from service.store.pending_records import PendingRecords
from service.store.report_records import ReportRecords
from tests.service.conftest import GOOD_PASSWORD, Clock
from tests.service.papers import papers
from tests.service.reports.made import content_of, party_case

JUDGMENTS = papers()
UNANSWERED = party_case(response_place=None, answer="")


def misquoted(content):
    """Change the words of a quote and leave its place."""
    case = content.cases[1]
    wrong = replace(case.holding, text="变" * len(case.holding.text))
    return replace(content, cases=(content.cases[0], replace(case, holding=wrong)))


@cache
def stocked():
    """Return a database that holds the judgments, as the bytes of its file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tongpan.db"
        engine = prepare_database(f"sqlite:///{path}")
        SqlJudgmentStore(engine).put(JUDGMENTS)
        engine.dispose()
        return path.read_bytes()


class Workflow(RuleBasedStateMachine):
    """A judge, an assistant and a stranger at one report."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.settings = Settings(data=self.folder)
        (self.folder / "tongpan.db").write_bytes(stocked())
        self.engine = open_database(self.settings.database_address)
        store = SqlJudgmentStore(self.engine)
        self.clock = Clock()
        accounts = AccountDesk(AccountRecords(self.engine), self.settings)
        self.judge, self.assistant, self.stranger = (
            accounts.add(
                name=name,
                display_name=shown,
                password=GOOD_PASSWORD,
                roles=[Role.JUDGE],
                now=self.clock(),
            )
            for name, shown in (("wang", "王法官"), ("zhou", "周助理"), ("zhao", "赵法官"))
        )
        self.desk = ReportDesk(
            records=ReportRecords(self.engine),
            judgment_of=store.get,
            pending=PendingDesk(records=PendingRecords(self.engine), settings=self.settings),
            settings=self.settings,
        )
        self.kept = {}
        self.log = []

    def teardown(self):
        self.engine.dispose()
        shutil.rmtree(self.folder)

    @initialize(is_answered=st.booleans())
    def open(self, is_answered):
        content = content_of(JUDGMENTS, number="")
        if not is_answered:
            content = replace(content, party_cases=(UNANSWERED,))
        opened = self.desk.open(
            content,
            actor=self.assistant,
            handling_account_id=self.judge.account_id,
            now=self.clock(),
        )
        self.id, self.state, self.version = opened.id, ReportState.DRAFT, 1
        assert opened.number == "类检〔2026〕1号"
        self.content = replace(content, number=opened.number)
        self.kept[1] = digest_of(self.content)

    def report(self):
        return self.desk.find(self.id, actor=self.judge)

    @rule(
        move=st.sampled_from(ReportMove),
        by=st.sampled_from(["judge", "assistant", "stranger"]),
        reason=st.sampled_from(["", " ", "提交合议庭评议"]),
        is_stale=st.booleans(),
    )
    def move(self, move, by, reason, is_stale):
        actor, step = getattr(self, by), STEPS[move]
        seen = self.version - 1 if is_stale else self.version
        expected = None
        if by == "stranger":
            expected = PageNotFoundError
        elif self.state not in step.sources:
            expected = ReportMoveError
        elif step.needs_reason and not reason.strip():
            expected = ReportMoveReasonError
        elif is_stale:
            expected = ReportChangedError
        elif step.doer is Doer.HANDLING_JUDGE and by != "judge":
            expected = ReportSignerError
        elif move is ReportMove.SIGN and blocking(check(self.content)):
            expected = ReportBlockedError

        def make():
            return self.desk.move(
                self.report(), move, reason=reason, seen=seen, actor=actor, now=self.clock()
            )

        self.clock.forward(minutes=1)
        if expected is not None:
            with pytest.raises(expected):
                make()
            return
        moved = make()
        assert moved.state is step.target
        self.log.append((move, self.state, step.target, self.version, reason.strip()))
        self.state = step.target

    @rule(
        change=st.sampled_from(["words", "answer", "unanswered", "judge", "quote"]),
        by=st.sampled_from(["judge", "assistant", "stranger"]),
        is_stale=st.booleans(),
    )
    def change(self, change, by, is_stale):
        content = {
            "words": lambda c: replace(c, conclusion_words=c.conclusion_words + "补充。"),
            "answer": lambda c: replace(c, party_cases=(party_case(),)),
            "unanswered": lambda c: replace(c, party_cases=(UNANSWERED,)),
            "judge": lambda c: replace(
                c, search=replace(c.search, searched_by=c.search.searched_by + "甲")
            ),
            "quote": misquoted,
        }[change](self.content)
        expected = None
        if by == "stranger":
            expected = PageNotFoundError
        elif not may_change(self.state):
            expected = ReportLockedError
        elif is_stale:
            expected = ReportChangedError
        elif change == "quote":
            expected = ReportQuoteError

        def make():
            return self.desk.change(
                self.report(),
                content,
                seen=self.version - 1 if is_stale else self.version,
                actor=getattr(self, by),
                now=self.clock(),
            )

        self.clock.forward(minutes=1)
        if expected is not None:
            with pytest.raises(expected):
                make()
            return
        assert make().version == self.version + 1
        self.version += 1
        self.content = content
        self.kept[self.version] = digest_of(content)

    @precondition(lambda self: self.state is ReportState.CONFIRMING)
    @rule()
    def an_unanswered_guiding_case_blocks_signing(self):
        """Not left to chance: the machine seldom comes so far."""
        self.change("unanswered", "judge", is_stale=False)
        self.move(ReportMove.SIGN, "judge", "", is_stale=False)
        assert self.state is ReportState.CONFIRMING
        self.change("answer", "judge", is_stale=False)
        self.move(ReportMove.SIGN, "judge", "", is_stale=False)
        assert self.state is ReportState.SIGNED

    @precondition(lambda self: self.state in {ReportState.DRAFT, ReportState.RETURNED})
    @rule()
    def go_to_the_judge(self):
        self.move(ReportMove.START_SEARCH, "assistant", "", is_stale=False)
        self.move(ReportMove.END_SEARCH, "assistant", "", is_stale=False)
        self.move(ReportMove.ASK_TO_CONFIRM, "assistant", "", is_stale=False)

    @invariant()
    def what_stands_is_what_was_stored(self):
        report = self.report()
        assert (report.state, report.version) == (self.state, self.version)
        version = self.desk.version(report)
        assert version.content == self.content
        assert version.line.digest == digest_of(version.content)

    @invariant()
    def no_version_is_ever_overwritten(self):
        lines = self.desk.records.versions(self.id)
        assert {line.number: line.digest for line in lines} == self.kept

    @invariant()
    def the_log_tells_every_move(self):
        told = [
            (each.move, each.source, each.target, each.version, each.reason)
            for each in self.desk.records.moves(self.id)
        ]
        assert told == self.log

    @invariant()
    def what_is_finished_was_signed_by_the_judge_as_it_stands(self):
        report = self.report()
        line = self.desk.version(report).line
        if is_finished(self.state):
            assert line.signature is not None
            assert line.signature.by == "王法官"
            assert not blocking(check(self.content))

    @invariant()
    def a_stranger_sees_nothing(self):
        with pytest.raises(PageNotFoundError):
            self.desk.find(self.id, actor=self.stranger)
        assert self.desk.of_actor(self.stranger) == ()
        assert [each.id for each in self.desk.of_actor(self.assistant)] == [self.id]


Workflow.TestCase.settings = settings(
    max_examples=10,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestWorkflow = Workflow.TestCase
