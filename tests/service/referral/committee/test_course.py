"""An item goes the way of its table, and every rule stands where the law puts it."""

from dataclasses import replace

import pytest

from service.referral.committee.applications import (
    Completion,
    DecidedRecusal,
    DeclaredRecusal,
    Materials,
    PanelAnswer,
)
from service.referral.committee.decisions import (
    Difference,
    FiledJudgment,
    Minutes,
    Registration,
    Sent,
)
from service.referral.committee.sittings import Guest, GuestWords, Left, Revealed, Spoken
from service.referral.committee.vocabulary import (
    Aspect,
    Filter,
    GuestKind,
    ItemState,
    Stand,
)
from service.referral.committee.voting import Ballot, Option, Seal
from service.referral.course.acts import Part
from service.referral.errors import (
    ActNotOfferedError,
    ActPartError,
    ActReasonError,
    RuleBrokenError,
)
from service.referral.referrals.model import OpinionSide, PanelOpinion
from tests.service.referral.committee.people import (
    APPLY,
    BALLOT,
    FIFTH,
    FIRST,
    FOURTH,
    HANDLER,
    HEAD,
    HELD_ON,
    JUDGE,
    LEADER,
    MACHINE,
    MUST,
    NOW,
    ORDER,
    PLENARY,
    PRESIDENT,
    PROSECUTOR,
    SEATS,
    SECOND,
    SECRETARY,
    SPECIALISED,
    THIRD,
    TO_APPROVED,
    TO_FILTERED,
    VICE,
    VICE_HOST,
    VICE_PRESIDENT,
    act,
    application,
    doer,
    filtering,
    go,
    member,
    opened,
    opening,
    scheduling,
    seal,
    speak,
    to_sent,
    to_speaking,
    to_voting,
    vote,
)

MINUTES = Minutes(summary="汇报、讨论", decision="维持原判", public_reasons="合同有效")
FILED = FiledJudgment(case_number="", digest="0" * 64, differences=(), compared=())
SEND = Sent(recipients=("民一庭",), to_prosecutor=False, due_on=HELD_ON)


def broken(*acts, item=None):
    with pytest.raises(RuleBrokenError) as refusal:
        go(item, *acts)
    assert refusal.value.words
    return refusal.value.rule


def decided(votes=None):
    item = go(None, *to_voting())
    return vote(item, *(votes or [opened(each) for each in ORDER]))


def test_the_whole_way():
    end = go(
        decided(),
        act("draft_minutes", SECRETARY, MINUTES),
        act("return_minutes", LEADER, reason="写明理由"),
        act("draft_minutes", SECRETARY, MINUTES),
        act("approve_minutes", LEADER, Registration(year=2026, serial=1)),
        act("send_decision", SECRETARY, SEND),
        act("ask_to_reconsider", JUDGE, reason="有新情况"),
        act("file_judgment", JUDGE, FILED),
        act("archive", SECRETARY),
    )
    assert end.state is ItemState.ARCHIVED
    assert end.registration.number == "审委〔2026〕1号"
    assert end.sitting.decision == BALLOT.options[0]
    assert [each.member for each in end.sitting.statements] == list(ORDER)
    assert end.n_asked_again == 1


def test_an_application_climbs_step_by_step():
    item = go(None, *TO_APPROVED[:3])
    assert [each.part for each in item.endorsements] == [Part.DIVISION_HEAD, Part.VICE_PRESIDENT]
    with pytest.raises(ActNotOfferedError):
        go(go(None, APPLY), act("approve", LEADER))


def test_the_president_brings_it_on_without_asking():
    assert go(None, act("apply", LEADER, application())).state is ItemState.APPROVED


def test_a_sole_judge_applies_and_a_panel_does_so_by_its_presiding_judge():
    assert broken(act("apply", HANDLER, application())) == "applicant"
    assert go(None, act("apply", HANDLER, application(is_sole=True))).state is ItemState.APPLIED


