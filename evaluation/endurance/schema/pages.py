"""Does every page open, and does every form take whatever is put into it?

Pages are found as a person finds them: by following links and going where a form leads. Forms are
sent as somebody fills them, with their hidden fields, and with other things in them than they ask
for. What no link led to is asked by its address.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random
from typing import Final, Protocol
from urllib.parse import urlencode, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from evaluation.endurance.fuzz.texts import MARKERS, ODD, mutated_text
from evaluation.endurance.schema.answers import Answer, Seen
from service.edge.forms import FORM_FIELD
from service.edge.permissions import NEEDS

LEAVING: Final = "/sign-out"
_INTERFACE: Final = "/api/"
_USUAL: Final = "2026年3月1日，被告人张三在商场内趁人不备，窃得手机一部，价值人民币3000元。"
_USUAL_OF: Final = {"date": "2026-06-01", "number": "1", "hidden": "", "checkbox": "", "radio": ""}
"""What somebody writes where nothing stands, by the type of the field; text elsewhere."""

_REFERENCES: Final = {"link[href]": "href", "script[src]": "src", "img[src]": "src"}
_HTML: Final = "text/html"
_FORM: Final = "application/x-www-form-urlencoded"
_STRANGE: Final = (
    *("", " ", "x", "-1", "0", "99999999999999999999", "1e9", "NaN", "2026-02-30", "9999-12-31"),
    *("[]", "{}", "null", "../../x", "<script>", "%00", "c0", "j0", "a" * 3_000, "\r\n\r\n"),
)
_FIELDS: Final = "input[name], textarea[name], select[name], button[name]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of a page.

    Attributes:
        action: Where it is sent to.
        is_post: Whether by POST.
        is_multipart: Whether as parts, as files are.
        fields: Names with what stands in them.
        options: By name of a field what may be chosen.
        usual: By name of an empty field what somebody might write there.
    """

    action: str
    is_post: bool
    is_multipart: bool
    fields: tuple[tuple[str, str], ...]
    options: Mapping[str, tuple[str, ...]]
    usual: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> tuple[str, tuple[str, ...]]:
        """Where it leads and what it asks for, by which forms are told apart."""
        return template_of(self.action), tuple(sorted({name for name, _ in self.fields}))

    def answered(self) -> tuple[tuple[str, str], ...]:
        """Return the fields as somebody fills them who does what the page asks for."""
        return tuple((name, value or self.usual.get(name, "")) for name, value in self.fields)

    def filled(self, chance: Random) -> tuple[tuple[str, str], ...]:
        """Return fields with other things in some of them; the token stays, or nothing is read."""
        filled: list[tuple[str, str]] = []
        for name, value in self.fields:
            match 0 if name == FORM_FIELD else chance.randrange(8):
                case 0 | 1:
                    filled.append((name, value))
                case 2 if self.options.get(name):
                    filled.append((name, chance.choice(self.options[name])))
                case 3:
                    filled.append((name, mutated_text(value or "案情", chance)[:2_000]))
                case 4:
                    filled += [(name, value), (name, chance.choice(_STRANGE))]
                case 5:
                    continue
                case 6:
                    filled.append((name, chance.choice((*MARKERS, *ODD))))
                case _:
                    filled.append((name, chance.choice(_STRANGE)))
        if chance.randrange(6) == 0:
            filled.append((chance.choice(("", "x", "id", "role")), chance.choice(_STRANGE)))
        return tuple(filled)


_WAYS: Final = tuple(
    (path, re.compile(re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(path))))
    for path in sorted({path for _, path in NEEDS})
)
_PART: Final = re.compile(r"\{(\w+)\}")


STARTS: Final = tuple(
    sorted(
        path
        for method, path in NEEDS
        if method == "GET" and "{" not in path and not path.startswith(_INTERFACE)
    )
)
"""Pages that have an address of their own."""


def template_of(address: str) -> str:
    """Return the template of an address; the address itself where it has none.

    Example:
        >>> template_of("/judgments/j12?x=1")
        '/judgments/{judgment_id}'
    """
    path = urlsplit(address).path
    exact = [each for each, pattern in _WAYS if pattern.fullmatch(path)]
    # /conferences/items/new is its own page, and no conference of that name.
    return min(exact, key=lambda each: (each.count("{"), each), default=path)


