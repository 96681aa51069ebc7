"""What is done for each kind of job?"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from corpus.ingest import ingest
from corpus.readers import load_mapping
from service.audits.errors import AuditStoppedError
from service.cli.building import build
from service.cli.subscribing import tell_subscribers
from service.house import House, utc_now
from service.jobs.carrying import Carrying
from service.jobs.errors import JobCancelledError
from service.jobs.model import JobKind
from service.jobs.orders import audited_by
from service.upgrades.model import UpgradeDecision


def _ingest(house: House, carrying: Carrying) -> None:
    told = carrying.job.order.told
    mapping = told.get("mapping")
    ingest(
        Path(told["path"]),
        house.store,
        today=date.today(),  # noqa: DTZ011 - the day on the court's calendar
        # A core stays with those who search.
        workers=1,
        source_name=told.get("source"),
        mapping=None if mapping is None else load_mapping(Path(mapping)),
        progress=lambda done, _rate: carrying.show("", done, 0),
    )


def _index(house: House, carrying: Carrying) -> None:
    _, is_new = build(house, carrying)
    records = house.upgrades.records()
    if is_new and not (records and records[-1].decision is UpgradeDecision.REFUSED):
        tell_subscribers(house)


def _audit(house: House, carrying: Carrying) -> None:
    try:
        house.audit_runner.run(
            audited_by(carrying.job.order),
            workers=1,
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
