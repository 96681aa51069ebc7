"""In which state is each judgment of a store, as far as an index of it depends on that?"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

from sqlalchemy import Connection, func, select

from corpus.judgment import JudgmentId
from corpus.store.correction_records import corrections_of, digest_of_corrections
from corpus.store.tables import judgments

_BETWEEN: Final = ","
# Behind their first letter ids are digests, so that each piece holds as many as any other.
_BOUNDS: Final = (None, *(f"j{digit}" for digit in "123456789abcdef"), None)


@dataclass(frozen=True, slots=True)
class StoreStates:
    """What an index of current judgments depends on beside their texts.

    Attributes:
        ids_in: For each state, which names edition, effect and corrections, the judgments that are
            in it, in ascending order. Nearly all are in one of few.

    Example:
        >>> states = StoreStates({"2:unknown:": ("b",), "1:unknown:": ("a", "c")})
        >>> states.ids(), len(set(states.versions().values()))
        (['a', 'b', 'c'], 2)
    """

    ids_in: Mapping[str, Sequence[JudgmentId]]

    def ids(self) -> list[JudgmentId]:
        """Return all judgments, in ascending order."""
        return sorted(chain.from_iterable(self.ids_in.values()))

    def digest(self) -> str:
        """Return the digest of the corpus, whatever the order of arrival."""
        lines = sorted(f"{each}:{state}\n" for state, ids in self.ids_in.items() for each in ids)
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def versions(self) -> dict[JudgmentId, int]:
        """Return a number for the state of each judgment, by which a later one is told from it.

        Returns:
            Numbers above 0 and below 2 ** 64; the judgments of one state are together.
        """
        found: dict[JudgmentId, int] = {}
        for state, ids in self.ids_in.items():
            found.update(dict.fromkeys(ids, _number_of(state)))
        return found


def states_of(connection: Connection) -> StoreStates:
    """Return in which state each current judgment is.

    Cost: one pass over an index that holds all of it: a second for a million. The database joins
        the ids of a state, because a row of its own for each takes three times as long.
    """
    corrected = corrections_of(connection, None)
    ids_in: defaultdict[str, list[JudgmentId]] = defaultdict(list)
    columns = judgments.c
    for low, high in pairwise(_BOUNDS):
        statement = (
            select(
                columns.reader_version,
                columns.effect,
                func.aggregate_strings(columns.id, _BETWEEN),
            )
            .where(columns.is_current.is_(True))
            .group_by(columns.reader_version, columns.effect)
        )
        if low is not None:
            statement = statement.where(columns.id >= low)
        if high is not None:
            statement = statement.where(columns.id < high)
        for version, effect, joined in connection.execute(statement):
            ids_in[f"{version}:{effect}:"] += map(JudgmentId, joined.split(_BETWEEN))
    if corrected:
        _set_apart(ids_in, {each: digest_of_corrections(made) for each, made in corrected.items()})
    return StoreStates({state: sorted(ids) for state, ids in ids_in.items() if ids})


def _set_apart(
    ids_in: defaultdict[str, list[JudgmentId]], corrected: Mapping[JudgmentId, str]
) -> None:
    """Give those that people set right a state of their own."""
    for state, ids in list(ids_in.items()):
        ids_in[state] = [each for each in ids if each not in corrected]
        for each in ids:
            if each in corrected:
                ids_in[state + corrected[each]].append(each)


def _number_of(state: str) -> int:
    return int.from_bytes(hashlib.blake2b(state.encode(), digest_size=8).digest(), "little") | 1
