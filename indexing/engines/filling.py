"""How does a Milvus come to hold the judgments of a snapshot, before that is published?

Rows are put in and never changed: keys are digests of judgment and content, so that filling again
after a kill changes nothing, and snapshots that are kept go on finding their own rows.
"""

import contextlib
import hashlib
import json
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import JudgmentId
from indexing.channels.lexical import FIELDS
from indexing.columns.filters import NOT_STATED, FilterColumns
from indexing.columns.terms import TermTable
from indexing.engines.address import MILVUS, Partition
from indexing.engines.milvus import FilledRows, LocalTables, dimension_of, stored_weights
from indexing.engines.milvus_collection import VECTOR, MilvusCollection, MilvusServer, Row
from indexing.errors import DamagedSnapshotError, EngineEmptiedError
from indexing.packing.arrays import UNREADABLE, read_array

KEYS: Final = "engine.keys.npy"
_DEAD: Final = "engine.dead.npy"
_NOTE: Final = "engine.collection.json"
_OWNER: Final = "engine-owner"
_PREFIX: Final = "tongpan"
_NOBODY: Final = {0: 1.0}
_RECALL_QUESTIONS: Final = 50
_RECALL_DEPTH: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RowForm:
    """What the rows of a collection are made with.

    Attributes:
        mean_lengths: Of each field, what the weights are counted under.
        partition: By what rows lie apart.
    """

    mean_lengths: Mapping[str, float]
    partition: Partition


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineFill:
    """Fills a Milvus with snapshots.

    Attributes:
        server: The Milvus.
        exact_rows: Up to so many rows every vector is compared; beyond, the server searches a graph
            of neighbours, and how often it finds the right ones is measured.
    """

    server: MilvusServer
    exact_rows: int

    def fill(
        self,
        folder: Path,
        columns: FilterColumns,
        tables: LocalTables,
        *,
        before: "Filled | None" = None,
    ) -> dict[str, Any]:
        """Put in what the collection does not have yet, and take out what no kept snapshot has.

        Args:
            folder: The snapshot that is being written, everything else in it.
            columns: What filters ask about, by label.
            tables: Words and vectors, by label.
            before: The snapshot that it grows from, and who came; None fills another collection.

        Returns:
            What the manifest keeps of it.

        Raises:
            EngineError: The server is away, refuses, or has lost the collection.

        Cost: 1 to 5 ms a judgment that came.
        """
        if before is None:
            record = self._record(tables)
            keys = np.fromiter(
                (
                    key_of(columns, tables, label, record["partition"])
                    for label in range(columns.size)
                ),
                np.int64,
                columns.size,
            )
            came: Sequence[int] = range(columns.size)
            record["collection"] = self._name(folder.parent, keys, record)
        else:
            record = dict(before.record)
            keys, came = before.keys_of(columns, tables)
        collection = MilvusCollection(self.server, record["collection"])
        (folder / _NOTE).write_text(json.dumps(record["collection"]), "utf-8")
        if before is None:
            dimension = tables.vectors.dimension
            collection.make(dimension=dimension, is_exact=record["vectors"] == "exact")
        elif not collection.is_there():
            place = self.server.address.place
            raise EngineEmptiedError(place, collection.name, "it is not there")
        means = record["mean_lengths"]
        form = RowForm(mean_lengths=means, partition=record["partition"])
        collection.upsert(rows_of(columns, tables, keys, came, form=form))
        if before is None:
            collection.flush()
            self._refuse_missing(collection, columns.size)
            if record["vectors"] != "exact":
                record["recall"] = _recall(collection, keys, tables)
        np.save(folder / KEYS, keys)
        _clean(folder, collection, keys, before)
        self._drop_unused(folder.parent)
        return record

    def _record(self, tables: LocalTables) -> dict[str, Any]:
        is_exact = tables.vectors.size <= self.exact_rows
        return {
            "kind": MILVUS,
            "partition": self.server.address.partition,
            "vectors": "exact" if is_exact else "graph",
            "mean_lengths": {name: tables.terms[name].mean_length for name in FIELDS},
        }

    def _name(self, root: Path, keys: NDArray[np.int64], record: Mapping[str, Any]) -> str:
        """Return the name of a collection, the same for the same content and form."""
        content = np.sort(keys).tobytes() + json.dumps(record, sort_keys=True).encode()
        digest = hashlib.blake2b(content, digest_size=8).hexdigest()
        return f"{_PREFIX}_{_owner(root)}_{digest}"

    def _refuse_missing(self, collection: MilvusCollection, n_rows: int) -> None:
        found = collection.size()
        if found < n_rows:
            reason = f"it has {found} rows of {n_rows} after it was filled"
            raise EngineEmptiedError(self.server.address.place, collection.name, reason)

    def _drop_unused(self, root: Path) -> None:
        """Drop the collections of this installation that no snapshot, whole or begun, names."""
        own = f"{_PREFIX}_{_owner(root)}_"
        named = {_noted(folder) for folder in root.iterdir() if folder.is_dir()}
        for name in self.server.collections():
            if name.startswith(own) and name not in named:
                self.server.drop(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A snapshot that was filled, from which another grows.

    Attributes:
        folder: Where it lies.
        record: What its manifest keeps of the engine.
        columns: What filters ask about in it.
        came: Who has come or changed since.
    """

    folder: Path
    record: Mapping[str, Any]
    columns: FilterColumns
    came: Collection[JudgmentId]

    def keys_of(
        self, columns: FilterColumns, tables: LocalTables
    ) -> tuple[NDArray[np.int64], list[int]]:
        """Return by label the key of each judgment that lives now, and the labels of those new."""
        known = dict(zip(self.columns.ids, read_keys(self.folder).tolist(), strict=True))
        partition: Partition = self.record["partition"]
        keys = np.empty(columns.size, dtype=np.int64)
        came = []
        for label, judgment_id in enumerate(columns.ids):
            if judgment_id in self.came:
                keys[label] = key_of(columns, tables, label, partition)
                if keys[label] != known.get(judgment_id):
                    came.append(label)
            else:
                keys[label] = known[judgment_id]
        return keys, came

    def dead(self) -> NDArray[np.int64]:
        """Return the keys of rows that died before and may still be in the collection."""
        return read_array(self.folder / _DEAD)


def read_keys(folder: Path) -> NDArray[np.int64]:
    """Read by label the key of each judgment's row.

    Raises:
        DamagedSnapshotError: The file is no array.
    """
    return read_array(folder / KEYS)


def filled_rows(folder: Path, record: Mapping[str, Any], columns: FilterColumns) -> FilledRows:
    """Return which rows of its collection are the judgments of a snapshot.

    Raises:
        DamagedSnapshotError: What was noted when it was filled cannot be read.
    """
    try:
        keys, means = (
            read_keys(folder),
            {name: float(record["mean_lengths"][name]) for name in FIELDS},
        )
        partition: Partition = record["partition"]
    except UNREADABLE as error:
        raise DamagedSnapshotError(str(folder), "the note of the engine cannot be read") from error
    if len(keys) != columns.size:
        raise DamagedSnapshotError(str(folder), "the engine has other rows than the index")
    parts = (
        None
        if partition == "none"
        else [part_of(columns, label, partition) for label in range(columns.size)]
    )
    return FilledRows(keys=keys, parts=parts, mean_lengths=means)


def part_of(columns: FilterColumns, label: int, partition: Partition) -> str:
    """Return the value that a judgment's row lies apart by; empty where its text states none."""
    if partition == "year":
        decided = int(columns.decided[label])
        return "" if decided == NOT_STATED else str(date.fromordinal(decided).year)
    if partition == "court":
        code = int(columns.codes["court"][label])
        return "" if code == NOT_STATED else columns.names["court"][code]
    return ""


def key_of(columns: FilterColumns, tables: LocalTables, label: int, partition: Partition) -> int:
    """Return the key of a judgment's row: a digest of who it is and of all that the row holds."""
    digest = hashlib.blake2b(columns.ids[label].encode(), digest_size=8)
    digest.update(part_of(columns, label, partition).encode())
    for name in FIELDS:
        words, counts, length = _counted(tables.terms[name], label)
        digest.update(words.tobytes())
        digest.update(counts.tobytes())
        digest.update(length.to_bytes(8, "little"))
    digest.update(_vector(tables, label).tobytes())
    return int.from_bytes(digest.digest(), "little") >> 1


def rows_of(
    columns: FilterColumns,
    tables: LocalTables,
    keys: NDArray[np.int64],
    labels: Sequence[int],
    *,
    form: RowForm,
) -> Iterator[Row]:
    """Give judgments as rows of a collection.

    Args:
        columns: What filters ask about, by label.
        tables: Words and vectors, by label.
        keys: By label.
        labels: Whom.
        form: What the collection was made with.
    """
    for label in labels:
        weights: dict[int, float] = {}
        for name in FIELDS:
            words, counts, length = _counted(tables.terms[name], label)
            found = stored_weights(counts, length, mean_length=form.mean_lengths[name])
            dimensions = [dimension_of(number, name) for number in words.tolist()]
            weights.update(zip(dimensions, found.tolist(), strict=True))
        yield Row(
            key=int(keys[label]),
            part=part_of(columns, label, form.partition),
            # A server takes no row without a word; nobody asks for this one.
            words=weights or _NOBODY,
            vector=_vector(tables, label),
        )


def _counted(table: TermTable, label: int) -> tuple[NDArray[np.int32], NDArray[np.uint8], int]:
    run = slice(int(table.starts[label]), int(table.stops[label]))
    return table.words[run].astype(np.int32), table.counts[run], int(table.lengths[label])


def _vector(tables: LocalTables, label: int) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = tables.vectors.vectors(np.array([label]))[0]
    return vector


def _clean(
    folder: Path, collection: MilvusCollection, keys: NDArray[np.int64], before: Filled | None
) -> None:
    """Delete rows that no kept snapshot has, and note those that died and are kept still."""
    dead = np.empty(0, dtype=np.int64) if before is None else before.dead()
    others = (
        read_keys(other)
        for other in folder.parent.iterdir()
        if other != folder and _noted(other) == collection.name and (other / KEYS).is_file()
    )
    seen = np.unique(np.concatenate((keys, *others)))
    collection.delete(np.setdiff1d(dead, seen).tolist())
    np.save(folder / _DEAD, np.setdiff1d(seen, keys))


def _noted(folder: Path) -> str | None:
    """Return which collection a snapshot, whole or begun, names."""
    try:
        return str(json.loads((folder / _NOTE).read_text("utf-8")))
    except (OSError, ValueError):
        return None


def _owner(root: Path) -> str:
    """Return what tells the collections of this folder from those of others on the same server.

    It lies beside the snapshots and not in them: whoever restores a copy elsewhere reads the same
    collections and never drops them.
    """
    path = root / _OWNER
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        made = path.with_name(f"{_OWNER}.{secrets.token_hex(4)}")
        made.write_text(secrets.token_hex(4), "utf-8")
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(made)
        made.unlink()
        return path.read_text("utf-8")


def _recall(collection: MilvusCollection, keys: NDArray[np.int64], tables: LocalTables) -> float:
    """Return which share of the nearest rows the server finds, by vectors drawn evenly."""
    size = tables.vectors.size
    depth = min(_RECALL_DEPTH, size)
    shares = []
    for label in np.linspace(0, size - 1, min(_RECALL_QUESTIONS, size)).astype(np.int64).tolist():
        vector = _vector(tables, label)
        right = keys[tables.vectors.exact(vector, depth=depth).labels]
        found, _ = collection.nearest(VECTOR, vector, limit=depth)
        shares.append(float(np.isin(right, found).mean()))
    return float(np.mean(shares))
