"""Which value has a parameter on a day, and who set it?

Values are added, never changed: the one of a day is the last that was set for that day or before.
"""

from dataclasses import dataclass
from datetime import date, datetime

from service.actors import Actor, Permission
from service.parameters.errors import ParameterError
from service.parameters.table import DEFINITIONS, Parameter, Value, problem_with
from service.parameters.working_days import CourtCalendar
from service.store.parameter_records import ParameterRecords, SetValue


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A value that stands on a day.

    Attributes:
        parameter: Which parameter.
        value: The value.
        source: On what it rests.
        since: From which day on; None for what the product begins with.
    """

    parameter: Parameter
    value: Value
    source: str
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterBook:
    """All parameters of this court.

    Attributes:
        records: The values set.
    """

    records: ParameterRecords

    @property
    def calendar(self) -> CourtCalendar:
        """The days on which the court works."""
        return CourtCalendar(records=self.records)

    def on(self, parameter: Parameter, day: date) -> InForce:
        """Return the value of a parameter on a day."""
        last = self.records.last(parameter, on=day)
        if last is None:
            definition = DEFINITIONS[parameter]
            return InForce(
                parameter=parameter,
                value=definition.default,
                source=definition.source,
                since=None,
            )
        return InForce(
            parameter=parameter, value=last.value, source=last.source, since=last.valid_from
        )

    def number(self, parameter: Parameter, day: date) -> int:
        """Return the value of a numeric parameter on a day."""
        value = self.on(parameter, day).value
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"{parameter.value} is no number")
        return value

    def flag(self, parameter: Parameter, day: date) -> bool:
        """Return the value of a yes-or-no parameter on a day."""
        value = self.on(parameter, day).value
        if not isinstance(value, bool):
            raise TypeError(f"{parameter.value} is no yes or no")
        return value

    def choice(self, parameter: Parameter, day: date) -> str:
        """Return the value of a choice on a day."""
        value = self.on(parameter, day).value
        if not isinstance(value, str):
            raise TypeError(f"{parameter.value} is no choice")
        return value

    def history(self, parameter: Parameter) -> tuple[SetValue, ...]:
        """Return the values ever set, in the order in which they were."""
        return self.records.history(parameter)

    def put(
        self,
        actor: Actor,
        parameter: Parameter,
        value: Value,
        *,
        valid_from: date,
        source: str,
        now: datetime,
    ) -> None:
        """Set a value from a day on.

        Raises:
            NotPermittedError: The account may not.
            ParameterError: The value cannot be taken, or nothing is said of where it comes from.
        """
        actor.require(Permission.SET_PARAMETERS)
        if accepted := problem_with(parameter, value):
            raise ParameterError(parameter=parameter.value, value=str(value), accepted=accepted)
        if not source.strip():
            raise ParameterError(
                parameter=parameter.value, value="", accepted="写明依据，例如本院规定的文号和条文"
            )
        self.records.add(
            SetValue(
                parameter=parameter,
                value=value,
                valid_from=valid_from,
                source=source.strip(),
                set_by=actor.account_id,
                set_at=now,
            )
        )
