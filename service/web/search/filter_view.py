"""What does the panel of filters offer, and which of it is chosen?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.judgment import CourtLevel
from indexing.columns.filters import SearchFilter
from service.search.condition_words import CONDITION_LABELS, value_words
from service.search.coverage import Facets
from service.search.filtering import words_of

_SHOWN = 6
# Beyond this a list of check boxes is no longer read; the rest is typed, with suggestions.
_MOST_BOXES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value that can be ticked."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterGroup:
    """The values of one filter.

    Attributes:
        name: Name of the field.
        label: Its title.
        options: Those shown at once.
        more: The rest, folded away.
        is_more_chosen: Whether one of the rest is ticked.
        suggestions: Every value, where there are too many to tick.
    """

    name: str
    label: str
    options: tuple[Option, ...]
    more: tuple[Option, ...]
    is_more_chosen: bool
    suggestions: tuple[str, ...]


def filter_groups(facets: Facets, chosen: SearchFilter) -> tuple[FilterGroup, ...]:
    """Return the groups of the panel; a filter of a single value is no choice and left out."""
    ticked = words_of(chosen)
    return tuple(_groups(facets, ticked))


def _groups(facets: Facets, ticked: Mapping[str, Sequence[str]]) -> Iterator[FilterGroup]:
    for name, label in CONDITION_LABELS.items():
        wanted = ticked.get(name, ())
        counted = facets.get(name, ())
        known = {value for value, _ in counted}
        # What was asked for stays visible, and can be taken back, even where nothing has it.
        values = [*counted, *((value, 0) for value in wanted if value not in known)]
        if len(values) < 2 and not wanted:
            continue
        options = [
            Option(
                value=value,
                label=value_words(name, value),
                count=count,
                is_chosen=value in wanted,
            )
            for place, (value, count) in enumerate(_ordered(name, values))
            if place < _MOST_BOXES or value in wanted
        ]
        yield FilterGroup(
            name=name,
            label=label,
            options=tuple(options[:_SHOWN]),
            more=tuple(options[_SHOWN:]),
            is_more_chosen=any(option.is_chosen for option in options[_SHOWN:]),
            suggestions=tuple(sorted(known)) if len(values) > _MOST_BOXES else (),
        )


def _ordered(name: str, values: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    if name != "court_levels":
        return values
    order = list(CourtLevel)
    return sorted(values, key=lambda pair: order.index(CourtLevel(pair[0])))
