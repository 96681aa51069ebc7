"""Which commands has `tongpan referral`, and what do they take?

Only names and help stand here, as in :mod:`service.cli.commands`.
"""

# ruff: noqa: PLC0415 - see service.cli.commands

from pathlib import Path
from typing import Annotated

import typer

from service.cli.output import Data, Json

referral_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="分歧移送。/ Referrals."
)


@referral_app.command("export")
def referral_export(
    out: Annotated[Path, typer.Argument(help="写入的 JSON 文件 / JSON file to write")],
    *,
    ids: Annotated[
        list[str] | None, typer.Option("--id", help="移送的编号，默认全部 / id; all without")
    ] = None,
    data: Data = None,
) -> None:
    """导出移送及全部留痕和摘要（副卷，注意保密）。/ Export referrals with all acts and digests."""
    from service.cli.matters.referring import run_export

    run_export(out, ids=tuple(ids or ()), data=data)


@referral_app.command("import")
def referral_import(
    file: Annotated[Path, typer.Argument(help="导出的 JSON 文件 / exported JSON file")],
    *,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """导入移送：逐步核对摘要，改动过的拒绝。/ Import referrals; what was edited is refused."""
    from service.cli.matters.referring import run_import

    run_import(file, data=data, is_json=as_json)


@referral_app.command("remind")
def referral_remind(*, data: Data = None, as_json: Json = False) -> None:
    """发送审限预警和复议提醒，每件只发一次。/ Send warnings of what is due, each once."""
    from service.cli.matters.referring import run_remind

    run_remind(data=data, is_json=as_json)
