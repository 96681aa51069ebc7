"""How is a vote sealed, opened and counted?

A member hands in a commitment: the digest of the vote with a nonce that nobody can guess. The trail
holds the commitment alone; the vote is opened with all others once the last has come in, and each
is held against its commitment. Until then nobody can know a vote, and afterwards nobody can have
changed one.

A sealed vote cannot be replaced: replacing would let somebody press a member between the sealing
and the count, and would show in the trail who wavered. Where a slip was made the host voids the
whole ballot, unopened, with a reason, and everybody votes anew; the host cannot know whom that
helps.

Source of the pattern: Blum, Coin flipping by telephone (1981); rule of decision: 人民法院组织法
art. 38, 法发〔2019〕20号 art. 21 [M] (over half of all members of the body).
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.referral.committee.vocabulary import Stand

COMMITMENT: Final = re.compile(r"[0-9a-f]{64}")
_SHORTEST_NONCE: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a decision says that a judgment can be held against; what is not told is not compared.

    Attributes:
        direction: A token of :data:`service.referral.committee.directions.DIRECTIONS`, or empty.
        charges: Full names of the charges (罪名), in order.
        months: Term of imprisonment in whole months.
        probation_months: Probation (缓刑) in whole months; 0 for none.
        fine_fen: Fine (罚金) in fen; 0 for none.
        amount_fen: What is to be paid in all, in fen.
    """

    direction: str = ""
    charges: tuple[str, ...] = ()
    months: int | None = None
    probation_months: int | None = None
    fine_fen: int | None = None
    amount_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One proposed decision.

    Attributes:
        words: The decision as it would be written.
        ruling: The same in terms that can be compared.
    """

    words: str
    ruling: Ruling = Ruling()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What is voted on.

    Attributes:
        options: Proposed decisions, numbered from 1.
    """

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What a member votes.

    Attributes:
        stand: For one of the options, against all, or another opinion.
        option: Number of the option, from 1; 0 where it is for none.
        reasons: Why; another opinion has to say itself here.
    """

    stand: Stand
    option: int = 0
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A vote handed in, closed.

    Attributes:
        ballot: Number of the ballot within the sitting, from 1.
        commitment: 64 hexadecimal digits of :func:`commitment_to`.
    """

    ballot: int
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSeal:
    """A seal and whose it is.

    Attributes:
        member: Account of the member.
        commitment: The commitment.
    """

    member: int
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedVote:
    """A vote that is opened.

    Attributes:
        member: Account of the member.
        vote: What it says.
        nonce: With what it was sealed.
    """

    member: int
    vote: Vote
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How a ballot ended.

    Attributes:
        votes_for: Votes for each option, in order of the options.
        n_against: Votes against all.
        n_other: Other opinions.
        n_members: Members that a majority is counted of: all of the body, not those present.
        decided: Number of the option that over half of them voted for; 0 where none.
    """

    votes_for: tuple[int, ...]
    n_against: int
    n_other: int
    n_members: int
    decided: int


def commitment_to(vote: Vote, *, member: int, ballot: str, nonce: str) -> str:
    """Return the commitment to a vote.

    Args:
        vote: The vote.
        member: Account of the member.
        ballot: What is voted on, so that a seal fits no other ballot.
        nonce: At least 32 characters of chance.

    Raises:
        ValueError: The nonce is shorter: few votes are possible, and would be guessed.

    Example:
        >>> vote = Vote(stand=Stand.FOR, option=1)
        >>> one, two = (commitment_to(vote, member=7, ballot="1", nonce=c * 32) for c in "ab")
        >>> one == two, len(one)
        (False, 64)
    """
    if len(nonce) < _SHORTEST_NONCE:
        raise ValueError(f"nonce of {len(nonce)} characters; expected at least {_SHORTEST_NONCE}")
    said = [nonce, member, ballot, vote.stand.value, vote.option, vote.reasons]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def is_well_formed(vote: Vote, ballot: Ballot) -> bool:
    """Tell whether a vote names one of the options, or none where it is for none."""
    if vote.stand is Stand.FOR:
        return 1 <= vote.option <= len(ballot.options)
    return vote.option == 0 and (vote.stand is Stand.AGAINST or bool(vote.reasons.strip()))


def count_votes(ballot: Ballot, votes: Sequence[Vote], *, n_members: int) -> Count:
    """Return how a ballot ended; a majority is over half of all members (过半数).

    Example:
        >>> votes = [Vote(stand=Stand.FOR, option=1)] * 3 + [Vote(stand=Stand.AGAINST)]
        >>> ballot = Ballot(options=(Option(words="维持"),))
        >>> count_votes(ballot, votes, n_members=7).decided
        0
        >>> count_votes(ballot, votes, n_members=5).decided
        1
    """
    numbers = range(1, len(ballot.options) + 1)
    votes_for = tuple(
        sum(vote.stand is Stand.FOR and vote.option == number for vote in votes)
        for number in numbers
    )
    decided = next((n for n in numbers if votes_for[n - 1] * 2 > n_members), 0)
    return Count(
        votes_for=votes_for,
        n_against=sum(vote.stand is Stand.AGAINST for vote in votes),
        n_other=sum(vote.stand is Stand.OTHER for vote in votes),
        n_members=n_members,
        decided=decided,
    )
