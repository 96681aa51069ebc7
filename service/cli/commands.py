"""Which commands are there, and what do they take?

Only names and help stand here. The work of each command is imported when it runs, because
loading database, index and web takes longer than telling how a command is used.
"""

# ruff: noqa: PLC0415 - the one place where importing late is the purpose

from pathlib import Path
from typing import Annotated

import typer

from corpus.privacy.sensitivity import Sensitivity
from service.actors import Role
from service.cli.groups.audit_commands import audit
from service.cli.groups.backup_commands import backup, restore
from service.cli.groups.case_commands import case_app
from service.cli.groups.closing_commands import judgments_app
from service.cli.groups.court_commands import calendar_app, parameter_app, roster_app
from service.cli.groups.index_commands import index_app
from service.cli.groups.job_commands import jobs_app, work
from service.cli.groups.library_commands import library_app
from service.cli.groups.rank_commands import rank_app
from service.cli.groups.referral_commands import referral_app
from service.cli.groups.report_commands import report_app
from service.cli.groups.rule_commands import rules_app
from service.cli.groups.search_commands import divergence, related, replay, search
from service.cli.groups.snapshot_commands import snapshot_app
from service.cli.groups.subscription_commands import subscriptions_app
from service.cli.groups.token_commands import token_app
from service.cli.groups.trail_commands import trail_app
from service.cli.loading import nothing_collected
from service.cli.output import FOUND, PARTLY, REFUSED, Background, Data, Json

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="同判：读裁判文书，找类案。/ Tongpan: reads judgments, finds similar cases.",
)
user_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="管理账号。/ Accounts.")


@app.command("demo")
def demo(
    *,
    size: Annotated[int, typer.Option(min=50, help="示例文书篇数 / judgments to generate")] = 3000,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """生成示例文书、索引和演示账号；再次运行不改变任何内容。/ Make all that is needed to try it."""
    from service.cli.upkeep.demo import run_demo

    run_demo(size=size, data=data, is_json=as_json)


@app.command("ingest")
def ingest(
    path: Annotated[Path, typer.Argument(help="文件或目录 / file or folder")],
    *,
    source: Annotated[
        str | None, typer.Option(help="来源名称，默认取文件名 / name of the source")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="字段对应表（TOML 或 JSON）/ field mapping")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="进程数，默认为核数 / reading processes")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="有拒收即返回 3 / exit 3 when anything is rejected")
    ] = False,
    background: Background = False,
    closed_as: Annotated[
        Sensitivity | None,
        typer.Option(
            help="这一批全部不公开，类别 / close all of them in the moment they are stored"
        ),
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """导入裁判文书；重复导入不改变任何内容。/ Read judgments into the store."""
    with nothing_collected():
        from service.cli.index.ingesting import run_ingest

    if background:
        from service.cli.upkeep.jobbing import run_ask
        from service.jobs.orders import ingest_order

        order = ingest_order(path, source=source, mapping=mapping, closed_as=closed_as)
        run_ask(lambda _: order, data=data, is_json=as_json)
        return
    report = run_ingest(
        path,
        source=source,
        mapping=mapping,
        workers=workers,
        closed_as=closed_as,
        data=data,
        is_json=as_json,
    )
    if strict and report.rejected:
        raise typer.Exit(PARTLY)


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="裁判文书草稿 / draft ruling")],
    *,
    case: Annotated[
        str | None, typer.Option(help="待决案件编号，须同时给出 --account / pending case")
    ] = None,
    account: Annotated[
        str | None, typer.Option(help="承办法官的账号 / account of the handling judge")
    ] = None,
    court: Annotated[
        str | None, typer.Option(help="审理法院，默认草稿首部的法院 / court that rules")
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """核对裁判文书草稿，有须处理或请核对的问题返回 4。/ Check a draft; exit 4 if it needs work."""
    from service.cli.search.checking import run_check

    if (case is None) != (account is None):
        raise typer.BadParameter("--case 和 --account 须同时给出 / give --case with --account")
    if run_check(file, case=case, account=account, court=court, data=data, is_json=as_json):
        raise typer.Exit(FOUND)


@app.command("inspect")
def inspect(
    file: Annotated[
        Path | None, typer.Argument(help="文件，不需要数据目录 / file, no store is needed")
    ] = None,
    *,
    judgment: Annotated[
        str | None, typer.Option(help="库中文书编号 / id of a stored judgment")
    ] = None,
    nth: Annotated[
        int | None, typer.Option(min=1, help="文件中的第几篇，默认第 1 篇 / which of several")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="字段对应表（TOML 或 JSON）/ field mapping")
    ] = None,
    masked: Annotated[
        bool, typer.Option("--masked", help="隐名显示 / with names and numbers hidden")
    ] = False,
    html: Annotated[
        Path | None, typer.Option(help="写成一个独立的网页文件 / write one self-contained page")
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """查看一篇文书：每个要素标在原文上。/ Show a judgment with every field marked in its text."""
    from service.cli.search.inspecting import run_inspect

    if (file is None) == (judgment is None):
        raise typer.BadParameter(
            "请给出文件或 --judgment 之一 / give exactly one of a file and --judgment"
        )
    run_inspect(
        file,
        judgment_id=judgment,
        nth=nth,
        mapping=mapping,
        is_masked=masked,
        html=html,
        data=data,
        is_json=as_json,
    )


@app.command("train")
def train(
    *,
    out: Annotated[
        Path | None,
        typer.Option(help="写入此目录，不作为默认模型 / write it here and leave the index alone"),
    ] = None,
    base: Annotated[
        Path | None,
        typer.Option(help="在此本地模型上继续训练 / fine-tune the transformer of this folder"),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="随机种子 / of every random choice")] = 1,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """用全部文书训练模型，供下次建立索引使用。/ Train the encoder that the next index uses."""
    from service.cli.index.training import run_train

    run_train(out=out, base=base, seed=seed, data=data, is_json=as_json)


@app.command("compare")
def compare(
    asked: Annotated[
        str, typer.Argument(help="文件，或库中文书编号 / file, or id of a stored judgment")
    ],
    judgments: Annotated[
        list[str], typer.Argument(help="一至三篇库中文书编号 / ids of one to three judgments")
    ],
    *,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """逐项对比：基本事实、争议焦点、法律适用、不同点。/ Compare a case with judgments."""
    from service.cli.search.comparing import run_compare

    run_compare(asked, judgment_ids=judgments, data=data, is_json=as_json)


@app.command("serve")
def serve(
    *,
    host: Annotated[str | None, typer.Option(help="地址，默认仅本机 127.0.0.1 / address")] = None,
    port: Annotated[int | None, typer.Option(help="端口，默认 8000 / port")] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="进程数，默认每核一个、至多 4 个 / processes that answer"),
    ] = None,
    data: Data = None,
) -> None:
    """启动网页与接口服务。/ Serve the pages and the HTTP interface."""
    from service.cli.upkeep.serving import run_serve

    run_serve(host=host, port=port, workers=workers, data=data)


@app.command("doctor")
def doctor(*, data: Data = None, as_json: Json = False) -> None:
    """检查安装是否正常，并说明如何处理。/ Check the installation and say what to do."""
    from service.cli.upkeep.doctor import run_doctor

    if not run_doctor(data=data, is_json=as_json):
        raise typer.Exit(REFUSED)


Name = Annotated[str, typer.Argument(help="用户名 / name to sign in with")]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="从标准输入读取密码 / read it from stdin")
]
Generate = Annotated[
    bool, typer.Option("--generate", help="生成随机密码并显示一次 / make one and print it once")
]


