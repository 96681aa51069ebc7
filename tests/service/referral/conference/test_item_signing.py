"""Minutes are signed by all, or a note says why not; a supplement asks anew."""

from datetime import date

import pytest

from service.referral.conference.item import yet_to_sign
from service.referral.conference.item_acts import (
    Prevented,
    Supplement,
)
from service.referral.conference.vocabulary import (
    ItemState,
    ViewStanding,
)
from service.referral.course.acts import Part
from service.referral.errors import (
    ActPartError,
    ActReasonError,
    ReferralError,
    RuleBrokenError,
)
from tests.service.referral.conference.made import (
    ALL_AGREE,
    AT_HEAD,
    HEAD,
    HOST,
    IN_ORDER,
    LOW,
    NEW,
    NOW,
    OLD,
    PANEL,
    doer,
    go,
    judge,
    line,
    reconsidered,
    signs,
    summed,
    until,
)


def test_a_supplement_makes_all_sign_anew():
    item = go(
        signs(LOW),
        line("supplement", judge(NEW), Supplement(words="补充一点")),
        start=until("signing"),
    )
    assert (item.state, item.version, item.signed_by) == (ItemState.SIGNING, 2, ())
    with pytest.raises(RuleBrokenError):
        go(signs(LOW), start=item)
    signed = go(*(signs(one, 2) for one in (*IN_ORDER, HOST)), start=item)
    assert signed.state is ItemState.RECONSIDERING


def test_a_supplement_that_changes_a_view_is_summed_up_anew():
    changed = line("supplement", judge(NEW), Supplement(words="改变意见", view="乙"))
    item = go(changed, start=until("reconsidering"))
    assert item.state is ItemState.SUMMARISING
    with pytest.raises(RuleBrokenError):
        go(ALL_AGREE, start=item)
    views = (("以四倍为限", 3, ViewStanding.MAJORITY), ("乙", 1, ViewStanding.MINORITY))
    assert go(summed(*views), start=item).version == 3


TODAY = NOW.date()


def prevented(account, who=AT_HEAD, on=TODAY, reason="住院"):
    return line("note_prevented", who, Prevented(account_id=account, on=on), reason)


def test_a_note_stands_in_place_of_a_signature_until_it_is_signed_after_all():
    signed = [signs(one) for one in (LOW, NEW, HOST)]
    item = go(*signed, prevented(23), start=until("signing"))
    assert (item.state, yet_to_sign(item)) == (ItemState.RECONSIDERING, ())
    assert [(each.account_id, each.reason) for each in item.prevented] == [(23, "住院")]
    later = go(reconsidered(), line("end", PANEL), signs(OLD), start=item)
    assert (later.state, later.prevented) == (ItemState.ENDED, ())
    assert set(later.signed_by) == {21, 22, 23, 24}
    with pytest.raises(RuleBrokenError):
        go(signs(OLD), start=later)


def test_a_supplement_asks_anew_of_whoever_was_prevented():
    added = line("supplement", judge(NEW), Supplement(words="补充一点"))
    item = go(prevented(23), added, start=until("signing"))
    assert item.prevented == ()
    assert OLD in yet_to_sign(item)


@pytest.mark.parametrize(
    ("act", "rule"),
    [
        (prevented(23, judge(LOW)), "part"),
        (prevented(24), "prevented"),
        (prevented(24, doer(11, Part.HOST)), "prevented"),
        (prevented(31), "signature"),
        (prevented(23, on=date(2026, 3, 3)), "day"),
        (prevented(23, reason=""), "reason"),
    ],
)
def test_a_note_is_made_of_others_by_whoever_may(act, rule):
    with pytest.raises(ReferralError) as refusal:
        go(act, start=until("signing"))
    error = refusal.value
    told = {ActPartError: "part", ActReasonError: "reason"}.get(type(error)) or error.rule
    assert told == rule


def test_the_leaders_note_it_of_the_host_but_somebody_has_to_sign():
    noted = [prevented(account, HEAD) for account in (21, 22, 24)]
    item = go(*noted, start=until("signing"))
    with pytest.raises(RuleBrokenError) as refusal:
        go(prevented(23, HEAD), start=item)
    assert refusal.value.rule == "signature"
    assert go(signs(OLD), start=item).state is ItemState.RECONSIDERING


def test_nobody_signs_twice():
    with pytest.raises(RuleBrokenError) as refusal:
        go(signs(LOW), signs(LOW), start=until("signing"))
    assert refusal.value.rule == "once"
