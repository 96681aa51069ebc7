"""How are the desks between a divergence and a rule put together?"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from service.audits.desk import AuditDesk
from service.case_desks import CaseDesks
from service.court_time import OnceADay
from service.parameters.book import ParameterBook
from service.purposes.desk import PurposeDesk
from service.purposes.waiting import Waiting
from service.referral.access import Access
from service.referral.committee.desk import CommitteeDesk
from service.referral.committee.heralding import Herald
from service.referral.committee.seeing import Sight
from service.referral.conference.board import ConferenceBoard
from service.referral.conference.books import ConferenceBooks
from service.referral.conference.item_desk import ItemDesk
from service.referral.conference.meeting_desk import MeetingDesk
from service.referral.flags.desk import FlagDesk
from service.referral.limits.desk import LimitDesk
from service.referral.papers.desk import PaperDesk
from service.referral.papers.upward_desk import UpwardDesk
from service.referral.referrals.desk import ReferralDesk
from service.referral.referrals.reading import ReferralReader
from service.referral.referrals.starting import ReferralStarter
from service.referral.roster.desk import RosterDesk
from service.referral.rules.desk import RuleDesk
from service.referral.secretary.desk import SecretaryDesk
from service.search.service import SearchService
from service.store.account_records import AccountRecords
from service.store.matter_records import MatterRecords
from service.store.parameter_records import ParameterRecords
from service.store.pending_records import PendingRecords
from service.store.purpose_records import PurposeRecords
from service.store.roster_records import RosterRecords
from service.tiers.hierarchy import CourtBook


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDesks:
    """What works between a divergence and a rule.

    Attributes:
        records: The stored matters.
        roster: Who works at the court.
        parameters: What the court sets for its procedure.
        access: Tells who takes which part.
        referrals: Referrals.
        flags: Marks of the four classes.
        limits: Time limits.
        committee: The adjudication committee.
        papers: Papers of meetings and items.
        upward: Papers that go to a court above.
        secretary: The desk of the secretaries.
        rules: The register of rules.
        conference_items: Items of the judges' conference.
        conferences: Its meetings.
        conference_board: What goes on there.
        purposes: On what grounds those outside a panel look in.
        days: Tells when a day begins on which somebody is to be reminded.
    """

    records: MatterRecords
    roster: RosterDesk
    parameters: ParameterBook
    access: Access
    referrals: ReferralDesk
    flags: FlagDesk
    limits: LimitDesk
    committee: CommitteeDesk
    papers: PaperDesk
    upward: UpwardDesk
    secretary: SecretaryDesk
    rules: RuleDesk
    conference_items: ItemDesk
    conferences: MeetingDesk
    conference_board: ConferenceBoard
    purposes: PurposeDesk
    days: OnceADay = field(default_factory=OnceADay)

    def remind(self, *, now: datetime) -> None:
        """Send what is due today, once a day in this process; ``tongpan referral remind`` at will.

        Cost: on the first call of a day the acts of every item and time limit that is due.
        """
        if self.days.has_come(now):
            self.limits.warn(now=now)
            self.conference_items.remind(now=now)


def referral_desks(
    engine: Engine, *, cases: CaseDesks, audits: AuditDesk, search: SearchService, book: CourtBook
) -> ReferralDesks:
    """Return the desks over one database.

    Args:
        engine: The database.
        cases: The desks that work on pending cases.
        audits: Shows audits.
        search: Gives stored judgments.
        book: Which court is above which.
    """
    records = MatterRecords(engine)
    roster = RosterDesk(
        records=RosterRecords(engine), court="" if book.own is None else book.own.name
    )
    parameters = ParameterBook(records=ParameterRecords(engine))
    access = Access(roster=roster, pending=PendingRecords(engine), accounts=AccountRecords(engine))
    flags = FlagDesk(records=records, access=access, parameters=parameters)
    starter = ReferralStarter(
        pending=cases.pending,
        divergence=cases.divergence,
        drafts=cases.drafts,
        reports=cases.reports,
        audits=audits,
        judgment=search.judgment,
        book=book,
        roster=roster,
        is_four_class=flags.is_four_class,
    )
    referrals = ReferralDesk(
        reader=ReferralReader(
            records=records,
            access=access,
            parameters=parameters,
            book=book,
            is_four_class=starter.is_four_class,
        ),
        starter=starter,
        reports=cases.reports,
        judgment=search.judgment,
        notices=cases.notices,
        opposed=cases.collisions.opposed,
    )
    books = ConferenceBooks(records=records, access=access)
    conferences = MeetingDesk(books=books, parameters=parameters, notices=cases.notices)
    items = ItemDesk(books=books, referrals=referrals, parameters=parameters, notices=cases.notices)
    committee = CommitteeDesk(
        records=records,
        sight=Sight(access=access),
        referrals=referrals,
        parameters=parameters,
        herald=Herald(notices=cases.notices, roster=roster.records),
    )
    board = ConferenceBoard(books=books)
    papers = PaperDesk(
        conferences=conferences,
        conference_items=items,
        committee=committee,
        records=records,
        accounts=access.accounts,
    )
    rules = RuleDesk(
        shelf=cases.rules.shelf,
        referrals=referrals.ledger,
        roster=roster,
        way_back=cases.rules,
    )
    return ReferralDesks(
        records=records,
        roster=roster,
        parameters=parameters,
        access=access,
        referrals=referrals,
        flags=flags,
        limits=LimitDesk(
            records=records, access=access, parameters=parameters, notices=cases.notices
        ),
        committee=committee,
        papers=papers,
        upward=UpwardDesk(
            rules=rules, referrals=referrals.reader, store=cases.rules.shelf.company.store
        ),
        secretary=SecretaryDesk(
            records=records,
            access=access,
            referrals=referrals.reader,
            board=board,
            papers=papers,
        ),
        rules=rules,
        conference_items=items,
        conferences=conferences,
        conference_board=board,
        purposes=PurposeDesk(
            records=PurposeRecords(engine),
            access=access,
            matters=records,
            waiting=Waiting(items=items, conferences=conferences, committee=committee),
            is_four_class=flags.is_four_class,
            hours=search.settings.purpose_hours,
        ),
    )
