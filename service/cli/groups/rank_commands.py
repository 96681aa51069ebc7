"""Which commands of the court's own ranker are there, and what do they take?"""

# ruff: noqa: PLC0415 - importing late is the purpose, as in service.cli.commands

from typing import Annotated

import typer

from service.cli.output import REFUSED, Data, Json

rank_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="由法官评价学得的排序模型。/ A ranker learned from judges' verdicts.",
)


@rank_app.command("train")
def rank_train(
    *,
    seed: Annotated[int, typer.Option(min=0, help="随机种子 / of every random choice")] = 1,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """用法官评价训练排序模型，只在未学过的检索上更好时启用。/ Learn a ranker; use it if better."""
    from service.cli.index.ranking import run_train

    run_train(seed=seed, data=data, is_json=as_json)


@rank_app.command("status")
def rank_status(*, data: Data = None, as_json: Json = False) -> None:
    """查看使用中的排序模型、评价数量和最近一次训练。/ Tell the ranker in use and its figures."""
    from service.cli.index.ranking import run_status

    if not run_status(data=data, is_json=as_json):
        raise typer.Exit(REFUSED)


@rank_app.command("reset")
def rank_reset(*, data: Data = None, as_json: Json = False) -> None:
    """改用随程序提供的排序模型。/ Go back to the ranker that comes with the program."""
    from service.cli.index.ranking import run_reset

    run_reset(data=data, is_json=as_json)
