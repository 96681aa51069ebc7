"""How much may be asked in a minute: signing in by address, searches and papers by account?

Each process counts by itself and in memory, so that of several each lets through as much; guessing
at a password is stopped besides by the lock on the name, which all processes share.
"""

import ipaddress
import math
import time
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request

from service.actors import Actor
from service.edge.addresses import Addresses
from service.errors import TooManyRequestsError
from service.settings import Settings

_IPV6_NETWORK: Final = 64


class Rated(Enum):
    """What is counted."""

    SIGN_IN = "sign_in"
    SEARCH = "search"
    UPLOAD = "upload"


# Who proves who he is, by address; what costs the machine, by account. A page that searches again
# when it is turned counts as well.
_ADDRESSES: Mapping[tuple[str, str], Rated] = MappingProxyType(
    {
        ("POST", "/sign-in"): Rated.SIGN_IN,
        ("POST", "/sign-in/factor"): Rated.SIGN_IN,
        ("GET", "/sign-in/provider"): Rated.SIGN_IN,
        ("GET", "/sign-in/provider/return"): Rated.SIGN_IN,
        ("POST", "/api/v1/sessions"): Rated.SIGN_IN,
        ("POST", "/search"): Rated.SEARCH,
        ("GET", "/results/{search_id}"): Rated.SEARCH,
        ("GET", "/cases/{pending_id}/methods"): Rated.SEARCH,
        ("GET", "/cases/{pending_id}/divergence"): Rated.SEARCH,
        ("GET", "/judgments/{judgment_id}/divergence"): Rated.SEARCH,
        ("POST", "/api/v1/search"): Rated.SEARCH,
        ("POST", "/api/v1/similar"): Rated.SEARCH,
        ("POST", "/api/v1/similar/tiered"): Rated.SEARCH,
        ("POST", "/api/v1/compare"): Rated.SEARCH,
        ("GET", "/api/v1/pending-cases/{pending_id}/similar"): Rated.SEARCH,
        ("GET", "/api/v1/pending-cases/{pending_id}/divergence"): Rated.SEARCH,
        ("GET", "/api/v1/judgments/{judgment_id}/divergence"): Rated.SEARCH,
        ("POST", "/api/v1/similar/file"): Rated.UPLOAD,
        ("POST", "/cases"): Rated.UPLOAD,
        ("POST", "/cases/{pending_id}/file"): Rated.UPLOAD,
        ("POST", "/cases/{pending_id}/check"): Rated.UPLOAD,
        ("POST", "/check"): Rated.UPLOAD,
        ("POST", "/api/v1/check"): Rated.UPLOAD,
        ("POST", "/api/v1/pending-cases"): Rated.UPLOAD,
        ("POST", "/api/v1/pending-cases/{pending_id}/checks"): Rated.UPLOAD,
    }
)
_RATED: Final = Addresses((path, (method, rated)) for (method, path), rated in _ADDRESSES.items())


class Rates:
    """Counts what was asked in the last minute.

    Args:
        settings: Say how much is let through.
    """

    def __init__(self, settings: Settings) -> None:
        bounds = {
            Rated.SIGN_IN: settings.sign_ins_per_minute,
            Rated.SEARCH: settings.searches_per_minute,
            Rated.UPLOAD: settings.uploads_per_minute,
        }
        self._items = {
            rated: RateLimitItemPerMinute(bound) for rated, bound in bounds.items() if bound
        }
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def count(self, request: Request, actor: Actor | None) -> None:
        """Count a request where its address is one that is counted.

        Args:
            request: The request; its body is not read.
            actor: Who asks, or None.

        Raises:
            TooManyRequestsError: The minute is used up; what is refused does not count.
        """
        method = "GET" if request.method == "HEAD" else request.method
        rated = rated_at(method, request.url.path)
        item = None if rated is None else self._items.get(rated)
        if rated is None or item is None:
            return
        of_whom = network_of(request) if rated is Rated.SIGN_IN or actor is None else actor.name
        if not self._limiter.hit(item, rated.value, of_whom):
            reset = self._limiter.get_window_stats(item, rated.value, of_whom).reset_time
            raise TooManyRequestsError(seconds=max(1, math.ceil(reset - time.time())))


def rated_at(method: str, path: str) -> Rated | None:
    """Return as what a request counts, or None.

    Example:
        >>> rated_at("POST", "/sign-in"), rated_at("GET", "/sign-in")
        (<Rated.SIGN_IN: 'sign_in'>, None)
    """
    return next((rated for counted, rated in _RATED.at(path) if counted == method), None)


def network_of(request: Request) -> str:
    """Return by what an address is counted: of IPv6 the network, of which a person has all."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((address, _IPV6_NETWORK), strict=False))
