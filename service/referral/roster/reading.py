"""How does a table (.csv) become entries of the roster?

One line for each person: 用户名, 法院, 庭, 等级, 任现等级日期, 职务, 专业委员会. Ranks and offices
stand by their names; several offices or bodies are parted by 、. A file is taken whole or not at
all.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from service.referral.roster.errors import RosterLineError
from service.referral.roster.model import Colleague, Office
from service.referral.words import OFFICE_LABELS, RANK_LABELS
from service.store.account_records import AccountRecord
from service.typed_tables import read_table

COLUMNS: Final = ("用户名", "法院", "庭", "等级", "任现等级日期", "职务", "专业委员会")
"""The first line of the table."""

_RANKS: Final = {label: rank for rank, label in RANK_LABELS.items()}
_OFFICES: Final = {label: office for office, label in OFFICE_LABELS.items()}


def colleagues_in(text: str, accounts: Mapping[str, AccountRecord]) -> tuple[Colleague, ...]:
    r"""Return the entries of a table, in its order.

    Args:
        text: The table, its first line the names of :data:`COLUMNS` in any order; columns but the
            first two may be missing.
        accounts: Accounts by the name that one signs in with.

    Raises:
        RosterLineError: A line that is none, or names an account, rank or office that is not there.

    Example:
        >>> colleagues_in("用户名,法院\n", {})
        ()
    """
    table = read_table(text)
    missing = [each for each in COLUMNS[:2] if each not in table.columns]
    if missing:
        raise RosterLineError(line=1, value="、".join(missing), accepted="、".join(COLUMNS))
    if table.broken_line is not None:
        raise RosterLineError(line=table.broken_line, value="", accepted="引号成对的一行")
    return tuple(
        _colleague(number, row, accounts) for number, row in enumerate(table.rows, start=2)
    )


def _colleague(
    line: int, row: Mapping[str, str | None], accounts: Mapping[str, AccountRecord]
) -> Colleague:
    told = {name: (row.get(name) or "").strip() for name in COLUMNS}
    account = accounts.get(told["用户名"])
    if account is None:
        raise RosterLineError(line=line, value=told["用户名"], accepted="已有账号的用户名")
    if not told["法院"]:
        raise RosterLineError(line=line, value="", accepted="法院全称")
    rank = _RANKS.get(told["等级"])
    if told["等级"] and rank is None:
        raise RosterLineError(line=line, value=told["等级"], accepted="、".join(_RANKS))
    return Colleague(
        account_id=account.id,
        name=account.display_name,
        court=told["法院"],
        division=told["庭"],
        rank=rank,
        ranked_since=_day(line, told["任现等级日期"]),
        offices=frozenset(_office(line, each) for each in _parts(told["职务"])),
        bodies=frozenset(_parts(told["专业委员会"])),
    )


def _office(line: int, name: str) -> Office:
    if name not in _OFFICES:
        raise RosterLineError(line=line, value=name, accepted="、".join(_OFFICES))
    return _OFFICES[name]


def _day(line: int, words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise RosterLineError(line=line, value=words, accepted="2020-01-31") from None


def _parts(words: str) -> list[str]:
    return [each.strip() for each in words.split("、") if each.strip()]
