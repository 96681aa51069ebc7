"""Which commands of the index are there, and what do they take?"""

# ruff: noqa: PLC0415 - importing late is the purpose, as in service.cli.commands

from pathlib import Path
from typing import Annotated

import typer

from service.cli.loading import nothing_collected
from service.cli.memory import keep_few_arenas
from service.cli.output import FOUND, Background, Data, Json

index_app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    help="用全部文书训练模型并建立索引。/ Train the encoder and build the index.",
)


@index_app.callback(invoke_without_command=True)
def index(
    context: typer.Context,
    *,
    encoder: Annotated[
        Path | None, typer.Option(help="使用已有模型目录 / a sentence-transformers folder")
    ] = None,
    no_train: Annotated[
        bool,
        typer.Option(
            "--no-train", help="沿用上次索引的全部模型 / keep all models of the last index"
        ),
    ] = False,
    train_anew: Annotated[
        bool,
        typer.Option("--train", help="重新训练，不用 train 的结果 / train, whatever `train` made"),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="文书未变也重建 / build even if nothing has changed")
    ] = False,
    increment: Annotated[
        bool,
        typer.Option("--increment", help="只加入新增、变更和撤回的文书 / only what has changed"),
    ] = False,
    engine: Annotated[
        str | None,
        typer.Option(help="候选引擎：embedded 或 milvus://主机:端口 / what finds candidates"),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="进程数，默认按核数 / processes, this one among them"),
    ] = None,
    background: Background = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """用全部文书训练模型并建立索引。/ Train the encoder and build the index."""
    if context.invoked_subcommand is not None:
        return
    if sum((encoder is not None, no_train, train_anew, increment)) > 1:
        raise typer.BadParameter(
            "--encoder、--no-train、--train 与 --increment 只能选一个 / choose one of these"
        )
    if increment and background:
        raise typer.BadParameter(
            "--increment 随即完成，不用 --background / takes no time, give it alone"
        )
    if increment:
        if engine is not None:
            raise typer.BadParameter(
                "--increment 沿用现有索引的引擎 / an increment keeps the engine of its index"
            )
        from service.cli.index.growing import run_increment

        run_increment(data=data, is_json=as_json)
        return
    from service.jobs.orders import IndexChoices, index_order

    choices = IndexChoices(
        encoder=encoder,
        is_kept=no_train,
        is_trained_anew=train_anew,
        is_forced=force,
        engine=engine,
    )
    if background:
        from service.cli.upkeep.jobbing import run_ask

        run_ask(lambda _: index_order(choices), data=data, is_json=as_json)
        return
    keep_few_arenas()
    with nothing_collected():
        from service.cli.index.building import run_index

    if run_index(choices, workers=workers, data=data, is_json=as_json):
        raise typer.Exit(FOUND)


@index_app.command("compact")
def index_compact(*, data: Data = None, as_json: Json = False) -> None:
    """把历次增量合并为一个索引，其间照常检索。/ Make one segment of all increments."""
    from service.cli.index.growing import run_compact

    run_compact(data=data, is_json=as_json)
