"""In which form do system times and long texts stand in the database?"""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from corpus.packing import packed, unpacked


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC and given back aware.

    SQLite drops time zones: an aware time comes back naive and would then be compared with
    aware ones. Here a naive time is refused on the way in, and what comes out is UTC.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into UTC.

        Raises:
            ValueError: The time has no zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r}; expected an aware one, datetime.now(UTC)")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored time as UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class PackedText(TypeDecorator[str]):
    """A long text, stored in a quarter of its room.

    The database cannot look into it: who seeks words in it reads it here. What a process of its own
    has packed already (:func:`corpus.packing.packed`) is stored as it is.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - the same in every database
        """Pack a text that is not packed yet."""
        return packed(value) if isinstance(value, str) else value

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the same in every database
        """Return the stored text.

        Raises:
            CodecError: What is stored was not packed here.
        """
        return None if value is None else unpacked(value)
