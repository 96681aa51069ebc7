"""What of a case does the expectation look at, as a row of numbers?

Facts and reasoning as the court found them, the provisions of the special part that it applied,
and what the head tells of the accused. Nothing is taken of the ruling, of what the prosecution
asked for, of the general articles on kinds of punishment, of pre-trial custody or of the form of
procedure: they tell the answer, or anchor it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.outcome.model import CircumstanceKind
from indexing.sentencing.owners import owned
from indexing.sentencing.quantities import Cue, Quantity, Unit
from indexing.sentencing.told import WORDS, Part, Told
from indexing.sentencing.wording import GRADES, PRIORS, ROLES

_BORN: Final = re.compile(r"([12][09][0-9]{2})年[^，。；]{0,8}(?:出?生)")
_UNITS: Final = tuple(unit for unit in Unit if unit is not Unit.YUAN)
_KINDS: Final = tuple(CircumstanceKind)
_CUES: Final = (None, *Cue)
_OFFENCE: Final = frozenset({None, Cue.TOTAL, Cue.WORTH})
_GRADES: Final = [WORDS.index(word) for word in GRADES]
_ROLES: Final = [WORDS.index(word) for word in ROLES]
_MISSING: Final = float("nan")


def rows_of(told: Told, accused: Sequence[tuple[str, int]]) -> NDArray[np.float32]:
    """Return what the expectation looks at, one row for each accused and charge.

    Args:
        told: What the judgment tells.
        accused: Name as printed, and of how many charges convicted.

    Returns:
        Rows of the columns :func:`column_names`; NaN where nothing is told.
    """
    everywhere = frozenset(word for word, _ in (*told.reasoning.words, *told.facts.words))
    own = {name: _Own(told, name) for name, _ in accused}
    rows = [
        np.concatenate((_figures(told, own[name], n_charges), _words(own[name], everywhere)))
        for name, n_charges in accused
    ]
    return np.asarray(rows, dtype=np.float32).reshape(len(rows), len(column_names()))


@cache
def column_names() -> tuple[str, ...]:
    """Return the names of the columns of :func:`rows_of`, in order."""
    figures = (name for name, _ in _columns(_NOTHING, _Own(_NOTHING, ""), 1))
    return (
        *figures,
        *(f"told:{word}" for word in WORDS),
        *(f"any:{word}" for word in GRADES),
        *(f"reasoned:{word}" for word in (*GRADES, *ROLES)),
    )


@cache
def fingerprint_of_columns() -> str:
    """Return a digest of the columns: a model that looked at others cannot be asked."""
    return hashlib.sha256("|".join(column_names()).encode()).hexdigest()[:16]


def _figures(told: Told, own: "_Own", n_charges: int) -> NDArray[np.float32]:
    return np.asarray([value for _, value in _columns(told, own, n_charges)], dtype=np.float32)


def _words(own: "_Own", everywhere: frozenset[int]) -> NDArray[np.float32]:
    """Return the columns of words: told of the accused, of anybody, and in the reasoning."""
    of_own, of_any, of_reasons = np.zeros((3, len(WORDS)), dtype=np.float32)
    of_own[list(own.words)] = 1
    of_any[list(everywhere)] = 1
    of_reasons[list(own.reason_words)] = 1
    return np.concatenate((of_own, of_any[_GRADES], of_reasons[_GRADES], of_reasons[_ROLES]))


class _Own:
    """What is told of one accused."""

    def __init__(self, told: Told, name: str) -> None:
        self.name = name
        fact_pieces, reason_pieces = told.facts.owned.of(name), told.reasoning.owned.of(name)
        self.facts = [each for each, piece in told.facts.quantities if piece in fact_pieces]
        self.reasons = [each for each, piece in told.reasoning.quantities if piece in reason_pieces]
        self.reason_words = _words_in(told.reasoning, reason_pieces)
        self.words = self.reason_words | _words_in(told.facts, fact_pieces)


def _words_in(part: Part, pieces: frozenset[int]) -> frozenset[int]:
    return frozenset(word for word, piece in part.words if piece in pieces)


def _columns(told: Told, own: _Own, n_charges: int) -> Iterator[tuple[str, float]]:
    yield "year", _MISSING if told.year is None else told.year
    yield "is_review", float(told.is_review)
    yield "n_accused", float(told.n_accused)
    yield "n_charges", float(n_charges)
    yield "length", float(np.log1p(len(told.facts.owned.text)))
    yield from _standing(told, own.name)
    all_facts = [each for each, _ in told.facts.quantities]
    yield from _sums("facts", all_facts)
    yield from _sums("own facts", own.facts)
    yield from _sums("own reasons", own.reasons)
    yield from _counts(all_facts, own)
    yield from _circumstances(told.circumstances, own.name)
    yield from _paragraphs(told.articles)
    head = told.heads.get(own.name, "")
    yield "age", _age(head, told.year)
    yield "is_woman", float("，女" in head)
    priors = told.priors.get(own.name, frozenset())
    yield from ((f"head:{word}", float(place in priors)) for place, word in enumerate(PRIORS))


def _standing(told: Told, name: str) -> Iterator[tuple[str, float]]:
    """Give where an accused stands among the others: the gravest is named first and most."""
    names = list(told.heads)
    place = names.index(name) if name in names else len(names)
    yield "place", float(place)
    yield "place:share", place / max(1, len(names) - 1)
    for label, part in (("facts", told.facts), ("reasons", told.reasoning)):
        text = part.owned
        yield f"{label}:share", text.characters_of(name) / max(1, len(text.text))


def _sums(part: str, quantities: Iterable[Quantity]) -> Iterator[tuple[str, float]]:
    by_cue: dict[Cue | None, list[float]] = {}
    for each in quantities:
        if each.unit is Unit.YUAN:
            by_cue.setdefault(each.cue, []).append(each.number)
    offence = [number for cue, numbers in by_cue.items() if cue in _OFFENCE for number in numbers]
    yield f"{part}:sum", _largest([number for numbers in by_cue.values() for number in numbers])
    yield f"{part}:sums", float(len(offence))
    for cue in _CUES:
        yield f"{part}:sum:{cue or 'plain'}", _largest(by_cue.get(cue, []))
    yield f"{part}:offence", _largest(offence)
    yield f"{part}:added", _added(offence)
    yield f"{part}:worth added", _added(by_cue.get(Cue.WORTH, []))


def _largest(numbers: Sequence[float]) -> float:
    return float(np.log1p(max(numbers))) if numbers else _MISSING


def _added(numbers: Sequence[float]) -> float:
    # A sum told twice, as charged and as found, counts once.
    return float(np.log1p(sum(set(numbers)))) if numbers else _MISSING


def _counts(quantities: Iterable[Quantity], own: _Own) -> Iterator[tuple[str, float]]:
    everything, mine = _by_unit(quantities), _by_unit((*own.facts, *own.reasons))
    for unit in _UNITS:
        yield f"facts:{unit.value}", _largest(everything.get(unit, []))
        yield f"own:{unit.value}", _largest(mine.get(unit, []))
    for unit in (Unit.GRAM, Unit.TIME, Unit.EVENT):
        yield f"own:{unit.value}:added", _added(mine.get(unit, []))


def _by_unit(quantities: Iterable[Quantity]) -> dict[Unit, list[float]]:
    found: dict[Unit, list[float]] = {}
    for each in quantities:
        found.setdefault(each.unit, []).append(each.number)
    return found


def _circumstances(
    circumstances: Mapping[str | None, frozenset[CircumstanceKind]], name: str
) -> Iterator[tuple[str, float]]:
    own = circumstances.get(None, frozenset()) | circumstances.get(name, frozenset())
    others = frozenset[CircumstanceKind]().union(*circumstances.values()) - own
    for kind in _KINDS:
        yield f"found:{kind.value}", float(kind in own)
    for kind in (CircumstanceKind.ACCESSORY, CircumstanceKind.PRINCIPAL):
        yield f"found:{kind.value}:other", float(kind in others)


def _paragraphs(articles: Sequence[tuple[int, int, int]]) -> Iterator[tuple[str, float]]:
    counted = Counter(paragraph for _, paragraph, _ in articles)
    for paragraph in range(6):
        yield f"paragraph:{paragraph}", float(counted[paragraph])
    yield "paragraph:least", float(min(counted, default=0))
    yield "paragraph:most", float(max(counted, default=0))
    yield "item", float(max((item for _, _, item in articles), default=0))
    yield "articles", float(len({article for article, _, _ in articles}))


def _age(head: str, year: float | None) -> float:
    born = _BORN.search(head)
    return _MISSING if born is None or year is None else year - int(born[1])


_EMPTY: Final = Part(owned=owned("", ()), quantities=(), words=())
_NOTHING: Final = Told(
    facts=_EMPTY,
    reasoning=_EMPTY,
    heads=MappingProxyType({}),
    priors=MappingProxyType({}),
    circumstances=MappingProxyType({}),
    articles=(),
    year=None,
    is_review=False,
    n_accused=0,
)
