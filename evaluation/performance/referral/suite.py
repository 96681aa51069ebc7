"""``--suite referral``: the pages between a divergence and a rule, in a court of many years."""

import argparse
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from evaluation.performance.processes import processor_seconds
from evaluation.performance.product import Installation
from evaluation.performance.ready import digest_of_records
from evaluation.performance.referral.filling import Filled, Filler
from evaluation.performance.referral.pages import open_pages, pages_of, worst_by_page
from evaluation.performance.serving import answering
from evaluation.suites import Found, Say
from service.data_folder import load_settings
from service.house import open_house

TARGET_MILLISECONDS: Final = 300.0
_SAMPLE: Final = "300"
_SEED: Final = 7
_GONE: Final = timedelta(days=30)
"""What is filled in lies behind: the longest way takes some twenty days."""
PROTOCOL: Final = (
    "A store is filled with referrals, meetings of conference and committee with their items, "
    "rules, marks and pending cases: each way is gone once through the desks, and its trail copied "
    "under other ids, cases and questions, chained and replayed before it is written; one meeting "
    "in seven or so stands half way. Then `tongpan serve` runs over it, and every page is opened "
    "by those whose work it is, one person after the other, each on one connection, to the last "
    "byte. A figure is the p95 by the clock of whoever waits longest for that page; details hold "
    "p50, p95 and processor time of each. Target 300 ms."
)


def measure_referral_pages(
    installation: Installation,
    options: argparse.Namespace,
    today: date,
    say: Say,
) -> Found:
    """Fill the data folder of an installation and measure the pages.

    Args:
        installation: Its data folder is empty, or holds an index.
        options: ``referrals``, ``meetings``, ``requests``, ``data``.
        today: When the filled matters end.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: The product failed, or refused a page.
    """
    folder = Path(installation.environment["TONGPAN_DATA"])
    if options.data is None:
        # A server is ready once it has an index; what it holds is not asked for here.
        installation.run("demo", "--size", _SAMPLE)
        say("sample indexed")
    filled = _filled(folder, options, today, say)
    with answering(installation, say=say) as (port, process):
        taken = open_pages(
            pages_of(filled),
            port=port,
            password=filled.staff.password,
            n_requests=options.requests,
            spent=lambda: processor_seconds(process),
        )
    worst = worst_by_page(taken)
    figures = {f"{page}_p95_ms": value for page, value in worst.items()}
    figures["pages_over_target"] = float(
        sum(value > TARGET_MILLISECONDS for value in worst.values())
    )
    details = {
        "corpus_digest": digest_of_records(folder),
        "target_ms": TARGET_MILLISECONDS,
        "counts": filled.counts,
        "pages": [each.told() for each in taken],
    }
    return PROTOCOL, figures, details


def _filled(folder: Path, options: argparse.Namespace, today: date, say: Say) -> Filled:
    with open_house(load_settings({"data": folder}), may_make=True) as house:
        filler = Filler(house=house, seed=_SEED, now=datetime.combine(today, time(1), UTC), say=say)
        return filler.fill(n_referrals=options.referrals, n_meetings=options.meetings)
