"""Does a term leave what its own paper allows: the frame of the law, and custody served?

Like cases say what is usual; these two say what cannot well be, whatever others do. Both stay
silent where the paper does not tell enough.
"""

import re
from typing import Final

from corpus.judgment import Judgment, SectionKind
from corpus.law.frames import frame_of
from corpus.outcome.model import TermKind
from service.divergence.departing.custody import custody_of

_FIXED: Final = frozenset({TermKind.FIXED_TERM, TermKind.DETENTION})
_MITIGATED: Final = re.compile("减轻|免除处罚|免予")
_SLACK_MONTHS: Final = 0.5


def leaves_frame(judgment: Judgment) -> bool:
    """Tell whether the terms of a judgment lie outside what the provisions cited allow.

    Of several terms all must, on one side: which provision and which grade goes with whom is not
    told apart. Below the frame is right where the court mitigates (减轻处罚, 刑法 art. 63).

    Cost: linear in the length of the reasoning.
    """
    criminal = judgment.outcome.criminal if judgment.outcome else None
    terms = [
        conviction.punishment.term.months
        for accused in (criminal.accused if criminal else ())
        for conviction in accused.value.convictions
        if conviction.punishment.term is not None and conviction.punishment.term.kind in _FIXED
    ]
    reasoning = judgment.section_text(SectionKind.REASONING)
    frame = frame_of((each.value for each in judgment.provisions), reasoning)
    if frame is None or not terms:
        return False
    if min(terms) > frame.high:
        return True
    return max(terms) < frame.low and not _MITIGATED.search(reasoning)


def is_below_custody(judgment: Judgment) -> bool:
    """Tell whether anybody was in custody for longer than the term that is passed.

    Cost: linear in the length of the head.
    """
    criminal = judgment.outcome.criminal if judgment.outcome else None
    if criminal is None:
        return False
    custody = custody_of(judgment)
    for accused in criminal.accused:
        final, own = accused.value.final, custody.get(accused.value.name)
        if final is None or final.term is None or own is None or own.months is None:
            continue
        if final.term.kind in _FIXED and final.term.months < own.months - _SLACK_MONTHS:
            return True
    return False
