"""Pending cases are kept, changed, and seen by those they are open to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from service.actors import Role
from service.errors import CaseFieldError, PageNotFoundError, QueryTooShortError, StopReasonError
from service.pending.desk import PendingDesk
from service.pending.model import Stage
from service.pending.opening import CaseEntry, CasePaper
from service.pending.search_model import AskedQuery, KeptHit, ResponsePlace, SubmittedKind
from service.store.case_search_records import CaseSearchRecords
from service.store.pending_records import PendingRecords
from tests.service.conftest import GOOD_PASSWORD
from tests.service.pending.test_opening import COMPLAINT

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


class Watcher:
    def __init__(self):
        self.seen = []

    def note_case(self, case):
        self.seen.append(case)

    def forget_case(self, pending_id):
        self.seen = [case for case in self.seen if case.id != pending_id]


@pytest.fixture
def watcher():
    return Watcher()


@pytest.fixture
def pending(engine, settings, watcher):
    return PendingDesk(records=PendingRecords(engine), settings=settings, watchers=(watcher,))


@pytest.fixture
def other(desk, clock):
    return desk.add(
        name="other", display_name="李法官", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=clock()
    )


def open_one(pending, judge, *, entry=None, text=COMPLAINT, members=(), **paper):
    return pending.open(
        CasePaper(text=text, **paper),
        entry or CaseEntry(),
        account_id=judge.account_id,
        members=members,
        now=NOW,
    )


def test_a_case_comes_back_as_it_was_stored(pending, judge, watcher):
    entry = CaseEntry(
        case_number="（2026）京0108民初12号",
        filed_on=date(2026, 10, 1),
        due_on=date(2027, 4, 1),
        issues=("货款是否已付",),
        intended_ruling="拟支持",
    )
    case = open_one(pending, judge, entry=entry, file_name="起诉状.docx", external_id="A-1")
    assert pending.find(case.id, account_id=judge.account_id) == case
    assert watcher.seen == [case]


def test_to_others_a_case_does_not_exist_until_they_are_let_in(pending, judge, other):
    case = open_one(pending, judge)
    with pytest.raises(PageNotFoundError):
        pending.find(case.id, account_id=other.account_id)
    assert pending.of_account(other.account_id) == ()
    with pytest.raises(PageNotFoundError):
        pending.admit(case.id, [other.account_id], account_id=other.account_id)
    pending.admit(case.id, [other.account_id, judge.account_id], account_id=judge.account_id)
    assert pending.find(case.id, account_id=other.account_id) == case
    assert pending.members(case.id) == tuple(sorted([judge.account_id, other.account_id]))


def test_the_case_system_pushes_twice_and_there_is_one_case(pending, judge, other):
    first = open_one(pending, judge, external_id="A-1", members=[other.account_id])
    again = open_one(
        pending, judge, external_id="A-1", entry=CaseEntry(stage=Stage.BEFORE_CONFERENCE)
    )
    assert again.id == first.id
    assert again.stage is Stage.BEFORE_CONFERENCE
    assert len(pending.of_account(judge.account_id)) == 1
    assert pending.of_account(other.account_id) == (again,)


def test_a_case_of_somebody_else_is_not_taken_over_by_its_external_id(pending, judge, other):
    open_one(pending, judge, external_id="A-1")
    with pytest.raises(PageNotFoundError):
        open_one(pending, other, external_id="A-1")


def test_cases_stand_in_order_of_what_is_due(pending, judge):
    late = open_one(pending, judge, entry=CaseEntry(due_on=date(2027, 3, 1)))
    soon = open_one(pending, judge, entry=CaseEntry(due_on=date(2026, 12, 1)))
    open_end = open_one(pending, judge)
    closed = open_one(pending, judge, entry=CaseEntry(due_on=date(2026, 11, 5), stage=Stage.CLOSED))
    ids = [case.id for case in pending.of_account(judge.account_id)]
    assert ids == [soon.id, late.id, open_end.id, closed.id]
    assert closed.id not in {case.id for case in pending.records.all_open()}


def test_a_change_is_written_and_the_rest_stays(pending, judge):
    case = open_one(pending, judge, entry=CaseEntry(issues=("货款是否已付",)))
    later = NOW + timedelta(hours=1)
    changed = pending.change(
        case.id, CaseEntry(stage=Stage.CLOSED), account_id=judge.account_id, now=later
    )
    assert (changed.stage, changed.issues, changed.changed_at) == (
        Stage.CLOSED,
        case.issues,
        later,
    )
    assert pending.find(case.id, account_id=judge.account_id) == changed


def test_a_paper_without_words_opens_nothing(pending, judge):
    with pytest.raises(QueryTooShortError):
        open_one(pending, judge, text=" \n")


def test_queries_are_numbered_within_their_case(pending, judge, engine):
    records = CaseSearchRecords(engine)
    cases = [open_one(pending, judge), open_one(pending, judge)]
    query = AskedQuery(
        method="facts",
        words="货款",
        asked={"text": "货款"},
        conditions={"provinces": ("吉林",)},
        at=NOW,
        account_id=judge.account_id,
        snapshot_id="s1",
        ranker="formula",
        n_found=7,
        tier_counts={"own": 3},
        hits=(KeptHit(judgment_id="j1", rank=1, tier="own", is_counted=True),),
    )
    numbers = [records.add_query(case.id, query) for case in (cases[0], cases[1], cases[0])]
    assert numbers == [1, 1, 2]
    kept = records.queries(cases[0].id)
    assert [query.number for query in kept] == [1, 2]
    assert kept[0].conditions == {"provinces": ("吉林",)}
    assert kept[0].hits == (KeptHit(judgment_id="j1", rank=1, tier="own", is_counted=True),)
    assert kept[0].author == "王法官"


def test_a_search_ends_at_a_tier_with_a_reason_and_goes_on_again(pending, judge, edge):
    case = open_one(pending, judge)
    desk = edge.case_search
    with pytest.raises(StopReasonError):
        desk.stop_at(case.id, "own", reason=" ", account_id=judge.account_id, now=NOW)
    desk.stop_at(case.id, "own", reason="已有类案", account_id=judge.account_id, now=NOW)
    stop = desk.standing_stop(case.id)
    assert (stop.tier, stop.reason, stop.author) == ("own", "已有类案", "王法官")
    desk.go_on(case.id, account_id=judge.account_id, now=NOW)
    assert desk.standing_stop(case.id) is None


def submit(desk, case, judge, **changed):
    given = {
        "submitted_by": "甲公司",
        "submitted_on": date(2026, 10, 20),
        "kind": SubmittedKind.GUIDING,
        "number": "指导性案例24号",
    }
    return desk.submit(case.id, **{**given, **changed}, account_id=judge.account_id, now=NOW)


def test_a_submitted_guiding_case_is_open_until_the_judgment_answers_it(pending, judge, edge):
    case, desk = open_one(pending, judge), edge.case_search
    number = submit(desk, case, judge)
    submit(desk, case, judge, kind=SubmittedKind.OTHER, number="（2024）吉01民终5号")
    assert [each.is_open for each in desk.party_cases(case.id)] == [True, False]
    answer = {"response": "不参照，基本事实不同。", "now": NOW}
    desk.answer(case.id, number, place=ResponsePlace.EXPLANATION, **answer)
    assert desk.party_cases(case.id)[0].is_open
    desk.answer(case.id, number, place=ResponsePlace.JUDGMENT, **answer)
    assert not desk.party_cases(case.id)[0].is_open


def test_a_submitted_number_finds_the_stored_judgment_in_any_variant(
    pending, judge, edge, judgments
):
    case, desk = open_one(pending, judge), edge.case_search
    paper = next(each for each in judgments if each.case_number is not None)
    printed = str(paper.case_number.value).replace("（", "(").replace("）", ")")
    submit(desk, case, judge, kind=SubmittedKind.OTHER, number=printed)
    submit(desk, case, judge, kind=SubmittedKind.OTHER, number="不知道")
    assert [each.judgment_id for each in desk.party_cases(case.id)] == [paper.id, None]


@pytest.mark.parametrize(
    "wrong", [{"submitted_by": " "}, {"number": ""}, {"submitted_on": date(2026, 12, 1)}]
)
def test_a_submission_without_its_facts_is_refused(pending, judge, edge, wrong):
    with pytest.raises(CaseFieldError):
        submit(edge.case_search, open_one(pending, judge), judge, **wrong)


def test_an_answer_to_a_record_of_another_case_is_refused(pending, judge, edge):
    first, second = open_one(pending, judge), open_one(pending, judge)
    number = submit(edge.case_search, first, judge)
    with pytest.raises(PageNotFoundError):
        edge.case_search.answer(
            second.id, number, place=ResponsePlace.JUDGMENT, response="…", now=NOW
        )


def test_a_closed_case_is_pending_no_more_to_those_who_watch(pending, judge, watcher):
    case = open_one(pending, judge)
    pending.change(case.id, CaseEntry(stage=Stage.CLOSED), account_id=judge.account_id, now=NOW)
    assert watcher.seen == []
    reopened = pending.change(
        case.id, CaseEntry(stage=Stage.IN_TRIAL), account_id=judge.account_id, now=NOW
    )
    assert watcher.seen == [reopened]