def parts_of(address: str) -> dict[str, str]:
    """Return the parts of an address by their names in its template.

    Example:
        >>> parts_of("/judgments/j12")
        {'judgment_id': 'j12'}
    """
    template, path = template_of(address), urlsplit(address).path
    pattern = re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(template))
    match = re.fullmatch(pattern, path)
    return dict(zip(_PART.findall(template), match.groups(), strict=True)) if match else {}


class Person(Protocol):
    """Somebody's browser, in which they have signed in."""

    def get(self, address: str) -> Answer:
        """Return what stands at an address."""
        ...

    def post(self, address: str, body: bytes, *, kind: str) -> Answer:
        """Send a body and return the answer, redirections not followed."""
        ...


@dataclass(slots=True)
class Walk:
    """What somebody met while following links.

    Attributes:
        forms: By kind, every form met.
        known: By name of a part of an address, the values met.
        opened: Templates of the pages that opened.
    """

    forms: dict[tuple[str, tuple[str, ...]], Form] = field(default_factory=dict)
    known: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    opened: set[str] = field(default_factory=set)


def walk(
    person: Person,
    *,
    most: int,
    per_template: int,
    seen: Seen,
    starts: Sequence[str] = STARTS,
) -> Walk:
    """Follow links, and go where pages lead.

    Args:
        person: Whose browser.
        most: Pages that are opened at most.
        per_template: Pages of one template at most.
        seen: Is told of every answer.
        starts: Where it begins; by default at every page that has an address of its own.
    """
    found = Walk()
    waiting, n_opened = list(starts), defaultdict[str, int](int)
    met = set(waiting)
    while waiting and sum(n_opened.values()) < most:
        address = waiting.pop(0)
        template = template_of(address)
        if n_opened[template] >= per_template or urlsplit(address).path == LEAVING:
            continue
        n_opened[template] += 1
        answer = person.get(address)
        seen.take(f"GET {template}", answer, asked=address, problem=_problem(answer))
        for link in _read(found, answer, address, template):
            for name, value in parts_of(link).items():
                found.known[name].add(value)
            if link not in met:
                met.add(link)
                waiting.append(link)
    return found


def _read(found: Walk, answer: Answer, address: str, template: str) -> Iterator[str]:
    """Take up the forms of a page; give where it leads."""
    if answer.leads_to:
        yield from _on_this_site([answer.leads_to], address)
    if answer.status != HTTPStatus.OK or answer.kind != _HTML:
        return
    found.opened.add(template)
    tree = LexborHTMLParser(answer.body.decode())
    for form in _forms(tree, address):
        found.forms.setdefault(form.kind, form)
    yield from _links(tree, address)


def send_forms(
    person: Person, forms: Iterable[Form], *, times: int, chance: Random, seen: Seen
) -> list[str]:
    """Send every form as it asks to be filled, then a few times with other things in it.

    Returns:
        Where the answers led, in order, each once.
    """
    led: dict[str, None] = {}
    for form in forms:
        if template_of(form.action) == LEAVING:
            continue
        for time in range(times):
            fields = form.filled(chance) if time else form.answered()
            if form.is_post:
                body, kind = _body_of(form, fields)
                answer = person.post(form.action, body, kind=kind)
            else:
                answer = person.get(f"{urlsplit(form.action).path}?{_encoded(fields)}")
            place = f"{'POST' if form.is_post else 'GET'} {template_of(form.action)}"
            seen.take(place, answer, asked=repr(fields), problem=_problem(answer))
            led |= dict.fromkeys(_on_this_site([answer.leads_to], form.action))
    return list(led)


