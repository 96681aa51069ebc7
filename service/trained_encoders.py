"""Which encoders were trained in this data folder, and which is the latest?"""

import shutil
from pathlib import Path

from service.data_folder import prepare_data_folder, write_private
from service.settings import Settings

_LATEST = "latest.txt"


class TrainedEncoders:
    """The encoders of ``tongpan train``, each in a folder named by its fingerprint."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._root = settings.data / "encoders"

    def draft(self) -> Path:
        """Return an empty place to train into; what an interrupted training left is removed."""
        prepare_data_folder(self._settings)
        draft = self._root / ".draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        return draft

    def keep(self, draft: Path, fingerprint: str) -> Path:
        """Make a trained encoder the latest and return its folder."""
        kept = self._root / fingerprint
        if kept.is_dir():
            # The same weights; a running server may have them open.
            shutil.rmtree(draft)
        else:
            draft.rename(kept)
        write_private(self._root / _LATEST, f"{fingerprint}\n")
        return kept

    def latest(self) -> Path | None:
        """Return the folder of the encoder trained last, or None where an index trains its own."""
        try:
            name = (self._root / _LATEST).read_text("utf-8").strip()
        except OSError:
            return None
        return self._root / name

    def forget(self) -> None:
        """Let an index train its own encoder again; the folders stay, older indexes need them."""
        (self._root / _LATEST).unlink(missing_ok=True)
