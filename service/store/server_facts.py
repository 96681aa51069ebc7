"""What is known of the database that the records stand in?"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from service.store.database import schema_version

_SERVER = text(
    """
    SELECT current_setting('server_version') AS version,
           current_setting('server_version_num')::int AS number,
           pg_encoding_to_char(d.encoding) AS encoding,
           has_schema_privilege(current_schema(), 'CREATE') AS may_create,
           current_setting('max_connections')::int
             - current_setting('superuser_reserved_connections')::int AS most_connections,
           current_setting('synchronous_commit') <> 'off'
             AND current_setting('fsync') = 'on' AS is_durable,
           pg_database_size(d.oid) AS n_bytes
    FROM pg_database d WHERE d.datname = current_database()
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFacts:
    """How a database stands.

    Attributes:
        is_server: Whether it is PostgreSQL; else a file of SQLite.
        version: Of the program behind it.
        major: First number of that.
        encoding: In which it keeps text.
        may_create: Whether tables may be made, which migrations and the queue need.
        most_connections: How many it serves at once; None for a file.
        is_durable: Whether a commit that was told is on the disk.
        n_bytes: Its size.
        revision: Its schema.
    """

    is_server: bool
    version: str
    major: int
    encoding: str
    may_create: bool
    most_connections: int | None
    is_durable: bool
    n_bytes: int
    revision: str | None


def facts_of(engine: Engine) -> DatabaseFacts:
    """Return how a database stands.

    Raises:
        StoreError: It cannot be reached.
    """
    revision = schema_version(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            return _of_server(connection, revision)
        return _of_file(connection, revision, engine.url.database)


def _of_server(connection: Connection, revision: str | None) -> DatabaseFacts:
    row = connection.execute(_SERVER).one()
    return DatabaseFacts(
        is_server=True,
        version=row.version.partition(" ")[0],
        major=row.number // 10_000,
        encoding=row.encoding,
        may_create=row.may_create,
        most_connections=row.most_connections,
        is_durable=row.is_durable,
        n_bytes=row.n_bytes,
        revision=revision,
    )


def _of_file(connection: Connection, revision: str | None, file: str | None) -> DatabaseFacts:
    version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    return DatabaseFacts(
        is_server=False,
        version=version,
        major=int(version.partition(".")[0]),
        encoding=connection.exec_driver_sql("PRAGMA encoding").scalar_one(),
        may_create=True,
        most_connections=None,
        is_durable=True,
        n_bytes=0 if not file else Path(file).stat().st_size,
        revision=revision,
    )
