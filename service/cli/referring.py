"""`tongpan referral`: referrals out and in as files, and warnings of time limits."""

from pathlib import Path

from service.cli.output import emit, say
from service.data_folder import load_settings
from service.house import open_house, utc_now
from service.referral.errors import TransferError
from service.referral.referrals.transfer import ReferralTransfer


def run_export(out: Path, *, ids: tuple[str, ...], data: Path | None) -> None:
    """Write referrals to a file that only its owner reads.

    Raises:
        PageNotFoundError: There is none of an id.
        TrailBrokenError: The acts of one were tampered with.
    """
    with open_house(load_settings({"data": data}), may_make=False) as house:
        transfer = ReferralTransfer(
            desk=house.referral.referrals, accounts=house.referral.access.accounts
        )
        text = transfer.export(ids)
    out.touch(mode=0o600)
    out.write_text(text, "utf-8")
    say(f"已写入 {out}（副卷材料，注意保密）")


def run_import(file: Path, *, data: Path | None, is_json: bool) -> None:
    """Take referrals from a file, whole or not at all.

    Raises:
        TransferError: The file cannot be read, or is none that can be taken up.
        TrailBrokenError: Acts were edited, removed or moved.
    """
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TransferError(reason=str(error)) from error
    with open_house(load_settings({"data": data}), may_make=False) as house:
        transfer = ReferralTransfer(
            desk=house.referral.referrals, accounts=house.referral.access.accounts
        )
        taken = transfer.take_up(text)
    if is_json:
        emit({"added": taken.added, "known": taken.known})
    else:
        say(f"导入 {len(taken.added)} 件，已有 {len(taken.known)} 件")


def run_remind(*, data: Path | None, is_json: bool) -> None:
    """Warn the judges and heads of all cases whose time limit nears its end, each once."""
    with open_house(load_settings({"data": data}), may_make=False) as house:
        sent = house.referral.limits.warn(now=utc_now())
    if is_json:
        emit({"sent": sent})
    else:
        say(f"发送审限预警 {sent} 条")
