"""How does a search that was made outside of this system get into a report?

Guiding cases and the case library have platforms of their own, and a report must tell that they
were searched. What was found there cannot be looked up here: it is the statement of whoever
searched, and is kept and printed as one.

Source: 法发〔2020〕24号 art. 3 (platforms; the handling judge answers for truth), art. 8.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from service.court_time import court_day, court_moment
from service.errors import ReportContentError
from service.reports.content import Platform, ReportContent, SearchPart, SearchQuery, Statement
from service.tiers.vocabulary import Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideSearch:
    """What is told of a search on another platform.

    Attributes:
        platform: Name of the platform: 人民法院案例库…
        coverage: What it held.
        tiers: Tiers that were searched there, at least one.
        day: When.
        method: How, in words.
        words: What was searched by.
        n_hits: How many cases it found.
        found: What they were and what is made of them.
    """

    platform: str
    coverage: str
    tiers: tuple[Tier, ...]
    day: date
    method: str
    words: str
    n_hits: int
    found: str


def outside_queries(content: ReportContent) -> tuple[SearchQuery, ...]:
    """Return the queries that somebody stated, in order."""
    return tuple(each for each in content.search.queries if each.statement is not None)


def with_outside_search(
    content: ReportContent,
    search: OutsideSearch | None,
    *,
    author: str,
    now: datetime,
    place: int = 0,
) -> ReportContent:
    """Return a report in which a search on another platform is stated, told anew or taken back.

    A platform that no query names any more goes with its last query.

    Args:
        content: The report as it stands.
        search: The search; None takes back the one at ``place``.
        author: Who states it.
        now: When it is stated, aware. One that is told anew in the same words stays as it is.
        place: Number of the one that is told anew, from 1; 0 adds one.

    Raises:
        ReportContentError: There is none at that place, a field is empty, or its day lies ahead.
    """
    before = content.search
    standing = _standing(content, place) if place else None
    kept = [each for each in before.queries if each is not standing]
    at = len(kept) if standing is None else before.queries.index(standing)
    platforms = before.platforms
    if search is not None:
        _require_told(search, today=court_day(now))
        told = _query(search, Statement(found=search.found, by=author, at=now))
        if standing is not None and _says_the_same(told, standing):
            told = standing
        kept.insert(at, told)
        platforms = _with_platform(platforms, search)
    gone = {each.platform for each in before.queries} - {each.platform for each in kept}
    return replace(
        content,
        search=replace(
            before,
            queries=tuple(kept),
            platforms=tuple(
                each for each in platforms if not (each.is_by_hand and each.name in gone)
            ),
        ),
    )


def period_of(search: SearchPart) -> tuple[datetime | None, datetime | None]:
    """Return when the search began and ended, searches on other platforms with it, aware.

    Of those the day is known and not the hour: on a day that the search covers they move nothing.
    """
    first, last = search.started_at, search.ended_at
    for each in search.queries:
        if each.statement is None:
            continue
        day = court_day(each.at)
        if first is None or day < court_day(first):
            first = each.at
        if last is None or day > court_day(last):
            last = each.at
    return first, last


def _standing(content: ReportContent, place: int) -> SearchQuery:
    stated = outside_queries(content)
    if not 1 <= place <= len(stated):
        raise ReportContentError(problems=(f"place: expected 1 to {len(stated)}, met {place}",))
    return stated[place - 1]


def _require_told(search: OutsideSearch, *, today: date) -> None:
    told = {
        "platform": search.platform,
        "tiers": search.tiers,
        "words": search.words,
        "method": search.method,
        "found": search.found,
    }
    problems = [f"{name}: expected something" for name, value in told.items() if not value]
    if search.day > today:
        problems.append(f"day: {search.day} lies ahead")
    if problems:
        raise ReportContentError(problems=tuple(problems))


def _query(search: OutsideSearch, statement: Statement) -> SearchQuery:
    return SearchQuery(
        method=search.method,
        words=search.words,
        conditions="",
        platform=search.platform,
        tiers=search.tiers,
        at=court_moment(datetime.combine(search.day, time()).isoformat()),
        n_hits=search.n_hits,
        snapshot_id="",
        statement=statement,
    )


def _says_the_same(told: SearchQuery, standing: SearchQuery) -> bool:
    found = ["" if each.statement is None else each.statement.found for each in (told, standing)]
    return found[0] == found[1] and replace(told, statement=None) == replace(
        standing, statement=None
    )


def _with_platform(platforms: tuple[Platform, ...], search: OutsideSearch) -> tuple[Platform, ...]:
    if all(each.name != search.platform for each in platforms):
        added = Platform(
            name=search.platform,
            coverage=search.coverage,
            gaps="",
            snapshot_id="",
            is_by_hand=True,
        )
        return (*platforms, added)
    return tuple(
        replace(each, coverage=search.coverage)
        if each.is_by_hand and each.name == search.platform
        else each
        for each in platforms
    )