SPLIT = (PanelOpinion(member="甲", side=OpinionSide.MINORITY, opinion="改判"),)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"questions": ()}, "question"),
        ({"questions": ("甲", " ")}, "question"),
        ({"report_id": ""}, "V7"),
        ({"conference": None}, "V8"),
        ({"conference": None, "exemption": "hurry"}, "V8"),
        ({"conference": None, "exemption": "must_discuss"}, "V8"),
        (
            {
                "conference": None,
                "exemption": "must_discuss",
                "grounds": (MUST,),
                "opinions": SPLIT,
            },
            "V8",
        ),
    ],
)
def test_an_application_needs_what_the_law_wants(changes, rule):
    assert broken(act("apply", JUDGE, application(**changes))) == rule


@pytest.mark.parametrize(
    "changes",
    [
        {"pending_id": None, "report_id": ""},
        {"conference": None, "exemption": "must_discuss", "grounds": (MUST,)},
        {"conference": None, "exemption": "same_members"},
        {"conference": None, "exemption": "confidential", "opinions": SPLIT},
    ],
)
def test_exemptions_of_the_law_spare_it(changes):
    assert go(None, act("apply", JUDGE, application(**changes))).state is ItemState.APPLIED


def test_the_president_suggests_reconsidering_as_often_as_the_court_allows():
    suggest = act("suggest_reconsideration", LEADER, reason="理由不足")
    answer = PanelAnswer(keeps_opinion=True, words="维持原意见")
    item = go(None, *TO_APPROVED[:3], suggest, act("report_reconsideration", JUDGE, answer))
    assert item.panel_answers == (answer,)
    assert broken(suggest, item=item) == "reconsiderations"
    assert go(item, act("refuse", LEADER, reason="不必讨论")).state is ItemState.REFUSED
    with pytest.raises(ActReasonError):
        go(item, act("refuse", LEADER))


@pytest.mark.parametrize(
    ("changes", "filters", "rule"),
    [
        ({}, {"criteria": ()}, "criteria"),
        ({}, {"result": Filter.SIMPLE}, "simple_track"),
        ({"grounds": (MUST,), "opinions": SPLIT}, {"result": Filter.SIMPLE}, "simple_track"),
        (
            {"grounds": (MUST,)},
            {"result": Filter.SIMPLE, "allows_simple": False},
            "simple_track",
        ),
    ],
)
def test_the_filter_says_why_and_keeps_the_short_way_short(changes, filters, rule):
    item = go(None, act("apply", LEADER, application(**changes)))
    assert broken(act("filter", SECRETARY, filtering(**filters)), item=item) == rule


def test_an_item_goes_the_short_way():
    item = go(
        None,
        act("apply", LEADER, application(grounds=(MUST,))),
        act("filter", SECRETARY, filtering(Filter.SIMPLE)),
        act("schedule", SECRETARY, scheduling()),
        act("send_materials", SECRETARY, Materials(titles=(), lead_days=7)),
        act("open", SECRETARY, opening()),
    )
    assert item.state is ItemState.SPEAKING


def test_what_lacks_something_is_completed_and_what_is_out_of_scope_goes_to_the_president():
    back = go(None, *TO_APPROVED, act("filter", SECRETARY, filtering(Filter.INCOMPLETE)))
    added = Completion(
        questions=("问一", "问二"), facts="事实", proposed="改判", reasons="", like_cases=""
    )
    assert go(back, act("complete", JUDGE, added)).application.questions == ("问一", "问二")
    doubted = go(None, *TO_APPROVED, act("filter", SECRETARY, filtering(Filter.OUT_OF_SCOPE)))
    why = {"reason": "事实问题"}
    assert go(doubted, act("overrule_scope", LEADER, **why)).state is ItemState.APPROVED
    end = go(doubted, act("confirm_out_of_scope", LEADER, **why))
    assert end.state is ItemState.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (replace(PLENARY, seats=SEATS[:6]), "odd_size"),
        (replace(SPECIALISED, seats=SEATS[:3]), "body_size"),
    ],
)
def test_a_body_is_odd_and_a_special_one_over_half(body, rule):
    assert broken(*TO_FILTERED, act("schedule", SECRETARY, scheduling(body))) == rule


