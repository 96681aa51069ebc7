"""In which order and words is a report printed?

Source: the skeleton of the plan after 法发〔2020〕24号 art. 8: 待决案件, 检索情况, 类案清单,
关联案件, 裁判尺度分析, 结果运用, 结论与建议.
"""

from collections.abc import Iterator
from datetime import datetime

from service.court_time import court_day, moment_words
from service.labels import label_of
from service.reports.blocks import (
    Block,
    Choices,
    Column,
    Facts,
    Heading,
    Paragraph,
    Signature,
    Table,
    Title,
)
from service.reports.case_layout import case_blocks, case_list, use_blocks
from service.reports.content import AnalysisPart, ReportContent, SearchPart, SearchQuery
from service.reports.outside import outside_queries, period_of
from service.reports.outside_layout import outside_blocks
from service.reports.phrases import NOTHING, day_words, or_untold, ranges, shortened
from service.reports.quotation_sources import quotations
from service.reports.record import Imprint
from service.reports.states import is_finished
from service.reports.vocabulary import Conclusion, FourClass, Part, SearchReason

_BLANK = "_" * 12
_BLANK_DAY = "　　　　年　　月　　日"
_MOST_QUERY = 120
_ELSEWHERE = "在其他平台的检索见（四）"
_QUERY_COLUMNS = (
    Column(title="序号", share=7),
    Column(title="方法", share=12),
    Column(title="检索式及筛选条件", share=38),
    Column(title="平台", share=12),
    Column(title="时间", share=11),
    Column(title="命中", share=7),
    Column(title="索引快照", share=13),
)
_TIER_COLUMNS = (
    Column(title="顺位", share=26),
    Column(title="检索式", share=14),
    Column(title="命中", share=9),
    Column(title="类案", share=9),
    Column(title="是否在此停止", share=13),
    Column(title="理由", share=29),
)
_RELATED_COLUMNS = (
    Column(title="序号", share=7),
    Column(title="关系类型", share=13),
    Column(title="案号", share=24),
    Column(title="法院", share=18),
    Column(title="状态", share=14),
    Column(title="对本案的影响", share=24),
)


def lay_out_report(content: ReportContent, imprint: Imprint) -> tuple[Block, ...]:
    """Return the blocks of a report, in order; no block is empty."""
    return (
        _title(content, imprint),
        *_pending(content),
        *_search(content),
        *_similar(content),
        *_related(content),
        *_analysis(content.analysis, content),
        *_uses(content),
        *_conclusion(content, imprint),
    )


def _title(content: ReportContent, imprint: Imprint) -> Title:
    state = label_of(imprint.state)
    note = "" if is_finished(imprint.state) else "（未经承办法官签名）"
    if imprint.superseded_by is not None:
        note += f"（现行为第{imprint.superseded_by}版）"
    return Title(
        lines=(or_untold(content.court), "类案检索报告"),
        below=(
            content.number or "报告编号待定",
            f"第{imprint.version}版　{state}{note}　{label_of(imprint.file_class)}",
        ),
    )


def _pending(content: ReportContent) -> Iterator[Block]:
    case = content.pending
    yield Heading(text="一、待决案件基本情况", level=1, part=Part.PENDING, opens=True)
    yield Facts(
        pairs=(
            ("案号", or_untold(case.case_number)),
            ("案由", or_untold(case.cause)),
            ("当事人", "；".join(case.parties) or or_untold("")),
            ("承办法官", or_untold(case.handling_judge)),
            ("合议庭", "、".join(case.panel) or or_untold("")),
            ("审理阶段", or_untold(case.stage)),
            ("审限届满日", day_words(case.due_on)),
        )
    )
    yield Choices(
        label="四类案件",
        options=(
            (not case.four_classes, "未标识"),
            *((each in case.four_classes, label_of(each)) for each in FourClass),
        ),
    )
    yield Paragraph(label="基本案情", text=or_untold(case.facts))
    yield Heading(text="争议焦点", level=3, part=Part.PENDING)
    for number, issue in enumerate(case.issues, start=1):
        yield Paragraph(text=f"{number}. {issue}")
    if not case.issues:
        yield Paragraph(text=or_untold(""))
    yield Paragraph(label="拟适用法律", text="；".join(case.intended_provisions) or or_untold(""))
    yield Paragraph(label="拟裁判意见", text=or_untold(case.intended_ruling))


