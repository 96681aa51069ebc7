"""A court with its committee, from the referral of a judge to the judgment filed."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from service.actors import Actor, Role
from service.referral.committee.desk import CommitteeDesk, MeetingEntry
from service.referral.committee.drawing_up import ApplicationEntry
from service.referral.committee.vocabulary import ItemState
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import Way
from service.referral.referrals.starting import Start
from service.referral.roster.model import Colleague, Office, Rank
from tests.service.conftest import GOOD_PASSWORD

COURT = "吉林省长春市朝阳区人民法院"
RANKS = (
    Rank.SENIOR_2,
    Rank.SENIOR_3,
    Rank.SENIOR_4,
    Rank.JUDGE_1,
    Rank.JUDGE_1,
    Rank.JUDGE_2,
    Rank.JUDGE_2,
)


@dataclass(slots=True, kw_only=True)
class Bench:
    """People of a court, and an item that they carry along."""

    committee: CommitteeDesk
    referral: object
    clock: object
    members: list[Actor]
    secretary: Actor
    judge: Actor
    head: Actor
    item_id: str = ""
    meeting_id: str = ""
    referral_id: str = ""
    notes: dict = field(default_factory=dict)

    @property
    def president(self) -> Actor:
        return self.members[0]

    @property
    def vice(self) -> Actor:
        return self.members[1]

    def do(self, actor, name, data=None, *, reason=""):
        return self.committee.act(
            self.item_id, name, data or {}, reason=reason, actor=actor, now=self.clock()
        )

    def meet(self, actor, name, data=None, *, reason=""):
        return self.committee.act_on_meeting(
            self.meeting_id, name, data or {}, reason=reason, actor=actor, now=self.clock()
        )

    def item(self, actor=None):
        return self.committee.open_item(self.item_id, actor=actor or self.secretary).item

    def refer(self):
        referrals = self.referral.referrals
        filled = referrals.prefill(Start(way=Way.BY_HAND), actor=self.judge, now=self.clock())
        begun = referrals.propose(
            filled, Entry(question="逾期利息的上限"), actor=self.judge, now=self.clock()
        )
        self.referral_id = begun.id
        return begun

    def apply(self, **changes):
        if not self.referral_id:
            self.refer()
        entry = ApplicationEntry(**{"exemption": "same_members", **changes})
        begun = self.committee.apply(self.referral_id, entry, actor=self.judge, now=self.clock())
        self.item_id = begun.id
        return begun

    def to_filtered(self):
        self.apply()
        self.do(self.head, "forward_by_head", {"words": "同意提交"})
        self.do(self.vice, "forward_by_vice_president")
        self.do(self.president, "approve")
        self.do(self.secretary, "filter", {"result": "full", "criteria": ["意见分歧"]})

    def convene(self, body="全体会议"):
        begun = self.committee.convene(
            MeetingEntry(
                title="第1次会议",
                body=body,
                host=self.president.account_id,
                starts_at=self.clock() + timedelta(days=10),
            ),
            actor=self.secretary,
            now=self.clock(),
        )
        self.meeting_id = begun.id
        return begun

    def to_sent(self):
        self.to_filtered()
        self.convene()
        self.do(self.secretary, "schedule", {"meeting_id": self.meeting_id, "minutes": 30})
        self.do(self.secretary, "send_materials", {"titles": ["审理报告"]})

    def to_speaking(self):
        self.to_sent()
        self.begin()
        self.do(self.secretary, "open")
        self.do(self.judge, "report", {"words": "基本案情"})
        self.do(self.president, "end_questions")

    def begin(self):
        recused = self.item().recused
        for member in self.members:
            if member.account_id not in recused:
                self.meet(self.secretary, "sign_in", {"member": member.account_id})
        self.meet(self.secretary, "begin")

    def to_voting(self):
        self.to_speaking()
        while (turn := self.item().sitting.next_speaker) is not None:
            self.do(
                self.secretary,
                "speak",
                {"member": turn.account_id, "opinion": "同意", "reasons": ""},
            )
        options = [
            {"words": "被告人甲某犯盗窃罪，判处有期徒刑三年", "ruling": {"months": 36}},
            {"words": "改判", "ruling": {}},
        ]
        self.do(self.president, "put_to_vote", {"options": options})

    def vote(self, member, *, stand="for", option=1, reasons=""):
        said = {"ballot": 1, "stand": stand, "option": option, "reasons": reasons}
        return self.do(member, "seal_vote", said)

    def to_decided(self):
        self.to_voting()
        for member in self.members:
            self.vote(member)
        assert self.item().state is ItemState.DECIDED

    def to_execution(self):
        self.to_decided()
        minutes = {
            "summary": "汇报、讨论",
            "decision": "被告人甲某犯盗窃罪，判处有期徒刑三年",
            "public_reasons": "数额巨大",
            "inner_reasons": "内部理由",
        }
        self.do(self.secretary, "draft_minutes", minutes)
        self.do(self.president, "approve_minutes")
        self.do(self.secretary, "send_decision", {"recipients": ["刑庭"]})


def bench_over(referral, desk, clock, *, n_members=7):
    """Return a court with a committee of so many members."""

    def person(name, display_name, *roles):
        return desk.add(
            name=name,
            display_name=display_name,
            password=GOOD_PASSWORD,
            roles=roles or (Role.JUDGE,),
            now=clock(),
        )

    members = [person(f"member{n}", f"委员{n}", Role.LEADER) for n in range(n_members)]
    entries = [
        Colleague(
            account_id=member.account_id,
            name=member.display_name,
            court=COURT,
            division="",
            rank=RANKS[n % len(RANKS)],
            ranked_since=date(2010, 1, 1) + timedelta(days=n),
            offices=frozenset(
                {Office.COMMITTEE_MEMBER}
                | ({Office.PRESIDENT} if n == 0 else set())
                | ({Office.VICE_PRESIDENT} if n == 1 else set())
            ),
            bodies=frozenset({"民事专业委员会"} if n < n_members // 2 + 2 else set()),
        )
        for n, member in enumerate(members)
    ]
    judge = person("handler", "承办甲")
    head = person("head", "庭长甲", Role.LEADER)
    secretary = person("keeper", "秘书甲", Role.SECRETARY)
    others = (
        (judge, "刑庭", frozenset()),
        (head, "刑庭", frozenset({Office.DIVISION_HEAD})),
        (secretary, "", frozenset({Office.COMMITTEE_SECRETARY})),
    )
    entries += [
        Colleague(
            account_id=actor.account_id,
            name=actor.display_name,
            court=COURT,
            division=division,
            rank=None,
            ranked_since=None,
            offices=offices,
        )
        for actor, division, offices in others
    ]
    referral.roster.records.put(entries)
    return Bench(
        committee=referral.committee,
        referral=referral,
        clock=clock,
        members=members,
        secretary=secretary,
        judge=judge,
        head=head,
    )


@pytest.fixture
def bench(referral, desk, clock):
    return bench_over(referral, desk, clock)
