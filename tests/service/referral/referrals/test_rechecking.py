"""What the checklist says now is held against what it said, shown, and kept with the next act."""

import pytest

from service.referral.errors import RuleBrokenError
from service.referral.flags.model import FlagAct, SubItem
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import ChecklistAnswer, Force, Target, Way
from service.referral.referrals.routing import Ground
from service.referral.referrals.starting import Start
from tests.service.conftest import form_token_of

QUESTION = "借条约定的律师费应否由借款人承担"
REFINED = {"question": QUESTION, "positions": [], "proposed_text": ""}


@pytest.fixture
def referrals(referral):
    return referral.referrals


@pytest.fixture
def referred(referrals, case, judge, clock):
    """A case against decided ones: it should go, and must where it is one of the four classes."""
    start = Start(way=Way.BY_HAND, pending_id=case.id)
    filled = referrals.prefill(start, actor=judge, now=clock())
    answers = (ChecklistAnswer(ground="against_decided", holds=True),)
    entry = Entry(question=QUESTION, answers=answers)
    return referrals.propose(filled, entry, actor=judge, now=clock())


@pytest.fixture
def flag(referral, case, judge, clock):
    def confirm():
        desk = referral.flags
        begun = desk.propose(
            case, SubItem.LARGE_DISPUTE, because="争议较大", actor=judge, now=clock()
        )
        desk.act(begun.id, FlagAct.CONFIRM, {}, reason="", actor=judge, now=clock())
        return begun.id

    return confirm


def seen(referrals, referred, judge, clock):
    return referrals.open(referred.id, actor=judge, now=clock())


def test_a_mark_confirmed_since_makes_it_a_duty(referrals, referred, flag, judge, clock):
    before = seen(referrals, referred, judge, clock)
    assert (before.changed, before.referral.force) == (None, Force.SHOULD)
    flag()
    opened = seen(referrals, referred, judge, clock)
    assert (opened.changed.came, opened.changed.went) == (("four_class",), ())
    assert (opened.changed.target, opened.changed.force) == (Target.CONFERENCE, Force.MUST)
    # Kept with whatever is done next, so that it cannot be closed as if nothing had come.
    with pytest.raises(RuleBrokenError) as refusal:
        referrals.act(referred.id, "close", {}, reason="撤", actor=judge, now=clock())
    assert refusal.value.rule == "must_refer"
    opened = seen(referrals, referred, judge, clock)
    assert (opened.changed, opened.referral.force) == (None, Force.MUST)
    assert [each.came for each in opened.referral.rechecks] == [("four_class",)]


def test_what_went_is_told_and_lowers_nothing(
    referral, referrals, referred, flag, head, judge, clock
):
    flag_id = flag()
    referrals.act(referred.id, "refine", REFINED, reason="", actor=judge, now=clock())
    referral.flags.act(
        flag_id, FlagAct.CANCEL, {}, reason="不属于四类案件", actor=head, now=clock()
    )
    referrals.act(referred.id, "refine", REFINED, reason="", actor=judge, now=clock())
    standing = seen(referrals, referred, judge, clock).referral
    assert [each.went for each in standing.rechecks] == [(), ("four_class",)]
    assert standing.grounds == ("against_decided",)
    assert standing.force is Force.MUST


def test_looking_anew_takes_what_the_finding_says_now(
    edge, referrals, draft_case, judge, clock, monkeypatch
):
    found = edge.divergence.of_case(draft_case, actor=judge, now=clock())
    start = Start(way=Way.FINDING, pending_id=draft_case.id, finding=found.reported[0].key)
    filled = referrals.prefill(start, actor=judge, now=clock())
    begun = referrals.propose(filled, Entry(question=QUESTION), actor=judge, now=clock())
    with pytest.raises(RuleBrokenError) as refusal:
        referrals.act(begun.id, "recheck", {}, reason="", actor=judge, now=clock())
    assert refusal.value.rule == "recheck"
    monkeypatch.setattr(
        "service.referral.referrals.starting.grounds_of_finding",
        lambda *_: frozenset({Ground.AGAINST_PENDING}),
    )
    referrals.act(begun.id, "recheck", {}, reason="", actor=judge, now=clock())
    (last,) = referrals.open(begun.id, actor=judge, now=clock()).referral.rechecks
    assert last.came == ("against_pending",)
    assert set(last.went) <= {each.value for each in filled.told}
    assert last.went


def test_the_page_tells_what_changed(desk_client, referred, flag):
    flag()
    address = f"/referrals/{referred.id}"
    page = desk_client.get(address)
    assert "自上次核对以来有变化：新增“" in page.text
    form = {"form_token": form_token_of(page), "act": "refine", "question": QUESTION}
    assert desk_client.post(address, data=form).status_code == 303
    page = desk_client.get(address).text
    assert "曾重新核对：新增“" in page
    assert "自上次核对以来有变化" not in page
