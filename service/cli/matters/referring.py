"""`tongpan referral`: referrals out and in as files, and warnings of what is due."""

from pathlib import Path

from service.cli.matters.transferring import take_up_matters, write_matters
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.house import House
from service.referral.course.transfer import MatterTransfer
from service.referral.referrals.model import Referral
from service.referral.referrals.transfer import referral_transfer
from service.stock import utc_now


def run_export(out: Path, *, ids: tuple[str, ...], data: Path | None) -> None:
    """Write referrals to a file, as :func:`write_matters` does."""
    write_matters(out, _transfer, ids=ids, data=data)


def run_import(file: Path, *, data: Path | None, is_json: bool) -> None:
    """Take referrals from a file, as :func:`take_up_matters` does."""
    take_up_matters(file, _transfer, data=data, is_json=is_json)


def run_remind(*, data: Path | None, is_json: bool) -> None:
    """Warn of time limits that near their end and of reconsiderations that are due, each once."""
    with working_house(load_settings({"data": data}), may_make=False) as house:
        limits = house.referral.limits.warn(now=utc_now())
        reconsiderations = house.referral.conference_items.remind(now=utc_now())
    if is_json:
        emit({"sent": limits + reconsiderations})
    else:
        say(f"发送审限预警 {limits} 条，复议提醒 {reconsiderations} 条")


def _transfer(house: House) -> MatterTransfer[Referral]:
    return referral_transfer(house.referral.referrals.ledger, house.referral.access.accounts)
