"""Which commands search?"""

# ruff: noqa: PLC0415 - as in service.cli.commands: the work is imported when it runs

from pathlib import Path
from typing import Annotated

import typer

from service.cli.output import FOUND, PARTLY, Data, Json
from service.search.methods.vocabulary import SearchMethod, SortOrder, TextPart


def search(
    text: Annotated[
        str | None, typer.Argument(help="案情或文书文字；- 表示标准输入 / text, - for stdin")
    ] = None,
    *,
    file: Annotated[Path | None, typer.Option(help="文件 / search by a file")] = None,
    judgment: Annotated[
        str | None, typer.Option(help="库中文书编号 / id of a stored judgment")
    ] = None,
    charge: Annotated[
        list[str] | None, typer.Option(help="案卷所载罪名或案由 / charge or cause as filed")
    ] = None,
    method: Annotated[
        SearchMethod | None,
        typer.Option(help="检索方法，默认按案情 / facts, issue, keyword, statute, case"),
    ] = None,
    part: Annotated[
        TextPart, typer.Option(help="关键词须出现的部分 / where keywords must stand")
    ] = TextPart.WHOLE,
    sort: Annotated[
        SortOrder, typer.Option(help="排列方式 / by relevance or date")
    ] = SortOrder.RELEVANCE,
    channel: Annotated[
        list[str] | None,
        typer.Option(help="只用这些检索通道 / use these channels only: lexical, dense"),
    ] = None,
    court: Annotated[list[str] | None, typer.Option(help="法院全称 / court")] = None,
    level: Annotated[
        list[str] | None,
        typer.Option(help="法院层级 / level: supreme, high, intermediate, basic"),
    ] = None,
    province: Annotated[list[str] | None, typer.Option(help="省份，如 吉林 / province")] = None,
    cause: Annotated[list[str] | None, typer.Option(help="案由或罪名 / cause or charge")] = None,
    decided_from: Annotated[
        str | None, typer.Option("--from", help="裁判日期起，如 2019-01-01 / decided from")
    ] = None,
    decided_to: Annotated[str | None, typer.Option("--to", help="裁判日期止 / decided to")] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="文书种类 / kind: panjue, caiding, tiaojie, …")
    ] = None,
    instance: Annotated[
        list[str] | None, typer.Option(help="审级 / instance: first, second, retrial, …")
    ] = None,
    effect: Annotated[
        list[str] | None, typer.Option(help="裁判效力 / effect: in_effect, unknown, revoked, …")
    ] = None,
    case_type: Annotated[
        list[str] | None,
        typer.Option(help="案件类型 / type: criminal, civil, administrative, …"),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, max=100, help="篇数，默认 10 / hits")] = None,
    offset: Annotated[int, typer.Option(min=0, help="跳过篇数 / hits skipped")] = 0,
    tiers: Annotated[
        bool, typer.Option("--tiers", help="按顺位检索 / tier by tier, --limit of each group")
    ] = False,
    of_court: Annotated[
        str | None,
        typer.Option(help="待决案件的法院，默认本院 / with --tiers: court of the pending case"),
    ] = None,
    filed_on: Annotated[
        str | None,
        typer.Option(help="立案日期，如 2026-01-05 / with --tiers: day of filing"),
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """检索类案：按文字、文件或库中文书。/ Find similar judgments."""
    from service.cli.search.method_searching import run_method_search
    from service.cli.search.searching import run_search
    from service.cli.search.tiers import run_tiered_search

    if method is None and sum(each is not None for each in (text, file, judgment)) != 1:
        raise typer.BadParameter(
            "请给出文字、--file 或 --judgment 之一 / give exactly one of text, --file, --judgment"
        )
    filters = {
        "courts": court or (),
        "court_levels": level or (),
        "provinces": province or (),
        "causes": cause or (),
        "decided_from": [decided_from or ""],
        "decided_to": [decided_to or ""],
        "document_kinds": kind or (),
        "instances": instance or (),
        "effects": effect or (),
        "case_types": case_type or (),
    }
    if method is not None:
        if tiers:
            raise typer.BadParameter("--tiers 不能与 --method 同用 / --tiers takes no --method")
        run_method_search(
            method=method,
            words=text or "",
            part=part,
            sort=sort,
            file=file,
            judgment_id=judgment,
            charges=charge or (),
            filters=filters,
            limit=limit or 10,
            offset=offset,
            data=data,
            is_json=as_json,
        )
        return
    if tiers:
        if channel or offset:
            raise typer.BadParameter(
                "--tiers 不能与 --channel、--offset 同用 / --tiers takes no --channel, no --offset"
            )
        run_tiered_search(
            text=text,
            file=file,
            judgment_id=judgment,
            filters=filters,
            charges=charge or (),
            court=of_court,
            filed_on=filed_on,
            per_tier=limit,
            data=data,
            is_json=as_json,
        )
        return
    run_search(
        text=text,
        file=file,
        judgment_id=judgment,
        filters=filters,
        charges=charge or (),
        channels=channel or (),
        limit=limit or 10,
        offset=offset,
        data=data,
        is_json=as_json,
    )


def replay(
    file: Annotated[
        Path, typer.Argument(help="此前检索以 --json 输出的文件 / what a search gave with --json")
    ],
    *,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """重现一次检索：原索引上应完全相同，现行索引上说明变化。/ Ask a kept search again."""
    from service.cli.search.method_searching import run_replay

    if not run_replay(file, data=data, is_json=as_json):
        raise typer.Exit(PARTLY)


def divergence(
    what: Annotated[
        str,
        typer.Argument(
            metavar="JUDGMENT-ID|CASE-NUMBER",
            help="库中文书编号或者案号；待决案件须同时给出 --account / judgment or pending case",
        ),
    ],
    *,
    account: Annotated[
        str | None, typer.Option(help="承办法官的账号 / account of the handling judge")
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """类案裁判不一之处，有提示的返回 4。/ Divergences among like cases; exit 4 if any."""
    from service.cli.search.diverging import run_divergence

    if run_divergence(what, account=account, data=data, is_json=as_json):
        raise typer.Exit(FOUND)


def related(
    what: Annotated[
        str,
        typer.Argument(
            metavar="JUDGMENT-ID|FILE",
            help="库中文书编号，或起诉状、起诉书等文件 / id of a judgment, or a file",
        ),
    ],
    *,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """关联案件：审级、同一当事人、同一事实、系列案、疑似重复起诉等。/ Find related cases."""
    from service.cli.search.relating import run_related

    run_related(what, data=data, is_json=as_json)
