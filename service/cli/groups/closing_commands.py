"""`tongpan judgments`: which commands are there for judgments that are not open to anybody?"""

# ruff: noqa: PLC0415 - the work of a command is imported when it runs

from datetime import datetime
from typing import Annotated

import typer

from corpus.privacy.sensitivity import Sensitivity
from service.cli.output import Data, Json

judgments_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="不公开的文书。/ Judgments that are closed."
)

_Named = Annotated[str, typer.Argument(help="文书编号或者案号 / id, or case number")]
_Reason = Annotated[str, typer.Option(help="理由，至少四个字 / why, four characters at least")]


@judgments_app.command("close")
def judgments_close(
    named: _Named,
    *,
    kind: Annotated[Sensitivity, typer.Option("--as", help="类别 / class")],
    reason: _Reason,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """不公开一篇文书，即时退出检索、统计和关联。/ Close one: it leaves every answer at once."""
    from service.cli.upkeep.closing import run_close

    run_close(named, kind=kind, reason=reason, data=data, is_json=as_json)


@judgments_app.command("reopen")
def judgments_reopen(
    named: _Named, *, reason: _Reason, data: Data = None, as_json: Json = False
) -> None:
    """恢复一篇文书，重建索引后可检索。/ Open one again; found once an index is built."""
    from service.cli.upkeep.closing import run_reopen

    run_reopen(named, reason=reason, data=data, is_json=as_json)


@judgments_app.command("list")
def judgments_list(*, data: Data = None, as_json: Json = False) -> None:
    """列出不公开的文书，不显示内容。/ List what is closed, nothing of the texts."""
    from service.cli.upkeep.closing import run_list

    run_list(data=data, is_json=as_json)


@judgments_app.command("classes")
def judgments_classes(*, data: Data = None, as_json: Json = False) -> None:
    """列出不公开的类别、依据和可授予查阅的岗位。/ List classes, their articles and desks."""
    from service.cli.upkeep.closing import run_classes

    run_classes(data=data, is_json=as_json)


@judgments_app.command("clear")
def judgments_clear(
    account: Annotated[str, typer.Argument(help="用户名 / account")],
    *,
    kind: Annotated[Sensitivity, typer.Option("--as", help="类别 / class")],
    ground: Annotated[str, typer.Option(help="授予依据，至少四个字 / on what ground")],
    days: Annotated[int, typer.Option(min=1, help="天数 / for how many days")] = 30,
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="自哪一天起，默认今天 / first day"),
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """授予查阅某类不公开文书的许可。/ Clear an account for a class of closed judgments."""
    from service.cli.upkeep.closing import run_clear

    run_clear(
        account,
        kind=kind,
        ground=ground,
        days=days,
        since=None if since is None else since.date(),
        data=data,
        is_json=as_json,
    )


@judgments_app.command("unclear")
def judgments_unclear(
    number: Annotated[int, typer.Argument(help="许可编号 / number of the clearance")],
    *,
    reason: _Reason,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """撤销查阅许可，即时生效。/ End a clearance at once."""
    from service.cli.upkeep.closing import run_unclear

    run_unclear(number, reason=reason, data=data, is_json=as_json)


@judgments_app.command("clearances")
def judgments_clearances(*, data: Data = None, as_json: Json = False) -> None:
    """列出查阅许可，含已撤销的。/ List clearances, ended ones too."""
    from service.cli.upkeep.closing import run_clearances

    run_clearances(data=data, is_json=as_json)
