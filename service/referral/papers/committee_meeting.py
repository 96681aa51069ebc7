"""Which papers has a meeting of the committee: agenda, notice, attendance, materials?

Source: plan 8.3; 人民法院组织法 art. 38; 法发〔2019〕20号 art. 14 to 18 [M].
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from service.court_time import court_day
from service.labels import label_of
from service.referral.committee.applications import Application
from service.referral.committee.bodies import Body
from service.referral.committee.items import Item
from service.referral.committee.meetings import Meeting
from service.referral.committee.vocabulary import MeetingState
from service.referral.committee.words import EXEMPTION_WORDS
from service.referral.papers.paper import Edition, Paper
from service.referral.papers.shared import (
    BLANK,
    CLOSED_TO_READER,
    evidence_blocks,
    heading,
    moment_told,
    name_of,
    numbered,
    panel_blocks,
    people_table,
    rank_words,
    with_rank,
)
from service.referral.papers.vocabulary import MeetingPaper
from service.referral.roster.model import Seat, in_speaking_order
from service.reports.blocks import (
    Block,
    Column,
    Facts,
    Paragraph,
    PlainHeading,
    Signature,
    Table,
)
from service.reports.phrases import NOTHING, day_words, numeral, or_untold
from service.reports.vocabulary import FileClass

SERIES: Final = "审委会"
_SIGNING: Final = (
    Column(title="序号", share=8),
    Column(title="姓名", share=20),
    Column(title="法官等级", share=20),
    Column(title="身份", share=16),
    Column(title="系统签到", share=18),
    Column(title="签名", share=18),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFile:
    """A meeting of the committee with all that its papers tell, for one reader.

    Attributes:
        meeting: The meeting.
        items: By id those items of the agenda that are open to the reader.
        edition: Of which matter and act.
    """

    meeting: Meeting
    items: Mapping[str, Item]
    edition: Edition

    @property
    def members(self) -> tuple[Seat, ...]:
        """The members of the body in the order in which they speak, the host last."""
        called = self.meeting.convening
        return in_speaking_order(called.body.seats, last=called.host)


def agenda(of: SessionFile) -> Paper:
    """Return the agenda (议程)."""
    return _paper(of, MeetingPaper.AGENDA, "议程", (*_head(of), *_items(of)))


def notice(of: SessionFile) -> Paper:
    """Return the notice (通知)."""
    return _paper(of, MeetingPaper.NOTICE, "通知", tuple(_notice(of)))


def attendance(of: SessionFile) -> Paper:
    """Return the sheet on which members and guests sign (签到表)."""
    return _paper(of, MeetingPaper.ATTENDANCE, "签到表", tuple(_attendance(of)))


def pack(of: SessionFile) -> Paper:
    """Return the materials (会议材料): the agenda, then what each item is asked on, in words."""
    blocks = (*_head(of), *_items(of), *_materials(of))
    return _paper(of, MeetingPaper.PACK, "材料", blocks)


def body_words(body: Body) -> str:
    """Return which body sits; the plenary has no other name."""
    kind = label_of(body.kind)
    return kind if body.name == kind else f"{kind}（{body.name}）"


def conference_words(asked: Application) -> str:
    """Return what the judges' conference said, or why none was held."""
    if asked.conference is not None:
        return or_untold(asked.conference.words)
    exempt = EXEMPTION_WORDS.get(asked.exemption, asked.exemption)
    return f"未经专业法官会议讨论：{exempt}（法发〔2021〕2号第十二条）。"


def _paper(of: SessionFile, kind: MeetingPaper, what: str, blocks: tuple[Block, ...]) -> Paper:
    called = of.meeting.convening
    return Paper(
        kind=kind,
        court=called.court,
        heading=f"{called.title}{what}",
        number=of.edition.number(SERIES),
        file_class=FileClass.INNER,
        made_at=of.edition.moved_at,
        blocks=blocks,
        warning="【会议已取消】" if of.meeting.state is MeetingState.CANCELLED else "",
    )


def _host(of: SessionFile) -> str:
    called = of.meeting.convening
    seat = called.body.seat_of(called.host)
    return name_of({}, called.host) if seat is None else with_rank(seat)


def _head(of: SessionFile) -> Iterator[Block]:
    meeting = of.meeting
    called = meeting.convening
    yield heading(1, "会议安排")
    yield Facts(
        pairs=(
            ("会议名称", called.title),
            ("类别", body_words(called.body)),
            ("时间", moment_told(called.starts_at)),
            ("地点", called.place or NOTHING),
            ("主持人", _host(of)),
            ("记录人", BLANK),
            ("应到委员", f"{len(called.body.seats)}人，过半数为{_quorum(of)}人"),
            ("议题", f"{len(meeting.agenda)}项，预计{sum(e.minutes for e in meeting.agenda)}分钟"),
        )
    )
    yield heading(2, "组成人员（按发言顺序）")
    yield people_table(of.members)
    yield heading(3, "列席人员")
    yield from numbered(_guests(of))