def _search(content: ReportContent) -> Iterator[Block]:
    search = content.search
    yield Heading(text="二、检索情况", level=1, part=Part.SEARCH, opens=True)
    yield Choices(
        label="检索事由",
        options=tuple((each in search.reasons, label_of(each)) for each in SearchReason),
    )
    if search.other_reason.strip():
        yield Paragraph(label="其他事由", text=search.other_reason)
    yield Facts(pairs=_who_and_when(search))
    yield Heading(text="（一）检索平台", level=2, part=Part.SEARCH)
    for number, platform in enumerate(search.platforms, start=1):
        kind = "（人工补充）" if platform.is_by_hand else ""
        told = [
            f"{number}. {platform.name}{kind}",
            f"收录范围：{or_untold(platform.coverage)}",
            f"未收录：{platform.gaps or NOTHING}",
        ]
        if platform.snapshot_id:
            told.append(f"索引快照：{platform.snapshot_id}")
        yield Paragraph(text="。".join(told) + "。")
    if not search.platforms:
        yield Paragraph(text=or_untold(""))
    yield Heading(text="（二）检索式及命中数", level=2, part=Part.SEARCH)
    yield from _queries(search)
    yield Heading(text="（三）检索范围与顺位", level=2, part=Part.TIERS, opens=True)
    yield from _tiers(content)
    yield Heading(text="（四）在其他平台的检索", level=2, part=Part.OUTSIDE, opens=True)
    yield from outside_blocks(content)


def _who_and_when(search: SearchPart) -> tuple[tuple[str, str], ...]:
    first, last = period_of(search)
    started, ended = _moment(first, search.started_at), _moment(last, search.ended_at)
    return (
        ("检索人", or_untold(search.searched_by)),
        ("对真实性、准确性负责的承办法官", or_untold(search.responsible_judge)),
        ("检索时间", f"{started} 至 {ended}"),
        ("检索方法", "、".join(search.methods) or or_untold("")),
    )


def _moment(at: datetime | None, own: datetime | None) -> str:
    """Return a moment of this system; of a search elsewhere only the day is known."""
    if at is None:
        return or_untold("")
    return moment_words(at) if at == own else day_words(court_day(at))


def _queries(search: SearchPart) -> Iterator[Block]:
    if not search.queries:
        yield Paragraph(text="没有记录检索式。")
        return
    yield Table(
        columns=_QUERY_COLUMNS,
        rows=tuple(
            (
                str(number),
                or_untold(query.method),
                _query_words(query),
                or_untold(query.platform),
                _when(query),
                str(query.n_hits),
                query.snapshot_id or "—",
            )
            for number, query in enumerate(search.queries, start=1)
        ),
    )


def _query_words(query: SearchQuery) -> str:
    words = or_untold(shortened(query.words, most=_MOST_QUERY))
    return f"{words}\n筛选：{query.conditions or NOTHING}"


def _when(query: SearchQuery) -> str:
    return moment_words(query.at) if query.statement is None else day_words(court_day(query.at))


def _tiers(content: ReportContent) -> Iterator[Block]:
    elsewhere = {tier for each in outside_queries(content) for tier in each.tiers}
    if content.tiers:
        yield Table(
            columns=_TIER_COLUMNS,
            rows=tuple(
                (
                    label_of(row.tier),
                    ranges(
                        number
                        for number, query in enumerate(content.search.queries, start=1)
                        if row.tier in query.tiers
                    )
                    or "未检索",
                    str(row.n_hits),
                    str(row.n_counted),
                    "是" if row.stops_here else "否",
                    "；".join(
                        filter(None, (row.reason, _ELSEWHERE if row.tier in elsewhere else ""))
                    )
                    or "—",
                )
                for row in content.tiers
            ),
        )
    else:
        yield Paragraph(text="没有记录各顺位的检索结果。")
    yield Paragraph(label="近三年口径", text=or_untold(content.recent_years))


