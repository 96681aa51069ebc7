"""Which sentences does a judgment pass, one for each accused and charge?"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.judgment import Judgment
from corpus.outcome.model import AccusedOutcome, Punishment, TermKind

_MONTH_DAYS = 30
_TERMS = frozenset({TermKind.FIXED_TERM, TermKind.DETENTION})


class LeftOut(StrEnum):
    """Why nothing is expected of a sentence.

    UPHELD: the sentence below stands and another court chose it; ACQUITTED; EXEMPT: 免予刑事处罚;
    NO_TERM: a fine or nothing; OTHER_TERM: death, life or 管制; UNREAD: what is carried out for
    which charge cannot be told.
    """

    UPHELD = "upheld"
    ACQUITTED = "acquitted"
    EXEMPT = "exempt"
    NO_TERM = "no_term"
    OTHER_TERM = "other_term"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedSentence:
    """A fixed term or detention passed on one accused for one charge.

    Attributes:
        accused: As printed.
        charge: Full name of the charge.
        n_charges: Of how many charges the accused is convicted together.
        months: The term; days are parts of a month of 30.
        probation_months: Length of probation; None without it.
        fine_fen: Fine; None without it.
    """

    accused: str
    charge: str
    n_charges: int
    months: float
    probation_months: int | None
    fine_fen: int | None


def sentences_of(judgment: Judgment) -> Iterator[PassedSentence | LeftOut]:
    """Give what a judgment passes, charge by charge, in order of the ruling.

    Probation belongs to what is carried out together, so that of several charges each has it.
    """
    outcome = None if judgment.outcome is None else judgment.outcome.criminal
    for accused in () if outcome is None else outcome.accused:
        if accused.rule == "upheld":
            yield LeftOut.UPHELD
        elif accused.value.is_acquitted:
            yield LeftOut.ACQUITTED
        elif not accused.value.convictions:
            yield LeftOut.UNREAD
        else:
            yield from _of_accused(accused.value)


def _of_accused(accused: AccusedOutcome) -> Iterator[PassedSentence | LeftOut]:
    probation = None if accused.combined is None else accused.combined.probation_months
    for conviction in accused.convictions:
        punishment = conviction.punishment
        reason = _left_out(punishment)
        if conviction.charge is None:
            yield LeftOut.UNREAD
        elif reason is not None:
            yield reason
        elif punishment.term is not None:
            yield PassedSentence(
                accused=accused.name,
                charge=conviction.charge.value,
                n_charges=len(accused.convictions),
                months=punishment.term.months + punishment.term.days / _MONTH_DAYS,
                probation_months=punishment.probation_months or probation,
                fine_fen=punishment.fine_fen,
            )


def _left_out(punishment: Punishment) -> LeftOut | None:
    if punishment.is_exempt:
        return LeftOut.EXEMPT
    if punishment.term is None:
        return LeftOut.NO_TERM
    if punishment.term.kind not in _TERMS:
        return LeftOut.OTHER_TERM
    return None if punishment.term.months or punishment.term.days else LeftOut.UNREAD
