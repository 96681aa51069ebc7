"""Which engine finds candidates, and how is it reached?"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, TypeAlias

from indexing.errors import EngineAddressError

EMBEDDED: Final = "embedded"
MILVUS: Final = "milvus"
Partition: TypeAlias = Literal["none", "year", "court"]

_ADDRESS: Final = re.compile(
    r"milvus://(?P<host>[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>[0-9]{1,5})"
    r"(?:/(?P<database>[A-Za-z0-9_]*))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MilvusAddress:
    """How a Milvus is reached.

    Attributes:
        uri: Its address as the client takes it; a path is milvus-lite's data in this process.
        database: Name of the database in it; the usual one where empty.
        token: ``user:password`` or a key of the interface; never shown.
        authority: File with the certificates that the server's is checked against; the usual ones
            where None.
        seconds: How long one question may take.
        partition: By what its rows lie apart.
    """

    uri: str
    database: str = ""
    token: str = field(default="", repr=False)
    authority: Path | None = None
    seconds: float = 10.0
    partition: Partition = "none"

    @property
    def is_inside(self) -> bool:
        """Tell whether it is milvus-lite in this process."""
        return "://" not in self.uri

    @property
    def place(self) -> str:
        """Return where it is, for people."""
        return f"{self.uri}/{self.database}" if self.database else self.uri


def milvus_address(
    words: str,
    *,
    token: str = "",
    is_tls: bool = False,
    authority: Path | None = None,
    seconds: float = 10.0,
    partition: Partition = "none",
) -> MilvusAddress | None:
    """Read the address of an engine.

    Args:
        words: ``embedded``, or ``milvus://HOST:PORT`` with or without ``/DATABASE``.
        token: ``user:password`` or a key; it has no place in the address, which is shown.
        is_tls: Whether it is spoken to over TLS.
        authority: File with certificates; only with TLS.
        seconds: How long one question may take.
        partition: By what its rows lie apart.

    Returns:
        None for the embedded engine.

    Raises:
        EngineAddressError: The words name no engine.

    Example:
        >>> milvus_address("milvus://127.0.0.1:19530/court").place
        'http://127.0.0.1:19530/court'
        >>> milvus_address("embedded") is None
        True
    """
    if words == EMBEDDED:
        return None
    parts = _ADDRESS.fullmatch(words)
    if parts is None:
        raise EngineAddressError(_why(words))
    host, port, database = parts["host"], int(parts["port"]), parts["database"] or ""
    return MilvusAddress(
        uri=f"{'https' if is_tls else 'http'}://{host}:{port}",
        database=database,
        token=token,
        authority=authority if is_tls else None,
        seconds=seconds,
        partition=partition,
    )


def _why(words: str) -> str:
    if not words.startswith(f"{MILVUS}://"):
        return "neither embedded nor milvus://"
    if "@" in words:
        return "name and password belong into TONGPAN_ENGINE_TOKEN"
    return "the address has no host and port, or more than these and a database"