def knock(
    person: Person,
    *,
    known: Mapping[str, Iterable[str]],
    token: str,
    chance: Random,
    seen: Seen,
) -> None:
    """Ask every page and form that no link led to by its address; leave the site at last.

    Args:
        person: Whose browser.
        known: By name of a part of an address, the values met.
        token: What the person's forms carry against forgery.
        chance: Draws ids and what stands in forms.
        seen: Is told of every answer, and says what was asked already.
    """
    left = [place for place in sorted(NEEDS) if not place[1].startswith(_INTERFACE)]
    for method, path in sorted(left, key=lambda place: place[1] == LEAVING):
        if f"{method} {path}" in seen.places and path != LEAVING:
            continue
        address = _PART.sub(lambda part: _one_of(known.get(part[1], ()), chance), path)
        fields = ((FORM_FIELD, token), ("text", chance.choice(_STRANGE)))
        if method == "GET":
            answer = person.get(address)
        else:
            answer = person.post(address, _encoded(fields).encode(), kind=_FORM)
        seen.take(f"{method} {path}", answer, asked=address, problem=_problem(answer))


def token_of(forms: Iterable[Form]) -> str:
    """Return what the forms of a person carry against forgery; empty where none carries it."""
    fields = (field for form in forms for field in form.fields)
    return next((value for name, value in fields if name == FORM_FIELD), "")


def _one_of(values: Iterable[str], chance: Random) -> str:
    found = sorted(values)
    return chance.choice(found) if found else "0"


def _problem(answer: Answer) -> str | None:
    if answer.kind == _HTML and not answer.body.lstrip().lower().startswith(b"<!doctype html"):
        return "a page that is none"
    return None


def _links(tree: LexborHTMLParser, base: str) -> Iterator[str]:
    for chosen, name in ({"a[href]": "href"} | _REFERENCES).items():
        yield from _on_this_site((node.attributes[name] or "" for node in tree.css(chosen)), base)


def _on_this_site(links: Iterable[str], base: str) -> Iterator[str]:
    for link in links:
        parts = urlsplit(urljoin(base, link))
        if link and not parts.netloc and parts.scheme in {"", "http"}:
            yield parts._replace(fragment="").geturl()


def _forms(tree: LexborHTMLParser, base: str) -> Iterator[Form]:
    for node in tree.css("form"):
        fields, options, usual = _fields(node)
        yield Form(
            action=urljoin(base, node.attributes.get("action") or base),
            is_post=(node.attributes.get("method") or "get").lower() == "post",
            is_multipart="multipart" in (node.attributes.get("enctype") or ""),
            fields=tuple(fields),
            options=options,
            usual=usual,
        )


def _fields(
    form: LexborNode,
) -> tuple[list[tuple[str, str]], dict[str, tuple[str, ...]], dict[str, str]]:
    fields: list[tuple[str, str]] = []
    options: dict[str, tuple[str, ...]] = {}
    usual: dict[str, str] = {}
    for node in form.css(_FIELDS):
        name = node.attributes["name"] or ""
        if node.tag == "select":
            values = tuple(each.attributes.get("value") or "" for each in node.css("option"))
            options[name] = values
            fields.append((name, values[0] if values else ""))
        elif node.tag == "textarea":
            fields.append((name, node.text()))
            usual[name] = _USUAL
        else:
            value = node.attributes.get("value") or ""
            if node.attributes.get("type") in {"radio", "checkbox"} or node.tag == "button":
                options[name] = (*options.get(name, ()), value)
            fields.append((name, value))
            if node.tag == "input":
                usual[name] = _USUAL_OF.get(node.attributes.get("type") or "text", _USUAL[:20])
    return fields, options, usual


def _body_of(form: Form, fields: Sequence[tuple[str, str]]) -> tuple[bytes, str]:
    if not form.is_multipart:
        return _encoded(fields).encode(), _FORM
    boundary = "tongpan-endurance"
    parts = []
    for name, value in fields:
        shown = name.replace('"', "%22").replace("\r", "").replace("\n", "")
        file = '; filename="a.txt"' if name == "file" else ""
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{shown}"{file}\r\n\r\n'
        parts.append(f"{head}{value}\r\n")
    body = "".join([*parts, f"--{boundary}--\r\n"])
    return body.encode("utf-8", "surrogatepass"), f"multipart/form-data; boundary={boundary}"


def _encoded(fields: Sequence[tuple[str, str]]) -> str:
    return urlencode(fields, encoding="utf-8", errors="surrogatepass")
