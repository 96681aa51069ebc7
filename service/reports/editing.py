"""What does a judge write into a report by a form, and how does it get there?

Only the judge's own words and choices are written: what the search found is frozen.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from service.errors import ReportContentError
from service.pending.search_model import ResponsePlace
from service.reports.content import CaseUse, ReportContent
from service.reports.outside import OutsideSearch, with_outside_search
from service.reports.vocabulary import Conclusion, Part, SearchReason, Use, WhyNot
from service.tiers.vocabulary import Tier

LONGEST_WORDS = 5000
"""Characters of a field."""

_MOST_DIGITS = 10

Fields = Mapping[str, Sequence[str]]
"""Values of a form by name, in order."""

_Word = TypeVar("_Word", bound=StrEnum)
_CONTROL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]")


def with_words(
    content: ReportContent,
    part: Part,
    fields: Fields,
    *,
    author: str,
    now: datetime,
    place: int = 0,
) -> ReportContent:
    """Return a report with what was written into one part of it.

    Args:
        content: The report as it stands.
        part: The part.
        fields: What was written; a field that is absent becomes empty.
        author: Name of who writes it.
        now: When, aware.
        place: Number of the case, submitted case or outside search in that part, from 1.

    Raises:
        ReportContentError: The part is not written by form, has no such case, or a value is none
            of its choices or too long.
    """
    if part is Part.OUTSIDE:
        search = _outside(fields, place)
        # A form that nobody filled in states nothing.
        if search is None and not place:
            return content
        return with_outside_search(content, search, author=author, now=now, place=place)
    if part in _OF_PARTS:
        return _OF_PARTS[part](content, fields)
    if part in _OF_PLACES:
        return _OF_PLACES[part](content, fields, place)
    raise ReportContentError(problems=(f"part: {part.value} is not written by form",))


def _pending(content: ReportContent, fields: Fields) -> ReportContent:
    return replace(
        content,
        pending=replace(
            content.pending,
            facts=_words(fields, "facts"),
            issues=_lines(fields, "issues"),
            intended_provisions=_lines(fields, "provisions"),
            intended_ruling=_words(fields, "ruling"),
        ),
    )


def _search(content: ReportContent, fields: Fields) -> ReportContent:
    return replace(
        content,
        search=replace(
            content.search,
            reasons=_chosen(fields, "reasons", SearchReason),
            other_reason=_words(fields, "other_reason"),
            searched_by=_words(fields, "searched_by"),
            responsible_judge=_words(fields, "responsible_judge"),
        ),
    )


def _outside(fields: Fields, place: int) -> OutsideSearch | None:
    # One that stands is taken back by emptying its platform; a new one that is half told is not
    # passed over.
    asked = ("platform",) if place else ("platform", "tiers", "day", "words", "n_hits", "found")
    if not any(_words(fields, name) for name in asked):
        return None
    return OutsideSearch(
        platform=_words(fields, "platform"),
        coverage=_words(fields, "coverage"),
        tiers=_chosen(fields, "tiers", Tier),
        day=_day(fields, "day"),
        method=_words(fields, "method"),
        words=_words(fields, "words"),
        n_hits=_count(fields, "n_hits"),
        found=_words(fields, "found"),
    )


def _analysis(content: ReportContent, fields: Fields) -> ReportContent:
    return replace(
        content,
        analysis=replace(
            content.analysis,
            agreement=_words(fields, "agreement"),
            own_conflict=_words(fields, "own_conflict"),
        ),
    )


def _conclusion(content: ReportContent, fields: Fields) -> ReportContent:
    return replace(
        content,
        conclusions=_chosen(fields, "conclusions", Conclusion),
        conclusion_words=_words(fields, "words"),
    )


def _case(content: ReportContent, fields: Fields, place: int) -> ReportContent:
    return _at(
        content,
        place,
        differences=_words(fields, "differences"),
        verdict_reason=_words(fields, "verdict_reason"),
    )


def _use(content: ReportContent, fields: Fields, place: int) -> ReportContent:
    uses = _chosen(fields, "use", Use)
    if not uses:
        return _at(content, place, use=None)
    why_nots = _chosen(fields, "why_not", WhyNot)
    is_set_aside = uses[0] is Use.NOT_FOLLOWED
    use = CaseUse(
        use=uses[0],
        why_not=why_nots[0] if why_nots and is_set_aside else None,
        analysis=_words(fields, "analysis"),
    )
    return _at(content, place, use=use)


def _submitted(content: ReportContent, fields: Fields, place: int) -> ReportContent:
    _require_place(place, len(content.party_cases))
    places = _chosen(fields, "response_place", ResponsePlace)
    cases = list(content.party_cases)
    cases[place - 1] = replace(
        cases[place - 1],
        response_place=places[0] if places else None,
        answer=_words(fields, "answer"),
    )
    return replace(content, party_cases=tuple(cases))


def _at(content: ReportContent, place: int, **fields: object) -> ReportContent:
    _require_place(place, len(content.cases))
    cases = list(content.cases)
    cases[place - 1] = replace(cases[place - 1], **fields)  # type: ignore[arg-type]
    return replace(content, cases=tuple(cases))


def _require_place(place: int, n_cases: int) -> None:
    if not 1 <= place <= n_cases:
        raise ReportContentError(problems=(f"place: expected 1 to {n_cases}, met {place}",))


def _words(fields: Fields, name: str) -> str:
    given = "\n".join(fields.get(name, ())).replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", given).strip()
    if len(text) > LONGEST_WORDS:
        raise ReportContentError(
            problems=(f"{name}: {len(text)} characters, expected at most {LONGEST_WORDS}",)
        )
    return text


def _day(fields: Fields, name: str) -> date:
    try:
        return date.fromisoformat(_words(fields, name))
    except ValueError:
        raise ReportContentError(problems=(f"{name}: expected a day",)) from None


def _count(fields: Fields, name: str) -> int:
    given = _words(fields, name)
    # Digits of other scripts are digits to Python too, and counts of hits are short.
    if not (given.isascii() and given.isdecimal() and len(given) < _MOST_DIGITS):
        raise ReportContentError(problems=(f"{name}: expected a number",))
    return int(given)


def _lines(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in _words(fields, name).split("\n") if line.strip())


def _chosen(fields: Fields, name: str, kind: type[_Word]) -> tuple[_Word, ...]:
    given = [value for value in fields.get(name, ()) if value]
    try:
        chosen = {kind(value) for value in given}
    except ValueError:
        expected = ", ".join(kind)
        raise ReportContentError(problems=(f"{name}: expected some of {expected}",)) from None
    return tuple(member for member in kind if member in chosen)


_OF_PARTS: Mapping[Part, Callable[[ReportContent, Fields], ReportContent]] = MappingProxyType(
    {
        Part.PENDING: _pending,
        Part.SEARCH: _search,
        Part.ANALYSIS: _analysis,
        Part.CONCLUSION: _conclusion,
    }
)
_OF_PLACES: Mapping[Part, Callable[[ReportContent, Fields, int], ReportContent]] = MappingProxyType(
    {Part.CASES: _case, Part.USES: _use, Part.PARTY_CASES: _submitted}
)
