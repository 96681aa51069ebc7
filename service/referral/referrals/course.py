"""Which moves does a referral offer, and what does each make of it?

待研判 → {不构成分歧, 已立项} → 法官会议 → 审委会 or the court above → 裁判规则 → 办结, with merging
and withdrawing beside. A rule that conflicts with a later case opens it again.

Source: plan, states of a divergence; 法发〔2021〕2号 art. 4, 11, 12; 法发〔2019〕20号 art. 11 [M].
"""

from dataclasses import replace
from typing import Final

from service.referral.course.acts import Act, MatterKind, Part
from service.referral.course.course import Course, Move, later_move
from service.referral.errors import RuleBrokenError
from service.referral.referrals.model import (
    Acceptance,
    AnswerFromAbove,
    Attachment,
    ChosenTarget,
    Dismissal,
    Evidence,
    Force,
    HeldPosition,
    MergedInto,
    PanelOpinion,
    Proposal,
    Rechecked,
    Referral,
    ReferralAct,
    ReferralState,
    Refinement,
    Returned,
    RuleMade,
    SentOn,
    SentUp,
    TakenIn,
    Target,
)

EXEMPTIONS: Final = ("must_discuss", "same_members", "confidential")
"""Why the committee may be asked without a conference: 法发〔2021〕2号 art. 12 (1) to (3) [M]."""

NOT_HELD: Final = ("declined", "refused", "withdrawn")
"""Outcomes of an item on which no conference was held: nothing was advised."""

_S, _A, _T = ReferralState, ReferralAct, Target
DECIDED: Final = frozenset({_S.AFTER_COMMITTEE, _S.BEFORE_SUPERIOR, _S.RULED, _S.CLOSED})
"""States in which a decision of the committee may stand, which it may reconsider (复议)."""

_JUDGES = frozenset({Part.HANDLING_JUDGE, Part.PRESIDING_JUDGE})
_LEADERS = frozenset({Part.TEAM_LEADER, Part.DIVISION_HEAD, Part.VICE_PRESIDENT, Part.PRESIDENT})
_OFFICE = frozenset({Part.OVERSIGHT_OFFICE, Part.CONFERENCE_SECRETARY, Part.COMMITTEE_SECRETARY})
_ALIVE = frozenset({_S.PROPOSED, _S.OPEN, _S.AFTER_CONFERENCE, _S.AFTER_COMMITTEE})
_WORKED_ON = frozenset({_S.OPEN, _S.AFTER_CONFERENCE})


def _propose(_: Referral | None, act: Act) -> Referral:
    proposal = act.content_as(Proposal)
    if not proposal.question.strip():
        raise RuleBrokenError(
            rule="question",
            sentence="a referral puts a question of law",
            words="移送须提炼法律适用问题（法发〔2019〕23号第四条）。",
        )
    # Whoever hears the case knows that it is one; what a machine or an auditor found is looked at.
    is_judged = act.doer.takes(*_JUDGES)
    return Referral(
        state=_S.OPEN if is_judged else _S.PROPOSED,
        proposal=proposal,
        question=proposal.question.strip(),
        positions=proposal.positions,
        evidence=proposal.evidence,
        proposed_text=proposal.proposed_text,
        target=proposal.target,
        force=proposal.force,
        grounds=proposal.grounds,
        proposed_by=act.doer.account_id,
        judge_ids=proposal.judge_ids,
        pending_ids=() if proposal.pending_id is None else (proposal.pending_id,),
    )


def _accept(referral: Referral, act: Act) -> Referral:
    in_charge = act.content_as(Acceptance).in_charge
    return replace(referral, state=_S.OPEN, in_charge=in_charge)


def _dismiss(referral: Referral, _: Act) -> Referral:
    return replace(referral, state=_S.DISMISSED)


def _refine(referral: Referral, act: Act) -> Referral:
    put = act.content_as(Refinement)
    return replace(
        referral,
        question=put.question.strip() or referral.question,
        positions=put.positions,
        proposed_text=put.proposed_text,
    )


def _attach(referral: Referral, act: Act) -> Referral:
    new = act.content_as(Attachment).evidence
    return replace(referral, evidence=_with(referral.evidence, new))


