"""What does a folder of queries, pools and relevance labels hold?

The folder holds three files: ``queries.jsonl`` with ``{"qid", "text", "charges"}`` per line,
``pools.jsonl`` with ``{"qid", "pool"}``, and ``qrels.trec`` with ``qid 0 id grade``. The labels are
used for scoring only; nothing that ranks or trains may see them.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.errors import BenchmarkError

QUERIES_FILE = "queries.jsonl"
POOLS_FILE = "pools.jsonl"
QRELS_FILE = "qrels.trec"
_QREL_FIELDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkQuery:
    """One query with its labels.

    Attributes:
        qid: Id of the query.
        text: Facts of the pending case.
        charges: Charges as filed, in the order given; may be empty.
        pool: Ids of the candidates of this query, labelled or not.
        grades: Relevance grade (0 to 3) by id of every labelled candidate.
    """

    qid: str
    text: str
    charges: tuple[str, ...]
    pool: tuple[str, ...]
    grades: Mapping[str, int]

    @property
    def labelled(self) -> tuple[str, ...]:
        """The labelled ids, in order of id."""
        return tuple(sorted(self.grades))

    def relevant(self, *, least: int) -> frozenset[str]:
        """Return the ids whose grade is at least ``least``."""
        return frozenset(item for item, grade in self.grades.items() if grade >= least)


def read_queries(folder: Path) -> tuple[BenchmarkQuery, ...]:
    """Read the queries of a folder, in order of their ids.

    Args:
        folder: Folder with the three files named in this module.

    Returns:
        Every query that has labels.

    Raises:
        BenchmarkError: A file is missing or damaged, a label or a pool belongs to no query, a
            query has no pool or no label, a labelled id is not in its pool, or a grade is not a
            number from 0 to 3.
    """
    texts = {_text(row, "qid", where): (row, where) for row, where in _rows(folder / QUERIES_FILE)}
    pools = {
        _text(row, "qid", where): _texts(row, "pool", where)
        for row, where in _rows(folder / POOLS_FILE)
    }
    grades = _read_qrels(folder / QRELS_FILE)
    for found, name in ((pools, POOLS_FILE), (grades, QRELS_FILE)):
        if set(found) != set(texts):
            unmatched = ", ".join(sorted(set(found) ^ set(texts))[:5])
            raise BenchmarkError(
                str(folder / name), f"the queries are not those of {QUERIES_FILE}: {unmatched}"
            )
    queries = []
    for qid, (row, where) in sorted(texts.items()):
        outside = sorted(set(grades[qid]) - set(pools[qid]))
        if outside:
            raise BenchmarkError(
                str(folder / QRELS_FILE), f"query {qid}: {outside[0]} is labelled but not pooled"
            )
        queries.append(
            BenchmarkQuery(
                qid=qid,
                text=_text(row, "text", where),
                charges=_texts(row, "charges", where),
                pool=pools[qid],
                grades=grades[qid],
            )
        )
    if not queries:
        raise BenchmarkError(str(folder / QUERIES_FILE), "no query; expected at least one")
    return tuple(queries)


def digest_of(folder: Path) -> str:
    """Return a short digest of the three files, to be written beside every figure."""
    digest = hashlib.sha256()
    for name in (QUERIES_FILE, POOLS_FILE, QRELS_FILE):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def _rows(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    for number, line in _lines(path):
        where = f"{path} line {number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise BenchmarkError(where, f"not JSON: {error.msg}") from error
        if not isinstance(row, dict):
            raise BenchmarkError(where, "expected an object, one per line")
        yield row, where


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchmarkError(str(path), f"cannot be read: {error}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise BenchmarkError(where, f'expected a text in "{key}"')
    return value


def _texts(row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = row.get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BenchmarkError(where, f'expected a list of texts in "{key}"')
    return tuple(value)


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        where = f"{path} line {number}"
        fields = line.split()
        if len(fields) != _QREL_FIELDS or fields[3] not in {"0", "1", "2", "3"}:
            raise BenchmarkError(where, f"{line.strip()!r} met; expected 'qid 0 id grade', 0 to 3")
        qid, _, item, grade = fields
        of_query = grades.setdefault(qid, {})
        if item in of_query:
            raise BenchmarkError(where, f"{item} is labelled twice for query {qid}")
        of_query[item] = int(grade)
    return grades
