"""Is signing in kept as it should be, and if not, what is to be done?

Where only this machine reaches the server, it may be tried without all of this; else it may not.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from service.accounts.provider_choice import provider_of
from service.actors import SEPARATED, Role
from service.checking import Check
from service.errors import SettingsError
from service.settings import LOOPBACK, Settings

_ADVISED_CHARACTERS = 12


class Holder(Protocol):
    """What the checks need of an account."""

    @property
    def is_enabled(self) -> bool:
        """Whether one can sign in with it."""
        ...

    @property
    def roles(self) -> tuple[Role, ...]:
        """What it is."""
        ...

    @property
    def has_factor(self) -> bool:
        """Whether a second factor is asked for."""
        ...


def signing_checks(settings: Settings, accounts: Sequence[Holder]) -> Iterator[Check]:
    """Look at what keeps signing in safe."""
    is_open = settings.host not in LOOPBACK
    yield _factors(settings, accounts, is_open=is_open)
    yield Check(
        name="passwords",
        label="密码长度",
        is_well=settings.password_characters >= _ADVISED_CHARACTERS,
        words=f"至少 {settings.password_characters} 个字符"
        if settings.password_characters >= _ADVISED_CHARACTERS
        else f"只要求 {settings.password_characters} 个字符。请设 "
        f"TONGPAN_PASSWORD_CHARACTERS={_ADVISED_CHARACTERS} 或更大",
    )
    yield _rates(settings, is_open=is_open)
    yield _provider(settings)
    yield Check(
        name="metrics",
        label="运行指标",
        is_well=not (settings.metrics_on_loopback and is_open),
        words="凭令牌读取"
        if not settings.metrics_on_loopback
        else "本机可以直接读取"
        if not is_open
        else "服务对外开放，经本机代理的请求会被当作本机。请设 TONGPAN_METRICS_ON_LOOPBACK=false，"
        "用 tongpan token add 账号 --scope metrics 建立令牌",
    )


def _factors(settings: Settings, accounts: Sequence[Holder], *, is_open: bool) -> Check:
    keepers = [each for each in accounts if each.is_enabled and SEPARATED.intersection(each.roles)]
    needing = {word.strip() for word in settings.second_factor_roles.split(",")}
    bare = [
        each for each in keepers if not each.has_factor and not needing.intersection(each.roles)
    ]
    is_well = not (is_open and bare)
    counted = f"{len(keepers)} 位管理员中 {sum(each.has_factor for each in keepers)} 位已启用"
    return Check(
        name="second_factor",
        label="动态口令",
        is_well=is_well,
        words=counted
        if is_well
        else f"{counted}，而服务对外开放。请设 TONGPAN_SECOND_FACTOR_ROLES="
        "administrator,security_officer,trail_auditor",
    )


def _rates(settings: Settings, *, is_open: bool) -> Check:
    bounds = {
        "TONGPAN_SIGN_INS_PER_MINUTE": settings.sign_ins_per_minute,
        "TONGPAN_SEARCHES_PER_MINUTE": settings.searches_per_minute,
        "TONGPAN_UPLOADS_PER_MINUTE": settings.uploads_per_minute,
    }
    unbound = [name for name, bound in bounds.items() if not bound]
    is_well = not (is_open and unbound)
    told = (
        f"每分钟登录 {settings.sign_ins_per_minute} 次、检索 {settings.searches_per_minute} 次、"
        f"上传 {settings.uploads_per_minute} 次（0为不限）"
    )
    return Check(
        name="rates",
        label="频率限制",
        is_well=is_well,
        words=told if is_well else f"服务对外开放而没有限制。请为 {'、'.join(unbound)} 设大于0的值",
    )


def _provider(settings: Settings) -> Check:
    label = "统一身份认证"
    try:
        found = provider_of(settings)
    except SettingsError as error:
        return Check(
            name="provider",
            label=label,
            is_well=False,
            words=f"{error.name} 不能使用：{error.reason}。请改正，或者删去 TONGPAN_OIDC_ISSUER",
        )
    words = (
        "未启用" if found is None else f"{settings.oidc_issuer}，按 {settings.oidc_claim} 对应账号"
    )
    return Check(name="provider", label=label, is_well=True, words=words)
