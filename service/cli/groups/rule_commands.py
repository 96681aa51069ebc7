"""Which commands has `tongpan rules`, and what do they take?

Only names and help stand here, as in :mod:`service.cli.commands`.
"""

# ruff: noqa: PLC0415 - see service.cli.commands

from pathlib import Path
from typing import Annotated

import typer

from service.cli.output import Data, Json
from service.referral.rules.model import RuleState

rules_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="裁判规则。/ The register of rules."
)


@rules_app.command("list")
def rules_list(
    *,
    state: Annotated[
        RuleState | None, typer.Option("--state", help="只列某一状态 / only this state")
    ] = None,
    words: Annotated[str, typer.Option("--words", help="问题中的词 / words of the question")] = "",
    data: Data = None,
    as_json: Json = False,
) -> None:
    """列出裁判规则，最近变动的在前。/ List the rules, the last moved first."""
    from service.cli.matters.ruling import run_list

    run_list(state=state, words=words, data=data, is_json=as_json)


@rules_app.command("show")
def rules_show(
    rule_id: Annotated[str, typer.Argument(help="规则编号，见 list / id, as the list tells")],
    *,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """显示一项规则及其施行情况，不含副卷内容。/ Show a rule and its effect, nothing of 副卷."""
    from service.cli.matters.ruling import run_show

    run_show(rule_id, data=data, is_json=as_json)


@rules_app.command("follow")
def rules_follow(*, data: Data = None, as_json: Json = False) -> None:
    """跟踪施行中规则的后续裁判和复审事由。/ Look what judgments made of the rules that stand."""
    from service.cli.matters.ruling import run_follow

    run_follow(data=data, is_json=as_json)


@rules_app.command("export")
def rules_export(
    out: Annotated[Path, typer.Argument(help="写入的 JSON 文件 / JSON file to write")],
    *,
    ids: Annotated[
        list[str] | None, typer.Option("--id", help="规则编号，默认全部 / id; all without")
    ] = None,
    data: Data = None,
) -> None:
    """导出裁判规则及全部留痕和摘要（副卷，注意保密）。/ Export rules with all acts and digests."""
    from service.cli.matters.ruling import run_export

    run_export(out, ids=tuple(ids or ()), data=data)


@rules_app.command("import")
def rules_import(
    file: Annotated[Path, typer.Argument(help="导出的 JSON 文件 / exported JSON file")],
    *,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """导入裁判规则：逐步核对摘要，改动过的拒绝。/ Import rules; what was edited is refused."""
    from service.cli.matters.ruling import run_import

    run_import(file, data=data, is_json=as_json)
