"""`tongpan token`: tokens of programs."""

from collections.abc import Sequence
from pathlib import Path

from service.accounts.tokens import is_live
from service.actors import Scope
from service.cli.acting import actor_named
from service.cli.machine import machine_account
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.labels import label_of
from service.stock import utc_now


def run_add(
    account: str,
    *,
    scopes: Sequence[Scope],
    name: str,
    days: int,
    data: Path | None,
    is_json: bool,
) -> None:
    """Make a token and show it.

    Raises:
        AccountError: There is no such account, or the token is refused.
    """
    with working_house(load_settings({"data": data}), may_make=False, subject=account) as house:
        given = house.desk.tokens.give(
            actor_named(house, account), name=name, scopes=scopes, days=days, now=utc_now()
        )
    if is_json:
        emit({"token": given.token, "expires_at": given.expires_at.isoformat()})
        return
    say(f"新令牌，只显示这一次（有效至 {given.expires_at:%Y-%m-%d}）：")
    say(given.token)


def run_list(*, data: Path | None, is_json: bool) -> None:
    """List all tokens, those that ended too."""
    with working_house(load_settings({"data": data}), may_make=False) as house:
        found = house.desk.tokens.all()
    now = utc_now()
    if is_json:
        emit(
            [
                {
                    "prefix": each.prefix,
                    "owner": each.owner,
                    "name": each.name,
                    "scopes": list(each.scopes),
                    "expires_at": each.expires_at.isoformat(),
                    "used_at": None if each.used_at is None else each.used_at.isoformat(),
                    "is_live": is_live(each, now=now),
                }
                for each in found
            ]
        )
        return
    for each in found:
        scopes = "、".join(label_of(scope) for scope in each.scopes)
        state = f"至 {each.expires_at:%Y-%m-%d}" if is_live(each, now=now) else "已失效"
        say(f"{each.prefix}  {each.owner}  {each.name}  {scopes}  {state}")


def run_revoke(prefix: str, *, data: Path | None, is_json: bool) -> None:
    """End a token.

    Raises:
        TokenNotFoundError: There is none of this prefix.
    """
    with working_house(load_settings({"data": data}), may_make=False, subject=prefix) as house:
        house.desk.tokens.revoke(prefix, by=machine_account(), now=utc_now())
    if is_json:
        emit({"prefix": prefix, "is_live": False})
        return
    say(f"已吊销令牌 {prefix}")
