"""How is the database made, brought up to date and opened?"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

import service.store.tables  # noqa: F401 - completes the metadata
from corpus.errors import StoreError, StoreVersionError
from corpus.store.engine import STANDARD_POOL, PoolParameters, open_engine, write_transaction
from corpus.store.tables import metadata
from service.store.widening import widen

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"
_TOLD: Final = re.compile(r'^(down_)?revision = (?:"(\w+)"|None)$', re.MULTILINE)


def open_database(url: str, *, pool: PoolParameters = STANDARD_POOL) -> Engine:
    """Open a database whose schema is the one that this program writes.

    Args:
        url: As for :func:`corpus.store.engine.open_engine`.
        pool: Likewise.

    Raises:
        StoreError: The database cannot be reached.
        StoreVersionError: Its schema is older or newer, or it holds no schema at all.
    """
    engine = open_engine(url, pool=pool)
    found, expected = schema_version(engine), expected_version()
    if found != expected:
        engine.dispose()
        raise StoreVersionError(found, expected)
    return engine


def prepare_database(url: str, *, pool: PoolParameters = STANDARD_POOL) -> Engine:
    """Open a database after bringing its schema up to date; a new one gets all tables.

    Running it again changes nothing, and a migration that fails changes nothing either.

    Args:
        url: As for :func:`corpus.store.engine.open_engine`; a file, not SQLite's ``:memory:``.
        pool: Likewise.

    Raises:
        StoreError: The database cannot be reached.
        StoreVersionError: A newer program wrote it.
    """
    migrating = open_engine(url, checks_foreign_keys=False)
    try:
        found = schema_version(migrating)
        if found is not None and found not in known_versions():
            raise StoreVersionError(found, expected_version())
        if found != expected_version():
            with write_transaction(migrating) as connection:
                # Loaded only where there is something to bring up to date: every start waits.
                from alembic import command  # noqa: PLC0415

                config = migration_config()
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                widen(connection)
            give_back_room(migrating)
    finally:
        migrating.dispose()
    return open_engine(url, pool=pool)


def give_back_room(engine: Engine) -> None:
    """Make a file of SQLite as small as its rows, where half of it is empty.

    Cost: where it does something, writes all rows once and needs their room meanwhile; 2 s for
    9,000 judgments.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        empty = connection.exec_driver_sql("PRAGMA freelist_count").scalar_one()
    if empty * 2 < pages:
        return
    # No transaction may be open, and every connection of an engine opens one.
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    finally:
        raw.close()


def schema_version(engine: Engine) -> str | None:
    """Return the revision of the database, or None where it holds no schema.

    Raises:
        StoreError: The database cannot be reached.
    """
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            told = connection.execute(text("SELECT version_num FROM alembic_version"))
            found: str | None = told.scalar_one_or_none()
            return found
    except DatabaseError as error:
        raise StoreError(f"cannot open the database: {error.orig}") from error


@cache
def expected_version() -> str:
    """Return the revision that this program reads and writes.

    Raises:
        StoreError: The migrations are missing, or do not follow one another.

    Cost: reads the head of every migration at the first call, 1 ms.
    """
    revisions = _revisions()
    newest = revisions.keys() - set(revisions.values())
    if len(newest) != 1:
        raise StoreError("the program was installed without its migrations")
    return newest.pop()


@cache
def _revisions() -> Mapping[str, str | None]:
    """Return by revision the one before it, as the migrations tell without being run."""
    found: dict[str, str | None] = {}
    for path in sorted((_MIGRATIONS / "versions").glob("*.py")):
        told = {down: revision or None for down, revision in _TOLD.findall(path.read_text("utf-8"))}
        found[str(told[""])] = told["down_"]
    return found


def migration_config() -> "Config":
    """Return Alembic's configuration; the migrations travel with the package, no file needed."""
    from alembic.config import Config  # noqa: PLC0415 - see prepare_database

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["target_metadata"] = metadata
    return config


def known_versions() -> frozenset[str]:
    """Return the revisions that this program can bring up to date."""
    return frozenset(_revisions())
