"""How does the search of a pending case become a report?

The report states what was kept and what the judge said; nothing is concluded here. What only the
judge can say (the use of each case, the analysis, the conclusion) stays empty.

Source: 法发〔2020〕24号 art. 8.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.committee import committee_discussion
from corpus.judgment import DocumentKind, Judgment, JudgmentId, SectionKind
from corpus.library_case import gists_in
from corpus.spans import Span, value_of
from service.case_divergence.model import CaseDivergence
from service.comparison.model import AxisComparison, Comparison
from service.labels import label_of
from service.library.model import LibraryRecord, LibraryStanding
from service.pending.model import PendingCase, Stage
from service.pending.search_model import KeptQuery, TierStop
from service.pending.search_model import PartyCase as Submitted
from service.related.model import Related
from service.reports.content import (
    AnalysisPart,
    AxisLikeness,
    PendingPart,
    Platform,
    RelatedCase,
    ReportContent,
    SearchPart,
    SearchQuery,
    SimilarCase,
    SubmittedCase,
    TierRow,
)
from service.reports.positions import positions_of
from service.reports.quote import Quote
from service.reports.vocabulary import SearchReason
from service.search.condition_words import condition_words
from service.search.methods.vocabulary import SearchMethod
from service.tiers.model import TieredAnswer, Weight
from service.tiers.vocabulary import Tier
from service.tiers.wording import window_words
from service.verdicts.model import GivenVerdict, Verdict

PLATFORM = "同判（本院已导入的裁判文书）"
MOST_FACTS = 500
_MOST_RESULT = 300
_MOST_DIFFERENCES = 6
_MOST_QUOTES = 2
_CUT = "……"
_LEAST_HOLDING = 15
_SENTENCE = re.compile(r"[^\s。；][^。；\n]*[。；]?")
_HOLDS = re.compile("构成|应当|应予|应认定|应按|属于|不属|可以|不得|不能|有权|无权|承担|有效|无效")
_FORMULA = re.compile(
    "事实清楚|证据(?:确实|充分)|程序合法|量刑适当|适用法律正确|定[性罪]准确|如下|予以采[信纳]|"
    "应予(?:支持|维持|驳回)|依照|根据《"
)
_LIBRARY = frozenset({DocumentKind.GUIDING_CASE, DocumentKind.REFERENCE_CASE})


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedCase:
    """A judgment of which the judge said something for the case.

    Attributes:
        judgment: The judgment.
        given: What was said.
        tier: Its tier from the court of the case.
        weight: What it means for the ruling.
        comparison: How like it is to the case, and what sets them apart.
        record: What is recorded of it as a library case, or None.
    """

    judgment: Judgment
    given: GivenVerdict
    tier: Tier
    weight: Weight
    comparison: Comparison
    record: LibraryRecord | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvidence:
    """Everything that a report on the search of a case states.

    Attributes:
        case: The pending case.
        facts: Its facts, as its paper tells them.
        author: Who makes the report.
        queries: Its queries, in order.
        answer: The newest answer tier by tier.
        stop: Where the search ended, or None.
        judged: What the judge spoke of, by tier and rank of being said.
        related: Its related cases.
        submitted: Cases that parties submitted.
        divergence: Where like cases were decided differently; None where whoever makes the
            report is not the handling judge, who alone is told.
    """

    case: PendingCase
    facts: str
    author: str
    queries: tuple[KeptQuery, ...]
    answer: TieredAnswer
    stop: TierStop | None
    judged: tuple[JudgedCase, ...]
    related: Related
    submitted: tuple[Submitted, ...]
    divergence: CaseDivergence | None = None


def assemble(evidence: CaseEvidence) -> ReportContent:
    """Return the report of what was searched and said, without what the judge has still to say."""
    case = evidence.case
    tiers = list(Tier)
    judged = sorted(evidence.judged, key=lambda each: (tiers.index(each.tier), each.given.at))
    return ReportContent(
        number="",
        court=case.court or "",
        pending=_pending(evidence),
        search=_search(evidence),
        tiers=tuple(_tier_rows(evidence)),
        recent_years=window_words(evidence.answer.window),
        cases=tuple(_similar(each) for each in judged),
        related=tuple(_related(evidence.related)),
        analysis=AnalysisPart(
            agreement="",
            positions=()
            if evidence.divergence is None
            else positions_of(evidence.divergence, issues=case.issues),
            own_conflict="",
        ),
        party_cases=tuple(_party_case(each) for each in evidence.submitted),
        conclusions=(),
        conclusion_words="",
        annexes=tuple(each.judgment.id for each in judged if each.given.verdict is Verdict.SIMILAR),
    )


def with_judges_words(new: ReportContent, old: ReportContent) -> ReportContent:
    """Return a new report with what the judge had written into the old one.

    Words on a case go with the case; those on one that is no longer listed are dropped with it.
    """
    said: Mapping[JudgmentId | None, SimilarCase] = {
        each.judgment_id: each for each in old.cases if each.judgment_id is not None
    }
    by_hand = tuple(each for each in old.cases if each.judgment_id is None)
    influence = {(each.kind, each.number): each.influence for each in old.related}
    kept = tuple(each for each in old.search.platforms if each.is_by_hand)
    outside = tuple(
        each for each in old.search.queries if each.platform in {one.name for one in kept}
    )
    return replace(
        new,
        number=old.number,
        pending=replace(
            new.pending, facts=old.pending.facts, four_classes=old.pending.four_classes
        ),
        search=replace(
            new.search,
            reasons=old.search.reasons,
            other_reason=old.search.other_reason,
            platforms=(*new.search.platforms, *kept),
            queries=(*new.search.queries, *outside),
        ),
        cases=(
            *(
                replace(
                    each,
                    use=said[each.judgment_id].use,
                    holding_by_hand=said[each.judgment_id].holding_by_hand,
                )
                if each.judgment_id in said
                else each
                for each in new.cases
            ),
            *by_hand,
        ),
        related=tuple(
            replace(each, influence=influence.get((each.kind, each.number), ""))
            for each in new.related
        ),
        analysis=replace(old.analysis, positions=new.analysis.positions),
        conclusions=old.conclusions,
        conclusion_words=old.conclusion_words,
    )


def _pending(evidence: CaseEvidence) -> PendingPart:
    case = evidence.case
    return PendingPart(
        case_number="" if case.case_number is None else str(case.case_number),
        cause="、".join(case.elements),
        parties=tuple(f"{label_of(party.role)}：{party.name}" for party in case.parties),
        handling_judge=case.handling_judge,
        panel=tuple(f"{member.title} {member.name}".strip() for member in case.panel),
        stage=label_of(case.stage),
        due_on=case.due_on,
        four_classes=(),
        facts=_clipped(evidence.facts, MOST_FACTS),
        issues=case.issues,
        intended_provisions=case.intended_provisions,
        intended_ruling=case.intended_ruling,
    )


def _search(evidence: CaseEvidence) -> SearchPart:
    queries, case = evidence.queries, evidence.case
    coverage = evidence.answer.whole.coverage
    years = ""
    if coverage.decided_from is not None and coverage.decided_to is not None:
        years = f"，裁判日期{coverage.decided_from.year}—{coverage.decided_to.year}年"
    reasons = [SearchReason.CASE_LIBRARY]
    if case.stage in {Stage.BEFORE_CONFERENCE, Stage.BEFORE_COMMITTEE}:
        reasons.insert(0, SearchReason.DISCUSSION)
    platform = Platform(
        name=PLATFORM,
        coverage=f"{coverage.n_judgments:,}篇，{coverage.n_courts:,}家法院{years}",
        gaps="；".join(evidence.answer.not_searched),
        snapshot_id=coverage.snapshot_id,
        is_by_hand=False,
    )
    held = tuple(block.tier for block in evidence.answer.tiers if block.coverage.n_judgments)
    return SearchPart(
        reasons=tuple(reasons),
        other_reason="",
        searched_by="、".join(dict.fromkeys(query.author for query in queries)) or evidence.author,
        responsible_judge=case.handling_judge or evidence.author,
        started_at=_first(queries),
        ended_at=_last(queries),
        platforms=(platform,),
        queries=tuple(_query(query, held) for query in queries),
    )


def _query(query: KeptQuery, held: tuple[Tier, ...]) -> SearchQuery:
    return SearchQuery(
        method=label_of(SearchMethod(query.method)),
        words=query.words,
        conditions=condition_words(query.conditions),
        platform=PLATFORM,
        tiers=held,
        at=query.at,
        n_hits=query.n_found,
        snapshot_id=query.snapshot_id,
    )


def _first(queries: Sequence[KeptQuery]) -> datetime | None:
    return min((query.at for query in queries), default=None)


def _last(queries: Sequence[KeptQuery]) -> datetime | None:
    return max((query.at for query in queries), default=None)


def _tier_rows(evidence: CaseEvidence) -> list[TierRow]:
    counted = [each.tier for each in evidence.judged if each.given.verdict is Verdict.SIMILAR]
    stop = evidence.stop
    rows = []
    for block in evidence.answer.tiers:
        stops_here = stop is not None and stop.tier == block.tier.value
        rows.append(
            TierRow(
                tier=block.tier,
                n_hits=block.n_ranked,
                n_counted=counted.count(block.tier),
                stops_here=stops_here,
                reason=stop.reason if stop is not None and stops_here else block.gap,
            )
        )
    return rows


def _similar(judged: JudgedCase) -> SimilarCase:
    judgment, comparison = judged.judgment, judged.comparison
    court, number = value_of(judgment.court), value_of(judgment.case_number)
    library_number = value_of(judgment.library_number)
    is_library = value_of(judgment.document_kind) in _LIBRARY
    standing = LibraryStanding.IN_FORCE if judged.record is None else judged.record.standing
    return SimilarCase(
        judgment_id=judgment.id,
        tier=judged.tier,
        effect_label=judged.weight.label,
        title=judgment.title,
        number=library_number or ("" if number is None else str(number)),
        court="" if court is None else court.name,
        level=None if court is None else court.level,
        decided_on=value_of(judgment.decided_on),
        effect=judgment.effect,
        library=standing if is_library or judged.record is not None else None,
        by_committee=True if committee_discussion(judgment) is not None else None,
        holding=_holding(judged),
        holding_by_hand="",
        facts=_axis(judgment, comparison.facts),
        issues=_axis(judgment, comparison.issues),
        law=_axis(judgment, comparison.law),
        differences=_differences(comparison),
        result=_result(judgment),
        verdict=judged.given.verdict,
        verdict_reason=judged.given.reason,
        use=None,
    )


def _holding(judged: JudgedCase) -> Quote | None:
    """Return the editor's rule; else a sentence in which the court says what it holds.

    Those that meet the disputed issue go first, then the reasons in their order; what every
    judgment says is no holding.
    """
    judgment = judged.judgment
    gists = gists_in(judgment.text)
    if gists:
        return Quote.of(judgment, gists[0][1])
    reasons = [each.span for each in judgment.sections if each.kind is SectionKind.REASONING]
    met = [pair.found.span for pair in judged.comparison.issues.pairs]
    candidates = [span for span in met if any(part.holds(span) for part in reasons)]
    candidates += [
        Span(*match.span())
        for part in reasons
        for match in _SENTENCE.finditer(judgment.text, part.start, part.end)
    ]
    for span in candidates:
        words = span.of(judgment.text)
        if len(words) >= _LEAST_HOLDING and _HOLDS.search(words) and not _FORMULA.search(words):
            return Quote.of(judgment, span)
    return None


def _axis(judgment: Judgment, axis: AxisComparison) -> AxisLikeness:
    quotes = [_quote(judgment, pair.found.span) for pair in axis.pairs[:_MOST_QUOTES]]
    quotes += [_quote(judgment, each.found.span) for each in axis.cited[:_MOST_QUOTES]]
    return AxisLikeness(
        words=f"{label_of(axis.grade)}。{axis.sentence}",
        quotes=tuple(each for each in quotes if each is not None)[:_MOST_QUOTES],
    )


def _quote(judgment: Judgment, span: Span) -> Quote | None:
    return Quote.of(judgment, span) if len(span) else None


def _differences(comparison: Comparison) -> str:
    said = [each.sentence for each in comparison.differences[:_MOST_DIFFERENCES]]
    return "；".join(sentence.rstrip("。；") for sentence in said) or "未见载明的不同"


def _result(judgment: Judgment) -> str:
    return _clipped("".join(item.of(judgment.text) for item in judgment.disposition), _MOST_RESULT)


def _clipped(text: str, most: int) -> str:
    words = "".join(text.split())
    return words if len(words) <= most else words[: most - len(_CUT)] + _CUT


def _related(related: Related) -> list[RelatedCase]:
    return [
        RelatedCase(
            judgment_id=None if edge.case.is_pending else JudgmentId(edge.case.id),
            kind=label_of(kind),
            number=edge.case.number,
            court=edge.case.court,
            status="在审" if edge.case.effect is None else label_of(edge.case.effect),
            influence="",
        )
        for kind, edges in related.edges.items()
        for edge in edges
    ]


def _party_case(submitted: Submitted) -> SubmittedCase:
    return SubmittedCase(
        submitted_by=submitted.submitted_by,
        submitted_on=submitted.submitted_on,
        number=submitted.number,
        kind=submitted.kind,
        response_place=submitted.place,
        answer=submitted.response,
    )
