"""Is probation (缓刑) allowed for this term, and long enough?

Source: 刑法 art. 72-74.
"""

from collections.abc import Iterator
from typing import Final

from corpus.outcome.model import AccusedOutcome, CircumstanceKind, Punishment, TermKind
from corpus.spans import Extracted
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.ruling import item_of
from service.drafts.vocabulary import DraftRule
from service.reading.outcome_words import duration, term_words

_MOST_MONTHS: Final = 36
_BOUNDS: Final = {TermKind.FIXED_TERM: (12, 60), TermKind.DETENTION: (2, 12)}
_NAMES: Final = {TermKind.FIXED_TERM: "有期徒刑", TermKind.DETENTION: "拘役"}


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each accused whose probation the law does not allow, with the article."""
    recidivists = _recidivists(draft)
    for accused in draft.accused:
        final = accused.value.final
        if final is None or final.probation_months is None:
            continue
        span = item_of(draft, accused)
        for sentence in _wrong(final):
            yield Found(rule=DraftRule.PROBATION, spans=(span,), sentence=sentence)
        if accused.value.name in recidivists:
            yield Found(
                rule=DraftRule.PROBATION,
                spans=(span, recidivists[accused.value.name].span),
                sentence=(
                    f"说理认定{accused.value.name}系累犯，主文对其宣告缓刑。"
                    "累犯不适用缓刑（刑法第七十四条）。"
                ),
            )


def _wrong(final: Punishment) -> Iterator[str]:
    term, months = final.term, final.probation_months
    if term is None or months is None or term.kind not in _BOUNDS:
        return
    least, most = _BOUNDS[term.kind]
    name = _NAMES[term.kind]
    passed = term_words(term)
    if term.kind is TermKind.FIXED_TERM and (term.months, term.days) > (_MOST_MONTHS, 0):
        yield f"{passed}，超过三年，不能宣告缓刑（刑法第七十二条）。"
    if (months, 0) < (term.months, term.days):
        yield f"缓刑考验期{duration(months)}，短于原判{passed}（刑法第七十三条）。"
    elif not least <= months <= most:
        yield (
            f"{name}的缓刑考验期应在{duration(least)}以上、{duration(most)}以下，"
            f"主文为{duration(months)}（刑法第七十三条）。"
        )


def _recidivists(draft: DraftPaper) -> dict[str, Extracted[object]]:
    """Return the accused whom the reasoning calls recidivists by name, with its words."""
    outcome = draft.judgment.outcome
    if outcome is None or outcome.criminal is None:
        return {}
    only = _only(draft.accused)
    found: dict[str, Extracted[object]] = {}
    for each in outcome.criminal.circumstances:
        owner = each.value.accused or only
        if each.value.kind is CircumstanceKind.RECIDIVIST and owner:
            found.setdefault(owner, each)
    return found


def _only(accused: tuple[Extracted[AccusedOutcome], ...]) -> str | None:
    return accused[0].value.name if len(accused) == 1 else None
