"""Where do items and meetings stand, and in which parts does somebody act on them?

Deliberation is need-to-know: an item opens to its panel, to those who lead its division and court,
to the offices that keep it, and to those at the table once the materials are sent. Whoever is
recused sees nothing of it any more, whatever their office.
"""

from dataclasses import dataclass

from service.actors import Actor
from service.referral.access import Access, Place, doer_of
from service.referral.conference.before_session import HOSTS
from service.referral.conference.item import ConferenceItem
from service.referral.conference.item_acts import NamedHost
from service.referral.conference.item_course import COURSE as ITEM_COURSE
from service.referral.conference.meeting import Conference
from service.referral.conference.meeting_course import COURSE as MEETING_COURSE
from service.referral.conference.outlines import outline_item, outline_meeting
from service.referral.conference.vocabulary import Level
from service.referral.course.acts import Doer, Part
from service.referral.course.ledger import Ledger
from service.referral.course.trail import read_acts
from service.referral.errors import RuleBrokenError
from service.referral.roster.model import Colleague, Seat, seat_of
from service.store.matter_records import MatterRecords, MatterWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceBooks:
    """The books of items and meetings, and who may open them.

    Attributes:
        records: The stored matters.
        access: Tells who takes which part.
    """

    records: MatterRecords
    access: Access

    @property
    def items(self) -> Ledger[ConferenceItem]:
        """The book of items."""
        return Ledger(course=ITEM_COURSE, records=self.records, outline=outline_item)

    @property
    def meetings(self) -> Ledger[Conference]:
        """The book of meetings."""
        return Ledger(course=MEETING_COURSE, records=self.records, outline=outline_meeting)

    def doer_in_item(self, item: ConferenceItem, actor: Actor) -> Doer:
        """Return who somebody is in an item; without parts it is not there for them."""
        if actor.account_id in item.recused:
            return doer_of(actor, frozenset())
        put = item.suggestion
        pending = () if put.pending_id is None else (put.pending_id,)
        place = self.access.place_of(put.court, put.division, pending)
        own = {part for who, part in outline_item(item).people if who == actor.account_id}
        return doer_of(actor, self.access.parts(actor, place) | own)

    def doer_in_meeting(self, meeting: Conference, actor: Actor) -> Doer:
        """Return who somebody is in a meeting; without parts it is not there for them."""
        own = {part for who, part in outline_meeting(meeting).people if who == actor.account_id}
        return doer_of(
            actor, self.office_parts(meeting.plan.court, meeting.plan.division, actor) | own
        )

    def office_parts(self, court: str, division: str, actor: Actor) -> frozenset[Part]:
        """Return the parts that somebody takes by office in a division of a court."""
        place = Place(court=court, divisions=frozenset({division} - {""}), pending_ids=())
        return self.access.office_parts(actor, place)

    def meeting_in(self, work: MatterWork, conference_id: str) -> Conference:
        """Return a meeting as it stands within a transaction.

        Raises:
            TrailBrokenError: Its acts were tampered with.
        """
        contents = MEETING_COURSE.contents()
        acts = read_acts(work.acts_of(conference_id), matter_id=conference_id, contents=contents)
        meeting = MEETING_COURSE.replay(acts, matter_id=conference_id)
        if meeting is None:
            raise AssertionError(f"an item stands on the agenda of no meeting {conference_id}")
        return meeting

    def seats(self, account_ids: tuple[int, ...]) -> tuple[Seat, ...]:
        """Return the seats of some accounts, in the order given.

        Raises:
            RuleBrokenError: One of them stands in no roster.
        """
        found = {each.account_id: each for each in self.access.roster.records.of(account_ids)}
        return tuple(seat_of(_known(found.get(account))) for account in account_ids)

    def host(self, account_id: int, level: Level) -> NamedHost:
        """Return somebody as host, with their offices of today.

        Raises:
            RuleBrokenError: They stand in no roster.
        """
        colleague = _known(self.access.roster.records.find(account_id))
        offices = tuple(sorted(colleague.offices, key=lambda office: office.value))
        return NamedHost(seat=seat_of(colleague), offices=offices, level=level)

    def judges_of(self, court: str) -> tuple[Colleague, ...]:
        """Return the judges of a court, in order of account."""
        return tuple(each for each in self.access.roster.records.of_court(court) if each.is_judge)

    def possible_hosts(self, court: str) -> tuple[Colleague, ...]:
        """Return who may host at any level in a court, in order of account."""
        offices = frozenset(office for each in HOSTS.values() for office in each)
        return tuple(each for each in self.judges_of(court) if not offices.isdisjoint(each.offices))


def _known(colleague: Colleague | None) -> Colleague:
    if colleague is None:
        raise RuleBrokenError(
            rule="roster",
            sentence="somebody stands in no roster",
            words="有人不在花名册中，请先登记其法院、等级和职务。",
        )
    return colleague
