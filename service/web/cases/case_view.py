"""What does a pending case look like on the screen?"""

from dataclasses import dataclass
from datetime import date

from corpus.judgment import Role
from service.pending.model import PendingCase, Stage

_SOON_DAYS = 15
_SHOWN_PARTIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCard:
    """What identifies a pending case.

    Attributes:
        id: Part of its address.
        title: Number, or what there is instead.
        about: Charges or cause; empty where nobody told.
        parties: Who stands against whom, in one line.
        stage: How far it has come.
        due_on: Last day of the time limit.
        days_left: Days until then, negative when it is over; None without such a day.
        is_urgent: Whether the time limit ends soon or is over, and the case is not closed.
    """

    id: str
    title: str
    about: tuple[str, ...]
    parties: str
    stage: Stage
    due_on: date | None
    days_left: int | None
    is_urgent: bool


def card_of_case(case: PendingCase, *, today: date) -> CaseCard:
    """Return what identifies a case.

    Args:
        case: The case.
        today: The day in the court's time.
    """
    days_left = None if case.due_on is None else (case.due_on - today).days
    return CaseCard(
        id=case.id,
        title="（案号未填写）" if case.case_number is None else str(case.case_number),
        about=case.elements,
        parties=_parties(case),
        stage=case.stage,
        due_on=case.due_on,
        days_left=days_left,
        is_urgent=case.stage is not Stage.CLOSED
        and days_left is not None
        and days_left <= _SOON_DAYS,
    )


def _parties(case: PendingCase) -> str:
    names = [party.name for party in case.parties if party.role is not Role.PROSECUTION]
    more = len(names) - _SHOWN_PARTIES
    shown = "、".join(names[:_SHOWN_PARTIES])
    return f"{shown}等{len(names)}人" if more > 0 else shown
