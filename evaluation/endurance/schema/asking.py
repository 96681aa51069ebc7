"""Which requests does the description of the interface allow, and which does it not?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings

from evaluation.endurance.schema.answers import Answer, Description, Seen

Send = Callable[[Any], Answer]
"""Sends a case of schemathesis as somebody, and returns the answer."""

_KNOWN_OF_TEN: Final = 8
"""Of ten requests so many name something that is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Ids of what is there, so that requests do not all end at 404.

    Attributes:
        values: By name of a part of an address, what it may be.
        acts: Names of acts, for bodies that name one.
    """

    values: Mapping[str, Sequence[str]]
    acts: Sequence[str] = ()

    def put_into(self, parts: Mapping[str, Any], chance: Random) -> dict[str, Any]:
        """Return parts of an address with known values in most of the places."""
        return {
            name: chance.choice(self.values[name])
            if self.values.get(name) and chance.randrange(10) < _KNOWN_OF_TEN
            else value
            for name, value in parts.items()
        }

    def put_into_body(self, body: object, chance: Random) -> object:
        """Return a body that asks for an act with one that there is."""
        names_act = isinstance(body, dict) and "act" in body and bool(self.acts)
        if isinstance(body, dict) and names_act and chance.randrange(10) < _KNOWN_OF_TEN:
            return {**body, "act": chance.choice(self.acts)}
        return body


def operations_of(description: Description) -> Iterator[tuple[str, str, Any]]:
    """Yield method, template and operation of every route that is described."""
    schema = schemathesis.openapi.from_dict(dict(description.document))
    for result in schema.get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]
        yield operation.method.upper(), operation.path, operation


def ask(
    description: Description,
    *,
    method: str,
    template: str,
    operation: Any,  # noqa: ANN401 - a class of the library
    known: Known,
    send: Send,
    n_requests: int,
    seed_number: int,
    seen: Seen,
) -> None:
    """Send requests of one operation, right and wrong ones, and hold the answers against it.

    Args:
        description: The interface.
        method: Its method.
        template: Its address with the names of its parts.
        operation: The operation.
        known: What is there.
        send: Sends a request.
        n_requests: How many.
        seed_number: The same number gives the same requests.
        seen: Is told of every answer.
    """
    chance = Random(f"{method} {template} {seed_number}")  # noqa: S311 - not for secrets

    @seed(seed_number)
    @settings(
        max_examples=n_requests,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(_strategy(operation))
    def sent(case: Any) -> None:  # noqa: ANN401 - a class of the library
        case.path_parameters = known.put_into(case.path_parameters, chance)
        case.body = known.put_into_body(case.body, chance)
        answer = send(case)
        problem = description.problem_with(method, template, answer)
        asked = f"{case.path_parameters} {case.query} {case.body!r}"
        seen.take(f"{method} {template}", answer, asked=asked, problem=problem)

    sent()


def _strategy(operation: Any) -> Any:  # noqa: ANN401 - classes of the library
    modes = schemathesis.GenerationMode
    both = operation.as_strategy(generation_mode=modes.POSITIVE)
    wrong = operation.as_strategy(generation_mode=modes.NEGATIVE)
    # What no request can get wrong has no wrong requests.
    return both if wrong.is_empty else both | wrong
