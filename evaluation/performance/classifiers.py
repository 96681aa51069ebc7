"""What would an index answer if it had the classifier of charges of another one?

Two indexes of the same judgments may differ by what they learned and by nothing else; with one
classifier for both it is seen whether anything else differs.
"""

from dataclasses import replace

import numpy as np

from indexing.charge_model import ChargeModel
from indexing.element_indexing import words_of_facts
from indexing.elements import most_probable, table_of
from indexing.opening import IndexSnapshot


def with_classifier_of(snapshot: IndexSnapshot, other: IndexSnapshot) -> IndexSnapshot:
    """Return a snapshot of one segment with the classifier of another one.

    Args:
        snapshot: An index that was built anew.
        other: Whose classifier is taken; words are told by themselves, not by their numbers.

    Cost: one pass over the words of the facts.
    """
    model = other.charge_model
    if model is None:
        return replace(snapshot, charge_model=None)
    columns = np.full(len(snapshot.words.places), -1, dtype=np.int32)
    for word, place in other.words.places.items():
        if word in snapshot.words.places and place < len(model.columns):
            columns[snapshot.words.places[word]] = model.columns[place]
    moved = ChargeModel(
        names=model.names,
        columns=columns,
        rarity=model.rarity,
        weights=model.weights,
        temperature=model.temperature,
    )
    table = snapshot.elements.and_of(table_of([], keeping=model.names))
    table = table.of(np.arange(snapshot.columns.size), keeping=model.names)
    limit = int(snapshot.manifest.parameters["charges"]["limit_passages"])
    facts = words_of_facts(snapshot.passages, snapshot.passage_words, limit_passages=limit)
    predicted, probable = most_probable(
        moved,
        table.names,
        word_starts=np.cumsum([0, *map(len, facts)], dtype=np.int64),
        words=np.concatenate([np.empty(0, dtype=np.int32), *facts]),
    )
    elements = replace(table, predicted=predicted, probable=probable)
    return replace(snapshot, charge_model=moved, elements=elements)
