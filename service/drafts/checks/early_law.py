"""Does the draft rest on a law that came only after its facts (the reverse of V15)?

Told where all the facts lie before the first day of a law that came with its change, and the rule
of transition leaves them to the law before: old deeds under the lighter old rule, torts and
successions that ended before the Civil Code. Silent where the draft speaks of the rules on time, or
where facts may go on.

Source: rule V15 of the search report; 法释〔2020〕15号 art. 1-3; 刑法 art. 12.
"""

from collections.abc import Iterator
from typing import Final

from corpus.law.changes import LawChange, law_changes
from corpus.law.placing import Place, begins_with, day_words, law_time_of, placed_by_facts
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

_ON_TIME: Final = "时间效力"


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each law once of which a provision is cited for facts that all lie before it."""
    case = law_time_of(draft.judgment)
    if case.happening is None or _ON_TIME in draft.text:
        return
    told: set[str] = set()
    for change in law_changes():
        cited = next((each for each in case.provisions if change.is_new_rule(each.value)), None)
        if cited is None or change.law in told or not begins_with(change):
            continue
        place = placed_by_facts(change, case)
        if place.place is not Place.OLD:
            continue
        told.add(change.law)
        yield Found(
            rule=DraftRule.EARLY_LAW,
            spans=tuple(each for each in (cited.span, *place.spans) if len(each)),
            sentence=_sentence(change, place.ground),
        )


def _sentence(change: LawChange, ground: str) -> str:
    since = day_words(change.since)
    if change.former:
        return (
            f"《{change.law}》自{since}起施行，{ground}，此前由《{change.former[0]}》规定"
            f"（{change.source}）。"
        )
    return f"《{change.law}》自{since}起施行，{ground}（{change.source}）。"
