"""Which guiding or reference case, or case that a party submitted, does the draft leave unanswered?

Source: 法发〔2020〕24号 art. 9-10; 法〔2024〕92号 art. 19; rule V6 of the search report.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from corpus.judgment import SectionKind
from corpus.relations.namings import library_key
from corpus.spans import value_of
from indexing.columns.bigrams import bigrams_of
from indexing.searching.likeness import Likeness
from service.comparison.quotes import Quote
from service.drafts.among.company import Company
from service.drafts.among.told import told
from service.drafts.model import DraftFinding, LikeCase
from service.drafts.vocabulary import DraftRule, DraftWeight
from service.labels import label_of
from service.tiers.model import TieredHit
from service.tiers.vocabulary import Tier
from service.verdicts.model import Verdict

_TIERS: Final = (Tier.GUIDING, Tier.REFERENCE)
_MOST: Final = 2
_REASONS: Final = (SectionKind.ISSUES, SectionKind.REASONING)

SETTLES: Final = 0.25
"""Share of the pairs of a gist that the reasons of a draft hold where both are of one issue.

Of 178 pairs of a judgment and a library case of its cause on another issue 1 in 100 reaches it, of
162 on the same issue 75 in 100 (sample, seeds 11-13, usual wording).
"""

_NEAR: Final = frozenset({Likeness.HIGH, Likeness.MIDDLE})


def missed(company: Company) -> Iterator[DraftFinding]:
    """Give the nearest guiding and reference cases in force that the draft does not mention.

    At most two of a tier: those that its judge called similar, and those near, of its cause and on
    what it reasons about. What the judge called unlike is left out.
    """
    for tier in _TIERS:
        near = [hit for hit in company.hits if hit.tier is tier and _is_near(company, hit)]
        for hit in near[:_MOST]:
            if not _is_mentioned(company, hit):
                yield _told(company, hit)


def unanswered(company: Company) -> Iterator[DraftFinding]:
    """Give the cases of parties that must be answered and that the draft never names."""
    for each in company.party_cases:
        key = library_key(each.number)
        if not each.is_open or _names(company, each.number) or (key and _names(company, key)):
            continue
        yield told(
            DraftRule.PARTY_CASE_UNANSWERED,
            f"{each.submitted_by}提交的{label_of(each.kind)}（{each.number}），草稿的说理没有回应。",
            about=(each.number,),
        )


def _is_near(company: Company, hit: TieredHit) -> bool:
    judgment_id = hit.hit.judgment.id
    said = company.verdicts.get(judgment_id)
    if said is Verdict.NOT_SIMILAR or not hit.weight.counts:
        return False
    if said is Verdict.SIMILAR:
        return True
    if hit.is_distant or hit.hit.is_same_text:
        return False
    is_like = hit.hit.likeness in _NEAR or (hit.hit.likeness is None and _is_of_cause(company, hit))
    return is_like and _settles(company, hit)


def _settles(company: Company, hit: TieredHit) -> bool:
    """Tell whether what a case stands for is what the draft reasons about, pair by pair."""
    gist = bigrams_of("\n".join(each.passage.text for each in hit.hit.gists))
    draft = company.judgment
    reasons = bigrams_of("\n".join(draft.section_text(kind) for kind in _REASONS))
    shared = np.isin(gist, reasons, assume_unique=True).sum()
    return bool(len(gist)) and float(shared) / len(gist) >= SETTLES


def _is_of_cause(company: Company, hit: TieredHit) -> bool:
    own = {each.value for each in company.judgment.charges}
    own.add(value_of(company.judgment.cause) or "")
    theirs = {each.value for each in hit.hit.judgment.charges}
    theirs.add(value_of(hit.hit.judgment.cause) or "")
    return bool((own & theirs) - {""})


def _is_mentioned(company: Company, hit: TieredHit) -> bool:
    judgment = hit.hit.judgment
    number = value_of(judgment.library_number)
    case_number = value_of(judgment.case_number)
    key = None if number is None else library_key(number)
    return any(
        name is not None and _names(company, name)
        for name in (number, key, None if case_number is None else str(case_number))
    )


def _names(company: Company, name: str) -> bool:
    """Tell whether the draft names a case, 性 of 指导性案例 and white space aside."""
    text = "".join(company.judgment.text.split()).replace("指导性案例", "指导案例")
    return "".join(name.split()).replace("指导性案例", "指导案例") in text.replace("案例第", "案例")


def _told(company: Company, hit: TieredHit) -> DraftFinding:
    judgment = hit.hit.judgment
    is_said = company.verdicts.get(judgment.id) is Verdict.SIMILAR
    number = value_of(judgment.library_number) or judgment.title
    gist = hit.hit.gists[0].passage.span if hit.hit.gists else None
    case = LikeCase(
        judgment_id=judgment.id,
        title=judgment.title,
        what=label_of(hit.tier),
        words="" if gist is None else Quote(whole=judgment.text, span=gist).text,
        span=gist,
    )
    tier, effect = label_of(hit.tier), label_of(hit.weight.label)
    return told(
        DraftRule.GUIDING_MISSED,
        f"{tier}“{number}”已认定为类案，草稿没有提到。请核对是否{effect}。"
        if is_said
        else f"{tier}“{number}”与本案相近，草稿没有提到。请核对是否{effect}。",
        about=(number,),
        cases=(case,),
        weight=DraftWeight.GRAVE if is_said else DraftWeight.MARKED,
    )
