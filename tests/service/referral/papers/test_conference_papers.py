"""The papers of the judges' conference tell what was done, in order, and say where they belong."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from service.errors import PageNotFoundError
from service.referral.conference.item_acts import Prevented, Recusal
from service.referral.conference.meeting import Conference, ExcusedObserver, GivenReply
from service.referral.conference.meeting_acts import AgendaLine, Plan
from service.referral.conference.vocabulary import (
    ConferenceState,
    MajorityBase,
    PanelConclusion,
    RecusalGround,
    ViewStanding,
)
from service.referral.papers import conference_item, conference_meeting
from service.referral.papers.compiling import KeptMinutes, compile_minutes
from service.referral.papers.conference_item import ItemFile
from service.referral.papers.conference_meeting import MeetingFile
from service.referral.papers.paper import Edition, print_paper
from service.referral.referrals.model import Evidence, EvidenceKind, OpinionSide, PanelOpinion
from service.reports.vocabulary import FileClass
from tests.service.referral.conference.made import (
    AT_HEAD,
    COURT,
    GUEST,
    HOST,
    IN_ORDER,
    JUDGES,
    NAMED,
    NOW,
    acts_until,
    go,
    host_says,
    line,
    reconsidered,
    says,
    signs,
    summed,
    until,
)
from tests.service.referral.papers.reading import head_and_foot, words_of

EDITION = Edition(matter_id="5f3a9c01ab", n_acts=30, begun_at=NOW, moved_at=NOW)
SECRET = "乙观点的秘密问题"
REPORT = Evidence(
    kind=EvidenceKind.REPORT, of="r1", title="类案检索报告1号", words="检索到三件", digest="ab" * 32
)
OPINION = PanelOpinion(
    member="王法官", side=OpinionSide.MINORITY, opinion="以约定为准", reasons="意思自治"
)


def file_of(item):
    return ItemFile(item=item, edition=EDITION, meeting="第3次会议")


def divided():
    """A conference of four judges, two of each view."""
    stages = acts_until("speaking")
    views = ("以四倍为限", "以约定为准", "以约定为准")
    said = [says(one, view) for one, view in zip(IN_ORDER, views, strict=True)]
    both = summed(
        ("以四倍为限", 2, ViewStanding.NO_MAJORITY), ("以约定为准", 2, ViewStanding.NO_MAJORITY)
    )
    return go(*stages, *said, host_says(), both)


def meeting(**changes):
    basis = {
        "state": ConferenceState.CONVENED,
        "plan": Plan(
            name="2026年第3次专业法官会议",
            court=COURT,
            division="民一庭",
            host=NAMED,
            at=datetime(2026, 3, 9, 1, tzinfo=UTC),
            place="第一会议室",
            minimum=3,
            majority=MajorityBase.PARTICIPANTS,
            lead_days=3,
            n_observers=1,
        ),
        "agenda": (
            AgendaLine(item_id="i1", title="逾期利息的上限", group="利息", minutes=40),
            AgendaLine(item_id="i2", title=SECRET, group="利息", minutes=20),
        ),
        "invited": JUDGES,
        "observers": (GUEST,),
    }
    return Conference(**basis | changes)


def of_meeting(**changes):
    item = until(
        "delivered", evidence=(REPORT,), opinions=(OPINION,), case_number="（2026）吉01民初3号"
    )
    recused = replace(
        item, recusals=(Recusal(account_id=JUDGES[0].account_id, ground=RecusalGround.RELATIVE),)
    )
    return MeetingFile(
        meeting=meeting(**changes), items={"i1": recused}, edition=EDITION, names={7: "王法官"}
    )


def test_the_record_tells_who_said_what_in_the_order_in_which_it_was_said():
    told = words_of(print_paper(conference_item.record(file_of(until("signing")))))
    spoken = [told.index(f"{at} | 法官{who}") for at, who in ((1, 21), (2, 22), (3, 23))]
    assert spoken == sorted(spoken)
    assert spoken[-1] < told.index("法官24（主持人）")
    assert "法官21问：约定利率是多少\n法官7答：月息三分" in told
    assert "列席：基层多按四倍处理" in told


def test_the_minutes_tell_how_many_hold_what_and_not_who():
    told = words_of(print_paper(conference_item.minutes(file_of(until("adopted")))))
    assert "多数意见（4人）：以四倍为限" in told
    opinion = told[told.index("三、讨论意见") : told.index("四、会后补充")]
    assert not any(one.name in opinion for one in (*JUDGES, HOST))
    assert "合议庭复议（采纳多数意见）：采纳" in told


def test_the_minutes_say_where_no_majority_was_formed():
    told = words_of(print_paper(conference_item.minutes(file_of(divided()))))
    assert "未形成多数意见（计算多数的基数为4人）。" in told
    assert told.count("（2人）") == 2


@pytest.mark.parametrize(
    ("four_class", "conclusion", "words"),
    [
        (True, PanelConclusion.NOT_ADOPTED, "应当层报院长提交审判委员会"),
        (False, PanelConclusion.NOT_ADOPTED, "可以层报院长提交审判委员会"),
        (True, PanelConclusion.ADOPTED, "由审判组织依法裁判"),
    ],
)
def test_the_minutes_tell_what_has_to_follow(four_class, conclusion, words):
    item = go(*acts_until("reconsidering", four_class=four_class), reconsidered(conclusion))
    assert words in conference_item.minutes(file_of(item)).text


def test_a_missing_signature_shows_at_the_head_of_each_page():
    item = go(*acts_until("signing"), signs(IN_ORDER[0]))
    made = print_paper(conference_item.minutes(file_of(item)))
    head, _ = head_and_foot(made)
    assert "尚有3名参加法官未签名" in head
    told = words_of(made)
    assert "法官21：已在系统签名" in told
    assert "法官22：____" in told


def test_the_minutes_tell_who_could_not_sign():
    noted = line("note_prevented", AT_HEAD, Prevented(account_id=22, on=NOW.date()), reason="住院")
    item = go(
        *(signs(one) for one in (*IN_ORDER, HOST) if one.account_id != 22),
        noted,
        start=until("signing"),
    )
    told = words_of(print_paper(conference_item.minutes(file_of(item))))
    assert "4人应签，已签3人，因故未能签名1人" in told
    assert "法官22因故未能签名（2026年3月2日，法官24登记）：住院" in told


def test_a_paper_says_its_volume_its_number_and_its_digest():
    paper = conference_item.record(file_of(until("adopted")))
    head, foot = head_and_foot(print_paper(paper))
    assert paper.file_class is FileClass.INNER
    assert "副卷" in head
    assert paper.number == "法会〔2026〕5f3a9c01号之30"
    assert paper.number in foot
    assert paper.digest in foot


def test_equal_matters_give_equal_bytes_and_others_another_digest():
    paper = conference_item.minutes(file_of(until("adopted")))
    assert print_paper(paper) == print_paper(conference_item.minutes(file_of(until("adopted"))))
    assert paper.digest != conference_item.minutes(file_of(until("ended"))).digest


@pytest.mark.parametrize(
    ("make", "stage"),
    [(conference_item.record, "delivered"), (conference_item.minutes, "summarising")],
)
def test_a_paper_that_there_is_not_yet_is_not_made(make, stage):
    with pytest.raises(PageNotFoundError):
        make(file_of(until(stage)))


def test_the_agenda_tells_all_that_is_open_to_the_reader_and_nothing_else():
    told = words_of(print_paper(conference_meeting.agenda(of_meeting())))
    assert "2026年3月9日09:00起，40分钟" in told
    assert "2026年3月9日09:40起，20分钟" in told
    assert "承办法官 | 王法官" in told
    assert "少数意见（王法官）：以约定为准　理由：意思自治" in told
    assert "类案检索 | 类案检索报告1号" in told
    assert "回避 | 法官23（" in told
    assert "是否以四倍为限" in told
    assert SECRET not in told
    assert "（二）（对您不公开）" in told


def test_judges_stand_in_the_order_in_which_they_speak():
    told = words_of(print_paper(conference_meeting.notice(of_meeting())))
    rows = [f"{place} | 法官{who}" for place, who in enumerate((21, 22, 23, 24), start=1)]
    assert all(row in told for row in rows)
    assert SECRET not in told
    assert "民一庭\n2026年3月2日" in told


def test_the_attendance_sheet_has_a_line_for_everybody():
    replies = (GivenReply(account_id=22, will_come=False, reason="出差"),)
    made = conference_meeting.attendance(
        of_meeting(
            present=(21,),
            replies=replies,
            excused=(ExcusedObserver(seat=GUEST, reason="开庭"),),
        )
    )
    rows = [line for line in words_of(print_paper(made)).splitlines() if " | 长春林区" in line]
    assert [("已签到" in row, "请假" in row) for row in rows] == [
        (True, False),
        (False, True),
        (False, False),
        (False, False),
    ]
    assert "应到5人，系统签到1人。" in made.text
    assert "列席（基层法院）不能列席：开庭" in made.text


def test_the_pack_holds_the_materials_in_words_with_their_digests():
    told = words_of(print_paper(conference_meeting.pack(of_meeting())))
    assert "材料1　类案检索报告：类案检索报告1号" in told
    assert "检索到三件" in told
    assert REPORT.digest in told


def test_a_meeting_that_was_called_off_says_so_on_each_page():
    made = conference_meeting.notice(of_meeting(state=ConferenceState.CANCELLED))
    assert head_and_foot(print_paper(made))[0] == "【会议已取消】"


def test_compiled_minutes_stand_in_the_order_of_the_meetings():
    kept = [
        KeptMinutes(
            question=question,
            meeting="会议",
            held_on=day,
            number="法会1",
            edition=EDITION,
            blocks=tuple(conference_item.minutes_blocks(file_of(until("adopted")))),
        )
        for question, day in (("后一问题", date(2026, 4, 1)), ("前一问题", NOW.date()))
    ]
    told = words_of(print_paper(compile_minutes(kept, court=COURT)))
    assert told.index("第1项　前一问题") < told.index("第2项　后一问题")
    assert told.count("多数意见（4人）") == 2
    assert "汇编〔2026〕共2项" in told
