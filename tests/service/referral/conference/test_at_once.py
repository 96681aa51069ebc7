"""Fifty act on one meeting at once: nothing is lost, nothing happens twice, nobody waits for ever."""

from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier, Thread
from time import sleep

import pytest

from service.accounts.desk import AccountDesk
from service.actors import Role
from service.notices.desk import NoticeDesk
from service.parameters.book import ParameterBook
from service.referral.access import Access
from service.referral.conference.asking import PlanChoice
from service.referral.conference.books import ConferenceBooks
from service.referral.conference.counting import counted_views
from service.referral.conference.item import yet_to_speak
from service.referral.conference.item_desk import ItemDesk
from service.referral.conference.meeting_desk import MeetingDesk
from service.referral.conference.vocabulary import ConferenceState, ItemState, Level
from service.referral.course.acts import Part
from service.referral.errors import ReferralError, RuleBrokenError
from service.referral.roster.desk import RosterDesk
from service.referral.roster.model import Colleague, Office, Rank, in_speaking_order
from service.store.account_records import AccountRecords
from service.store.matter_records import MatterRecords
from service.store.notice_records import NoticeRecords
from service.store.parameter_records import ParameterRecords
from service.store.pending_records import PendingRecords
from service.store.roster_records import RosterRecords
from tests.service.conftest import GOOD_PASSWORD
from tests.service.referral.conference.made import doer, line, suggestion

COURT = "长春林区中级法院"
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
RANKS = tuple(Rank)
LONGEST_SECONDS = 300


class Court:
    """A court of many judges over one database."""

    def __init__(self, engine, settings, n):
        desk = AccountDesk(AccountRecords(engine), settings)
        roster = RosterRecords(engine)
        self.actors = [
            desk.add(
                name=f"judge{number}",
                display_name=f"法官{number}",
                password=GOOD_PASSWORD,
                roles=(Role.SECRETARY,) if number == 0 else (Role.JUDGE,),
                now=NOW,
            )
            for number in range(n + 1)
        ]
        roster.put([self._colleague(number, each) for number, each in enumerate(self.actors)])
        self.office, self.host, *self.judges = self.actors
        access = Access(
            roster=RosterDesk(records=roster, court=COURT),
            pending=PendingRecords(engine),
            accounts=AccountRecords(engine),
        )
        books = ConferenceBooks(records=MatterRecords(engine), access=access)
        notices = NoticeDesk(records=NoticeRecords(engine))
        parameters = ParameterBook(records=ParameterRecords(engine))
        self.books = books
        self.items = ItemDesk(books=books, referrals=None, parameters=parameters, notices=notices)
        self.meetings = MeetingDesk(books=books, parameters=parameters, notices=notices)

    def _colleague(self, number, actor):
        offices = {0: {Office.CONFERENCE_SECRETARY}, 1: {Office.DIVISION_HEAD}}.get(number, set())
        return Colleague(
            account_id=actor.account_id,
            name=actor.display_name,
            court=COURT,
            division="民一庭",
            rank=RANKS[number % 9],
            ranked_since=date(2000 + number % 20, 1, 1),
            offices=frozenset(offices),
        )

    def convene(self):
        office = doer(self.office.account_id, Part.CONFERENCE_SECRETARY)
        put = suggestion(judge_ids=(), division="民一庭")
        self.item_id = self.books.items.begin(line("suggest", office, put)).id
        host = {"account_id": self.host.account_id, "level": "division"}
        self.item(self.host, "submit", host)
        self.item(self.host, "admit")
        asked = PlanChoice(
            name="2026年第1次专业法官会议",
            division="民一庭",
            host=self.host.account_id,
            level=Level.DIVISION,
            at=datetime(2026, 3, 9, 1, tzinfo=UTC),
            place="大会议室",
        )
        self.meeting_id = self.meetings.plan(asked, actor=self.office, now=NOW).id
        self.meeting(self.office, "add_item", {"item_id": self.item_id, "minutes": 30})
        invited = {"account_ids": [each.account_id for each in self.judges]}
        self.meeting(self.office, "invite", invited)
        self.meeting(self.office, "send_out")

    def item(self, who, act, content=None):
        data = content or {}
        return self.items.act(self.item_id, act, data, reason="", actor=who, now=NOW)

    def meeting(self, who, act, content=None):
        data = content or {}
        return self.meetings.act(self.meeting_id, act, data, reason="", actor=who, now=NOW)

    def the_item(self):
        return self.books.items.open(self.item_id).matter

    def the_meeting(self):
        return self.books.meetings.open(self.meeting_id).matter


