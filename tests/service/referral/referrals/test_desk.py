"""Who refers, who sees it, and what becomes of two that ask the same."""

from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

import pytest

from service.actors import Role
from service.audits.model import AuditOrder, AuditScope, CauseAudit
from service.errors import HandlingJudgeError, PageNotFoundError
from service.referral.course.acts import Part
from service.referral.errors import (
    ActContentError,
    ActNotOfferedError,
    ActPartError,
    ReferralError,
    RuleBrokenError,
)
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import (
    ChecklistAnswer,
    EvidenceKind,
    Force,
    ReferralState,
    Returned,
    Target,
    Way,
)
from service.referral.referrals.routing import Ground
from service.referral.referrals.standing import Standing
from service.referral.referrals.starting import Start
from service.referral.roster.model import Office
from service.reports.record import MoveMade
from service.reports.states import STEPS, ReportMove
from service.store.audit_records import AuditRecords
from service.store.matter_records import Wanted
from tests.service.audits.made import AT, cluster
from tests.service.reports.made import content_of

QUESTION = "借条约定的律师费应否由借款人承担"


@pytest.fixture
def referrals(referral):
    return referral.referrals


@pytest.fixture
def finding_start(edge, draft_case, judge, clock):
    found = edge.divergence.of_case(draft_case, actor=judge, now=clock())
    return Start(way=Way.FINDING, pending_id=draft_case.id, finding=found.reported[0].key)


@pytest.fixture
def by_hand(referrals, clock):
    def refer(actor, case=None, question=QUESTION, **entry):
        start = Start(way=Way.BY_HAND, pending_id="" if case is None else case.id)
        filled = referrals.prefill(start, actor=actor, now=clock())
        return referrals.propose(
            filled, Entry(question=question, **entry), actor=actor, now=clock()
        )

    return refer


def test_a_finding_becomes_a_referral_with_its_frozen_words(
    referrals, finding_start, judge, clock, shelf
):
    filled = referrals.prefill(finding_start, actor=judge, now=clock())
    begun = referrals.propose(filled, Entry(question=QUESTION), actor=judge, now=clock())
    opened = referrals.open(begun.id, actor=judge, now=clock())
    matter = opened.referral
    assert matter.state is ReferralState.OPEN
    assert matter.proposal.cause == "民间借贷纠纷"
    assert matter.proposal.division == "民一庭"
    assert len(matter.positions) == 2
    assert sum(position.n_judgments for position in matter.positions) == 7
    (frozen,) = matter.evidence
    assert frozen.kind is EvidenceKind.FINDING
    (looked,) = referrals.look_again(opened)
    assert (looked.standing, looked.n_quotes) == (Standing.AS_FROZEN, 7)
    assert opened.lines[0].force_in(four_class=False) is not Force.NONE
    assert matter.target is opened.lines[0].target


def test_what_was_found_is_referred_by_its_judge_alone(
    referrals, finding_start, open_case, person, judge, clock, edge
):
    other = person("other", "赵法官")
    with pytest.raises(PageNotFoundError):
        referrals.prefill(finding_start, actor=other, now=clock())
    edge.pending.admit(finding_start.pending_id, (other.account_id,), account_id=judge.account_id)
    with pytest.raises(HandlingJudgeError):
        referrals.prefill(finding_start, actor=other, now=clock())


def test_to_whoever_takes_no_part_it_does_not_exist(referrals, by_hand, case, judge, person, clock):
    begun = by_hand(judge, case)
    insiders = (
        judge,
        person("head", "庭长甲", Role.LEADER, offices=(Office.DIVISION_HEAD,), division="民一庭"),
        person("vice", "副院长", Role.LEADER, offices=(Office.VICE_PRESIDENT,)),
        person("office", "审管员", Role.SECRETARY, offices=(Office.OVERSIGHT_OFFICE,)),
    )
    outsiders = (
        person("unlisted", "未入册", Role.SECRETARY),
        person("far", "庭长乙", Role.LEADER, offices=(Office.DIVISION_HEAD,), division="民二庭"),
        person("judge2", "钱法官"),
        person("member", "委员", Role.LEADER, offices=(Office.COMMITTEE_MEMBER,)),
        person("auditor", "评查员", Role.AUDITOR),
        person("foreign", "他院庭长", Role.LEADER, offices=(Office.PRESIDENT,), court="别的法院"),
    )
    # The lists are written when an act is done: those who came since are told of by the next.
    referrals.act(begun.id, "refine", REFINED, reason="", actor=judge, now=clock())
    for actor in insiders:
        assert referrals.open(begun.id, actor=actor, now=clock()).doer.parts
        assert referrals.listed(actor, Wanted()).n == 1
    for actor in outsiders:
        with pytest.raises(PageNotFoundError):
            referrals.open(begun.id, actor=actor, now=clock())
        with pytest.raises(PageNotFoundError):
            referrals.act(begun.id, "close", {}, reason="x", actor=actor, now=clock())
        assert referrals.listed(actor, Wanted()).n == 0
        assert referrals.listed(actor, Wanted()).by_state == {}


