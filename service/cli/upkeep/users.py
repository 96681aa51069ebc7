"""`tongpan user`: accounts."""

from collections.abc import Sequence
from pathlib import Path

from service.actors import Role
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.labels import label_of
from service.stock import utc_now


def run_add(
    name: str,
    *,
    password: str,
    is_password_shown: bool,
    display_name: str,
    roles: Sequence[Role],
    data: Path | None,
    is_json: bool,
) -> None:
    """Add an account.

    Raises:
        AccountError: The name or the password is refused.
    """
    with working_house(load_settings({"data": data}), may_make=True, subject=name) as house:
        actor = house.desk.add(
            name=name, display_name=display_name, password=password, roles=roles, now=utc_now()
        )
    labels = "、".join(label_of(role) for role in actor.roles)
    _tell(
        f"已新建账号 {actor.name}（{labels}）",
        {"name": actor.name, "roles": list(actor.roles)},
        password=password if is_password_shown else None,
        is_json=is_json,
    )


def run_list(*, data: Path | None, is_json: bool) -> None:
    """List the accounts."""
    with working_house(load_settings({"data": data}), may_make=False) as house:
        accounts = house.desk.all()
    if is_json:
        emit(
            [
                {
                    "name": each.name,
                    "display_name": each.display_name,
                    "roles": list(each.roles),
                    "is_enabled": each.is_enabled,
                    "created_at": each.created_at.isoformat(),
                }
                for each in accounts
            ]
        )
        return
    for each in accounts:
        roles = "、".join(label_of(role) for role in each.roles)
        say(f"{each.name}  {each.display_name}  {roles}  {'启用' if each.is_enabled else '停用'}")


def run_password(
    name: str, *, password: str, is_password_shown: bool, data: Path | None, is_json: bool
) -> None:
    """Set a new password.

    Raises:
        AccountError: There is no such account, or the password is refused.
    """
    with working_house(load_settings({"data": data}), may_make=False, subject=name) as house:
        house.desk.set_password(name, password)
    _tell(
        f"已设置账号 {name} 的密码",
        {"name": name},
        password=password if is_password_shown else None,
        is_json=is_json,
    )


def run_enable(name: str, *, is_enabled: bool, data: Path | None, is_json: bool) -> None:
    """Open or close an account.

    Raises:
        AccountNotFoundError: There is no such account.
    """
    with working_house(load_settings({"data": data}), may_make=False, subject=name) as house:
        house.desk.set_enabled(name, is_enabled=is_enabled)
    _tell(
        f"已{'启用' if is_enabled else '停用'}账号 {name}",
        {"name": name, "is_enabled": is_enabled},
        password=None,
        is_json=is_json,
    )


def run_reset_factor(name: str, *, data: Path | None, is_json: bool) -> None:
    """Forget the second factor of an account.

    Raises:
        AccountNotFoundError: There is no such account.
    """
    with working_house(load_settings({"data": data}), may_make=False, subject=name) as house:
        had_one = house.desk.reset_factor(name)
    _tell(
        f"已重置账号 {name} 的动态口令" if had_one else f"账号 {name} 没有启用动态口令",
        {"name": name, "had_one": had_one},
        password=None,
        is_json=is_json,
    )


def _tell(sentence: str, values: dict[str, object], *, password: str | None, is_json: bool) -> None:
    if is_json:
        emit(values if password is None else {**values, "password": password})
        return
    say(sentence)
    if password is not None:
        say(f"密码：{password}")
