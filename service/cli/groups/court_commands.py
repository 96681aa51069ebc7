"""Which commands are there for roster, parameters and calendar of a court?"""

# ruff: noqa: PLC0415 - as in service.cli.commands: the work is imported when it runs

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from service.cli.output import Data, Json

roster_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="花名册：庭、等级、职务。/ Divisions, ranks and offices of those who work here.",
)
parameter_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="由本院设定的程序参数。/ What the court sets for its procedure.",
)

calendar_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="法院工作日历：放假和调休。/ Holidays and working days.",
)


@roster_app.command("list")
def roster_list(*, data: Data = None, as_json: Json = False) -> None:
    """列出花名册。/ List the roster."""
    from service.cli.matters.court import run_roster_list

    run_roster_list(data=data, is_json=as_json)


@roster_app.command("import")
def roster_import(
    path: Annotated[
        Path,
        typer.Argument(
            help="CSV：用户名,法院,庭,等级,任现等级日期,职务,专业委员会 / one line for each person",
            exists=True,
            dir_okay=False,
        ),
    ],
    *,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """导入花名册，同一账号的条目被替换。/ Write entries, in place of those of the same accounts."""
    from service.cli.matters.court import run_roster_import

    run_roster_import(path, data=data, is_json=as_json)


@parameter_app.command("list")
def parameter_list(*, data: Data = None, as_json: Json = False) -> None:
    """列出程序参数、今天的值和依据。/ List the parameters, today's values and their sources."""
    from service.cli.matters.court import run_parameter_list

    run_parameter_list(data=data, is_json=as_json)


@parameter_app.command("set")
def parameter_set(
    name: Annotated[str, typer.Argument(help="参数 / as the list names it")],
    value: Annotated[str, typer.Argument(help="值；是、否写作 yes、no / its value")],
    *,
    valid_from: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="自何日起 / from which day on")
    ],
    source: Annotated[str, typer.Option(help="依据：文号和条文 / on what it rests")],
    account: Annotated[str, typer.Option(help="谁设定 / whose account sets it")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """自某日起设定参数；以前的值保留。/ Set a value from a day on; earlier ones are kept."""
    from service.cli.matters.court import run_parameter_set

    run_parameter_set(
        name,
        value,
        valid_from=valid_from.date(),
        source=source,
        account=account,
        data=data,
        is_json=as_json,
    )


@calendar_app.command("list")
def calendar_list(
    *,
    year: Annotated[
        int | None, typer.Option(help="年份，默认今年 / year; this one without")
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """列出一年的放假日和调休上班日及其依据。/ List the days of a year off their week."""
    from service.cli.matters.court import run_calendar_list

    run_calendar_list(year, data=data, is_json=as_json)


@calendar_app.command("import")
def calendar_import(
    path: Annotated[
        Path,
        typer.Argument(
            help="CSV：日期,类型（放假、上班）,依据 / one line for each day",
            exists=True,
            dir_okay=False,
        ),
    ],
    *,
    account: Annotated[str, typer.Option(help="谁录入 / whose account enters them")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """录入放假日和调休上班日，代替内置的安排。/ Enter days in place of what is built in."""
    from service.cli.matters.court import run_calendar_import

    run_calendar_import(path, account=account, data=data, is_json=as_json)
