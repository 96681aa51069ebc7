"""Fifty members vote at the same moment: no vote is lost, none counted twice, nobody is stuck."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest

from service.parameters.book import ParameterBook
from service.referral.committee.applications import Materials
from service.referral.committee.bodies import Body
from service.referral.committee.course import COURSE
from service.referral.committee.items import Item
from service.referral.committee.meeting_course import COURSE as MEETING_COURSE
from service.referral.committee.meetings import Convening, MemberNamed
from service.referral.committee.saying import OpenSaid, ScheduleSaid, VoteSaid, allowed_on
from service.referral.committee.seeing import outline_of_meeting
from service.referral.committee.sittings import Spoken, Statement
from service.referral.committee.transacting import ItemWork
from service.referral.committee.vocabulary import BodyKind, ItemState, Stand
from service.referral.course.acts import MatterKind, Part
from service.referral.course.ledger import Ledger
from service.referral.errors import RuleBrokenError
from service.referral.referrals.course import COURSE as REFERRAL_COURSE
from service.referral.roster.model import Rank, Seat
from service.store.matter_records import MatterRecords, Outline, new_matter_id
from service.store.parameter_records import ParameterRecords
from tests.service.referral.committee.people import (
    BALLOT,
    COURT,
    HANDLER,
    SECRETARY,
    act,
    application,
    doer,
    filtering,
    member,
)

N_VOTERS = 51
DAY = date(2026, 3, 2)
HOST = doer(Part.PRESIDENT, Part.COMMITTEE_MEMBER, Part.HOST, account=1)


def outline_of_item(item: Item) -> Outline:
    return Outline(
        kind=MatterKind.COMMITTEE_ITEM,
        state=item.state.value,
        title=item.application.title,
        court=COURT,
        people=frozenset(),
    )


class Court:
    """A committee of 51 over one database."""

    def __init__(self, engine) -> None:
        self.records = MatterRecords(engine)
        self.items = Ledger(course=COURSE, records=self.records, outline=outline_of_item)
        self.meetings = Ledger(
            course=MEETING_COURSE, records=self.records, outline=outline_of_meeting
        )
        self.referrals = Ledger(
            course=REFERRAL_COURSE, records=self.records, outline=outline_of_item
        )
        self.allowed = allowed_on(ParameterBook(records=ParameterRecords(engine)), DAY)
        self.item_id = new_matter_id()
        self.meeting_id = ""

    def do(self, wanted):
        with self.records.write() as work:
            return ItemWork(
                work=work,
                items=self.items,
                meetings=self.meetings,
                referrals=self.referrals,
                allowed=self.allowed,
                day=DAY,
            ).do(self.item_id, wanted)

    def to_voting(self) -> None:
        seats = tuple(
            Seat(
                account_id=account,
                name=str(account),
                court=COURT,
                rank=Rank.JUDGE_1,
                ranked_since=date(2010, 1, 1),
            )
            for account in range(1, N_VOTERS + 1)
        )
        body = Body(
            kind=BodyKind.PLENARY,
            name="全体会议",
            seats=seats,
            committee_size=N_VOTERS,
            president=1,
            leaders=(1,),
        )
        called = Convening(
            title="第1次会议",
            court=COURT,
            body=body,
            host=1,
            starts_at=datetime(2026, 3, 12, 1, tzinfo=UTC),
        )
        self.meeting_id = self.meetings.begin(act("convene", SECRETARY, called)).id
        asked = application(referral_id="")
        self.items.perform(self.item_id, act("apply", HOST, asked))
        self.items.perform(self.item_id, act("filter", SECRETARY, filtering()))
        self.do(act("schedule", SECRETARY, ScheduleSaid(meeting_id=self.meeting_id)))
        self.do(act("send_materials", SECRETARY, Materials(titles=(), lead_days=7)))
        self.many(
            lambda account: self.meetings.perform(
                self.meeting_id, act("sign_in", member(account), MemberNamed(member=account))
            )
        )
        self.meetings.perform(self.meeting_id, act("begin", SECRETARY))
        self.do(act("open", SECRETARY, OpenSaid()))
        self.do(act("report", HANDLER, Spoken(words="案情")))
        self.do(act("end_questions", HOST))
        for seat in self.items.open(self.item_id).matter.sitting.voters:
            said = Statement(member=seat.account_id, opinion="同意")
            self.do(act("speak", SECRETARY, said))
        self.do(act("put_to_vote", HOST, BALLOT))

    def many(self, work, *, times=1):
        """Let all members do something at the same moment; return the refusals."""
        barrier = Barrier(N_VOTERS * times)

        def one(account):
            barrier.wait()
            try:
                work(account)
            except RuleBrokenError as refusal:
                return refusal.rule
            return None

        accounts = [account for account in range(1, N_VOTERS + 1) for _ in range(times)]
        with ThreadPoolExecutor(len(accounts)) as pool:
            return [rule for rule in pool.map(one, accounts) if rule is not None]

    def vote(self, account) -> None:
        stand, option = (Stand.FOR, 1) if account % 3 else (Stand.AGAINST, 0)
        said = VoteSaid(ballot=1, stand=stand, option=option)
        self.do(act("seal_vote", member(account), said))


def all_vote_at_once(engine) -> None:
    court = Court(engine)
    court.to_voting()
    assert court.many(court.vote) == []
    opened = court.items.open(court.item_id)
    sitting = opened.matter.sitting
    assert opened.matter.state is ItemState.DECIDED
    assert [each.member for each in sitting.opened] == list(range(1, N_VOTERS + 1))
    assert sitting.count.votes_for == (34, 0)
    assert sitting.count.n_against == 17
    assert [each.number for each in opened.acts] == list(range(1, len(opened.acts) + 1))
    meeting = court.meetings.open(court.meeting_id).matter
    assert set(meeting.present) == set(range(1, N_VOTERS + 1))
    assert meeting.finished == (court.item_id,)


def test_all_vote_at_once(engine):
    all_vote_at_once(engine)


@pytest.mark.slow
def test_all_vote_at_once_on_a_server(postgres_engine):
    all_vote_at_once(postgres_engine)


def test_whoever_votes_twice_at_once_is_counted_once(engine):
    court = Court(engine)
    court.to_voting()
    court.vote(1)
    refusals = []
    barrier = Barrier(20)

    def again(_):
        barrier.wait()
        try:
            court.vote(2)
        except RuleBrokenError as refusal:
            refusals.append(refusal.rule)

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(again, range(20)))
    assert refusals == ["double_vote"] * 19
    sealed = court.items.open(court.item_id).matter.sitting.seals
    assert sorted(each.member for each in sealed) == [1, 2]
