"""A search report over judgments that a test holds: nothing in it is looked up elsewhere."""

from dataclasses import replace
from datetime import UTC, date, datetime

from corpus.judgment import CourtLevel, Effectiveness, SectionKind
from corpus.spans import value_of
from service.library.model import LibraryStanding
from service.pending.search_model import ResponsePlace, SubmittedKind
from service.reports.codec import digest_of
from service.reports.content import (
    AnalysisPart,
    AxisLikeness,
    CaseUse,
    PendingPart,
    Platform,
    Position,
    RelatedCase,
    ReportContent,
    SearchPart,
    SearchQuery,
    SimilarCase,
    SubmittedCase,
    TierRow,
)
from service.reports.quote import Quote
from service.reports.record import Imprint, ReportSignature
from service.reports.states import ReportState
from service.reports.vocabulary import (
    Conclusion,
    FileClass,
    FourClass,
    SearchReason,
    Use,
)
from service.tiers.vocabulary import EffectLabel, Tier
from service.verdicts.model import Verdict

STARTED = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
SNAPSHOT = "20260228T010000Z-1f2e3d4c"


def quote_of(judgment, kind):
    """Quote the first section of a kind."""
    section = next(each for each in judgment.sections if each.kind is kind)
    # The line break behind a section is no part of what is quoted.
    text = section.span.of(judgment.text)
    shorter = type(section.span)(section.span.start, section.span.start + len(text.rstrip()))
    return Quote.of(judgment, shorter)


def axis(words, *quotes):
    return AxisLikeness(words=words, quotes=quotes)


def similar_case(judgment, *, tier=Tier.OWN, verdict=Verdict.SIMILAR, **fields):
    court = value_of(judgment.court)
    case = SimilarCase(
        judgment_id=judgment.id,
        tier=tier,
        effect_label=EffectLabel.MAY_CONSULT,
        title=judgment.title or "某案",
        number=str(value_of(judgment.case_number)),
        court=court.name,
        level=court.level,
        decided_on=value_of(judgment.decided_on),
        effect=Effectiveness.IN_EFFECT,
        library=None,
        by_committee=None,
        holding=quote_of(judgment, SectionKind.REASONING),
        holding_by_hand="",
        facts=axis("均为醉酒驾驶机动车被查获。", quote_of(judgment, SectionKind.FACTS)),
        issues=axis("均涉及从轻处罚的幅度。"),
        law=axis("均适用刑法第一百三十三条之一。"),
        differences="血液酒精含量不同。",
        result="判处拘役二个月，并处罚金三千元。",
        verdict=verdict,
        verdict_reason="基本事实与法律适用相同。",
        use=CaseUse(use=Use.CONSULTED, why_not=None, analysis="量刑幅度可以参考。")
        if verdict is Verdict.SIMILAR
        else None,
    )
    return replace(case, **fields)


def guiding_case(**fields):
    """Give a guiding case of another platform: nothing of it is stored."""
    case = SimilarCase(
        judgment_id=None,
        tier=Tier.GUIDING,
        effect_label=EffectLabel.MUST_FOLLOW,
        title="张某某危险驾驶案",
        number="指导性案例901号",
        court="最高人民法院",
        level=CourtLevel.SUPREME,
        decided_on=date(2019, 5, 6),
        effect=Effectiveness.IN_EFFECT,
        library=LibraryStanding.IN_FORCE,
        by_committee=True,
        holding=None,
        holding_by_hand="醉酒驾驶机动车，追逐竞驶，情节恶劣的，应当从重处罚。",
        facts=axis("均为醉酒驾驶。"),
        issues=axis("均涉及情节的认定。"),
        law=axis("均适用刑法第一百三十三条之一。"),
        differences="本案没有追逐竞驶。",
        result="判处拘役四个月。",
        verdict=Verdict.SIMILAR,
        verdict_reason="争议焦点相同。",
        use=CaseUse(use=Use.FOLLOWED, why_not=None, analysis="参照裁判要点认定情节。"),
    )
    return replace(case, **fields)


def query(number, *tiers, **fields):
    made = SearchQuery(
        method="关键词检索",
        words="醉酒驾驶 从轻处罚",
        conditions="刑事；2023-03-01以后",
        platform="本院同判系统",
        tiers=tiers,
        at=STARTED.replace(minute=number),
        n_hits=12,
        snapshot_id=SNAPSHOT,
    )
    return replace(made, **fields)


def pending_part(**fields):
    made = PendingPart(
        case_number="（2026）吉0123刑初8号",
        cause="危险驾驶罪",
        parties=("公诉机关：某县人民检察院", "被告人：辛某"),
        handling_judge="王法官",
        panel=("审判长 王法官", "审判员 李法官", "人民陪审员 赵某"),
        stage="审理中",
        due_on=date(2026, 4, 30),
        four_classes=(FourClass.CONFLICT,),
        facts="2025年12月1日，被告人辛某饮酒后驾驶小型轿车被民警查获，血液酒精含量130毫克。",
        issues=("是否具有从重处罚情节", "能否适用缓刑"),
        intended_provisions=("《中华人民共和国刑法》第一百三十三条之一",),
        intended_ruling="判处拘役二个月，缓刑四个月，并处罚金三千元。",
    )
    return replace(made, **fields)


