"""How is one collection of a Milvus written and asked?

The only module that knows pymilvus. Rows are found by inner product, over sparse vectors of words
or over vectors of meaning; what they mean is told elsewhere.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexing.engines.address import MilvusAddress
from indexing.errors import EngineAwayError, EngineEmptiedError

if TYPE_CHECKING:
    from pymilvus import MilvusClient

MOST_FETCHED: Final = 16_384
"""So many rows a Milvus answers with at most."""

KEY: Final = "key"
PART: Final = "part"
WORDS: Final = "words"
VECTOR: Final = "vector"

_BATCH: Final = 200
_WRITING_SECONDS: Final = 120.0
_MOST_NAMED_AT_ONCE: Final = 10_000
_PARTITIONS: Final = 64
_PART_BYTES: Final = 512
_NEIGHBOURS: Final = 32
_BREADTH_AT_BUILD: Final = 200
_BREADTH: Final = 512
# Unless told it asks every ten seconds whether the other side lives, and is thrown out for it.
_QUIET: Final = {"grpc.keepalive_time_ms": 60_000, "grpc.keepalive_permit_without_calls": False}
_NOT_THERE: Final = frozenset({100})
_ANSWER = TypeVar("_ANSWER")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One judgment as a collection holds it.

    Attributes:
        key: Tells it from others, and from itself as it was.
        part: Value that rows lie apart by; empty where they do not.
        words: Its side of the weight of each word, by dimension.
        vector: Of length one, or zero.
    """

    key: int
    part: str
    words: Mapping[int, float]
    vector: NDArray[np.float32]


