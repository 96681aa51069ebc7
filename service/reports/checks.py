"""What can be wrong with the content of a report? One function a question.

Each yields the number of the case that it speaks of (0: none) and a sentence for the judge.

Source: 法发〔2020〕24号 art. 2-4, 8-10; 法〔2024〕92号 art. 19.
"""

from collections.abc import Iterable, Iterator

from corpus.judgment import Effectiveness
from service.labels import label_of
from service.library.model import LibraryStanding
from service.reports.content import ReportContent, SimilarCase, TierRow
from service.reports.outside import period_of
from service.reports.vocabulary import (
    Conclusion,
    SearchReason,
    Use,
    WhyNot,
)
from service.tiers.vocabulary import Tier

Found = Iterable[tuple[int, str]]

MOST_FACTS = 500
"""Characters of facts that a report holds."""

_LEGAL_TIERS = tuple(tier for tier in Tier if tier is not Tier.OTHER)
_ALWAYS_SEARCHED = (Tier.GUIDING, Tier.REFERENCE)
_EXCEPTIONS = frozenset({WhyNot.NEW_LAW, WhyNot.REPLACED})
_GROUNDS = (
    "须与新的法律、行政法规、司法解释冲突，或者为新的指导性案例所取代，或者分析关键事实的不同。"
)


def subject(content: ReportContent) -> Found:
    """Who searched, and who answers for it?"""
    if not content.search.searched_by.strip():
        yield 0, "没有写明检索人。请填写检索主体。"
    if not content.search.responsible_judge.strip():
        yield 0, "没有写明对真实性、准确性负责的承办法官。"


def time(content: ReportContent) -> Found:
    """When did the search begin and end?"""
    started_at, ended_at = period_of(content.search)
    if started_at is None or ended_at is None:
        yield 0, "没有写明检索的起止时间。"
    elif ended_at < started_at:
        yield 0, "检索结束时间早于开始时间。"


def platforms(content: ReportContent) -> Found:
    """Where was searched?"""
    if not content.search.platforms:
        yield 0, "没有写明检索平台。在其他平台检索的，可以手工补充。"


def methods(content: ReportContent) -> Found:
    """How was searched?"""
    if not content.search.methods:
        yield 0, "没有记录任何检索式和检索方法。"


def result(content: ReportContent) -> Found:
    """What was found?"""
    if not content.tiers:
        yield 0, "没有写明各顺位的检索结果。"


def holdings(content: ReportContent) -> Found:
    """Does each similar case tell its 裁判要点?"""
    for number, case in _numbered(content):
        if case.is_counted and case.holding is None and not case.holding_by_hand.strip():
            yield number, f"《{case.title}》认定为类案，但没有写明裁判要点。"


def issues(content: ReportContent) -> Found:
    """What is disputed in the pending case?"""
    if not any(issue.strip() for issue in content.pending.issues):
        yield 0, "没有写明待决案件的争议焦点。"


def use(content: ReportContent) -> Found:
    """Is it said of each similar case what is made of it?"""
    for number, case in _numbered(content):
        if case.is_counted and case.use is None:
            yield number, f"《{case.title}》认定为类案，但没有写明是否参照或者参考。"
    if not content.counted and not content.conclusion_words.strip():
        yield 0, "没有检索到类案的，须在结论中说明检索结果如何运用。"


def always_searched(content: ReportContent) -> Found:
    """Were guiding cases and the case library searched? They always are."""
    searched = {tier for query in content.search.queries for tier in query.tiers}
    for tier in _ALWAYS_SEARCHED:
        if tier not in searched:
            yield (
                0,
                f"没有记录对{label_of(tier)}的检索。每份报告都须检索；在其他平台检索的，请登记。",
            )


def in_effect(content: ReportContent) -> Found:
    """Is each similar case in legal effect?"""
    for number, case in _numbered(content):
        if case.is_counted and case.effect is not Effectiveness.IN_EFFECT:
            state = label_of(case.effect)
            yield number, f"《{case.title}》{state}，不能认定为类案。请改为不是类案或者核实效力。"


def tiers_in_order(content: ReportContent) -> Found:
    """Was a tier left out, or the search ended, without the ground that art. 4 asks for?"""
    rows = {row.tier: row for row in content.tiers}
    searched = {tier for query in content.search.queries for tier in query.tiers}
    stopped: TierRow | None = None
    for tier in _LEGAL_TIERS:
        row = rows.get(tier)
        is_excused = (row is not None and bool(row.reason.strip())) or stopped is not None
        if tier not in searched and not is_excused:
            yield 0, f"跳过了{label_of(tier)}，没有说明理由。"
        if row is not None and row.stops_here:
            stopped = row
            yield from _stop(row)


