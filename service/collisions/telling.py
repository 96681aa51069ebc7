"""What is told of like pending cases, to whom, and how often?

Of the other case one learns where it lies and what it is about; the issue is told in words of one's
own paper. Of what a colleague means to rule one learns the direction and nothing else.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from service.actors import Role
from service.collisions.model import Conflict
from service.collisions.words import DIRECTIONS
from service.notices.model import Notice, NoticeKind, Recipient
from service.pending.model import PendingCase
from service.store.account_records import AccountRecord

_WHY_LIKE: Final = (
    "您是{number}的承办法官；该案与这里所说的在审案件案由相同，争议焦点或者案情相近。"
)
_WHY_CONFLICT: Final = (
    "您是{number}的承办法官；两案都已写有裁判意见，对同一问题的方向相反。"
    "可能属于四类案件（三）②，是否标记由人决定。"
)
_LONGEST_ISSUE: Final = 60
_NAMED: Final = 3
_DIGEST: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A case with who is told of its like.

    Attributes:
        case: The case.
        to: Its handling judge; None where nobody can be told.
    """

    case: PendingCase
    to: Recipient | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two like cases as the judge of the first is told of them.

    Attributes:
        mine: The case of the judge who is told.
        theirs: The other.
        issue: The issue that they share in words of the first; empty where only facts are alike.
        conflicts: Issues that they are meant to answer in opposed ways, seen from the first.
    """

    mine: Told
    theirs: Told
    issue: str
    conflicts: tuple[Conflict, ...]

    @property
    def is_of_one_judge(self) -> bool:
        """Whether one judge handles both."""
        one, other = self.mine.to, self.theirs.to
        if one is None or other is None:
            return False
        if one.account_id is not None and other.account_id is not None:
            return one.account_id == other.account_id
        return one.name == other.name


def recipient_of(case: PendingCase, members: Sequence[AccountRecord]) -> Recipient | None:
    """Return who is told what concerns a case: its handling judge.

    The account of that name among those that may open the case, or the name alone, for who will
    bear it. Of a case that names nobody it is the judge who opened it.

    Args:
        case: The case.
        members: Enabled accounts that may open it.
    """
    if case.handling_judge:
        own = [each for each in members if case.handling_judge in {each.display_name, each.name}]
        account_id = own[0].id if len(own) == 1 else None
        return Recipient(name=case.handling_judge, account_id=account_id)
    opener = next((each for each in members if each.id == case.opened_by), None)
    if opener is None or Role.JUDGE not in opener.roles:
        return None
    return Recipient(name=opener.display_name or opener.name, account_id=opener.id)


def notices_of(pairs: Sequence[Pair]) -> Iterator[Notice]:
    """Give what judges are to be told of like cases of one series, or of a single one.

    Each judge is told of a series once, and once of each issue that is meant to be answered in
    opposed ways; of like cases that one judge handles alone nothing is told but that. What was
    told before is given again: sending tells it once.

    Args:
        pairs: The case that was opened or changed with each of the others, seen from both sides.
    """
    for to, own in _by_judge(pair for pair in pairs if not pair.is_of_one_judge):
        yield _like(to, own)
    once = (
        pair
        for pair in pairs
        if not pair.is_of_one_judge or pair.mine.case.id < pair.theirs.case.id
    )
    for to, own in _by_judge(once):
        for conflict, opposed in _by_conflict(own):
            yield _conflict(to, opposed, conflict)


def _by_judge(pairs: Iterable[Pair]) -> Iterator[tuple[Recipient, list[Pair]]]:
    found: dict[Recipient, list[Pair]] = {}
    for pair in pairs:
        if pair.mine.to is not None:
            found.setdefault(pair.mine.to, []).append(pair)
    yield from found.items()


def _by_conflict(pairs: Iterable[Pair]) -> Iterator[tuple[Conflict, list[Pair]]]:
    found: dict[str, tuple[Conflict, list[Pair]]] = {}
    for pair in pairs:
        for conflict in pair.conflicts:
            found.setdefault(_digest(conflict), (conflict, []))[1].append(pair)
    yield from found.values()


def _digest(conflict: Conflict) -> str:
    """Return what makes a conflict another one: its issue and which way each side goes."""
    words = "".join(each for each in conflict.issue if each.isalnum())
    told = f"{words}|{conflict.own}|{conflict.other}"
    return hashlib.sha256(told.encode()).hexdigest()[:_DIGEST]


def _like(to: Recipient, pairs: Sequence[Pair]) -> Notice:
    mine, theirs = _sides(pairs)
    issue = next((pair.issue for pair in pairs if pair.issue), "")
    about = f"争议焦点“{_short(issue)}”相近" if issue else "案情相近"
    return Notice(
        kind=NoticeKind.PENDING_LIKE,
        keys=tuple(f"like:{each.mine.case.id}:{each.theirs.case.id}" for each in pairs),
        to=to,
        subject=mine[0].id,
        address=f"/cases/{mine[0].id}/divergence#pending",
        sentence=f"{_described(theirs)}与您承办的{_numbers(mine)}{about}。",
        why=_WHY_LIKE.format(number=_numbers(mine)),
    )


def _conflict(to: Recipient, pairs: Sequence[Pair], conflict: Conflict) -> Notice:
    mine, theirs = _sides(pairs)
    issue = f"“{_short(conflict.issue)}”" if conflict.issue else "同一争议问题"
    return Notice(
        kind=NoticeKind.PENDING_CONFLICT,
        keys=tuple(
            f"conflict:{each.mine.case.id}:{each.theirs.case.id}:{_digest(conflict)}"
            for each in pairs
        ),
        to=to,
        subject=mine[0].id,
        address=f"/cases/{mine[0].id}/divergence#pending",
        sentence=f"{_described(theirs)}与您承办的{_numbers(mine)}对{issue}的裁判意见方向相反："
        f"本案{DIRECTIONS[conflict.own]}，对方{DIRECTIONS[conflict.other]}。",
        why=_WHY_CONFLICT.format(number=_numbers(mine)),
    )


def _sides(pairs: Sequence[Pair]) -> tuple[list[PendingCase], list[PendingCase]]:
    mine = {pair.mine.case.id: pair.mine.case for pair in pairs}
    theirs = {pair.theirs.case.id: pair.theirs.case for pair in pairs}
    return (
        sorted(mine.values(), key=lambda each: (_number(each), each.id)),
        sorted(theirs.values(), key=lambda each: (_number(each), each.id)),
    )


def _described(cases: Sequence[PendingCase]) -> str:
    """Say which cases, where they lie, who handles them and what they are about."""
    courts = "、".join(dict.fromkeys(each.court for each in cases if each.court))
    judges = "、".join(dict.fromkeys(each.handling_judge for each in cases if each.handling_judge))
    told = (courts, f"承办法官{judges}" if judges else "", "、".join(cases[0].elements))
    series = "系列案" if len(cases) > 1 else ""
    return f"在审的{series}{_numbers(cases)}（{'，'.join(part for part in told if part)}）"


def _numbers(cases: Sequence[PendingCase]) -> str:
    named = "、".join(map(_number, cases[:_NAMED]))
    return named if len(cases) <= _NAMED else f"{named}等{len(cases)}件"


def _number(case: PendingCase) -> str:
    return "案号未填写的案件" if case.case_number is None else str(case.case_number)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_ISSUE else f"{words[: _LONGEST_ISSUE - 1]}…"
