"""Which version of a law is in force on a day, and what took its place?"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.law.titles import canonical_title, read_table


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class LawVersion:
    """One wording of a law.

    Attributes:
        law: Canonical title.
        published: Day on which it was published.
        valid_from: First day in force; None where the tables do not know it.
        valid_to: First day on which it is no longer in force; None while none is known.
    """

    law: str
    published: date
    valid_from: date | None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A law that another one replaced.

    Attributes:
        law: Canonical title of the old law.
        ended: First day without it.
        successor: Canonical title of the law that governs its matter since.
        source: The provision that says so.
    """

    law: str
    ended: date
    successor: str
    source: str


def version_in_force(law: str, on: date) -> LawVersion | None:
    """Return the version of a law in force on a day.

    A version whose first day in force the tables do not know counts from its publication.

    Args:
        law: Title in any spelling.
        on: The day asked for: of the facts, of filing or of judging, as the question demands.

    Returns:
        The version, or None if the law is unknown, not yet or no longer in force.

    Example:
        >>> version_in_force("刑法", date(2015, 10, 31)).valid_from
        datetime.date(2011, 5, 1)
        >>> version_in_force("合同法", date(2021, 1, 1)) is None
        True
    """
    versions = versions_of(law)
    starts = [version.valid_from or version.published for version in versions]
    index = bisect_right(starts, on)
    if index == 0:
        return None
    found = versions[index - 1]
    return None if found.valid_to is not None and found.valid_to <= on else found


def versions_of(law: str) -> tuple[LawVersion, ...]:
    """Return the known versions of a law, oldest first; empty if the law is unknown.

    Example:
        >>> [version.valid_from.year for version in versions_of("行政诉讼法")]
        [1990, 2015, 2017]
    """
    return _versions().get(canonical_title(law), ())


def succession_of(law: str) -> Succession | None:
    """Return what replaced a law, or None if nothing known did.

    Example:
        >>> succession_of("合同法").successor
        '中华人民共和国民法典'
    """
    return _successions().get(canonical_title(law))


@cache
def _versions() -> dict[str, tuple[LawVersion, ...]]:
    table: dict[str, list[LawVersion]] = {}
    for row in read_table("law_versions.csv"):
        table.setdefault(row["title"], []).append(
            LawVersion(
                law=row["title"],
                published=date.fromisoformat(row["published"]),
                valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
                valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            )
        )
    return {
        law: tuple(sorted(rows, key=lambda row: (row.valid_from or row.published, row.published)))
        for law, rows in table.items()
    }


@cache
def _successions() -> dict[str, Succession]:
    return {
        row["title"]: Succession(
            law=row["title"],
            ended=date.fromisoformat(row["ended"]),
            successor=row["successor"],
            source=row["source"],
        )
        for row in read_table("law_successors.csv")
    }
