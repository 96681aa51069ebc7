"""An item and what moves with it; who sees it, and who sees a vote before its time."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from service.actors import Role
from service.errors import PageNotFoundError
from service.notices.model import NoticeKind
from service.parameters.table import Parameter
from service.referral.committee.vocabulary import ItemState, MeetingState
from service.referral.course.acts import Act, Doer, Part
from service.referral.errors import (
    ActContentError,
    ActNotOfferedError,
    ActPartError,
    RuleBrokenError,
)
from service.referral.referrals.model import (
    Attachment,
    Evidence,
    EvidenceKind,
    HeldPosition,
    ReferralState,
    Refinement,
)
from service.referral.roster.model import Office
from service.store.matter_records import acts
from service.store.sealed_vote_records import sealed_votes
from tests.service.conftest import GOOD_PASSWORD
from tests.service.referral.committee.test_comparing import THEFT

JUDGMENT = THEFT.format(
    reasons="", ruling="被告人甲某犯盗窃罪，判处有期徒刑{}，并处罚金人民币三千元。"
)


def referral_of(bench):
    return bench.referral.referrals.ledger.open(bench.referral_id).matter


def told(edge, actor, kind):
    return [each for each in edge.notices.of(actor) if each.notice.kind is kind]


def test_the_whole_way_moves_referral_and_meeting(bench, edge):
    bench.to_execution()
    item = bench.item()
    assert item.state is ItemState.IN_EXECUTION
    assert item.registration.number == "审委〔2026〕1号"
    assert referral_of(bench).state is ReferralState.AFTER_COMMITTEE
    assert referral_of(bench).committee.words == "被告人甲某犯盗窃罪，判处有期徒刑三年"
    meeting = bench.committee.meetings.open(bench.meeting_id).matter
    assert meeting.finished == (bench.item_id,)
    bench.meet(bench.president, "close")
    assert told(edge, bench.judge, NoticeKind.COMMITTEE_DECISION)
    assert told(edge, bench.members[3], NoticeKind.COMMITTEE_INVITED)
    assert told(edge, bench.members[3], NoticeKind.COMMITTEE_VOTE)


def test_applying_hands_the_referral_over_or_does_nothing(bench):
    with pytest.raises(RuleBrokenError) as refusal:
        bench.apply(exemption="")
    assert refusal.value.rule == "V8"
    assert referral_of(bench).state is ReferralState.OPEN
    assert bench.committee.board(bench.secretary).n_items == 0
    bench.apply()
    assert referral_of(bench).state is ReferralState.BEFORE_COMMITTEE


def test_members_read_what_the_referral_rests_on(bench, clock):
    bench.refer()
    words = "约定的利息超过四倍的部分不予支持"
    evidence = Evidence(
        kind=EvidenceKind.QUOTE, of="j1", title="某判决", words=words, digest="0" * 64
    )
    refined = Refinement(
        question="逾期利息的上限",
        positions=(HeldPosition(words="以四倍为限"), HeldPosition(words="以两倍为限")),
        proposed_text="以四倍为限",
    )
    who = Doer(account_id=1, name="某", parts=frozenset({Part.HANDLING_JUDGE}))
    for name, content in (("attach", Attachment(evidence=(evidence,))), ("refine", refined)):
        act = Act(name=name, doer=who, at=clock(), content=content)
        bench.referral.referrals.ledger.perform(bench.referral_id, act)
    bench.to_sent()
    asked = bench.item(bench.members[4]).application
    assert asked.evidence == (evidence,)
    assert asked.positions == refined.positions
    assert asked.proposed == "以四倍为限"


@pytest.mark.parametrize("act", ["refuse", "withdraw"])
def test_an_item_that_ends_hands_its_referral_back(bench, act):
    bench.apply()
    bench.do(bench.head, "forward_by_head")
    bench.do(bench.vice, "forward_by_vice_president")
    who = bench.president if act == "refuse" else bench.judge
    bench.do(who, act, reason="另行研究")
    assert referral_of(bench).state is ReferralState.AFTER_COMMITTEE
    assert referral_of(bench).committee.words == "另行研究"


def test_what_the_court_has_set_is_frozen_into_the_item(bench, clock, secretary_of):
    bench.referral.parameters.put(
        secretary_of,
        Parameter.COMMITTEE_LEAD_DAYS,
        30,
        valid_from=clock().date(),
        source="本院规定",
        now=clock(),
    )
    bench.to_filtered()
    bench.convene()
    bench.do(bench.secretary, "schedule", {"meeting_id": bench.meeting_id})
    with pytest.raises(RuleBrokenError) as refusal:
        bench.do(bench.secretary, "send_materials", {"titles": []})
    assert refusal.value.rule == "lead_days"


@pytest.fixture
def secretary_of(bench):
    return bench.secretary


def test_an_item_taken_from_the_agenda_leaves_the_meeting_too(bench):
    bench.to_filtered()
    bench.convene()
    bench.do(bench.secretary, "schedule", {"meeting_id": bench.meeting_id})
    bench.do(bench.secretary, "unschedule", reason="材料不齐")
    seen = bench.committee.open_meeting(bench.meeting_id, actor=bench.secretary)
    assert seen.agenda == ()
    assert bench.meet(bench.secretary, "cancel", reason="无议题").matter.state is (
        MeetingState.CANCELLED
    )


def test_a_meeting_without_quorum_does_not_begin(bench):
    bench.to_sent()
    for member in bench.members[:3]:
        bench.meet(member, "sign_in", {"member": member.account_id})
    with pytest.raises(RuleBrokenError) as refusal:
        bench.meet(bench.president, "begin")
    assert refusal.value.rule == "V11"
    with pytest.raises(ActNotOfferedError):
        bench.do(bench.secretary, "open")


def test_acts_of_the_machine_are_done_by_nobody_else(bench):
    bench.to_voting()
    for name in ("reveal", "apply", "unheard_of"):
        with pytest.raises(ActNotOfferedError):
            bench.do(bench.secretary, name)
    for name in ("add_item", "take_up", "finish_item"):
        with pytest.raises(ActNotOfferedError):
            bench.meet(bench.secretary, name, {"item_id": bench.item_id})


def test_nobody_sees_a_vote_before_all_are_in(bench, engine):
    bench.to_voting()
    for member in bench.members[:-1]:
        bench.vote(member, reasons="密封理由")
    with engine.connect() as connection:
        kept = connection.execute(select(acts.c.content, acts.c.reason)).all()
        refused = connection.execute(text("SELECT * FROM refused_acts")).all()
        assert len(connection.execute(select(sealed_votes)).all()) == 6
    assert "密封理由" not in str(kept) + str(refused)
    for actor in (*bench.members, bench.secretary, bench.judge):
        seen = bench.committee.open_item(bench.item_id, actor=actor)
        assert "密封理由" not in str(seen)
        assert seen.item.sitting.opened == ()
        assert seen.item.sitting.count is None
    seals = [json.loads(row.content) for row in kept if "commitment" in row.content]
    assert all(set(seal) == {"ballot", "commitment"} for seal in seals)
    assert len({seal["commitment"] for seal in seals}) == 6
    bench.vote(bench.members[-1])
    opened = bench.item().sitting.opened
    assert [each.vote.reasons for each in opened].count("密封理由") == 6
    with engine.connect() as connection:
        assert connection.execute(select(sealed_votes)).all() == []


def test_a_vote_stands_once_it_is_sealed(bench, engine):
    bench.to_voting()
    bench.vote(bench.members[2])
    with pytest.raises(RuleBrokenError) as refusal:
        bench.vote(bench.members[2], option=2)
    assert refusal.value.rule == "double_vote"
    with engine.connect() as connection:
        (row,) = connection.execute(select(sealed_votes)).all()
    assert row.option == 1


@pytest.mark.parametrize(
    ("stand", "option"), [("for", 3), ("for", 0), ("against", 1), ("other", 0)]
)
def test_a_vote_names_an_option_or_says_itself(bench, stand, option):
    bench.to_voting()
    with pytest.raises(ActContentError):
        bench.vote(bench.members[2], stand=stand, option=option)


def test_a_voided_ballot_is_destroyed_unopened(bench, engine):
    bench.to_voting()
    bench.vote(bench.members[2])
    bench.do(bench.president, "void_ballot", reason="选项写错")
    with engine.connect() as connection:
        assert connection.execute(select(sealed_votes)).all() == []
    assert bench.item().sitting.seals == ()


def test_the_last_who_goes_lets_the_others_be_opened(bench):
    bench.to_voting()
    for member in bench.members[:-1]:
        bench.vote(member)
    gone = {"member": bench.members[-1].account_id}
    done = bench.do(bench.secretary, "leave", gone, reason="急事")
    assert done.matter.state is ItemState.DECIDED


def test_whoever_stands_aside_sees_nothing_of_it_any_more(bench):
    bench.to_sent()
    member = bench.members[3]
    bench.do(member, "declare_recusal", {"member": member.account_id}, reason="近亲属")
    decision = {"member": member.account_id, "is_granted": True}
    bench.do(bench.president, "decide_recusal", decision, reason="应当回避")
    with pytest.raises(PageNotFoundError):
        bench.committee.open_item(bench.item_id, actor=member)
    assert bench.committee.board(member).items == ()
    seen = bench.committee.open_meeting(bench.meeting_id, actor=member)
    assert [(line.item_id, line.title) for line in seen.agenda] == [("", "")]
    assert bench.committee.board(bench.members[4]).n_items == 1


def test_a_recused_president_sees_nothing_either(bench):
    bench.to_sent()
    president = bench.president
    bench.do(president, "declare_recusal", {"member": president.account_id}, reason="近亲属")
    decision = {"member": president.account_id, "is_granted": True, "by_committee": True}
    bench.do(bench.secretary, "decide_recusal", decision, reason="审委会决定")
    assert bench.committee.board(president).n_items == 0
    with pytest.raises(PageNotFoundError):
        bench.committee.open_item(bench.item_id, actor=president)


def test_to_whoever_takes_no_part_it_does_not_exist(bench, desk, clock):
    bench.to_sent()
    outsider = desk.add(
        name="outsider",
        display_name="外人",
        password=GOOD_PASSWORD,
        roles=[Role.JUDGE],
        now=clock(),
    )
    for opening in (bench.committee.open_item, bench.committee.open_meeting):
        for matter_id in (bench.item_id, bench.meeting_id, "nothing"):
            with pytest.raises(PageNotFoundError):
                opening(matter_id, actor=outsider)
    board = bench.committee.board(outsider)
    assert (board.items, board.n_items, board.meetings) == ((), 0, ())


def test_the_panel_learns_the_decision_and_not_who_voted_how(bench):
    bench.to_execution()
    mine = bench.item(bench.judge)
    assert mine.sitting.opened == ()
    assert mine.sitting.count.votes_for == (7, 0)
    assert mine.minutes.inner_reasons == ""
    assert mine.minutes.public_reasons == "数额巨大"
    assert len(bench.item(bench.members[2]).sitting.opened) == 7


def test_a_judgment_that_differs_warns_the_president_at_once(bench, edge):
    bench.to_execution()
    done = bench.do(bench.judge, "file_judgment", {"text": JUDGMENT.format("四年")})
    (difference,) = done.matter.filed[-1].differences
    assert (difference.decided, difference.judged) == ("3年", "4年")
    assert "有期徒刑四年" in difference.judged_quote
    assert done.matter.state is ItemState.DIFFERS
    assert len(told(edge, bench.president, NoticeKind.COMMITTEE_DIFFERENCE)) == 1
    done = bench.do(bench.judge, "file_judgment", {"text": JUDGMENT.format("三年")})
    assert done.matter.state is ItemState.CONFORMS


def test_what_is_no_judgment_is_not_filed(bench):
    bench.to_execution()
    with pytest.raises(RuleBrokenError) as refusal:
        bench.do(bench.judge, "file_judgment", {"text": "已按决定办理"})
    assert refusal.value.rule == "judgment"


def test_numbers_run_through_the_year_without_a_gap(bench, clock):
    bench.to_execution()
    bench.referral_id = ""
    bench.to_execution()
    assert bench.item().registration.serial == 2
    clock.forward(days=310)
    bench.referral_id = ""
    bench.to_execution()
    assert (bench.item().registration.year, bench.item().registration.serial) == (2027, 1)


def test_parts_come_from_case_office_and_body(bench):
    bench.to_voting()
    parts = {
        bench.judge.account_id: {Part.HANDLING_JUDGE},
        bench.secretary.account_id: {Part.COMMITTEE_SECRETARY},
        bench.members[4].account_id: {Part.COMMITTEE_MEMBER},
        bench.president.account_id: {Part.PRESIDENT, Part.COMMITTEE_MEMBER, Part.HOST},
    }
    for actor in (bench.judge, bench.secretary, bench.members[4], bench.president):
        seen = bench.committee.open_item(bench.item_id, actor=actor)
        assert seen.doer.parts == parts[actor.account_id]
    with pytest.raises(ActPartError):
        bench.vote(bench.judge)


def test_a_body_comes_from_the_roster(bench):
    plenary, civil = bench.committee.bodies(bench.secretary)
    assert (len(plenary.seats), len(civil.seats)) == (7, 5)
    assert plenary.president == bench.president.account_id
    with pytest.raises(PageNotFoundError):
        bench.convene("没有的委员会")


def test_a_page_offers_what_is_ones_turn(bench):
    bench.to_speaking()

    def offered(actor):
        seen = bench.committee.open_item(bench.item_id, actor=actor)
        return {move.name.value for move in seen.moves} & {"speak", "put_to_vote"}

    while (turn := bench.item().sitting.next_speaker) is not None:
        speaker = next(each for each in bench.members if each.account_id == turn.account_id)
        assert [each for each in bench.members if offered(each)] == [speaker]
        assert offered(bench.secretary) == offered(speaker) == {"speak"}
        bench.do(speaker, "speak", {"member": turn.account_id, "opinion": "同意", "reasons": ""})
    assert offered(bench.secretary) == set()
    assert offered(bench.president) == {"put_to_vote"}


def test_the_board_tells_no_title_to_whoever_may_not_open_it(bench, referral, desk, clock):
    bench.to_sent()
    own = referral.roster.colleague(bench.secretary)

    def keeper(name, office):
        actor = desk.add(
            name=name,
            display_name=name,
            password=GOOD_PASSWORD,
            roles=[Role.SECRETARY],
            now=clock(),
        )
        entry = replace(own, account_id=actor.account_id, name=name, offices=frozenset({office}))
        referral.roster.records.put([entry])
        return actor

    def seen(actor):
        board = bench.committee.board(actor)
        return len(board.items), board.n_items, len(board.meetings)

    assert seen(bench.secretary) == seen(bench.president) == (1, 1, 1)
    assert seen(keeper("conference", Office.CONFERENCE_SECRETARY)) == (0, 0, 0)
    assert seen(keeper("oversight", Office.OVERSIGHT_OFFICE)) == (1, 1, 0)
