"""Which papers has a meeting of the judges' conference: agenda, notice, attendance, materials?

Source: plan 8.2 (议程); 法发〔2021〕2号 art. 7 to 10, 13 [M].
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from service.court_time import court_day
from service.labels import label_of
from service.referral.conference.agenda import timetable
from service.referral.conference.item import ConferenceItem
from service.referral.conference.meeting import Conference
from service.referral.conference.meeting_acts import AgendaLine
from service.referral.conference.vocabulary import ConferenceAct, ConferenceState
from service.referral.course.acts import KeptAct
from service.referral.papers.paper import Edition, Paper
from service.referral.papers.shared import (
    BLANK,
    CLOSED_TO_READER,
    evidence_blocks,
    heading,
    material_lines,
    moment_told,
    name_of,
    numbered,
    panel_blocks,
    people_table,
    search_words,
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
from service.reports.phrases import NOTHING, day_words, numeral
from service.reports.vocabulary import FileClass

SERIES: Final = "法会"
_SIGNING: Final = (
    Column(title="序号", share=8),
    Column(title="姓名", share=16),
    Column(title="法院", share=23),
    Column(title="法官等级", share=15),
    Column(title="身份", share=12),
    Column(title="系统签到", share=12),
    Column(title="签名", share=14),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFile:
    """A meeting with all that its papers tell, for one reader.

    Attributes:
        meeting: The meeting.
        items: By id those items of the agenda that are open to the reader.
        edition: Of which matter and act.
        sent_at: When the materials were sent; None until then.
        names: Names by account, of those who hear the cases.
    """

    meeting: Conference
    items: Mapping[str, ConferenceItem]
    edition: Edition
    sent_at: datetime | None = None
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def speakers(self) -> tuple[Seat, ...]:
        """The judges in the order in which they speak, the host last."""
        return in_speaking_order(self.meeting.judges, last=self.meeting.plan.host.seat.account_id)


def sent_at(acts: tuple[KeptAct, ...]) -> datetime | None:
    """Return when the materials of a meeting were sent last; None where they were not."""
    times = [each.act.at for each in acts if each.act.name == ConferenceAct.SEND_OUT]
    return times[-1] if times else None


def agenda(of: MeetingFile) -> Paper:
    """Return the agenda (议程)."""
    return _paper(of, MeetingPaper.AGENDA, "议程", (*_head(of), *_items(of)))


def notice(of: MeetingFile) -> Paper:
    """Return the notice (通知)."""
    return _paper(of, MeetingPaper.NOTICE, "通知", _notice(of))


def attendance(of: MeetingFile) -> Paper:
    """Return the sheet on which those who come sign (签到表)."""
    return _paper(of, MeetingPaper.ATTENDANCE, "签到表", _attendance(of))


def pack(of: MeetingFile) -> Paper:
    """Return the materials (会议材料): the agenda, then what each item rests on, in words."""
    blocks = (*_head(of), *_items(of), *_materials(of))
    return _paper(of, MeetingPaper.PACK, "材料", blocks)


def _paper(
    of: MeetingFile, kind: MeetingPaper, what: str, blocks: Iterator[Block] | tuple[Block, ...]
) -> Paper:
    plan = of.meeting.plan
    is_off = of.meeting.state is ConferenceState.CANCELLED
    return Paper(
        kind=kind,
        court=plan.court,
        heading=f"{plan.name}{what}",
        number=of.edition.number(SERIES),
        file_class=FileClass.INNER,
        made_at=of.edition.moved_at,
        blocks=tuple(blocks),
        warning="【会议已取消】" if is_off else "",
    )


def _head(of: MeetingFile) -> Iterator[Block]:
    meeting = of.meeting
    plan = meeting.plan
    minutes = sum(each.minutes for each in meeting.agenda)
    yield heading(1, "会议安排")
    yield Facts(
        pairs=(
            ("会议名称", plan.name),
            ("时间", moment_told(plan.at)),
            ("地点", plan.place),
            ("会议层级", label_of(plan.host.level)),
            ("主持人", with_rank(plan.host.seat)),
            ("记录人", BLANK),
            ("议题", f"{len(meeting.agenda)}项，预计{minutes}分钟"),
            ("材料送达", "尚未送达" if of.sent_at is None else moment_told(of.sent_at)),
            ("最少参加人数", f"{plan.minimum}名法官（含主持人）"),
        )
    )
    yield heading(2, "参加法官（按发言顺序）")
    yield people_table(of.speakers)
    yield heading(3, "列席人员")
    yield people_table(meeting.observers)


def _items(of: MeetingFile) -> Iterator[Block]:
    yield heading(4, "议题")
    if not of.meeting.agenda:
        yield Paragraph(text=NOTHING)
    lines = timetable(of.meeting.agenda, begins_at=of.meeting.plan.at)
    for place, (at, line) in enumerate(lines, start=1):
        item = of.items.get(line.item_id)
        title = CLOSED_TO_READER if item is None else line.title
        yield PlainHeading(text=f"（{numeral(place)}）{title}", level=2)
        if item is None:
            yield Facts(pairs=(("时间", _slot(at, line)),))
        else:
            yield from _item(of, item, _slot(at, line))


def _item(of: MeetingFile, item: ConferenceItem, slot: str) -> Iterator[Block]:
    put = item.suggestion
    judges = "、".join(name_of(of.names, each) for each in put.judge_ids)
    yield Facts(
        pairs=(
            ("时间", slot),
            ("案号", put.case_number or NOTHING),
            ("案由", put.cause or NOTHING),
            ("承办法官", judges or NOTHING),
            ("提交理由", label_of(put.ground)),
            ("四类案件", "是" if put.four_class else "否"),
            ("类案检索", search_words(put.evidence)),
            ("回避", _recusals(of, item)),
        )
    )
    yield from numbered(put.focuses, label="需要讨论的问题")
    yield from panel_blocks(put.opinions)
    yield from numbered(material_lines(put.evidence), label="材料清单")


def _slot(at: datetime, line: AgendaLine) -> str:
    return f"{moment_told(at)}起，{line.minutes}分钟"


def _recusals(of: MeetingFile, item: ConferenceItem) -> str:
    seats = {seat.account_id: seat.name for seat in of.meeting.everybody}
    told = (
        f"{name_of({**of.names, **seats}, each.account_id)}（{label_of(each.ground)}）"
        for each in item.recusals
    )
    return "、".join(told) or NOTHING


def _notice(of: MeetingFile) -> Iterator[Block]:
    plan = of.meeting.plan
    yield Paragraph(text="各参加法官、列席人员：")
    yield Paragraph(
        text=f"兹定于{moment_told(plan.at)}在{plan.place}召开{plan.name}，现将有关事项通知如下。"
    )
    yield heading(1, "主持人")
    yield Paragraph(text=with_rank(plan.host.seat))
    yield heading(2, "参加法官（按发言顺序）")
    yield people_table(of.speakers)
    yield heading(3, "列席人员")
    yield people_table(of.meeting.observers)
    yield heading(4, "议题")
    titles = tuple(
        each.title if each.item_id in of.items else CLOSED_TO_READER for each in of.meeting.agenda
    )
    yield from numbered(titles)
    yield heading(5, "有关要求")
    yield from numbered(
        (
            "请在会前阅看材料，并在系统中确认已阅。",
            "具有应当回避情形的，请在收到材料后申报回避，不再阅看材料（民事诉讼法第四十七条）。",
            "不能参加的，请在系统中回复并说明理由。",
            "会议材料和讨论情况属于审判工作秘密，不得向他人透露（法发〔2021〕2号第十三条）。",
        )
    )
    yield Signature(lines=(plan.division or plan.court, day_words(court_day(of.edition.moved_at))))


def _attendance(of: MeetingFile) -> Iterator[Block]:
    meeting = of.meeting
    host = meeting.plan.host.seat.account_id
    yield Facts(pairs=(("时间", moment_told(meeting.plan.at)), ("地点", meeting.plan.place)))
    seats = [
        *((seat, "主持人" if seat.account_id == host else "参加法官") for seat in of.speakers),
        *((seat, "列席人员") for seat in meeting.observers),
    ]
    absent = {each.account_id for each in meeting.replies if not each.will_come}
    yield Table(
        columns=_SIGNING,
        rows=tuple(
            (
                str(place),
                seat.name,
                seat.court or "—",
                "—" if seat.rank is None else label_of(seat.rank),
                part,
                _presence(seat, meeting.present, absent),
                "",
            )
            for place, (seat, part) in enumerate(seats, start=1)
        ),
    )
    yield Paragraph(
        text=f"应到{len(seats)}人，系统签到{len(meeting.present)}人。未在系统签到的，请在签名栏签名。"
    )
    for each in meeting.excused:
        yield Paragraph(text=f"{each.seat.name}（{each.seat.court}）不能列席：{each.reason}")


def _presence(seat: Seat, present: tuple[int, ...], absent: set[int]) -> str:
    if seat.account_id in present:
        return "已签到"
    return "请假" if seat.account_id in absent else ""


def _materials(of: MeetingFile) -> Iterator[Block]:
    for line in of.meeting.agenda:
        item = of.items.get(line.item_id)
        if item is None:
            continue
        yield PlainHeading(text=f"附：{line.title}", level=1)
        yield from numbered(item.suggestion.views, label="已有观点")
        yield from evidence_blocks(item.suggestion.evidence)
