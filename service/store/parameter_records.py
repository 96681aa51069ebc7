"""How do the values stand in the database that a court set for parameters of procedure?

A day of the court's calendar stands beside them, as a value that is set for that day alone.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Engine,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    bindparam,
    insert,
    select,
)

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.parameters.table import Parameter, Value
from service.store.writing import writing

parameter_values = Table(
    "parameter_values",
    metadata,
    Column("id", Integer, primary_key=True, comment="order in which they were set"),
    Column("parameter", String(64), nullable=False, index=True),
    Column("value", Text, nullable=False, comment="JSON"),
    Column("valid_from", Date, nullable=False),
    Column("source", Text, nullable=False),
    Column("set_by", ForeignKey("accounts.id"), nullable=False),
    Column("set_at", UtcDateTime, nullable=False),
)


_CALENDAR_DAY = "calendar_day"

# Built once: a step of a matter asks for several.
_LAST = (
    select(parameter_values)
    .where(
        parameter_values.c.parameter == bindparam("name"),
        parameter_values.c.valid_from <= bindparam("on"),
    )
    .order_by(parameter_values.c.valid_from.desc(), parameter_values.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetValue:
    """A value that a court set.

    Attributes:
        parameter: Of which parameter.
        value: The value.
        valid_from: From which day on.
        source: On what it rests.
        set_by: Account that set it.
        set_at: When, in UTC.
    """

    parameter: Parameter
    value: Value
    valid_from: date
    source: str
    set_by: int
    set_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDay:
    """A day of the calendar that a court entered.

    Attributes:
        day: The day.
        is_working: Whether the court works.
        source: On what that rests.
        set_by: Account that entered it.
        set_at: When, in UTC.
    """

    day: date
    is_working: bool
    source: str
    set_by: int
    set_at: datetime


class ParameterRecords:
    """The stored values."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, value: SetValue) -> None:
        """Add a value."""
        with writing(self._engine) as connection:
            connection.execute(
                insert(parameter_values).values(
                    parameter=value.parameter.value,
                    value=json.dumps(value.value),
                    valid_from=value.valid_from,
                    source=value.source,
                    set_by=value.set_by,
                    set_at=value.set_at,
                )
            )

    def last(self, parameter: Parameter, *, on: date) -> SetValue | None:
        """Return the value that stands on a day; of one day's, the one set last."""
        asked = {"name": parameter.value, "on": on}
        with self._engine.connect() as connection:
            row = connection.execute(_LAST, asked).one_or_none()
        return None if row is None else _read(row)

    def history(self, parameter: Parameter) -> tuple[SetValue, ...]:
        """Return all values of a parameter, in the order in which they were set."""
        wanted = (
            select(parameter_values)
            .where(parameter_values.c.parameter == parameter.value)
            .order_by(parameter_values.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(_read(row) for row in connection.execute(wanted))

    def add_days(self, days: Iterable[SetDay]) -> None:
        """Add days of the calendar, all of them or none."""
        rows = [
            {
                "parameter": _CALENDAR_DAY,
                "value": json.dumps(each.is_working),
                "valid_from": each.day,
                "source": each.source,
                "set_by": each.set_by,
                "set_at": each.set_at,
            }
            for each in days
        ]
        if rows:
            with writing(self._engine) as connection:
                connection.execute(insert(parameter_values), rows)

    def days(self, first: date, end: date) -> tuple[SetDay, ...]:
        """Return the days entered from one day to before another, in order; of one, the last."""
        wanted = (
            select(parameter_values)
            .where(
                parameter_values.c.parameter == _CALENDAR_DAY,
                parameter_values.c.valid_from >= first,
                parameter_values.c.valid_from < end,
            )
            .order_by(parameter_values.c.valid_from, parameter_values.c.id)
        )
        with self._engine.connect() as connection:
            found = {row.valid_from: _read_day(row) for row in connection.execute(wanted)}
        return tuple(found.values())


def _read_day(row: Row[Any]) -> SetDay:
    return SetDay(
        day=row.valid_from,
        is_working=json.loads(row.value),
        source=row.source,
        set_by=row.set_by,
        set_at=row.set_at,
    )


def _read(row: Row[Any]) -> SetValue:
    return SetValue(
        parameter=Parameter(row.parameter),
        value=json.loads(row.value),
        valid_from=row.valid_from,
        source=row.source,
        set_by=row.set_by,
        set_at=row.set_at,
    )
