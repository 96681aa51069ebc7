"""Which papers has an item of the judges' conference: the record and the minutes?

The record (记录) tells who said what, one by one and in the order in which it was said; the minutes
(纪要) tell what the conference holds and how many hold it.

Source: plan 8.2; 法发〔2021〕2号 art. 9 to 11, 14 [M].
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from service.errors import PageNotFoundError
from service.labels import label_of
from service.referral.conference.counting import majority_base, onward
from service.referral.conference.item import (
    ConferenceItem,
    MadeStatement,
    judges_here,
    signers,
    standing_statements,
    yet_to_sign,
)
from service.referral.conference.item_acts import SummedView
from service.referral.conference.vocabulary import ViewStanding
from service.referral.papers.conference_meeting import SERIES
from service.referral.papers.paper import Edition, Paper
from service.referral.papers.shared import (
    BLANK,
    heading,
    moment_told,
    numbered,
    panel_blocks,
    rank_words,
    search_words,
    with_rank,
)
from service.referral.papers.vocabulary import MeetingPaper
from service.referral.referrals.model import Force
from service.referral.roster.model import Seat, in_speaking_order
from service.reports.blocks import Block, Column, Facts, Paragraph, PlainHeading, Signature, Table
from service.reports.phrases import NOTHING, day_words, numeral, or_untold
from service.reports.vocabulary import FileClass

_SPOKEN: Final = (
    Column(title="次序", share=9),
    Column(title="发言人", share=16),
    Column(title="法官等级", share=15),
    Column(title="意见", share=26),
    Column(title="理由", share=34),
)
_ONWARD: Final = {
    Force.MUST: "应当层报院长提交审判委员会讨论（法发〔2021〕2号第十一条）。",
    Force.MAY: "可以层报院长提交审判委员会讨论（法发〔2021〕2号第十一条）。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFile:
    """An item with all that its papers tell.

    Attributes:
        item: The item.
        edition: Of which matter and act.
        meeting: Name of the meeting; may be empty.
        rules: Rules that grew out of it, in words.
    """

    item: ConferenceItem
    edition: Edition
    meeting: str = ""
    rules: tuple[str, ...] = ()


def has_record(item: ConferenceItem) -> bool:
    """Tell whether it was opened, so that there is something to record."""
    return item.seating is not None


def has_minutes(item: ConferenceItem) -> bool:
    """Tell whether the host has summed up."""
    return item.summary is not None


def record(of: ItemFile) -> Paper:
    """Return the record (会议记录).

    Raises:
        PageNotFoundError: The item was never opened.
    """
    if not has_record(of.item):
        raise PageNotFoundError(what="record of an item that was not opened")
    return _paper(of, MeetingPaper.RECORD, "会议记录", (*_of_record(of),))


def minutes(of: ItemFile) -> Paper:
    """Return the minutes (会议纪要).

    Raises:
        PageNotFoundError: Nothing is summed up yet.
    """
    if not has_minutes(of.item):
        raise PageNotFoundError(what="minutes of an item that is not summed up")
    return _paper(of, MeetingPaper.MINUTES, "会议纪要", (*minutes_blocks(of),))


def minutes_blocks(of: ItemFile) -> Iterator[Block]:
    """Give what the minutes say, below their title."""
    item = of.item
    yield heading(1, "基本信息")
    yield _basis(of)
    yield heading(2, "议题")
    yield from numbered(item.suggestion.focuses)
    yield heading(3, "讨论意见")
    yield from _opinion(item)
    yield heading(4, "会后补充书面意见")
    yield from _supplements(item)
    yield heading(5, "签名")
    yield from _signatures(item)
    yield heading(6, "复议和后续处理")
    yield from _after(item)
    yield heading(7, "形成的裁判规则")
    yield from numbered(of.rules)


def _paper(of: ItemFile, kind: MeetingPaper, what: str, blocks: tuple[Block, ...]) -> Paper:
    put = of.item.suggestion
    n_missing = len(yet_to_sign(of.item)) if has_minutes(of.item) else 0
    return Paper(
        kind=kind,
        court=put.court,
        heading=f"专业法官{what}",
        number=of.edition.number(SERIES),
        file_class=FileClass.INNER,
        made_at=of.edition.moved_at,
        blocks=blocks,
        warning=_warning(of.item, n_missing),
    )


def _warning(item: ConferenceItem, n_missing: int) -> str:
    if not has_minutes(item):
        return "【副卷】讨论尚未结束"
    return f"【副卷】尚有{n_missing}名参加法官未签名" if n_missing else ""


def _basis(of: ItemFile) -> Facts:
    item, put = of.item, of.item.suggestion
    seats = item.seats
    where = item.placement
    here = in_speaking_order(judges_here(item), last=seats.host.account_id)
    return Facts(
        pairs=(
            ("会议", of.meeting or "（未列入会议）"),
            ("时间", NOTHING if where is None else moment_told(where.at)),
            ("地点", NOTHING if where is None else where.place),
            ("主持人", with_rank(seats.host)),
            ("参加法官", "、".join(each.name for each in here)),
            ("列席人员", "、".join(each.name for each in seats.observers) or NOTHING),
            ("记录人", BLANK),
            ("问题", put.question),
            ("案号", put.case_number or NOTHING),
            ("案由", put.cause or NOTHING),
            ("提交理由", label_of(put.ground)),
            ("类案检索", search_words(put.evidence)),
            ("人数要求", f"最少{seats.minimum}人，实到{len(here)}人"),
        )
    )


def _of_record(of: ItemFile) -> Iterator[Block]:
    item = of.item
    yield heading(1, "基本信息")
    yield _basis(of)
    yield heading(2, "议题")
    yield from numbered(item.suggestion.focuses)
    yield heading(3, "合议庭介绍")
    yield from panel_blocks(item.suggestion.opinions)
    yield Paragraph(label="介绍要点", text=or_untold(item.introduction))
    yield heading(4, "询问与答复")
    yield from _questions(item)
    yield heading(5, "列席人员意见（不计入）")
    for remark in item.remarks:
        yield Paragraph(label=remark.name, text=remark.words)
    if not item.remarks:
        yield Paragraph(text=NOTHING)
    yield heading(6, "逐人发言（按发言先后）")
    yield from _statements(item)
    yield heading(7, "讨论意见")
    yield from _opinion(item)
    yield heading(8, "会后补充书面意见")
    yield from _supplements(item)
    yield heading(9, "签名")
    yield from _signatures(item)


def _questions(item: ConferenceItem) -> Iterator[Block]:
    for each in item.questions:
        yield Paragraph(label=f"{each.name}问", text=each.words)
        yield Paragraph(label=f"{each.answered_by or '合议庭'}答", text=each.answer or "（未答复）")
    if not item.questions:
        yield Paragraph(text=NOTHING)


def _statements(item: ConferenceItem) -> Iterator[Block]:
    """Give the statements in the order in which they were made, round by round."""
    if not item.statements:
        yield Paragraph(text=NOTHING)
    rounds = dict.fromkeys((each.session, each.round) for each in item.statements)
    for session, turn in rounds:
        title = f"第{numeral(turn)}轮" if item.session == 1 else f"第{session}次讨论第{turn}轮"
        yield PlainHeading(text=f"（{title}）", level=2)
        said = [each for each in item.statements if (each.session, each.round) == (session, turn)]
        yield Table(
            columns=_SPOKEN,
            rows=tuple(_spoken(item, place, each) for place, each in enumerate(said, start=1)),
        )


def _spoken(item: ConferenceItem, place: int, said: MadeStatement) -> tuple[str, ...]:
    seats = {seat.account_id: seat for seat in (*item.participants, *item.seats.judges)}
    seat = seats.get(said.account_id)
    is_host = said.account_id == item.seats.host.account_id
    name = f"{said.name}（主持人）" if is_host else said.name
    return (str(place), name, "—" if seat is None else rank_words(seat), said.view, said.reasons)


def _opinion(item: ConferenceItem) -> Iterator[Block]:
    if item.summary is None:
        yield Paragraph(text="主持人尚未归纳。")
        return
    if item.standing is not ViewStanding.MAJORITY:
        yield Paragraph(text=f"未形成多数意见（计算多数的基数为{majority_base(item)}人）。")
    for view in item.summary.views:
        label = f"{label_of(view.standing)}（{view.n}人）"
        yield Paragraph(label=label, text=view.view)
        yield from _reasons(item, view)
    yield Paragraph(label="会议意见", text=or_untold(item.summary.words))
    yield Paragraph(text="会议意见供审判组织和院庭长参考（法发〔2021〕2号第十一条）。")


def _reasons(item: ConferenceItem, view: SummedView) -> Iterator[Block]:
    """Give the reasons of a view, each once and without who gave it."""
    said = (each.reasons.strip() for each in standing_statements(item) if each.view == view.view)
    for reasons in dict.fromkeys(said):
        if reasons:
            yield Paragraph(text=f"理由：{reasons}")


def _supplements(item: ConferenceItem) -> Iterator[Block]:
    for each in item.supplements:
        changed = f"（意见改为：{each.supplement.view}）" if each.supplement.view else ""
        yield Paragraph(label=each.name, text=f"{each.supplement.words}{changed}")
    if not item.supplements:
        yield Paragraph(text=NOTHING)


def _signatures(item: ConferenceItem) -> Iterator[Block]:
    if item.summary is None:
        yield Paragraph(text=NOTHING)
        return
    ordered = in_speaking_order(signers(item), last=item.seats.host.account_id)
    missing = {seat.account_id for seat in yet_to_sign(item)}
    noted = {each.account_id: each for each in item.prevented}
    unable = f"，因故未能签名{len(noted)}人" if noted else ""
    yield Paragraph(
        text=f"记录第{item.version}版，{len(ordered)}人应签，已签{len(item.signed_by)}人{unable}。"
    )
    for seat in ordered:
        if found := noted.get(seat.account_id):
            when = f"{day_words(found.on)}，{found.noted_by}登记"
            yield Paragraph(text=f"{seat.name}因故未能签名（{when}）：{found.reason}")
    yield Signature(lines=tuple(_signature(seat, missing, set(noted)) for seat in ordered))


def _signature(seat: Seat, missing: set[int], noted: set[int]) -> str:
    if seat.account_id in noted:
        return f"{seat.name}：因故未能签名"
    return f"{seat.name}：{BLANK if seat.account_id in missing else '已在系统签名'}"


def _after(item: ConferenceItem) -> Iterator[Block]:
    panel = item.reconsideration
    if not item.suggestion.has_panel:
        yield Paragraph(text="本议题不涉及正在审理的案件，无须复议。")
    elif panel is None:
        by = item.reconsider_by
        until = "" if by is None else f"，应当于{day_words(by)}前复议"
        yield Paragraph(text=f"合议庭尚未复议{until}。")
    else:
        yield Paragraph(label=f"合议庭复议（{label_of(panel.conclusion)}）", text=panel.words)
        yield Paragraph(label="后续处理", text=_ONWARD.get(onward(item), "由审判组织依法裁判。"))
    yield Paragraph(label="现在状态", text=label_of(item.state))
