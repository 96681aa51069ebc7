"""`tongpan snapshots`: which index answers, and which did before."""

from pathlib import Path

from service.cli.matters.subscribing import tell_subscribers
from service.cli.opening import working_house
from service.cli.output import bars, emit, say
from service.data_folder import load_settings
from service.stock import utc_now
from service.upgrades.model import UpgradeFinding, UpgradeRecord
from service.upgrades.words import figure_lines, upgrade_lines

_REPLAY = "replay"
_LABELS = {_REPLAY: "比对 replay"}


def run_list(*, data: Path | None, is_json: bool) -> None:
    """Tell the snapshots that are kept and what was decided about them.

    Raises:
        StoreError: The database cannot be opened.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        desk = house.upgrades
        names, current, records = desk.names(), desk.source.current_name(), desk.records()
        served = desk.served_names()
    if is_json:
        emit(
            {
                "current": current,
                "snapshots": names,
                "served": served,
                "records": [each.model_dump(mode="json") for each in records],
            }
        )
        return
    for name in names:
        mark = "（使用中）" if name == current else "" if name in served else "（从未启用）"
        say(f"{name}{mark}")
    for record in records:
        for line in upgrade_lines(record):
            say(f"  {line}")


def run_compare(new: str, *, old: str, data: Path | None, is_json: bool) -> bool:
    """Ask this court's questions of two snapshots.

    Returns:
        Whether the new one is worse.

    Raises:
        SnapshotError: One of them is not kept or cannot be used.
        StoreError: The database refuses.
    """
    with (
        working_house(load_settings({"data": data}), may_make=False, subject=new) as house,
        bars(_LABELS, is_json=is_json) as shown,
    ):
        figures = house.upgrades.compare(
            old or house.upgrades.source.current_name() or "",
            new,
            progress=lambda done, total: shown.show(_REPLAY, done, total),
        )
    if is_json:
        emit(figures.model_dump(mode="json"))
    else:
        for line in figure_lines(figures):
            say(line)
    return figures.finding is UpgradeFinding.WORSE


def run_accept(name: str, *, data: Path | None, is_json: bool) -> None:
    """Serve a snapshot whatever its figures are, and tell subscribers of what is new in it.

    Raises:
        SnapshotError: It is not kept, or damaged.
        StoreError: The database cannot be opened.
    """
    with working_house(load_settings({"data": data}), may_make=False, subject=name) as house:
        record = house.upgrades.accept(name, now=utc_now())
        tell_subscribers(house)
    _tell(record, is_json=is_json)


def run_rollback(name: str | None, *, data: Path | None, is_json: bool) -> None:
    """Serve the snapshot of a name, or the one before the one in use.

    Raises:
        SnapshotGoneError: It is not kept, or no earlier one is.
        SnapshotUnservedError: It has never answered.
        StoreError: The database cannot be opened.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        record = house.upgrades.roll_back(now=utc_now(), to=name)
    _tell(record, is_json=is_json)


def _tell(record: UpgradeRecord, *, is_json: bool) -> None:
    if is_json:
        emit(record.model_dump(mode="json"))
        return
    for line in upgrade_lines(record):
        say(line)
