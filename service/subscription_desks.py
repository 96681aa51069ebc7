"""How are the desks of subscriptions and of news put together?"""

from dataclasses import dataclass

from sqlalchemy import Engine

from service.case_desks import CaseDesks
from service.referral_desks import ReferralDesks
from service.search.service import SearchService
from service.store.account_records import AccountRecords
from service.store.seen_records import SeenRecords
from service.store.subscription_records import SubscriptionRecords
from service.subscriptions.case_items import CaseItems
from service.subscriptions.desk import SubscriptionDesk
from service.subscriptions.matching import Matcher
from service.subscriptions.news import NewsDesk
from service.subscriptions.showing import MatchShelf
from service.tiers.desk import TierDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionDesks:
    """What tells people of what they asked to hear of.

    Attributes:
        subscriptions: Keeps subscriptions and tells of what matches them.
        news: Tells what is new of a case since somebody last looked.
    """

    subscriptions: SubscriptionDesk
    news: NewsDesk


def subscription_desks(
    engine: Engine,
    *,
    cases: CaseDesks,
    referral: ReferralDesks,
    search: SearchService,
    tiers: TierDesk,
) -> SubscriptionDesks:
    """Return the desks over one database.

    Args:
        engine: The database.
        cases: The desks that work on pending cases.
        referral: The way from a divergence to a rule.
        search: The search.
        tiers: The search tier by tier.
    """
    seen = SeenRecords(engine)
    items = CaseItems(
        search=search,
        tiers=tiers,
        divergence=cases.divergence,
        related=cases.related,
        collisions=cases.collisions,
        rules=cases.rules,
        marks=cases.case_search,
        reports=cases.reports,
        flags=referral.flags,
        notices=cases.notices,
        pending=cases.pending,
        records=seen,
    )
    rules = referral.rules
    return SubscriptionDesks(
        subscriptions=SubscriptionDesk(
            records=SubscriptionRecords(engine),
            matcher=Matcher(search=search, rules=rules, pending=cases.pending, items=items),
            shelf=MatchShelf(search=search, rules=rules, pending=cases.pending),
            accounts=AccountRecords(engine),
        ),
        news=NewsDesk(items=items, records=seen),
    )