def test_materials_are_sent_in_time_or_with_a_reason():
    item = go(None, *TO_FILTERED, act("schedule", SECRETARY, scheduling()))
    late = {"at": NOW.replace(day=6)}
    content = Materials(titles=(), lead_days=7)
    assert broken(act("send_materials", SECRETARY, content, **late), item=item) == "lead_days"
    sent = go(item, act("send_materials", SECRETARY, content, reason="羁押期限将届", **late))
    assert sent.state is ItemState.MATERIALS_SENT


def recuse(account, *, granted=True, who=LEADER, by_committee=False):
    decision = DecidedRecusal(member=account, is_granted=granted, by_committee=by_committee)
    return (
        act("declare_recusal", member(account), DeclaredRecusal(member=account), reason="近亲属"),
        act("decide_recusal", who, decision, reason="依法"),
    )


def test_the_president_decides_on_members_and_the_committee_on_the_president():
    item = go(None, *to_sent())
    assert go(item, *recuse(FIRST)).recused == {FIRST}
    assert go(item, *recuse(FIRST, granted=False)).recused == frozenset()
    for refused in (
        recuse(FIRST, who=SECRETARY),
        recuse(FIRST, by_committee=True),
        recuse(PRESIDENT),
    ):
        assert broken(*refused, item=item) == "recusal"
    own = recuse(PRESIDENT, who=SECRETARY, by_committee=True)
    assert go(item, *own).recused == {PRESIDENT}


def test_nothing_begins_while_a_recusal_is_undecided():
    item = go(None, *to_sent(), *recuse(FIRST)[:1])
    assert broken(act("open", SECRETARY, opening()), item=item) == "recusal"


def test_whoever_stands_aside_neither_reads_nor_declares_again():
    item = go(None, *to_sent(), act("acknowledge", member(FIRST)), *recuse(FIRST))
    assert item.read_by == ()
    assert broken(act("acknowledge", member(FIRST)), item=item) == "V10"
    assert broken(*recuse(FIRST), item=item) == "V10"


@pytest.mark.parametrize(
    ("present", "recused", "counts", "is_enough"),
    [
        (ORDER[3:], (), True, True),
        (ORDER[4:], (), True, False),
        (ORDER[3:], (SECOND,), True, False),
        (ORDER[3:], (SECOND,), False, False),
        (ORDER[2:], (SECOND,), False, True),
        (ORDER[3:], (FOURTH,), True, True),
    ],
)
def test_over_half_of_all_members_have_to_take_part(present, recused, counts, is_enough):
    item = go(None, *to_sent(), *(each for one in recused for each in recuse(one)))
    begin = act("open", SECRETARY, opening(present, counts=counts))
    if is_enough:
        assert go(item, begin).sitting.has_quorum
    else:
        assert broken(begin, item=item) == "V11"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (opening(host=FIRST), "chair"),
        (opening(ORDER[:6], host=PRESIDENT), "chair"),
        (opening((*ORDER, 77)), "seat"),
        (opening(body=SPECIALISED), "body"),
    ],
)
def test_a_leader_chairs_and_members_alone_are_present(content, rule):
    assert broken(*to_sent(), act("open", SECRETARY, content)) == rule


def test_a_recused_president_does_not_chair():
    item = go(None, *to_sent(), *recuse(PRESIDENT, who=SECRETARY, by_committee=True))
    assert broken(act("open", SECRETARY, opening()), item=item) == "chair"
    assert go(item, act("open", SECRETARY, opening(host=VICE))).sitting.n_members == 7


