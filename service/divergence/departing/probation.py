"""How unlikely is it that probation is given or refused as it is?

Beside the chance that like cases make, where the accused were: whoever is held until judgment and
gets probation, or is at large and gets none, is one of few (刑事诉讼法 art. 81 and 刑法 art. 72 ask
the same question).
"""

from collections.abc import Mapping
from statistics import fmean
from typing import Final

from corpus.judgment import Judgment
from corpus.outcome.model import TermKind
from service.divergence.departing.custody import Whereabouts, custody_of

_HELD: Final = "held"
_AT_LARGE: Final = "at_large"
_FIXED: Final = frozenset({TermKind.FIXED_TERM, TermKind.DETENTION})


def signs_of_custody(judgment: Judgment) -> Mapping[str, float]:
    """Return the share of accused that get probation out of custody, and go to prison from bail.

    Returns:
        ``held`` and ``at_large``, each in [0, 1], of all with a fixed term or detention.

    Cost: linear in the length of the head.
    """
    criminal = judgment.outcome.criminal if judgment.outcome else None
    custody = custody_of(judgment)
    told = [
        (accused.value.final.probation_months is not None, custody.get(accused.value.name))
        for accused in (criminal.accused if criminal else ())
        if accused.value.final is not None
        and accused.value.final.term is not None
        and accused.value.final.term.kind in _FIXED
    ]
    if not told:
        return {_HELD: 0.0, _AT_LARGE: 0.0}
    places = [(is_given, own.where if own else None) for is_given, own in told]
    return {
        _HELD: fmean(place == (True, Whereabouts.HELD) for place in places),
        _AT_LARGE: fmean(place == (False, Whereabouts.AT_LARGE) for place in places),
    }
