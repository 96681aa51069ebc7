"""Which judgments are ranked? Those of a file, read as the product reads them."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from corpus.judgment import Judgment, JudgmentId, Rejected
from corpus.readers import read_source
from corpus.reading import read_judgment
from evaluation.datasets.queries import BenchmarkQuery
from evaluation.errors import BenchmarkError

_PIECE_CHARACTERS = 20
_OWN_TEXT_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentCorpus:
    """Judgments under the ids that a benchmark knows them by.

    A benchmark may hold one text under two ids; the product keeps it once.

    Attributes:
        judgments: Every judgment once, in order of id.
        names: The benchmark's ids of each judgment, sorted.
        n_rejected: Pieces of the source that did not become judgments.
    """

    judgments: tuple[Judgment, ...]
    names: Mapping[JudgmentId, tuple[str, ...]]
    n_rejected: int

    @property
    def digest(self) -> str:
        """Digest of the texts and of what the benchmark calls them."""
        lines = (f"{judgment_id} {self.names[judgment_id]}" for judgment_id in sorted(self.names))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    def named(self, ranking: Iterable[JudgmentId]) -> list[str]:
        """Return a ranking in the benchmark's ids, twins side by side."""
        return [name for judgment_id in ranking for name in self.names[judgment_id]]

    def ids_of(self, names: Iterable[str]) -> frozenset[JudgmentId]:
        """Return the judgments that have one of these names in the benchmark."""
        wanted = frozenset(names)
        return frozenset(
            judgment_id for judgment_id, own in self.names.items() if not wanted.isdisjoint(own)
        )


def read_judgments(path: Path, *, today: date) -> JudgmentCorpus:
    """Read all judgments of a file or folder.

    Args:
        path: Anything the product ingests.
        today: The day of reading.

    Raises:
        SourceError: The product's reader refuses the file.
        BenchmarkError: Nothing became a judgment, or two texts have the same id in the source.

    Cost: holds all texts in memory; 9,085 judgments of 7,400 characters take 0.4 GB.
    """
    judgments: dict[JudgmentId, Judgment] = {}
    names: dict[JudgmentId, set[str]] = defaultdict(set)
    owner: dict[str, JudgmentId] = {}
    n_rejected = 0
    for raw in read_source(path):
        read = raw if isinstance(raw, Rejected) else read_judgment(raw, today=today)
        if isinstance(read, Rejected):
            n_rejected += 1
            continue
        name = read.source.external_id or read.id
        if owner.setdefault(name, read.id) != read.id:
            raise BenchmarkError(read.source.place, f"two texts have the id {name!r}")
        judgments.setdefault(read.id, read)
        names[read.id].add(name)
    if not judgments:
        raise BenchmarkError(str(path), f"no judgment; {n_rejected} pieces were rejected")
    return JudgmentCorpus(
        judgments=tuple(judgments[judgment_id] for judgment_id in sorted(judgments)),
        names={judgment_id: tuple(sorted(own)) for judgment_id, own in names.items()},
        n_rejected=n_rejected,
    )


def check_labelled_are_there(corpus: JudgmentCorpus, queries: Sequence[BenchmarkQuery]) -> None:
    """Refuse a corpus in which a labelled judgment is missing: its figures would be too low.

    Raises:
        BenchmarkError: A labelled id is not among the judgments.
    """
    held = {name for own in corpus.names.values() for name in own}
    missing = sorted({item for query in queries for item in query.labelled} - held)
    if missing:
        raise BenchmarkError(
            "judgments", f"{len(missing)} labelled ids are not among them: {', '.join(missing[:5])}"
        )


def own_texts(
    corpus: JudgmentCorpus, queries: Sequence[BenchmarkQuery]
) -> dict[str, frozenset[JudgmentId]]:
    """Find the judgments that a query was cut from.

    A query is the facts of some judgment; where that judgment stands in the corpus, finding it is
    no achievement. It is recognised by pieces of 20 characters: at least half of the query's
    stand in it. A labelled judgment is never taken for one; it is a related case, such as that of
    an accomplice.

    Args:
        corpus: The judgments.
        queries: The queries.

    Returns:
        By query id the judgments that hold its text; queries without any are left out.

    Cost: one pass over all texts, 10 s for 68 million characters.
    """
    pieces: list[str] = []
    askers: list[int] = []
    n_pieces: list[int] = []
    for number, query in enumerate(queries):
        text = _bare(query.text)
        own = {
            text[start : start + _PIECE_CHARACTERS]
            for start in range(0, max(1, len(text) - _PIECE_CHARACTERS + 1), _PIECE_CHARACTERS)
        }
        pieces += sorted(own)
        askers += [number] * len(own)
        n_pieces.append(len(own))
    automaton = AhoCorasick(pieces)
    found: dict[str, set[JudgmentId]] = defaultdict(set)
    for judgment in corpus.judgments:
        text = _bare(judgment.text)
        met: dict[int, int] = defaultdict(int)
        for piece in {
            match[0] for match in automaton.find_matches_as_indexes(text, overlapping=True)
        }:
            met[askers[piece]] += 1
        for number, count in met.items():
            query = queries[number]
            if count >= _OWN_TEXT_SHARE * n_pieces[number] and query.grades.keys().isdisjoint(
                corpus.names[judgment.id]
            ):
                found[query.qid].add(judgment.id)
    return {qid: frozenset(ids) for qid, ids in found.items()}


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))
