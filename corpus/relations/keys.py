"""By which keys are papers found that may be related?

Two papers that are related share a key, or the one is named by a number that the other bears.
Keys only find: whether there is a relation is told by :mod:`corpus.relations.relating`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from corpus.judgment import PartyKind
from corpus.lineage.papers import case_keys
from corpus.relations.model import Participant, Side, ThingKind, Traits
from corpus.relations.names import is_hidden, surname

OWN: Final = "own:"
NAMED: Final = "named:"
_CASE: Final = "case:"
_SERIES: Final = "series:"
_NATURAL: Final = frozenset({PartyKind.NATURAL, None})
# These need people or a place beside them, by which the papers are found.
_NO_KEY: Final = frozenset({ThingKind.PLATE, ThingKind.AGREEMENT, ThingKind.EMPLOYMENT})
LENDING: Final = frozenset({"民间借贷纠纷", "借款合同纠纷", "小额借款合同纠纷"})
"""Causes in which one who sues again and again may lend as a trade (职业放贷)."""


def index_keys(traits: Traits) -> tuple[str, ...]:
    """Return the keys under which a paper is found, sorted."""
    keys = {f"{OWN}{key}" for key in traits.own_keys}
    keys.update(f"{NAMED}{naming.key}" for naming in traits.namings)
    return tuple(sorted({*keys, *_shared(traits)}))


def search_keys(traits: Traits) -> tuple[str, ...]:
    """Return the keys by which the papers are found that may be related to one, sorted."""
    keys = {f"{NAMED}{key}" for key in traits.own_keys}
    keys.update(f"{OWN}{naming.key}" for naming in traits.namings)
    return tuple(sorted({*keys, *_shared(traits)}))


def series_keys(traits: Traits) -> tuple[str, ...]:
    """Return the keys of the series in which a paper can stand, those of one party together."""
    return tuple(
        dict.fromkeys(
            f"{_SERIES}{one.side}:{traits.cause}:{key}"
            for one in traits.participants
            if traits.cause is not None and one.side in {Side.ASKING, Side.ANSWERING}
            for key in _identities(one)
        )
    )


def lender_keys(traits: Traits) -> tuple[tuple[Participant, tuple[str, ...]], ...]:
    """Return who asks a loan back, with the keys of all their loan cases; banks left out."""
    if traits.cause not in LENDING:
        return ()
    lenders = (
        one
        for one in traits.participants
        if one.side is Side.ASKING and not _is_bank(one) and _identities(one)
    )
    return tuple(
        (
            one,
            tuple(
                f"{_SERIES}{Side.ASKING}:{cause}:{key}"
                for cause in sorted(LENDING)
                for key in _identities(one)
            ),
        )
        for one in lenders
    )


def day_number(day: date | None) -> int | None:
    """Return a day as a whole number, by which an index can be walked through."""
    return None if day is None else day.toordinal()


def _is_bank(one: Participant) -> bool:
    return any(word in one.name for word in ("银行", "信用社", "信用合作", "小额贷款", "消费金融"))


def _shared(traits: Traits) -> Iterator[str]:
    own = () if traits.paper.number is None else case_keys(traits.paper.number)
    linked = (key for link in traits.paper.links for key in case_keys(link.number))
    yield from (f"{_CASE}{key}" for key in (*own, *linked))
    for one in traits.participants:
        yield from _meeting_keys(one)
        if one.kind in _NATURAL:
            yield from (f"name:{name}" for name in one.names if not is_hidden(name))
    yield from (
        f"thing:{thing.kind}:{thing.key}" for thing in traits.things if thing.kind not in _NO_KEY
    )
    yield from series_keys(traits)


def _meeting_keys(one: Participant) -> tuple[str, ...]:
    """Return the keys that papers share in which the same one can take part."""
    if one.kind is PartyKind.ORGAN:
        return ()
    keys = [f"id:{one.identity_hash}"] if one.identity_hash else []
    if one.kind in _NATURAL:
        families = dict.fromkeys(surname(name) for name in one.names)
        if one.born is not None:
            keys += [f"born:{family}:{one.born.isoformat()}" for family in families]
        if one.home is not None:
            keys += [f"home:{family}:{one.home}" for family in families]
    else:
        keys += [f"firm:{name}" for name in one.names if not is_hidden(name)]
    return tuple(keys)


def _identities(one: Participant) -> tuple[str, ...]:
    """Return the keys that papers share only where the same one takes part."""
    if one.kind not in _NATURAL:
        return _meeting_keys(one)
    keys = [f"id:{one.identity_hash}"] if one.identity_hash else []
    if one.born is not None:
        born = one.born.isoformat()
        keys += [f"who:{name}:{born}" for name in one.names if not is_hidden(name)]
        if one.home is not None:
            families = dict.fromkeys(surname(name) for name in one.names)
            keys += [f"who:{family}:{born}:{one.home}" for family in families]
    return tuple(keys)