def _similar(content: ReportContent) -> Iterator[Block]:
    yield Heading(text="三、类案清单", level=1, part=Part.CASES, opens=True)
    if not content.cases:
        yield Paragraph(text="未检索到可供比对的案例。")
        return
    n_counted = len(content.counted)
    yield Paragraph(text=f"共比对案例{len(content.cases)}件，其中认定为类案{n_counted}件。")
    yield case_list(content.cases)
    for number, case in enumerate(content.cases, start=1):
        yield from case_blocks(number, case)


def _related(content: ReportContent) -> Iterator[Block]:
    yield Heading(text="四、关联案件检索情况", level=1, part=Part.RELATED, opens=True)
    if not content.related:
        yield Paragraph(text="没有记录关联案件。")
        return
    yield Table(
        columns=_RELATED_COLUMNS,
        rows=tuple(
            (
                str(number),
                or_untold(case.kind),
                or_untold(case.number),
                or_untold(case.court),
                or_untold(case.status),
                case.influence or "—",
            )
            for number, case in enumerate(content.related, start=1)
        ),
    )


def _analysis(analysis: AnalysisPart, content: ReportContent) -> Iterator[Block]:
    yield Heading(text="五、裁判尺度分析", level=1, part=Part.ANALYSIS, opens=True)
    yield Paragraph(label="一致部分", text=or_untold(analysis.agreement))
    if not analysis.positions:
        yield Paragraph(label="分歧部分", text="没有记录不同的裁判观点。")
    for number, position in enumerate(analysis.positions):
        name = f"观点{chr(ord('A') + number)}"
        yield Paragraph(label=f"{name}（{position.n_cases}件）", text=position.words)
        yield Facts(
            pairs=(
                ("法院层级", or_untold(position.levels)),
                ("裁判时间", or_untold(position.dates)),
                ("是否经审判委员会讨论", or_untold(position.committee)),
            )
        )
        yield from quotations(position.quotes, content, label=f"{name}的裁判说理")
    yield Paragraph(label="与本院近三年裁判是否冲突", text=or_untold(analysis.own_conflict))


def _uses(content: ReportContent) -> Iterator[Block]:
    yield Heading(text="六、类案结果运用", level=1, part=Part.USES, opens=True)
    yield from use_blocks(content.cases)
    yield Heading(text="（二）当事人提交案例及回应情况", level=2, part=Part.PARTY_CASES, opens=True)
    for number, case in enumerate(content.party_cases, start=1):
        yield Heading(
            text=f"{number}. {case.submitted_by}提交{case.number}",
            level=3,
            part=Part.PARTY_CASES,
            place=number,
            opens=True,
        )
        place = None if case.response_place is None else label_of(case.response_place)
        yield Facts(
            pairs=(
                ("案例种类", label_of(case.kind)),
                ("提交日期", day_words(case.submitted_on)),
                ("是否须在裁判文书中回应", "是" if case.must_be_answered else "否"),
                ("回应方式", place or "尚未回应"),
            )
        )
        yield Paragraph(label="回应内容", text=case.answer or "尚未回应。")
    if not content.party_cases:
        yield Paragraph(text="没有记录当事人提交的案例。")


def _conclusion(content: ReportContent, imprint: Imprint) -> Iterator[Block]:
    yield Heading(text="七、结论与建议", level=1, part=Part.CONCLUSION, opens=True)
    yield Choices(
        label="结论",
        options=tuple((each in content.conclusions, label_of(each)) for each in Conclusion),
    )
    yield Paragraph(label="说明", text=or_untold(content.conclusion_words))
    signature = imprint.signature
    yield Signature(
        lines=(
            f"检索人：{content.search.searched_by or _BLANK}",
            f"承办法官（对真实性、准确性负责）：{_BLANK if signature is None else signature.by}",
            _BLANK_DAY if signature is None else day_words(court_day(signature.at)),
        )
    )
    if content.annexes:
        numbers = {case.judgment_id: case.number for case in content.cases}
        listed = "；".join(
            f"{number}. {numbers.get(each) or each}"
            for number, each in enumerate(content.annexes, start=1)
        )
        yield Paragraph(label="附", text=f"裁判文书全文{len(content.annexes)}篇：{listed}。")
