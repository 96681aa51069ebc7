"""A court with a case on which judges part, and those who sit at the conference about it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from service.actors import Actor, Role
from service.referral.conference.asking import PlanChoice, Suggested
from service.referral.conference.counting import counted_views
from service.referral.conference.vocabulary import Ground, Level
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import HeldPosition, Way
from service.referral.referrals.starting import Start
from service.referral.roster.model import Colleague, Office, Rank
from service.reports.record import MoveMade
from service.reports.states import STEPS, ReportMove
from tests.service.conftest import GOOD_PASSWORD
from tests.service.referral.people import (  # noqa: F401 - fixtures used by name
    COURT,
    DIVISION,
    case,
    judgments,
    open_case,
    stocked_database,
)
from tests.service.reports.made import content_of

QUESTION = "借条约定的律师费应否由借款人承担"
VIEWS = ("应予支持", "不予支持")
BELOW = "吉林省长春市某基层人民法院"


@dataclass(frozen=True)
class People:
    """Who there is: the judge of the case, those who decide, those at the table, a stranger."""

    judge: Actor
    head: Actor
    secretary: Actor
    host: Actor
    low: Actor
    new: Actor
    old: Actor
    guest: Actor
    stranger: Actor

    @property
    def speakers(self):
        return (self.low, self.new, self.old)


@pytest.fixture
def person(desk, clock, referral):
    """Give somebody an account and an entry of the roster."""

    def make(
        name,
        shown,
        *,
        role=Role.JUDGE,
        rank=None,
        since=2015,
        offices=(),
        court=COURT,
        division=DIVISION,
    ):
        actor = desk.add(
            name=name, display_name=shown, password=GOOD_PASSWORD, roles=(role,), now=clock()
        )
        entry = Colleague(
            account_id=actor.account_id,
            name=shown,
            court=court,
            division=division,
            rank=rank,
            ranked_since=None if rank is None else date(since, 1, 1),
            offices=frozenset(offices),
        )
        referral.roster.records.put([entry])
        return actor

    return make


@pytest.fixture
def people(person, judge, case):  # noqa: F811 - the case brings its judge into the roster
    return People(
        judge=judge,
        head=person(
            "head", "庭长甲", role=Role.LEADER, rank=Rank.SENIOR_4, offices=(Office.DIVISION_HEAD,)
        ),
        secretary=person(
            "office", "会务员", role=Role.SECRETARY, offices=(Office.CONFERENCE_SECRETARY,)
        ),
        host=person("host", "副庭长乙", rank=Rank.JUDGE_5, offices=(Office.DEPUTY_DIVISION_HEAD,)),
        low=person("low", "低法官", rank=Rank.JUDGE_4, since=2020),
        new=person("new", "新法官", rank=Rank.JUDGE_2, since=2023),
        old=person("old", "老法官", rank=Rank.JUDGE_2, since=2012),
        guest=person("guest", "基层法官", rank=Rank.JUDGE_3, court=BELOW, division="民庭"),
        stranger=person("far", "远法官", rank=Rank.JUDGE_3, division="刑一庭"),
    )


@pytest.fixture
def sign_report(edge, judge, judgments, clock):  # noqa: F811 - fixtures used by name
    """Sign a search report of a case, past its checks."""

    def sign(of_case):
        report = edge.reports.open(
            content_of(judgments, number=""), actor=judge, now=clock(), pending_case_id=of_case.id
        )
        for move in ("start_search", "end_search", "ask_to_confirm", "sign"):
            report = edge.reports.records.find(report.id)
            made = MoveMade(
                move=ReportMove(move),
                source=report.state,
                target=STEPS[ReportMove(move)].target,
                version=report.version,
                reason="",
                author="王法官",
                at=clock(),
            )
            edge.reports.records.add_move(report, made, account_id=judge.account_id)
        return report

    return sign


@pytest.fixture
def referred(referral, case, people, sign_report, clock):  # noqa: F811
    """A referral of the case, ready to be put to a conference."""
    sign_report(case)
    referrals = referral.referrals
    filled = referrals.prefill(
        Start(way=Way.BY_HAND, pending_id=case.id), actor=people.judge, now=clock()
    )
    entry = Entry(question=QUESTION, positions=tuple(HeldPosition(words=each) for each in VIEWS))
    return referrals.propose(filled, entry, actor=people.judge, now=clock()).id


class Hall:
    """Does what a meeting needs, step by step, through the desks."""

    def __init__(self, referral, people, clock):
        self.items, self.meetings = referral.conference_items, referral.conferences
        self.people, self.clock = people, clock
        self.item_id = self.meeting_id = ""

    def item(self, who, act, content=None, reason=""):
        return self.items.act(
            self.item_id, act, content or {}, reason=reason, actor=who, now=self.clock()
        )

    def meeting(self, who, act, content=None, reason=""):
        return self.meetings.act(
            self.meeting_id, act, content or {}, reason=reason, actor=who, now=self.clock()
        )

    def suggest(self, referral_id):
        asked = Suggested(ground=Ground.UNIFY, focuses=("律师费是否属于实现债权的费用",))
        begun = self.items.suggest(referral_id, asked, actor=self.people.judge, now=self.clock())
        self.item_id = begun.id
        return begun

    def admit(self):
        people = self.people
        host = {"account_id": people.host.account_id, "level": Level.DIVISION.value}
        self.item(people.head, "submit", host)
        self.item(people.host, "admit")

    def plan(self, name="2026年第3次专业法官会议"):
        asked = PlanChoice(
            name=name,
            division=DIVISION,
            host=self.people.host.account_id,
            level=Level.DIVISION,
            at=datetime(2026, 3, 9, 1, tzinfo=UTC),
            place="第一会议室",
        )
        planned = self.meetings.plan(asked, actor=self.people.secretary, now=self.clock())
        self.meeting_id = planned.id
        return planned

    def convene(self):
        office = self.people.secretary
        self.meeting(office, "add_item", {"item_id": self.item_id, "minutes": 30})
        asked = {"account_ids": [each.account_id for each in self.people.speakers]}
        self.meeting(office, "invite", asked)
        self.meeting(office, "call_observers")
        self.meeting(office, "send_out")

    def sit_down(self):
        people = self.people
        for who in (*people.speakers, people.host, people.guest):
            self.item(who, "acknowledge")
            self.meeting(who, "check_in", {"account_id": who.account_id})
        self.meeting(people.host, "start")

    def discuss(self):
        people = self.people
        self.item(people.host, "open")
        self.item(people.judge, "introduce", {"words": "案情和评议意见"})
        self.item(people.host, "end_questions")
        self.item(people.guest, "remark", {"words": "基层多予支持"})
        self.item(people.host, "end_remarks")
        for who in people.speakers:
            self.item(who, "state", {"view": VIEWS[0], "reasons": "属于实现债权的费用"})
        self.item(people.host, "state", {"view": VIEWS[0], "reasons": "同意"})
        self.summarise()

    def summarise(self):
        item = self.items.open(self.item_id, actor=self.people.host).item
        views = [
            {"view": each.view, "n": each.n, "standing": each.standing.value}
            for each in counted_views(item)
        ]
        self.item(self.people.host, "summarise", {"views": views, "words": "应予支持"})

    def sign(self):
        people = self.people
        for who in (*people.speakers, people.host):
            self.item(who, "sign", {"version": 1})


@pytest.fixture
def hall(referral, people, clock):
    return Hall(referral, people, clock)


STEPS_OF_HALL = ("suggest", "admit", "plan", "convene", "sit_down", "discuss", "sign")


@pytest.fixture
def at(hall, referred):
    """Bring the item and its meeting as far as a step."""

    def bring(step):
        for each in STEPS_OF_HALL[: STEPS_OF_HALL.index(step) + 1]:
            getattr(hall, each)(*((referred,) if each == "suggest" else ()))
        return hall

    return bring
