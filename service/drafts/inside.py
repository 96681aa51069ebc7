"""What in a draft contradicts the rest of it?"""

from typing import Final

from service.drafts.checks import (
    appeal_notice,
    award,
    capitals,
    case_number,
    charge,
    citation_order,
    combined,
    date_order,
    delay_article,
    early_law,
    fees,
    impossible_date,
    law_name,
    no_such_article,
    party_name,
    party_role,
    person,
    probation,
    rate,
    refused_granted,
    repealed_law,
    rest_dismissed,
    term_dates,
    term_limits,
    total,
    unknown_party,
    usual_provision,
)
from service.drafts.found import Check, Found
from service.drafts.paper import DraftPaper

INSIDE: Final[tuple[Check, ...]] = (
    repealed_law.find,
    early_law.find,
    delay_article.find,
    no_such_article.find,
    law_name.find,
    usual_provision.find,
    citation_order.find,
    term_limits.find,
    probation.find,
    combined.find,
    term_dates.find,
    charge.find,
    award.find,
    rate.find,
    refused_granted.find,
    rest_dismissed.find,
    capitals.find,
    total.find,
    fees.find,
    party_name.find,
    unknown_party.find,
    party_role.find,
    person.find,
    impossible_date.find,
    date_order.find,
    case_number.find,
    appeal_notice.find,
)
"""The checks of a draft by itself, the gravest first."""


def check_inside(draft: DraftPaper) -> tuple[Found, ...]:
    """Return what contradicts itself in a draft, check by check.

    Cost: linear in the length of the text.
    """
    return tuple(found for check in INSIDE for found in check(draft))
