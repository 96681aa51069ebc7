"""How is the product run from outside, as a court runs it?"""

import json
import secrets
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation.errors import MeasurementError
from evaluation.performance.processes import CommandCost, run_command

_ACCOUNT = "measuring"


class Installation:
    """A data folder and the command that works on it.

    Attributes:
        data: The folder.
        command: The installed ``tongpan`` of this interpreter.
        environment: What tells it where its data lie.
    """

    def __init__(
        self, data: Path, *, limit_seconds: float, settings: Mapping[str, str] | None = None
    ) -> None:
        """Take a data folder.

        Args:
            data: Empty or made by the product.
            limit_seconds: No command may run longer.
            settings: Settings of the product beside its own, by the names of its variables.

        Raises:
            MeasurementError: The product is not installed beside this interpreter.
        """
        found = shutil.which("tongpan", path=str(Path(sys.executable).parent))
        if found is None:
            raise MeasurementError("tongpan", "not installed; run `make test` or ./setup.sh first")
        self.data = data
        self.command = found
        self.environment: Mapping[str, str] = {
            "TONGPAN_DATA": str(data),
            # A suite asks under one name as fast as many people do under theirs.
            "TONGPAN_SEARCHES_PER_MINUTE": "0",
            "TONGPAN_UPLOADS_PER_MINUTE": "0",
            # A program that was installed has been compiled, whatever this shell forbids.
            "PYTHONDONTWRITEBYTECODE": "",
            **(settings or {}),
        }
        self._limit_seconds = limit_seconds

    def run(
        self, *arguments: str, settings: Mapping[str, str] | None = None
    ) -> tuple[CommandCost, dict[str, Any]]:
        """Run a command that answers in JSON; return its cost and its answer.

        Args:
            arguments: What it is told.
            settings: Settings for this command alone.

        Raises:
            MeasurementError: It failed, ran too long, or did not answer in JSON.
        """
        cost = run_command(
            [self.command, *arguments, "--json"],
            environment={**self.environment, **(settings or {})},
            limit_seconds=self._limit_seconds,
        )
        try:
            answer: dict[str, Any] = json.loads(cost.output)
        except json.JSONDecodeError as error:
            raise MeasurementError(
                " ".join(arguments), f"no JSON: {cost.output[:200]!r}"
            ) from error
        return cost, answer

    def add_account(self) -> tuple[str, str]:
        """Make an account that may search; return its name and password.

        Raises:
            MeasurementError: The product refused.
        """
        # A kept data folder may have one of an earlier measurement.
        name = f"{_ACCOUNT}-{secrets.token_hex(3)}"
        _, answer = self.run("user", "add", name, "--role", "judge", "--generate")
        return name, str(answer["password"])
