"""Which figures and places can whoever runs Tongpan set?

Everything that the product writes lies in one data folder; a court that outgrows SQLite sets
``TONGPAN_DATABASE_URL`` to its PostgreSQL. Each setting is an environment variable with the
prefix ``TONGPAN_``; the command line sets the common ones too.
"""

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import SettingsError

PRIVATE_FILE_MODE = 0o600
PRIVATE_FOLDER_MODE = 0o700


class Settings(BaseSettings):
    """The settings of one installation.

    Example:
        >>> Settings(data=Path("court")).database_address
        'sqlite:///court/tongpan.db'
    """

    model_config = SettingsConfigDict(env_prefix="TONGPAN_", frozen=True, extra="forbid")

    data: Path = Field(
        default=Path("tongpan-data"), description="Folder that holds records, index and keys."
    )
    database_url: str | None = Field(
        default=None, description="SQLAlchemy address of the records; SQLite in the data folder."
    )
    host: str = Field(default="127.0.0.1", description="Address that the web server binds.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port of the web server.")
    secure_cookies: bool = Field(
        default=False, description="Send cookies over HTTPS only; set it behind a TLS proxy."
    )
    idle_minutes: int = Field(
        default=60, ge=1, description="A session without a request for so long is over."
    )
    session_hours: int = Field(default=12, ge=1, description="No session outlives so many hours.")
    lockout_failures: int = Field(
        default=5, ge=1, description="Failures in a row that lock signing in under a name."
    )
    lockout_minutes: int = Field(default=15, ge=1, description="How long such a lock holds.")
    password_characters: int = Field(
        default=10, ge=8, description="Fewest characters of a password."
    )
    upload_megabytes: int = Field(default=20, ge=1, description="Largest upload.")
    query_characters: int = Field(
        default=200_000, ge=1000, description="Longest query that is read."
    )
    ranked_hits: int = Field(
        default=200, ge=10, description="Depth to which a search ranks; pages end there."
    )
    snapshot_check_seconds: float = Field(
        default=2.0, ge=0, description="How often a running server looks for a newer index."
    )

    @property
    def database_address(self) -> str:
        """The address of the records."""
        return self.database_url or f"sqlite:///{self.data / 'tongpan.db'}"

    @property
    def snapshot_root(self) -> Path:
        """The folder of the index snapshots."""
        return self.data / "index"

    @property
    def upload_limit_bytes(self) -> int:
        """The largest upload in bytes."""
        return self.upload_megabytes * 1024 * 1024


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
    """Return the installation's own random key, made at the first call.

    The key signs form tokens. It lies in the data folder, mode 600; there is no default.

    Raises:
        SettingsError: The file cannot be made or read, or others may read it.
    """
    path = prepare_data_folder(settings) / "secret.key"
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
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE_MODE)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if keep:
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
        else:
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
