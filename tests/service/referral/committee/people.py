"""A court with its committee, and acts by which an item is moved in tests."""

from datetime import UTC, date, datetime

import pytest

from service.referral.committee.applications import (
    Application,
    ConferenceOpinion,
    DecidedRecusal,
    DeclaredRecusal,
    Endorsement,
    Filtering,
    Materials,
    Scheduling,
)
from service.referral.committee.bodies import Body
from service.referral.committee.course import COURSE
from service.referral.committee.discussing import ballot_key
from service.referral.committee.grounds import Ground
from service.referral.committee.sittings import Opening, Revealed, Spoken, Statement
from service.referral.committee.vocabulary import BodyKind, Filter, Stand
from service.referral.committee.voting import (
    Ballot,
    OpenedVote,
    Option,
    Seal,
    Vote,
    commitment_to,
)
from service.referral.course.acts import Act, Doer, Nothing, Part
from service.referral.errors import RuleBrokenError
from service.referral.roster.model import Rank, Seat

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
HELD_ON = date(2026, 3, 12)
COURT = "长林春林区中级法院"
PRESIDENT, VICE, FIRST, SECOND, THIRD, FOURTH, FIFTH = 1, 2, 3, 4, 5, 6, 7
NONCE = "n" * 64


def seat(account, rank, since=None):
    return Seat(
        account_id=account, name=f"委员{account}", court=COURT, rank=rank, ranked_since=since
    )


SEATS = (
    seat(PRESIDENT, Rank.SENIOR_2, date(2019, 1, 1)),
    seat(VICE, Rank.SENIOR_3, date(2018, 1, 1)),
    seat(FIRST, Rank.SENIOR_4, date(2020, 1, 1)),
    seat(SECOND, Rank.JUDGE_1, date(2016, 1, 1)),
    seat(THIRD, Rank.JUDGE_1, date(2021, 1, 1)),
    seat(FOURTH, Rank.JUDGE_2, date(2022, 1, 1)),
    seat(FIFTH, Rank.JUDGE_2, date(2020, 1, 1)),
)
ORDER = (FOURTH, FIFTH, THIRD, SECOND, FIRST, VICE, PRESIDENT)
PLENARY = Body(
    kind=BodyKind.PLENARY,
    name="全体会议",
    seats=SEATS,
    committee_size=7,
    president=PRESIDENT,
    leaders=(PRESIDENT, VICE),
)
SPECIALISED = Body(
    kind=BodyKind.SPECIALISED,
    name="民事专业委员会",
    seats=SEATS[1:6],
    committee_size=7,
    president=PRESIDENT,
    leaders=(PRESIDENT, VICE),
)

MUST = Ground(token="acquittal", words="拟宣告无罪", force="must", source="法发〔2019〕20号")


def doer(*parts, account=90):
    return Doer(account_id=account, name=f"某{account}", parts=frozenset(parts))


JUDGE = doer(Part.PRESIDING_JUDGE)
HANDLER = doer(Part.HANDLING_JUDGE, account=91)
HEAD = doer(Part.DIVISION_HEAD, account=92)
VICE_PRESIDENT = doer(Part.VICE_PRESIDENT, Part.COMMITTEE_MEMBER, account=VICE)
LEADER = doer(Part.PRESIDENT, Part.COMMITTEE_MEMBER, Part.HOST, account=PRESIDENT)
SECRETARY = doer(Part.COMMITTEE_SECRETARY, account=95)
PROSECUTOR = doer(Part.PROSECUTOR, account=96)
MACHINE = doer(Part.MACHINE, account=0)


def member(account):
    return doer(Part.COMMITTEE_MEMBER, account=account)


def application(**changes):
    basis = {
        "referral_id": "r1",
        "title": "逾期利息的上限",
        "questions": ("逾期利息与违约金能否并用",),
        "court": COURT,
        "reconsiderations": 1,
        "pending_id": "p1",
        "report_id": "s1",
        "conference": ConferenceOpinion(item_id="c1", outcome="majority", words="以四倍为限"),
    }
    return Application(**basis | changes)


def act(name, who, content=None, *, reason="", at=NOW):
    return Act(name=name, doer=who, at=at, reason=reason, content=content or Nothing())


def go(item, *acts):
    for each in acts:
        item = COURSE.apply(item, each)
    return item


def scheduling(body=PLENARY, meeting="m1"):
    return Scheduling(meeting_id=meeting, body=body, held_on=HELD_ON)


def filtering(result=Filter.FULL, **changes):
    basis = {"result": result, "criteria": ("意见分歧",), "allows_simple": True}
    return Filtering(**basis | changes)


def opening(present=ORDER, *, body=PLENARY, host=PRESIDENT, counts=True, guests=()):
    return Opening(
        meeting_id="m1",
        body=body,
        present=tuple(present),
        host=host,
        counts_recused=counts,
        guests=guests,
    )


APPLY = act("apply", JUDGE, application())
TO_APPROVED = (
    APPLY,
    act("forward_by_head", HEAD, Endorsement(words="同意提交")),
    act("forward_by_vice_president", VICE_PRESIDENT, Endorsement()),
    act("approve", LEADER),
)
TO_FILTERED = (*TO_APPROVED, act("filter", SECRETARY, filtering()))


def to_sent(body=PLENARY):
    return (
        *TO_FILTERED,
        act("schedule", SECRETARY, scheduling(body)),
        act("send_materials", SECRETARY, Materials(titles=("审理报告",), lead_days=7)),
    )


def to_speaking(body=PLENARY, **changes):
    return (
        *to_sent(body),
        act("open", SECRETARY, opening(body=body, **changes)),
        act("report", HANDLER, Spoken(words="基本案情")),
        act("end_questions", LEADER if changes.get("host", 1) == 1 else VICE_HOST),
    )


VICE_HOST = doer(Part.VICE_PRESIDENT, Part.COMMITTEE_MEMBER, Part.HOST, account=VICE)
BALLOT = Ballot(options=(Option(words="维持原判"), Option(words="改判")))


def speak(account):
    return act("speak", member(account), Statement(member=account, opinion="同意"))


def to_voting(order=ORDER, host=LEADER, **changes):
    return (
        *to_speaking(**changes),
        *(speak(account) for account in order),
        act("put_to_vote", host, BALLOT),
    )


def opened(account, stand=Stand.FOR, option=1, reasons=""):
    return OpenedVote(
        member=account, vote=Vote(stand=stand, option=option, reasons=reasons), nonce=NONCE
    )


def seal(item, each):
    key = ballot_key(item.sitting)
    commitment = commitment_to(each.vote, member=each.member, ballot=key, nonce=each.nonce)
    sealed = Seal(ballot=item.sitting.n_ballots, commitment=commitment)
    return act("seal_vote", member(each.member), sealed)


def vote(item, *votes):
    """Seal votes and open them all."""
    for each in votes:
        item = go(item, seal(item, each))
    return go(item, act("reveal", MACHINE, Revealed(votes=tuple(votes))))


def broken(*acts, item=None):
    with pytest.raises(RuleBrokenError) as refusal:
        go(item, *acts)
    assert refusal.value.words
    return refusal.value.rule


def recuse(account, *, granted=True, who=LEADER, by_committee=False):
    decision = DecidedRecusal(member=account, is_granted=granted, by_committee=by_committee)
    return (
        act("declare_recusal", member(account), DeclaredRecusal(member=account), reason="近亲属"),
        act("decide_recusal", who, decision, reason="依法"),
    )
