"""No service manager runs here, so the units are read: what they run and set must exist."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml

from service.settings import Settings
from tests.architecture.sources import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
SERVICES = [path for path in UNITS if path.suffix == ".service"]
TIMERS = [path for path in UNITS if path.suffix == ".timer"]


class _Section(dict[str, str]):
    """Several lines of one name are kept, each on a line of its own."""

    def __setitem__(self, name: str, value: str) -> None:
        if isinstance(value, list) and name in self:
            self[name].extend(value)  # type: ignore[attr-defined]
        else:
            super().__setitem__(name, value)


def read(path: Path) -> ConfigParser:
    parser = ConfigParser(strict=False, dict_type=_Section, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read_string(path.read_text("utf-8"))
    return parser


def commands_of(path: Path) -> list[tuple[str, ...]]:
    lines = read(path)["Service"]["ExecStart"].splitlines()
    found = [re.search(r"/opt/tongpan/bin/tongpan ([^\"]*)", line) for line in lines]
    return [tuple(match[1].split()) for match in found if match is not None]


def names_of(command: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in command[:2] if re.fullmatch(r"[a-z-]+", word) and word[0] != "-")


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_command_of_a_unit_is_one_of_the_product(path: Path) -> None:
    import typer.main

    from service.cli.main import app

    commands = commands_of(path)
    assert commands
    for command in commands:
        group = typer.main.get_command(app)
        for name in names_of(command):
            group = group.commands[name]  # type: ignore[attr-defined]
        options = {option for each in group.params for option in each.opts}
        assert {word for word in command if word.startswith("--")} <= options


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_unit_keeps_to_its_folder_and_its_machine(path: Path) -> None:
    service = read(path)["Service"]
    assert service["User"] == "tongpan"
    assert service["ProtectSystem"] == "strict"
    assert service["IPAddressDeny"] == "any"
    assert service["UMask"] == "0077"
    environment = dict(pair.split("=", 1) for pair in service["Environment"].split())
    assert environment["HF_HUB_OFFLINE"] == "1"
    assert environment["TONGPAN_DATA"] == f"/var/lib/{service['StateDirectory']}"
    fields = {f"TONGPAN_{field.upper()}" for field in Settings.model_fields}
    assert {name for name in environment if name.startswith("TONGPAN_")} <= fields


def test_every_timer_has_its_service_and_every_short_service_its_timer() -> None:
    short = {path.stem for path in SERVICES if read(path)["Service"]["Type"] == "oneshot"}
    assert {path.stem for path in TIMERS} == short
    for path in TIMERS:
        assert read(path)["Timer"]["OnCalendar"]


def test_the_guide_names_every_unit() -> None:
    guide = (ROOT / "docs" / "deployment.md").read_text("utf-8")
    assert [path.stem for path in UNITS if path.stem not in guide] == []


def test_the_wheels_are_gathered_with_the_pins_and_what_installs_them() -> None:
    script = ROOT / "deploy" / "wheels.sh"
    assert script.stat().st_mode & 0o111
    text = script.read_text("utf-8")
    assert "-c constraints.txt" in text
    assert 'cp setup.sh constraints.txt "$out"' in text
    assert re.search(
        r"^torch==[0-9.]+", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE
    )


COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
OURS = ("app", "worker")


def test_every_setting_of_the_containers_exists() -> None:
    fields = {f"TONGPAN_{field.upper()}" for field in Settings.model_fields}
    for name in OURS:
        assert set(COMPOSE["services"][name]["environment"]) <= fields


def test_the_containers_run_commands_of_the_product() -> None:
    import typer.main

    from service.cli.main import app

    known = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    commands = [COMPOSE["services"][name]["command"] for name in OURS]
    assert [command[0] for command in commands] == ["tongpan", "tongpan"]
    assert {command[1] for command in commands} <= known


def test_only_the_pages_are_open_and_only_to_this_machine() -> None:
    opened = {name: each["ports"] for name, each in COMPOSE["services"].items() if "ports" in each}
    assert set(opened) == {"app"}
    assert all(port.startswith("127.0.0.1:") for port in opened["app"])


def test_every_volume_is_named_and_every_server_tells_whether_it_is_well() -> None:
    services = COMPOSE["services"]
    mounted = {volume.split(":")[0] for each in services.values() for volume in each["volumes"]}
    assert mounted == set(COMPOSE["volumes"])
    # The image of the product has its own.
    assert {name for name in services if name not in OURS} == {
        name
        for name, each in services.items()
        if each.get("healthcheck", {}).get("test") and each["image"] != "tongpan"
    }


def test_no_password_stands_in_the_file() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    assert re.findall(r"PASSWORD: (?!\$\{TONGPAN_DATABASE_PASSWORD:\?)", text) == []
