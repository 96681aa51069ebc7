"""Each rule both ways: a complete report passes, one that breaks the rule is told where and why."""

from dataclasses import replace

import pytest

from corpus.judgment import Effectiveness
from service.library.model import LibraryStanding
from service.pending.search_model import ResponsePlace, SubmittedKind
from service.reports.content import CaseUse
from service.reports.rules import blocking, check
from service.reports.vocabulary import (
    Conclusion,
    Element,
    Part,
    ReportRule,
    SearchReason,
    Use,
    Weight,
    WhyNot,
)
from service.tiers.vocabulary import Tier
from service.verdicts.model import Verdict
from tests.service.reports.made import (
    STARTED,
    content_of,
    guiding_case,
    party_case,
    pending_part,
    query,
    search_part,
    tier_row,
)

V1 = ReportRule.ELEMENTS
BLOCKING, WARNING = Weight.BLOCKING, Weight.WARNING


@pytest.fixture(scope="module")
def sound(judgments):
    return content_of(judgments)


def with_case(content, place, **fields):
    cases = list(content.cases)
    cases[place] = replace(cases[place], **fields)
    return replace(content, cases=tuple(cases))


def with_search(content, **fields):
    return replace(content, search=replace(content.search, **fields))


def with_tier(content, tier, **fields):
    rows = tuple(replace(row, **fields) if row.tier is tier else row for row in content.tiers)
    return replace(content, tiers=rows)


def without_tier(content, *tiers):
    """Leave tiers unsearched and out of the table."""
    queries = tuple(
        replace(each, tiers=tuple(tier for tier in each.tiers if tier not in tiers))
        for each in content.search.queries
    )
    rows = tuple(row for row in content.tiers if row.tier not in tiers)
    return replace(with_search(content, queries=queries), tiers=rows)


def no_use(**fields):
    return CaseUse(use=Use.NOT_FOLLOWED, **{"why_not": None, "analysis": "", **fields})


def nothing_found(content):
    """A search that found no similar case."""
    return replace(
        content, cases=(), tiers=tuple(replace(row, n_counted=0) for row in content.tiers)
    )


def test_nothing_can_be_said_against_a_complete_report(sound):
    assert check(sound) == ()


