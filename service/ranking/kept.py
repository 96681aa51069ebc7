"""Which rankers did this court learn, and which is in use?"""

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from indexing.errors import RankerError
from indexing.searching.ranker import Rankers, read_rankers, shipped_rankers, text_of_rankers
from service.data_folder import PRIVATE_FOLDER_MODE, prepare_data_folder, write_private
from service.ranking.record import TrainingRecord
from service.settings import Settings

OWN = "own "
"""Names of a court's own rankers begin so."""

_IN_USE = "in-use.txt"
_LAST = "last-training.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRanker:
    """A ranker of this court.

    Attributes:
        rankers: It.
        record: How it came about.
    """

    rankers: Rankers
    record: TrainingRecord


class OwnRankers:
    """The rankers of ``tongpan rank train``, each a file named by time and content."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._root = settings.data / "rankers"

    def name(self) -> str | None:
        """Return the name of the one in use, or None where the shipped one is; reads one line."""
        try:
            return (self._root / _IN_USE).read_text("utf-8").strip() or None
        except OSError:
            return None

    def read(self) -> OwnRanker | None:
        """Return the one in use; None where there is none, or it is of other features.

        Raises:
            RankerError: Its file is damaged or gone.
        """
        name = self.name()
        if name is None:
            return None
        path = self._root / f"{name}.json"
        try:
            text = path.read_text("utf-8")
            rankers = read_rankers(text)
            if rankers is None:
                return None
            return OwnRanker(
                rankers=rankers, record=TrainingRecord.model_validate(json.loads(text)["about"])
            )
        except (OSError, ValueError, KeyError) as error:
            raise RankerError(f"{path}: {error}") from error

    def in_use(self) -> Rankers | None:
        """Return what orders searches: this court's own ranker where it can be used.

        Otherwise it is the shipped one: a damaged file is told by ``tongpan doctor`` and keeps
        nobody from searching.

        Raises:
            RankerError: The shipped weights are damaged.
        """
        try:
            own = self.read()
        except RankerError:
            own = None
        return shipped_rankers() if own is None else own.rankers

    def keep(self, name: str, rankers: Rankers, record: TrainingRecord) -> None:
        """Put rankers into use; those that they replace stay in the folder."""
        text = text_of_rankers(rankers, about=record.model_dump(mode="json"))
        write_private(self._folder() / f"{name}.json", text)
        write_private(self._root / _IN_USE, f"{name}\n")

    def forget(self) -> str | None:
        """Put the shipped ranker into use again; returns the name of the one that was, or None."""
        name = self.name()
        (self._root / _IN_USE).unlink(missing_ok=True)
        return name

    def note(self, record: TrainingRecord) -> None:
        """Write down what the last training came to."""
        write_private(self._folder() / _LAST, record.model_dump_json(indent=1) + "\n")

    def last(self) -> TrainingRecord | None:
        """Return what the last training came to; None before the first, or where that is lost."""
        try:
            return TrainingRecord.model_validate_json((self._root / _LAST).read_text("utf-8"))
        except (OSError, ValidationError, UnicodeDecodeError):
            return None

    def _folder(self) -> Path:
        prepare_data_folder(self._settings)
        self._root.mkdir(mode=PRIVATE_FOLDER_MODE, exist_ok=True)
        return self._root