def test_members_speak_from_the_lowest_rank_and_the_host_last():
    item = go(None, *to_speaking())
    for account in ORDER:
        others = [each for each in ORDER if each != account]
        assert {broken(speak(each), item=item) for each in others} == {"V9"}
        item = go(item, speak(account))
    assert broken(speak(FOURTH), item=item) == "V9"


def test_nobody_votes_before_all_have_spoken():
    item = go(None, *to_speaking(), *(speak(each) for each in ORDER[:-1]))
    assert broken(act("put_to_vote", LEADER, BALLOT), item=item) == "V9"


@pytest.mark.parametrize("options", [(), ("",), ("甲", "甲")])
def test_options_are_told_apart(options):
    ballot = Ballot(options=tuple(Option(words=each) for each in options))
    item = go(None, *to_voting()[:-1])
    assert broken(act("put_to_vote", LEADER, ballot), item=item) == "ballot"


def test_the_host_alone_leads():
    item = go(None, *to_voting()[:-1])
    other = doer(Part.HOST, account=VICE)
    assert broken(act("put_to_vote", other, BALLOT), item=item) == "chair"


GUEST = Guest(name="某检察长", kind=GuestKind.CHIEF_PROSECUTOR, account_id=96)


def test_the_prosecutor_speaks_and_does_not_vote():
    words = GuestWords(guest="某检察长", words="建议改判")
    item = go(
        None,
        *to_speaking(guests=(GUEST,)),
        act("guest_speak", PROSECUTOR, words),
        act("guest_speak", SECRETARY, words),
    )
    assert item.sitting.guest_words == (words, words)
    stranger = doer(Part.OBSERVER, account=97)
    assert broken(act("guest_speak", stranger, words), item=item) == "guest"
    item = go(item, act("end_guests", LEADER), *(speak(each) for each in ORDER))
    item = go(item, act("put_to_vote", LEADER, BALLOT))
    with pytest.raises(ActPartError):
        go(item, act("seal_vote", PROSECUTOR, Seal(ballot=1, commitment="0" * 64)))
    own = member(96)
    assert broken(act("seal_vote", own, Seal(ballot=1, commitment="0" * 64)), item=item) == "V10"
    done = vote(item, *(opened(each) for each in ORDER))
    done = go(
        done,
        act("draft_minutes", SECRETARY, MINUTES),
        act("approve_minutes", LEADER, Registration(year=2026, serial=1)),
    )
    assert broken(act("send_decision", SECRETARY, SEND), item=done) == "prosecutor_copy"


def test_a_member_seals_once_and_says_no_reason_in_the_open():
    item = go(None, *to_voting())
    first = seal(item, opened(FIRST))
    item = go(item, first)
    assert broken(first, item=item) == "double_vote"
    changed = seal(item, opened(FIRST, option=2))
    assert broken(changed, item=item) == "double_vote"
    assert broken(replace(seal(item, opened(SECOND)), reason="同意"), item=item) == "sealed"
    for wrong in (Seal(ballot=2, commitment="0" * 64), Seal(ballot=1, commitment="同意")):
        assert broken(act("seal_vote", member(SECOND), wrong), item=item) == "seal"


def test_votes_are_opened_all_at_once_or_not_at_all():
    item = go(None, *to_voting())
    votes = [opened(each) for each in ORDER]
    for each in votes[:-1]:
        item = go(item, seal(item, each))
    early = act("reveal", MACHINE, Revealed(votes=tuple(votes[:-1])))
    assert broken(early, item=item) == "sealed"
    item = go(item, seal(item, votes[-1]))
    for wrong in (
        votes[:-1],
        [*votes, votes[0]],
        [*votes[:-1], opened(ORDER[-1], option=2)],
        [*votes[:-1], replace(votes[-1], nonce="m" * 64)],
        [*votes[:-1], opened(77)],
    ):
        assert broken(act("reveal", MACHINE, Revealed(votes=tuple(wrong))), item=item) == "sealed"
    assert go(item, act("reveal", MACHINE, Revealed(votes=tuple(votes)))).sitting.count.decided


