"""How do matters go to a file and come from one, on the command line?"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.house import House
from service.referral.course.course import Matter
from service.referral.course.transfer import MatterTransfer
from service.referral.errors import TransferError

MatterT = TypeVar("MatterT", bound=Matter)


def write_matters(
    out: Path,
    of: Callable[[House], MatterTransfer[MatterT]],
    *,
    ids: Sequence[str],
    data: Path | None,
) -> None:
    """Write matters to a file that only its owner reads.

    Raises:
        PageNotFoundError: There is none of an id.
        TrailBrokenError: The acts of one were tampered with.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        text = of(house).export(ids)
    out.touch(mode=0o600)
    out.write_text(text, "utf-8")
    say(f"已写入 {out}（副卷材料，注意保密）")


def take_up_matters(
    file: Path,
    of: Callable[[House], MatterTransfer[MatterT]],
    *,
    data: Path | None,
    is_json: bool,
) -> None:
    """Take matters from a file, whole or not at all.

    Raises:
        TransferError: The file cannot be read, or is none that can be taken up.
        TrailBrokenError: Acts were edited, removed or moved.
    """
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TransferError(reason=str(error)) from error
    with working_house(load_settings({"data": data}), may_make=False) as house:
        taken = of(house).take_up(text)
    if is_json:
        emit({"added": taken.added, "known": taken.known})
    else:
        say(f"导入 {len(taken.added)} 件，已有 {len(taken.known)} 件")
