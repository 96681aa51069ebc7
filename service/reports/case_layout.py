"""How is a similar case printed: in the list, by itself, and in what is made of it?

The list holds only what is short; what is long stands below it as text, where no column cuts it.
"""

from collections.abc import Iterator

from service.labels import label_of
from service.reports.blocks import Block, Column, Facts, Heading, Paragraph, Quotation, Table
from service.reports.content import AxisLikeness, SimilarCase
from service.reports.phrases import day_words, or_untold, shortened
from service.reports.vocabulary import Part

# The whole title stands above what is told of the case.
_MOST_TITLE = 60
_COLUMNS = (
    Column(title="序号", share=7),
    Column(title="顺位", share=16),
    Column(title="效力", share=12),
    Column(title="案例名称及案号", share=29),
    Column(title="法院", share=14),
    Column(title="裁判日期", share=12),
    Column(title="认定", share=10),
)


def case_list(cases: tuple[SimilarCase, ...]) -> Table:
    """Return the list of the cases compared."""
    return Table(
        columns=_COLUMNS,
        rows=tuple(
            (
                str(number),
                label_of(case.tier),
                label_of(case.effect_label),
                _named(case, most=_MOST_TITLE),
                or_untold(case.court),
                day_words(case.decided_on),
                label_of(case.verdict),
            )
            for number, case in enumerate(cases, start=1)
        ),
    )


def case_blocks(number: int, case: SimilarCase) -> Iterator[Block]:
    """Yield what is told of one case."""
    yield Heading(
        text=f"{number}. {or_untold(case.title)}",
        level=3,
        part=Part.CASES,
        place=number,
        opens=True,
    )
    level = "" if case.level is None else f"（{label_of(case.level)}）"
    standing = "—" if case.library is None else label_of(case.library)
    yield Facts(
        pairs=(
            ("案号或入库编号", or_untold(case.number)),
            ("法院", f"{or_untold(case.court)}{level}"),
            ("生效状态", label_of(case.effect)),
            ("案例状态", standing),
            ("是否经审判委员会讨论", _discussed(is_discussed=case.by_committee)),
        )
    )
    yield from _holding(case)
    for name, axis in (
        ("相似点（基本事实）", case.facts),
        ("相似点（争议焦点）", case.issues),
        ("相似点（法律适用）", case.law),
    ):
        yield from _axis(name, axis, case)
    yield Paragraph(label="不同点", text=or_untold(case.differences))
    yield Paragraph(label="裁判结果", text=or_untold(case.result))
    yield Paragraph(
        label="承办法官认定", text=f"{label_of(case.verdict)}。{or_untold(case.verdict_reason)}"
    )


def use_blocks(cases: tuple[SimilarCase, ...]) -> Iterator[Block]:
    """Yield what is made of each case that counts."""
    yield Heading(text="（一）逐件运用", level=2, part=Part.USES)
    counted = [(number, case) for number, case in enumerate(cases, start=1) if case.is_counted]
    for number, case in counted:
        yield Heading(
            text=f"{number}. {_named(case)}",
            level=3,
            part=Part.USES,
            place=number,
            opens=True,
        )
        use = case.use
        if use is None:
            yield Paragraph(label="结果运用", text="（未填写）")
            continue
        reason = "" if use.why_not is None else f"，理由：{label_of(use.why_not)}"
        yield Paragraph(label="结果运用", text=f"{label_of(use.use)}{reason}。")
        if use.analysis.strip():
            yield Paragraph(label="分析", text=use.analysis)
    if not counted:
        yield Paragraph(text="没有认定为类案的案例。")


def _named(case: SimilarCase, *, most: int | None = None) -> str:
    """Return the title, cut where asked for, with the number where that does not tell it."""
    title = or_untold(case.title if most is None else shortened(case.title, most=most))
    is_told = not case.number.strip() or case.number in title
    return title if is_told else f"{title}（{case.number}）"


def _holding(case: SimilarCase) -> Iterator[Block]:
    if case.holding is not None:
        yield Quotation(quote=case.holding, source=case.number, label="裁判要点")
    elif case.holding_by_hand.strip():
        yield Paragraph(label="裁判要点（人工录入，非本系统引文）", text=case.holding_by_hand)
    else:
        yield Paragraph(label="裁判要点", text=or_untold(""))


def _axis(name: str, axis: AxisLikeness, case: SimilarCase) -> Iterator[Block]:
    yield Paragraph(label=name, text=or_untold(axis.words))
    for quote in axis.quotes:
        yield Quotation(quote=quote, source=case.number, label="原文")


def _discussed(*, is_discussed: bool | None) -> str:
    if is_discussed is None:
        return "文书未载明"
    return "是" if is_discussed else "否"
