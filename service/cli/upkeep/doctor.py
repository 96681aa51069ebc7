"""`tongpan doctor`: is the installation well?"""

from dataclasses import asdict
from pathlib import Path

from corpus.errors import CorpusError, StoreUnavailableError, StoreVersionError
from service.checking import Check
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.errors import SettingsError
from service.house import open_house
from service.web.wordbook.wording import sentence_of


def run_doctor(*, data: Path | None, is_json: bool) -> bool:
    """Check the installation and tell what was found; nothing is written.

    Returns:
        Whether all is well.
    """
    checks = _checks(data)
    is_well = all(check.is_well for check in checks)
    if is_json:
        emit({"is_well": is_well, "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            say(f"{'正常  ' if check.is_well else '需处理'}  {check.label}：{check.words}")
    return is_well


def _checks(data: Path | None) -> tuple[Check, ...]:
    try:
        with open_house(load_settings({"data": data}), may_make=False) as house:
            return house.checks()
    except SettingsError as error:
        # Nothing can be opened under it, so it is all that there is to tell.
        words = f"{error.name} 不能使用：{error.reason}。请改正后再运行 tongpan doctor"
        return (Check(name="settings", label="设置", is_well=False, words=words),)
    except StoreVersionError as error:
        return (_database(_words_of_version(error)),)
    except CorpusError as error:
        return (_database(f"{sentence_of(error)}（{error}）{_advice(error)}"),)


def _advice(error: CorpusError) -> str:
    if isinstance(error, StoreUnavailableError):
        return "请检查数据库是否在运行，以及 TONGPAN_DATABASE_URL 中的地址、账号和密码"
    return "首次使用请运行 tongpan demo"


def _database(words: str) -> Check:
    return Check(name="database", label="数据库", is_well=False, words=words)


def _words_of_version(error: StoreVersionError) -> str:
    """Say what to do about a database of another version; whoever reads this asked the doctor."""
    if error.found is None:
        return "其中没有表，首次使用请运行 tongpan demo，或 tongpan ingest 导入文书"
    met = f"表结构为 {error.found}，本程序为 {error.expected}"
    if error.found < error.expected:
        return f"{met}，是较早版本所写。请先备份，下次运行 tongpan serve 时自动升级，数据保留"
    return (
        f"{met}，是较新版本所写。请安装新版程序；要退回旧版，"
        "用 tongpan restore 把升级前的备份恢复到空的数据目录"
    )
