"""``--suite schema``: every route and every form as every role, right and wrong requests."""

import argparse
import json
import secrets
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from random import Random
from typing import Any, Final, Self
from urllib.parse import quote, urlsplit

from evaluation.endurance.schema.answers import Answer, Description, Seen
from evaluation.endurance.schema.asking import Known, ask, operations_of
from evaluation.endurance.schema.pages import LEAVING, knock, send_forms, token_of, walk
from evaluation.errors import MeasurementError
from evaluation.performance.product import Installation
from evaluation.performance.ready import digest_of_records
from evaluation.performance.referral.filling import Filler
from evaluation.performance.serving import answering
from evaluation.suites import Found, Say
from service.actors import Role
from service.data_folder import load_settings
from service.edge.context import SESSION_COOKIE
from service.edge.permissions import NEEDS
from service.house import open_house
from service.referral.conference.asking import ASKED_OF_ITEM, ASKED_OF_MEETING

PROTOCOL: Final = (
    "`tongpan serve` runs over a sample corpus with its index and with matters of every kind, half "
    "way and done. As every role, as people with offices and as nobody: links are followed from "
    "the first page and from where forms lead, every form met is sent as it asks to be filled and "
    "with other things in it, pages that no link led to are asked by address, and every operation "
    "of the OpenAPI document is asked with requests that it allows and does not (schemathesis), "
    "most of them with ids of what is there. server_errors: places answered with a status from 500 "
    "on, a PDF without LibreOffice excepted. mismatches: answers whose status, type or body the "
    "document does not tell of. routes_asked of routes: addresses of the table of permissions that "
    "were asked."
)
_SAMPLE: Final = "80"
_N_REFERRALS, _N_MEETINGS = 30, 7
_READY_SECONDS: Final = 600.0
_LIMIT_SECONDS: Final = 1_800.0
_TIMEOUT_SECONDS: Final = 60.0
_GONE: Final = timedelta(days=30)
_HOST: Final = "127.0.0.1"
_AS_IT_IS: Final = "/?&=%+:;,~.-_()"
_PASSWORD_BYTES: Final = 18
_PER_TEMPLATE: Final = 4
_STAFF: Final = ("judge0", "head", "host", "clerk", "keeper", "office", "member0")
# Who can lock the others out goes last.
_LAST: Final = (Role.ADMINISTRATOR, Role.SECURITY_OFFICER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    """Somebody who asks.

    Attributes:
        name: To sign in with.
        password: Likewise.
    """

    name: str
    password: str


class Visitor:
    """One person's connection to the server, who signs in again where they were signed out.

    Args:
        port: Where the server listens.
        account: Who; None for somebody who never signs in.
    """

    def __init__(self, port: int, account: _Account | None) -> None:
        self._connection = HTTPConnection(_HOST, port, timeout=_TIMEOUT_SECONDS)
        self._base = f"http://{_HOST}:{port}"
        self._account = account
        self._token = ""

    def __enter__(self) -> Self:
        self.sign_in()
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def sign_in(self) -> None:
        """Open a session by the interface; the cookie of the pages holds the same token.

        Raises:
            MeasurementError: It was refused.
        """
        if self._account is None:
            return
        said = json.dumps({"name": self._account.name, "password": self._account.password})
        answer = self._ask(
            "POST", "/api/v1/sessions", said.encode(), {"content-type": "application/json"}
        )
        if answer.status != HTTPStatus.CREATED:
            told = answer.body[:300].decode("utf-8", "replace")
            raise MeasurementError("sign in", f"{self._account.name}: {answer.status} {told}")
        self._token = str(json.loads(answer.body)["token"])

    def get(self, address: str) -> Answer:
        """Return what stands at an address."""
        return self._as_signed_in("GET", address, None, {})

    def post(self, address: str, body: bytes, *, kind: str) -> Answer:
        """Send a body and return the answer, redirections not followed."""
        return self._as_signed_in("POST", address, body, {"content-type": kind})

    def send(self, case: Any) -> Answer:  # noqa: ANN401 - a class of schemathesis
        """Send a case of the interface."""
        answer = self._sent(case)
        if answer.status == HTTPStatus.UNAUTHORIZED and answer.code == "not_signed_in":
            self.sign_in()
            answer = self._sent(case)
        return answer

    def _sent(self, case: Any) -> Answer:  # noqa: ANN401 - a class of schemathesis
        headers = {"Authorization": f"Bearer {self._token}"}
        response = case.call(base_url=self._base, headers=headers)
        kind = (response.headers.get("content-type") or [""])[0].partition(";")[0]
        return Answer(status=response.status_code, kind=kind, body=response.content)

    def _as_signed_in(
        self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        answer = self._ask(method, address, body, {**headers, "cookie": self._cookie})
        is_out = answer.leads_to.startswith("/sign-in") and urlsplit(address).path != LEAVING
        if is_out and self._account is not None:
            self.sign_in()
            answer = self._ask(method, address, body, {**headers, "cookie": self._cookie})
        return answer

    @property
    def _cookie(self) -> str:
        return f"{SESSION_COOKIE}={self._token}"

    def _ask(
        self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        """Return the answer.

        Raises:
            MeasurementError: There is none.
        """
        try:
            response, content = self._answered(method, address, body, headers)
        except (OSError, HTTPException):
            # A server may hang up between two requests; twice it does not answer.
            self._connection.close()
            try:
                response, content = self._answered(method, address, body, headers)
            except (OSError, HTTPException) as error:
                raise MeasurementError(address, f"{type(error).__name__}: {error}") from error
        kind = (response.headers.get("content-type") or "").partition(";")[0]
        leads_to = response.headers.get("location") or ""
        return Answer(status=response.status, kind=kind, body=content, leads_to=leads_to)

    def _answered(
        self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[HTTPResponse, bytes]:
        shown = quote(address, safe=_AS_IT_IS)
        self._connection.request(method, shown, body, dict(headers))
        response = self._connection.getresponse()
        return response, response.read()


def measure_schema(options: argparse.Namespace, say: Say) -> Found:
    """Make an installation, serve it, and ask everything of it as everybody.

    Args:
        options: ``requests`` (of an operation and role), ``forms`` (times each), ``pages`` (most
            of a role), ``seed``.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: The product failed, or the server ended.
    """
    with tempfile.TemporaryDirectory(prefix="tongpan-schema-") as name:
        installation = Installation(Path(name), limit_seconds=_LIMIT_SECONDS)
        installation.run("demo", "--size", _SAMPLE)
        accounts = _filled(Path(name), options.seed, say)
        digest = digest_of_records(Path(name))
        with answering(installation, say=say, limit_seconds=_READY_SECONDS) as (port, _):
            pages, interface = _asked(accounts, port, options, say)
    asked = {*pages.places, *interface.places}
    routes = {f"{method} {path}" for method, path in NEEDS}
    figures = {
        "requests": float(pages.n_requests + interface.n_requests),
        "page_requests": float(pages.n_requests),
        "interface_requests": float(interface.n_requests),
        "server_errors": float(len(pages.faults) + len(interface.faults)),
        "mismatches": float(len(pages.mismatches) + len(interface.mismatches)),
        "routes": float(len(routes)),
        "routes_asked": float(len(routes & asked)),
        "roles": float(len(Role)),
    }
    details = {
        "corpus_digest": digest,
        "seed": options.seed,
        "not_asked": sorted(routes - asked),
        "statuses": {str(k): v for k, v in sorted((pages.statuses + interface.statuses).items())},
        "faults": {**pages.faults, **interface.faults},
        "problems": {**pages.mismatches, **interface.mismatches},
    }
    return PROTOCOL, figures, details


def _filled(folder: Path, seed: int, say: Say) -> tuple[_Account, ...]:
    """Fill a data folder with matters and people; return who asks, in order."""
    now = datetime.now(UTC)
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    roles = sorted(Role, key=lambda role: (role in _LAST, role.value))
    with open_house(load_settings({"data": folder}), may_make=True) as house:
        filled = Filler(house=house, seed=seed, now=now - _GONE, say=say).fill(
            n_referrals=_N_REFERRALS, n_meetings=_N_MEETINGS
        )
        for role in roles:
            house.desk.add(
                name=f"asks-{role.value.replace('_', '-')}",
                display_name=role.value,
                password=password,
                roles=[role],
                now=now,
            )
    staff = [_Account(name=name, password=filled.staff.password) for name in _STAFF]
    named = [f"asks-{role.value.replace('_', '-')}" for role in roles]
    return (*staff, *(_Account(name=name, password=password) for name in named))


def _asked(
    accounts: Sequence[_Account],
    port: int,
    options: argparse.Namespace,
    say: Say,
) -> tuple[Seen, Seen]:
    pages, interface = Seen(), Seen()
    known: dict[str, set[str]] = defaultdict(set)
    chance = Random(options.seed)  # noqa: S311 - not for secrets
    with Visitor(port, accounts[0]) as first:
        description = Description(json.loads(first.get("/openapi.json").body))
    for account in accounts:
        with Visitor(port, account) as visitor:
            n_pages, n_forms = _ask_pages(visitor, known, chance, options, pages)
            _ask_interface(visitor, description, known, options, interface)
        say(
            f"{account.name}: {n_pages} kinds of pages, {n_forms} of forms; "
            f"{pages.n_requests + interface.n_requests} requests so far"
        )
    with Visitor(port, None) as stranger:
        _ask_pages(stranger, known, chance, options, pages)
        _ask_interface(stranger, description, known, options, interface)
    return pages, interface


def _ask_pages(
    visitor: Visitor,
    known: dict[str, set[str]],
    chance: Random,
    options: argparse.Namespace,
    seen: Seen,
) -> tuple[int, int]:
    """Ask all pages and forms as somebody; return how many kinds of either they met."""
    first = walk(visitor, most=options.pages, per_template=_PER_TEMPLATE, seen=seen)
    _remember(known, first.known)
    led = send_forms(visitor, first.forms.values(), times=options.forms, chance=chance, seen=seen)
    then = walk(visitor, most=options.pages, per_template=_PER_TEMPLATE, seen=seen, starts=led)
    _remember(known, then.known)
    new = {kind: form for kind, form in then.forms.items() if kind not in first.forms}
    send_forms(visitor, new.values(), times=options.forms, chance=chance, seen=seen)
    forms = {**first.forms, **then.forms}
    knock(visitor, known=known, token=token_of(forms.values()), chance=chance, seen=seen)
    return len(first.opened | then.opened), len(forms)


def _remember(known: dict[str, set[str]], met: Mapping[str, set[str]]) -> None:
    for name, values in met.items():
        known[name] |= values


def _ask_interface(
    visitor: Visitor,
    description: Description,
    known: Mapping[str, set[str]],
    options: argparse.Namespace,
    seen: Seen,
) -> None:
    there = Known(
        values={name: sorted(values) for name, values in known.items()},
        acts=sorted({*ASKED_OF_ITEM, *ASKED_OF_MEETING}),
    )
    for method, template, operation in operations_of(description):
        ask(
            description,
            method=method,
            template=template,
            operation=operation,
            known=there,
            send=visitor.send,
            n_requests=options.requests,
            seed_number=options.seed,
            seen=seen,
        )
