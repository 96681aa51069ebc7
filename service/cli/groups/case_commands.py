"""Which commands are there for pending cases?"""

# ruff: noqa: PLC0415 - as in service.cli.commands: the work is imported when it runs

from pathlib import Path
from typing import Annotated

import typer

from service.cli.output import Data, Json

case_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="待决案件。/ Pending cases."
)
Account = Annotated[str, typer.Option(help="以此账号办理 / on behalf of this account")]


@case_app.command("open")
def case_open(
    file: Annotated[
        Path, typer.Argument(help="起诉书、起诉状、草稿，或接口所用的 JSON / paper or JSON payload")
    ],
    *,
    account: Account,
    number: Annotated[str | None, typer.Option(help="案号 / case number")] = None,
    charge: Annotated[
        list[str] | None, typer.Option(help="罪名或案由，可重复 / charge or cause, may be repeated")
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """打开一件待决案件。/ Open a pending case."""
    from service.cli.matters.cases import run_open

    run_open(
        file,
        account=account,
        case_number=number,
        elements=tuple(charge or ()),
        data=data,
        is_json=as_json,
    )


@case_app.command("list")
def case_list(*, account: Account, data: Data = None, as_json: Json = False) -> None:
    """列出一个账号的待决案件。/ List the pending cases of an account."""
    from service.cli.matters.cases import run_list

    run_list(account=account, data=data, is_json=as_json)
