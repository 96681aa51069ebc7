"""Which changes are put into which judgments?

For every cluster, kind and dose judgments are drawn: the first in a seeded order that the change
fits, two of the kinds that fit few. Directions and wordings take turns over all clusters. Places
where a change does not fit are counted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from evaluation.divergence.clusters import Cluster
from evaluation.divergence.injection.catalogue import DOSES, INJECTORS
from evaluation.divergence.injection.model import Change, Dose, Half, Injected, Order

# So that no kind outweighs the others: terms and dismissals fit nearly every paper of their kind.
_OFTEN: Final = frozenset({Change.TERM, Change.PROBATION, Change.STATUTE, Change.DISMISSAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A changed judgment among its like cases.

    Attributes:
        cluster: Where it stands.
        name: The judgment that was changed.
        injected: The changed text and its truth.
    """

    cluster: Cluster
    name: str
    injected: Injected


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What was drawn.

    Attributes:
        items: In order of cluster, kind and dose.
        dropped: By kind, how often a change did not fit a judgment that was tried.
        unfit: By kind, how many clusters hold no judgment that a dose fits.
    """

    items: tuple[Item, ...]
    dropped: Counter[str]
    unfit: Counter[str]


def draw_items(clusters: Sequence[Cluster], *, seed: int) -> Drawn:
    """Draw a judgment for every cluster, kind and dose.

    Cost: at most one try of each kind and dose for each judgment, 1 ms each.
    """
    rng = np.random.default_rng(seed)
    turns: Counter[tuple[Half, Change]] = Counter()
    dropped: Counter[str] = Counter()
    unfit: Counter[str] = Counter()
    items: list[Item] = []
    for cluster in clusters:
        for change, doses in DOSES.items():
            for dose in doses:
                names = [str(name) for name in rng.permutation(sorted(cluster.texts))]
                wanted = 1 if change in _OFTEN else 2
                found = 0
                for name in names:
                    if found == wanted:
                        break
                    turn = turns[cluster.half, change]
                    item = _changed(cluster, name, change, dose, turn)
                    if item is None:
                        dropped[change] += 1
                        continue
                    found += 1
                    turns[cluster.half, change] += 1
                    items.append(item)
                unfit[change] += not found
    return Drawn(items=tuple(items), dropped=dropped, unfit=unfit)


def _changed(cluster: Cluster, name: str, change: Change, dose: Dose, turn: int) -> Item | None:
    # The other direction is tried before the next judgment.
    for variant in (turn, turn ^ 1):
        order = Order(dose=dose, half=cluster.half, variant=variant)
        injected = INJECTORS[change](cluster.texts[name], order)
        if injected is not None and injected.text != cluster.texts[name]:
            return Item(cluster=cluster, name=name, injected=injected)
    return None
