"""What does `tongpan audit` take?

Only names and help stand here, as in :mod:`service.cli.commands`.
"""

# ruff: noqa: PLC0415 - see service.cli.commands

from pathlib import Path
from typing import Annotated

import typer

from service.audits.model import AuditScope
from service.audits.periods import LastPeriod
from service.cli.output import Background, Data, Json


def audit(
    *,
    court: Annotated[
        str | None, typer.Option(help="法院，默认本院 / court; that of the installation")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", help="裁判日期起，如 2026-01 / first day")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", help="裁判日期止，如 2026-03-31 / last day")
    ] = None,
    period: Annotated[
        LastPeriod | None, typer.Option(help="上周、上月或上年，代替起止日 / last whole period")
    ] = None,
    scope: Annotated[
        AuditScope, typer.Option(help="本院、本院及下级法院、全部法院 / whose judgments")
    ] = AuditScope.DISTRICT,
    workers: Annotated[
        int | None, typer.Option(min=1, help="进程数，默认为核数 / processes")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(help="写入 Excel 工作底稿 / write a workbook")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="写入可打印网页 / write a printable page")
    ] = None,
    docx: Annotated[Path | None, typer.Option(help="写入通报（Word）/ write the bulletin")] = None,
    background: Background = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """评查一个期间全部案由的裁判分歧；中断后再次运行即继续。/ Audit a period; goes on if ended."""
    from service.cli.matters.auditing import Files, ordered, run_audit

    if background:
        from service.cli.upkeep.jobbing import run_ask
        from service.jobs.orders import audit_order

        run_ask(
            lambda house: audit_order(
                ordered(house, court=court, first=first, last=last, period=period, scope=scope)
            ),
            data=data,
            is_json=as_json,
        )
        return
    run_audit(
        court=court,
        first=first,
        last=last,
        period=period,
        scope=scope,
        workers=workers,
        files=Files(xlsx=xlsx, html=html, docx=docx),
        data=data,
        is_json=as_json,
    )
