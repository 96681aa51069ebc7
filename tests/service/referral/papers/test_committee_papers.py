"""The papers of the committee: the chain of the application, the record, the decision in two parts."""

import pytest

from service.errors import PageNotFoundError
from service.referral.committee.applications import Endorsement
from service.referral.committee.decisions import Minutes, Prevented, Registration, Sent
from service.referral.committee.meetings import AgendaEntry, Convening, Meeting
from service.referral.committee.sittings import Guest
from service.referral.committee.vocabulary import GuestKind, MeetingState, Stand
from service.referral.course.acts import KeptAct
from service.referral.papers import committee_item, committee_meeting
from service.referral.papers.committee_item import CommitteeFile
from service.referral.papers.committee_meeting import SessionFile
from service.referral.papers.paper import Edition, print_paper
from service.referral.referrals.model import Evidence, EvidenceKind, OpinionSide, PanelOpinion
from service.reports.vocabulary import FileClass
from tests.service.referral.committee.people import (
    COURT,
    HELD_ON,
    JUDGE,
    LEADER,
    NOW,
    ORDER,
    PLENARY,
    SECRETARY,
    TO_APPROVED,
    VICE_PRESIDENT,
    act,
    application,
    go,
    opened,
    to_sent,
    to_voting,
    vote,
)
from tests.service.referral.papers.reading import head_and_foot, words_of

REPORT = Evidence(
    kind=EvidenceKind.REPORT, of="r1", title="类案检索报告1号", words="检索到三件", digest="ab" * 32
)
EDITION = Edition(matter_id="c0ffee01ab", n_acts=20, begun_at=NOW, moved_at=NOW)
INNER = "内部掌握的理由"
PUBLIC = "应当公开的理由"
MINUTES = Minutes(
    summary="各委员充分发表意见",
    decision="维持原判",
    public_reasons=PUBLIC,
    inner_reasons=INNER,
    minority="委员6认为应当改判",
)


def file_of(item, acts=()):
    kept = tuple(
        KeptAct(number=at, act=each, from_state="", to_state="")
        for at, each in enumerate(acts, start=1)
    )
    return CommitteeFile(item=item, acts=kept, edition=EDITION, meeting="第5次会议")


def voted():
    against = opened(ORDER[0], Stand.AGAINST, 0, reasons="证据不足")
    return vote(go(None, *to_voting()), against, *(opened(each) for each in ORDER[1:]))


def approved(**changes):
    minutes = Minutes(
        **{name: getattr(MINUTES, name) for name in Minutes.__dataclass_fields__} | changes
    )
    acts = (
        act("draft_minutes", SECRETARY, minutes),
        act("approve_minutes", LEADER, Registration(year=2026, serial=12)),
        act(
            "send_decision",
            SECRETARY,
            Sent(recipients=("民一庭",), to_prosecutor=False, due_on=HELD_ON),
        ),
    )
    return file_of(go(voted(), *acts), acts)


def told(paper):
    return words_of(print_paper(paper))


def test_the_application_tells_each_step_of_its_chain_in_order():
    text = told(committee_item.application(file_of(go(None, *TO_APPROVED), TO_APPROVED)))
    steps = ["提请讨论 |", "庭长审核并上报 |", "分管副院长审核并上报 |", "批准提交 |"]
    assert [text.index(each) for each in steps] == sorted(text.index(each) for each in steps)
    assert "同意提交" in text
    assert "1. 逾期利息与违约金能否并用" in text
    assert "以四倍为限" in text


def test_the_application_sets_the_opinions_of_a_split_panel_apart():
    opinions = tuple(
        PanelOpinion(member=name, side=side, opinion=words)
        for name, side, words in (
            ("甲", OpinionSide.MAJORITY, "支持"),
            ("乙", OpinionSide.MINORITY, "不支持"),
        )
    )
    asked = application(opinions=opinions, conference=None, exemption="confidential")
    text = told(committee_item.application(file_of(go(None, act("apply", LEADER, asked)))))
    assert "多数意见（甲）：支持" in text
    assert "少数意见（乙）：不支持" in text
    assert "未经专业法官会议讨论：因保密等原因" in text


def test_the_record_tells_the_members_in_order_and_counts_of_all_members():
    text = told(committee_item.record(file_of(voted())))
    spoken = [text.index(f"{place} | 委员{who}") for place, who in enumerate(ORDER, start=1)]
    assert spoken == sorted(spoken)
    assert "应到7人，实到并参加讨论7人，已过半数" in text
    assert "方案1　同意6票：维持原判" in text
    assert "不同意1票" in text
    assert f"委员{ORDER[0]}：不同意　理由：证据不足" in text


def test_the_decision_parts_its_reasons_and_the_public_part_holds_no_other():
    of = approved()
    whole, public = told(committee_item.decision(of)), told(committee_item.public_decision(of))
    assert whole.index(PUBLIC) < whole.index("（二）不公开的理由") < whole.index(INNER)
    assert PUBLIC in public
    assert INNER not in public
    assert MINUTES.minority not in public
    assert MINUTES.minority in told(committee_item.minutes(of))


