"""Which commands of the index snapshots are there, and what do they take?"""

# ruff: noqa: PLC0415 - importing late is the purpose, as in service.cli.commands

from typing import Annotated

import typer

from service.cli.output import FOUND, Data, Json

snapshot_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="索引快照：比对、启用、退回。/ Index snapshots: compare, serve, go back.",
)
Name = Annotated[str, typer.Argument(help="快照名称，如 index-000002 / name of a snapshot")]


@snapshot_app.command("list")
def snapshots_list(*, data: Data = None, as_json: Json = False) -> None:
    """列出保留的索引快照和启用记录。/ List the snapshots kept and what became of them."""
    from service.cli.index.snapshotting import run_list

    run_list(data=data, is_json=as_json)


@snapshot_app.command("compare")
def snapshots_compare(
    new: Name,
    *,
    old: Annotated[
        str, typer.Option("--with", help="与之比对的快照，默认使用中的 / the other, else current")
    ] = "",
    data: Data = None,
    as_json: Json = False,
) -> None:
    """用本院评价比对两个索引，变差时退出码为 4。/ Replay verdicts and searches on both."""
    from service.cli.index.snapshotting import run_compare

    if run_compare(new, old=old, data=data, is_json=as_json):
        raise typer.Exit(FOUND)


@snapshot_app.command("accept")
def snapshots_accept(name: Name, *, data: Data = None, as_json: Json = False) -> None:
    """启用一个快照，不论比对结果。/ Serve a snapshot, whatever its figures."""
    from service.cli.index.snapshotting import run_accept

    run_accept(name, data=data, is_json=as_json)


@snapshot_app.command("rollback")
def snapshots_rollback(
    name: Annotated[
        str | None,
        typer.Argument(help="退回到哪个快照，默认上一个 / which one, else the one before"),
    ] = None,
    *,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """退回上一个启用过的快照，或指定的快照。/ Serve the snapshot before, or one that was served."""
    from service.cli.index.snapshotting import run_rollback

    run_rollback(name, data=data, is_json=as_json)
