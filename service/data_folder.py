"""What lies in the data folder beside records and index, and who may read it?"""

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from service.errors import SettingsError
from service.settings import Settings

PRIVATE_FILE_MODE = 0o600
PRIVATE_FOLDER_MODE = 0o700


def load_settings(overrides: Mapping[str, object] | None = None) -> Settings:
    """Read the settings from the environment.

    Args:
        overrides: Values that stand before the environment, None meaning not given.

    Raises:
        SettingsError: A value has the wrong form; the first one found is named.
    """
    given = {name: value for name, value in (overrides or {}).items() if value is not None}
    try:
        return Settings.model_validate({**Settings().model_dump(), **given})
    except ValidationError as error:
        first = error.errors()[0]
        name = "TONGPAN_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(name=name, reason=str(first["msg"])) from error


def prepare_data_folder(settings: Settings) -> Path:
    """Make the data folder, readable by its owner only, and return it.

    Raises:
        SettingsError: It cannot be made or written.
    """
    folder = settings.data
    try:
        folder.mkdir(mode=PRIVATE_FOLDER_MODE, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(name="TONGPAN_DATA", reason=f"{folder}: {error.strerror}") from error
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise SettingsError(name="TONGPAN_DATA", reason=f"{folder} cannot be written")
    return folder


def secret_key(settings: Settings) -> bytes:
    """Return the installation's own random key, which signs form tokens.

    Raises:
        SettingsError: The file cannot be made or read, or others may read it.
    """
    return private_key(settings, "secret.key")


def private_key(settings: Settings, name: str) -> bytes:
    """Return a random key of 32 bytes that lies in the data folder, made at the first call.

    The file has mode 600; there is no default.

    Raises:
        SettingsError: The file cannot be made or read, or others may read it.
    """
    path = prepare_data_folder(settings) / name
    try:
        if not path.exists():
            write_private(path, secrets.token_hex(32), keep=True)
        if path.stat().st_mode & 0o077:
            raise SettingsError(
                name="TONGPAN_DATA", reason=f"{path} may be read by others; run `chmod 600` on it"
            )
        return bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise SettingsError(name="TONGPAN_DATA", reason=f"{path}: {error}") from error


def write_private(path: Path, text: str, *, keep: bool = False) -> None:
    """Write a file that only its owner may read, whole or not at all.

    Args:
        path: The file.
        text: Its content.
        keep: Leave a file that is already there as it is. Of two processes that start together
            one writes and both then read the same.

    Cost: waits until the disk has it, one to three milliseconds.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE_MODE)
    is_draft_left = True
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            # A name that is put upon what the disk has not yet can lead to an empty file.
            os.fsync(file.fileno())
        if keep:
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
        else:
            draft.replace(path)
            is_draft_left = False
    finally:
        if is_draft_left:
            draft.unlink(missing_ok=True)