def test_the_public_part_belongs_to_the_main_volume_and_the_rest_to_the_inner_one():
    of = approved()
    public = committee_item.public_decision(of)
    assert public.file_class is FileClass.MAIN
    assert head_and_foot(print_paper(public))[0] == ""
    for make in (
        committee_item.application,
        committee_item.record,
        committee_item.minutes,
        committee_item.decision,
    ):
        assert make(of).file_class is FileClass.INNER


def test_a_decision_bears_the_number_of_its_register():
    paper = committee_item.decision(approved())
    assert paper.number == "审委〔2026〕12号"
    assert "审委〔2026〕12号　副卷" in head_and_foot(print_paper(paper))[1]


def test_where_the_law_forbids_to_publish_there_is_no_public_part():
    of = approved(public_reasons="", unpublished_ground="未成年人保护法第一百零三条")
    assert "依法不公开：未成年人保护法" in told(committee_item.decision(of))
    with pytest.raises(PageNotFoundError):
        committee_item.public_decision(of)


def test_minutes_are_a_draft_until_the_president_approves_them():
    item = go(voted(), act("draft_minutes", SECRETARY, MINUTES))
    head, _ = head_and_foot(print_paper(committee_item.minutes(file_of(item))))
    assert "未经院长审定" in head
    assert "院长审定：某1" in told(committee_item.minutes(approved()))


def test_minutes_approved_in_the_stead_of_the_president_say_so():
    acts = (
        act("draft_minutes", SECRETARY, MINUTES),
        act("note_prevented", SECRETARY, Prevented(on=NOW.date()), reason="出国"),
        act("approve_minutes", VICE_PRESIDENT, Registration(year=2026, serial=12)),
    )
    text = told(committee_item.minutes(file_of(go(voted(), *acts), acts)))
    assert "院长因故不能审定（2026年3月2日，某95登记）：出国" in text
    assert "副院长代为审定：某2" in text


@pytest.mark.parametrize(
    "make",
    [
        committee_item.record,
        committee_item.minutes,
        committee_item.decision,
        committee_item.public_decision,
    ],
)
def test_a_paper_that_there_is_not_yet_is_not_made(make):
    with pytest.raises(PageNotFoundError):
        make(file_of(go(None, *to_sent())))


def session(items=None, **changes):
    called = Convening(
        title="2026年第5次审判委员会会议",
        court=COURT,
        body=PLENARY,
        host=PLENARY.president,
        starts_at=NOW,
        place="第二会议室",
    )
    basis = {
        "state": MeetingState.PLANNED,
        "convening": called,
        "agenda": (
            AgendaEntry(item_id="i1", title="逾期利息的上限", minutes=40),
            AgendaEntry(item_id="i2", title="对其保密的问题", minutes=20),
        ),
        "guests": (Guest(name="检察长丙", kind=GuestKind.CHIEF_PROSECUTOR),),
    }
    shown = {"i1": go(None, *to_sent())} if items is None else items
    return SessionFile(meeting=Meeting(**basis | changes), items=shown, edition=EDITION)


def test_the_agenda_of_the_committee_tells_what_is_open_to_the_reader():
    text = told(committee_meeting.agenda(session()))
    assert "7人，过半数为4人" in text
    assert "检察长丙（检察长）" in text
    assert "1. 审理报告" in text
    assert "（二）（对您不公开）" in text
    assert "对其保密的问题" not in text


def test_the_pack_of_the_committee_holds_what_each_open_item_is_asked_on():
    item = go(None, act("apply", JUDGE, application(evidence=(REPORT,), facts="借款一百万元")))
    text = told(committee_meeting.pack(session(items={"i1": item})))
    parts = ["会议安排", "附：逾期利息的上限", "借款一百万元", "以四倍为限", "检索到三件"]
    assert [text.index(each) for each in parts] == sorted(text.index(each) for each in parts)
    assert "内容摘要（SHA-256） | " + REPORT.digest in text
    assert "附：对其保密的问题" not in text


def test_the_notice_of_the_committee_names_no_closed_item():
    text = told(committee_meeting.notice(session(items={})))
    assert "逾期利息的上限" not in text
    assert "委员1（二级高级法官）主持" in text


def test_the_attendance_sheet_tells_whether_over_half_have_come():
    few = told(committee_meeting.attendance(session(present=(1, 2, 3), excused=((4, "出差"),))))
    assert "系统签到3人，未过半数" in few
    assert "请假：出差" in few
    assert "已过半数" in told(committee_meeting.attendance(session(present=(1, 2, 3, 5))))


def test_an_opinion_of_the_chain_is_told_with_its_reason():
    acts = (*TO_APPROVED[:1], act("forward_by_head", SECRETARY, Endorsement(words="拟同意")))
    assert "拟同意" in told(committee_item.application(file_of(go(None, *TO_APPROVED), acts)))