def _give_opinion(referral: Referral, act: Act) -> Referral:
    opinion = act.content_as(PanelOpinion)
    is_own = opinion.member == act.doer.name
    if not is_own and (not act.doer.takes(*_JUDGES) or opinion.member in referral.own_opinions):
        raise RuleBrokenError(
            rule="own_opinion",
            sentence=f"{act.doer.name} cannot give the opinion of {opinion.member}",
            words="合议庭成员的意见由本人填写，承办法官、审判长可以代记；本人填写后，他人不得改动。",
        )
    others = tuple(each for each in referral.opinions if each.member != opinion.member)
    own = referral.own_opinions | ({opinion.member} if is_own else set())
    return replace(referral, opinions=(*others, opinion), own_opinions=own)


def _choose_target(referral: Referral, act: Act) -> Referral:
    chosen = act.content_as(ChosenTarget)
    grounds = chosen.grounds or referral.grounds
    return replace(referral, target=chosen.target, force=chosen.force, grounds=grounds)


def _recheck(referral: Referral, act: Act) -> Referral:
    found = act.content_as(Rechecked)
    return replace(
        referral,
        target=found.target,
        force=found.force,
        grounds=found.grounds,
        rechecks=(*referral.rechecks, found),
    )


def _send_to_conference(referral: Referral, act: Act) -> Referral:
    sent = act.content_as(SentOn)
    _require_report(referral, sent)
    return _sent(referral, sent, _S.BEFORE_CONFERENCE)


def _return_from_conference(referral: Referral, act: Act) -> Referral:
    back = _own(referral, act.content_as(Returned))
    was_held = referral.was_heard or back.outcome not in NOT_HELD
    return replace(referral, state=_S.AFTER_CONFERENCE, conference=back, was_heard=was_held)


def _send_to_committee(referral: Referral, act: Act) -> Referral:
    sent = act.content_as(SentOn)
    _require_report(referral, sent)
    if not referral.was_heard and sent.exemption not in EXEMPTIONS:
        raise RuleBrokenError(
            rule="V8",
            sentence=f"no conference was held; expected an exemption: {', '.join(EXEMPTIONS)}",
            words="提请审判委员会讨论前应当先经专业法官会议，或者写明免于提交的法定情形（V8）。",
        )
    return _sent(referral, sent, _S.BEFORE_COMMITTEE)


def _return_from_committee(referral: Referral, act: Act) -> Referral:
    back = _own(referral, act.content_as(Returned))
    return replace(referral, state=_S.AFTER_COMMITTEE, committee=back)


def _decide_anew(referral: Referral, act: Act) -> Referral:
    """Take in what the committee decided on reconsidering; what waits above goes on waiting."""
    back = _own(referral, act.content_as(Returned))
    waits_above = referral.state is _S.BEFORE_SUPERIOR
    state = referral.state if waits_above else _S.AFTER_COMMITTEE
    return replace(referral, state=state, committee=back)


def _send_up(referral: Referral, _: Act) -> Referral:
    return replace(referral, state=_S.BEFORE_SUPERIOR)


def _answer_from_above(referral: Referral, _: Act) -> Referral:
    return replace(referral, state=_S.AFTER_COMMITTEE)


def _make_rule(referral: Referral, act: Act) -> Referral:
    return replace(referral, state=_S.RULED, rule_id=act.content_as(RuleMade).rule_id)


def _merge(referral: Referral, act: Act) -> Referral:
    return replace(referral, state=_S.MERGED, merged_into=act.content_as(MergedInto).referral_id)


def _take_in(referral: Referral, act: Act) -> Referral:
    other = act.content_as(TakenIn)
    pending = () if other.pending_id is None else (other.pending_id,)
    known = {each.words for each in referral.positions}
    return replace(
        referral,
        judge_ids=tuple(dict.fromkeys((*referral.judge_ids, *other.judge_ids))),
        pending_ids=tuple(dict.fromkeys((*referral.pending_ids, *pending))),
        positions=(*referral.positions, *_unknown(other.positions, known)),
        evidence=_with(referral.evidence, other.evidence),
        taken_in=tuple(dict.fromkeys((*referral.taken_in, other.referral_id))),
    )