def at_once(jobs):
    """Run jobs at once; give what any of them failed with, or that it never came to an end."""
    barrier, failures = Barrier(len(jobs)), []

    def run(job):
        barrier.wait()
        try:
            job()
        except Exception as error:  # noqa: BLE001 - any failure at all is a failure here
            failures.append(error)

    threads = [Thread(target=run, args=(job,), daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST_SECONDS)
    waiting = [thread for thread in threads if thread.is_alive()]
    return failures + waiting


def twice(act):
    """Do an act twice, as somebody does who presses twice: the second is refused."""

    def job():
        act()
        try:
            act()
        except ReferralError:
            return
        raise AssertionError("it was done twice")

    return job


def until_done(act):
    """Try until a rule refuses no more that it is somebody's turn, or that a version is old."""

    def job():
        while True:
            try:
                return act()
            except RuleBrokenError as refusal:
                if refusal.rule not in {"V9", "version"}:
                    raise
                sleep(0.02)

    return job


def hold_a_meeting(court):
    court.convene()
    everybody = (*court.judges, court.host)

    def reader(who):
        return twice(lambda: court.item(who, "acknowledge"))

    def comer(who):
        return twice(lambda: court.meeting(who, "check_in", {"account_id": who.account_id}))

    def editor(who):
        def rearrange():
            meeting = court.the_meeting()
            lines = [replace(each, minutes=each.minutes + 1) for each in meeting.agenda]
            told = [
                {name: getattr(each, name) for name in ("item_id", "title", "group", "minutes")}
                for each in lines
            ]
            court.meeting(who, "arrange", {"seen": meeting.agenda_version, "lines": told})

        return until_done(rearrange)

    editors = [editor(court.office if number % 2 else court.host) for number in range(6)]
    assert at_once([reader(who) for who in everybody]) == []
    assert at_once([*(comer(who) for who in everybody), *editors]) == []
    meeting = court.the_meeting()
    assert sorted(meeting.present) == sorted(each.account_id for each in everybody)
    assert meeting.agenda[0].minutes == 30 + len(editors)
    assert set(court.the_item().read_by) == set(meeting.present)

    court.meeting(court.host, "start")
    court.item(court.host, "open")
    court.item(court.office, "introduce", {"words": "情况"})
    asks = [lambda who=who: court.item(who, "ask", {"words": f"问{who.name}"}) for who in everybody]
    assert at_once(asks) == []
    questions = court.the_item().questions
    assert {each.account_id for each in questions} == {each.account_id for each in everybody}
    for number in range(len(questions)):
        court.item(court.office, "answer", {"question": number + 1, "words": "答"})
    court.item(court.host, "end_questions")


def speak_and_sign(court):
    everybody = (*court.judges, court.host)
    order = yet_to_speak(court.the_item())
    assert order == in_speaking_order(order)

    def speaker(number, who):
        said = {"view": f"观点{number % 2}", "reasons": "理由"}

        def speak():
            court.item(who, "state", said)

        return until_done(speak)

    assert at_once([speaker(number, who) for number, who in enumerate(court.judges)]) == []
    item = court.the_item()
    assert [each.account_id for each in item.statements] == [each.account_id for each in order]
    assert item.state is ItemState.FURTHER_ROUNDS
    court.item(court.host, "state", {"view": "观点0", "reasons": "归纳"})
    views = [
        {"view": each.view, "n": each.n, "standing": each.standing.value}
        for each in counted_views(court.the_item())
    ]
    assert sum(each["n"] for each in views) == len(everybody)
    court.item(court.host, "summarise", {"views": views, "words": "讨论意见"})
    signing = [twice(lambda who=who: court.item(who, "sign", {"version": 1})) for who in everybody]
    assert at_once(signing) == []
    item = court.the_item()
    assert sorted(item.signed_by) == sorted(each.account_id for each in everybody)
    assert item.state is ItemState.ADVISED
    meeting = court.the_meeting()
    assert (meeting.running, meeting.done) == ("", (court.item_id,))
    court.meeting(court.host, "close")
    assert court.the_meeting().state is ConferenceState.CLOSED


def test_a_few_at_once_on_sqlite(engine, settings):
    court = Court(engine, settings, 8)
    hold_a_meeting(court)
    speak_and_sign(court)


@pytest.mark.slow
def test_fifty_at_once_on_sqlite(engine, settings):
    court = Court(engine, settings, 50)
    hold_a_meeting(court)
    speak_and_sign(court)


@pytest.mark.slow
def test_fifty_at_once_on_postgresql(postgres_engine, settings):
    court = Court(postgres_engine, settings, 50)
    hold_a_meeting(court)
    speak_and_sign(court)
