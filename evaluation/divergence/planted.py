"""How does a generated corpus become cases, as the product would read it?

The texts are read by the product's reader; whether a paper still stands follows from the other
papers by the rules of the store, and series from the relations between papers. Nothing of the
truth is used.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from corpus.judgment import Judgment, RawJudgment
from corpus.lineage.effects import effects_of
from corpus.lineage.papers import paper_of
from corpus.reading import read_judgment
from corpus.relations.keys import series_keys
from corpus.relations.model import RelationKind
from corpus.relations.relating import relate
from corpus.relations.traits import traits_of
from service.divergence.cases import compared_case
from service.divergence.model import ComparedCase


def cases_of(raws: Iterable[RawJudgment], *, today: date) -> Mapping[str, ComparedCase]:
    """Return the cases of a generated corpus by the generator's id; those rejected are missing.

    Args:
        raws: The judgments as generated, perhaps changed.
        today: The day of reading.

    Cost: 4 ms for each judgment.
    """
    judgments: dict[str, Judgment] = {}
    for raw in raws:
        read = read_judgment(raw, today=today)
        if isinstance(read, Judgment):
            judgments[str(raw.source.external_id)] = read
    effects = effects_of(paper_of(each) for each in judgments.values())
    series = series_of(list(judgments.values()))
    return {
        name: compared_case(each, effect=effects[each.id].value, series=series.get(each.id))
        for name, each in judgments.items()
    }


def series_of(judgments: Sequence[Judgment]) -> Mapping[str, str]:
    """Return by id of a judgment the key of the series that it belongs to.

    The key is the least id of the series.

    Cost: pairs of judgments that share a party on one side under one cause.
    """
    traits = {each.id: traits_of(each) for each in judgments}
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    for each in judgments:
        for key in series_keys(traits[each.id]):
            sharing[key].append(each.id)
    parent: dict[str, str] = {}
    for ids in sharing.values():
        for one, other in combinations(sorted(set(ids)), 2):
            relations = relate(traits[one], traits[other])  # type: ignore[index]
            if any(each.kind is RelationKind.SERIES for each in relations):
                low, high = sorted((_root(parent, one), _root(parent, other)))
                parent[high] = low
    return {each: _root(parent, each) for each in parent}


def _root(parent: dict[str, str], name: str) -> str:
    while parent.setdefault(name, name) != name:
        name = parent[name]
    return name
