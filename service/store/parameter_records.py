"""How do the values stand in the database that a court set for parameters of procedure?"""

import json
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
    insert,
    select,
)

from corpus.store.columns import UtcDateTime
from corpus.store.tables import metadata
from service.parameters.table import Parameter, Value

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


class ParameterRecords:
    """The stored values."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, value: SetValue) -> None:
        """Add a value."""
        with self._engine.begin() as connection:
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
        wanted = (
            select(parameter_values)
            .where(
                parameter_values.c.parameter == parameter.value,
                parameter_values.c.valid_from <= on,
            )
            .order_by(parameter_values.c.valid_from.desc(), parameter_values.c.id.desc())
            .limit(1)
        )
        with self._engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
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


def _read(row: Row[Any]) -> SetValue:
    return SetValue(
        parameter=Parameter(row.parameter),
        value=json.loads(row.value),
        valid_from=row.valid_from,
        source=row.source,
        set_by=row.set_by,
        set_at=row.set_at,
    )
