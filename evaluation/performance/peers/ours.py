"""The product beside its peers: a data folder, asked in this process."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from corpus.errors import CorpusError
from corpus.judgment import Judgment, JudgmentId, Rejected
from corpus.readers import read_source
from corpus.reading import read_judgment
from evaluation.errors import MeasurementError
from evaluation.performance.product import Installation
from indexing.channels.rankings import Ranking
from indexing.columns.filters import OPEN_FILTER
from indexing.searching.hybrid import STANDARD_SEARCH
from indexing.searching.preparing import PreparedQuery, QueryParameters, prepare_query
from indexing.searching.query import Query
from indexing.snapshots.opening import IndexSnapshot
from service.data_folder import load_settings
from service.house import House, open_house
from service.search.index import Ranked
from service.search.question import Question
from service.search.snapshots import SnapshotSource

LEXICAL: Final = ("lexical",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """An open installation.

    Attributes:
        house: Answers as the service does, but for HTTP.
        snapshot: The index that it answers from.
    """

    house: House
    snapshot: IndexSnapshot

    def search(self, text: str, *, depth: int, channels: Sequence[str] = ()) -> list[str]:
        """Search as a judge does: filtered, ranked, each hit with its reasons and passages."""
        question = Question(text=text, limit=depth, channels=tuple(channels))
        answer = self.house.search.similar(question)
        return [str(hit.judgment.id) for hit in answer.hits]

    def prepared(self, text: str) -> PreparedQuery:
        """Return a query as engines of candidates are asked it."""
        return prepare_query(Query(text=text), self.snapshot, parameters=QueryParameters())

    def candidates(self, text: str) -> tuple[Ranking, Ranking]:
        """Return what each channel finds, the query prepared; nothing is compared closer."""
        query, engine = self.prepared(text), self.snapshot.engine
        return (
            engine.lexical(query.terms, depth=STANDARD_SEARCH.depth, allowed=None),
            engine.dense(query.vector, depth=STANDARD_SEARCH.depth, allowed=None),
        )

    def ranked(self, text: str, *, depth: int) -> Ranked:
        """Return what the index answers: ranked, with passages; nothing is read from the store."""
        index = self.house.search.keeper.current()
        return index.rank(Query(text=text), condition=OPEN_FILTER, limit=depth)


def write_first(source: Path, file: Path, *, limit: int, today: date) -> tuple[Judgment, ...]:
    """Write the first judgments of a source as lines of JSON; return them, each text once.

    Raises:
        MeasurementError: The source cannot be read, or holds none.
    """
    judgments: dict[JudgmentId, Judgment] = {}
    try:
        for piece in read_source(source):
            read = piece if isinstance(piece, Rejected) else read_judgment(piece, today=today)
            if not isinstance(read, Rejected):
                judgments.setdefault(read.id, read)
            if len(judgments) == limit:
                break
    except CorpusError as error:
        raise MeasurementError("reading", str(error)) from error
    if not judgments:
        raise MeasurementError("reading", f"no judgment in {source.name}")
    with file.open("w", encoding="utf-8") as lines:
        for judgment_id, judgment in judgments.items():
            row = {"id": judgment_id, "title": judgment.title, "text": judgment.text}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return tuple(judgments.values())


def index_anew(installation: Installation) -> Callable[[], str]:
    """Return what builds the index anew with the models learned before, and gives its name."""

    def build() -> str:
        _, index = installation.run("index", "--no-train", "--force")
        return str(index["snapshot"])

    return build


@contextmanager
def opened(data: Path) -> Iterator[Ours]:
    """Open an installation whose index is ready.

    Args:
        data: Its data folder.

    Raises:
        MeasurementError: It has no index.
    """
    settings = load_settings({"data": data})
    source = SnapshotSource(settings)
    name = source.current_name()
    if name is None:
        raise MeasurementError("index", "there is none")
    with open_house(settings, may_make=False) as house:
        yield Ours(
            house=house,
            snapshot=source.open_snapshot(name),
        )
