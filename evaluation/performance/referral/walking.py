"""How does one referral go the whole way, so that its trail can be copied?

Everything is done through the desks by those who may, at moments that lie a minute apart: what a
matter looked like half way is its trail up to a moment.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from evaluation.performance.referral.people import (
    COURT,
    DIVISIONS,
    MEMBERS,
    PRESIDENT,
    SPEAKERS,
    VICE,
    Staff,
)
from evaluation.performance.referral.report import sign_report
from service.house import House
from service.referral.committee.desk import MeetingEntry
from service.referral.committee.drawing_up import ApplicationEntry
from service.referral.conference.asking import PlanChoice, Suggested
from service.referral.conference.item import yet_to_speak
from service.referral.conference.vocabulary import Ground, Level
from service.referral.flags.model import FlagAct, SubItem
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import HeldPosition, Way
from service.referral.referrals.starting import Start
from service.referral.rules.model import RuleAct

QUESTION: Final = "待替换的法律适用问题"
"""Stands in every trail where a copy puts its own question."""
SUPPORTED: Final = "出借人主张的律师费应予支持，借款合同约定由借款人承担"
REFUSED: Final = "出借人主张的律师费不予支持，约定的费用标准不明"
N_ITEMS: Final = 2
"""Items of each meeting."""
_MINUTE: Final = timedelta(minutes=1)
_DAYS_AHEAD: Final = timedelta(days=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """Matters that went the whole way.

    Attributes:
        alone: A referral of a case that was proposed and commented on, and no more.
        conference: Meeting of the judges' conference, its items and their referrals.
        committee: Meeting of the committee, its items and their referrals.
        rule: A rule that stands.
        flag: A mark of one of the four classes, confirmed.
    """

    alone: str
    conference: tuple[str, ...]
    committee: tuple[str, ...]
    rule: str
    flag: str


@dataclass(slots=True, kw_only=True)
class Walk:
    """A house, its people, and a clock that moves a minute with every act."""

    house: House
    staff: Staff
    pending_id: str
    now: datetime
    items: list[str] = field(default_factory=list)

    def tick(self) -> datetime:
        """Return the next moment."""
        self.now += _MINUTE
        return self.now

    def go(self) -> Walked:
        """Go every way once."""
        judge = self.staff["judge0"]
        case = self.house.pending.find(self.pending_id, account_id=judge.account_id)
        sign_report(self.house, case, judge, self.tick)
        flag = self._marked()
        alone = self._referred()
        self._commented(alone)
        conference = self._conferred()
        committee = self._decided()
        return Walked(
            alone=alone, conference=conference, committee=committee, rule=self._ruled(), flag=flag
        )

    def go_to_vote(self) -> str:
        """Go with an item of the committee until votes are taken on it; return the item."""
        judge = self.staff["judge0"]
        case = self.house.pending.find(self.pending_id, account_id=judge.account_id)
        sign_report(self.house, case, judge, self.tick)
        _, items, _ = self._met()
        # One is taken up at a time.
        self._put_to_vote(items[0])
        return items[0]

    def _marked(self) -> str:
        desk, judge = self.house.referral.flags, self.staff["judge0"]
        case = self.house.pending.find(self.pending_id, account_id=judge.account_id)
        begun = desk.propose(
            case,
            SubItem.GENERAL_GUIDANCE,
            because="同类案件较多",
            actor=judge,
            now=self.tick(),
        )
        desk.act(begun.id, FlagAct.CONFIRM, {}, reason="情况属实", actor=judge, now=self.tick())
        return begun.id

    def _referred(self) -> str:
        desk, judge = self.house.referral.referrals, self.staff["judge0"]
        start = Start(way=Way.BY_HAND, pending_id=self.pending_id)
        filled = desk.prefill(start, actor=judge, now=self.tick())
        entry = Entry(
            question=QUESTION,
            positions=(HeldPosition(words=SUPPORTED), HeldPosition(words=REFUSED)),
            proposed_text=SUPPORTED,
        )
        return desk.propose(filled, entry, actor=judge, now=self.tick()).id

    def _commented(self, referral_id: str) -> None:
        judge = self.staff["judge0"]
        for side, opinion in (("majority", SUPPORTED), ("minority", REFUSED)):
            self.house.referral.referrals.act(
                referral_id,
                "give_panel_opinion",
                {"member": f"合议庭{side}", "side": side, "opinion": opinion, "reasons": opinion},
                reason="",
                actor=judge,
                now=self.tick(),
            )

    def _conferred(self) -> tuple[str, ...]:
        desks, staff = self.house.referral, self.staff
        referrals = [self._referred() for _ in range(N_ITEMS)]
        items = []
        for each in referrals:
            asked = Suggested(ground=Ground.UNIFY, focuses=("费用是否必要", "约定是否明确"))
            begun = desks.conference_items.suggest(
                each, asked, actor=staff["judge0"], now=self.tick()
            )
            items.append(begun.id)
            host = {"account_id": staff.number("host"), "level": "division"}
            self._item(begun.id, PRESIDENT, "submit", host)
            self._item(begun.id, "host", "admit")
        plan = PlanChoice(
            name=QUESTION,
            division=DIVISIONS[0],
            host=staff.number("host"),
            level=Level.DIVISION,
            at=self.now + _DAYS_AHEAD,
            place="第一会议室",
        )
        meeting = desks.conferences.plan(plan, actor=staff["clerk"], now=self.tick()).id
        for each in items:
            self._meeting(meeting, "clerk", "add_item", {"item_id": each, "minutes": 30})
        invited = {"account_ids": [staff.number(each) for each in SPEAKERS]}
        self._meeting(meeting, "clerk", "invite", invited)
        self._meeting(meeting, "clerk", "send_out")
        self.now += _DAYS_AHEAD
        for each in items:
            for name in (*SPEAKERS, "host"):
                self._item(each, name, "acknowledge")
        for name in (*SPEAKERS, "host"):
            self._meeting(meeting, name, "check_in", {"account_id": staff.number(name)})
        self._meeting(meeting, "host", "start")
        for each in items:
            self._discussed(each)
        self._meeting(meeting, "host", "close")
        for each in items:
            self._item(each, "judge0", "reconsider", {"conclusion": "adopted", "words": SUPPORTED})
            self._item(each, "judge0", "end", reason="按多数意见裁判")
            self._item(each, "clerk", "archive")
        return (meeting, *items, *referrals)

    def _discussed(self, item: str) -> None:
        self._item(item, "host", "open")
        self._item(item, "judge0", "introduce", {"words": "案情、争议焦点和评议意见" * 20})
        self._item(item, SPEAKERS[0], "ask", {"words": "合同有无约定"})
        self._item(item, "judge0", "answer", {"question": 1, "words": "合同第八条有约定"})
        self._item(item, "host", "end_questions")
        desk = self.house.referral.conference_items
        while waiting := yet_to_speak(desk.open(item, actor=self.staff["clerk"]).item):
            said = {"view": SUPPORTED, "reasons": "属于实现债权的费用" * 10}
            self._item(item, self._name(waiting[0].account_id), "state", said)
        self._item(item, "host", "state", {"view": SUPPORTED, "reasons": "同意"})
        views = [{"view": SUPPORTED, "n": len(SPEAKERS) + 1, "standing": "majority"}]
        self._item(item, "host", "summarise", {"views": views, "words": SUPPORTED})
        version = desk.open(item, actor=self.staff["clerk"]).item.version
        for name in (*SPEAKERS, "host"):
            self._item(item, name, "sign", {"version": version})

    def _met(self) -> tuple[str, list[str], list[str]]:
        """Let the committee meet; return the meeting, its items and their referrals."""
        desk, staff = self.house.referral.committee, self.staff
        referrals = [self._referred() for _ in range(N_ITEMS)]
        items = []
        for each in referrals:
            entry = ApplicationEntry(facts="基本案情" * 50, exemption="same_members")
            item = desk.apply(each, entry, actor=staff["judge0"], now=self.tick()).id
            items.append(item)
            self._question(item, "head", "forward_by_head", {"words": "同意提交"})
            self._question(item, VICE, "forward_by_vice_president")
            self._question(item, PRESIDENT, "approve")
            criteria = {"result": "full", "criteria": ["意见分歧"]}
            self._question(item, "keeper", "filter", criteria)
        entry_of_meeting = MeetingEntry(
            title=QUESTION,
            body="全体会议",
            host=staff.number(PRESIDENT),
            starts_at=self.now + _DAYS_AHEAD,
        )
        meeting = desk.convene(entry_of_meeting, actor=staff["keeper"], now=self.tick()).id
        for each in items:
            self._question(each, "keeper", "schedule", {"meeting_id": meeting, "minutes": 30})
            self._question(each, "keeper", "send_materials", {"titles": ["审理报告"]})
        self.now += _DAYS_AHEAD
        for name in MEMBERS:
            self._session(meeting, "keeper", "sign_in", {"member": staff.number(name)})
        self._session(meeting, PRESIDENT, "begin")
        return meeting, items, referrals

    def _decided(self) -> tuple[str, ...]:
        meeting, items, referrals = self._met()
        for each in items:
            self._put_to_vote(each)
            self._voted(each)
        for each in items:
            minutes = {
                "summary": "汇报、询问、讨论" * 20,
                "decision": SUPPORTED,
                "public_reasons": "约定明确，费用必要",
                "minority": "一名委员认为不予支持",
            }
            self._question(each, "keeper", "draft_minutes", minutes)
            self._question(each, PRESIDENT, "approve_minutes")
            self._question(each, "keeper", "send_decision", {"recipients": [DIVISIONS[0]]})
        self._session(meeting, PRESIDENT, "close")
        return (meeting, *items, *referrals)

    def _put_to_vote(self, item: str) -> None:
        desk = self.house.referral.committee
        self._question(item, "keeper", "open")
        self._question(item, "judge0", "report", {"words": "案情、合议庭意见" * 20})
        self._question(item, PRESIDENT, "end_questions")
        for _ in MEMBERS:
            sitting = desk.open_item(item, actor=self.staff["keeper"]).item.sitting
            turn = None if sitting is None else sitting.next_speaker
            if turn is not None:
                said = {"member": turn.account_id, "opinion": SUPPORTED, "reasons": "约定明确" * 10}
                self._question(item, "keeper", "speak", said)
        options = [{"words": SUPPORTED, "ruling": {}}, {"words": REFUSED, "ruling": {}}]
        self._question(item, PRESIDENT, "put_to_vote", {"options": options})

    def _voted(self, item: str) -> None:
        for n, name in enumerate(MEMBERS):
            vote = {"ballot": 1, "stand": "for", "option": 2 if n == 0 else 1, "reasons": "同意"}
            self._question(item, name, "seal_vote", vote)

    def _ruled(self) -> str:
        desk, staff = self.house.referral.rules, self.staff
        text = {
            "question": QUESTION,
            "answer": SUPPORTED,
            "causes": ["民间借贷纠纷"],
            "courts": [COURT],
            "law_as_of": self.now.date().isoformat(),
            "force": "advisory",
            "provisions": ["《中华人民共和国民法典》第五百七十七条"],
        }
        begun = desk.act(
            staff["office"], None, RuleAct.DRAFT, {"text": text, "court": COURT}, now=self.tick()
        )
        published = {
            "number": QUESTION,
            "valid_from": self.now.date().isoformat(),
            "review_on": (self.now.date() + timedelta(days=700)).isoformat(),
        }
        desk.act(staff[PRESIDENT], begun.id, RuleAct.PUBLISH, published, now=self.tick())
        return begun.id

    def _name(self, account_id: int) -> str:
        return next(n for n, each in self.staff.actors.items() if each.account_id == account_id)

    def _item(
        self, item: str, name: str, act: str, data: object = None, *, reason: str = ""
    ) -> None:
        said = {"data": data or {}, "reason": reason}
        self._do(self.house.referral.conference_items.act, item, name, act, **said)

    def _meeting(self, meeting: str, name: str, act: str, data: object = None) -> None:
        self._do(self.house.referral.conferences.act, meeting, name, act, data=data or {})

    def _question(self, item: str, name: str, act: str, data: object = None) -> None:
        self._do(self.house.referral.committee.act, item, name, act, data=data or {})

    def _session(self, meeting: str, name: str, act: str, data: object = None) -> None:
        self._do(self.house.referral.committee.act_on_meeting, meeting, name, act, data=data or {})

    def _do(
        self,
        door: Callable[..., object],
        matter: str,
        name: str,
        act: str,
        **said: object,
    ) -> None:
        door(matter, act, actor=self.staff[name], now=self.tick(), **{"reason": "", **said})
