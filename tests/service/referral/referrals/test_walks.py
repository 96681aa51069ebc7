"""Moves of random people: nothing leaves the table, and nothing that was said is lost."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

import pytest

from service.referral.course.acts import Act, Doer, KeptAct, Nothing, Part
from service.referral.errors import ReferralError
from service.referral.referrals.course import COURSE, EXEMPTIONS
from service.referral.referrals.evidence import freeze
from service.referral.referrals.model import (
    Acceptance,
    AnswerFromAbove,
    Attachment,
    ChosenTarget,
    Dismissal,
    DismissalReason,
    EvidenceKind,
    Force,
    HeldPosition,
    MergedInto,
    OpinionSide,
    PanelOpinion,
    Proposal,
    Rechecked,
    ReferralState,
    Refinement,
    Returned,
    RuleMade,
    SentOn,
    SentUp,
    TakenIn,
    Target,
    Way,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)
NAMES = "甲乙丙丁"
ENDS = {ReferralState.MERGED, ReferralState.WITHDRAWN}


def evidence(rng):
    return (freeze(EvidenceKind.QUOTE, of="j", title="", words=str(rng.randrange(20))),)


def content(name, rng):
    """Return something that an act may say, right or wrong."""
    item = f"i{rng.randrange(3)}"
    made = {
        "propose": lambda: Proposal(
            way=Way.BY_HAND,
            origin="",
            question=rng.choice(["问", ""]),
            court="某院",
            pending_id=rng.choice([None, "p0"]),
            target=rng.choice(list(Target)),
            force=rng.choice(list(Force)),
        ),
        "accept": Acceptance,
        "dismiss": lambda: Dismissal(why=rng.choice(list(DismissalReason))),
        "refine": lambda: Refinement(question="", positions=(), proposed_text="拟"),
        "attach": lambda: Attachment(evidence=evidence(rng)),
        "give_panel_opinion": lambda: PanelOpinion(
            member=rng.choice(NAMES),
            side=rng.choice(list(OpinionSide)),
            opinion=str(rng.randrange(9)),
        ),
        "choose_target": lambda: ChosenTarget(
            target=rng.choice(list(Target)), force=rng.choice(list(Force))
        ),
        "send_to_conference": lambda: SentOn(item_id=item, report_id=rng.choice(["", "r"])),
        "send_to_committee": lambda: SentOn(
            item_id=item, report_id=rng.choice(["", "r"]), exemption=rng.choice(["", *EXEMPTIONS])
        ),
        "return_from_conference": lambda: Returned(
            item_id=item, outcome=rng.choice(["adopted", "refused"]), words=""
        ),
        "recheck": lambda: Rechecked(
            came=("four_class",),
            went=(),
            grounds=("four_class",),
            target=Target.CONFERENCE,
            force=rng.choice(list(Force)),
        ),
        "decide_anew": lambda: Returned(item_id=item, outcome="decided", words="复议"),
        "return_from_committee": lambda: Returned(item_id=item, outcome="decided", words=""),
        "send_up": lambda: SentUp(court="上级"),
        "answer_from_above": lambda: AnswerFromAbove(words="答", answered_on=NOW.date()),
        "make_rule": lambda: RuleMade(rule_id="u"),
        "merge": lambda: MergedInto(referral_id="x"),
        "take_in": lambda: TakenIn(
            referral_id=f"x{rng.randrange(5)}",
            pending_id=f"p{rng.randrange(5)}",
            judge_ids=(rng.randrange(5),),
            positions=(HeldPosition(words="并"),),
            evidence=evidence(rng),
        ),
    }
    return made.get(name, Nothing)()


def attempt(referral, rng):
    """Let somebody try something; return the act with what it made, or None where refused."""
    name = rng.choice([move.name.value for move in COURSE.moves])
    who = rng.choice(NAMES)
    parts = frozenset(rng.sample(list(Part), 2))
    doer = Doer(account_id=NAMES.index(who), name=who, parts=parts)
    act = Act(
        name=name,
        doer=doer,
        at=NOW,
        reason=rng.choice(["因", "因", ""]),
        content=content(name, rng),
    )
    try:
        return act, COURSE.apply(referral, act)
    except ReferralError:
        return None


def lost(before, after, act):
    """Return what an act lost that no act may lose."""
    if before is None:
        return []
    kept_by = {each.member: each for each in before.opinions}
    changed = [o for o in after.opinions if kept_by.get(o.member, o) != o]
    return [
        *(set(before.evidence) - set(after.evidence)),
        *(set(before.pending_ids) - set(after.pending_ids)),
        *(set(before.judge_ids) - set(after.judge_ids)),
        *(set(kept_by) - {each.member for each in after.opinions}),
        *(o for o in changed if o.member in before.own_opinions and o.member != act.doer.name),
    ]


@pytest.mark.parametrize(
    ("seed", "moves"), [(7, 20_000), pytest.param(8, 100_000, marks=pytest.mark.slow)]
)
def test_no_walk_loses_anything(seed, moves):
    rng, reached, tried = Random(seed), Counter(), 0
    while tried < moves:
        referral, trail = None, []
        for _ in range(400):
            tried += 1
            made = attempt(referral, rng)
            if made is None:
                continue
            act, moved = made
            offered = COURSE.offered(referral, act.doer.parts)
            move = next(each for each in offered if each.name.value == act.name)
            assert moved.state in move.targets
            assert lost(referral, moved, act) == []
            assert referral is None or referral.state not in ENDS
            if act.name == "send_to_committee":
                assert referral.was_heard or act.content.exemption in EXEMPTIONS
            before = "" if referral is None else referral.state.value
            kept = KeptAct(
                number=len(trail) + 1, act=act, from_state=before, to_state=moved.state.value
            )
            trail.append(kept)
            referral = moved
            reached[moved.state] += 1
        assert COURSE.replay(trail) == referral
    # The rule is the rarest: a short walk need not come to it.
    assert set(ReferralState) - set(reached) <= {ReferralState.RULED}
