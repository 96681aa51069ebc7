"""What is done for each kind of job?"""

from collections.abc import Callable, Mapping

from corpus.workforce import Workforce
from service.audits.errors import AuditStoppedError
from service.cli.index.building import build_chosen
from service.cli.index.ingesting import ingest_chosen
from service.cli.matters.subscribing import tell_subscribers
from service.cli.working import indexing_workforce
from service.house import House
from service.jobs.carrying import Carrying
from service.jobs.errors import JobCancelledError
from service.jobs.model import JobKind
from service.jobs.orders import audited_by, indexed_by, ingested_by
from service.stock import utc_now


def _one_core(house: House) -> Workforce:
    """Return who works: the court's cluster, or one process, so that who searches keeps a core."""
    return Workforce(processes=1, scheduler=house.settings.scheduler or None)


def _ingest(house: House, carrying: Carrying) -> None:
    choices = ingested_by(carrying.job.order)
    ingest_chosen(
        house.stock,
        choices,
        carrying,
        workforce=_one_core(house),
        tell=lambda: tell_subscribers(house),
    )


def _index(house: House, carrying: Carrying) -> None:
    choices = indexed_by(carrying.job.order)
    workforce = indexing_workforce(house.settings, is_aside=True)
    build_chosen(house, choices, carrying, workforce=workforce)


def _audit(house: House, carrying: Carrying) -> None:
    try:
        house.audit_runner.run(
            audited_by(carrying.job.order),
            workforce=_one_core(house),
            clock=utc_now,
            # The cause is not shown: it may name a charge, and whoever keeps the machine need not
            # know of which.
            progress=lambda _, done, total: carrying.show("", done, total),
        )
    except AuditStoppedError as stopped:
        raise JobCancelledError(job_id=carrying.job.id) from stopped


def _daily(house: House, carrying: Carrying) -> None:
    """Do what a timer does every day; each tells nothing twice."""
    steps: tuple[Callable[[], object], ...] = (
        lambda: house.referral.limits.warn(now=utc_now()),
        lambda: house.referral.conference_items.remind(now=utc_now()),
        lambda: house.referral.rules.way_back.look_after_all(now=utc_now()),
        lambda: tell_subscribers(house),
    )
    for n_done, step in enumerate(steps):
        carrying.show("", n_done, len(steps))
        step()
    carrying.show("", len(steps), len(steps))


WORKS: Mapping[JobKind, Callable[[House, Carrying], None]] = {
    JobKind.INGEST: _ingest,
    JobKind.INDEX: _index,
    JobKind.AUDIT: _audit,
    JobKind.DAILY: _daily,
}
