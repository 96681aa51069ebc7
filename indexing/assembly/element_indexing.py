"""How do the legal elements of judgments come into an index?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing.columns.elements import ElementTable, most_probable
from indexing.columns.layout import WordTable
from indexing.columns.passage_tables import PassageTable, owners_of, place_of
from indexing.learning.charge_model import (
    ChargeModel,
    ChargeModelParameters,
    LabelledFacts,
    drawing_step,
    train_charge_model,
)
from indexing.packing.arrays import offsets_of, places_of_runs
from indexing.packing.packed_runs import Runs
from indexing.passages import PassageKind
from indexing.snapshots import living
from indexing.words.numbering import distinct

_FACTS = place_of(PassageKind.FACTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """The words of the first passages of facts of judgments, read when they are asked for.

    Attributes:
        table: Where the passages stand.
        words: The words of all passages.
        limit_passages: So many passages of each judgment at most.
    """

    table: PassageTable
    words: Runs
    limit_passages: int

    def of(self, labels: Iterable[int]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return the words of some judgments.

        Returns:
            Where those of each begin, with one more at the end; and their numbers, each once in a
            judgment, ascending in it.
        """
        found = [self._of(label) for label in labels]
        return (
            np.cumsum([0, *map(len, found)], dtype=np.int64),
            np.concatenate([np.empty(0, dtype=np.int32), *found]),
        )

    def have_any(self) -> NDArray[np.bool_]:
        """Tell by label which judgments have words.

        Cost: some array passes over all passages.
        """
        table = self.table
        owners, is_fact = owners_of(table), table.kinds == _FACTS
        places = np.flatnonzero(is_fact & (owners >= 0))
        places = places[np.argsort(owners[places], kind="stable")]
        lengths = np.diff(table.word_starts.astype(np.int64))[places]
        of_judgment = np.bincount(owners[places], minlength=len(table.starts))
        rank = np.arange(len(places)) - np.repeat(np.cumsum(of_judgment) - of_judgment, of_judgment)
        chosen = (rank < self.limit_passages) & (lengths > 0)
        return np.bincount(owners[places][chosen], minlength=len(table.starts)) > 0

    def _of(self, label: int) -> NDArray[np.int32]:
        table = self.table
        passages = np.arange(table.starts[label], table.stops[label])
        first = passages[table.kinds[passages] == _FACTS][: self.limit_passages]
        return distinct(self.words.gathered(*table.word_runs(first))).astype(np.int32)


def index_elements(
    folder: Path,
    table: ElementTable,
    facts: FactWords,
    *,
    words: WordTable,
    parameters: ChargeModelParameters,
    kept: ChargeModel | None = None,
) -> None:
    """Write the legal elements of all judgments, and the classifier made of them.

    Args:
        folder: The snapshot that is being written.
        table: By label the elements of each judgment.
        facts: By label the words of its facts.
        words: All words.
        parameters: How the classifier is made.
        kept: A classifier that tells in place of one made now; its charges are in the table.

    Cost: that of :func:`indexing.learning.charge_model.train_charge_model`.
    """
    model = kept or train_charge_model(
        _labelled(table, facts, parameters),
        places=words.places,
        spread=words.spread,
        parameters=parameters,
    )
    if model is not None:
        model.save(folder)
        predicted, probable = most_probable(
            model, table.names, facts.of, size=len(table.starts) - 1
        )
        table = replace(table, predicted=predicted, probable=probable)
    living.write_elements(folder, table)


def _labelled(
    table: ElementTable, facts: FactWords, parameters: ChargeModelParameters
) -> LabelledFacts:
    """Return the judgments that are learned from."""
    before = np.concatenate(([0], np.cumsum(table.is_ruled)))
    ruled_starts, ruled = before[table.starts], table.codes[table.is_ruled]
    usable = np.flatnonzero(facts.have_any() & (np.diff(ruled_starts) > 0))
    drawn = usable[:: drawing_step(len(usable), parameters)]
    word_starts, words = facts.of(drawn.tolist())
    starts, stops = ruled_starts[drawn], ruled_starts[drawn + 1]
    return LabelledFacts(
        word_starts=word_starts,
        words=words,
        charge_starts=offsets_of(stops - starts),
        charges=ruled[places_of_runs(starts, stops)],
        names=table.names,
    )
