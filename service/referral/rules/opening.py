"""How is the way back put together over one database?"""

from sqlalchemy import Engine

from corpus.store.sql import SqlJudgmentStore
from service.notices.desk import NoticeDesk
from service.parameters.book import ParameterBook
from service.referral.course.ledger import Ledger
from service.referral.rules.company import RuleCompany
from service.referral.rules.course import COURSE
from service.referral.rules.outline import outline_of
from service.referral.rules.shelf import RuleShelf
from service.referral.rules.way_back import WayBack
from service.store.account_records import AccountRecords
from service.store.audit_corpus import AuditCorpus
from service.store.matter_records import MatterRecords
from service.store.parameter_records import ParameterRecords
from service.store.pending_records import PendingRecords
from service.tiers.hierarchy import CourtBook


def way_back_over(engine: Engine, *, notices: NoticeDesk, book: CourtBook) -> WayBack:
    """Return what brings rules to cases.

    Args:
        engine: The database.
        notices: Tells judges.
        book: Which court is above which.
    """
    ledger = Ledger(course=COURSE, records=MatterRecords(engine), outline=outline_of)
    company = RuleCompany(corpus=AuditCorpus(engine), store=SqlJudgmentStore(engine))
    return WayBack(
        shelf=RuleShelf(ledger=ledger, company=company),
        parameters=ParameterBook(records=ParameterRecords(engine)),
        pending=PendingRecords(engine),
        accounts=AccountRecords(engine),
        notices=notices,
        book=book,
    )
