"""Which relations are true of the sample corpus?

The sample plants edges and names one of each pair; what follows from its own data is true as
well. Of a chain all papers belong together, whoever quotes whom. The same parties are there
whenever two papers of different disputes hold the same two identities against each other. Whoever
quotes the number of a paper of another dispute cites it. Nothing is left out to make a figure
better, and nothing is added that does not follow from identities, numbers and chains.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.judgment import PartyKind, Role
from corpus.relations.model import SIDES_AGAINST, RelationKind, Side
from corpus.relations.particulars import side_of
from corpus.sample.generation import SampleCorpus
from corpus.sample.truth import EdgeKind, PartyTruth

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueRelations:
    """What is true.

    Attributes:
        pairs: By kind the pairs of ids; of CITED the one that names stands first, the other kinds
            hold the ids of a pair in order.
        n_planted: By kind how many edges the sample names.
        namesakes: Pairs of papers of different disputes in which two people bear one name in
            full, and which no relation joins.
    """

    pairs: Mapping[RelationKind, frozenset[Pair]]
    n_planted: Mapping[RelationKind, int]
    namesakes: frozenset[Pair]


def true_relations(sample: SampleCorpus) -> TrueRelations:
    """Return all relations that are true of a sample.

    Cost: linear in papers, and in the pairs of papers that share a party.
    """
    planted: defaultdict[RelationKind, set[Pair]] = defaultdict(set)
    for edge in sample.truth.edges:
        kind = RelationKind(edge.kind.value)
        planted[kind].add(directed(kind, edge.left, edge.right))
    pairs = {kind: set(planted[kind]) for kind in RelationKind}
    chains = _joined(
        (edge.left, edge.right) for edge in sample.truth.edges if edge.kind is EdgeKind.CHAIN
    )
    pairs[RelationKind.CHAIN] |= set(_all_pairs(chains))
    series = _joined(
        (edge.left, edge.right) for edge in sample.truth.edges if edge.kind is EdgeKind.SERIES
    )
    pairs[RelationKind.SERIES] |= set(_all_pairs(series))
    pairs[RelationKind.CITED] |= set(_cited(sample)) - _both_ways(pairs[RelationKind.CHAIN])
    parties = _parties(sample)
    pairs[RelationKind.SAME_PARTY] |= set(_same_parties(parties)) - pairs[RelationKind.CHAIN]
    joined = {pair_of(*pair) for found in pairs.values() for pair in found}
    return TrueRelations(
        pairs={kind: frozenset(found) for kind, found in pairs.items()},
        n_planted={kind: len(planted[kind]) for kind in RelationKind},
        namesakes=frozenset(set(_namesakes(parties)) - joined),
    )


def pair_of(left: str, right: str) -> Pair:
    """Return two ids in order."""
    return (left, right) if left < right else (right, left)


def directed(kind: RelationKind, left: str, right: str) -> Pair:
    """Return a pair as it is counted: with its direction where one names the other."""
    return (left, right) if kind is RelationKind.CITED else pair_of(left, right)


def _both_ways(pairs: Iterable[Pair]) -> set[Pair]:
    return {pair for left, right in pairs for pair in ((left, right), (right, left))}


def _joined(edges: Iterable[Pair]) -> list[list[str]]:
    """Return the groups that edges join, each sorted."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for left, right in edges:
        parent[root(right)] = root(left)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(parent):
        groups[root(name)].append(name)
    return list(groups.values())


def _all_pairs(groups: Iterable[Sequence[str]]) -> Iterator[Pair]:
    for group in groups:
        yield from combinations(group, 2)


def _cited(sample: SampleCorpus) -> Iterator[Pair]:
    own = {
        truth.case_number: name
        for name, truth in sample.truth.judgments.items()
        if truth.case_number is not None
    }
    for name, truth in sample.truth.judgments.items():
        for number in truth.quoted:
            if number in own and own[number] != name:
                yield name, own[number]


def _parties(sample: SampleCorpus) -> dict[str, tuple[str, tuple[PartyTruth, ...]]]:
    """Return by paper its dispute and its parties."""
    found = {name: (truth.case, truth.parties) for name, truth in sample.truth.judgments.items()}
    found |= {case.id: (case.id, case.parties) for case in sample.pending_cases}
    return found


def _same_parties(
    parties: Mapping[str, tuple[str, tuple[PartyTruth, ...]]],
) -> Iterator[Pair]:
    """Yield papers of different disputes with the same two identities against each other."""
    by_couple: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for name, (_, own) in parties.items():
        for couple in _couples(own):
            by_couple[couple].append(name)
    for names in by_couple.values():
        for left, right in combinations(sorted(set(names)), 2):
            if parties[left][0] != parties[right][0]:
                yield left, right


def _couples(parties: Sequence[PartyTruth]) -> Iterator[frozenset[str]]:
    sides = [(each, side_of(each.role, each.former_role)) for each in parties]
    for one, side in sides:
        if side is Side.ACCUSED:
            # Against every accused stands the prosecution.
            yield frozenset({one.key})
        if side is not Side.ASKING:
            continue
        for other, against in sides:
            is_organs = one.kind is other.kind is PartyKind.ORGAN
            if SIDES_AGAINST.get(side) is against and not is_organs:
                yield frozenset({one.key, other.key})


def _namesakes(
    parties: Mapping[str, tuple[str, tuple[PartyTruth, ...]]],
) -> Iterator[Pair]:
    by_name: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    apart = {Role.COUNSEL, Role.DEFENDER, Role.REPRESENTATIVE, Role.PROSECUTION}
    for name, (_, own) in parties.items():
        for each in own:
            if each.kind is PartyKind.NATURAL and each.role not in apart and "某" not in each.name:
                by_name[each.name].append((name, each.key))
    for bearers in by_name.values():
        for (left, one), (right, other) in combinations(sorted(set(bearers)), 2):
            if one != other and parties[left][0] != parties[right][0]:
                yield left, right
