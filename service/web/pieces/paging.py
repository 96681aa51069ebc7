"""How is a long list turned over, page by page? One way for all lists of the pages.

Pages are numbered from 1 and stand in the address beside what is asked for, so that a page can be
told to somebody and gone back to. A number beyond the last page shows the last one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Final, TypeVar
from urllib.parse import urlencode

from fastapi import Query

T = TypeVar("T")

PER_PAGE: Final = 50
"""Lines of a page."""

At = Annotated[int, Query(ge=1, le=1_000_000)]
"""Number of a page in an address."""


_LONGEST: Final = 7


def at_of(words: str) -> int:
    """Return the page that an address names; the first where it names none.

    Example:
        >>> at_of("3"), at_of(""), at_of("-1"), at_of("٣")
        (3, 1, 1, 1)
    """
    is_number = words.isascii() and words.isdecimal() and len(words) <= _LONGEST
    return max(1, int(words)) if is_number else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Which page of a list is shown, and where the others are.

    Attributes:
        n: Lines of the whole list.
        asked_for: The page that was asked for, from 1.
        path: Address of the list, without a query.
        asked: What else is asked for; empty values are left out of addresses.
        name: What the number of the page is called in the address.
        part: Where on the page the list stands; empty where it is the page.
        per_page: Lines of a page.

    Example:
        >>> asked = {"words": "", "state": "draft"}
        >>> paging = Paging(n=120, asked_for=2, path="/rules", asked=asked)
        >>> paging.skip, paging.n_pages, paging.before
        (50, 3, '/rules?state=draft')
        >>> paging.more
        '/rules?state=draft&at=3'
        >>> Paging(n=0, asked_for=9, path="/rules").at
        1
    """

    n: int
    asked_for: int
    path: str
    asked: Mapping[str, str] = field(default_factory=dict)
    name: str = "at"
    part: str = ""
    per_page: int = PER_PAGE

    @property
    def n_pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.n // self.per_page))

    @property
    def at(self) -> int:
        """Which page is shown."""
        return min(self.asked_for, self.n_pages)

    @property
    def skip(self) -> int:
        """How many lines stand on the pages before."""
        return (self.at - 1) * self.per_page

    @property
    def first(self) -> int:
        """Number of the first line that is shown, from 1; 0 where there is none."""
        return self.skip + 1 if self.n else 0

    @property
    def last(self) -> int:
        """Number of the last line that is shown."""
        return min(self.skip + self.per_page, self.n)

    @property
    def before(self) -> str:
        """Address of the page before; empty on the first."""
        return self._address(self.at - 1) if self.at > 1 else ""

    @property
    def more(self) -> str:
        """Address of the page behind; empty on the last."""
        return self._address(self.at + 1) if self.at < self.n_pages else ""

    def of(self, whole: Sequence[T]) -> Sequence[T]:
        """Return the lines of the page, of a list that is there in whole."""
        return whole[self.skip : self.skip + self.per_page]

    def _address(self, at: int) -> str:
        told = {name: value for name, value in self.asked.items() if value}
        if at > 1:
            told[self.name] = str(at)
        query = f"?{urlencode(told)}" if told else ""
        return f"{self.path}{query}{f'#{self.part}' if self.part else ''}"
