"""From where does a court look up: which court is above it, which high courts stand above that?

The table of courts tells most superiors. What it lacks (new, renamed and some forest courts) a
court writes into ``court.toml`` of its data folder::

    name = "吉林省松岭林区中级人民法院"

    [superiors]
    "云溪林区基层人民法院" = "吉林省松岭林区中级人民法院"
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

from corpus.court import (
    PROVINCES,
    courts_ending,
    high_court_of,
    is_in_table,
    read_court_name,
    superior_court,
)
from corpus.judgment import Court, CourtLevel
from service.errors import SettingsError, UnknownCourtError
from service.tiers.model import Vantage

FILE = "court.toml"
_SUPREME: Final = "最高人民法院"
_SHORT: Final = (("最高法院", _SUPREME), ("中院", "中级人民法院"), ("高院", "高级人民法院"))
_SHORT_SUPREME: Final = frozenset({"最高法", "最高院"})
_CITY: Final = re.compile(r"^(?P<city>[\u4e00-\u9fa5]{2,8}?)市?中级人民法院$")
_NEAR: Final = 4
_HIGHEST_CLIMB: Final = 6


def court_called(name: str) -> Court:
    """Return the court that somebody means, by its full or a short name.

    Raises:
        UnknownCourtError: It is no name of a court, or one that several bear.

    Example:
        >>> court_called("吉林高院").name, court_called("长春中院").name
        ('吉林省高级人民法院', '吉林省长春市中级人民法院')
        >>> court_called("长春林区中院").name, court_called("最高法").name
        ('吉林省长春林区中级人民法院', '最高人民法院')
    """
    bare = "".join(name.split())
    if bare in _SHORT_SUPREME:
        bare = _SUPREME
    for short, full in _SHORT:
        if bare.endswith(short):
            bare = bare.removesuffix(short) + full
            break
    court = _high_court_called(bare) or read_court_name(bare)
    city = _CITY.match(bare)
    if city is not None and (court is None or not is_in_table(court)):
        with_city = read_court_name(f"{city['city']}市中级人民法院")
        court = with_city if with_city is not None and is_in_table(with_city) else court
    if court is None:
        raise UnknownCourtError(name=name)
    if not is_in_table(court) and len(several := courts_ending(court.name)) > 1:
        raise UnknownCourtError(name=name, near=several[:_NEAR])
    return court


def _high_court_called(name: str) -> Court | None:
    place = name.removesuffix("高级人民法院")
    if place == name:
        return None
    return high_court_of(next((p for p in PROVINCES if place in {p, f"{p}省", f"{p}市"}), ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtBook:
    """Which court this is, and which court is above which.

    Attributes:
        own: The court of this installation, None where nobody told.
        superiors: Additions to the table of courts, by canonical name.
    """

    own: Court | None = None
    superiors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def read(cls, folder: Path, *, name: str = "") -> Self:
        """Read the file of a data folder, where there is one.

        Args:
            folder: The data folder.
            name: Name of this court; goes before that of the file.

        Raises:
            SettingsError: The file cannot be read, or names what is no court.
        """
        path = folder / FILE
        try:
            told = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
            own = name or str(told.get("name", ""))
            return cls(
                own=court_called(own) if own else None,
                superiors=MappingProxyType(
                    {
                        court_called(below).name: court_called(str(above)).name
                        for below, above in dict(told.get("superiors", {})).items()
                    }
                ),
            )
        except (OSError, ValueError, TypeError, UnknownCourtError) as error:
            raise SettingsError(
                name=FILE if path.is_file() else "court", reason=str(error)
            ) from error

    def vantage(self, name: str | None = None) -> Vantage | None:
        """Return from where a court looks up; None where neither it nor the own court is told.

        Args:
            name: The court, None for that of this installation.

        Raises:
            UnknownCourtError: It is no name of a court.
        """
        court = court_called(name) if name else self.own
        if court is None:
            return None
        chain = self._above(court)
        province = next((each.province for each in (court, *chain) if each.province), None)
        seat = None if province is None else high_court_of(province)
        high = {each.name for each in (court, *chain) if each.level is CourtLevel.HIGH}
        return Vantage(
            court=court,
            superior=chain[0] if chain else None,
            high=frozenset(high if seat is None else {*high, seat.name}),
            province=province,
        )

    def above(self, name: str) -> tuple[str, ...]:
        """Return the names of the courts above one, the next first; empty where none is known.

        Example:
            >>> CourtBook().above("吉林省长春市中级人民法院")
            ('吉林省高级人民法院', '最高人民法院')
        """
        court = read_court_name(name)
        return () if court is None else tuple(each.name for each in self._above(court))

    def _above(self, court: Court) -> tuple[Court, ...]:
        """Return the courts above one, the next first."""
        chain: list[Court] = []
        while len(chain) < _HIGHEST_CLIMB:
            above = self._superior(chain[-1] if chain else court)
            if above is None or above == court or above in chain:
                break
            chain.append(above)
        return tuple(chain)

    def _superior(self, court: Court) -> Court | None:
        added = self.superiors.get(court.name)
        if added is not None:
            return read_court_name(added)
        known = superior_court(court)
        if known is not None:
            return known
        # A court that the table lacks (new, renamed): the levels above it follow from its words.
        match court.level:
            case CourtLevel.INTERMEDIATE if court.province is not None:
                return high_court_of(court.province)
            case CourtLevel.HIGH:
                return read_court_name(_SUPREME)
            case _:
                return None
