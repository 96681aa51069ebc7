"""`tongpan demo`: everything that is needed to try it, on generated judgments."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from corpus.reader_version import READER_VERSION
from corpus.sample.courts import COURTS, INTERMEDIATE
from corpus.sample.generation import generate
from corpus.sample.writing import write_sample
from service.accounts.passwords import random_password
from service.actors import Role
from service.cli.index.building import build, told
from service.cli.index.ingesting import ingest_quietly
from service.cli.index.stages import STAGES, summary_of
from service.cli.opening import working_house
from service.cli.output import bars, emit, say
from service.cli.upkeep.demo_cases import open_sample_cases
from service.data_folder import load_settings, write_private
from service.health import DEMO_ACCOUNTS
from service.house import House
from service.stock import utc_now
from service.tiers.hierarchy import FILE

_SEED = 2026
_SOURCE = "sample"

ACCOUNTS: Mapping[str, tuple[str, Role]] = MappingProxyType(
    {
        "judge": ("演示法官", Role.JUDGE),
        "secretary": ("演示秘书", Role.SECRETARY),
        "auditor": ("演示评查", Role.AUDITOR),
        "leader": ("演示院庭长", Role.LEADER),
        "admin": ("演示管理员", Role.ADMINISTRATOR),
        "security": ("演示安全保密管理员", Role.SECURITY_OFFICER),
        "trail": ("演示安全审计员", Role.TRAIL_AUDITOR),
        "cases": ("演示办案系统", Role.CASE_SYSTEM),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """An account to try with.

    Attributes:
        name: Name to sign in with.
        password: Random; made for this installation.
        role: Its desk.
    """

    name: str
    password: str
    role: Role


def run_demo(*, size: int, data: Path | None, is_json: bool) -> None:
    """Make what is needed to try the product; a second run changes nothing.

    Raises:
        SettingsError: The data folder cannot be written.
        CorpusError: The store refuses.
        IndexingError: The index cannot be built.
    """
    settings = load_settings({"data": data})
    stages = {**STAGES, "sample": "生成并导入示例文书 sample"}
    with working_house(settings, may_make=True) as house, bars(stages, is_json=is_json) as shown:
        shown.show("sample", 0, 1)
        _fill(house, size=size)
        shown.show("sample", 1, 1)
        manifest, is_new = build(house, shown)
        accounts = tuple(_accounts(house))
        open_sample_cases(house, size=size, seed=_SEED)
        n_judgments = house.store.count()
    if is_json:
        emit(
            {
                "data": str(settings.data),
                "judgments": n_judgments,
                "index": summary_of(manifest, is_new=is_new),
                "accounts": [
                    {"name": each.name, "password": each.password, "role": each.role}
                    for each in accounts
                ],
            }
        )
        return
    say(told(manifest, is_new=is_new))
    say(f"演示账号（密码保存在 {settings.data / DEMO_ACCOUNTS}，仅本人可读）：")
    for each in accounts:
        say(f"  {each.name:<10} {each.password}")
    say("运行 tongpan serve，然后打开 http://127.0.0.1:8000")


def _fill(house: House, *, size: int) -> None:
    """Generate and ingest the sample unless this very sample is in the store already."""
    write_courts(house.settings.data)
    mark = {"seed": _SEED, "size": size, "reader_version": READER_VERSION}
    note = house.settings.data / "demo-sample.json"
    if house.store.count() and note.exists() and json.loads(note.read_text("utf-8")) == mark:
        return
    folder = house.settings.data / "sample"
    write_sample(folder, generate(seed=_SEED, size=size))
    ingest_quietly(folder / "judgments", house.store, source_name=_SOURCE)
    write_private(note, json.dumps(mark))


def write_courts(folder: Path) -> None:
    """Write which of the invented courts this is, and which court is above which, unless told."""
    path = folder / FILE
    if path.exists():
        return
    superiors = [
        f'"{court.name}" = "{COURTS[court.superior].name}"'
        for court in COURTS.values()
        if court.superior is not None
    ]
    lines = [f'name = "{INTERMEDIATE.name}"', "", "[superiors]", *superiors, ""]
    write_private(path, "\n".join(lines))


def _accounts(house: House) -> Iterator[DemoAccount]:
    """Give the accounts; those that lack, or whose password is not known any more, are made new.

    There is no password that two installations share.
    """
    path = house.settings.data / DEMO_ACCOUNTS
    known: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    for name, (display_name, role) in ACCOUNTS.items():
        is_there = house.desk.find(name) is not None
        if not is_there or name not in known:
            # Noted first: killed in between, the next run sets the account to what is noted.
            known[name] = random_password()
            write_private(path, json.dumps(known, indent=1))
            if is_there:
                house.desk.set_password(name, known[name])
            else:
                house.desk.add(
                    name=name,
                    display_name=display_name,
                    password=known[name],
                    roles=[role],
                    now=utc_now(),
                )
        yield DemoAccount(name=name, password=known[name], role=role)
