"""What becomes of each form that names judgments, where one of them is withheld?

One row for each form that is written down and read again: reports, audits, checks of drafts, what
a referral rests on, rules, what parties submitted, verdicts. A new form that names judgments needs
its row; ``python -m evaluation worlds`` finds the one that was forgotten.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from service.audits.model import ClusterMark, ClusterPosition, MaskedQuote, ReversedCase
from service.closed.withholding import AS_IT_IS, GONE, HIDDEN, WITHHELD, Mask, Withheld
from service.comparison.quotes import Quote as DraftQuote
from service.drafts.model import LikeCase
from service.pending.search_model import PartyCase
from service.referral.referrals.model import Evidence, EvidenceKind, HeldPosition
from service.referral.rules.model import FollowUp
from service.reports.content import (
    AxisLikeness,
    PendingPart,
    Position,
    RelatedCase,
    ReportContent,
    SimilarCase,
)
from service.reports.quote import Quote
from service.verdicts.model import AskedBy, GivenVerdict

_UNTOLD: Final = AxisLikeness(words=HIDDEN, quotes=())


def _report(content: ReportContent, withheld: Withheld) -> object:
    kept = tuple(each for each in content.annexes if each not in withheld.ids)
    return content if kept == content.annexes else replace(content, annexes=kept)


def _similar(case: SimilarCase, withheld: Withheld) -> object:
    if case.judgment_id not in withheld.ids:
        return case
    return replace(
        case,
        title=WITHHELD,
        number=HIDDEN,
        court=HIDDEN,
        level=None,
        decided_on=None,
        holding=None,
        holding_by_hand="",
        facts=_UNTOLD,
        issues=_UNTOLD,
        law=_UNTOLD,
        differences=HIDDEN,
        result=HIDDEN,
        verdict_reason=HIDDEN,
        use=None if case.use is None else replace(case.use, analysis=HIDDEN),
    )


def _related(case: RelatedCase, withheld: Withheld) -> object:
    if case.judgment_id not in withheld.ids:
        return case
    return replace(case, number=WITHHELD, court=HIDDEN, status=HIDDEN, influence=HIDDEN)


def _quote(quote: Quote, withheld: Withheld) -> object:
    return GONE if quote.judgment_id in withheld.ids else quote


def _position(position: Position, withheld: Withheld) -> object:
    said = {quote.judgment_id for quote in position.quotes}
    return replace(position, words=WITHHELD) if said and said <= withheld.ids else position


def _masked_quote(quote: MaskedQuote, withheld: Withheld) -> object:
    if quote.judgment_id not in withheld.ids:
        return quote
    return replace(quote, words=WITHHELD, court="", level=None, decided_on=None)


def _cluster_position(position: ClusterPosition, withheld: Withheld) -> object:
    ids = set(position.judgment_ids)
    return replace(position, label=WITHHELD) if ids and ids <= withheld.ids else position


def _cluster_mark(mark: ClusterMark, withheld: Withheld) -> object:
    return GONE if mark.judgment_id in withheld.ids else mark


def _reversed(case: ReversedCase, withheld: Withheld) -> object:
    return GONE if {case.judgment_id, case.later_id} & withheld.ids else case


def _like(case: LikeCase, withheld: Withheld) -> object:
    if case.judgment_id not in withheld.ids:
        return case
    return replace(case, title=WITHHELD, what="", words="", span=None)


def _held(position: HeldPosition, withheld: Withheld) -> object:
    ids = set(position.judgment_ids)
    if not ids or not ids <= withheld.ids:
        return position
    return replace(position, words=WITHHELD, reasons="")


def _evidence(evidence: Evidence, withheld: Withheld) -> object:
    if evidence.kind is EvidenceKind.QUOTE:
        if evidence.of not in withheld.ids:
            return evidence
        return replace(evidence, of="", title=WITHHELD, words=WITHHELD, start=None, end=None)
    if not any(each in evidence.words for each in withheld.ids):
        return evidence
    told = _told(json.loads(evidence.words), withheld)
    return replace(evidence, words=json.dumps(told, ensure_ascii=False, sort_keys=True))


def _told(told: Any, withheld: Withheld) -> object:  # noqa: ANN401 - JSON of any kind of evidence
    if isinstance(told, str):
        return withheld.words(told)
    if isinstance(told, list):
        return [_told(each, withheld) for each in told]
    if not isinstance(told, dict):
        return told
    if told.get("judgment_id") in withheld.ids:
        emptied = {name: "" if isinstance(each, str) else None for name, each in told.items()}
        return emptied | {"title": WITHHELD, "words": WITHHELD}
    kept = {name: _told(each, withheld) for name, each in told.items()}
    quotes = [*told.get("quotes", ()), *told.get("masked_quotes", ())]
    said = {each["judgment_id"] for each in quotes} | set(told.get("judgment_ids", ()))
    if "label" in told and said and said <= withheld.ids:
        kept["label"] = WITHHELD
    if "judgment_ids" in told:
        kept["judgment_ids"] = [each for each in told["judgment_ids"] if each not in withheld.ids]
    return kept


def _follow_up(found: FollowUp, withheld: Withheld) -> object:
    if found.judgment_id not in withheld.ids:
        return found
    return replace(found, words=WITHHELD, digest="", start=0, end=0)


def _submitted(case: PartyCase, withheld: Withheld) -> object:
    return replace(case, number=WITHHELD) if case.judgment_id in withheld.ids else case


def _verdict(given: GivenVerdict, withheld: Withheld) -> object:
    return replace(given, reason=WITHHELD) if given.judgment_id in withheld.ids else given


def _as_it_is(value: object, withheld: Withheld) -> object:  # noqa: ARG001 - one form for all masks
    return AS_IT_IS


MASKS: Mapping[type, Mask] = MappingProxyType(
    {
        ReportContent: _report,
        SimilarCase: _similar,
        RelatedCase: _related,
        Quote: _quote,
        Position: _position,
        # The pending case may bear the number of a paper of its own that is closed.
        PendingPart: _as_it_is,
        MaskedQuote: _masked_quote,
        ClusterPosition: _cluster_position,
        ClusterMark: _cluster_mark,
        ReversedCase: _reversed,
        LikeCase: _like,
        # Spans count in the whole draft, which is its judge's own.
        DraftQuote: _as_it_is,
        HeldPosition: _held,
        Evidence: _evidence,
        FollowUp: _follow_up,
        PartyCase: _submitted,
        GivenVerdict: _verdict,
        # Asked again by its digest, and by whoever asked it.
        AskedBy: _as_it_is,
    }
)
"""By type what becomes of it."""