@pytest.mark.parametrize(("n_for", "state"), [(3, ItemState.UNDECIDED), (4, ItemState.DECIDED)])
def test_over_half_of_all_members_decide_and_not_of_those_present(n_for, state):
    order = (*ORDER[2:],)
    item = go(None, *to_voting(order, present=order))
    votes = [
        opened(each) if place < n_for else opened(each, Stand.AGAINST, 0)
        for place, each in enumerate(order)
    ]
    assert vote(item, *votes).state is state


@pytest.mark.parametrize(
    ("counts", "state"), [(True, ItemState.UNDECIDED), (False, ItemState.DECIDED)]
)
def test_recused_members_count_as_the_court_says(counts, state):
    aside = (FOURTH, FIFTH)
    order = tuple(each for each in ORDER if each not in aside)
    item = go(
        None,
        *to_sent(),
        *(each for one in aside for each in recuse(one)),
        act("open", SECRETARY, opening(order, counts=counts)),
        act("report", HANDLER, Spoken(words="案情")),
        act("end_questions", LEADER),
        *(speak(each) for each in order),
        act("put_to_vote", LEADER, BALLOT),
    )
    votes = [opened(each, option=1 if place < 3 else 2) for place, each in enumerate(order)]
    assert vote(item, *votes).state is state


def test_a_ballot_is_voided_unopened_and_everybody_votes_anew():
    item = go(None, *to_voting())
    old = seal(item, opened(FIRST))
    item = go(item, old, act("void_ballot", LEADER, reason="选项写错"))
    assert item.state is ItemState.SPEAKING
    item = go(item, act("put_to_vote", LEADER, BALLOT))
    assert item.sitting.seals == ()
    assert broken(old, item=item) == "seal"
    assert vote(item, *(opened(each) for each in ORDER)).state is ItemState.DECIDED


def test_whoever_goes_is_not_waited_for_but_quorum_has_to_hold():
    item = go(None, *to_voting())
    gone = [
        act("leave", SECRETARY, Left(member=each), reason="急事") for each in (FIRST, SECOND, THIRD)
    ]
    item = go(item, *gone)
    rest = [each for each in ORDER if each not in {FIRST, SECOND, THIRD}]
    assert vote(item, *(opened(each) for each in rest)).state is ItemState.DECIDED
    item = go(item, act("leave", SECRETARY, Left(member=VICE), reason="急事"))
    rest.remove(VICE)
    for each in rest:
        item = go(item, seal(item, opened(each)))
    votes = tuple(opened(each) for each in rest)
    assert broken(act("reveal", MACHINE, Revealed(votes=votes)), item=item) == "V11"
    assert go(item, act("postpone", LEADER, reason="人数不足")).state is ItemState.POSTPONED
    assert broken(act("leave", SECRETARY, Left(member=PRESIDENT), reason="急事"), item=item) == (
        "chair"
    )


def undecided():
    item = go(None, *to_voting())
    return vote(item, *(opened(each, Stand.OTHER, 0, "再研究") for each in ORDER))


def test_a_deadlock_of_a_specialised_body_goes_to_the_plenary():
    order = tuple(each for each in ORDER if each not in {PRESIDENT, FIFTH})
    item = _special_deadlock(order)
    assert broken(act("discuss_again", SECRETARY, reason="僵局"), item=item) == "plenary"
    item = go(item, act("to_plenary", SECRETARY, reason="僵局"))
    again = act("schedule", SECRETARY, scheduling(SPECIALISED))
    assert broken(again, item=item) == "plenary"
    assert go(item, act("schedule", SECRETARY, scheduling())).state is ItemState.SCHEDULED


