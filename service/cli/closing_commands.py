"""`tongpan judgments`: which commands are there for judgments that are not open to anybody?"""

# ruff: noqa: PLC0415 - the work of a command is imported when it runs

from typing import Annotated

import typer

from corpus.privacy.sensitivity import Sensitivity
from service.cli.output import Data, Json

judgments_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="不公开的文书。/ Judgments that are closed."
)

_Id = Annotated[str, typer.Argument(help="文书编号 / id of the judgment")]
_Reason = Annotated[str, typer.Option(help="理由，至少四个字 / why, four characters at least")]


@judgments_app.command("close")
def judgments_close(
    judgment_id: _Id,
    *,
    kind: Annotated[Sensitivity, typer.Option("--as", help="类别 / class")],
    reason: _Reason,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """不公开一篇文书，即时退出检索、统计和关联。/ Close one: it leaves every answer at once."""
    from service.cli.closing import run_close

    run_close(judgment_id, kind=kind, reason=reason, data=data, is_json=as_json)


@judgments_app.command("reopen")
def judgments_reopen(
    judgment_id: _Id, *, reason: _Reason, data: Data = None, as_json: Json = False
) -> None:
    """恢复一篇文书，重建索引后可检索。/ Open one again; found once an index is built."""
    from service.cli.closing import run_reopen

    run_reopen(judgment_id, reason=reason, data=data, is_json=as_json)


@judgments_app.command("list")
def judgments_list(*, data: Data = None, as_json: Json = False) -> None:
    """列出不公开的文书，不显示内容。/ List what is closed, nothing of the texts."""
    from service.cli.closing import run_list

    run_list(data=data, is_json=as_json)
