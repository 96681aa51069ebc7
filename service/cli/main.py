"""`tongpan`: the command line.

Nothing that loads a model is imported at the start: `tongpan --help` answers at once.
"""

import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

import typer

from corpus.errors import CorpusError
from indexing.errors import IndexingError
from service.api.refusals import refusal_of
from service.cli.commands import app
from service.cli.output import REFUSED, tell_refusal
from service.cli.running import running
from service.errors import ServiceError
from service.web.wordbook.wording import sentence_of


def main() -> None:
    """Run a command; what is refused is told in words, with exit code 1."""
    running.set(command_words(sys.argv))
    try:
        _program()()
    except (CorpusError, IndexingError, ServiceError) as error:
        tell_refusal(
            error,
            sentence=sentence_of(error),
            code=refusal_of(error).code,
            is_json="--json" in sys.argv,
        )
        sys.exit(REFUSED)


@cache
def _program() -> Any:  # noqa: ANN401 - typer does not say what it makes
    """Return all commands; making them takes a twentieth of a second."""
    return typer.main.get_command(app)


def command_words(arguments: Sequence[str]) -> str:
    """Return the words of the command line that name the command.

    Example:
        >>> command_words(["/usr/bin/tongpan", "user", "add", "lin", "--role", "judge"])
        'tongpan user add'
    """
    words, known = ["tongpan"], _program()
    for argument in arguments[1:]:
        below = getattr(known, "commands", {}).get(argument)
        if below is None:
            break
        words.append(argument)
        known = below
    return " ".join(words)
