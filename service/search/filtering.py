"""How do the words of a form, a command line or a payload become conditions of a search?"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from corpus.judgment import CaseType, CourtLevel, DocumentKind, Effectiveness, Instance
from indexing.columns.filters import SearchFilter
from service.errors import FilterError

MemberT = TypeVar("MemberT", bound=StrEnum)

# Vocabularies that are closed; courts, provinces and causes are whatever the corpus holds.
CLOSED: Mapping[str, type[StrEnum]] = MappingProxyType(
    {
        "court_levels": CourtLevel,
        "document_kinds": DocumentKind,
        "instances": Instance,
        "effects": Effectiveness,
        "case_types": CaseType,
    }
)
FREE = ("courts", "provinces", "causes")
DATES = ("decided_from", "decided_to")
FILTER_NAMES = (*FREE, *CLOSED, *DATES)


def filter_of(values: Mapping[str, Sequence[str]]) -> SearchFilter:
    """Read conditions from named lists of words; empty words and lists set no condition.

    Args:
        values: Names of :data:`FILTER_NAMES` to words; other names are passed over.

    Raises:
        FilterError: A word that its vocabulary does not have, or a date that is none.

    Example:
        >>> condition = filter_of({"court_levels": ["high"], "decided_from": ["2019-01-01"]})
        >>> condition.court_levels, condition.decided_from
        (frozenset({<CourtLevel.HIGH: 'high'>}), datetime.date(2019, 1, 1))
    """
    return SearchFilter(
        courts=_free(values, "courts"),
        provinces=_free(values, "provinces"),
        causes=_free(values, "causes"),
        court_levels=_closed(values, "court_levels", CourtLevel),
        document_kinds=_closed(values, "document_kinds", DocumentKind),
        instances=_closed(values, "instances", Instance),
        effects=_closed(values, "effects", Effectiveness),
        case_types=_closed(values, "case_types", CaseType),
        decided_from=_date(values, "decided_from"),
        decided_to=_date(values, "decided_to"),
    )


def words_of(condition: SearchFilter) -> dict[str, tuple[str, ...]]:
    """Return conditions as the named lists of words that give them.

    Example:
        >>> words_of(SearchFilter(provinces=frozenset({"吉林"})))
        {'provinces': ('吉林',)}
    """
    given: dict[str, tuple[str, ...]] = {}
    for name in (*FREE, *CLOSED):
        wanted = getattr(condition, name)
        if wanted is not None:
            given[name] = tuple(sorted(str(word) for word in wanted))
    for name in DATES:
        day = getattr(condition, name)
        if day is not None:
            given[name] = (day.isoformat(),)
    return given


def _words(values: Mapping[str, Sequence[str]], name: str) -> list[str]:
    return [word.strip() for word in values.get(name, ()) if word.strip()]


def _free(values: Mapping[str, Sequence[str]], name: str) -> frozenset[str] | None:
    return frozenset(_words(values, name)) or None


def _closed(
    values: Mapping[str, Sequence[str]], name: str, members: type[MemberT]
) -> frozenset[MemberT] | None:
    wanted = set()
    for word in _words(values, name):
        try:
            wanted.add(members(word))
        except ValueError as error:
            accepted = "one of " + ", ".join(members)
            raise FilterError(field=name, value=word, accepted=accepted) from error
    return frozenset(wanted) or None


def _date(values: Mapping[str, Sequence[str]], name: str) -> date | None:
    words = _words(values, name)
    if not words:
        return None
    try:
        return date.fromisoformat(words[-1])
    except ValueError as error:
        raise FilterError(
            field=name, value=words[-1], accepted="a date such as 2021-06-30"
        ) from error
