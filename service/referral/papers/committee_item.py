"""Which papers has an item of the committee: application, record, minutes, decision?

What a reader may not see, such as who voted how, is not in the item that the papers are made of.

Source: plan 8.3; 法发〔2019〕20号 art. 10 to 13, 20 to 25 [M]; 人民法院组织法 art. 39 (decision and
reasons are public in the judgment, unless the law forbids it).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from service.errors import PageNotFoundError
from service.labels import label_of
from service.referral.committee.applications import Endorsement, PanelAnswer
from service.referral.committee.decisions import FiledJudgment, Minutes, Registration
from service.referral.committee.items import Item
from service.referral.committee.meetings import Recording
from service.referral.committee.sittings import Sitting
from service.referral.committee.vocabulary import ItemAct, Stand
from service.referral.committee.voting import OpenedVote
from service.referral.course.acts import KeptAct
from service.referral.papers.committee_meeting import SERIES, body_words, conference_words
from service.referral.papers.paper import Edition, Paper
from service.referral.papers.shared import (
    BLANK,
    heading,
    moment_told,
    numbered,
    panel_blocks,
    rank_words,
)
from service.referral.papers.vocabulary import MeetingPaper
from service.reports.blocks import Block, Column, Facts, Paragraph, PlainHeading, Signature, Table
from service.reports.phrases import NOTHING, day_words, or_untold
from service.reports.vocabulary import FileClass

_CHAIN: Final = (
    Column(title="环节", share=26),
    Column(title="办理人", share=16),
    Column(title="时间", share=22),
    Column(title="意见", share=36),
)
_SPOKEN: Final = (
    Column(title="次序", share=9),
    Column(title="委员", share=18),
    Column(title="法官等级", share=17),
    Column(title="意见", share=26),
    Column(title="理由", share=30),
)
_OF_CHAIN: Final = frozenset(
    {
        ItemAct.APPLY,
        ItemAct.FORWARD_BY_HEAD,
        ItemAct.FORWARD_BY_VICE_PRESIDENT,
        ItemAct.APPROVE,
        ItemAct.SUGGEST_RECONSIDERATION,
        ItemAct.REPORT_RECONSIDERATION,
        ItemAct.REFUSE,
        ItemAct.FILTER,
        ItemAct.COMPLETE,
        ItemAct.CONFIRM_OUT_OF_SCOPE,
        ItemAct.OVERRULE_SCOPE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeFile:
    """An item with all that its papers tell, for one reader.

    Attributes:
        item: The item as the reader sees it.
        acts: What was done, in order.
        edition: Of which matter and act.
        meeting: Name of the meeting; may be empty.
        recordings: Recordings of the meeting, kept elsewhere.
    """

    item: Item
    acts: tuple[KeptAct, ...]
    edition: Edition
    meeting: str = ""
    recordings: tuple[Recording, ...] = ()


def has_record(item: Item) -> bool:
    """Tell whether it was discussed, so that there is something to record."""
    return item.sitting is not None


def has_minutes(item: Item) -> bool:
    """Tell whether minutes are drafted."""
    return item.minutes is not None


def has_decision(item: Item) -> bool:
    """Tell whether the minutes are approved, and the decision has its number."""
    return item.registration is not None


def has_public_part(item: Item) -> bool:
    """Tell whether it is decided with reasons that the judgment has to give."""
    minutes = item.minutes
    return has_decision(item) and minutes is not None and bool(minutes.public_reasons.strip())


def application(of: CommitteeFile) -> Paper:
    """Return the application with what each said who passed it on (提请讨论的申请)."""
    return _paper(of, MeetingPaper.APPLICATION, "提请审判委员会讨论的申请", _application(of))


def record(of: CommitteeFile) -> Paper:
    """Return the record of the last discussion (讨论笔录).

    Raises:
        PageNotFoundError: The item was never discussed.
    """
    if of.item.sitting is None:
        raise PageNotFoundError(what="record of an item that was not discussed")
    return _paper(of, MeetingPaper.RECORD, "审判委员会讨论记录", _record(of, of.item.sitting))


def minutes(of: CommitteeFile) -> Paper:
    """Return the minutes (纪要); until the president approves them they say that they are a draft.

    Raises:
        PageNotFoundError: None are drafted.
    """
    is_draft = not has_decision(of.item)
    return _paper(
        of,
        MeetingPaper.MINUTES,
        "审判委员会会议纪要",
        minutes_blocks(of),
        warning="【副卷】纪要未经院长审定" if is_draft else "",
    )


def decision(of: CommitteeFile) -> Paper:
    """Return the decision, reasons that are public apart from those that are not (决定).

    Raises:
        PageNotFoundError: The minutes are not approved.
    """
    found, registered = _decided(of.item)
    return _paper(
        of,
        MeetingPaper.DECISION,
        "审判委员会决定",
        _decision(of, found),
        number=registered.number,
    )


def public_decision(of: CommitteeFile) -> Paper:
    """Return what of a decision the judgment makes public, for the main volume (正卷).

    Raises:
        PageNotFoundError: The minutes are not approved, or the law forbids to publish.
    """
    found, registered = _decided(of.item)
    if not has_public_part(of.item):
        raise PageNotFoundError(what="public part of a decision that the law keeps closed")
    return _paper(
        of,
        MeetingPaper.PUBLIC_DECISION,
        "审判委员会决定（公开部分）",
        _public(found),
        number=registered.number,
        file_class=FileClass.MAIN,
    )


def minutes_blocks(of: CommitteeFile) -> Iterator[Block]:
    """Give what the minutes say, below their title.

    Raises:
        PageNotFoundError: None are drafted.
    """
    item = of.item
    if item.minutes is None or item.sitting is None:
        raise PageNotFoundError(what="minutes of an item that are not drafted")
    yield heading(1, "基本信息")
    yield _basis(of, item.sitting)
    yield heading(2, "议题")
    yield from numbered(item.application.questions)
    yield heading(3, "讨论情况")
    yield Paragraph(text=item.minutes.summary)
    yield heading(4, "表决")
    yield from _count(item.sitting)
    yield heading(5, "决定及理由")
    yield from _reasons(item.minutes)
    yield heading(6, "少数意见")
    yield Paragraph(text=item.minutes.minority or NOTHING)
    yield heading(7, "发送和执行")
    yield from _sent(item)
    yield from _approval(of)


def _paper(
    of: CommitteeFile,
    kind: MeetingPaper,
    heading_words: str,
    blocks: Iterator[Block],
    *,
    number: str = "",
    file_class: FileClass = FileClass.INNER,
    warning: str = "",
) -> Paper:
    return Paper(
        kind=kind,
        court=of.item.application.court,
        heading=heading_words,
        number=number or of.edition.number(SERIES),
        file_class=file_class,
        made_at=of.edition.moved_at,
        blocks=tuple(blocks),
        warning=warning,
    )


def _decided(item: Item) -> tuple[Minutes, Registration]:
    if item.minutes is None or item.registration is None:
        raise PageNotFoundError(what="decision of an item whose minutes are not approved")
    return item.minutes, item.registration


def _application(of: CommitteeFile) -> Iterator[Block]:
    asked = of.item.application
    yield heading(1, "提请事项")
    yield Facts(
        pairs=(
            ("案号", asked.case_number or NOTHING),
            ("案由", asked.cause or NOTHING),
            ("提请部门", asked.division or NOTHING),
            ("审判组织", "独任审判" if asked.is_sole else "合议庭"),
            ("申请人", of.acts[0].act.doer.name if of.acts else NOTHING),
            ("提请依据", "；".join(f"{g.words}（{g.source}）" for g in asked.grounds) or NOTHING),
        )
    )
    yield heading(2, "事实与证据")
    yield Paragraph(text=or_untold(asked.facts))
    yield heading(3, "需要讨论决定的法律适用问题")
    yield from numbered(asked.questions)
    yield heading(4, "合议庭意见")
    yield from panel_blocks(asked.opinions)
    yield heading(5, "专业法官会议意见")
    yield Paragraph(text=conference_words(asked))
    yield heading(6, "类案与关联案件检索情况")
    yield Paragraph(text=or_untold(asked.like_cases))
    yield heading(7, "拟处理意见及理由")
    yield Paragraph(label="拟处理意见", text=or_untold(asked.proposed))
    yield Paragraph(label="理由", text=or_untold(asked.reasons))
    yield heading(8, "审核和批准")
    yield _chain(of)


def _chain(of: CommitteeFile) -> Table:
    return Table(
        columns=_CHAIN,
        rows=tuple(
            (
                label_of(ItemAct(each.act.name)),
                each.act.doer.name,
                moment_told(each.act.at),
                _said(each) or "—",
            )
            for each in of.acts
            if each.act.name in _OF_CHAIN
        ),
    )


def _said(kept: KeptAct) -> str:
    content = kept.act.content
    own = content.words if isinstance(content, Endorsement | PanelAnswer) else ""
    return "\n".join(words for words in (own.strip(), kept.act.reason.strip()) if words)


def _basis(of: CommitteeFile, sitting: Sitting) -> Facts:
    opening, asked = sitting.opening, of.item.application
    seats = opening.body.seats
    gone = set(sitting.recused)
    host = opening.body.seat_of(opening.host)
    absent = [s.name for s in seats if s.account_id not in {*opening.present, *gone}]
    scheduled = of.item.scheduling
    return Facts(
        pairs=(
            ("会议", of.meeting or NOTHING),
            ("类别", body_words(opening.body)),
            ("日期", NOTHING if scheduled is None else day_words(scheduled.held_on)),
            ("主持人", BLANK if host is None else host.name),
            ("出席委员", "、".join(each.name for each in sitting.voters) or NOTHING),
            ("缺席委员", "、".join(absent) or NOTHING),
            (
                "中途离席",
                "、".join(s.name for s in seats if s.account_id in sitting.left) or NOTHING,
            ),
            ("回避委员", "、".join(s.name for s in seats if s.account_id in gone) or NOTHING),
            ("列席人员", "、".join(_guest_words(sitting)) or NOTHING),
            ("人数", _quorum_words(sitting)),
            ("记录人", BLANK),
            ("录音录像", "；".join(map(_recording_words, of.recordings)) or "未登记"),
            ("案号", asked.case_number or NOTHING),
            ("案由", asked.cause or NOTHING),
        )
    )


def _recording_words(each: Recording) -> str:
    digest = f"SHA-256：{each.digest}" if each.digest else ""
    return "，".join(part for part in (each.reference, each.carrier, digest) if part)


def _guest_words(sitting: Sitting) -> tuple[str, ...]:
    return tuple(f"{each.name}（{label_of(each.kind)}）" for each in sitting.opening.guests)


def _quorum_words(sitting: Sitting) -> str:
    enough = "已过半数" if sitting.has_quorum else "未过半数"
    return f"应到{sitting.n_members}人，实到并参加讨论{len(sitting.voters)}人，{enough}"


def _record(of: CommitteeFile, sitting: Sitting) -> Iterator[Block]:
    yield heading(1, "基本信息")
    yield _basis(of, sitting)
    yield heading(2, "议题")
    yield from numbered(of.item.application.questions)
    yield heading(3, "汇报")
    yield Paragraph(text=sitting.report or "（按简易程序，未汇报案情）")
    yield heading(4, "询问与答复")
    yield from _questions(sitting)
    yield heading(5, "列席人员意见（不参与表决）")
    for said in sitting.guest_words:
        yield Paragraph(label=said.guest, text=said.words)
    if not sitting.guest_words:
        yield Paragraph(text=NOTHING)
    yield heading(6, "委员意见（按发言先后）")
    yield from _statements(sitting)
    yield heading(7, "表决")
    yield from _count(sitting)
    yield from _votes(sitting)
    yield Signature(lines=(f"主持人：{BLANK}", f"记录人：{BLANK}"))


def _questions(sitting: Sitting) -> Iterator[Block]:
    for each in sitting.questions:
        yield Paragraph(label=f"{each.by}问", text=each.words)
        for who, words in each.answers:
            yield Paragraph(label=f"{who}答", text=words)
    if not sitting.questions:
        yield Paragraph(text=NOTHING)


def _statements(sitting: Sitting) -> Iterator[Block]:
    if not sitting.statements:
        yield Paragraph(text=NOTHING)
        return
    seats = {seat.account_id: seat for seat in sitting.opening.body.seats}
    rows = []
    for place, each in enumerate(sitting.statements, start=1):
        seat = seats[each.member]
        name = f"{seat.name}（主持人）" if each.member == sitting.opening.host else seat.name
        rows.append((str(place), name, rank_words(seat), each.opinion, each.reasons))
    yield Table(columns=_SPOKEN, rows=tuple(rows))


def _count(sitting: Sitting) -> Iterator[Block]:
    count, ballot = sitting.count, sitting.ballot
    if count is None or ballot is None:
        yield Paragraph(text="尚未表决。")
        return
    for number, (option, n) in enumerate(zip(ballot.options, count.votes_for, strict=True), 1):
        yield Paragraph(label=f"方案{number}　同意{n}票", text=option.words)
    decided = (
        f"方案{count.decided}获全体组成人员过半数同意，形成决定。"
        if count.decided
        else "没有方案获全体组成人员过半数同意，未形成决定。"
    )
    yield Paragraph(
        text=f"不同意{count.n_against}票，其他意见{count.n_other}票；全体组成人员{count.n_members}人，"
        f"过半数为{count.n_members // 2 + 1}票。{decided}（人民法院组织法第三十八条，"
        "法发〔2019〕20号第二十一条）"
    )


def _votes(sitting: Sitting) -> Iterator[Block]:
    seats = {seat.account_id: seat.name for seat in sitting.opening.body.seats}
    for each in sitting.opened:
        yield Paragraph(label=seats[each.member], text=_vote_words(each))


def _vote_words(opened: OpenedVote) -> str:
    vote = opened.vote
    which = f"方案{vote.option}" if vote.stand is Stand.FOR else ""
    reasons = f"　理由：{vote.reasons}" if vote.reasons.strip() else ""
    return f"{label_of(vote.stand)}{which}{reasons}"


def _reasons(found: Minutes) -> Iterator[Block]:
    yield Paragraph(label="决定", text=found.decision)
    yield PlainHeading(text="（一）应当在裁判文书中公开的理由", level=2)
    yield Paragraph(text=_public_words(found))
    yield PlainHeading(text="（二）不公开的理由", level=2)
    yield Paragraph(text=found.inner_reasons or NOTHING)


def _public_words(found: Minutes) -> str:
    if found.public_reasons.strip():
        return found.public_reasons
    return f"依法不公开：{found.unpublished_ground}"


def _sent(item: Item) -> Iterator[Block]:
    if item.sent is None:
        yield Paragraph(text="尚未发送。")
        return
    copied = "；抄送同级人民检察院检察委员会办事机构" if item.sent.to_prosecutor else ""
    yield Paragraph(label="发送范围", text=f"{'、'.join(item.sent.recipients)}{copied}")
    yield Paragraph(label="裁判文书制作期限", text=day_words(item.sent.due_on))
    for filed in item.filed:
        yield Paragraph(label="裁判文书备案", text=_filed_words(filed))


def _filed_words(filed: FiledJudgment) -> str:
    number = filed.case_number or "案号未读出"
    if not filed.differences:
        return f"{number}，核对未发现与决定不一致。"
    told = "；".join(
        f"{label_of(each.aspect)}：决定{each.decided}，文书{each.judged}"
        for each in filed.differences
    )
    return f"{number}，与决定不一致：{told}。"


def _approval(of: CommitteeFile) -> Iterator[Block]:
    approved = [each for each in of.acts if each.act.name == ItemAct.APPROVE_MINUTES]
    if not has_decision(of.item) or not approved:
        yield Signature(lines=(f"院长审定：{BLANK}",))
        return
    last, noted = approved[-1].act, of.item.prevented
    if noted is None:
        yield Signature(lines=(f"院长审定：{last.doer.name}", moment_told(last.at)))
        return
    yield Paragraph(
        text=f"院长因故不能审定（{day_words(noted.on)}，{noted.noted_by}登记）：{noted.reason}"
    )
    yield Signature(lines=(f"副院长代为审定：{last.doer.name}", moment_told(last.at)))


def _decision(of: CommitteeFile, found: Minutes) -> Iterator[Block]:
    asked = of.item.application
    yield Facts(
        pairs=(
            ("会议", of.meeting or NOTHING),
            ("案号", asked.case_number or NOTHING),
            ("案由", asked.cause or NOTHING),
        )
    )
    yield heading(1, "讨论的问题")
    yield from numbered(asked.questions)
    yield heading(2, "决定及理由")
    yield from _reasons(found)
    yield heading(3, "发送和执行")
    yield from _sent(of.item)
    yield Paragraph(text="审判委员会的决定，合议庭、独任法官应当执行（人民法院组织法第三十九条）。")
    yield from _approval(of)


def _public(found: Minutes) -> Iterator[Block]:
    yield Paragraph(label="决定", text=found.decision)
    yield Paragraph(label="理由", text=found.public_reasons)
    yield Paragraph(
        text="审判委员会的决定及其理由应当在裁判文书中公开，法律规定不公开的除外"
        "（人民法院组织法第三十九条）。"
    )
