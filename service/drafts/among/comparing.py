"""What do the like cases of a draft show?"""

from service.drafts.among import departures, guiding, provisions, ranges
from service.drafts.among.company import Company
from service.drafts.model import DraftFinding


def compare_draft(company: Company) -> tuple[DraftFinding, ...]:
    """Return what like cases show of a draft: departures, ranges, provisions, guiding cases.

    Cost: linear in the like cases.
    """
    return (
        *departures.find(company),
        *ranges.find(company),
        *provisions.find(company),
        *guiding.missed(company),
        *guiding.unanswered(company),
    )
