"""法条关联检索: which judgments cite these provisions, as their basis or in passing?"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.citations import find_provisions, read_abbreviations
from corpus.judgment import Judgment
from corpus.law.versions import succession_of
from corpus.provision import Provision
from corpus.spans import Span
from indexing.columns.citing import CitationTable, WantedProvision
from indexing.snapshots.opening import IndexSnapshot
from service.search.answer import QuotedPassage
from service.search.methods.model import Successor
from service.search.methods.statute_words import StatuteQuery
from service.search.methods.stretches import stretches_of
from service.search.methods.vocabulary import Relation, SortOrder

MOST_SHARED = 40
"""Of a paper that cites more articles, the first are taken."""

_ARTICLE = re.compile(r" art\. (\d+)")

# Nearly every judgment cites the procedure it went by; that makes no two cases alike.
_PROCEDURE = ("刑事诉讼法", "民事诉讼法", "行政诉讼法", "诉讼费用交纳办法")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """A judgment that cites what was asked for.

    Attributes:
        label: Place of the judgment in order of id.
        is_basis: Whether its ruling rests on all that counts of it.
        n_met: How many of the provisions asked for it cites.
    """

    label: int
    is_basis: bool
    n_met: int


def find_citing(
    query: StatuteQuery, citations: CitationTable, mask: NDArray[np.bool_] | None
) -> tuple[Citing, ...]:
    """Return every judgment that cites what a query asks for, by label.

    A judgment is told by its basis where its basis alone meets the query; otherwise it only
    mentions some of it.

    Cost: one array pass for each provision asked for.
    """
    size = len(citations.starts) - 1
    rests = np.zeros((len(query.wanted), size), dtype=np.bool_)
    cites = np.zeros_like(rests)
    for row, wanted in enumerate(query.wanted):
        basis, mention = citations.citing(wanted)
        rests[row], cites[row] = basis, basis | mention
    is_basis, is_cited = _met(rests, is_any=query.is_any), _met(cites, is_any=query.is_any)
    n_met = cites.sum(axis=0)
    allowed = is_cited if mask is None else is_cited & mask
    return tuple(
        Citing(label=label, is_basis=bool(is_basis[label]), n_met=int(n_met[label]))
        for label in np.flatnonzero(allowed).tolist()
    )


def find_sharing(
    articles: Sequence[WantedProvision],
    citations: CitationTable,
    mask: NDArray[np.bool_] | None,
) -> tuple[Citing, ...]:
    """Return every judgment whose ruling rests on one of these articles at least, by label."""
    size = len(citations.starts) - 1
    n_met = np.zeros(size, dtype=np.int64)
    for wanted in articles:
        n_met += citations.citing(wanted)[0]
    shares = n_met > 0 if mask is None else (n_met > 0) & mask
    return tuple(
        Citing(label=label, is_basis=True, n_met=int(n_met[label]))
        for label in np.flatnonzero(shares).tolist()
    )


def in_order(
    citing: Sequence[Citing], *, sort: SortOrder, snapshot: IndexSnapshot
) -> tuple[Citing, ...]:
    """Return what was found in order.

    By relevance those stand first whose ruling rests on the provisions, of these the ones that
    cite most of them, of these the newest; by date only the newest count. Judgments without a
    readable date stand last, equal ones in order of id.
    """
    decided = snapshot.columns.decided
    if sort is SortOrder.DATE:
        return tuple(sorted(citing, key=lambda each: (-int(decided[each.label]), each.label)))
    return tuple(
        sorted(
            citing,
            key=lambda each: (
                not each.is_basis,
                -each.n_met,
                -int(decided[each.label]),
                each.label,
            ),
        )
    )


def relation_of(citing: Citing) -> Relation:
    """Return whether a judgment rests on what was asked for, or only mentions it."""
    return Relation.BASIS if citing.is_basis else Relation.MENTION


def main_articles(provisions: Iterable[Provision]) -> tuple[WantedProvision, ...]:
    """Return the articles of substantive law among provisions, each once, whole articles.

    Where there are none, as in a ruling on withdrawal, the articles of procedure are taken.

    Example:
        >>> law = "中华人民共和国刑法"
        >>> found = main_articles([Provision(law=law, article=67, paragraph=3)])
        >>> [str(each) for each in found]
        ['《中华人民共和国刑法》第67条']
    """
    articles = dict.fromkeys(
        WantedProvision(law=each.law, article=each.article, article_suffix=each.article_suffix)
        for each in provisions
    )
    main = [each for each in articles if not any(law in each.law for law in _PROCEDURE)]
    return tuple(main or articles)[:MOST_SHARED]


def articles_of_text(text: str) -> tuple[WantedProvision, ...]:
    """Return the articles of substantive law that a paper of a pending case cites.

    The most cited stand first.
    """
    found = find_provisions(text, abbreviations=read_abbreviations(text))
    counts = Counter(each.value for each in found)
    return main_articles(provision for provision, _ in counts.most_common())


def successors_of(wanted: Iterable[WantedProvision]) -> tuple[Successor, ...]:
    """Return which laws took the place of those asked for, each once."""
    found = {}
    for each in wanted:
        succession = succession_of(each.law)
        if succession is not None:
            found[each.law] = Successor(
                law=succession.law,
                ended=succession.ended,
                successor=succession.successor,
                source=_source_words(succession.source),
            )
    return tuple(found.values())


def met_by(judgment: Judgment, wanted: Sequence[WantedProvision]) -> tuple[Provision, ...]:
    """Return which provisions of a judgment's basis meet what was asked for, in its order."""
    return tuple(
        dict.fromkeys(
            found.value
            for found in judgment.provisions
            if any(each.is_met_by(found.value) for each in wanted)
        )
    )


def stretches_citing(
    judgment: Judgment, wanted: Sequence[WantedProvision]
) -> tuple[QuotedPassage, ...]:
    """Return where a judgment cites what was asked for, its basis first."""
    text = judgment.text
    argued = find_provisions(text, abbreviations=read_abbreviations(text))
    found: list[Sequence[Span]] = []
    for each in wanted:
        basis = [found.span for found in judgment.provisions if each.is_met_by(found.value)]
        others = [found.span for found in argued if each.is_met_by(found.value)]
        found.append(sorted(set(basis)) or sorted(set(others)))
    return stretches_of(judgment, found)


def _source_words(source: str) -> str:
    """Return the place that says so as it is written in Chinese: 民法典第1260条."""
    return _ARTICLE.sub(r"第\1条", source).replace(" and ", "、")


def _met(rows: NDArray[np.bool_], *, is_any: bool) -> NDArray[np.bool_]:
    join = np.logical_or if is_any else np.logical_and
    met: NDArray[np.bool_] = join.reduce(rows, axis=0)
    return met
