"""How long does a judge wait from dropping a file to the page of its similar cases?

One person: the upload, the page of the pending case with every tier, and the comparison of its
first hit, each to its last byte, over the pages as a browser asks for them.
"""

import io
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from itertools import pairwise
from typing import Self
from urllib.parse import urlencode

import numpy as np
from docx import Document

from evaluation.errors import MeasurementError

PAGE_CHARACTERS = 700
"""Characters of a page of a Chinese court: 22 lines of 28, with paragraphs and headings between."""

N_PAGES = 20
_HOST = "127.0.0.1"
_TIMEOUT_SECONDS = 60.0
_BOUNDARY = "tongpan-measurement"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TOKEN = re.compile(r'name="form_token" value="([0-9a-f]+)"')
_HIT = re.compile(r"/cases/[0-9a-f]+/hits/j[0-9a-f]+")
_LINE = re.compile(r"[^。；\n]{1,120}[。；\n]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What the ways of several files took, file by file.

    Attributes:
        upload: Milliseconds of the upload, until the address of the case is known.
        page: Of the page of its tiers.
        comparison: Of the comparison of its first hit.
    """

    upload: tuple[float, ...]
    page: tuple[float, ...]
    comparison: tuple[float, ...]

    @property
    def whole(self) -> tuple[float, ...]:
        """Milliseconds of all three together, file by file."""
        return tuple(map(sum, zip(self.upload, self.page, self.comparison, strict=True)))


def percentile(milliseconds: Sequence[float], share: float) -> float:
    """Return the time that a share of the measurements keeps.

    Example:
        >>> percentile([10.0, 20.0, 30.0], 0.5)
        20.0
    """
    return float(np.percentile(milliseconds, share * 100))


def word_file(text: str) -> bytes:
    """Return a text as .docx, a paragraph for every few sentences."""
    document = Document()
    for line in _LINE.findall(text):
        document.add_paragraph(line.strip())
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


class Browser:
    """One person's browser, as far as pages and forms go."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection(_HOST, port, timeout=_TIMEOUT_SECONDS)
        self._cookies: SimpleCookie = SimpleCookie()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def sign_in(self, name: str, password: str) -> None:
        """Sign in on the page.

        Raises:
            MeasurementError: It was refused.
        """
        token = _token_of(self.page("/sign-in"))
        fields = {"name": name, "password": password, "form_token": token}
        self._send("/sign-in", urlencode(fields).encode(), kind="application/x-www-form-urlencoded")

    def page(self, address: str) -> str:
        """Return a page.

        Raises:
            MeasurementError: It is none.
        """
        response, body = self._ask("GET", address)
        if response.status != 200:
            raise MeasurementError(address, f"status {response.status}")
        return body.decode()

    def open_case(self, content: bytes) -> str:
        """Upload a file as a pending case; return the address of its page.

        Raises:
            MeasurementError: It was refused.
        """
        return self._upload("/cases", content)

    def check_draft(self, case: str, content: bytes) -> str:
        """Upload a file as a draft of a case; return the address of its check.

        Raises:
            MeasurementError: It was refused.
        """
        return self._upload(f"{case}/check", content)

    def _upload(self, address: str, content: bytes) -> str:
        token = _token_of(self.page(address))
        parts = [
            _part('name="form_token"', token.encode()),
            _part('name="text"', b""),
            _part(f'name="file"; filename="case.docx"\r\nContent-Type: {_WORD}', content),
        ]
        body = b"".join(parts) + f"--{_BOUNDARY}--\r\n".encode()
        return self._send(address, body, kind=f"multipart/form-data; boundary={_BOUNDARY}")

    def _send(self, address: str, body: bytes, *, kind: str) -> str:
        response, _ = self._ask("POST", address, body, kind=kind)
        led = response.headers["location"]
        if led is None:
            raise MeasurementError(address, f"status {response.status}")
        return str(led)

    def _ask(
        self, method: str, address: str, body: bytes | None = None, *, kind: str = ""
    ) -> tuple[HTTPResponse, bytes]:
        headers = {"Cookie": "; ".join(f"{k}={v.value}" for k, v in self._cookies.items())}
        if kind:
            headers["Content-Type"] = kind
        try:
            self._connection.request(method, address, body, headers)
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, HTTPException) as error:
            raise MeasurementError(address, f"{type(error).__name__}: {error}") from error
        for cookie in response.headers.get_all("set-cookie", ()):
            self._cookies.load(cookie)
        return response, content


def go_ways(texts: Sequence[str], *, port: int, name: str, password: str, n_warm_up: int) -> Ways:
    """Open every text as a pending case and look at its page and first comparison.

    Args:
        texts: What the files hold.
        port: Where the server listens.
        name: Account.
        password: Its password.
        n_warm_up: So many of the first texts are gone before, unmeasured.

    Raises:
        MeasurementError: Something was refused, or a page shows no hit.
    """
    files = [word_file(text) for text in texts]
    with Browser(port) as browser:
        browser.sign_in(name, password)
        for content in files[:n_warm_up]:
            _go(browser, content)
        taken = [_go(browser, content) for content in files]
    upload, page, comparison = zip(*taken, strict=True)
    return Ways(upload=upload, page=page, comparison=comparison)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What the checks of several drafts took, draft by draft.

    Attributes:
        whole: Milliseconds from sending the draft until its page is there.
        processor: Milliseconds of processor time that the server spent on it.
    """

    whole: tuple[float, ...]
    processor: tuple[float, ...]


def go_checks(
    texts: Sequence[str],
    *,
    port: int,
    name: str,
    password: str,
    n_warm_up: int,
    spent: Callable[[], float],
) -> Checks:
    """Check every text as a draft of a case of its own.

    Args:
        texts: What the files hold.
        port: Where the server listens.
        name: Account of the handling judge.
        password: Its password.
        n_warm_up: So many of the first texts are checked before, unmeasured.
        spent: Tells the processor seconds of the server so far.

    Raises:
        MeasurementError: Something was refused.
    """
    files = [word_file(text) for text in texts]
    with Browser(port) as browser:
        browser.sign_in(name, password)
        for content in files[:n_warm_up]:
            _check(browser, content, spent)
        taken = [_check(browser, content, spent) for content in files]
    whole, processor = zip(*taken, strict=True)
    return Checks(whole=whole, processor=processor)


def _check(browser: Browser, content: bytes, spent: Callable[[], float]) -> tuple[float, float]:
    case = browser.open_case(content)
    used, before = spent(), time.perf_counter()
    browser.page(browser.check_draft(case, content))
    return (time.perf_counter() - before) * 1000, (spent() - used) * 1000


def _go(browser: Browser, content: bytes) -> tuple[float, float, float]:
    moments = [time.perf_counter()]
    address = browser.open_case(content)
    moments.append(time.perf_counter())
    shown = browser.page(address)
    moments.append(time.perf_counter())
    first = _HIT.search(shown)
    if first is None:
        raise MeasurementError(address, "no hit on the page")
    browser.page(first.group())
    moments.append(time.perf_counter())
    upload, page, comparison = ((after - before) * 1000 for before, after in pairwise(moments))
    return upload, page, comparison


def _token_of(page: str) -> str:
    found = _TOKEN.search(page)
    if found is None:
        raise MeasurementError("page", "no form token")
    return found[1]


def _part(disposition: str, content: bytes) -> bytes:
    head = f"--{_BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n"
    return head.encode() + content + b"\r\n"
