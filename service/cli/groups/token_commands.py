"""`tongpan token`: which commands are there for tokens of programs, and what do they take?"""

# ruff: noqa: PLC0415 - the work of a command is imported when it runs

from typing import Annotated

import typer

from service.actors import Scope
from service.cli.output import Data, Json

token_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="接口令牌。/ Tokens of programs."
)


@token_app.command("add")
def token_add(
    account: Annotated[str, typer.Argument(help="账号 / owner")],
    *,
    scope: Annotated[list[Scope], typer.Option(help="用途，可重复 / scope, may be repeated")],
    name: Annotated[str, typer.Option(help="用于什么程序 / what it is for")] = "",
    days: Annotated[int, typer.Option(help="有效天数 / days until it ends")] = 90,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """新建令牌，只显示这一次。/ Make a token; it is shown this once."""
    from service.cli.upkeep.tokens import run_add

    run_add(account, scopes=scope, name=name, days=days, data=data, is_json=as_json)


@token_app.command("list")
def token_list(*, data: Data = None, as_json: Json = False) -> None:
    """列出令牌。/ List the tokens."""
    from service.cli.upkeep.tokens import run_list

    run_list(data=data, is_json=as_json)


@token_app.command("revoke")
def token_revoke(
    prefix: Annotated[str, typer.Argument(help="令牌开头，如 tp_ab12cd34 / its first characters")],
    *,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """吊销令牌。/ End a token for good."""
    from service.cli.upkeep.tokens import run_revoke

    run_revoke(prefix, data=data, is_json=as_json)