def _special_deadlock(order):
    item = go(
        None,
        *to_sent(SPECIALISED),
        act("open", SECRETARY, opening(order, body=SPECIALISED, host=VICE)),
        act("report", HANDLER, Spoken(words="案情")),
        act("end_questions", VICE_HOST),
        *(speak(each) for each in order),
        act("put_to_vote", VICE_HOST, BALLOT),
    )
    return vote(item, *(opened(each, Stand.AGAINST, 0) for each in order))


def test_a_deadlock_of_the_plenary_is_discussed_again_and_stays_on_record():
    item = undecided()
    assert broken(act("to_plenary", SECRETARY, reason="僵局"), item=item) == "plenary"
    item = go(
        item,
        act("discuss_again", SECRETARY, reason="再议"),
        act("schedule", SECRETARY, scheduling(meeting="m2")),
        act("send_materials", SECRETARY, Materials(titles=(), lead_days=7)),
        act("open", SECRETARY, opening()),
    )
    assert len(item.earlier) == 1
    assert len(item.earlier[0].statements) == 7
    assert item.sitting.statements == ()


@pytest.mark.parametrize(
    ("changes", "votes", "rule"),
    [
        ({"summary": " "}, {}, "minutes"),
        ({"decision": ""}, {}, "minutes"),
        ({"public_reasons": ""}, {}, "public_reasons"),
        ({}, {FOURTH: Stand.AGAINST}, "minority"),
    ],
)
def test_minutes_hold_what_the_law_wants(changes, votes, rule):
    item = decided(
        [opened(each, votes.get(each, Stand.FOR), 0 if each in votes else 1) for each in ORDER]
    )
    assert broken(act("draft_minutes", SECRETARY, replace(MINUTES, **changes)), item=item) == rule


def test_the_minority_is_known_by_its_votes():
    item = decided([opened(each, option=2 if each == VICE else 1) for each in ORDER])
    assert [each.member for each in item.sitting.minority] == [VICE]
    kept = replace(MINUTES, minority="委员2：应当改判")
    assert go(item, act("draft_minutes", SECRETARY, kept)).minutes.minority


def test_reasons_stay_inside_where_the_law_says_so():
    inner = replace(MINUTES, public_reasons="", unpublished_ground="涉及国家秘密")
    assert go(decided(), act("draft_minutes", SECRETARY, inner)).minutes == inner


def test_minutes_are_approved_by_the_president_alone():
    item = go(decided(), act("draft_minutes", SECRETARY, MINUTES))
    register = Registration(year=2026, serial=1)
    for who in (VICE_PRESIDENT, SECRETARY, HEAD):
        with pytest.raises(ActPartError):
            go(item, act("approve_minutes", who, register))
    with pytest.raises(ActNotOfferedError):
        go(item, act("send_decision", SECRETARY, SEND))


def in_execution():
    return go(
        decided(),
        act("draft_minutes", SECRETARY, MINUTES),
        act("approve_minutes", LEADER, Registration(year=2026, serial=1)),
        act("send_decision", SECRETARY, SEND),
    )


def test_a_judgment_that_differs_waits_for_the_president_or_a_corrected_one():
    difference = Difference(
        aspect=Aspect.CHARGE,
        decided="抢劫罪",
        judged="盗窃罪",
        decided_quote="抢劫罪",
        judged_quote="犯盗窃罪",
        start=0,
        end=4,
    )
    item = go(
        in_execution(),
        act("file_judgment", JUDGE, replace(FILED, differences=(difference,))),
    )
    assert item.state is ItemState.DIFFERS
    with pytest.raises(ActNotOfferedError):
        go(item, act("archive", SECRETARY))
    assert go(item, act("file_judgment", JUDGE, FILED)).state is ItemState.CONFORMS
    confirmed = go(item, act("confirm_conformity", LEADER, reason="罪名更名"))
    assert confirmed.state is ItemState.CONFORMS


def test_the_president_puts_a_decision_up_again():
    item = go(in_execution(), act("reconsider", LEADER, reason="有新情况"))
    assert item.state is ItemState.FILTERED
    assert item.registration is None
    assert item.sitting.decision is not None
