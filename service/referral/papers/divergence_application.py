"""How is a court above asked to resolve a divergence (法律适用分歧解决申请)?

The refined question, the sides with their judgments in effect, where they part, what is asked for,
and what the court that applies holds itself.

Source: 法发〔2019〕23号 art. 4.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from corpus.judgment import Judgment
from corpus.spans import value_of
from service.referral.papers.paper import Paper
from service.referral.papers.shared import heading, numbered
from service.referral.papers.upward import UpwardFile, UpwardView, or_fill, to_fill
from service.referral.papers.vocabulary import MeetingPaper
from service.reports.blocks import Block, Column, Facts, Paragraph, PlainHeading, Signature, Table
from service.reports.phrases import day_words, numeral
from service.reports.vocabulary import FileClass

_SERIES: Final = "分歧"
_MOST: Final = 30
"""Most judgments that are listed of one side; how many there are is always told."""
_JUDGMENTS: Final = (
    Column(title="序号", share=8),
    Column(title="案号", share=34),
    Column(title="法院", share=34),
    Column(title="裁判日期", share=24),
)


def divergence_application(of: UpwardFile) -> Paper:
    """Return the application (申请书)."""
    return Paper(
        kind=MeetingPaper.DIVERGENCE_APPLICATION,
        court=of.court,
        heading="法律适用分歧解决申请",
        number=of.edition.number(_SERIES),
        file_class=FileClass.INNER,
        made_at=of.edition.moved_at,
        blocks=tuple(_blocks(of)),
    )


def _blocks(of: UpwardFile) -> Iterator[Block]:
    yield Paragraph(label="主送", text=or_fill(of.to_court, "受理申请的上级法院"))
    yield heading(1, "法律适用问题")
    yield Paragraph(text=of.question)
    yield Facts(pairs=(("涉及案由", "、".join(of.causes) or to_fill("案由")),))
    yield heading(2, "分歧观点及生效裁判")
    for place, view in enumerate(of.views, start=1):
        yield from _view(place, view)
    yield heading(3, "分歧分析")
    yield from _analysis(of)
    yield heading(4, "请求解决的事项")
    yield Paragraph(text=f"请求就下列问题统一法律适用标准：{of.question}")
    yield Paragraph(label="其他请求", text=to_fill("没有的填“无”"))
    yield heading(5, "本院意见")
    rule = f"（裁判规则{of.number}）" if of.number else ""
    yield Paragraph(text=f"{or_fill(of.answer, '本院倾向性意见')}{rule}")
    yield Paragraph(label="理由", text=or_fill(of.reasons, "可以公开的理由"))
    yield Signature(
        lines=(of.court, f"承办部门及联系人：{to_fill('部门、姓名、电话')}", to_fill("申请日期"))
    )


def _view(place: int, view: UpwardView) -> Iterator[Block]:
    words = or_fill(view.words, "这一观点的内容")
    yield PlainHeading(text=f"（{numeral(place)}）{words}", level=2)
    if view.reasons.strip():
        yield Paragraph(label="理由", text=view.reasons)
    listed = view.in_effect[:_MOST]
    if listed:
        yield Table(
            columns=_JUDGMENTS,
            rows=tuple((str(at), *_told(each)) for at, each in enumerate(listed, start=1)),
        )
    else:
        yield Paragraph(text=to_fill("持这一观点的生效裁判的案号、法院、裁判日期"))
    if more := len(view.in_effect) - len(listed):
        yield Paragraph(text=f"另有{more}件生效裁判持这一观点，未逐一列明。")
    if others := len(view.judgments) - len(view.in_effect):
        yield Paragraph(text=f"另有{others}件不是生效裁判或者效力尚未查明，未列入。")


def _analysis(of: UpwardFile) -> Iterator[Block]:
    for place, view in enumerate(of.views, start=1):
        courts = Counter(_court(each) for each in view.in_effect)
        named = "、".join(
            f"{name}{n}件" for name, n in sorted(courts.items(), key=lambda each: (-each[1], each))
        )
        by_court = f"：{named}" if named else ""
        yield Paragraph(label=f"观点{numeral(place)}", text=f"{len(view.in_effect)}件{by_court}")
    yield from numbered(of.provisions or (to_fill("条文"),), label="涉及的法律规定")
    yield Paragraph(label="分歧的原因", text=to_fill("对条文的理解、事实差异或者裁判时间上的变化"))


def _told(judgment: Judgment) -> tuple[str, str, str]:
    number, day = value_of(judgment.case_number), value_of(judgment.decided_on)
    return (
        to_fill("案号") if number is None else str(number),
        _court(judgment),
        to_fill("日期") if day is None else day_words(day),
    )


def _court(judgment: Judgment) -> str:
    court = value_of(judgment.court)
    return to_fill("法院") if court is None else court.name
