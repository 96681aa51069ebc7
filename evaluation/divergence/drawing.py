"""Which changes are put into which judgments?

For every cluster, kind and dose one judgment is drawn: the first in a seeded order that the change
fits. Directions and wordings take turns over all clusters. Places where a change does not fit are
counted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.divergence.clusters import Cluster
from evaluation.divergence.injection.catalogue import DOSES, INJECTORS
from evaluation.divergence.injection.model import Change, Dose, Half, Injected, Order


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
                turn = turns[cluster.half, change]
                item, n_dropped = _first_fitting(cluster, names, change, dose, turn)
                dropped[change] += n_dropped
                if item is None:
                    unfit[change] += 1
                    continue
                turns[cluster.half, change] += 1
                items.append(item)
    return Drawn(items=tuple(items), dropped=dropped, unfit=unfit)


def _first_fitting(
    cluster: Cluster, names: Sequence[str], change: Change, dose: Dose, turn: int
) -> tuple[Item | None, int]:
    for n_dropped, name in enumerate(names):
        # The other direction is tried before the next judgment.
        for variant in (turn, turn ^ 1):
            order = Order(dose=dose, half=cluster.half, variant=variant)
            injected = INJECTORS[change](cluster.texts[name], order)
            if injected is not None and injected.text != cluster.texts[name]:
                return Item(cluster=cluster, name=name, injected=injected), n_dropped
    return None, len(names)
