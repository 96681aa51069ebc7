"""案例关联检索: which paper is the case, which papers name it?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.case_number import CaseNumber
from corpus.judgment import DocumentKind, Judgment
from corpus.lineage.papers import case_keys, effect_keys
from corpus.spans import Span, value_of
from indexing.columns.naming import JoinedNames, NameTable, library_places
from indexing.snapshots.opening import IndexSnapshot
from service.search.answer import QuotedPassage
from service.search.methods.case_words import CaseQuery
from service.search.methods.stretches import stretches_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCase:
    """A case and who names it, by label.

    Attributes:
        papers: The papers of the case, ascending.
        naming: Other papers that name it, the newest first.
        keys: The numbers under which it is known.
    """

    papers: tuple[int, ...]
    naming: tuple[int, ...]
    keys: tuple[str, ...]


def find_case(query: CaseQuery, snapshot: IndexSnapshot) -> FoundCase:
    """Return the papers of a case, and the papers that name it.

    A number without 之一 takes all papers of the case; one with it just that paper. What was
    found by title or id is looked for by its own numbers too.

    Cost: a few look-ups; by title one look at every title.
    """
    names, ids = snapshot.whole.names, snapshot.columns.ids
    asked = [key for number in query.numbers for key in _keys(number)]
    asked += query.library
    papers = {label for key in asked for label in names.known_as(key)}
    papers.update(_places(ids, query.ids))
    if query.title:
        papers.update(names.titled(query.title))
    hidden = _hidden(snapshot)
    papers -= hidden
    keys = tuple(dict.fromkeys((*asked, *_own_keys(papers, names))))
    naming = {label for key in keys for label in names.naming(key)} - papers - hidden
    decided = snapshot.columns.decided
    return FoundCase(
        papers=tuple(sorted(papers)),
        naming=tuple(sorted(naming, key=lambda label: (-int(decided[label]), label))),
        keys=keys,
    )


def model_of(papers: Sequence[Judgment]) -> Judgment | None:
    """Return the paper by which cases like it are looked for: a judgment before rulings."""
    ordered = sorted(
        papers,
        key=lambda each: (value_of(each.document_kind) is DocumentKind.CAIDING, each.id),
    )
    return ordered[0] if ordered else None


def stretches_naming(judgment: Judgment, keys: Iterable[str]) -> tuple[QuotedPassage, ...]:
    """Return where a judgment names a case."""
    wanted = frozenset(keys)
    numbers = [
        found.span
        for found in judgment.quoted_case_numbers
        if wanted.intersection((*effect_keys(found.value), *case_keys(found.value)))
    ]
    return stretches_of(judgment, [sorted(numbers), sorted(_library_places(judgment, wanted))])


def _library_places(judgment: Judgment, wanted: frozenset[str]) -> Iterator[Span]:
    """Give where numbers of collections stand; spelled otherwise than asked they count too."""
    for at, number in library_places(judgment.text):
        if number in wanted:
            yield at


def _keys(number: CaseNumber) -> tuple[str, ...]:
    return effect_keys(number) if number.suffix else case_keys(number)


def _hidden(snapshot: IndexSnapshot) -> frozenset[int]:
    shown = snapshot.columns.shown
    return frozenset() if shown is None else frozenset(np.flatnonzero(~shown).tolist())


def _places(ids: Sequence[str], wanted: Iterable[str]) -> Iterator[int]:
    every = np.asarray(ids, dtype=np.str_)
    for judgment_id in wanted:
        place = int(np.searchsorted(every, judgment_id))
        if place < len(ids) and ids[place] == judgment_id:
            yield place


def _own_keys(papers: Iterable[int], names: NameTable | JoinedNames) -> list[str]:
    return [key for label in sorted(papers) for key in names.row(label).own]
