"""Somebody at Chromium, and a server that it asks: nothing may go wrong on any page."""

import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from selectolax.lexbor import LexborHTMLParser

from tests.journeys.browser import Browser, spelled, told

SCREEN = {"width": 1366, "height": 768}
FORM = """([action, where]) => Array.from(document.querySelectorAll("form[method=post]")).find(
  (form) => form.getAttribute("action") === action && Object.entries(where).every(
    ([name, value]) => new FormData(form).get(name) === value))"""
# A field may be called "elements", and then hides the list of that name.
NAMES = "(form) => Array.from(form.querySelectorAll('[name]'), (each) => each.name)"
UNFIT = """(form) => Array.from(form.querySelectorAll("[name]")).filter(
  (each) => !each.checkValidity()).map((each) => each.name + ": " + each.validationMessage)"""
FOLDED = """(each) => {
  let found = null;
  for (let at = each.parentElement; at; at = at.parentElement)
    if (at.tagName === "DETAILS" && !at.open) found = at.querySelector("summary");
  return found;
}"""
TICKED = {"radio", "checkbox"}


class ChromiumBrowser(Browser):
    """A browser with a screen of 1366x768: only what can be seen is filled in and pressed.

    A fold is opened by its summary. Closing the browser fails where a script or the policy of
    content complained, or a page asked another machine; no page is wider than the screen.
    """

    def __init__(self, browser, base, name):
        self._base = base
        self._context = browser.new_context(viewport=SCREEN, locale="zh-CN", base_url=base)
        self._window = self._context.new_page()
        self._refused, self._troubles = set(), []
        self._window.on("pageerror", lambda error: self._troubles.append(str(error)))
        self._window.on("console", self._hear)
        self._window.on("request", self._watch)
        super().__init__(name)

    def page(self, address):
        status = self._go(address)
        assert status == 200, f"{address}: {status} {told(self._window.content())}"
        width = self._window.evaluate("document.documentElement.scrollWidth")
        assert width <= SCREEN["width"], f"{address} is wider than the screen: {width}"
        return LexborHTMLParser(self._window.content())

    def home(self):
        assert self._go("/") == 200
        return urlsplit(self._window.url).path

    def sees(self, address):
        self._refused.add(self._base + address)
        return self._go(address) == 200

    def send(self, address, action, *, where=None, press=None, refused=0, **typed):
        self.page(address)
        form = self._window.evaluate_handle(FORM, [action, where or {}]).as_element()
        assert form, f"{address}: no form goes to {action} with {where}"
        for name, each in spelled(typed, form.evaluate(NAMES), address).items():
            _fill(form, name, each)
        assert (unfit := form.evaluate(UNFIT)) == [], f"{address}: {unfit}"
        if refused:
            self._refused.add(self._base + action)
        answer = self._press(form, press)
        if refused:
            assert answer.status == refused, told(self._window.content())
            return told(self._window.content())
        return self._led(answer, address)

    def upload(self, address, action, *, name, content):
        self.page(address)
        form = self._window.evaluate_handle(FORM, [action, {}]).as_element()
        assert form, f"{address}: no form goes to {action}"
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        # The form leaves by itself as soon as a file is chosen.
        with self._window.expect_navigation() as going:
            form.query_selector("input[type=file]").set_input_files(file)
        return self._led(going.value, address)

    def follow(self, address, css):
        self.page(address)
        link = self._link(css)
        with self._window.expect_navigation() as going:
            link.click()
        assert going.value.status == 200, told(self._window.content())
        return LexborHTMLParser(self._window.content())

    def download(self, address, css):
        self.page(address)
        link = self._link(css)
        with self._window.expect_download() as downloading:
            link.click()
        file = downloading.value
        return file.suggested_filename, Path(file.path()).read_bytes()

    def wait(self, address, css):
        self.page(address)
        self._window.wait_for_selector(css)
        return LexborHTMLParser(self._window.content())

    def close(self):
        self._context.close()
        assert self._troubles == []

    def _go(self, address):
        return self._window.goto(address).status

    def _led(self, answer, address):
        first = answer.request.redirected_from
        assert first, f"{address}: {answer.status} {told(self._window.content())}"
        assert answer.status == 200, f"{self._window.url}: {told(self._window.content())}"
        led = urlsplit(self._window.url)
        return led.path + (f"?{led.query}" if led.query else "")

    def _link(self, css):
        link = self._window.query_selector(css)
        assert link, f"no link is {css}"
        _unfold(link)
        return link

    def _press(self, form, press):
        css = 'button[name="{}"][value="{}"]'.format(*press) if press else "button:not([name])"
        button = form.query_selector(css)
        _unfold(button)
        with self._window.expect_navigation() as going:
            button.click()
        return going.value

    def _hear(self, said):
        # Of a page that is kept from somebody, Chromium complains as of one that is missing.
        is_refusal = (
            said.text.startswith("Failed to load") and said.location["url"] in self._refused
        )
        if said.type == "error" and not is_refusal:
            self._troubles.append(f"{said.location['url']}: {said.text}")

    def _watch(self, asked):
        if not asked.url.startswith(self._base):
            self._troubles.append(f"another machine was asked: {asked.url}")


def _fill(form, name, value):
    fields = form.query_selector_all(f'[name="{name}"]')
    kind = fields[0].evaluate("(each) => each.type")
    if kind in TICKED:
        (field,) = [each for each in fields if each.get_attribute("value") == value]
        _unfold(field)
        field.check()
        return
    _unfold(fields[0])
    if kind == "select-one":
        fields[0].select_option(value=value)
    else:
        fields[0].fill(value)


def _unfold(element):
    while summary := element.evaluate_handle(FOLDED).as_element():
        summary.click()


@contextmanager
def served(app):
    """Serve an app on loopback; gives its address."""
    config = uvicorn.Config(app, port=0, log_level="warning", access_log=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield _when_started(server, thread)
    finally:
        server.should_exit = True
        thread.join()


def _when_started(server, thread):
    deadline = time.monotonic() + 30
    while not server.started:
        assert thread.is_alive(), "the server ended"
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.05)
    host, port = server.servers[0].sockets[0].getsockname()
    return f"http://{host}:{port}"
