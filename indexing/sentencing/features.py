"""What of a case does the expectation look at, as a row of numbers?

Facts and reasoning as the court found them, the provisions of the special part that it applied,
and what the head tells of the accused. Nothing is taken of the ruling, of what the prosecution
asked for, of the general articles on kinds of punishment, of pre-trial custody or of the form of
procedure: they tell the answer, or anchor it.

A row has three parts: what the judgment tells of everybody, what it tells of the accused, and what
it tells of the charge. The first two are read once for all rows that share them.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.outcome.model import CircumstanceKind
from indexing.sentencing.amounts import (
    Standing,
    added,
    by_unit,
    largest,
    main_sum,
    standing_of,
    sum_names,
    sums,
)
from indexing.sentencing.passed import PassedSentence
from indexing.sentencing.quantities import Quantity, Unit
from indexing.sentencing.told import WORDS, Charged, Part, Told
from indexing.sentencing.wording import CHARGED, GRADES, HARMS, PRIORS, ROLES

_BORN: Final = re.compile(r"([12][09][0-9]{2})年[^，。；]{0,8}(?:出?生)")
_UNITS: Final = tuple(unit for unit in Unit if unit is not Unit.YUAN)
_ADDED: Final = (Unit.GRAM, Unit.TIME, Unit.EVENT)
_KINDS: Final = tuple(CircumstanceKind)
_SIDES: Final = (CircumstanceKind.ACCESSORY, CircumstanceKind.PRINCIPAL)
_PARAGRAPHS: Final = range(6)
_GRADES: Final = [WORDS.index(word) for word in GRADES]
_ROLES: Final = [WORDS.index(word) for word in ROLES]
_MISSING: Final = float("nan")


def rows_of(told: Told, sentences: Sequence[PassedSentence]) -> NDArray[np.float32]:
    """Return what the expectation looks at, one row for each accused and charge.

    Args:
        told: What the judgment tells.
        sentences: What is asked about; looked at are accused, charge and number of charges.

    Returns:
        Rows of the columns :func:`column_names`; NaN where nothing is told.
    """
    shared, everywhere = _shared(told), frozenset(word for word, _ in _all_words(told))
    names = list(dict.fromkeys(each.accused for each in sentences))
    own = {name: _Own(told, name) for name in names}
    standing = standing_of({name: each.facts for name, each in own.items()})
    of_own = {
        name: (_of_accused(told, each, standing[name]), _words(each, everywhere))
        for name, each in own.items()
    }
    charges: dict[str, list[str]] = {name: [] for name in names}
    for each in sentences:
        charges[each.accused].append(each.charge)
    rows = np.empty((len(sentences), len(column_names())), dtype=np.float32)
    for row, each in zip(rows, sentences, strict=True):
        figures, words = of_own[each.accused]
        row[: -len(words)] = [
            *shared,
            *figures,
            *_of_charge(told.charged.get(each.charge), each, charges[each.accused]),
        ]
        row[-len(words) :] = words
    return rows


@cache
def column_names() -> tuple[str, ...]:
    """Return the names of the columns of :func:`rows_of`, in order."""
    return (
        *("year", "is_review", "n_accused", "length"),
        *sum_names("facts"),
        *(f"facts:{unit.value}" for unit in _UNITS),
        *(f"paragraph:{paragraph}" for paragraph in _PARAGRAPHS),
        *("paragraph:least", "paragraph:most", "item", "articles"),
        *("place", "place:share", "facts:share", "reasons:share"),
        *sum_names("own facts"),
        *sum_names("own reasons"),
        *("own:main", "own:larger sums", "own:share of largest sum", "own:beside"),
        *(f"own:{unit.value}" for unit in _UNITS),
        *(f"own:{unit.value}:added" for unit in _ADDED),
        *(f"own facts:{word}" for word in HARMS),
        *(f"own reasons:{word}" for word in HARMS),
        *(f"found:{kind.value}" for kind in _KINDS),
        *(f"found:{kind.value}:other" for kind in _SIDES),
        *("age", "is_woman"),
        *(f"head:{word}" for word in PRIORS),
        *("n_charges", "charge:place", "charge:sum"),
        *(f"charge:{word}" for word in CHARGED),
        *(f"told:{word}" for word in WORDS),
        *(f"any:{word}" for word in GRADES),
        *(f"reasoned:{word}" for word in (*GRADES, *ROLES)),
    )


@cache
def fingerprint_of_columns() -> str:
    """Return a digest of the columns: a model that looked at others cannot be asked."""
    return hashlib.sha256("|".join(column_names()).encode()).hexdigest()[:16]


class _Own:
    """What is told of one accused."""

    def __init__(self, told: Told, name: str) -> None:
        self.name = name
        fact_pieces, reason_pieces = told.facts.owned.of(name), told.reasoning.owned.of(name)
        self.facts = _quantities_in(told.facts, fact_pieces)
        self.reasons = _quantities_in(told.reasoning, reason_pieces)
        self.reason_words = _words_in(told.reasoning, reason_pieces)
        self.words = self.reason_words | _words_in(told.facts, fact_pieces)
        self.harms = [*_harms(told.facts, fact_pieces), *_harms(told.reasoning, reason_pieces)]


def _quantities_in(part: Part, pieces: frozenset[int]) -> list[Quantity]:
    return [each for each, piece in part.quantities if piece in pieces]


def _words_in(part: Part, pieces: frozenset[int]) -> frozenset[int]:
    return frozenset(word for word, piece in part.words if piece in pieces)


def _harms(part: Part, pieces: frozenset[int]) -> list[int]:
    counted = Counter(word for word, piece in part.harms if piece in pieces)
    return [counted[word] for word in range(len(HARMS))]


def _all_words(told: Told) -> Iterable[tuple[int, int]]:
    return (*told.reasoning.words, *told.facts.words)


def _words(own: _Own, everywhere: frozenset[int]) -> NDArray[np.float32]:
    """Return the columns of words: told of the accused, of anybody, and in the reasoning."""
    of_own, of_any, of_reasons = np.zeros((3, len(WORDS)), dtype=np.float32)
    of_own[list(own.words)] = 1
    of_any[list(everywhere)] = 1
    of_reasons[list(own.reason_words)] = 1
    return np.concatenate((of_own, of_any[_GRADES], of_reasons[_GRADES], of_reasons[_ROLES]))


def _shared(told: Told) -> list[float]:
    """Return what is told of everybody."""
    quantities = [each for each, _ in told.facts.quantities]
    found = by_unit(quantities)
    return [
        _MISSING if told.year is None else told.year,
        told.is_review,
        told.n_accused,
        float(np.log1p(len(told.facts.owned.text))),
        *sums(quantities),
        *(largest(found.get(unit, ())) for unit in _UNITS),
        *_paragraphs(told.articles),
    ]


def _of_accused(told: Told, own: _Own, standing: Standing) -> list[float]:
    found = by_unit((*own.facts, *own.reasons))
    head = told.heads.get(own.name, "")
    priors = told.priors.get(own.name, frozenset())
    return [
        *_place(told, own.name),
        *sums(own.facts),
        *sums(own.reasons),
        main_sum(own.reasons, own.facts),
        *(standing.n_larger, standing.share, standing.n_beside),
        *(largest(found.get(unit, ())) for unit in _UNITS),
        *(added(found.get(unit, ())) for unit in _ADDED),
        *own.harms,
        *_circumstances(told.circumstances, own.name),
        _age(head, told.year),
        "，女" in head,
        *(place in priors for place in range(len(PRIORS))),
    ]


def _of_charge(
    charged: Charged | None, sentence: PassedSentence, charges: Sequence[str]
) -> list[float]:
    """Return what the reasoning tells where it names the charge."""
    place = charges.index(sentence.charge) / max(1, len(charges) - 1)
    if charged is None:
        return [sentence.n_charges, place, _MISSING, *(0.0 for _ in CHARGED)]
    return [
        sentence.n_charges,
        place,
        largest(charged.yuan),
        *(word in charged.words for word in CHARGED),
    ]


def _place(told: Told, name: str) -> list[float]:
    """Return where an accused stands among the others: the gravest is named first and most."""
    names = list(told.heads)
    place = names.index(name) if name in names else len(names)
    shares = (
        text.characters_of(name) / max(1, len(text.text))
        for text in (told.facts.owned, told.reasoning.owned)
    )
    return [place, place / max(1, len(names) - 1), *shares]


def _circumstances(
    circumstances: Mapping[str | None, frozenset[CircumstanceKind]], name: str
) -> list[float]:
    own = circumstances.get(None, frozenset()) | circumstances.get(name, frozenset())
    others = frozenset[CircumstanceKind]().union(*circumstances.values()) - own
    return [*(kind in own for kind in _KINDS), *(kind in others for kind in _SIDES)]


def _paragraphs(articles: Sequence[tuple[int, int, int]]) -> list[float]:
    counted = Counter(paragraph for _, paragraph, _ in articles)
    return [
        *(counted[paragraph] for paragraph in _PARAGRAPHS),
        min(counted, default=0),
        max(counted, default=0),
        max((item for _, _, item in articles), default=0),
        len({article for article, _, _ in articles}),
    ]


def _age(head: str, year: float | None) -> float:
    born = _BORN.search(head)
    return _MISSING if born is None or year is None else year - int(born[1])
