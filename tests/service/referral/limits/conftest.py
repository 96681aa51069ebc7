"""A house in which a judge hears a case whose like cases part, beside others who may not know."""

from tests.service.referral.people import (  # noqa: F401 - fixtures used by name
    case,
    draft_case,
    head,
    judgments,
    open_case,
    person,
    secretary,
    stocked_database,
)
