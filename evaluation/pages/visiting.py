"""How does somebody open every kind of page once?

A page is of the kind that its address names, ids left out: ``/cases/*/check`` is one kind, whosever
case it is. From the pages that are told, every link is followed, so that no list of pages has to be
kept here; of each kind so many are looked at.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from evaluation.errors import MeasurementError

SCREEN: Final = {"width": 1366, "height": 768}
_LANGUAGE_COOKIE: Final = "tongpan_language"
_LOOK_COOKIE: Final = "tongpan_appearance"
_ID: Final = re.compile(r"(?<=/)(?:j?[0-9a-f]{8,}|\d+|[^/]*[^\x00-\x7f%][^/]*|[^/]*%[^/]*)(?=/|$)")
_LINKS: Final = """() => Array.from(document.querySelectorAll('a[href^="/"]:not([download])'),
  (each) => each.getAttribute("href"))"""
_FIELDS: Final = """([action, name]) => {
  for (const form of document.querySelectorAll("form[method=post]"))
    if (form.getAttribute("action") === action && (!name || form.querySelector(`[name="${name}"]`)))
      return Object.fromEntries(Array.from(new FormData(form)).filter(
        ([, value]) => typeof value === "string"));
  return null;
}"""
_IS_FILE: Final = "Download is starting"
_WAIT_MILLISECONDS: Final = 120_000
_NEVER: Final = ("/sign-out", "/assets/", "/language/", "/tour/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page that somebody has open.

    Attributes:
        kind: Its address without ids.
        address: Its address.
        by: Who opened it; empty for somebody who has not signed in.
        status: Of the answer.
    """

    kind: str
    address: str
    by: str
    status: int


class Visitor:
    """One person at a browser with a screen of 1366x768."""

    def __init__(self, browser: Browser, base: str, *, language: str, look: str = "") -> None:
        """Open a window of their own.

        Args:
            browser: Chromium.
            base: Where the server listens.
            language: Of the pages, as the cookie says it.
            look: Size of the type and contrast, as the cookie says them; empty as they come.
        """
        self._context = browser.new_context(
            viewport={"width": SCREEN["width"], "height": SCREEN["height"]},
            locale="zh-CN",
            base_url=base,
        )
        self._context.add_cookies([{"name": _LANGUAGE_COOKIE, "value": language, "url": base}])
        if look:
            self._context.add_cookies([{"name": _LOOK_COOKIE, "value": look, "url": base}])
        self._context.set_default_timeout(_WAIT_MILLISECONDS)
        self.window: Page = self._context.new_page()
        self.name = ""

    def sign_in(self, name: str, password: str) -> None:
        """Sign in.

        Raises:
            MeasurementError: It was refused.
        """
        self.send("/sign-in", "/sign-in", name=name, password=password)
        self.name = name

    def send(self, address: str, action: str, **typed: str) -> str:
        """Send the first form of a page that goes to an address; return where it leads.

        Raises:
            MeasurementError: There is no such form, or it was refused.
        """
        self.open(address)
        named = next((each for each in typed if each != "verdict"), "")
        fields: dict[str, Any] | None = self.window.evaluate(_FIELDS, [action, named])
        if fields is None:
            raise MeasurementError(address, f"no form goes to {action}")
        answer = self._context.request.post(
            action, form=fields | typed, max_redirects=0, timeout=_WAIT_MILLISECONDS
        )
        if answer.status != HTTPStatus.SEE_OTHER:
            raise MeasurementError(action, f"status {answer.status}")
        return answer.headers["location"].partition("#")[0]

    def open(self, address: str) -> int:
        """Open a page; return the status of the answer, 0 where it is none to look at."""
        try:
            answer = self.window.goto(address)
        except PlaywrightError as error:
            if _IS_FILE in str(error):
                return 0
            raise MeasurementError(address, str(error)) from error
        kind = "" if answer is None else answer.headers.get("content-type", "")
        return 0 if answer is None or not kind.startswith("text/html") else answer.status

    def links(self, address: str, under: str) -> tuple[str, ...]:
        """Return the links of a page to what lies right under an address."""
        self.open(address)
        found = (each.partition("?")[0].partition("#")[0] for each in self._links())
        return tuple(
            each
            for each in dict.fromkeys(found)
            if each.startswith(under) and "/" not in each.removeprefix(under)
        )

    def visits(self, first: Sequence[str], *, per_kind: int, seen: Counter[str]) -> Iterator[Visit]:
        """Open what is told and what its links lead to, so many pages of each kind.

        Args:
            first: Where to begin.
            per_kind: How many pages of a kind are opened, those of others before included.
            seen: How many pages of each kind were opened so far; counted on here. A kind that this
                person has not opened yet is opened once for its links.

        Yields:
            Each page, while it stands in the window.
        """
        waiting, known, own = deque(first), set(first), set[str]()
        while waiting:
            address = waiting.popleft()
            kind = kind_of(address)
            if seen[kind] >= per_kind and kind in own:
                continue
            own.add(kind)
            status = self.open(address)
            if not status:
                continue
            # Read before the page is worked on: whoever looks may change it.
            led = [each for each in self._links() if not each.startswith(_NEVER)]
            if seen[kind] < per_kind:
                seen[kind] += 1
                yield Visit(kind=kind, address=address, by=self.name, status=status)
            for each in led:
                bare = each.partition("#")[0]
                if bare and bare not in known:
                    known.add(bare)
                    waiting.append(bare)

    def evaluate(self, script: str) -> Any:  # noqa: ANN401 - whatever the script returns
        """Return what a script finds on the page."""
        return self.window.evaluate(script)

    def close(self) -> None:
        """Leave."""
        self._context.close()

    def _links(self) -> list[str]:
        found: list[str] = self.window.evaluate(_LINKS)
        return found


Look = Callable[[Visitor, Visit], None]


def kind_of(address: str) -> str:
    """Return an address without its ids, with the names of what is asked by.

    Example:
        >>> kind_of("/cases/0f3a9c12bb/hits/j00112233aa?fragment=true")
        '/cases/*/hits/*?fragment'
        >>> kind_of("/audits/3/clusters/%E5%80%9F")
        '/audits/*/clusters/*'
    """
    parts = urlsplit(address)
    names = sorted({each.partition("=")[0] for each in parts.query.split("&") if each})
    return _ID.sub("*", parts.path) + ("?" + "&".join(names) if names else "")
