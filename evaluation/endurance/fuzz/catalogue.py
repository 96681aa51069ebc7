"""Which targets are there?"""

from functools import cache

from evaluation.endurance.fuzz.file_targets import file_targets
from evaluation.endurance.fuzz.text_targets import text_targets
from evaluation.endurance.fuzz.watching import Target
from evaluation.errors import MeasurementError


@cache
def all_targets() -> tuple[Target, ...]:
    """Return every target, in order of name; their shares add up to a thousand."""
    return tuple(sorted((*text_targets(), *file_targets()), key=lambda each: each.name))


def target_of(name: str) -> Target:
    """Return the target of a name.

    Raises:
        MeasurementError: There is none.
    """
    for target in all_targets():
        if target.name == name:
            return target
    known = ", ".join(each.name for each in all_targets())
    raise MeasurementError("fuzz", f"no target {name!r}; known: {known}")
