"""How long does each page take, for each of those who open it?"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from evaluation.performance.case_way import Browser, percentile
from evaluation.performance.referral.filling import Filled
from evaluation.performance.referral.people import PRESIDENT, SPEAKERS
from service.referral.course.acts import MatterKind

_N_WARM_UP: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page as somebody opens it.

    Attributes:
        page: Its name, equal for all who open it.
        by: Name that they sign in with.
        addresses: What they open, in turn.
    """

    page: str
    by: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What opening a page took.

    Attributes:
        page: Its name.
        by: Who opened it.
        milliseconds: Round trips to the last byte, in order.
        processor: Processor milliseconds of the server for one of them, on average.
        kilobytes: Of the last one.
    """

    page: str
    by: str
    milliseconds: tuple[float, ...]
    processor: float
    kilobytes: float

    def told(self) -> dict[str, object]:
        """Return its figures for the record."""
        return {
            "page": self.page,
            "by": self.by,
            "n": len(self.milliseconds),
            "p50_ms": round(percentile(self.milliseconds, 0.5), 1),
            "p95_ms": round(percentile(self.milliseconds, 0.95), 1),
            "processor_ms": round(self.processor, 1),
            "kilobytes": round(self.kilobytes, 1),
        }


def pages_of(filled: Filled) -> tuple[Asked, ...]:
    """Return every page between a divergence and a rule, with those who open it."""
    lists = (
        ("referrals", "/referrals", ("office", "head", "judge0", PRESIDENT)),
        ("referrals_by_words", f"/referrals?words={quote('律师费')}", ("office", "judge0")),
        ("referrals_page_100", "/referrals?page=100", ("office",)),
        ("conferences", "/conferences", ("clerk", "host", "judge0", PRESIDENT)),
        ("committee", "/committee", ("keeper", PRESIDENT, "judge0")),
        ("rules", "/rules", ("office", "judge0")),
        ("secretary", "/secretary", ("clerk", "keeper", "office")),
        ("parameters", "/parameters", ("office", "judge0")),
        ("flags", "/flags", ("head", "judge0")),
    )
    matters = (
        ("referral", MatterKind.REFERRAL, "/referrals", ("office", "judge0", PRESIDENT)),
        ("conference", MatterKind.CONFERENCE, "/conferences", ("clerk", "host")),
        (
            "conference_item",
            MatterKind.CONFERENCE_ITEM,
            "/conference-items",
            ("clerk", "judge0", SPEAKERS[0]),
        ),
        (
            "committee_meeting",
            MatterKind.COMMITTEE_MEETING,
            "/committee-meetings",
            ("keeper", PRESIDENT),
        ),
        (
            "committee_item",
            MatterKind.COMMITTEE_ITEM,
            "/committee-items",
            ("keeper", PRESIDENT, "judge0"),
        ),
        ("rule", MatterKind.RULE, "/rules", ("office", "judge0")),
        ("flag", MatterKind.FLAG, "/flags", ("head",)),
    )
    return (
        *(
            Asked(page=page, by=by, addresses=(address,))
            for page, address, people in lists
            for by in people
        ),
        *(
            Asked(
                page=page,
                by=by,
                addresses=tuple(f"{root}/{each}" for each in filled.seen_by(by, kind)),
            )
            for page, kind, root, people in matters
            for by in people
        ),
    )


def open_pages(
    asked: Sequence[Asked],
    *,
    port: int,
    password: str,
    n_requests: int,
    spent: Callable[[], float],
) -> tuple[Taken, ...]:
    """Open every page so many times, one person after the other, each on one connection.

    Args:
        asked: The pages.
        port: Where the server listens.
        password: Of all accounts.
        n_requests: How often each page is opened by each who opens it.
        spent: Tells the processor seconds of the server so far.

    Raises:
        MeasurementError: A page was refused.
    """
    taken: list[Taken] = []
    for name in dict.fromkeys(each.by for each in asked):
        with Browser(port) as browser:
            browser.sign_in(name, password)
            own = (each for each in asked if each.by == name)
            taken += _opened(browser, own, n_requests, spent)
    return tuple(taken)


def worst_by_page(taken: Iterable[Taken]) -> dict[str, float]:
    """Return by page the p95 in milliseconds of whoever waits longest for it.

    Example:
        >>> some = [Taken(page="a", by=by, milliseconds=(ms,), processor=0, kilobytes=0)
        ...     for by, ms in (("x", 1.0), ("y", 3.0))]
        >>> worst_by_page(some)
        {'a': 3.0}
    """
    worst: dict[str, float] = {}
    for each in taken:
        worst[each.page] = max(worst.get(each.page, 0.0), percentile(each.milliseconds, 0.95))
    return worst


def _opened(
    browser: Browser, asked: Iterable[Asked], n_requests: int, spent: Callable[[], float]
) -> list[Taken]:
    taken = []
    for each in asked:
        for n in range(_N_WARM_UP):
            browser.page(_address(each, n))
        used, milliseconds, page = spent(), [], ""
        for n in range(n_requests):
            before = time.perf_counter()
            page = browser.page(_address(each, n))
            milliseconds.append((time.perf_counter() - before) * 1000)
        taken.append(
            Taken(
                page=each.page,
                by=each.by,
                milliseconds=tuple(milliseconds),
                processor=(spent() - used) * 1000 / n_requests,
                kilobytes=len(page.encode()) / 1000,
            )
        )
    return taken


def _address(asked: Asked, n: int) -> str:
    return asked.addresses[n % len(asked.addresses)]