def _withdraw(referral: Referral, _: Act) -> Referral:
    _require_sent(referral)
    return replace(referral, state=_S.WITHDRAWN)


def _close(referral: Referral, _: Act) -> Referral:
    _require_sent(referral)
    return replace(referral, state=_S.CLOSED)


def _reopen(referral: Referral, _: Act) -> Referral:
    return replace(referral, state=_S.OPEN)


def _require_sent(referral: Referral) -> None:
    # Who thinks otherwise says so first, by another target or as no divergence, with the reason.
    is_due = referral.force is Force.MUST and referral.target in {_T.CONFERENCE, _T.COMMITTEE}
    if is_due and not referral.item_ids:
        raise RuleBrokenError(
            rule="must_refer",
            sentence=f"it must go to the {referral.target.value} and was not sent",
            words="本事项属于必须提交的情形，未提交前不能办结或者撤回；认为不必提交的，"
            "先改变去向或者认定不构成分歧，并写明理由。",
        )


def _require_report(referral: Referral, sent: SentOn) -> None:
    # A question of several cases, as an audit finds it, has no pending case to search for.
    if referral.pending_ids and not sent.report_id:
        raise RuleBrokenError(
            rule="V7",
            sentence="no signed search report goes with it",
            words="提交专业法官会议或者审判委员会讨论的，应当先有签名的类案检索报告"
            "（法发〔2020〕24号第二条、第七条，V7）。",
        )


def _sent(referral: Referral, sent: SentOn, state: ReferralState) -> Referral:
    return replace(
        referral,
        state=state,
        item_ids=(*referral.item_ids, sent.item_id),
        report_id=sent.report_id or referral.report_id,
    )


def _own(referral: Referral, back: Returned) -> Returned:
    if referral.item_ids[-1:] != (back.item_id,):
        raise RuleBrokenError(
            rule="item",
            sentence=f"{back.item_id} is not the item that it was sent as",
            words="退回的议题不是本移送事项的议题。",
        )
    return back