@user_app.command("add")
def user_add(
    name: Name,
    *,
    role: Annotated[list[Role], typer.Option(help="岗位，可重复 / role, may be repeated")],
    display_name: Annotated[str, typer.Option(help="姓名 / name on the screen")] = "",
    password_stdin: FromStdin = False,
    generate: Generate = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """新建账号。/ Add an account."""
    from service.cli.upkeep.users import run_add

    run_add(
        name,
        password=_password(is_from_stdin=password_stdin, is_generated=generate),
        is_password_shown=generate,
        display_name=display_name,
        roles=role,
        data=data,
        is_json=as_json,
    )


@user_app.command("list")
def user_list(*, data: Data = None, as_json: Json = False) -> None:
    """列出账号。/ List the accounts."""
    from service.cli.upkeep.users import run_list

    run_list(data=data, is_json=as_json)


@user_app.command("password")
def user_password(
    name: Name,
    *,
    password_stdin: FromStdin = False,
    generate: Generate = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """设置新密码，并结束该账号的会话。/ Set a new password."""
    from service.cli.upkeep.users import run_password

    run_password(
        name,
        password=_password(is_from_stdin=password_stdin, is_generated=generate),
        is_password_shown=generate,
        data=data,
        is_json=as_json,
    )


@user_app.command("disable")
def user_disable(name: Name, *, data: Data = None, as_json: Json = False) -> None:
    """停用账号，并结束其会话。/ Close an account."""
    from service.cli.upkeep.users import run_enable

    run_enable(name, is_enabled=False, data=data, is_json=as_json)


@user_app.command("enable")
def user_enable(name: Name, *, data: Data = None, as_json: Json = False) -> None:
    """重新启用账号。/ Open a closed account again."""
    from service.cli.upkeep.users import run_enable

    run_enable(name, is_enabled=True, data=data, is_json=as_json)


@user_app.command("reset-factor")
def user_reset_factor(name: Name, *, data: Data = None, as_json: Json = False) -> None:
    """重置动态口令（手机丢失时），并结束该账号的会话。/ Forget a lost second factor."""
    from service.cli.upkeep.users import run_reset_factor

    run_reset_factor(name, data=data, is_json=as_json)


app.command("search")(search)
app.command("backup")(backup)
app.command("restore")(restore)
app.command("audit")(audit)
app.command("work")(work)
app.command("replay")(replay)
app.command("related")(related)
app.command("divergence")(divergence)
app.add_typer(index_app, name="index")
app.add_typer(jobs_app, name="jobs")
app.add_typer(library_app, name="library")
app.add_typer(roster_app, name="roster")
app.add_typer(parameter_app, name="parameter")
app.add_typer(calendar_app, name="calendar")
app.add_typer(rank_app, name="rank")
app.add_typer(snapshot_app, name="snapshots")
app.add_typer(case_app, name="case")
app.add_typer(report_app, name="report")
app.add_typer(referral_app, name="referral")
app.add_typer(rules_app, name="rules")
app.add_typer(subscriptions_app, name="subscriptions")
app.add_typer(trail_app, name="audit-trail")
app.add_typer(user_app, name="user")
app.add_typer(token_app, name="token")
app.add_typer(judgments_app, name="judgments")


def _password(*, is_from_stdin: bool, is_generated: bool) -> str:
    """Return the password; never from the command line, where every process could read it."""
    from service.accounts.passwords import random_password

    if is_from_stdin and is_generated:
        raise typer.BadParameter("--password-stdin 与 --generate 只能选一个 / choose one")
    if is_generated:
        return random_password()
    if is_from_stdin:
        return typer.get_text_stream("stdin").readline().rstrip("\r\n")
    asked: str = typer.prompt("密码 / password", hide_input=True, confirmation_prompt=True)
    return asked
