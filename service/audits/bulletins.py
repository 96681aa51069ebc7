"""What does the bulletin (月通报) of an audit say?

It tells what was confirmed by two readers, what courts above reversed, and how it was counted. It
names courts and no judge, no party and no number of a case: it is read by those who decide the
next case, not by those who look for who decided the last one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from service.audits.desk import AuditResults, ReviewedCluster
from service.audits.dispersion import LEAST_VOTES
from service.audits.model import MaskedQuote, Rhythm
from service.audits.telling import (
    cluster_facts,
    cluster_notes,
    counts_words,
    period_words,
    position_name,
    trend_words,
    votes_words,
)
from service.audits.words import INSUFFICIENT, agreement_words
from service.court_time import court_day
from service.divergence.model import Severity, Where
from service.labels import label_of
from service.reports.blocks import (
    Block,
    Column,
    Facts,
    Paragraph,
    PlainHeading,
    Signature,
    Table,
    Title,
)
from service.reports.paper.sheet import Sheet
from service.reports.paper.word import render_sheet
from service.reports.phrases import numeral

_TITLES: Final = {
    Rhythm.WEEK: "裁判尺度评查周通报",
    Rhythm.MONTH: "裁判尺度评查月通报",
    Rhythm.QUARTER: "裁判尺度评查季度通报",
    Rhythm.YEAR: "裁判尺度评查年度通报",
    Rhythm.FREE: "裁判尺度评查通报",
}
_RULES: Final = (
    (
        "分歧由程序在同一案由（罪名）内按争议问题逐项比对得出，经两名评查人员互不知情独立复核，"
        "意见不一的由第三人确定；未经复核确认的不列入通报。"
    ),
    "同一系列案件合计一票；已被改判、撤销的裁判列示但不计票；指导性案例、参考案例可以引用，不计入件数。",
    "适用不同法律版本造成的差异不作为分歧。",
    (
        "少数立场占比是未采多数立场的票数占全部票数的比例，区间按威尔逊（Wilson）法计算，"
        f"置信水平95%；不足{LEAST_VOTES:.0f}票的不列比例，写作“{INSUFFICIENT}”。"
    ),
    (
        "认识不同发改＝被发改总数－上级定错－因新证据发改。发改理由由程序从上级法院裁判理由中读取，"
        "上级定错由评查人员标注。"
    ),
    "通报不列法官、当事人姓名和案号。引文中的姓名、名称、号码、住址已作隐名处理。",
)


def render_bulletin(results: AuditResults) -> bytes:
    """Return the bulletin as .docx."""
    sheet = Sheet(
        title=_TITLES[results.run.order.rhythm],
        made_at=results.run.moved_at,
        head="",
        foot=f"评查编号{results.run.id}　数据与规则摘要{results.run.key[:16]}",
    )
    return render_sheet(lay_out_bulletin(results), sheet)


def lay_out_bulletin(results: AuditResults) -> tuple[Block, ...]:
    """Return what the bulletin says, in order."""
    return tuple(_blocks(results))


def _blocks(results: AuditResults) -> Iterator[Block]:
    order = results.run.order
    yield Title(
        lines=(*((order.court,) if order.court else ()), _TITLES[order.rhythm]),
        below=(f"（{period_words(results)}）", "内部资料　注意保管"),
    )
    yield PlainHeading(text="一、范围和总体情况", level=1)
    yield from _overview(results)
    yield PlainHeading(text="二、经复核确认的分歧", level=1)
    if not results.confirmed:
        yield Paragraph(text="本期没有经复核确认的分歧。")
    for place, found in enumerate(results.confirmed, 1):
        yield from _cluster(place, found, results)
    yield PlainHeading(text="三、改判和发回情况", level=1)
    yield from _reversals(results)
    yield PlainHeading(text="四、建议", level=1)
    yield from _advice(results)
    yield PlainHeading(text="附：统计口径", level=1)
    for place, rule in enumerate(_RULES, 1):
        yield Paragraph(text=f"{place}.{rule}")
    yield Signature(lines=("审判管理办公室", _day_words(results)))


def _overview(results: AuditResults) -> Iterator[Block]:
    run = results.run
    yield Facts(
        pairs=(
            ("评查范围", f"{run.order.court or '库中全部法院'}（{label_of(run.order.scope)}）"),
            ("期间", period_words(results)),
            ("裁判文书", f"{run.n_judgments:,}篇，{run.n_causes}个案由（罪名）"),
            ("未读出案由、未参加比对", f"{run.n_without_cause:,}篇"),
            ("双人复核一致性", agreement_words(results.agreement)),
        )
    )
    by_severity = Counter(each.cluster.severity for each in results.confirmed)
    told = "，".join(
        f"{label_of(severity)}{by_severity[severity]}项"
        for severity in (Severity.SEVERE, Severity.MARKED, Severity.SLIGHT)
        if by_severity[severity]
    )
    n_open = sum(each.review.outcome is None for each in results.reported)
    n_denied = len(results.reported) - n_open - len(results.confirmed)
    yield Paragraph(
        text=(
            f"程序提示{len(results.reported)}项，经复核确认{len(results.confirmed)}项"
            f"{f'（{told}）' if told else ''}，不构成分歧{n_denied}项，尚待复核{n_open}项。"
            f"另有{len(results.explained)}项差异有正当理由，{results.n_insufficient}个问题{INSUFFICIENT}。"
        )
    )
    yield from _compared(results)
    if results.confirmed:
        yield _by_cause(results)


def _compared(results: AuditResults) -> Iterator[Block]:
    if results.before is None:
        yield Paragraph(text="本期没有可以比较的上一期评查。")
        return
    confirmed = {each.cluster.key for each in results.confirmed}
    counts = Counter(each.change for each in results.changes if each.key in confirmed)
    before = results.before.order
    told = "、".join(f"{label_of(change)}{n}项" for change, n in sorted(counts.items()))
    yield Paragraph(
        text=f"与上期（{before.first}至{before.last}）相比，确认的分歧中{told or '没有变化'}。"
    )


def _by_cause(results: AuditResults) -> Table:
    n_confirmed = Counter(each.cluster.cause for each in results.confirmed)
    touched: Counter[str] = Counter()
    for each in results.confirmed:
        touched[each.cluster.cause] += each.cluster.n_judgments
    in_all = {cause.cause: cause.n_judgments for cause in results.causes}
    return Table(
        columns=(
            Column(title="案由（罪名）", share=40),
            Column(title="裁判文书", share=20),
            Column(title="确认的分歧", share=20),
            Column(title="涉及件次", share=20),
        ),
        rows=tuple(
            (cause, str(in_all.get(cause, 0)), f"{n}项", str(touched[cause]))
            for cause, n in sorted(n_confirmed.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
    )


def _cluster(place: int, found: ReviewedCluster, results: AuditResults) -> Iterator[Block]:
    cluster = found.cluster
    yield PlainHeading(text=f"（{numeral(place)}）{cluster.cause}：{cluster.question}", level=2)
    yield Facts(pairs=(*cluster_facts(found, results), *cluster_notes(cluster)))
    yield Table(
        columns=(
            Column(title="立场", share=40),
            Column(title="件数", share=14),
            Column(title="法院", share=28),
            Column(title="时间", share=18),
        ),
        rows=tuple(
            (
                f"{position_name(at)}：{position.label}",
                votes_words(position.votes, len(position.judgment_ids)),
                counts_words(position.courts),
                trend_words(position.trend),
            )
            for at, position in enumerate(cluster.positions)
        ),
    )
    for at, position in enumerate(cluster.positions):
        for quote in position.quotes[:1]:
            yield Paragraph(
                label=position_name(at), text=f"“{quote.words}”（{source_words(quote)}）"
            )


def source_words(quote: MaskedQuote) -> str:
    """Say of which court and time words are, without the number of the case."""
    when = (
        "" if quote.decided_on is None else f"，{quote.decided_on.year}年{quote.decided_on.month}月"
    )
    committee = "，经审判委员会讨论" if quote.is_committee else ""
    return f"{quote.court or '法院未读出'}{when}，{label_of(quote.effect)}{committee}"


def _reversals(results: AuditResults) -> Iterator[Block]:
    counts = results.reversals
    yield Paragraph(
        text=(
            f"本期被改判、撤销{counts.n_reversed}件。其中因新证据{counts.n_new_evidence}件，"
            f"评查标注上级定错{counts.n_court_above_wrong}件，"
            f"认识不同发改{counts.n_difference_of_view}件。"
        )
    )
    if not results.reversed_cases:
        return
    reasons = Counter(each.reason for each in results.reversed_cases)
    courts = Counter(each.court or "法院未读出" for each in results.reversed_cases)
    yield _counted("理由", [(label_of(reason), n) for reason, n in reasons.items()])
    yield _counted("原审法院", list(courts.items()))


def _counted(title: str, counts: Sequence[tuple[str, int]]) -> Table:
    return Table(
        columns=(Column(title=title, share=70), Column(title="件数", share=30)),
        rows=tuple(
            (name, str(n)) for name, n in sorted(counts, key=lambda pair: (-pair[1], pair[0]))
        ),
    )


def _advice(results: AuditResults) -> Iterator[Block]:
    """Give the road that the rules of unifying law name for what was confirmed."""
    upward = [each for each in results.confirmed if Where.SUPERIOR in each.cluster.where]
    guiding = [each for each in results.confirmed if Where.GUIDING in each.cluster.where]
    if not results.confirmed:
        yield Paragraph(text="本期没有需要处理的分歧。")
        return
    yield Paragraph(
        text=(
            "经复核确认的分歧，建议提请专业法官会议讨论；不能形成多数意见的，依程序提交审判委员会"
            "（法发〔2021〕2号）。"
        )
    )
    if upward:
        yield Paragraph(text=f"其中{len(upward)}项涉及与上级法院的裁判不一致，建议一并层报。")
    if guiding:
        yield Paragraph(
            text=(
                f"其中{len(guiding)}项涉及与指导性案例、参考案例不一致，建议逐件核对是否应当参照"
                "（法发〔2020〕24号第九条）。"
            )
        )


def _day_words(results: AuditResults) -> str:
    day = court_day(results.run.moved_at)
    return f"{day.year}年{day.month}月{day.day}日"
