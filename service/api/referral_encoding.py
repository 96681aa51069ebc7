"""How does a referral become what travels over HTTP?

What it holds goes out as it is kept; which of its pending cases are named depends on who asks.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from inspect import get_annotations

from service.api.referral_schemas import (
    EvidenceOut,
    ItemOut,
    KeptActOut,
    LikeOut,
    LineOut,
    ListedReferralOut,
    OfferedOut,
    PrefilledResponse,
    ReferralResponse,
    ReferralsResponse,
)
from service.api.schemas import LabelledValue
from service.labels import label_of
from service.referral.course.acts import KeptAct
from service.referral.course.course import Move
from service.referral.referrals.checklist import Item
from service.referral.referrals.likeness import Like
from service.referral.referrals.model import Referral, ReferralAct, ReferralState
from service.referral.referrals.reading import OpenReferral, ReferralList
from service.referral.referrals.routing import Line
from service.referral.referrals.standing import Looked
from service.referral.referrals.starting import Prefilled


def encode_list(listed: ReferralList) -> ReferralsResponse:
    """Return a page of referrals."""
    return ReferralsResponse(
        referrals=tuple(
            ListedReferralOut(
                id=each.id,
                state=_labelled(ReferralState(each.outline.state)),
                question=each.outline.title,
                court=each.outline.court,
                division=each.outline.division,
                cause=each.outline.cause,
                opened_at=each.opened_at,
                moved_at=each.moved_at,
            )
            for each in listed.matters
        ),
        n=listed.n,
        by_state=listed.by_state,
    )


def encode_prefilled(
    filled: Prefilled, items: Iterable[Item], like: Iterable[Like]
) -> PrefilledResponse:
    """Return what a referral starts from."""
    return PrefilledResponse(
        question=filled.question,
        court=filled.court,
        cause=filled.cause,
        positions=filled.positions,
        evidence=filled.evidence,
        checklist=tuple(_item(each) for each in items),
        like=tuple(_like(each) for each in like),
    )


def encode_referral(opened: OpenReferral, looked: Sequence[Looked]) -> ReferralResponse:
    """Return a referral."""
    referral = opened.referral
    proposal = referral.proposal
    four_class = proposal.four_class
    return ReferralResponse(
        id=opened.id,
        state=_labelled(referral.state),
        way=_labelled(proposal.way),
        origin=proposal.origin,
        question=referral.question,
        court=proposal.court,
        division=proposal.division,
        cause=proposal.cause,
        positions=referral.positions,
        opinions=referral.opinions,
        proposed_text=referral.proposed_text,
        target=_labelled(referral.target),
        force=_labelled(referral.force),
        four_class=four_class,
        cases=tuple(case.id for case in opened.cases),
        n_cases=len(referral.pending_ids),
        item_ids=referral.item_ids,
        report_id=referral.report_id,
        conference=referral.conference,
        committee=referral.committee,
        rule_id=referral.rule_id,
        merged_into=referral.merged_into,
        taken_in=referral.taken_in,
        evidence=tuple(_evidence(each) for each in looked),
        checklist=tuple(_item(each) for each in opened.items),
        lines=tuple(_line(each, four_class=four_class) for each in opened.lines),
        like=tuple(_like(each) for each in opened.like),
        offered=tuple(_offered(each) for each in opened.moves),
        history=tuple(_act(each) for each in opened.open.acts),
    )


def _labelled(member: StrEnum) -> LabelledValue:
    return LabelledValue(value=member.value, label=label_of(member))


def _item(item: Item) -> ItemOut:
    return ItemOut(
        ground=_labelled(item.ground),
        holds=item.holds,
        said_by=item.said_by,
        because=item.because,
        target=item.line.target,
        force=item.line.force,
        source=item.line.source,
    )


def _line(line: Line, *, four_class: bool) -> LineOut:
    return LineOut(
        ground=_labelled(line.ground),
        target=_labelled(line.target),
        then=line.then,
        force=_labelled(line.force_in(four_class=four_class)),
        duties=tuple(_labelled(duty) for duty in line.duties),
        source=line.source,
    )


def _like(like: Like) -> LikeOut:
    return LikeOut(id=like.asked.id, question=like.asked.question, percent=like.percent)


def _evidence(looked: Looked) -> EvidenceOut:
    return EvidenceOut(
        evidence=looked.evidence,
        standing=looked.standing,
        changes=looked.changes,
        n_quotes=looked.n_quotes,
    )


def _offered(move: Move[Referral]) -> OfferedOut:
    return OfferedOut(
        act=_labelled(move.name),
        needs_reason=move.needs_reason,
        content=tuple(get_annotations(move.content)),
        source=move.source,
    )


def _act(kept: KeptAct) -> KeptActOut:
    return KeptActOut(
        number=kept.number,
        act=_labelled(ReferralAct(kept.act.name)),
        by=kept.act.doer.name,
        parts=tuple(sorted(part.value for part in kept.act.doer.parts)),
        at=kept.act.at,
        reason=kept.act.reason,
        from_state=kept.from_state,
        to_state=kept.to_state,
    )
