"""What do the settings say is closed by itself as it is stored?"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from corpus.privacy.sensitivity import Sensitivity
from corpus.store.closing_rules import ClosingRules
from service.errors import SettingsError
from service.settings import Settings

_AUTHOR: Final = "settings"


def rules_of(settings: Settings, *, clock: Callable[[], datetime]) -> ClosingRules | None:
    """Return what is closed as it is stored, or None where nothing is.

    Args:
        settings: They.
        clock: Gives the time of closing, aware.

    Raises:
        SettingsError: No such class, or an entry that is not ``name=class``.

    Example:
        >>> now = lambda: datetime(2026, 3, 2)
        >>> rules_of(Settings(closed_causes="离婚纠纷=family"), clock=now).causes
        {'离婚纠纷': <Sensitivity.FAMILY: 'family'>}
        >>> rules_of(Settings(), clock=now)
    """
    if not (settings.closed_classes or settings.closed_sources or settings.closed_causes):
        return None
    return ClosingRules(
        sources=dict(_pairs("closed_sources", settings.closed_sources)),
        causes=dict(_pairs("closed_causes", settings.closed_causes)),
        classes=frozenset(
            _kind("closed_classes", each) for each in _listed(settings.closed_classes)
        ),
        author=_AUTHOR,
        clock=clock,
    )


def _pairs(setting: str, told: str) -> Iterator[tuple[str, Sensitivity]]:
    for each in _listed(told):
        name, sign, kind = each.rpartition("=")
        if not sign or not name.strip():
            raise SettingsError(name=setting, reason=f"{each!r} met, expected name=class")
        yield name.strip(), _kind(setting, kind)


def _listed(told: str) -> list[str]:
    return [each.strip() for each in told.split(",") if each.strip()]


def _kind(setting: str, token: str) -> Sensitivity:
    try:
        return Sensitivity(token.strip())
    except ValueError as error:
        known = ", ".join(each.value for each in Sensitivity)
        raise SettingsError(
            name=setting, reason=f"{token.strip()!r} is no class; expected one of {known}"
        ) from error
