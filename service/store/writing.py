"""How does the service write what people do, one writer at a time?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine

from corpus.store.engine import write_transaction

_LANE: Final = 0x54504F50
"""Key of the advisory lock of this lane in PostgreSQL ("TPOP"): who signs in, gives a verdict or is
written into the trail does not wait for an ingest, which has a lane of its own."""


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction for writing; whole or not at all, and what is read in it stands.

    Raises:
        StoreConflictError: A row that is to be one of its kind is there already.
        StoreError: The database is locked, full, read-only, out of reach, or refuses the values.
    """
    with write_transaction(engine, lane=_LANE) as connection:
        yield connection