REFINED = {"question": QUESTION, "positions": [], "proposed_text": "应予支持"}


def test_whoever_prepares_the_case_and_sits_in_no_seat_takes_no_part(
    referrals, by_hand, open_case, judge, person, clock
):
    clerk, seat = person("clerk", "助理"), person("seat", "孙法官")
    case = open_case(
        judge,
        panel=(("周审判", "审判长"), ("孙法官", "审判员")),
        members=(clerk.account_id, seat.account_id),
    )
    begun = by_hand(judge, case)
    with pytest.raises(PageNotFoundError):
        referrals.open(begun.id, actor=clerk, now=clock())
    assert referrals.open(begun.id, actor=seat, now=clock()).doer.parts == {Part.PANEL_MEMBER}


def test_the_office_proposes_and_a_judge_knows(referrals, by_hand, secretary, judge, clock):
    proposed = by_hand(secretary, question="保证期间如何起算")
    assert proposed.matter.state is ReferralState.PROPOSED
    assert by_hand(judge).matter.state is ReferralState.OPEN
    with pytest.raises(PageNotFoundError):
        referrals.open(proposed.id, actor=judge, now=clock())


def test_somebody_without_any_part_cannot_refer(by_hand, person):
    auditor = person("auditor", "评查员", Role.AUDITOR)
    with pytest.raises(ActPartError):
        by_hand(auditor)


def test_answers_to_the_checklist_are_grounds(by_hand, case, judge):
    answers = (
        ChecklistAnswer(ground=Ground.NEW_STANDARD.value, holds=True),
        ChecklistAnswer(ground=Ground.SENSITIVE.value, holds=False),
    )
    matter = by_hand(judge, case, answers=answers).matter
    assert matter.grounds == (Ground.NEW_STANDARD.value,)
    assert (matter.target, matter.force) == (Target.CONFERENCE, Force.SHOULD)
    assert matter.proposal.checked == answers


def test_a_panel_without_a_majority_shows_on_the_checklist(referrals, by_hand, case, judge, clock):
    begun = by_hand(judge, case)
    opinion = {"member": "王法官", "side": "undecided", "opinion": "支持"}
    referrals.act(begun.id, "give_panel_opinion", opinion, reason="", actor=judge, now=clock())
    opened = referrals.open(begun.id, actor=judge, now=clock())
    assert opened.lines[0].ground is Ground.NO_MAJORITY
    assert {item.ground for item in opened.items if item.holds} == {Ground.NO_MAJORITY}


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("take_in", {"referral_id": "x"}, ActNotOfferedError),
        ("send_to_conference", {"item_id": "i"}, ActNotOfferedError),
        ("answer_from_above", {"words": "x", "answered_on": "2026-01-01"}, ActNotOfferedError),
        ("no_such_act", {}, ActNotOfferedError),
        ("dismiss", {"why": "no_such_reason"}, ActContentError),
    ],
)
def test_what_is_refused_is_logged(referrals, by_hand, judge, clock, name, data, error):
    begun = by_hand(judge)
    with pytest.raises(error):
        referrals.act(begun.id, name, data, reason="因", actor=judge, now=clock())
    assert referrals.ledger.open(begun.id) == begun
    ((_, account, act, refusal),) = referrals.records.refusals_of(begun.id)
    assert (account, act, refusal) == (judge.account_id, name, error.__name__)


@pytest.fixture
def merge(referrals, judge, clock):
    def into(one, other):
        data = {"referral_id": other}
        return referrals.act(one, "merge", data, reason="同一问题", actor=judge, now=clock())

    return into


