"""Acts on one matter follow one another, whoever acts at the same moment."""

from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest

from service.errors import PageNotFoundError
from service.referral.course.acts import Act, Doer, MatterKind, Nothing, Part
from service.referral.course.ledger import Ledger
from service.referral.errors import ActNotOfferedError, RuleBrokenError, TrailBrokenError
from service.referral.referrals.course import COURSE
from service.referral.referrals.model import (
    OpinionSide,
    PanelOpinion,
    Proposal,
    ReferralState,
    Way,
)
from service.store.matter_records import MatterRecords, Outline, Wanted, acts, new_matter_id

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
JUDGE = Doer(account_id=7, name="李法官", parts=frozenset({Part.HANDLING_JUDGE}))
PROPOSAL = Proposal(
    way=Way.BY_HAND,
    origin="",
    question="逾期利息的上限",
    court="长春林区中级法院",
    cause="民间借贷纠纷",
)


def outline(referral):
    return Outline(
        kind=MatterKind.REFERRAL,
        state=referral.state.value,
        title=referral.question,
        court=referral.proposal.court,
        cause=referral.proposal.cause,
        people=frozenset({(7, Part.HANDLING_JUDGE), (8, Part.PRESIDING_JUDGE)}),
        due_on=date(2026, 4, 1),
    )


@pytest.fixture
def ledger(engine):
    return Ledger(course=COURSE, records=MatterRecords(engine), outline=outline)


def act(name, content=None, *, reason="", doer=JUDGE):
    return Act(name=name, doer=doer, at=NOW, reason=reason, content=content or Nothing())


def test_a_matter_begins_and_is_opened_as_it_stands(ledger):
    begun = ledger.begin(act("propose", PROPOSAL))
    opened = ledger.open(begun.id)
    assert opened == begun
    assert opened.matter.state is ReferralState.OPEN


def test_what_is_refused_changes_nothing_and_is_kept(ledger):
    begun = ledger.begin(act("propose", PROPOSAL))
    with pytest.raises(ActNotOfferedError):
        ledger.perform(begun.id, act("accept"))
    assert ledger.open(begun.id) == begun
    assert ledger.records.refusals_of(begun.id) == ((NOW, 7, "accept", "ActNotOfferedError"),)


def test_a_first_act_that_is_refused_leaves_no_matter(ledger):
    with pytest.raises(RuleBrokenError):
        ledger.begin(act("propose", replace(PROPOSAL, question=" ")))
    assert ledger.records.count(Wanted()) == 0


def test_a_matter_of_another_kind_is_not_there(ledger):
    begun = ledger.begin(act("propose", PROPOSAL))
    other = replace(ledger, course=replace(COURSE, kind=MatterKind.RULE))
    for missing in (new_matter_id(), begun.id):
        with pytest.raises(PageNotFoundError):
            other.open(missing)


def test_a_trail_that_was_edited_is_not_shown(ledger, engine):
    begun = ledger.begin(act("propose", PROPOSAL))
    with engine.begin() as connection:
        connection.execute(acts.update().values(content=acts.c.content + " "))
    with pytest.raises(TrailBrokenError):
        ledger.open(begun.id)


def test_two_matters_move_together_or_not_at_all(ledger):
    one, two = (ledger.begin(act("propose", PROPOSAL)) for _ in range(2))

    def move_both():
        with ledger.records.write() as work:
            ledger.perform_in(work, one.id, act("withdraw", reason="已解决"))
            ledger.perform_in(work, two.id, act("accept"))

    with pytest.raises(ActNotOfferedError):
        move_both()
    assert ledger.open(one.id) == one


def test_lists_tell_what_the_acts_made(ledger):
    begun = ledger.begin(act("propose", PROPOSAL))
    ledger.perform(begun.id, act("withdraw", reason="已解决"))
    listed = ledger.records.find(Wanted(account_id=8), most=10)
    assert [(each.id, each.outline.state, each.n_acts) for each in listed] == [
        (begun.id, "withdrawn", 2)
    ]


@pytest.mark.parametrize(
    ("wanted", "n"),
    [
        (Wanted(), 2),
        (Wanted(kinds=(MatterKind.RULE,)), 0),
        (Wanted(states=("open",)), 1),
        (Wanted(account_id=7), 2),
        (Wanted(account_id=9), 0),
        (Wanted(account_id=9, courts=("长春林区中级法院",)), 2),
        (Wanted(courts=("别的法院",)), 0),
        (Wanted(cause="民间借贷纠纷"), 2),
        (Wanted(words="利息 上限"), 2),
        (Wanted(words="违约金"), 0),
        (Wanted(words="%"), 0),
        (Wanted(due_by=date(2026, 3, 31)), 0),
        (Wanted(due_by=date(2026, 4, 1)), 2),
        (Wanted(parent_id="x"), 0),
    ],
)
def test_lists_hold_what_is_wanted(ledger, wanted, n):
    ledger.begin(act("propose", PROPOSAL))
    ledger.perform(ledger.begin(act("propose", PROPOSAL)).id, act("withdraw", reason="已解决"))
    assert ledger.records.count(wanted) == n == len(ledger.records.find(wanted, most=10))
    assert sum(ledger.records.count_by_state(wanted).values()) == n


def test_whoever_takes_no_part_any_more_stands_in_no_list(ledger):
    begun = ledger.begin(act("propose", PROPOSAL))
    only = replace(ledger, outline=lambda each: replace(outline(each), people=frozenset()))
    only.perform(begun.id, act("withdraw", reason="已解决"))
    assert ledger.records.parts_in(begun.id, 7) == frozenset()


def test_nothing_is_lost_when_many_act_at_once(ledger):
    begun = ledger.begin(act("propose", PROPOSAL))
    n, barrier, failures = 12, Barrier(12), []

    def give(number):
        member = f"成员{number}"
        opinion = PanelOpinion(member=member, side=OpinionSide.MAJORITY, opinion="支持")
        barrier.wait()
        try:
            ledger.perform(begun.id, act("give_panel_opinion", opinion))
        except Exception as error:  # noqa: BLE001 - any failure at all is a failure here
            failures.append(error)

    threads = [Thread(target=give, args=(number,)) for number in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opened = ledger.open(begun.id)
    assert failures == []
    assert {each.member for each in opened.matter.opinions} == {f"成员{i}" for i in range(n)}
    assert [each.number for each in opened.acts] == list(range(1, n + 2))