class MilvusServer:
    """One Milvus, connected to when it is first asked; safe to share between threads."""

    def __init__(self, address: MilvusAddress) -> None:
        """Take the address; nothing is connected yet."""
        self.address = address
        self._lock = threading.Lock()
        self._client: MilvusClient | None = None

    def ask(self, question: "Callable[[MilvusClient], _ANSWER]", *, about: str = "") -> _ANSWER:
        """Ask something of the client.

        Args:
            question: What is asked.
            about: The collection that it is about.

        Raises:
            EngineAwayError: The server does not answer, or refuses.
            EngineEmptiedError: It does not hold that collection.
        """
        # Half a second, and only those who use a Milvus have it installed.
        try:
            from grpc import RpcError  # noqa: PLC0415
            from pymilvus import MilvusException  # noqa: PLC0415
        except ImportError as error:
            raise EngineAwayError(
                self.address.place, "pymilvus is not installed: pip install '.[milvus]'"
            ) from error
        try:
            return question(self._connected())
        except MilvusException as error:
            place = self.address.place
            if error.code in _NOT_THERE and about:
                raise EngineEmptiedError(place, about, "it is not there") from error
            # The message may repeat what was asked; its number says enough.
            reason = f"{type(error).__name__} {error.code}"
            raise EngineAwayError(place, reason) from error
        except (RpcError, OSError, ValueError) as error:
            raise EngineAwayError(self.address.place, type(error).__name__) from error

    def collections(self) -> tuple[str, ...]:
        """Return the names of all collections.

        Raises:
            EngineAwayError: The server does not answer.
        """
        return tuple(self.ask(lambda client: client.list_collections(timeout=self._seconds)))

    def drop(self, name: str) -> None:
        """Remove a collection with its rows.

        Raises:
            EngineAwayError: The server does not answer.
        """
        self.ask(lambda client: client.drop_collection(name, timeout=self._seconds))

    def close(self) -> None:
        """Let go of the connection; the next question makes another."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    @property
    def _seconds(self) -> float:
        return self.address.seconds

    def _connected(self) -> "MilvusClient":
        from pymilvus import MilvusClient  # noqa: PLC0415

        with self._lock:
            if self._client is None:
                # It writes each refusal with its whole question into the log.
                logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
                address = self.address
                more: dict[str, Any] = {"grpc_options": _QUIET}
                if address.authority is not None:
                    more["server_pem_path"] = str(address.authority)
                self._client = MilvusClient(
                    address.uri,
                    token=address.token,
                    db_name=address.database,
                    timeout=address.seconds,
                    **more,
                )
            return self._client


class MilvusCollection:
    """Rows of judgments under keys.

    Cost: on a server some milliseconds a question; milvus-lite compares every row in Python, half
        a second for 10,000 judgments and 230 words.
    """

    def __init__(self, server: MilvusServer, name: str) -> None:
        """Take a collection of a server, whether it is there or not."""
        self.server = server
        self.name = name

    def make(self, *, dimension: int, is_exact: bool) -> None:
        """Make it, empty, unless it is there.

        Args:
            dimension: Numbers of a vector.
            is_exact: Whether every vector is compared; else a graph of neighbours is searched.

        Raises:
            EngineAwayError: The server does not answer.
        """
        if not self.is_there():
            self._ask(lambda client: self._make(client, dimension, is_exact=is_exact))

    def is_there(self) -> bool:
        """Tell whether the server holds it.

        Raises:
            EngineAwayError: The server does not answer.
        """
        return bool(
            self._ask(lambda client: client.has_collection(self.name, timeout=self._seconds))
        )

    def size(self) -> int:
        """Return how many rows it has.

        Raises:
            EngineError: The server does not answer, or has it no more.
        """
        found = self._ask(
            lambda client: client.query(
                self.name, filter="", output_fields=["count(*)"], timeout=self._seconds
            )
        )
        return int(found[0]["count(*)"])

    def upsert(self, rows: Iterator[Row]) -> int:
        """Put rows in, in place of those of the same keys; return how many.

        Raises:
            EngineError: The server does not answer, or has it no more.

        Cost: 1 to 5 ms a row.
        """
        batch: list[dict[str, object]] = []
        n_rows = 0
        for row in rows:
            batch.append({KEY: row.key, PART: row.part, WORDS: row.words, VECTOR: row.vector})
            n_rows += 1
            if len(batch) == _BATCH:
                self._upsert(batch)
                batch = []
        if batch:
            self._upsert(batch)
        return n_rows

    def delete(self, keys: Sequence[int]) -> None:
        """Take rows out; keys without a row are passed over.

        Raises:
            EngineError: The server does not answer, or has it no more.
        """
        for first in range(0, len(keys), _MOST_NAMED_AT_ONCE):
            some = list(keys[first : first + _MOST_NAMED_AT_ONCE])
            self._ask(lambda client: self._delete(client, some))  # noqa: B023 - called at once

    def flush(self) -> None:
        """Bring what was put in to disk and into the indexes.

        Raises:
            EngineError: The server does not answer, or has it no more.
        """
        self._ask(lambda client: client.flush(self.name, timeout=_WRITING_SECONDS))

    def nearest(
        self,
        field: str,
        asked: Mapping[int, float] | NDArray[np.float32],
        *,
        limit: int,
        condition: str = "",
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return keys and scores of the rows of the highest inner product, best first.

        Args:
            field: ``words`` or ``vector``.
            asked: What they are compared with.
            limit: How many at most; not over :data:`MOST_FETCHED`.
            condition: What they have to meet, in the server's language.

        Raises:
            EngineError: The server does not answer, or has it no more.
        """
        # One of words takes no notice of it; a graph looks the farther the more is asked for.
        options = {"metric_type": "IP", "params": {"ef": max(_BREADTH, 2 * limit)}}
        found = self._ask(
            lambda client: client.search(
                self.name,
                data=[dict(asked) if isinstance(asked, Mapping) else asked],
                anns_field=field,
                limit=limit,
                filter=condition,
                output_fields=[KEY],
                search_params=options if field == VECTOR else {"metric_type": "IP"},
                timeout=self._seconds,
            )
        )
        hits = found[0] if found else []
        return (
            np.asarray([hit[KEY] for hit in hits], dtype=np.int64),
            np.asarray([hit["distance"] for hit in hits], dtype=np.float64),
        )

    def _upsert(self, batch: list[dict[str, object]]) -> None:
        self._ask(lambda client: client.upsert(self.name, batch, timeout=_WRITING_SECONDS))

    def _delete(self, client: "MilvusClient", keys: list[int]) -> None:
        client.delete(self.name, ids=keys, timeout=_WRITING_SECONDS)

    def _ask(self, question: "Callable[[MilvusClient], _ANSWER]") -> _ANSWER:
        return self.server.ask(question, about=self.name)

    @property
    def _seconds(self) -> float:
        return self.server.address.seconds

    def _make(self, client: "MilvusClient", dimension: int, *, is_exact: bool) -> None:
        from pymilvus import DataType  # noqa: PLC0415

        schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field(KEY, DataType.INT64, is_primary=True)
        is_parted = self.server.address.partition != "none"
        more = {"is_partition_key": True} if is_parted else {}
        schema.add_field(PART, DataType.VARCHAR, max_length=_PART_BYTES, **more)
        schema.add_field(WORDS, DataType.SPARSE_FLOAT_VECTOR)
        schema.add_field(VECTOR, DataType.FLOAT_VECTOR, dim=dimension)
        indexes = client.prepare_index_params()
        indexes.add_index(WORDS, index_type="SPARSE_INVERTED_INDEX", metric_type="IP", params={})
        if is_exact:
            indexes.add_index(VECTOR, index_type="FLAT", metric_type="IP", params={})
        else:
            breadth = {"M": _NEIGHBOURS, "efConstruction": _BREADTH_AT_BUILD}
            indexes.add_index(VECTOR, index_type="HNSW", metric_type="IP", params=breadth)
        client.create_collection(
            self.name,
            schema=schema,
            # What was put in before an index was published is there for whoever reads that index.
            consistency_level="Strong",
            timeout=_WRITING_SECONDS,
            **({"num_partitions": _PARTITIONS} if is_parted else {}),
        )
        # Of an empty collection no index has to be waited for.
        client.create_index(self.name, indexes, timeout=_WRITING_SECONDS, sync=False)
        client.load_collection(self.name, timeout=_WRITING_SECONDS)
