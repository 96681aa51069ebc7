"""How does a new index keep what an older one learned from all its judgments?

The classifier of charges and the expectation of sentences take half of the time that an index
takes. Whoever builds one anew from nearly the same judgments, and with the same encoder, may keep
them, as increments do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np

from indexing.columns import layout
from indexing.learning.charge_model import ChargeModel
from indexing.sentencing.storing import holds_sentencing
from indexing.snapshots.segments import segment_folders
from indexing.snapshots.snapshot import OpenedFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptModels:
    """What an index learned.

    Attributes:
        learned_in: The full snapshot that learned it.
        charges: Its classifier of charges, with the numbers that words have in it; None where it
            has none.
        words: By number, the words of that index.
        sentencing: The folder that holds what sentences it expects; None where it has learned
            nothing of them, or from columns that this program does not look at.
    """

    learned_in: str
    charges: ChargeModel | None
    words: tuple[str, ...]
    sentencing: Path | None

    @classmethod
    def of(cls, opened: OpenedFolder) -> Self:
        """Read what an index learned, or kept itself.

        Raises:
            DamagedSnapshotError: A file of it cannot be read.

        Cost: reading its words, .1 s for 9,000 judgments.
        """
        folder, manifest = opened.folder, opened.manifest
        return cls(
            learned_in=manifest.learned_in or manifest.base or manifest.name,
            charges=ChargeModel.load(folder),
            words=tuple(
                word for each in segment_folders(folder) for word in layout.read_words(each)
            ),
            sentencing=folder if holds_sentencing(folder) else None,
        )

    @property
    def is_empty(self) -> bool:
        """Return whether that index had learned nothing."""
        return self.charges is None and self.sentencing is None

    def charges_for(self, places: Mapping[str, int]) -> ChargeModel | None:
        """Return the classifier of charges for an index in which words have other numbers.

        Args:
            places: Each word's number there. A word that came later says nothing of charges.
        """
        if self.charges is None:
            return None
        columns = np.full(len(places), -1, dtype=np.int32)
        for number in np.flatnonzero(self.charges.columns >= 0).tolist():
            place = places.get(self.words[number])
            if place is not None:
                columns[place] = self.charges.columns[number]
        return replace(self.charges, columns=columns)