@pytest.fixture
def two(by_hand, open_case, judge):
    """Two referrals of one judge that ask the same, each of its case."""
    return by_hand(judge, open_case(judge)), by_hand(
        judge, open_case(judge), question="借款人应否承担借条约定的律师费"
    )


def test_a_like_question_is_offered_and_merged_with_its_case(referrals, two, merge, judge, clock):
    kept, other = two
    opened = referrals.open(other.id, actor=judge, now=clock())
    assert [like.asked.id for like in opened.like] == [kept.id]
    end = merge(other.id, kept.id)
    assert end.matter.pending_ids == (*kept.matter.pending_ids, *other.matter.pending_ids)
    assert end.matter.taken_in == (other.id,)
    merged = referrals.open(other.id, actor=judge, now=clock())
    assert merged.referral.state is ReferralState.MERGED
    assert merged.referral.merged_into == kept.id
    assert merged.moves == ()
    assert referrals.open(kept.id, actor=judge, now=clock()).like == ()


def test_merged_twice_keeps_all_cases(two, merge, by_hand, open_case, judge):
    first, second = two
    third = by_hand(judge, open_case(judge))
    merge(second.id, first.id)
    end = merge(first.id, third.id)
    assert set(end.matter.pending_ids) == {
        *first.matter.pending_ids,
        *second.matter.pending_ids,
        *third.matter.pending_ids,
    }
    assert end.matter.taken_in == (first.id,)


def test_a_merge_that_cannot_end_moves_neither(referrals, two, merge, judge, clock):
    kept, other = two
    referrals.act(kept.id, "withdraw", {}, reason="重复", actor=judge, now=clock())
    with pytest.raises(ReferralError):
        merge(other.id, kept.id)
    assert referrals.ledger.open(other.id) == other
    with pytest.raises(ReferralError):
        merge(other.id, other.id)


