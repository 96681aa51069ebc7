"""What does a comparison look like: of a hit with the case asked about, and of cases side by side?

Every quote goes to the page with the text that it counts in (``source``) and its offsets, so that
a test can hold each against the stored text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpus.judgment import Judgment
from corpus.law.changes import Confidence
from corpus.law.old_citations import OldCitation
from corpus.law.timing import LawComparison, LawSameness
from corpus.provision import Provision
from corpus.spans import Extracted, value_of
from service.comparison.columns import Row
from service.comparison.model import Comparison
from service.comparison.quotes import Quote
from service.labels import label_of
from service.web.pieces.hit_view import CardView, card_of

ASKED: Final = "asked"
"""Source of quotes from a text that somebody asked with; other sources are ids of judgments."""

NOT_TOLD: Final = "未载明"
_HEAD: Final = ("案号", "法院", "法院层级", "审级", "裁判日期", "效力", "案由（罪名）")
# Numbers, courts and days are never the same and part no two cases.
_TELLING: Final = frozenset({"法院层级", "审级", "效力", "案由（罪名）"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case of a comparison.

    Attributes:
        source: Where its quotes count: :data:`ASKED` or the id of a judgment.
        label: What it is called in the comparison: 本案, 该案, or its number.
        address: Its own page; None for a text.
        card: What identifies the judgment; None for a text.
    """

    source: str
    label: str
    address: str | None
    card: CardView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCitationView:
    """A cited provision that stands elsewhere today.

    Attributes:
        quote: The words that cite it.
        sentence: What became of it.
        is_warning: Whether it was cited for facts behind the end of its law.
    """

    quote: Quote
    sentence: str
    is_warning: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """A judgment compared with the case asked about.

    Attributes:
        asked: The case asked about.
        found: The judgment.
        comparison: The axes and what parts the cases.
        old_citations: Provisions that the judgment cites and that stand elsewhere today.
        address: The page that shows it whole; None where it stands there.
    """

    asked: CaseView
    found: CaseView
    comparison: Comparison
    old_citations: tuple[OldCitationView, ...]
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRow:
    """One property of all cases side by side.

    Attributes:
        label: Its name.
        values: Its value in each column; :data:`NOT_TOLD` where there is none.
        differs: Whether the columns that tell it differ in what may part the cases.
    """

    label: str
    values: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatuteView:
    """A cited provision in one column.

    Attributes:
        words: The provision.
        quote: The words that cite it; None for what was typed beside a text.
        is_only_here: Whether no other column cites its article.
        old: What became of it; None where it stands where it did.
    """

    words: str
    quote: Quote | None
    is_only_here: bool
    old: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySideView:
    """Two to four cases side by side.

    Attributes:
        cases: The columns.
        head: What identifies them, row by row.
        statutes: What each cites.
        rows: Their parts.
        comparisons: The first column with each of the others.
    """

    cases: tuple[CaseView, ...]
    head: tuple[HeadRow, ...]
    statutes: tuple[tuple[StatuteView, ...], ...]
    rows: tuple[Row, ...]
    comparisons: tuple[ComparisonView, ...]


def case_of_judgment(judgment: Judgment, *, label: str, address: str) -> CaseView:
    """Return a judgment as a case of a comparison."""
    return CaseView(source=judgment.id, label=label, address=address, card=card_of(judgment))


def case_of_text(*, label: str = "本案") -> CaseView:
    """Return a text that somebody asks with as a case of a comparison."""
    return CaseView(source=ASKED, label=label, address=None, card=None)


def view_of_comparison(
    comparison: Comparison, *, asked: CaseView, found: CaseView, text: str
) -> ComparisonView:
    """Return a comparison as a page shows it.

    Args:
        comparison: What was compared.
        asked: The case asked about.
        found: The judgment.
        text: The text of the judgment, in which its quotes count.
    """
    return ComparisonView(
        asked=asked,
        found=found,
        comparison=comparison,
        old_citations=tuple(
            OldCitationView(
                quote=Quote(whole=text, span=each.provision.span),
                sentence=_became(each),
                is_warning=each.is_after_end,
            )
            for each in comparison.law_in_time.old_citations
        ),
    )


def law_words(law: LawComparison) -> str:
    """Return in one sentence whether a hit lies under the law of the case asked about."""
    if law.sameness is LawSameness.SAME:
        return label_of(law.sameness)
    return law.sentences[0]


def head_rows(judgments: Sequence[Judgment | None]) -> tuple[HeadRow, ...]:
    """Return what identifies the columns, None standing for a text, row by row."""
    columns = [_head_of(judgment) for judgment in judgments]
    return tuple(
        HeadRow(
            label=label,
            values=values,
            differs=label in _TELLING and len({value for value in values if value != NOT_TOLD}) > 1,
        )
        for label, *cells in zip(_HEAD, *columns, strict=True)
        for values in [tuple(cells)]
    )


def statute_rows(
    columns: Sequence[tuple[str, Sequence[Extracted[Provision]], Sequence[OldCitation]]],
) -> tuple[tuple[StatuteView, ...], ...]:
    """Return what each column cites.

    Args:
        columns: For each its text, the provisions that it cites, and what became of some of them.
    """
    articles = [{_article(each.value) for each in cited} for _, cited, _ in columns]
    return tuple(
        tuple(
            StatuteView(
                words=str(each.value),
                quote=Quote(whole=text, span=each.span) if len(each.span) else None,
                is_only_here=not any(
                    _article(each.value) in other
                    for at, other in enumerate(articles)
                    if at != place
                ),
                old=_old_words(each.value, old),
            )
            for each in cited
        )
        for place, (text, cited, old) in enumerate(columns)
    )


def _old_words(provision: Provision, old: Sequence[OldCitation]) -> str | None:
    for each in old:
        if _article(each.provision.value) == _article(provision):
            return _became(each)
    return None


def _became(old: OldCitation) -> str:
    """Say what became of a cited provision, and how sure that is."""
    parts: list[str] = []
    if old.succession is not None:
        ended = old.succession.ended
        parts.append(
            f"《{old.provision.value.law}》自{ended.year}年{ended.month}月{ended.day}日起"
            f"由《{old.succession.successor}》替代"
        )
    if old.moved is not None:
        places = "、".join(str(each) for each in old.moved.successors)
        doubt = "，待核对" if old.moved.confidence is Confidence.MEMORY else ""
        parts.append(f"现规定于{places}（{old.moved.source}{doubt}）")
    if old.is_after_end:
        parts.append("事实发生在该法失效以后，请核对引用是否有误")
    return "；".join(parts)


def _head_of(judgment: Judgment | None) -> tuple[str, ...]:
    if judgment is None:
        return (NOT_TOLD,) * len(_HEAD)
    number, court = value_of(judgment.case_number), value_of(judgment.court)
    instance, decided = value_of(judgment.instance), value_of(judgment.decided_on)
    card = card_of(judgment)
    return (
        NOT_TOLD if number is None else str(number),
        NOT_TOLD if court is None else court.name,
        NOT_TOLD if court is None else label_of(court.level),
        NOT_TOLD if instance is None else label_of(instance),
        NOT_TOLD if decided is None else f"{decided.year}年{decided.month}月{decided.day}日",
        label_of(judgment.effect),
        "、".join(card.causes) or NOT_TOLD,
    )


def _article(provision: Provision) -> tuple[str, int, int]:
    return provision.law, provision.article, provision.article_suffix
