"""`tongpan subscriptions`: tells people of what they asked to hear of."""

from dataclasses import asdict
from pathlib import Path

from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.house import House
from service.stock import utc_now
from service.subscriptions.desk import RunSummary


def run_subscriptions(*, data: Path | None, is_json: bool) -> None:
    """Look at every subscription once; running it again, or twice at once, tells nothing twice.

    Raises:
        StoreError: The database refuses.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        summary = tell_subscribers(house)
    if is_json:
        emit(asdict(summary))
    else:
        say(told(summary))


def tell_subscribers(house: House) -> RunSummary:
    """Tell subscribers of what is new, and bring the desks of open cases up to this index."""
    now = utc_now()
    house.subscriptions.refresh(house.pending.records.all_open(), now=now)
    return house.subscriptions.run(now=now)


def told(summary: RunSummary) -> str:
    """Return what a run did in words."""
    refused = f"，{summary.n_refused} 项暂时无法比对" if summary.n_refused else ""
    return f"比对订阅 {summary.n_subscriptions} 项，发出提醒 {summary.n_notices} 条{refused}"
