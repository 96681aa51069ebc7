"""What does a hit look like on the list?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.judgment import (
    CourtLevel,
    DocumentKind,
    Effectiveness,
    Instance,
    Judgment,
    SectionKind,
)
from corpus.law.timing import LawComparison
from corpus.listed import ListedJudgment
from corpus.spans import Span, value_of
from indexing.passages import PassageKind
from indexing.searching.likeness import Likeness
from service.labels import RECOGNISED_TEXT
from service.search.answer import QuotedPassage, SimilarHit
from service.tiers.model import Weight
from service.web.pieces.library_view import LibraryMark
from service.web.pieces.text_view import Run, runs_of

OVERTURNED = frozenset(
    {Effectiveness.VARIED, Effectiveness.REVOKED, Effectiveness.REVISED_ON_RETRIAL}
)
_WARNINGS = {
    Effectiveness.VARIED: "该裁判已被改判，不能作为类案参照。",
    Effectiveness.REVOKED: "该裁判已被撤销，不能作为类案参照。",
    Effectiveness.REVISED_ON_RETRIAL: "该裁判再审已改判，不能作为类案参照。",
    Effectiveness.NOT_IN_EFFECT: "该裁判尚未生效。",
    Effectiveness.UNDER_APPEAL: "该裁判正在上诉，尚未生效。",
    Effectiveness.UNDER_RETRIAL: "该案正在再审。",
}
# About three lines of the list; the whole passage stands on the page of the judgment.
_QUOTE_CHARACTERS = 110
_SHOWN_QUOTES = 2
_HEADING_CHARACTERS = 12
_SENTENCE_END = re.compile(r"[。；！？][”’」』）)]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """The most telling stretch of a passage.

    Attributes:
        kind: What the passage tells.
        runs: The characters of the stretch.
        span: Where they stand in the text that is shown.
        is_cut_before: Whether the passage begins before it.
        is_cut_behind: Whether the passage goes on behind it.
    """

    kind: PassageKind | SectionKind
    runs: tuple[Run, ...]
    span: Span
    is_cut_before: bool
    is_cut_behind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """What identifies a judgment on the screen, and what to beware of."""

    title: str
    effect: Effectiveness
    effect_reason: str
    level: CourtLevel | None
    instance: Instance | None
    document_kind: DocumentKind | None
    causes: tuple[str, ...]
    meta: tuple[str, ...]
    warning: str | None
    is_overturned: bool
    recognised: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GistView:
    """The rule for which a guiding or reference case stands.

    Attributes:
        heading: 裁判要点 or 裁判要旨.
        text: The words.
    """

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedMark:
    """What a list says of a hit beside the case asked about.

    Attributes:
        law: Whether it lies under the law of that case.
        address: The page that compares the two point by point.
    """

    law: LawComparison
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """A hit on the list.

    What it means for the ruling (``weight``) is told where hits stand by tier, what is recorded of
    it as a library case (``library``) wherever something is, how it compares with the case asked
    about (``compared``) where one asks.
    """

    card: CardView
    judgment_id: str
    is_same_text: bool
    rank: int
    address: str
    quotes: tuple[QuoteView, ...]
    reasons: tuple[str, ...]
    likeness: Likeness | None
    others: tuple[str, ...]
    gists: tuple[GistView, ...] = ()
    weight: Weight | None = None
    library: LibraryMark | None = None
    compared: ComparedMark | None = None


def card_of(judgment: Judgment | ListedJudgment) -> CardView:
    """Return what identifies a judgment; what the text does not tell is left out."""
    court = value_of(judgment.court)
    decided = value_of(judgment.decided_on)
    number = value_of(judgment.case_number)
    cause = value_of(judgment.cause)
    charges = tuple(dict.fromkeys(charge.value for charge in judgment.charges))
    meta = (
        None if court is None else court.name,
        None if number is None else str(number),
        None if decided is None else f"{decided.year}年{decided.month}月{decided.day}日",
    )
    return CardView(
        title=judgment.title or "（文书未载明标题）",
        effect=judgment.effect,
        effect_reason=judgment.effect_reason,
        level=None if court is None else court.level,
        instance=value_of(judgment.instance),
        document_kind=value_of(judgment.document_kind),
        causes=charges or (() if cause is None else (cause,)),
        meta=tuple(part for part in meta if part),
        warning=_WARNINGS.get(judgment.effect),
        is_overturned=judgment.effect in OVERTURNED,
        recognised=RECOGNISED_TEXT if judgment.source.is_recognised else None,
    )


def view_of(hit: SimilarHit, *, asked: str) -> HitView:
    """Return a hit as the list shows it.

    Args:
        hit: The hit.
        asked: Names the question in addresses, as :class:`service.web.pieces.asked.Asked` does.
    """
    address = f"/judgments/{hit.judgment.id}?{asked}"
    return HitView(
        card=card_of(hit.judgment),
        judgment_id=hit.judgment.id,
        is_same_text=hit.is_same_text,
        rank=hit.rank,
        address=f"{address}#quote-1" if hit.passages else address,
        quotes=tuple(quote_of(passage) for passage in _beside_gists(hit)[:_SHOWN_QUOTES]),
        reasons=hit.reasons,
        likeness=hit.likeness,
        others=hit.others,
        gists=tuple(GistView(heading=gist.heading, text=gist.passage.text) for gist in hit.gists),
    )


def _beside_gists(hit: SimilarHit) -> Sequence[QuotedPassage]:
    """Return the passages that do not repeat the rule shown above them."""
    return [
        each
        for each in hit.passages
        if not any(
            gist.passage.text in each.text
            and len(each.text) <= len(gist.passage.text) + _HEADING_CHARACTERS
            for gist in hit.gists
        )
    ]


def quote_of(passage: QuotedPassage) -> QuoteView:
    """Return the stretch of whole sentences of a passage that holds most of the marked words.

    A word counts once, however often a set phrase of the courts repeats it.
    """
    stretch = _best_stretch(passage.text, passage.marks)
    return QuoteView(
        kind=passage.kind,
        runs=runs_of(passage.text, stretch, marks=passage.marks),
        span=stretch.shifted(passage.span.start),
        is_cut_before=stretch.start > 0,
        is_cut_behind=stretch.end < len(passage.text),
    )


def _best_stretch(text: str, marks: Sequence[Span]) -> Span:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    starts = [0, *(end for end in ends if end < len(text))]
    stretches = [Span(start, _end_near(start + _QUOTE_CHARACTERS, ends, text)) for start in starts]
    return max(
        stretches,
        key=lambda stretch: (
            sum(map(len, {mark.of(text) for mark in marks if stretch.holds(mark)})),
            -stretch.start,
        ),
    )


def _end_near(wished: int, ends: Sequence[int], text: str) -> int:
    """Return the end of the sentence that holds a place, or the place if it ends too far off."""
    if wished >= len(text):
        return len(text)
    behind = next((end for end in ends if end >= wished), len(text))
    return behind if behind - wished <= _QUOTE_CHARACTERS // 2 else wished
