"""By which names is a closed judgment known, and which of them may stay?

Hidden are the names that the product itself hides where a judgment is shown to people outside:
natural persons but counsel (法释〔2016〕19号 art. 8-10). And companies: of a case of trade secrets
theirs is the name that tells.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from sqlalchemy import Connection, select

from corpus.judgment import JudgmentId, PartyKind
from corpus.privacy.masking import EXPORT
from corpus.privacy.names import is_masked, parts_of
from corpus.privacy.people import people_of
from corpus.store.records import judgment_of
from corpus.store.tables import judgments
from service.store.people_tables import accounts

_LEAST: Final = 2
_REMEMBERED: Final = 4096


def names_of(connection: Connection, ids: Iterable[JudgmentId]) -> frozenset[str]:
    """Return the names that tell of whom some judgments are, whoever may read these.

    Cost: reading a judgment again, 5 ms for one of 7,000 characters, once in a process.
    """
    wanted = select(judgments.c.reading, judgments.c.text).where(judgments.c.id.in_(sorted(ids)))
    found = [_names_in(row.reading, row.text) for row in connection.execute(wanted)]
    return frozenset().union(*found)


def names_of_staff(connection: Connection, names: Iterable[str]) -> frozenset[str]:
    """Return which names people of the court bear: else signatures would go with the parties."""
    wanted = select(accounts.c.display_name).where(accounts.c.display_name.in_(sorted(names)))
    return frozenset(connection.execute(wanted).scalars())


@lru_cache(maxsize=_REMEMBERED)
def _names_in(reading: str, text: str) -> frozenset[str]:
    judgment = judgment_of(reading=reading, text=text)
    people = {each.name for each in people_of(judgment) if each.kind in EXPORT.persons}
    firms = {each.value.name for each in judgment.parties if each.value.kind is PartyKind.LEGAL}
    whole = {each for each in people | firms if len(each) >= _LEAST and not is_masked(each)}
    return frozenset(whole | {part for each in people for part in parts_of(each)})
