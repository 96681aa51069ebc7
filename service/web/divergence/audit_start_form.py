"""What does the form need that starts an audit?"""

from dataclasses import dataclass
from typing import Final

from fastapi import Request

from service.actors import Permission
from service.audits.model import AuditScope
from service.audits.periods import LastPeriod
from service.edge.context import actor_of, edge_of
from service.edge.forms import FORM_FIELD, form_token

PERIODS: Final = (
    (LastPeriod.WEEK, "上周"),
    (LastPeriod.MONTH, "上月"),
    (LastPeriod.YEAR, "上年"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditStartForm:
    """The form that starts an audit.

    Attributes:
        court: The court whose judgments are audited; empty where the installation knows none.
        scopes: Whose judgments may be audited.
        periods: Last periods that may be chosen, each with its words.
        form_field: Name of the field of the token.
        form_token: The token.
    """

    court: str
    scopes: tuple[AuditScope, ...]
    periods: tuple[tuple[LastPeriod, str], ...]
    form_field: str
    form_token: str


def start_form_for(request: Request) -> AuditStartForm | None:
    """Return the form for whoever may start audits, None for others."""
    if not actor_of(request).may(Permission.RUN_AUDITS):
        return None
    own = edge_of(request).tiers.book.own
    return AuditStartForm(
        court="" if own is None else own.name,
        scopes=tuple(AuditScope) if own is not None else (AuditScope.EVERYWHERE,),
        periods=PERIODS,
        form_field=FORM_FIELD,
        form_token=form_token(request),
    )
