"""What databases of tests leave out: statements compiled anew for each, and waiting for the disk.

Every test has a database of its own, and SQLAlchemy keeps what it compiled with the engine and its
dialect: a fifth of the time of a test that asks one. A server has one engine and compiles once.
"""

import sqlite3
from contextlib import closing
from functools import cache

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from corpus.store.engine import open_engine
from service.store.tables import metadata

_MOST_STATEMENTS = 5000


@cache
def _first():
    """Return the engine of which all others take their dialect and what was compiled."""
    first = create_engine("sqlite://", query_cache_size=_MOST_STATEMENTS)
    # The dialect learns at its first connection what this SQLite can do.
    first.connect().close()
    return first


def _sharing(url, **options):
    made, first = create_engine(url, **options), _first()
    if made.dialect.name == first.dialect.name:
        made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
    return made


def share_compiled(patch):
    """Let all engines of SQLite opened from now on share their dialect and what was compiled.

    Args:
        patch: A MonkeyPatch that takes it back.
    """
    patch.setattr("corpus.store.engine.create_engine", _sharing)


def never_wait_for_the_disk(patch):
    """Let databases opened from now on trust the kernel: no test cuts the power.

    Args:
        patch: A MonkeyPatch that takes it back.
    """
    patch.setattr("corpus.store.engine._SYNCHRONOUS", "OFF")


@cache
def _blank():
    """Return a whole empty database as bytes."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(engine)
    with closing(engine.raw_connection()) as raw:
        whole = raw.driver_connection.serialize()
    engine.dispose()
    return whole


def blank_database():
    """Return an engine over a database in memory that has every table and no row."""

    def connected():
        made = sqlite3.connect(":memory:", check_same_thread=False)
        made.deserialize(_blank())
        return made

    return _sharing("sqlite://", poolclass=StaticPool, creator=connected)


def open_blank(path):
    """Open a database file as the product does; a new one gets every table and no row."""
    if not path.exists():
        path.write_bytes(_blank())
    return open_engine(f"sqlite:///{path}")
