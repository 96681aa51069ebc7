"""How near are two cases on each of the three axes?

The axes of facts and issues are graded by how much of what the case asked about tells is met by a
sentence of the judgment; the axis of law by charge or cause and by the articles that both cite.
"""

from collections.abc import Sequence
from typing import Final

from corpus.cause.charges import renamed_to
from corpus.law.timing import LawComparison, LawSameness
from corpus.provision import Provision
from corpus.spans import Extracted, Span
from service.comparison.alignment import align, sentences_of
from service.comparison.model import Axis, AxisComparison, AxisGrade, CitedAlike, QuotePair
from service.comparison.quotes import Quote
from service.comparison.sides import Side

NEAR_SHARE: Final = 0.10
PARTLY_SHARE: Final = 0.03
"""Shares of the weight of what is asked that a judgment must meet in its own words. They were set
by the labels of LeCaRD (57 queries, 1,713 labelled judgments, facts only): of 285 called near .832
have grade 2 or 3, of 734 partly .747, of 694 far .562; of all .685. The words alone tell little,
so the grade says how much is told alike and no more."""

FEWEST_NEAR: Final = 2
ALONE_SHARE: Final = 0.4
"""Fewer sentences make a judgment near only where they are such a share of what is told."""

MOST_PAIRS: Final = 8
_HALF: Final = 0.5


def facts_axis(asked: Side, found: Side) -> AxisComparison:
    """Compare what happened and what is asked for (基本事实)."""
    return _told_axis(
        Axis.FACTS, asked, found, mine=(asked.text, asked.told), theirs=found.told, what="本案事实"
    )


def issues_axis(asked: Side, found: Side) -> AxisComparison:
    """Compare what is disputed (争议焦点): stated issues, else what is argued.

    A judgment answers an issue in its reasoning, so that counts there.
    """
    note = asked.typed_issues
    mine = asked.issues or asked.reasoning or asked.claims
    has_issues = bool(note or asked.issues)
    return _told_axis(
        Axis.ISSUES,
        asked,
        found,
        mine=(note, (Span(0, len(note)),)) if note else (asked.text, mine),
        theirs=(*found.issues, *found.reasoning),
        what="本案争议焦点" if has_issues else "本案未列争议焦点，其主张和说理",
        is_of_note=bool(note),
    )


def law_axis(asked: Side, found: Side, law: LawComparison) -> AxisComparison:
    """Compare charge or cause and cited articles (法律适用); another version is never near."""
    mine, theirs = _articles(asked.law.provisions), _articles(found.law.provisions)
    common = [key for key in theirs if key in mine]
    cited = tuple(
        CitedAlike(
            provision=theirs[key].value,
            asked=Quote(whole=asked.text, span=mine[key].span),
            found=Quote(whole=found.text, span=theirs[key].span),
        )
        for key in common
    )
    are_named = bool(asked.elements) and bool(found.elements)
    same = are_named and bool(
        {renamed_to(each.value) for each in asked.elements}
        & {renamed_to(each.value) for each in found.elements}
    )
    fewer = min(len(mine), len(theirs))
    grade = _law_grade(
        same=same, are_named=are_named, share=len(common) / fewer if fewer else None, law=law
    )
    return AxisComparison(
        axis=Axis.LAW,
        grade=grade,
        sentence=_law_sentence(len(common), fewer, law, same=same, are_named=are_named),
        pairs=(),
        cited=cited,
    )


def _told_axis(
    axis: Axis,
    asked: Side,
    found: Side,
    *,
    mine: tuple[str, Sequence[Span]],
    theirs: Sequence[Span],
    what: str,
    is_of_note: bool = False,
) -> AxisComparison:
    text, spans = mine
    alignment = align(
        text,
        sentences_of(text, spans),
        found.text,
        sentences_of(found.text, theirs),
        names=tuple(dict.fromkeys((*asked.names, *found.names))),
    )
    pairs = sorted(alignment.pairs, key=lambda each: (-each.likeness, each.asked))
    if alignment.is_told:
        grade = _grade(alignment.asked_share, len(pairs))
        sentence = f"{what} {alignment.n_asked} 句，其中 {len(pairs)} 句在该案中有相近的表述"
    else:
        grade, sentence = AxisGrade.UNTOLD, "一方未载明，无法比较"
    return AxisComparison(
        axis=axis,
        grade=grade,
        sentence=sentence,
        pairs=tuple(
            QuotePair(
                asked=Quote(whole=text, span=pair.asked),
                found=Quote(whole=found.text, span=pair.found),
                likeness=pair.likeness,
            )
            for pair in pairs[:MOST_PAIRS]
        ),
        is_of_note=is_of_note,
    )


def _grade(share: float, n_pairs: int) -> AxisGrade:
    # One sentence is a tenth of a short account, and may be a set phrase.
    if share >= (NEAR_SHARE if n_pairs >= FEWEST_NEAR else ALONE_SHARE):
        return AxisGrade.NEAR
    return AxisGrade.PARTLY if share >= PARTLY_SHARE else AxisGrade.FAR


def _law_grade(
    *, same: bool, are_named: bool, share: float | None, law: LawComparison
) -> AxisGrade:
    if not are_named and share is None:
        return AxisGrade.UNTOLD
    if law.sameness is LawSameness.OTHER or (not same and not share):
        return AxisGrade.FAR
    if same and (share is None or share >= _HALF) and law.sameness is LawSameness.SAME:
        return AxisGrade.NEAR
    return AxisGrade.PARTLY


def _law_sentence(
    n_common: int, fewer: int, law: LawComparison, *, same: bool, are_named: bool
) -> str:
    words = [
        "案由（罪名）相同" if same else "案由（罪名）不同" if are_named else "案由（罪名）未载明"
    ]
    words.append(f"同引 {n_common} 条" if fewer else "一方未载明引用法条")
    words.append(
        {
            LawSameness.SAME: "法律版本未见实质不同",
            LawSameness.OTHER: "法律版本不同",
            LawSameness.UNKNOWN: "法律版本是否相同无法判断",
        }[law.sameness]
    )
    return "，".join(words)


def _articles(
    provisions: Sequence[Extracted[Provision]],
) -> dict[tuple[str, int, int], Extracted[Provision]]:
    """Return each cited article once, with the words that cite it first."""
    found: dict[tuple[str, int, int], Extracted[Provision]] = {}
    for each in provisions:
        key = (each.value.law, each.value.article, each.value.article_suffix)
        found.setdefault(key, each)
    return found