def search_part(**fields):
    made = SearchPart(
        reasons=(SearchReason.NO_UNIFORM_RULE, SearchReason.CASE_LIBRARY),
        other_reason="",
        searched_by="周助理",
        responsible_judge="王法官",
        started_at=STARTED,
        ended_at=STARTED.replace(hour=3),
        platforms=(
            Platform(
                name="本院同判系统",
                coverage="裁判文书15篇，2家法院，2020至2021年",
                gaps="2022年以后的裁判文书",
                snapshot_id=SNAPSHOT,
                is_by_hand=False,
            ),
            Platform(
                name="人民法院案例库",
                coverage="全部入库案例",
                gaps="",
                snapshot_id="",
                is_by_hand=True,
            ),
        ),
        queries=(
            query(1, Tier.GUIDING, Tier.REFERENCE, platform="人民法院案例库", n_hits=2),
            query(2, Tier.SUPREME, Tier.PROVINCIAL, Tier.SUPERIOR),
            query(3, Tier.OWN, method="法条关联案件检索", words="刑法第一百三十三条之一"),
        ),
    )
    return replace(made, **fields)


def tier_row(tier, n_hits, n_counted, **fields):
    row = TierRow(tier=tier, n_hits=n_hits, n_counted=n_counted, stops_here=False, reason="")
    return replace(row, **fields)


def party_case(**fields):
    made = SubmittedCase(
        submitted_by="辩护人壬某",
        submitted_on=date(2026, 2, 20),
        number="指导性案例901号",
        kind=SubmittedKind.GUIDING,
        response_place=ResponsePlace.JUDGMENT,
        answer="本案与该案争议焦点相同，参照其裁判要点。",
    )
    return replace(made, **fields)


def content_of(judgments, *, n_cases=3, **fields):
    """Return a complete report that nothing can be said against.

    Args:
        judgments: At least ``n_cases`` with sections of facts and reasoning.
        n_cases: How many of them are compared; the last is no similar case.
    """
    compared = judgments[:n_cases]
    cases = [similar_case(each) for each in compared[:-1]]
    cases += [
        similar_case(each, verdict=Verdict.NOT_SIMILAR, verdict_reason="另有追逐竞驶。")
        for each in compared[-1:]
    ]
    made = ReportContent(
        number="类检〔2026〕1号",
        court="某县人民法院",
        pending=pending_part(),
        search=search_part(),
        tiers=(
            tier_row(Tier.GUIDING, 2, 1),
            tier_row(Tier.REFERENCE, 2, 0),
            tier_row(Tier.SUPREME, 0, 0),
            tier_row(Tier.PROVINCIAL, 4, 0),
            tier_row(Tier.SUPERIOR, 8, 0),
            tier_row(Tier.OWN, 12, len(cases) - 1),
        ),
        recent_years="自2023年3月1日起，以裁判生效日期计，没有的以裁判日期计；指导性案例不受限制",
        cases=(guiding_case(), *cases),
        related=(
            RelatedCase(
                judgment_id=None,
                kind="同一当事人",
                number="（2026）吉0123刑初9号",
                court="某县人民法院",
                status="审理中",
                influence="同一被告人另案，量刑须一并考虑",
            ),
        ),
        analysis=AnalysisPart(
            agreement="均认定构成危险驾驶罪。",
            positions=(
                Position(
                    words="如实供述的，从轻处罚。",
                    n_cases=2,
                    levels="基层法院2件",
                    dates="2021年",
                    committee="文书未载明",
                    quotes=(quote_of(judgments[0], SectionKind.REASONING),),
                ),
            ),
            own_conflict="不冲突。",
        ),
        party_cases=(party_case(),),
        conclusions=(Conclusion.RULE,),
        conclusion_words="类案裁判尺度一致，可以直接裁判。",
        annexes=tuple(each.id for each in compared),
    )
    return replace(made, **fields)


def imprint_for(content, *, state=ReportState.DRAFT, version=1):
    signature = (
        ReportSignature(by="王法官", at=STARTED.replace(day=2))
        if state in {ReportState.SIGNED, ReportState.SUBMITTED, ReportState.ARCHIVED}
        else None
    )
    return Imprint(
        state=state,
        version=version,
        superseded_by=None,
        digest=digest_of(content),
        file_class=FileClass.INNER,
        signature=signature,
        made_at=STARTED,
    )


def unanswered(content):
    return replace(content, party_cases=(party_case(response_place=None, answer=""),))
