"""What does one person see of a world, byte for byte?"""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evaluation.worlds.asking import Answer, Application, ask
from evaluation.worlds.court import Seated
from service.edge.permissions import NEEDS, Open

# What differs from request to request, whoever asks.
_REQUEST_ID: Final = re.compile(
    b"(request_id[\"']?[:=]\\s*[\"']?|" + "请求编号 ".encode() + b")[0-9a-f]{8,64}"
)
_UNSEEN: Final = re.compile(r"\{[a-z_]+\}")
# Figures of the whole court, without what they are of, are shown as such to every reader.
_LEFT_OUT: Final = frozenset(
    {"/openapi.json", "/quality", "/api/v1/quality", "/effect", "/metrics"}
)
_ID: Final = re.compile(r"(?P<judgment>j[0-9a-f]{20})|[0-9a-f]{24}")
_POST: Final = "POST "


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What somebody was answered.

    Attributes:
        answers: By address: status, where it led, type and bytes, without ids of requests.
    """

    answers: Mapping[str, tuple[int, str, str, bytes]]

    def differing(self, other: "Sight") -> tuple[str, ...]:
        """Return the addresses of another sight that were answered otherwise there, in order."""
        return tuple(
            address
            for address in sorted(other.answers)
            if self.answers[address] != other.answers[address]
        )


def lists_for(seated: Seated) -> tuple[str, ...]:
    """Return every address without an id that somebody may ask for, in order."""
    return tuple(
        sorted(
            path
            for (method, path), need in NEEDS.items()
            if method == "GET"
            and not _UNSEEN.search(path)
            and path not in _LEFT_OUT
            and not isinstance(need, Open)
            and seated.actor.may(need)
        )
    )


def own_pages(pending_id: str) -> tuple[str, ...]:
    """Return the addresses of a case of one's own.

    Example:
        >>> "/cases/ab/looks" in own_pages("ab")
        True
    """
    return tuple(
        path.format(pending_id=pending_id)
        for (method, path) in NEEDS
        if method == "GET"
        and _UNSEEN.findall(path) == ["{pending_id}"]
        and "supervised" not in path
    )


def watch_whole(
    application: Application, seated: Seated, addresses: Sequence[str]
) -> dict[str, Answer]:
    """Ask for addresses as somebody and return the answers.

    Args:
        application: The application.
        seated: Who asks.
        addresses: What for; one that is sent something is written ``POST /path {…}``.
    """
    headers = {"authorization": f"Bearer {seated.token}", "content-type": "application/json"}

    async def all_of_them() -> dict[str, Answer]:
        found = {}
        for address in addresses:
            method, path, body = request_of(address)
            found[address] = await ask(application, method, path, headers=headers, body=body)
        return found

    return asyncio.run(all_of_them())


def watch(application: Application, seated: Seated, addresses: Sequence[str]) -> Sight:
    """Ask for addresses as somebody and return what they saw, as :func:`watch_whole` does."""
    found = watch_whole(application, seated, addresses)
    return Sight(answers={address: _seen(answer) for address, answer in found.items()})


def tells_of(application: Application, seated: Seated, addresses: Sequence[str]) -> tuple[str, ...]:
    """Return the addresses whose answer is not that of an id that was never given.

    Args:
        application: The application.
        seated: Who asks.
        addresses: Addresses of things that this person may not open.
    """
    never = {address: _ID.sub(_never, address) for address in addresses}
    sight = watch(application, seated, (*addresses, *never.values()))
    return tuple(
        address
        for address, other in never.items()
        if _without_ids(sight.answers[address]) != _without_ids(sight.answers[other])
    )


def request_of(address: str) -> tuple[str, str, bytes]:
    """Return method, path with query, and body of what is asked for.

    Example:
        >>> request_of('POST /api/v1/similar {"limit": 3}')
        ('POST', '/api/v1/similar', b'{"limit": 3}')
        >>> request_of("/cases")
        ('GET', '/cases', b'')
    """
    if not address.startswith(_POST):
        return "GET", address, b""
    path, _, body = address.removeprefix(_POST).partition(" ")
    return "POST", path, body.encode()


def _never(found: re.Match[str]) -> str:
    """Return an id of the same kind that was never given."""
    return "j" + "0" * 20 if found["judgment"] else "0" * 24


def _seen(answer: Answer) -> tuple[int, str, str, bytes]:
    return (
        answer.status,
        answer.headers.get("location", ""),
        answer.headers.get("content-type", ""),
        _REQUEST_ID.sub(rb"\1", answer.body),
    )


def _without_ids(seen: tuple[int, str, str, bytes]) -> tuple[int, str, str, str]:
    status, where, kind, body = seen
    return status, _ID.sub("", where), kind, _ID.sub("", body.decode("utf-8", "replace"))
