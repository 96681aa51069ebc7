"""What do people do all day, and how long do they think in between?"""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from random import Random
from typing import Final

from service.verdicts.model import Verdict

_HOST: Final = "127.0.0.1"
_TIMEOUT_SECONDS: Final = 60.0
_DONE: Final = frozenset({HTTPStatus.OK, HTTPStatus.CREATED})


class Doing(StrEnum):
    """What somebody does."""

    SEARCH = "search"
    JUDGMENT = "judgment"
    CASES = "cases"
    NOTICES = "notices"
    VERDICT = "verdict"
    COMMITTEE = "committee"
    VOTE = "vote"


SHARES: Final[Mapping[Doing, int]] = {
    Doing.SEARCH: 30,
    Doing.JUDGMENT: 30,
    Doing.VERDICT: 15,
    Doing.NOTICES: 10,
    Doing.CASES: 5,
    Doing.COMMITTEE: 10,
}
"""How often of a hundred times; votes are cast once by each member, some time meanwhile."""

_OF_JUDGES: Final = frozenset({Doing.VERDICT, Doing.CASES})
"""What members of the committee, who lead, do not do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What people work with.

    Attributes:
        texts: Facts of judgments, to search by.
        judgments: Ids of judgments, to read.
        item: Item of the committee that votes are taken on.
    """

    texts: Sequence[str]
    judgments: Sequence[str]
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One thing that was done.

    Attributes:
        doing: What.
        at: Seconds since the beginning.
        milliseconds: Until the last byte.
        problem: What went wrong; empty where nothing did.
    """

    doing: Doing
    at: float
    milliseconds: float
    problem: str = ""


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody at work, on one connection.

    Attributes:
        port: Where the server listens.
        token: Of the session.
        is_member: Whether they vote.
        thinks: Mean seconds between two things; drawn from an exponential distribution.
        chance: Draws what they do.
        material: What they work with.
        taken: What was done.
    """

    port: int
    token: str
    is_member: bool
    thinks: float
    chance: Random
    material: Material
    taken: list[Taken] = field(default_factory=list)

    def work(self, *, began: float, seconds: float, clock: Callable[[], float]) -> None:
        """Work until the time is over.

        Args:
            began: When all began, by the clock.
            seconds: How long.
            clock: Gives seconds.
        """
        connection = HTTPConnection(_HOST, self.port, timeout=_TIMEOUT_SECONDS)
        votes_at = self.chance.uniform(0, seconds) if self.is_member else None
        try:
            # Nobody begins at the stroke of the hour.
            self._think(began + seconds, clock)
            while (passed := clock() - began) < seconds:
                doing = self._next()
                if votes_at is not None and passed >= votes_at:
                    doing, votes_at = Doing.VOTE, None
                self.taken.append(self._do(connection, doing, passed))
                self._think(began + seconds, clock)
        finally:
            connection.close()

    def _think(self, until: float, clock: Callable[[], float]) -> None:
        time.sleep(max(0.0, min(self.chance.expovariate(1 / self.thinks), until - clock())))

    def _next(self) -> Doing:
        offered = [each for each in SHARES if not (self.is_member and each in _OF_JUDGES)]
        return self.chance.choices(offered, weights=[SHARES[each] for each in offered])[0]

    def _do(self, connection: HTTPConnection, doing: Doing, at: float) -> Taken:
        method, address, body = self._request(doing)
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        started = time.perf_counter()
        problem = ""
        try:
            said = None if body is None else json.dumps(body).encode()
            connection.request(method, address, said, headers)
            response = connection.getresponse()
            content = response.read()
            if response.status not in _DONE:
                problem = f"{response.status} {content[:200].decode('utf-8', 'replace')}"
        except (OSError, HTTPException) as error:
            problem = type(error).__name__
        finally:
            # A server leaves whoever thinks for some seconds; the next request opens anew.
            connection.close()
        taken = (time.perf_counter() - started) * 1000
        return Taken(doing=doing, at=at, milliseconds=taken, problem=problem)

    def _request(self, doing: Doing) -> tuple[str, str, dict[str, object] | None]:
        text = self.chance.choice(self.material.texts)
        judgment = self.chance.choice(self.material.judgments)
        match doing:
            case Doing.SEARCH:
                return "POST", "/api/v1/similar", {"text": text}
            case Doing.JUDGMENT:
                return "GET", f"/judgments/{judgment}", None
            case Doing.VERDICT:
                verdict = self.chance.choice(list(Verdict)).value
                said = {"text": text, "judgment_id": judgment, "verdict": verdict, "reason": "案情"}
                return "POST", "/api/v1/verdicts", dict(said)
            case Doing.VOTE:
                vote = {"ballot": 1, "stand": "for", "option": 1, "reasons": "同意"}
                address = f"/api/v1/committee-items/{self.material.item}/acts"
                return "POST", address, {"act": "seal_vote", "content": vote}
            case _:
                return "GET", f"/{doing.value}", None


def in_all(people: Sequence[Person]) -> Iterator[Taken]:
    """Yield what all of them did."""
    for person in people:
        yield from person.taken
