"""Which commands has `tongpan report`, and what do they take?

Only names and help stand here, as in :mod:`service.cli.commands`.
"""

# ruff: noqa: PLC0415 - see service.cli.commands

from pathlib import Path
from typing import Annotated

import typer

from service.cli.output import REFUSED, Data, Json

report_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="类案检索报告。/ Search reports."
)

WhichReport = Annotated[
    str,
    typer.Argument(help="报告的 JSON 文件，或库中报告的编号 / JSON file, or id of a stored report"),
]
Version = Annotated[
    int | None, typer.Option(min=1, help="第几版，默认现行版本 / version; the one that stands")
]


@report_app.command("list")
def report_list(*, data: Data = None, as_json: Json = False) -> None:
    """列出检索报告。/ List the search reports."""
    from service.cli.matters.reporting import run_list

    run_list(data=data, is_json=as_json)


@report_app.command("show")
def report_show(
    report: WhichReport, *, version: Version = None, data: Data = None, as_json: Json = False
) -> None:
    """以文字显示一份检索报告。/ Print a search report as text."""
    from service.cli.matters.reporting import run_show

    run_show(report, version=version, data=data, is_json=as_json)


@report_app.command("check")
def report_check(
    report: WhichReport, *, version: Version = None, data: Data = None, as_json: Json = False
) -> None:
    """校验检索报告：有须补正的问题返回 1。/ Check a report; exit 1 where signing is blocked."""
    from service.cli.matters.reporting import run_check

    if not run_check(report, version=version, data=data, is_json=as_json):
        raise typer.Exit(REFUSED)


@report_app.command("docx")
def report_docx(
    report: WhichReport,
    out: Annotated[Path, typer.Argument(help="写入的文件 / file to write")],
    *,
    version: Version = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """把检索报告写成 Word 文件。/ Write a report as a Word file."""
    from service.cli.matters.reporting import run_docx

    run_docx(report, out, version=version, data=data, is_json=as_json)


@report_app.command("pdf")
def report_pdf(
    report: WhichReport,
    out: Annotated[Path, typer.Argument(help="写入的文件 / file to write")],
    *,
    version: Version = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """把检索报告写成 PDF 文件，需要 LibreOffice。/ Write a report as PDF; needs LibreOffice."""
    from service.cli.matters.reporting import run_pdf

    run_pdf(report, out, version=version, data=data, is_json=as_json)


@report_app.command("replay")
def report_replay(
    report: Annotated[str, typer.Argument(help="库中报告的编号 / id of a stored report")],
    *,
    version: Version = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """重做报告所载的检索：同一索引须得同一结果。/ Ask its queries again; say what changed."""
    from service.cli.matters.replaying import run_replay

    if not run_replay(report, version=version, data=data, is_json=as_json):
        raise typer.Exit(REFUSED)