def _quorum(of: SessionFile) -> int:
    return len(of.meeting.convening.body.seats) // 2 + 1


def _guests(of: SessionFile) -> tuple[str, ...]:
    return tuple(f"{each.name}（{label_of(each.kind)}）" for each in of.meeting.guests)


def _items(of: SessionFile) -> Iterator[Block]:
    yield heading(4, "议题")
    if not of.meeting.agenda:
        yield Paragraph(text=NOTHING)
    for place, entry in enumerate(of.meeting.agenda, start=1):
        item = of.items.get(entry.item_id)
        title = CLOSED_TO_READER if item is None else entry.title
        yield PlainHeading(text=f"（{numeral(place)}）{title}", level=2)
        if item is not None:
            yield from _item(item, entry.minutes)


def _item(item: Item, minutes: int) -> Iterator[Block]:
    asked = item.application
    found = item.filtering
    yield Facts(
        pairs=(
            ("案号", asked.case_number or NOTHING),
            ("案由", asked.cause or NOTHING),
            ("提请部门", asked.division or NOTHING),
            ("分流", NOTHING if found is None else label_of(found.result)),
            ("用时", f"{minutes}分钟"),
            ("类案与关联案件检索", or_untold(asked.like_cases)),
        )
    )
    yield from numbered(asked.questions, label="需要讨论决定的法律适用问题")
    yield from panel_blocks(asked.opinions)
    yield from numbered(() if item.materials is None else item.materials.titles, label="材料清单")


def _notice(of: SessionFile) -> Iterator[Block]:
    called = of.meeting.convening
    yield Paragraph(text="各委员、列席人员：")
    where = f"在{called.place}" if called.place else ""
    yield Paragraph(
        text=f"兹定于{moment_told(called.starts_at)}{where}召开{called.title}"
        f"（{called.body.name}），由{_host(of)}主持，现将有关事项通知如下。"
    )
    yield heading(1, "组成人员（按发言顺序）")
    yield people_table(of.members)
    yield heading(2, "列席人员")
    yield from numbered(_guests(of))
    yield heading(3, "议题")
    titles = tuple(
        each.title if each.item_id in of.items else CLOSED_TO_READER for each in of.meeting.agenda
    )
    yield from numbered(titles)
    yield heading(4, "有关要求")
    yield from numbered(
        (
            "请在会前阅看材料，并在系统中确认已阅。",
            "具有应当回避情形的，请及时提出；院长决定委员的回避，审判委员会决定院长的回避。",
            "不能到会的，请在系统中请假；到会委员应当过半数（人民法院组织法第三十八条）。",
            "会议材料和讨论情况属于审判工作秘密，不得向他人透露。",
        )
    )
    day = day_words(court_day(of.edition.moved_at))
    yield Signature(lines=("审判委员会办事机构", day))


def _attendance(of: SessionFile) -> Iterator[Block]:
    meeting = of.meeting
    called = meeting.convening
    excused = dict(meeting.excused)
    rows = [
        (
            seat.name,
            rank_words(seat),
            "主持人" if seat.account_id == called.host else "委员",
            _presence(seat, meeting.present, excused),
        )
        for seat in of.members
    ]
    rows += [(each.name, "—", label_of(each.kind), "") for each in meeting.guests]
    yield Facts(pairs=(("时间", moment_told(called.starts_at)), ("地点", called.place or NOTHING)))
    yield Table(
        columns=_SIGNING,
        rows=tuple((str(place), *row, "") for place, row in enumerate(rows, start=1)),
    )
    is_enough = "已过半数" if meeting.has_quorum else "未过半数"
    yield Paragraph(
        text=f"应到委员{len(called.body.seats)}人，系统签到{len(meeting.present)}人，{is_enough}"
        "（人民法院组织法第三十八条）。"
    )


def _presence(seat: Seat, present: tuple[int, ...], excused: Mapping[int, str]) -> str:
    if seat.account_id in present:
        return "已签到"
    if seat.account_id in excused:
        return f"请假：{excused[seat.account_id]}" if excused[seat.account_id] else "请假"
    return ""


def _materials(of: SessionFile) -> Iterator[Block]:
    for entry in of.meeting.agenda:
        item = of.items.get(entry.item_id)
        if item is None:
            continue
        asked = item.application
        yield PlainHeading(text=f"附：{entry.title}", level=1)
        yield Paragraph(label="事实与证据", text=or_untold(asked.facts))
        yield from numbered(tuple(each.words for each in asked.positions), label="各方观点")
        yield Paragraph(label="专业法官会议意见", text=conference_words(asked))
        yield Paragraph(label="拟处理意见", text=or_untold(asked.proposed))
        yield Paragraph(label="理由", text=or_untold(asked.reasons))
        yield from evidence_blocks(asked.evidence)