def test_two_that_are_merged_into_each_other_at_once_do_not_both_vanish(referrals, two, merge):
    start, refused = Barrier(2), []

    def run(one, other):
        start.wait()
        try:
            merge(one.id, other.id)
        except ReferralError as refusal:
            refused.append(refusal)

    threads = [Thread(target=run, args=pair) for pair in (two, two[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = sorted(referrals.ledger.open(each.id).matter.state for each in two)
    assert states == [ReferralState.MERGED, ReferralState.OPEN]
    assert len(refused) == 1


def test_nobody_learns_of_a_like_question_that_they_may_not_see(
    referrals, by_hand, open_case, judge, person, secretary, clock
):
    colleague = person("colleague", "郑法官")
    mine = by_hand(judge, open_case(judge))
    theirs = by_hand(colleague, open_case(colleague))
    assert referrals.open(mine.id, actor=judge, now=clock()).like == ()
    (like,) = referrals.open(mine.id, actor=secretary, now=clock()).like
    assert like.asked.id == theirs.id


@pytest.fixture
def signed(edge, judge, judgments, clock):
    """Sign a report of a case, past its checks: what they hold is tested with reports."""

    def sign(case):
        report = edge.reports.open(
            content_of(judgments, number=""), actor=judge, now=clock(), pending_case_id=case.id
        )
        for move in ("start_search", "end_search", "ask_to_confirm", "sign"):
            report = edge.reports.records.find(report.id)
            _move(edge.reports, report, move, judge, clock)
        return report

    return sign


def _move(reports, report, move, judge, clock):
    step = STEPS[ReportMove(move)]
    made = MoveMade(
        move=ReportMove(move),
        source=report.state,
        target=step.target,
        version=report.version,
        reason="",
        author="王法官",
        at=clock(),
    )
    reports.records.add_move(report, made, account_id=judge.account_id)


def test_no_report_no_conference_and_with_one_it_goes_and_comes_back(
    referrals, by_hand, case, judge, signed, clock
):
    begun = by_hand(judge, case)
    opened = referrals.open(begun.id, actor=judge, now=clock())

    def send(target, item):
        act = referrals.sending(
            referrals.open(begun.id, actor=judge, now=clock()), target, item_id=item, now=clock()
        )
        with referrals.records.write() as work:
            return referrals.ledger.perform_in(work, opened.id, act)

    with pytest.raises(RuleBrokenError, match="V7"):
        send(Target.CONFERENCE, "i1")
    report = signed(case)
    with pytest.raises(RuleBrokenError, match="V8"):
        send(Target.COMMITTEE, "i1")
    sent = send(Target.CONFERENCE, "i1")
    assert sent.matter.report_id == report.id
    back = Returned(item_id="i1", outcome="majority", words="应予支持", goes_on=Force.MAY)
    act = referrals.returning(Target.CONFERENCE, back, now=clock())
    returned = referrals.ledger.perform(begun.id, act)
    assert returned.matter.state is ReferralState.AFTER_CONFERENCE
    assert send(Target.COMMITTEE, "i2").matter.state is ReferralState.BEFORE_COMMITTEE


def test_a_case_marked_as_one_of_the_four_classes_goes_more_strongly(
    referrals, finding_start, judge, clock
):
    marked = replace(
        referrals,
        starter=replace(referrals.starter, is_four_class=lambda _: True),
        reader=replace(referrals.reader, is_four_class=lambda _: True),
    )
    filled = marked.prefill(finding_start, actor=judge, now=clock())
    begun = marked.propose(filled, Entry(question=QUESTION), actor=judge, now=clock())
    assert begun.matter.proposal.four_class
    assert Ground.FOUR_CLASS.value in begun.matter.grounds


def test_those_who_keep_it_are_told_that_one_came_and_its_judges_what_others_did(
    referrals, by_hand, case, judge, head, secretary, edge, clock
):
    begun = by_hand(judge, case)
    for keeper in (head, secretary):
        (told,) = edge.notices.of(keeper)
        assert told.notice.address == f"/referrals/{begun.id}"
        assert QUESTION not in told.notice.sentence + told.notice.why
    assert edge.notices.of(judge) == ()
    data = {"why": "series"}
    referrals.act(begun.id, "dismiss", data, reason="同一批", actor=secretary, now=clock())
    (told,) = edge.notices.of(judge)
    assert "不构成分歧" in told.notice.sentence
    assert "同一批" not in told.notice.sentence


def test_lists_are_bounded_by_state_and_words(referrals, by_hand, judge, clock):
    first = by_hand(judge)
    by_hand(judge, question="保证期间如何起算")
    referrals.act(first.id, "withdraw", {}, reason="重复", actor=judge, now=clock())
    listed = referrals.listed(judge, Wanted(states=("open",)))
    assert [each.outline.title for each in listed.matters] == ["保证期间如何起算"]
    assert (listed.n, listed.by_state) == (1, {"open": 1, "withdrawn": 1})
    assert referrals.listed(judge, Wanted(words="律师费")).n == 1


@pytest.fixture
def audited(engine):
    """A finished audit with one cluster."""
    records = AuditRecords(engine)
    order = AuditOrder(
        court=None, scope=AuditScope.EVERYWHERE, first=date(2026, 1, 1), last=date(2026, 1, 31)
    )
    begun = records.begin(order, key="k", n_causes=1, n_judgments=3, n_without_cause=0, now=AT)
    found = CauseAudit(
        cause="民间借贷纠纷",
        n_judgments=3,
        n_positions=3,
        n_insufficient=0,
        clusters=(cluster("是否支持利息", votes=(2.0, 1.0)),),
        reversed_cases=(),
    )
    records.put(begun.id, found, now=AT)
    return records.finish(begun.id, now=AT), found.clusters[0]


def test_a_cluster_of_an_audit_is_proposed_and_looked_at(
    referrals, audited, person, secretary, judge, clock
):
    run, found = audited
    auditor = person("auditor", "评查员", Role.AUDITOR, division="审管办")
    start = Start(way=Way.AUDIT, run=run.id, cluster=found.key)
    filled = referrals.prefill(start, actor=auditor, now=clock())
    begun = referrals.propose(filled, Entry(question="利息"), actor=auditor, now=clock())
    assert begun.matter.state is ReferralState.PROPOSED
    assert [each.n_judgments for each in begun.matter.positions] == [2, 1]
    (frozen,) = begun.matter.evidence
    assert frozen.kind is EvidenceKind.AUDIT_CLUSTER
    opened = referrals.open(begun.id, actor=auditor, now=clock())
    # The judgments of the cluster are none of this store: what is gone is told.
    (looked,) = referrals.look_again(opened)
    assert looked.standing is Standing.CHANGED
    assert referrals.open(begun.id, actor=secretary, now=clock()).doer.parts
    assert referrals.listed(auditor, Wanted()).n == 1
    with pytest.raises(PageNotFoundError):
        referrals.prefill(replace(start, cluster="none"), actor=auditor, now=clock())