# Name, what breaks the rule, and what is told.
BREAKS = [
    ("检索人", lambda c: with_search(c, searched_by=" "), V1, Element.SUBJECT, Part.SEARCH),
    (
        "负责的法官",
        lambda c: with_search(c, responsible_judge=""),
        V1,
        Element.SUBJECT,
        Part.SEARCH,
    ),
    ("开始时间", lambda c: with_search(c, started_at=None), V1, Element.TIME, Part.SEARCH),
    ("结束时间", lambda c: with_search(c, ended_at=None), V1, Element.TIME, Part.SEARCH),
    (
        "时间颠倒",
        lambda c: with_search(c, ended_at=STARTED.replace(year=2025)),
        V1,
        Element.TIME,
        Part.SEARCH,
    ),
    ("平台", lambda c: with_search(c, platforms=()), V1, Element.PLATFORMS, Part.SEARCH),
    (
        "方法",
        lambda c: with_search(
            c, queries=tuple(replace(each, method=" ") for each in c.search.queries)
        ),
        V1,
        Element.METHODS,
        Part.SEARCH,
    ),
    ("裁判要点", lambda c: with_case(c, 1, holding=None), V1, Element.HOLDINGS, Part.CASES),
    (
        "争议焦点",
        lambda c: replace(c, pending=pending_part(issues=(" ",))),
        V1,
        Element.ISSUES,
        Part.PENDING,
    ),
    ("结果运用", lambda c: with_case(c, 1, use=None), V1, Element.USE, Part.USES),
    (
        "无类案时的说明",
        lambda c: replace(nothing_found(c), conclusion_words=""),
        V1,
        Element.USE,
        Part.USES,
    ),
    (
        "未检索指导性案例",
        lambda c: without_tier(c, Tier.GUIDING),
        ReportRule.GUIDING_AND_LIBRARY,
        Element.RESULT,
        Part.OUTSIDE,
    ),
    (
        "未检索案例库",
        lambda c: without_tier(c, Tier.REFERENCE),
        ReportRule.GUIDING_AND_LIBRARY,
        Element.RESULT,
        Part.OUTSIDE,
    ),
    *(
        (
            f"类案{effect.value}",
            lambda c, effect=effect: with_case(c, 1, effect=effect),
            ReportRule.IN_EFFECT,
            Element.RESULT,
            Part.CASES,
        )
        for effect in Effectiveness
        if effect is not Effectiveness.IN_EFFECT
    ),
    *(
        (
            f"跳过{tier.value}",
            lambda c, tier=tier: without_tier(c, tier),
            ReportRule.TIERS_IN_ORDER,
            Element.RESULT,
            Part.TIERS,
        )
        for tier in (Tier.SUPREME, Tier.PROVINCIAL, Tier.SUPERIOR)
    ),
    (
        "停止无理由",
        lambda c: with_tier(c, Tier.OWN, stops_here=True),
        ReportRule.TIERS_IN_ORDER,
        Element.RESULT,
        Part.TIERS,
    ),
    (
        "无类案而停止",
        lambda c: with_tier(c, Tier.SUPREME, stops_here=True, reason="已经检索"),
        ReportRule.TIERS_IN_ORDER,
        Element.RESULT,
        Part.TIERS,
    ),
    *(
        (
            f"不参照指导性案例：{name}",
            lambda c, use=use: with_case(c, 0, use=use),
            ReportRule.GUIDING_FOLLOWED,
            Element.USE,
            Part.USES,
        )
        for name, use in (
            ("无理由", no_use()),
            ("其他理由", no_use(why_not=WhyNot.OTHER, analysis="案情不同。")),
            ("关键事实不同而无分析", no_use(why_not=WhyNot.FACT_DIFFERS, analysis=" ")),
        )
    ),
    *(
        (
            f"当事人提交{name}",
            lambda c, fields=fields: replace(c, party_cases=(party_case(**fields),)),
            ReportRule.PARTIES_ANSWERED,
            None,
            Part.PARTY_CASES,
        )
        for name, fields in (
            ("指导性案例未回应", {"response_place": None, "answer": ""}),
            ("指导性案例空回应", {"answer": " "}),
            ("指导性案例只作释明", {"response_place": ResponsePlace.EXPLANATION}),
            (
                "入库案例未回应",
                {"kind": SubmittedKind.REFERENCE, "response_place": None, "answer": ""},
            ),
        )
    ),
    (
        "件数不符",
        lambda c: with_tier(c, Tier.OWN, n_counted=7),
        ReportRule.FIGURES_AGREE,
        Element.RESULT,
        Part.TIERS,
    ),
    ("检索事由", lambda c: with_search(c, reasons=()), ReportRule.REASON_TOLD, None, Part.SEARCH),
    (
        "其他事由未写明",
        lambda c: with_search(c, reasons=(SearchReason.OTHER_NEED,)),
        ReportRule.REASON_TOLD,
        None,
        Part.SEARCH,
    ),
    (
        "结论",
        lambda c: replace(c, conclusions=()),
        ReportRule.CONCLUSION_TOLD,
        None,
        Part.CONCLUSION,
    ),
]


@pytest.mark.parametrize(
    ("broken", "rule", "element", "part"),
    [row[1:] for row in BREAKS],
    ids=[row[0] for row in BREAKS],
)
def test_what_breaks_a_rule_blocks_and_says_where(sound, broken, rule, element, part):
    content = broken(sound)
    assert content != sound
    found = blocking(check(content))
    assert [(each.rule, each.element, each.part) for each in found if each.rule is rule] == [
        (rule, element, part)
    ]
    assert all(each.sentence.endswith("。") for each in found)


def test_an_empty_report_lacks_all_eight_elements(judgments):
    empty = content_of(
        judgments,
        pending=pending_part(issues=()),
        search=search_part(
            searched_by="", started_at=None, platforms=(), queries=(), responsible_judge=""
        ),
        tiers=(),
        cases=(guiding_case(holding_by_hand="", use=None),),
    )
    lacking = {each.element for each in check(empty) if each.rule is V1}
    assert lacking == set(Element)


