"""`tongpan doctor`: is the installation well?"""

from dataclasses import asdict
from pathlib import Path

from corpus.errors import CorpusError, StoreUnavailableError, StoreVersionError
from service.checking import Check
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.errors import SettingsError
from service.house import open_house
from service.web.wording import sentence_of


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
    except CorpusError as error:
        return (
            Check(
                name="database",
                label="数据库",
                is_well=False,
                words=f"{sentence_of(error)}（{error}）{_advice(error)}",
            ),
        )


def _advice(error: CorpusError) -> str:
    if isinstance(error, StoreUnavailableError):
        return "请检查数据库是否在运行，以及 TONGPAN_DATABASE_URL 中的地址、账号和密码"
    if isinstance(error, StoreVersionError) and error.found is not None:
        return "请先运行 tongpan backup 备份，再运行 tongpan serve 升级结构；程序较旧的，请升级程序"
    return "首次使用请运行 tongpan demo"
