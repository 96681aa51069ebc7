"""Which commands keep an installation and bring it back?"""

# ruff: noqa: PLC0415 - as in service.cli.commands: the work is imported when it runs

from pathlib import Path
from typing import Annotated

import typer

from service.cli.output import Data, Json


def backup(
    *,
    out: Annotated[Path, typer.Option("--out", help="写入的文件，不得已存在 / new file")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """备份记录、索引、密钥、设置和留痕，服务不必停止。/ Keep everything; it may be in use."""
    from service.cli.upkeep.backing_up import run_backup

    run_backup(out, data=data, is_json=as_json)


def restore(
    file: Annotated[Path, typer.Argument(help="备份文件 / backup", exists=True, dir_okay=False)],
    *,
    check: Annotated[
        bool, typer.Option("--check", help="只核对是否完整 / only look whether it is whole")
    ] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """恢复到空的数据目录和空的数据库，可以是另一台机器、另一种数据库。/ Bring a backup back."""
    from service.cli.upkeep.backing_up import run_restore

    run_restore(file, is_check=check, data=data, is_json=as_json)
