"""Which commands have `tongpan jobs` and `tongpan work`, and what do they take?

Only names and help stand here, as in :mod:`service.cli.commands`.
"""

# ruff: noqa: PLC0415 - see service.cli.commands

from typing import Annotated

import typer

from service.cli.loading import nothing_collected
from service.cli.memory import keep_few_arenas
from service.cli.output import Data, Json

jobs_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="后台作业。/ What is done in the background."
)
Number = Annotated[int, typer.Argument(help="作业编号，见 jobs list / number of the job")]


@jobs_app.callback()
def jobs() -> None:
    """后台作业：用 --background 交办的导入、索引、评查，和每日提醒。/ Background jobs."""


@jobs_app.command("list")
def jobs_list(*, data: Data = None, as_json: Json = False) -> None:
    """列出最近的作业及其进度。/ The latest jobs, and how far each is."""
    from service.cli.upkeep.jobbing import run_list

    run_list(data=data, is_json=as_json)


@jobs_app.command("cancel")
def jobs_cancel(number: Number, *, data: Data = None, as_json: Json = False) -> None:
    """取消作业；已经做完的部分保留。/ Call a job off; what it did stays."""
    from service.cli.upkeep.jobbing import run_cancel

    run_cancel(number, data=data, is_json=as_json)


@jobs_app.command("retry")
def jobs_retry(number: Number, *, data: Data = None, as_json: Json = False) -> None:
    """重做未能完成或者已取消的作业，从停下处继续。/ Begin a failed job again."""
    from service.cli.upkeep.jobbing import run_retry

    run_retry(number, data=data, is_json=as_json)


@jobs_app.command("run")
def jobs_run(number: Number, *, data: Data = None, as_json: Json = False) -> None:
    """在本进程执行一项排队的作业，不经执行进程。/ Carry a queued job here, without a worker."""
    keep_few_arenas()
    with nothing_collected():
        from service.cli.upkeep.jobbing import run_job

    run_job(number, data=data, is_json=as_json)


def work(
    *,
    parent: Annotated[
        int | None, typer.Option(hidden=True, help="该进程结束即停止 / end with this process")
    ] = None,
    data: Data = None,
) -> None:
    """执行后台作业，直到停止；可以同时运行几个。/ Carry background jobs until stopped."""
    from service.cli.upkeep.jobbing import run_work

    run_work(data=data, parent=parent)
