"""How is an installation opened by a command, so that the trail says what was run on it?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from indexing.errors import IndexingError
from service.api.refusals import refusal_of
from service.audit_trail.desk import TrailDesk
from service.audit_trail.model import Deed, Outcome
from service.cli.machine import machine_account
from service.cli.running import running
from service.errors import ServiceError
from service.settings import Settings
from service.stock import Stock, open_stock, utc_now

if TYPE_CHECKING:
    from service.house import House


@contextmanager
def working_house(settings: Settings, *, may_make: bool, subject: str = "") -> Iterator["House"]:
    """Open an installation for a command, and write down in its trail that the command was run.

    Words of the command are written, its arguments are not: they may name people.

    Args:
        settings: Where it is.
        may_make: As for :func:`service.house.open_house`.
        subject: What is touched: an id or the name of an account.

    Raises:
        SettingsError: As for :func:`service.house.open_house`.
        StoreError: The database cannot be opened, or refuses the line of the trail.
        StoreVersionError: Its schema is not the one of this program.
    """
    from service.house import open_house  # noqa: PLC0415 - takes longer than what some commands do

    with open_house(settings, may_make=may_make) as house, _noted(house.trail, subject):
        yield house


@contextmanager
def working_stock(settings: Settings, *, may_make: bool) -> Iterator[Stock]:
    """Open the judgments of an installation for a command, and write that down in its trail.

    Args:
        settings: Where it is.
        may_make: As for :func:`service.stock.open_stock`.

    Raises:
        SettingsError: As for :func:`service.stock.open_stock`.
        StoreError: The database cannot be opened, or refuses the line of the trail.
        StoreVersionError: Its schema is not the one of this program.
    """
    with open_stock(settings, may_make=may_make) as stock, _noted(stock.trail, ""):
        yield stock


@contextmanager
def _noted(trail: TrailDesk, subject: str) -> Iterator[None]:
    outcome, detail = Outcome.FAILED, ""
    try:
        yield
        outcome = Outcome.DONE
    except (CorpusError, IndexingError, ServiceError) as error:
        outcome, detail = Outcome.REFUSED, refusal_of(error).code
        raise
    finally:
        _note(trail, subject, outcome=outcome, detail=detail)


def _note(trail: TrailDesk, subject: str, *, outcome: Outcome, detail: str) -> None:
    trail.note(
        Deed(
            at=utc_now(),
            account_id=None,
            doer=machine_account(),
            roles="",
            action=running.get(),
            subject=subject,
            outcome=outcome,
            detail=detail,
        )
    )
