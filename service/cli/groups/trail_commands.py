"""Which commands are there for the audit trail?"""

# ruff: noqa: PLC0415 - as in service.cli.commands: the work is imported when it runs

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from service.cli.output import FOUND, Data, Json

trail_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="审计留痕：谁在何时做了什么。/ Who did what, when.",
)
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="日期 / day")]
Out = Annotated[Path, typer.Option("--out", help="写入的文件，不得已存在 / new file")]


@trail_app.command("verify")
def verify(
    *,
    head: Annotated[
        str | None, typer.Option(help="从前抄下的留底，形如 120:摘要 / head written down before")
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """核验留痕有无改动、缺失、截短，有问题返回 4。/ Verify; exit 4 if it is not whole."""
    from service.cli.upkeep.trailing import run_verify

    if not run_verify(head, data=data, is_json=as_json):
        raise typer.Exit(FOUND)


@trail_app.command("head")
def head(*, data: Data = None, as_json: Json = False) -> None:
    """显示末条的序号和摘要，请抄存于别处。/ Print how far it has come, to be kept elsewhere."""
    from service.cli.upkeep.trailing import run_head

    run_head(data=data, is_json=as_json)


@trail_app.command("export")
def export(
    *,
    out: Out,
    since: Day = None,
    until: Day = None,
    account: Annotated[
        str | None, typer.Option(help="只导出一个账号的，用户名 / of one account only")
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """导出为 JSON，一行一条。/ Write it as JSON, a line each."""
    from service.cli.upkeep.trailing import run_export

    run_export(out, since=since, until=until, account=account, data=data, is_json=as_json)


@trail_app.command("put-away")
def put_away(
    *,
    before: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="移出此日之前的 / older than this day")
    ],
    out: Out,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """导出并移出超过保存期限的留痕，移出一事本身留痕。/ Export, then remove what is old enough."""
    from service.cli.upkeep.trailing import run_put_away

    run_put_away(out, before=before, data=data, is_json=as_json)
