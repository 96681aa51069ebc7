"""Which commands are there for guiding and reference cases?"""

# ruff: noqa: PLC0415 - as in service.cli.commands: the work is imported when it runs

from pathlib import Path
from typing import Annotated

import typer

from service.cli.output import Data, Json

library_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="指导性案例、参考案例的效力。/ Which library cases still stand.",
)


@library_app.command("list")
def library_list(
    *,
    case: Annotated[
        str | None, typer.Option(help="只看这一案例的历次记录 / history of one case, by its id")
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """列出案例的效力记录。/ Tell what holds of the recorded cases today."""
    from service.cli.matters.library import run_list

    run_list(case=case, data=data, is_json=as_json)


@library_app.command("set")
def library_set(
    case: Annotated[
        str | None,
        typer.Argument(help="库中文书编号或案例编号 / id of a stored case, or its number"),
    ] = None,
    *,
    standing: Annotated[
        str | None,
        typer.Option(help="状态 / in_force, not_followed (不再参照), removed (出库)"),
    ] = None,
    since: Annotated[str | None, typer.Option(help="自何日起，如 2025-01-01 / since")] = None,
    source: Annotated[str, typer.Option(help="依据 / where it is published")] = "",
    replacement: Annotated[str, typer.Option(help="代替它的案例 / what took its place")] = "",
    publication: Annotated[
        str, typer.Option(help="发布 / supreme_typical, supreme_gazette, high_reference")
    ] = "",
    csv: Annotated[
        Path | None,
        typer.Option(help="CSV：case,standing,since,source,replacement,publication / many at once"),
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """记录案例有效、不再参照或出库；历次记录都保留。/ Record which cases still stand."""
    from service.cli.matters.library import run_set

    if (case is None) == (csv is None):
        raise typer.BadParameter("请给出案例或 --csv 之一 / give exactly one of a case and --csv")
    run_set(
        case=case or "",
        standing=standing or "",
        since=since or "",
        source=source,
        replacement=replacement,
        publication=publication,
        csv=csv,
        data=data,
        is_json=as_json,
    )
