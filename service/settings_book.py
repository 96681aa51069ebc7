"""Which settings hold, who set them, and since when?

What the environment says has no date of its own. A server that starts holds the settings against
those of its last start and writes down when each was first seen; of the values themselves only a
keyed digest is kept, so that no secret lies in one more file.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import SecretStr
from sqlalchemy.engine import make_url

from service.data_folder import secret_key, write_private
from service.settings import Settings
from service.settings_words import (
    BY_COURT_FILE,
    BY_DEFAULT,
    BY_ENVIRONMENT,
    EMPTY,
    SECRET,
    SETTING_LABELS,
)

_FILE: Final = "settings-seen.json"
_PREFIX: Final = "TONGPAN_"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLine:
    """A setting as the administrator sees it.

    Attributes:
        name: The variable that sets it.
        label: What it is called.
        words: Its value, secrets hidden.
        source: Who set it.
        is_default: Whether nobody did.
        since: When a server first started with this value; None where none has started yet.
        is_changed: Whether another value was seen before, so that the moment is that of the change;
            else it was so at the first start that was noted, and perhaps long before.
    """

    name: str
    label: str
    words: str
    source: str
    is_default: bool
    since: datetime | None
    is_changed: bool


class SettingsBook:
    """The settings of an installation with their sources and dates.

    Args:
        settings: As they hold.
        environment: The variables of the process.
        court_file: The file of the data folder that may name the court; None where it does not.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        environment: Mapping[str, str],
        court_file: Path | None = None,
    ) -> None:
        self._settings = settings
        self._environment = environment
        self._court_file = court_file

    def lines(self) -> tuple[SettingLine, ...]:
        """Return every setting, those that somebody set first, else in the order of the README."""
        seen = self._seen()
        lines = [self._line(field, seen) for field in Settings.model_fields]
        return tuple(sorted(lines, key=lambda line: line.is_default))

    def remember(self, *, now: datetime) -> tuple[str, ...]:
        """Note with which settings a server starts; return the names of those that changed.

        Raises:
            SettingsError: The key of the digests cannot be made or read.
        """
        seen = self._seen()
        changed = []
        for field in Settings.model_fields:
            digest = self._digest(field)
            before = seen.get(field)
            if before is not None and before["digest"] == digest:
                continue
            if before is not None:
                changed.append(f"{_PREFIX}{field.upper()}")
            seen[field] = {
                "digest": digest,
                "since": now.isoformat(),
                "is_changed": before is not None,
            }
        write_private(self._settings.data / _FILE, json.dumps(seen, indent=1))
        return tuple(changed)

    def _line(self, field: str, seen: Mapping[str, Mapping[str, object]]) -> SettingLine:
        name = f"{_PREFIX}{field.upper()}"
        is_set = name in self._environment
        is_by_file = field == "court" and not is_set and self._court_file is not None
        noted = seen.get(field)
        is_dated = noted is not None and noted["digest"] == self._digest(field)
        return SettingLine(
            name=name,
            label=SETTING_LABELS.get(field, field),
            words=_words(field, getattr(self._settings, field)),
            source=BY_ENVIRONMENT if is_set else BY_COURT_FILE if is_by_file else BY_DEFAULT,
            is_default=not (is_set or is_by_file),
            since=datetime.fromisoformat(str(noted["since"])) if noted and is_dated else None,
            is_changed=bool(noted and is_dated and noted["is_changed"]),
        )

    def _seen(self) -> dict[str, dict[str, object]]:
        try:
            found = json.loads((self._settings.data / _FILE).read_text("utf-8"))
        except (OSError, ValueError):
            # Without the file, or with one that cannot be read, dates begin anew.
            return {}
        return found if isinstance(found, dict) else {}

    def _digest(self, field: str) -> str:
        value = getattr(self._settings, field)
        said = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        key = secret_key(self._settings)
        return hmac.new(key, f"setting:{field}={said}".encode(), hashlib.sha256).hexdigest()


def _words(field: str, value: object) -> str:
    if value is None or value == "":
        return EMPTY
    if isinstance(value, SecretStr):
        return SECRET
    if field == "database_url":
        return make_url(str(value)).render_as_string(hide_password=True)
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
