"""Which engine finds candidates here, and which does the next index build for?

``tongpan index --engine`` notes its choice in the data folder, so that a server, a timer and the
next command find the same engine without being told. A setting goes before the note. Whoever goes
back to the embedded engine still reaches the Milvus of the indexes that are kept.
"""

import json
from dataclasses import dataclass
from typing import Final

from indexing.engines.address import EMBEDDED, MilvusAddress, milvus_address
from indexing.errors import EngineAddressError
from service.data_folder import write_private
from service.errors import SettingsError
from service.settings import Settings

_NOTE: Final = "engine.json"
_VARIABLE: Final = "TONGPAN_ENGINE"


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """Where candidates come from.

    Attributes:
        filled: The Milvus that the next index is filled into; None where its files suffice.
        asked: The Milvus that indexes which were filled into one are asked in; None where none is
            known.
    """

    filled: MilvusAddress | None
    asked: MilvusAddress | None


def engine_choice(settings: Settings) -> EngineChoice:
    """Return what the setting says, or else what was noted.

    Raises:
        SettingsError: The address names no engine.
    """
    chosen, last = _noted(settings)
    chosen = settings.engine or chosen
    filled = _address(settings, chosen)
    return EngineChoice(filled=filled, asked=filled or _address(settings, last))


def note_engine(settings: Settings, words: str) -> None:
    """Note which engine the next index builds for.

    Args:
        settings: With the data folder.
        words: ``embedded`` or ``milvus://HOST:PORT/DATABASE``.

    Raises:
        SettingsError: The words name no engine, or the setting names another.
    """
    if settings.engine and settings.engine != words:
        raise SettingsError(name=_VARIABLE, reason="it names another engine than --engine")
    _, last = _noted(settings)
    if _address(settings, words) is not None:
        last = words
    note = json.dumps({"builds_for": words, "last_milvus": last})
    write_private(settings.data / _NOTE, note)


def _noted(settings: Settings) -> tuple[str, str]:
    try:
        note = json.loads((settings.data / _NOTE).read_text("utf-8"))
        return str(note["builds_for"]), str(note["last_milvus"])
    except FileNotFoundError:
        return EMBEDDED, EMBEDDED
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = f"{settings.data / _NOTE} cannot be read; give --engine again"
        raise SettingsError(name=_VARIABLE, reason=reason) from error


def _address(settings: Settings, words: str) -> MilvusAddress | None:
    token = settings.engine_token
    try:
        return milvus_address(
            words,
            token="" if token is None else token.get_secret_value(),
            is_tls=settings.engine_tls,
            authority=settings.engine_authority,
            seconds=settings.engine_seconds,
            partition=settings.engine_partition,
        )
    except EngineAddressError as error:
        raise SettingsError(name=_VARIABLE, reason=str(error)) from error
