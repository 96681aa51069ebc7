"""A house whose like cases part on a question, for which a rule is made."""

from tests.service.case_divergence.conftest import (  # noqa: F401 - fixtures used by name
    judgments,
    stocked_database,
)
from tests.service.referral.people import (  # noqa: F401 - fixtures used by name
    open_case,
    person,
    secretary,
)
