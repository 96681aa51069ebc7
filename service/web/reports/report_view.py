"""How is a report laid out on its page: blocks in order, findings and forms beside them?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from service.court_time import court_day
from service.pending.search_model import ResponsePlace
from service.reports.blocks import Block, Heading
from service.reports.content import ReportContent, SearchQuery, SimilarCase
from service.reports.outside import outside_queries
from service.reports.rules import ReportFinding
from service.reports.vocabulary import Conclusion, Part, SearchReason, Use, WhyNot
from service.tiers.vocabulary import Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form.

    Attributes:
        name: Its name.
        label: What it asks for.
        value: What stands; empty for choices.
        rows: Lines of a box, 1 for a single line.
        kind: What a single line takes: text, date or number.
        options: Token, words and whether it is chosen; empty for words.
        is_single: Whether one of the options is chosen at most.
    """

    name: str
    label: str
    value: str = ""
    rows: int = 1
    kind: str = "text"
    options: tuple[tuple[StrEnum, bool], ...] = ()
    is_single: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block with what stands beside it.

    Attributes:
        kind: Name of its class in small letters, by which the template chooses.
        block: The block.
        anchor: Where links lead to; empty for blocks that open nothing.
        findings: What can be said against the part or case that it opens.
        fields: The form of that part or case; empty where it is not written by form.
    """

    kind: str
    block: Block
    anchor: str
    findings: tuple[ReportFinding, ...]
    fields: tuple[Field, ...]


def block_views(
    content: ReportContent,
    blocks: Sequence[Block],
    findings: Sequence[ReportFinding],
    *,
    may_change: bool,
) -> tuple[BlockView, ...]:
    """Return the blocks with the findings and forms of the parts that they open."""
    return tuple(_view(content, block, findings, may_change=may_change) for block in blocks)


def anchor_of(part: Part, place: int) -> str:
    """Return where a part, or a case in it, begins on the page."""
    return f"{part.value}-{place}" if place else part.value


def _view(
    content: ReportContent,
    block: Block,
    findings: Sequence[ReportFinding],
    *,
    may_change: bool,
) -> BlockView:
    kind = type(block).__name__.lower()
    if not isinstance(block, Heading) or not block.opens:
        return BlockView(kind=kind, block=block, anchor="", findings=(), fields=())
    return BlockView(
        kind=kind,
        block=block,
        anchor=anchor_of(block.part, block.place),
        findings=tuple(
            each for each in findings if (each.part, each.place) == (block.part, block.place)
        ),
        fields=form_of_part(content, block.part, block.place) if may_change else (),
    )


def form_of_part(content: ReportContent, part: Part, place: int) -> tuple[Field, ...]:
    """Return the fields of a part, or of a case in it; see :mod:`service.reports.editing`."""
    if place:
        return _form_of_case(content, part, place)
    form = _FORMS.get(part)
    return () if form is None else form(content)


def _form_of_pending(content: ReportContent) -> tuple[Field, ...]:
    case = content.pending
    return (
        Field(name="facts", label="基本案情（500字以内）", value=case.facts, rows=6),
        Field(name="issues", label="争议焦点（每行一项）", value="\n".join(case.issues), rows=4),
        Field(
            name="provisions",
            label="拟适用法律（每行一条）",
            value="\n".join(case.intended_provisions),
            rows=3,
        ),
        Field(name="ruling", label="拟裁判意见", value=case.intended_ruling, rows=3),
    )


def _form_of_analysis(content: ReportContent) -> tuple[Field, ...]:
    analysis = content.analysis
    return (
        Field(name="agreement", label="一致部分", value=analysis.agreement, rows=4),
        Field(
            name="own_conflict",
            label="与本院近三年裁判是否冲突",
            value=analysis.own_conflict,
            rows=3,
        ),
    )


def _form_of_conclusion(content: ReportContent) -> tuple[Field, ...]:
    return (
        Field(name="conclusions", label="结论", options=_options(Conclusion, content.conclusions)),
        Field(name="words", label="说明", value=content.conclusion_words, rows=4),
    )


def _form_of_search(content: ReportContent) -> tuple[Field, ...]:
    search = content.search
    return (
        Field(name="reasons", label="检索事由", options=_options(SearchReason, search.reasons)),
        Field(name="other_reason", label="其他事由", value=search.other_reason),
        Field(name="searched_by", label="检索人", value=search.searched_by),
        Field(
            name="responsible_judge",
            label="对真实性、准确性负责的承办法官",
            value=search.responsible_judge,
        ),
    )


def _form_of_outside(content: ReportContent, query: SearchQuery | None = None) -> tuple[Field, ...]:
    said = None if query is None else query.statement
    coverage = {each.name: each.coverage for each in content.search.platforms}
    emptied = "" if query is None else "（清空平台名称即撤去本项）"
    return (
        Field(
            name="platform",
            label=f"检索平台，如人民法院案例库{emptied}",
            value="" if query is None else query.platform,
        ),
        Field(
            name="coverage",
            label="该平台的收录范围",
            value="" if query is None else coverage.get(query.platform, ""),
        ),
        Field(
            name="tiers",
            label="检索的顺位",
            options=_options(Tier, () if query is None else query.tiers),
        ),
        Field(
            name="day",
            label="检索日期",
            value="" if query is None else court_day(query.at).isoformat(),
            kind="date",
        ),
        Field(
            name="method", label="检索方法", value="关键词检索" if query is None else query.method
        ),
        Field(name="words", label="检索式", value="" if query is None else query.words, rows=2),
        Field(
            name="n_hits",
            label="命中件数",
            value="" if query is None else str(query.n_hits),
            kind="number",
        ),
        Field(
            name="found",
            label="检索所得：案例名称、编号，是否类案",
            value="" if said is None else said.found,
            rows=4,
        ),
    )


def _form_of_case(content: ReportContent, part: Part, place: int) -> tuple[Field, ...]:
    match part:
        case Part.CASES:
            case = content.cases[place - 1]
            return (
                Field(name="differences", label="不同点", value=case.differences, rows=3),
                Field(name="verdict_reason", label="认定理由", value=case.verdict_reason, rows=2),
            )
        case Part.OUTSIDE:
            return _form_of_outside(content, outside_queries(content)[place - 1])
        case Part.USES:
            return _form_of_use(content.cases[place - 1])
        case Part.PARTY_CASES:
            submitted = content.party_cases[place - 1]
            return (
                Field(
                    name="response_place",
                    label="回应方式",
                    options=_options(ResponsePlace, (submitted.response_place,)),
                    is_single=True,
                ),
                Field(name="answer", label="回应内容", value=submitted.answer, rows=3),
            )
        case _:
            return ()


def _form_of_use(case: SimilarCase) -> tuple[Field, ...]:
    use = case.use
    return (
        Field(
            name="use",
            label="结果运用",
            options=_options(Use, (None if use is None else use.use,)),
            is_single=True,
        ),
        Field(
            name="why_not",
            label="不参照的理由",
            options=_options(WhyNot, (None if use is None else use.why_not,)),
            is_single=True,
        ),
        Field(name="analysis", label="分析", value="" if use is None else use.analysis, rows=3),
    )


def _options(
    kind: type[StrEnum], chosen: Sequence[StrEnum | None]
) -> tuple[tuple[StrEnum, bool], ...]:
    return tuple((member, member in chosen) for member in kind)


_FORMS: Mapping[Part, Callable[[ReportContent], tuple[Field, ...]]] = MappingProxyType(
    {
        Part.PENDING: _form_of_pending,
        Part.SEARCH: _form_of_search,
        Part.OUTSIDE: _form_of_outside,
        Part.ANALYSIS: _form_of_analysis,
        Part.CONCLUSION: _form_of_conclusion,
    }
)
