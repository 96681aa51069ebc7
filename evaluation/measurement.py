"""What does a command of the evaluation write, so that its figures can be trusted later?

Every command writes one JSON object: ``protocol`` (the rules, in words), ``figures`` (name to
number) and ``details`` (what was measured, by which command, on what, at which commit, and whatever
else helps to read the figures).
"""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from evaluation.errors import ExpectedScoresError


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Figures with all that is needed to make them again.

    Attributes:
        name: What was measured, such as ``retrieval-hidden``; the key of the expected figures.
        protocol: The rules under which the figures hold.
        figures: Number by name.
        command: The command that made them, without machine paths.
        corpus_digest: Digest of what was measured on.
        commit: Commit of the checkout, with ``+`` behind it where files were changed; None
            outside a checkout.
        measured_on: Day of the measurement.
        details: Anything else, JSON-able.
    """

    name: str
    protocol: str
    figures: Mapping[str, float]
    command: str
    corpus_digest: str
    commit: str | None
    measured_on: date
    details: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def write(self, path: Path) -> None:
        """Write it as JSON, replacing what stood there only when it is complete."""
        row = {
            "protocol": self.protocol,
            "figures": dict(self.figures),
            "details": {
                "measurement": self.name,
                "command": self.command,
                "corpus_digest": self.corpus_digest,
                "commit": self.commit,
                "measured_on": self.measured_on.isoformat(),
                **self.details,
            },
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(path.name + ".part")
        partial.write_text(json.dumps(row, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        partial.replace(path)


def read_measurement(path: Path) -> Measurement:
    """Read what :meth:`Measurement.write` wrote.

    Raises:
        ExpectedScoresError: The file is missing, no JSON, or of another form.
    """
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        details = dict(row["details"])
        return Measurement(
            name=str(details.pop("measurement")),
            protocol=str(row["protocol"]),
            figures={str(name): float(value) for name, value in row["figures"].items()},
            command=str(details.pop("command")),
            corpus_digest=str(details.pop("corpus_digest")),
            commit=details.pop("commit"),
            measured_on=date.fromisoformat(details.pop("measured_on")),
            details=details,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExpectedScoresError(
            str(path), f"no measurement of this evaluation ({type(error).__name__}: {error})"
        ) from error


def command_of(subcommand: str, arguments: Sequence[str]) -> str:
    """Return a command line for the record, with paths cut to their last part.

    The folder in which somebody keeps the data is no part of a figure.

    Example:
        >>> command_of("retrieval", ["--judgments", "/home/x/judgments.jsonl.xz", "--seed=3"])
        'python -m evaluation retrieval --judgments judgments.jsonl.xz --seed=3'
    """
    shown = (
        Path(argument).name if "/" in argument and "=" not in argument else argument
        for argument in arguments
    )
    return " ".join(["python -m evaluation", subcommand, *shown])


def commit_of_checkout() -> str | None:
    """Return the commit that this code was run from, or None outside a checkout."""
    folder = Path(__file__).parent
    commit = _git(folder, "rev-parse", "--short=12", "HEAD")
    if commit is None:
        return None
    return commit + ("+" if _git(folder, "status", "--porcelain", "--untracked-files=no") else "")


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no input from outside
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git of the developer's PATH
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
