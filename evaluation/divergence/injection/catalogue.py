"""Which changes are there, by kind?"""

from collections.abc import Mapping
from typing import Final

from evaluation.divergence.injection.burden import inject_burden
from evaluation.divergence.injection.charge import inject_charge
from evaluation.divergence.injection.claim import inject_claim
from evaluation.divergence.injection.dismissal import inject_dismissal
from evaluation.divergence.injection.interest import inject_interest
from evaluation.divergence.injection.model import Change, Dose, Injector
from evaluation.divergence.injection.probation import inject_probation
from evaluation.divergence.injection.statute import inject_statute
from evaluation.divergence.injection.term import inject_term

INJECTORS: Final[Mapping[Change, Injector]] = {
    Change.TERM: inject_term,
    Change.PROBATION: inject_probation,
    Change.CHARGE: inject_charge,
    Change.CLAIM: inject_claim,
    Change.INTEREST: inject_interest,
    Change.STATUTE: inject_statute,
    Change.BURDEN: inject_burden,
    Change.DISMISSAL: inject_dismissal,
}
"""The function for each kind; each answers None for a dose that its kind does not have."""

DOSES: Final[Mapping[Change, tuple[Dose, ...]]] = {
    Change.TERM: (Dose.SLIGHT, Dose.MARKED, Dose.SEVERE),
    Change.PROBATION: (Dose.MARKED, Dose.SEVERE),
    Change.CHARGE: (Dose.SLIGHT, Dose.MARKED, Dose.SEVERE),
    Change.CLAIM: (Dose.MARKED, Dose.SEVERE),
    Change.INTEREST: (Dose.SLIGHT, Dose.MARKED, Dose.SEVERE),
    Change.STATUTE: (Dose.SLIGHT, Dose.MARKED, Dose.SEVERE),
    Change.BURDEN: (Dose.MARKED, Dose.SEVERE),
    Change.DISMISSAL: (Dose.SEVERE,),
}
"""The doses that each kind has."""
