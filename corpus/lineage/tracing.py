"""Which papers form one chain of procedure (一审→二审→再审)?

Papers are joined by the case numbers that they quote. A paper that is only quoted stands in the
chain as well, known by its number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from corpus.judgment import JudgmentId
from corpus.lineage.effects import Effect, effects_of
from corpus.lineage.papers import Link, Paper, case_keys, effect_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A later paper speaks of an earlier one.

    Attributes:
        later: The paper that speaks.
        earlier: The papers of the store that it speaks of, in order of id; empty where none of
            the number is there.
        link: What it says, with the words.
    """

    later: JudgmentId
    earlier: tuple[JudgmentId, ...]
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The papers of one dispute.

    Attributes:
        papers: Those at hand, by date, those without date last, then by id.
        placeholders: Numbers of papers that are quoted and not at hand, sorted.
        edges: Who speaks of whom, in order of the later paper and of its text.
    """

    papers: tuple[Paper, ...]
    placeholders: tuple[str, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """The chains of a set of papers, and what each paper is worth.

    Attributes:
        chains: In order of the least id among the papers of each.
        effects: Effect by judgment.
    """

    chains: tuple[Chain, ...]
    effects: Mapping[JudgmentId, Effect]

    def chain_of(self, judgment_id: JudgmentId) -> Chain | None:
        """Return the chain that holds a judgment, or None."""
        return next(
            (
                chain
                for chain in self.chains
                if any(paper.id == judgment_id for paper in chain.papers)
            ),
            None,
        )


def trace(papers: Iterable[Paper]) -> Lineage:
    """Join papers into chains and tell which of them stand; their order changes nothing.

    Args:
        papers: As :func:`corpus.lineage.papers.paper_of` makes them; a repeated id counts once.

    Example:
        >>> trace([]).chains
        ()

    Cost: nearly linear in papers and links.
    """
    unique = {paper.id: paper for paper in papers}
    ordered = [unique[each] for each in sorted(unique)]
    groups: dict[str, list[Paper]] = {}
    roots = _roots(ordered)
    for paper in ordered:
        groups.setdefault(roots[paper.id], []).append(paper)
    return Lineage(
        chains=tuple(_chain_of(group) for group in groups.values()), effects=effects_of(ordered)
    )


def _roots(papers: list[Paper]) -> dict[str, str]:
    """Return the root of each paper after joining all that share a case (union-find)."""
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for paper in papers:
        find(paper.id)
        own = () if paper.number is None else case_keys(paper.number)
        quoted = (key for link in paper.links for key in case_keys(link.number))
        for key in (*own, *quoted):
            parent[find(key)] = find(paper.id)
    return {paper.id: find(paper.id) for paper in papers}


def _chain_of(group: list[Paper]) -> Chain:
    by_number: dict[str, list[JudgmentId]] = {}
    for paper in group:
        for key in () if paper.number is None else effect_keys(paper.number):
            by_number.setdefault(key, []).append(paper.id)
    edges = []
    placeholders: set[str] = set()
    for paper in group:
        for link in paper.links:
            keys = effect_keys(link.number)
            placeholders.update(key for key in keys if key not in by_number)
            earlier = {each for key in keys for each in by_number.get(key, ())} - {paper.id}
            edges.append(Edge(later=paper.id, earlier=tuple(sorted(earlier)), link=link))
    return Chain(
        papers=tuple(
            sorted(group, key=lambda p: (p.decided_on is None, p.decided_on or date.max, p.id))
        ),
        placeholders=tuple(sorted(placeholders)),
        edges=tuple(edges),
    )
