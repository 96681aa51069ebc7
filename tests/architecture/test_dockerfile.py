"""No container engine runs here, so the Dockerfile is read: everything it names must exist."""

import fnmatch
import json
import re
from dataclasses import dataclass

import pytest

from service.settings import Settings
from tests.architecture.sources import PACKAGES, ROOT, pyproject

INSTRUCTIONS = {
    "FROM", "RUN", "CMD", "COPY", "ENV", "EXPOSE", "USER", "WORKDIR", "VOLUME", "HEALTHCHECK"
}  # fmt: skip


@dataclass(frozen=True)
class Instruction:
    """One instruction of the Dockerfile.

    Attributes:
        stage: Number of its stage, from 0.
        name: FROM, RUN…
        arguments: What follows it, continued lines joined.
    """

    stage: int
    name: str
    arguments: str


def instructions() -> list[Instruction]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    stage = -1
    found = []
    for line in joined.splitlines():
        name, _, arguments = line.partition(" ")
        stage += name == "FROM"
        found.append(Instruction(stage, name, arguments.strip()))
    return found


def named(name: str, *, stage: int | None = None) -> list[Instruction]:
    return [i for i in instructions() if i.name == name and stage in {None, i.stage}]


LAST = max(instruction.stage for instruction in instructions())


def is_sent_to_the_engine(path: str) -> bool:
    """Tell whether .dockerignore lets a path through; the last rule that fits decides."""
    sent = True
    for rule in (ROOT / ".dockerignore").read_text(encoding="utf-8").split():
        wanted = rule.startswith("!")
        if fnmatch.fnmatch(path, rule.lstrip("!")):
            sent = wanted
    return sent


def test_every_instruction_is_known() -> None:
    assert {instruction.name for instruction in instructions()} <= INSTRUCTIONS


def test_it_is_built_in_stages() -> None:
    assert LAST >= 1


@pytest.mark.parametrize(
    "instruction",
    [i for i in named("COPY") if not i.arguments.startswith("--from")],
    ids=lambda i: i.arguments,
)
def test_every_copied_path_exists_and_reaches_the_engine(instruction: Instruction) -> None:
    *sources, _ = instruction.arguments.split()
    for source in sources:
        assert (ROOT / source).exists(), source
        assert is_sent_to_the_engine(source), f"{source} is kept out by .dockerignore"


def test_all_that_the_wheel_needs_is_copied_before_it_is_built() -> None:
    copied = {source for i in named("COPY", stage=0) for source in i.arguments.split()[:-1]}
    assert {*PACKAGES, "pyproject.toml", pyproject()["project"]["readme"]} <= copied
    assert "constraints.txt" in copied


def test_every_stage_that_is_copied_from_has_its_name() -> None:
    names = {i.arguments.split()[-1] for i in named("FROM") if " AS " in i.arguments}
    used = {re.findall(r"--from=(\S+)", i.arguments)[0] for i in named("COPY", stage=LAST)}
    assert used <= names


def test_what_is_installed_in_one_stage_is_found_in_the_other() -> None:
    """A virtual environment keeps its own path in its scripts: it must not move."""
    installed = re.findall(r"VENV=(\S+)", " ".join(i.arguments for i in named("RUN", stage=0)))
    (copy,) = named("COPY", stage=LAST)
    assert copy.arguments.split()[1:] == [installed[0], installed[0]]
    assert f"PATH={installed[0]}/bin:$PATH" in named("ENV", stage=LAST)[0].arguments
    bases = {i.arguments.split()[0] for i in named("FROM")}
    assert len(bases) == 1, "the environment was made by another interpreter"


def test_it_runs_as_nobody_special() -> None:
    (user,) = named("USER", stage=LAST)
    assert user.arguments not in {"root", "0"}
    made = " ".join(i.arguments for i in named("RUN", stage=LAST))
    assert re.search(rf"useradd [^&]*\b{user.arguments}\b", made)
    after = instructions()[instructions().index(user) :]
    assert {i.name for i in after if i.name in {"CMD", "HEALTHCHECK"}} == {"CMD", "HEALTHCHECK"}


def environment() -> dict[str, str]:
    text = " ".join(i.arguments for i in named("ENV", stage=LAST))
    return dict(pair.split("=", 1) for pair in text.split())


def test_every_setting_it_gives_exists_and_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {name: value for name, value in environment().items() if name.startswith("TONGPAN_")}
    fields = {f"TONGPAN_{field.upper()}" for field in Settings.model_fields}
    assert set(given) <= fields
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    (volume,) = named("VOLUME", stage=LAST)
    assert str(settings.data) == volume.arguments
    (port,) = named("EXPOSE", stage=LAST)
    assert settings.port == int(port.arguments)


def test_nothing_is_fetched_at_run_time() -> None:
    assert environment()["HF_HUB_OFFLINE"] == "1"
    (command,) = named("CMD", stage=LAST)
    assert not re.search(r"\b(pip|curl|wget|apt)\b", command.arguments)


def test_its_commands_are_those_of_the_product() -> None:
    (command,) = named("CMD", stage=LAST)
    words = " ".join(json.loads(command.arguments)).split()
    scripts = pyproject()["project"]["scripts"]
    asked = [words[at + 1] for at, word in enumerate(words) if word in scripts]
    assert asked
    assert set(asked) <= commands()


def commands() -> set[str]:
    import typer.main

    from service.cli.main import app

    return set(getattr(typer.main.get_command(app), "commands", {}))


def test_the_health_check_asks_a_route_of_the_server() -> None:
    (check,) = named("HEALTHCHECK", stage=LAST)
    words = json.loads(check.arguments[check.arguments.index("[") :])
    compile(words[2], "HEALTHCHECK", "exec")
    (address,) = re.findall(r"http://127\.0\.0\.1:(\d+)(/\w+)", words[2])
    assert address[0] == named("EXPOSE", stage=LAST)[0].arguments
    routes = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "service").rglob("*.py"))
    assert f'"{address[1]}"' in routes


def test_setup_can_be_run_and_installs_what_it_is_given() -> None:
    text = (ROOT / "setup.sh").read_text(encoding="utf-8")
    assert (ROOT / "setup.sh").stat().st_mode & 0o111
    assert 'pip install -c constraints.txt "$@"' in text