def _with(known: tuple[Evidence, ...], new: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    digests = {each.digest for each in known}
    return (*known, *(each for each in new if each.digest not in digests))


def _unknown(positions: tuple[HeldPosition, ...], known: set[str]) -> tuple[HeldPosition, ...]:
    return tuple(each for each in positions if each.words not in known)


_STAYS = set(_WORKED_ON) | {_S.PROPOSED}
_PANEL = _JUDGES | {Part.PANEL_MEMBER}
_KEEPERS = _JUDGES | _LEADERS | _OFFICE

COURSE: Final = Course(
    kind=MatterKind.REFERRAL,
    moves=(
        Move(
            name=_A.PROPOSE,
            sources=frozenset(),
            targets=frozenset({_S.PROPOSED, _S.OPEN}),
            parts=_PANEL | _LEADERS | _OFFICE | {Part.MACHINE},
            step=_propose,
            content=Proposal,
            source="法发〔2021〕2号第四条",
        ),
        later_move(
            _A.ACCEPT, frozenset({_S.PROPOSED}), {_S.OPEN}, _KEEPERS, _accept, content=Acceptance
        ),
        later_move(
            _A.DISMISS,
            frozenset({_S.PROPOSED, _S.OPEN}),
            {_S.DISMISSED},
            _KEEPERS,
            _dismiss,
            content=Dismissal,
            needs_reason=True,
        ),
        later_move(
            _A.REFINE,
            _WORKED_ON | {_S.PROPOSED},
            _STAYS,
            _JUDGES | _OFFICE,
            _refine,
            content=Refinement,
            source="法发〔2019〕23号第四条",
        ),
        later_move(
            _A.ATTACH, _WORKED_ON | {_S.PROPOSED}, _STAYS, _KEEPERS, _attach, content=Attachment
        ),
        later_move(
            _A.GIVE_PANEL_OPINION,
            _WORKED_ON,
            set(_WORKED_ON),
            _PANEL,
            _give_opinion,
            content=PanelOpinion,
        ),
        later_move(
            _A.CHOOSE_TARGET,
            _WORKED_ON,
            set(_WORKED_ON),
            _KEEPERS,
            _choose_target,
            content=ChosenTarget,
            needs_reason=True,
        ),
        later_move(
            _A.RECHECK,
            _WORKED_ON | {_S.PROPOSED},
            _STAYS,
            _JUDGES | {Part.MACHINE},
            _recheck,
            content=Rechecked,
            source="法发〔2021〕2号第四条；法发〔2021〕30号第八条 [M]",
        ),
        later_move(
            _A.SEND_TO_CONFERENCE,
            _WORKED_ON,
            {_S.BEFORE_CONFERENCE},
            _JUDGES | _LEADERS | _OFFICE,
            _send_to_conference,
            content=SentOn,
            source="法发〔2021〕2号第四条",
        ),
        later_move(
            _A.RETURN_FROM_CONFERENCE,
            frozenset({_S.BEFORE_CONFERENCE}),
            {_S.AFTER_CONFERENCE},
            frozenset({Part.MACHINE}),
            _return_from_conference,
            content=Returned,
            source="法发〔2021〕2号第十一条 [M]",
        ),
        later_move(
            _A.SEND_TO_COMMITTEE,
            _WORKED_ON,
            {_S.BEFORE_COMMITTEE},
            _JUDGES | _LEADERS | _OFFICE,
            _send_to_committee,
            content=SentOn,
            source="法发〔2019〕20号第十条、第十一条 [M]；法发〔2021〕2号第十二条 [M]",
        ),
        later_move(
            _A.RETURN_FROM_COMMITTEE,
            frozenset({_S.BEFORE_COMMITTEE}),
            {_S.AFTER_COMMITTEE},
            frozenset({Part.MACHINE}),
            _return_from_committee,
            content=Returned,
        ),
        later_move(
            _A.DECIDE_ANEW,
            DECIDED,
            {_S.AFTER_COMMITTEE, _S.BEFORE_SUPERIOR},
            frozenset({Part.MACHINE}),
            _decide_anew,
            content=Returned,
            source="法发〔2019〕20号第二十一条 [M]；刑诉法解释第二百一十七条",
        ),
        later_move(
            _A.SEND_UP,
            frozenset({_S.OPEN, _S.AFTER_CONFERENCE, _S.AFTER_COMMITTEE}),
            {_S.BEFORE_SUPERIOR},
            _LEADERS | _OFFICE,
            _send_up,
            content=SentUp,
            needs_reason=True,
            source="法发〔2019〕23号第四条",
        ),
        later_move(
            _A.ANSWER_FROM_ABOVE,
            frozenset({_S.BEFORE_SUPERIOR}),
            {_S.AFTER_COMMITTEE},
            _LEADERS | _OFFICE,
            _answer_from_above,
            content=AnswerFromAbove,
        ),
        later_move(
            _A.MAKE_RULE,
            frozenset({_S.AFTER_CONFERENCE, _S.AFTER_COMMITTEE}),
            {_S.RULED},
            frozenset({Part.MACHINE}),
            _make_rule,
            content=RuleMade,
            source="法发〔2021〕2号第十四条 [M]",
        ),
        later_move(
            _A.MERGE,
            frozenset({_S.PROPOSED, _S.OPEN}),
            {_S.MERGED},
            _OFFICE | _LEADERS | _JUDGES,
            _merge,
            content=MergedInto,
            needs_reason=True,
        ),
        later_move(
            _A.TAKE_IN,
            _WORKED_ON | {_S.PROPOSED},
            _STAYS,
            frozenset({Part.MACHINE}),
            _take_in,
            content=TakenIn,
        ),
        later_move(
            _A.WITHDRAW,
            frozenset({_S.PROPOSED, _S.OPEN}),
            {_S.WITHDRAWN},
            _JUDGES,
            _withdraw,
            needs_reason=True,
        ),
        later_move(
            _A.CLOSE,
            _ALIVE | {_S.RULED},
            {_S.CLOSED},
            _KEEPERS,
            _close,
            needs_reason=True,
        ),
        later_move(
            _A.REOPEN,
            frozenset({_S.CLOSED, _S.RULED, _S.DISMISSED}),
            {_S.OPEN},
            _KEEPERS | {Part.MACHINE},
            _reopen,
            needs_reason=True,
        ),
    ),
)
"""The moves of a referral."""