# Name and what the rule lets pass though it looks like a breach.
PASSES = [
    ("裁判要点人工录入", lambda c: with_case(c, 1, holding=None, holding_by_hand="如实供述从轻。")),
    ("没有类案而说明了运用", nothing_found),
    (
        "不是类案的未生效裁判",
        lambda c: with_case(c, 3, effect=Effectiveness.REVOKED),
    ),
    (
        "跳过而说明理由",
        lambda c: replace(
            without_tier(c, Tier.PROVINCIAL),
            tiers=(*c.tiers[:3], tier_row(Tier.PROVINCIAL, 0, 0, reason="本省没有"), *c.tiers[4:]),
        ),
    ),
    (
        "检索到类案后停止",
        lambda c: with_tier(
            without_tier(c, Tier.SUPREME, Tier.PROVINCIAL, Tier.SUPERIOR),
            Tier.GUIDING,
            stops_here=True,
            reason="已检索到指导性案例",
        ),
    ),
    *(
        (f"不参照：{why.value}", lambda c, why=why: with_case(c, 0, use=no_use(why_not=why)))
        for why in (WhyNot.NEW_LAW, WhyNot.REPLACED)
    ),
    (
        "不参照：分析了关键事实",
        lambda c: with_case(
            c, 0, use=no_use(why_not=WhyNot.FACT_DIFFERS, analysis="本案没有追逐竞驶。")
        ),
    ),
    (
        "指导性案例不是类案",
        lambda c: with_tier(
            with_case(c, 0, verdict=Verdict.NOT_SIMILAR, use=no_use()),
            Tier.GUIDING,
            n_counted=0,
        ),
    ),
    ("没有当事人提交", lambda c: replace(c, party_cases=())),
    (
        "其他事由写明",
        lambda c: with_search(c, reasons=(SearchReason.OTHER_NEED,), other_reason="新类型"),
    ),
]


@pytest.mark.parametrize("kept", [row[1] for row in PASSES], ids=[row[0] for row in PASSES])
def test_what_keeps_the_rules_passes(sound, kept):
    content = kept(sound)
    assert content != sound
    assert check(content) == ()


WARNINGS = [
    (
        "指导性案例只写参考",
        lambda c: with_case(c, 0, use=CaseUse(use=Use.CONSULTED, why_not=None, analysis="")),
        ReportRule.GUIDING_FOLLOWED,
    ),
    ("其他类案不参照无理由", lambda c: with_case(c, 1, use=no_use()), ReportRule.GUIDING_FOLLOWED),
    (
        "其他类案未释明",
        lambda c: replace(
            c, party_cases=(party_case(kind=SubmittedKind.OTHER, response_place=None, answer=""),)
        ),
        ReportRule.PARTIES_ANSWERED,
    ),
    (
        "拟提交讨论却直接裁判",
        lambda c: with_search(c, reasons=(SearchReason.DISCUSSION,)),
        ReportRule.CONCLUSION_TOLD,
    ),
    (
        "有分歧却直接裁判",
        lambda c: replace(c, analysis=replace(c.analysis, positions=c.analysis.positions * 2)),
        ReportRule.CONCLUSION_TOLD,
    ),
    ("案情501字", lambda c: replace(c, pending=pending_part(facts="案" * 501)), ReportRule.LENGTH),
    *(
        (
            f"案例{standing.value}",
            lambda c, standing=standing: with_case(c, 0, library=standing),
            ReportRule.STANDING,
        )
        for standing in (LibraryStanding.REMOVED, LibraryStanding.NOT_FOLLOWED)
    ),
]


@pytest.mark.parametrize(
    ("doubtful", "rule"), [row[1:] for row in WARNINGS], ids=[row[0] for row in WARNINGS]
)
def test_what_is_doubtful_warns_and_does_not_block(sound, doubtful, rule):
    found = check(doubtful(sound))
    assert [(each.rule, each.weight) for each in found] == [(rule, WARNING)]
    assert blocking(found) == ()


@pytest.mark.parametrize(
    "fitting",
    [
        lambda c: replace(c, pending=pending_part(facts="案" * 500)),
        lambda c: replace(c, pending=pending_part(facts="案\n" * 500)),
        lambda c: replace(
            with_search(c, reasons=(SearchReason.DISCUSSION,)),
            conclusions=(Conclusion.RULE, Conclusion.CONFERENCE),
        ),
        lambda c: replace(
            c,
            party_cases=(
                party_case(kind=SubmittedKind.OTHER, response_place=ResponsePlace.EXPLANATION),
            ),
        ),
    ],
)
def test_what_fits_does_not_warn(sound, fitting):
    assert check(fitting(sound)) == ()


def test_every_rule_is_tried_both_ways():
    told = {rule for _, _, rule, _, _ in BREAKS} | {rule for _, _, rule in WARNINGS}
    assert told == set(ReportRule)


def test_a_query_by_hand_on_another_platform_counts_as_searching_a_tier(sound):
    by_hand = (query(9, *Tier, platform="中国裁判文书网", snapshot_id=""),)
    assert check(with_search(sound, queries=by_hand)) == ()
