"""`tongpan`: the command line.

Nothing that loads a model is imported at the start: `tongpan --help` answers at once.
"""

import sys

from corpus.errors import CorpusError
from indexing.errors import IndexingError
from service.api.refusals import refusal_of
from service.cli.commands import app
from service.cli.output import REFUSED, tell_refusal
from service.errors import ServiceError
from service.web.wording import sentence_of


def main() -> None:
    """Run a command; what is refused is told in words, with exit code 1."""
    try:
        app()
    except (CorpusError, IndexingError, ServiceError) as error:
        tell_refusal(
            error,
            sentence=sentence_of(error),
            code=refusal_of(error).code,
            is_json="--json" in sys.argv,
        )
        sys.exit(REFUSED)
