"""What does an act say, of what a person says and what the court has set?

Figures of procedure, the body, who is present, the number in the register and how a judgment
compares are put in by the machine; nobody types them.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from corpus.judgment import Judgment, RawJudgment, SourceRecord
from corpus.reading import read_judgment
from corpus.spans import value_of
from service.court_time import court_day
from service.parameters.book import ParameterBook
from service.parameters.table import Parameter
from service.referral.committee.applications import Filtering, Materials, Scheduling
from service.referral.committee.comparing import compare_with_decision
from service.referral.committee.decisions import FiledJudgment, Registration, Sent
from service.referral.committee.items import Item
from service.referral.committee.meetings import Meeting
from service.referral.committee.sittings import Opening
from service.referral.committee.vocabulary import Filter, Stand
from service.referral.errors import RuleBrokenError
from service.store.matter_records import MatterWork
from service.store.sealed_vote_records import count_registered

_HOURS_OF_COURTS: Final = timedelta(hours=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterSaid:
    """Result of the filter and its criteria."""

    result: Filter
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSaid:
    """The meeting, and how many minutes the item is given."""

    meeting_id: str
    minutes: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialsSaid:
    """What the papers are called."""

    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSaid:
    """Whoever chairs the item; 0 for the host of the meeting."""

    host: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteSaid:
    """A vote as a member gives it; it goes nowhere but under its seal."""

    ballot: int
    stand: Stand
    option: int = 0
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSaid:
    """To whom a decision goes."""

    recipients: tuple[str, ...]
    to_prosecutor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSaid:
    """The text of the judgment."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What the court has set for a day.

    Attributes:
        allows_simple: Whether there is a short way (简易程序).
        lead_days: Days before a meeting by which materials are sent.
        counts_recused: Whether recused members count among all members.
        judgment_due_on: Working day by which a judgment is made of what is sent on the day.
    """

    allows_simple: bool
    lead_days: int
    counts_recused: bool
    judgment_due_on: date


def allowed_on(book: ParameterBook, day: date) -> Allowed:
    """Return what the court has set for a day."""
    n_days = book.number(Parameter.COMMITTEE_JUDGMENT_DAYS, day)
    return Allowed(
        allows_simple=book.flag(Parameter.COMMITTEE_SIMPLE_TRACK, day),
        lead_days=book.number(Parameter.COMMITTEE_LEAD_DAYS, day),
        counts_recused=book.flag(Parameter.COMMITTEE_RECUSED_COUNT, day),
        judgment_due_on=book.calendar.working_days_after(day, n_days),
    )


def filtering_of(said: FilterSaid, allowed: Allowed) -> Filtering:
    """Return the filter with what the court allows on a day."""
    return Filtering(
        result=said.result,
        criteria=tuple(each.strip() for each in said.criteria if each.strip()),
        allows_simple=allowed.allows_simple,
    )


def scheduling_of(said: ScheduleSaid, meeting: Meeting) -> Scheduling:
    """Return the place on the agenda of a meeting."""
    called = meeting.convening
    return Scheduling(
        meeting_id=said.meeting_id, body=called.body, held_on=court_day(called.starts_at)
    )


def materials_of(said: MaterialsSaid, allowed: Allowed) -> Materials:
    """Return the materials with the days by which they have to be sent."""
    return Materials(
        titles=tuple(each.strip() for each in said.titles if each.strip()),
        lead_days=allowed.lead_days,
    )


def opening_of(
    said: OpenSaid, item: Item, meeting: Meeting, meeting_id: str, *, allowed: Allowed
) -> Opening:
    """Return the opening: body and attendance of the meeting as they stand.

    Where its host stands aside, the first leader who is there and does not, chairs.
    """
    called, recused = meeting.convening, item.recused
    able = [each for each in called.body.leaders if each in meeting.present and each not in recused]
    host = said.host or called.host
    if not said.host and host in recused and able:
        host = able[0]
    return Opening(
        meeting_id=meeting_id,
        body=called.body,
        present=meeting.present,
        host=host,
        counts_recused=allowed.counts_recused,
        guests=meeting.guests,
    )


def registration_of(work: MatterWork, item: Item, now: datetime) -> Registration:
    """Return the next number of the register of the year, within the transaction that takes it."""
    year = court_day(now).year
    first, end = (datetime(each, 1, 1, tzinfo=UTC) - _HOURS_OF_COURTS for each in (year, year + 1))
    serial = 1 + count_registered(work, item.application.court, first, end)
    return Registration(year=year, serial=serial)


def sent_of(said: SendSaid, allowed: Allowed) -> Sent:
    """Return the sending with the day by which the judgment has to be made."""
    return Sent(
        recipients=tuple(each.strip() for each in said.recipients if each.strip()),
        to_prosecutor=said.to_prosecutor,
        due_on=allowed.judgment_due_on,
    )


def filed_of(said: FileSaid, item: Item, day: date) -> FiledJudgment:
    """Return the judgment as it compares with the decision.

    Raises:
        RuleBrokenError: The text is no judgment.

    Cost: that of reading a judgment, some milliseconds.
    """
    source = SourceRecord(name="committee", place="文书备案", format="text")
    judgment = read_judgment(RawJudgment(text=said.text, source=source), today=day)
    if not isinstance(judgment, Judgment):
        raise RuleBrokenError(
            rule="judgment",
            sentence=judgment.reason,
            words="备案的文字不是可以读取的裁判文书，请提交裁判文书全文。",
        )
    if item.sitting is None or item.sitting.decision is None:
        raise AssertionError("a judgment is filed without a decision")
    compared = compare_with_decision(item.sitting.decision, judgment)
    number = value_of(judgment.case_number)
    return FiledJudgment(
        case_number="" if number is None else str(number),
        digest=hashlib.sha256(judgment.text.encode()).hexdigest(),
        differences=compared.differences,
        compared=compared.compared,
        untold=compared.untold,
    )
