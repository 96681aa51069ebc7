"""How do the legal elements of judgments come into an index?"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing import living
from indexing.charge_model import (
    ChargeModel,
    ChargeModelParameters,
    LabelledFacts,
    train_charge_model,
)
from indexing.elements import ElementTable, most_probable
from indexing.layout import PassageTable, WordTable
from indexing.numbering import distinct
from indexing.packed_runs import Runs
from indexing.passages import PassageKind

_FACTS = PassageTable.place_of(PassageKind.FACTS)


def words_of_facts(
    table: PassageTable, words: Runs, *, limit_passages: int
) -> list[NDArray[np.int32]]:
    """Return by label the numbers of the words of the first passages of facts, each once.

    Args:
        table: Where the passages stand.
        words: The words of all passages.
        limit_passages: So many passages of each judgment at most.
    """
    found = []
    starts = table.word_starts.astype(np.int64)
    for label in range(len(table.starts)):
        passages = np.arange(table.starts[label], table.stops[label])
        first = passages[table.kinds[passages] == _FACTS][:limit_passages]
        every = words.gathered(starts[first], starts[first + 1])
        found.append(distinct(every).astype(np.int32))
    return found


def index_elements(
    folder: Path,
    table: ElementTable,
    facts: Sequence[NDArray[np.int32]],
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

    Cost: that of :func:`indexing.charge_model.train_charge_model`.
    """
    labelled = _labelled(table, facts)
    model = kept or train_charge_model(
        labelled, places=words.places, spread=words.spread, parameters=parameters
    )
    if model is not None:
        model.save(folder)
        predicted, probable = most_probable(
            model, table.names, word_starts=labelled.word_starts, words=labelled.words
        )
        table = replace(table, predicted=predicted, probable=probable)
    living.write_elements(folder, table)


def _labelled(table: ElementTable, facts: Sequence[NDArray[np.int32]]) -> LabelledFacts:
    before = np.concatenate(([0], np.cumsum(table.is_ruled)))
    return LabelledFacts(
        word_starts=np.cumsum([0, *(len(words) for words in facts)], dtype=np.int64),
        words=np.concatenate([np.empty(0, dtype=np.int32), *facts]),
        charge_starts=before[table.starts],
        charges=table.codes[table.is_ruled],
        names=table.names,
    )