def _stop(row: TierRow) -> Found:
    if not row.reason.strip():
        yield 0, f"在{label_of(row.tier)}停止检索，没有说明理由。"
    if not row.n_counted:
        yield 0, f"{label_of(row.tier)}没有检索到类案，不能在此停止检索。"


def guiding_followed(content: ReportContent) -> Found:
    """Is a guiding case set aside on a ground that counts?"""
    for number, case in _numbered(content):
        use = case.use
        if not _is_refused(case, Tier.GUIDING) or use is None:
            continue
        is_analysed = use.why_not is WhyNot.FACT_DIFFERS and bool(use.analysis.strip())
        if use.why_not not in _EXCEPTIONS and not is_analysed:
            yield number, f"指导性案例《{case.title}》写明不参照，{_GROUNDS}"


def guiding_consulted(content: ReportContent) -> Found:
    """Is a guiding case consulted only, where it should be followed?"""
    for number, case in _numbered(content):
        is_guiding = case.is_counted and case.tier is Tier.GUIDING
        if is_guiding and case.use is not None and case.use.use is Use.CONSULTED:
            yield number, f"指导性案例《{case.title}》应当参照，报告写的是参考。"


def others_followed(content: ReportContent) -> Found:
    """Is another similar case set aside without a word?"""
    for number, case in _numbered(content):
        is_refused = any(_is_refused(case, tier) for tier in Tier if tier is not Tier.GUIDING)
        if is_refused and case.use is not None and case.use.why_not is None:
            yield number, f"《{case.title}》写明不参照，没有说明理由。"


def _is_refused(case: SimilarCase, tier: Tier) -> bool:
    return (
        case.is_counted
        and case.tier is tier
        and case.use is not None
        and case.use.use is Use.NOT_FOLLOWED
    )


def parties_answered(content: ReportContent) -> Found:
    """Is each guiding or library case that a party submitted answered in the judgment?"""
    for number, case in enumerate(content.party_cases, start=1):
        if case.must_be_answered and not case.is_answered:
            what = f"{label_of(case.kind)}（{case.number}）"
            yield number, f"{case.submitted_by}提交的{what}须在裁判文书说理中回应，尚未回应。"


def others_answered(content: ReportContent) -> Found:
    """Are the other cases that parties submitted answered anyhow?"""
    for number, case in enumerate(content.party_cases, start=1):
        if not case.must_be_answered and not case.is_answered:
            yield number, f"{case.submitted_by}提交的类案（{case.number}）尚未释明或者回应。"


def figures_agree(content: ReportContent) -> Found:
    """Does the table of tiers count what the list holds?"""
    rows = {row.tier: row.n_counted for row in content.tiers}
    for tier in Tier:
        n_listed = sum(case.tier is tier for case in content.counted)
        if rows.get(tier, 0) != n_listed:
            yield (
                0,
                f"{label_of(tier)}一栏写明类案{rows.get(tier, 0)}件，清单中有{n_listed}件。",
            )


def reason_told(content: ReportContent) -> Found:
    """Why was the search due?"""
    search = content.search
    if not search.reasons:
        yield 0, "没有选择检索事由。"
    if SearchReason.OTHER_NEED in search.reasons and not search.other_reason.strip():
        yield 0, "检索事由选择了“其他”，没有写明。"


def conclusion_told(content: ReportContent) -> Found:
    """What does the judge conclude?"""
    if not content.conclusions:
        yield 0, "没有选择结论与建议。"


def conclusion_fits(content: ReportContent) -> Found:
    """Does the conclusion go with reasons and positions?"""
    only_rules = content.conclusions == (Conclusion.RULE,)
    if only_rules and SearchReason.DISCUSSION in content.search.reasons:
        yield 0, "检索事由是提交讨论，结论只有直接裁判，请核对。"
    if only_rules and len(content.analysis.positions) > 1:
        yield 0, "类案有不同裁判观点，结论只有直接裁判，请核对。"


def length(content: ReportContent) -> Found:
    """Are the facts short enough?"""
    n_characters = len("".join(content.pending.facts.split()))
    if n_characters > MOST_FACTS:
        yield 0, f"基本案情{n_characters}字，应在{MOST_FACTS}字以内。"


def standing(content: ReportContent) -> Found:
    """Does each similar case still stand in its collection?"""
    for number, case in _numbered(content):
        if case.is_counted and case.library not in {None, LibraryStanding.IN_FORCE}:
            yield number, f"《{case.title}》已不在有效案例之列，认定为类案请核对。"


def _numbered(content: ReportContent) -> Iterator[tuple[int, SimilarCase]]:
    return iter(enumerate(content.cases, start=1))
