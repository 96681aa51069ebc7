"""What of a pending case relates it to others: its paper, and what the case system knows?"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.document_kind import instance_of_type_code
from corpus.judgment import (
    DocumentKind,
    Effectiveness,
    Instance,
    JudgmentId,
    PartyKind,
)
from corpus.relations.model import Participant, Side, Traits, Words
from corpus.relations.names import comparable
from corpus.relations.particulars import is_of_the_dispute, side_of
from corpus.relations.traits import traits_of, traits_of_filing, with_paper
from service.pending.handling import draft_of_case
from service.pending.model import PendingCase, PendingParty

_ABOVE = frozenset({Instance.SECOND, Instance.RETRIAL, Instance.RETRIAL_REVIEW})
_HEAD_CHARACTERS = 60


def traits_of_pending(case: PendingCase) -> Traits:
    """Return what of a pending case relates it to others.

    What the case system tells counts before what was read in the paper. Parties that the paper
    does not name are taken from the case system, without words of the paper.

    Cost: as of :func:`corpus.relations.traits.traits_of`.
    """
    instance = _instance(case)
    read = draft_of_case(case)
    traits = (
        traits_of_filing(case.text, paper_id=case.id, is_appeal=instance in _ABOVE)
        if read is None
        else traits_of(read)
    )
    paper = replace(
        traits.paper,
        id=JudgmentId(case.id),
        number=case.case_number or traits.paper.number,
        kind=DocumentKind.PENDING_FILE,
        instance=instance or traits.instance,
        decided_on=None,
        effect=Effectiveness.NOT_IN_EFFECT,
        effect_reason="待决案件",
    )
    return replace(
        with_paper(traits, paper),
        id=case.id,
        is_pending=True,
        is_library=False,
        case_type=case.case_type or traits.case_type,
        cause=case.cause or traits.cause,
        charges=case.charges or traits.charges,
        court=case.court or traits.court,
        judge=case.handling_judge or traits.judge,
        filed_on=case.filed_on or traits.filed_on,
        filed_words=traits.filed_words
        if case.filed_on is None
        else Words(text=f"立案日期{case.filed_on.isoformat()}（案件信息）", span=None),
        is_withdrawn=False,
        participants=_joined(traits.participants, case.parties),
    )


def _instance(case: PendingCase) -> Instance | None:
    if case.case_number is not None:
        return instance_of_type_code(case.case_number.type_code)
    head = case.text[:_HEAD_CHARACTERS]
    if "上诉状" in head:
        return Instance.SECOND
    if "再审申请书" in head:
        return Instance.RETRIAL_REVIEW
    return Instance.FIRST if "起诉" in head else None


def _joined(read: Sequence[Participant], told: Sequence[PendingParty]) -> tuple[Participant, ...]:
    """Return those whom the paper names, completed, and then those whom it does not name."""
    by_name = {comparable(party.name): party for party in told}
    found = []
    for one in read:
        party = by_name.pop(one.names[0], None)
        found.append(one if party is None else _completed(one, party))
    return (*found, *(_told(party) for party in by_name.values() if is_of_the_dispute(party.role)))


def _completed(one: Participant, party: PendingParty) -> Participant:
    side = side_of(party.role, None)
    return replace(
        one,
        kind=party.kind or one.kind,
        side=one.side if side is Side.OTHER else side,
        identity_hash=party.identity_hash or one.identity_hash,
    )


def _told(party: PendingParty) -> Participant:
    kind = party.kind
    if kind is None and len(party.name) <= 4:
        kind = PartyKind.NATURAL
    return Participant(
        name=party.name,
        names=(comparable(party.name),),
        kind=kind,
        side=side_of(party.role, None),
        words=Words(text=party.name, span=None),
        identity_hash=party.identity_hash,
    )
