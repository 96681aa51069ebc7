"""What does a finding of divergence look like on the screen?

Every quote is words of a stored text with the address of its place there. Nobody who decided is
named: a position is held by courts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.judgment import CourtLevel, Effectiveness, Judgment
from corpus.law.timing import compare_law
from corpus.spans import value_of
from service.case_divergence.answers import GivenAnswer, topic_of
from service.case_divergence.gathering import OVERTURNED
from service.case_divergence.model import CaseDivergence
from service.case_divergence.words import NO_EXPLANATION, PROPOSALS, SEVERITIES
from service.charts.canvas import counted
from service.charts.fills import letter_of
from service.charts.model import Drawing
from service.comparison.quotes import Quote
from service.divergence.model import (
    AlarmType,
    ComparedCase,
    DivergenceKind,
    DivergenceOrigin,
    Explanation,
    Finding,
    Innocence,
    Member,
    PositionGroup,
    Severity,
    Where,
)
from service.labels import label_of
from service.web.cases.desk_view import BESIDE, paragraph_at
from service.web.divergence.divergence_charts import Chosen, charts_of

SHOWN_MEMBERS = 3
"""Members of a position that are quoted before the others fold."""

_LEVELS = (CourtLevel.SUPREME, CourtLevel.HIGH, CourtLevel.INTERMEDIATE, CourtLevel.BASIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How a page shows judgments.

    Attributes:
        here: Address of the page, which the drawings lead back to.
        own_id: Id of the case or judgment of the page.
        own_address: Where its own text is read: a page, or ``#paper`` where it stands beside.
        address: Completes an address of the page of a judgment.
        words: Gives for a judgment how words of it are shown, hidden names or not.
        chosen: What a part of a drawing leads to; None where nothing was chosen.
    """

    here: str
    own_id: str | None
    own_address: str
    address: Callable[[str], str]
    words: Callable[[Judgment], Callable[[str], str]]
    chosen: Chosen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceQuote:
    """Words of a judgment with the place where they stand.

    Attributes:
        words: The words, names hidden where the page hides them.
        source: Id of the judgment, or of the case whose draft it is.
        start: Where they begin in the stored text.
        end: Where they end.
        address: The page that shows them in their place.
    """

    words: str
    source: str
    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """A judgment on one side.

    Attributes:
        title: Its number, or what else names it.
        address: Its page.
        court: Its court.
        level: Level of that court.
        decided_on: When.
        effect: Whether it stands.
        is_overturned: Whether it no longer does.
        is_own: Whether it is the case or judgment of the page.
        is_draft: Whether it is a draft.
        vote: Its weight, in words; empty where it is one vote.
        holding: The words that take the position.
        passage: The reasoning round them; None where it is no longer than the holding.
        committee: Words that say that the committee discussed it, or None.
    """

    title: str
    address: str
    court: str
    level: CourtLevel | None
    decided_on: date | None
    effect: Effectiveness
    is_overturned: bool
    is_own: bool
    is_draft: bool
    vote: str
    holding: SourceQuote
    passage: SourceQuote | None
    committee: SourceQuote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    """A position as a column, with the three factors of 法发〔2020〕24号 art. 11.

    Attributes:
        letter: Its letter, here and in the drawings.
        label: The position in words of a judgment.
        votes: How many count, in words.
        is_own: Whether the case or judgment of the page holds it.
        levels: Courts by level, in words.
        newest: The newest that counts, in words.
        committee: How many were discussed by a committee, in words.
        members: The judgments, highest court first, then latest.
    """

    letter: str
    label: str
    votes: str
    is_own: bool
    levels: str
    newest: str
    committee: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationView:
    """An innocent explanation.

    Attributes:
        label: What it is.
        sentence: It in a sentence.
        share: How much of the difference it explains, in words.
        evidence: Words that show it.
    """

    label: str
    sentence: str
    share: str
    evidence: tuple[SourceQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding.

    Attributes:
        key: Its key.
        topic: What tells its question.
        kind: What differs.
        severity: How much it matters.
        severity_words: That in a sentence.
        where: Between whom, nearest first.
        origins: Where in the court it comes from, as far as the judgments tell.
        cause: Cause or charge.
        question: The question.
        explanations: Innocent explanations, the strongest first.
        unexplained: What stands where there is none.
        law: Why the law does not explain it, or that it may.
        alarms: What a person may mark, each with its sentence.
        positions: The positions.
        drawings: By court, by year, and for a range the distribution.
        chosen: What a part of a drawing leads to; empty where nothing was chosen.
        chosen_words: What that is.
        answer: What the handling judge last said of its question, or None.
    """

    key: str
    topic: str
    kind: DivergenceKind
    severity: Severity
    severity_words: str
    where: tuple[Where, ...]
    origins: tuple[DivergenceOrigin, ...]
    cause: str
    question: str
    explanations: tuple[ExplanationView, ...]
    unexplained: str
    law: str
    alarms: tuple[tuple[AlarmType, str], ...]
    positions: tuple[PositionView, ...]
    drawings: tuple[Drawing, ...]
    chosen: tuple[MemberView, ...]
    chosen_words: str
    answer: GivenAnswer | None


def finding_views(
    found: CaseDivergence, findings: Sequence[Finding], shown: Shown
) -> tuple[FindingView, ...]:
    """Return findings as the page shows them.

    Args:
        found: What was found in all, with what was compared.
        findings: Those of it that are wanted, in order.
        shown: How the page shows judgments.
    """
    cases: dict[str, ComparedCase] = {case.judgment.id: case for case in found.gathered.cases}
    return tuple(_finding(each, cases, found.answers, shown) for each in findings)


def _finding(
    finding: Finding,
    cases: Mapping[str, ComparedCase],
    answers: Mapping[str, GivenAnswer],
    shown: Shown,
) -> FindingView:
    topic = topic_of(finding)
    chosen = shown.chosen if shown.chosen and shown.chosen.finding_key == finding.key else None
    is_told = finding.severity is not Severity.INSUFFICIENT
    return FindingView(
        key=finding.key,
        topic=topic,
        kind=finding.kind,
        severity=finding.severity,
        severity_words=SEVERITIES[finding.severity],
        where=finding.where,
        origins=finding.origins,
        cause=finding.cause,
        question=finding.heading,
        explanations=tuple(_explanation(each, cases, shown) for each in finding.explanations),
        unexplained=NO_EXPLANATION,
        law=_law_words(finding, cases),
        alarms=tuple((alarm, PROPOSALS[alarm]) for alarm in finding.alarms),
        positions=tuple(
            _position(group, place, cases, shown) for place, group in enumerate(finding.groups)
        ),
        drawings=_drawings(finding, cases, shown) if is_told else (),
        chosen=()
        if chosen is None
        else tuple(
            _member(member, cases, shown)
            for group in finding.groups
            if group.key == chosen.group_key
            for member in group.members
            if chosen.holds(member)
        ),
        chosen_words="" if chosen is None else _chosen_words(finding, chosen),
        answer=answers.get(topic),
    )


def _drawings(
    finding: Finding, cases: Mapping[str, ComparedCase], shown: Shown
) -> tuple[Drawing, ...]:
    titles = {key: title_of(case.judgment, shown) for key, case in cases.items()}
    return charts_of(finding, here=shown.here, own_id=shown.own_id, titles=titles)


def _position(
    group: PositionGroup, place: int, cases: Mapping[str, ComparedCase], shown: Shown
) -> PositionView:
    counting = [member for member in group.members if member.vote > 0]
    n_discussed = sum(member.committee is not None for member in counting)
    newest = max((m.decided_on for m in counting if m.decided_on is not None), default=None)
    return PositionView(
        letter=letter_of(place),
        label=group.label,
        votes=_votes(group, counting),
        is_own=any(member.judgment_id == shown.own_id for member in group.members),
        levels=_levels(counting) or "没有能计入的裁判",
        newest="未载明" if newest is None else f"{newest.year}年{newest.month}月{newest.day}日",
        committee=f"{n_discussed}件载明经审判委员会讨论" if n_discussed else "均未载明经讨论",
        members=tuple(_member(member, cases, shown) for member in group.members),
    )


def _votes(group: PositionGroup, counting: Sequence[Member]) -> str:
    """Say how many count; judgments of a series count together as one."""
    n_unknown = sum(member.effect is Effectiveness.UNKNOWN for member in counting)
    n_series = sum(member.vote < 1 for member in counting)
    n_fallen = sum(member.effect in OVERTURNED for member in group.members)
    said = f"{len(counting)}件"
    if n_unknown:
        unknown = f"其中效力未知{n_unknown}件"
        said = f"{said}（{unknown}）"
    if n_series:
        together = f"系列案合并后计{counted(group.votes)}件"
        said = f"{said}，{together}"
    if n_fallen:
        fallen = f"另有{n_fallen}件已被改判、撤销，不计"
        said = f"{said}；{fallen}"
    return said


def _levels(members: Sequence[Member]) -> str:
    found = [(level, sum(each.level is level for each in members)) for level in _LEVELS]
    told = [f"{label_of(level)}{n}件" for level, n in found if n]
    n_untold = sum(each.level is None for each in members)
    return "、".join((*told, *((f"未载明{n_untold}件",) if n_untold else ())))


def _member(member: Member, cases: Mapping[str, ComparedCase], shown: Shown) -> MemberView:
    judgment = cases[member.judgment_id].judgment
    return MemberView(
        title="本案草稿" if member.is_draft else title_of(judgment, shown),
        address=_address(member.judgment_id, shown),
        court=member.court,
        level=member.level,
        decided_on=member.decided_on,
        effect=member.effect,
        is_overturned=member.effect in OVERTURNED,
        is_own=member.judgment_id == shown.own_id,
        is_draft=member.is_draft,
        vote=_vote(member),
        holding=_quote(member.holding, judgment, shown),
        passage=_quote(member.passage, judgment, shown)
        if member.passage.span != member.holding.span
        else None,
        committee=None if member.committee is None else _quote(member.committee, judgment, shown),
    )


def title_of(judgment: Judgment, shown: Shown) -> str:
    """Return how a judgment is called on the page: by its number, else by its title."""
    number = value_of(judgment.library_number) or value_of(judgment.case_number)
    return shown.words(judgment)(str(number or judgment.title))


def _vote(member: Member) -> str:
    if member.is_draft:
        return "草稿，不计件数"
    if not member.vote:
        return "不计入"
    return "" if member.vote == 1 else "系列案，合并计一件"


def _explanation(
    explanation: Explanation, cases: Mapping[str, ComparedCase], shown: Shown
) -> ExplanationView:
    by_text = {case.judgment.text: case.judgment for case in cases.values()}
    return ExplanationView(
        label=label_of(explanation.innocence),
        sentence=explanation.sentence,
        share=_share(explanation.share),
        evidence=tuple(
            _quote(each, by_text[each.whole], shown)
            for each in explanation.evidence
            if each.whole in by_text
        ),
    )


def _share(share: float) -> str:
    """Say how much is explained: in words, because the figure is a rough one."""
    if share >= 0.75:
        return "可以说明全部或者大部分差异"
    return "可以说明一部分差异" if share >= 0.25 else "只能说明少量差异"


def _quote(quote: Quote, judgment: Judgment, shown: Shown) -> SourceQuote:
    start, end = quote.span.start, quote.span.end
    address = _address(judgment.id, shown)
    if address == BESIDE:
        address = f"{BESIDE}-{paragraph_at(judgment.text, start)}"
    elif address.startswith("/judgments/"):
        path, mark, query = address.partition("?")
        address = f"{path}?at={start}-{end}{'&' if mark else ''}{query}#quote-1"
    return SourceQuote(
        words=shown.words(judgment)(quote.text),
        source=judgment.id,
        start=start,
        end=end,
        address=address,
    )


def _address(judgment_id: str, shown: Shown) -> str:
    if judgment_id == shown.own_id:
        return shown.own_address
    return shown.address(f"/judgments/{judgment_id}")


def _law_words(finding: Finding, cases: Mapping[str, ComparedCase]) -> str:
    """Say how the newest judgments of the two largest positions stand in law and time.

    Nothing where an explanation says that the law differs: it is not said twice.
    """
    if any(each.innocence is Innocence.LAW_VERSION for each in finding.explanations):
        return ""
    newest = [
        max(counting, key=lambda member: (member.decided_on or date.min, member.judgment_id))
        for group in finding.groups
        if (counting := [each for each in group.members if each.vote > 0 or each.is_draft])
    ]
    if len(newest) < 2:
        return ""
    one, other = (cases[each.judgment_id].law_time for each in newest[:2])
    sentence = compare_law(one, other).sentences[0]
    names = "以观点甲最近的裁判为“本案”、观点乙最近的裁判为“该案”："
    return names + sentence if "本案" in sentence or "该案" in sentence else sentence


def _chosen_words(finding: Finding, chosen: Chosen) -> str:
    place = [group.key for group in finding.groups].index(chosen.group_key)
    return f"{chosen.words}，观点{letter_of(place)}"
