"""What would be expected of a term by charge, or charge and articles, alone?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final

from indexing.sentencing.cases import SentencedJudgment, band_key

LEAST_OF_BAND: Final = 5


class UsualMedians:
    """Median terms by charge and by charge with articles, each part of the judgments left out.

    Every judgment must have a part.
    """

    def __init__(self, judgments: Sequence[SentencedJudgment], part_of: Mapping[str, int]) -> None:
        self._months: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for judgment in judgments:
            part = part_of[judgment.judgment_id]
            for each in judgment.sentences:
                self._months[each.charge].append((part, each.months))
                self._months[band_key(each.charge, judgment.band)].append((part, each.months))
        self._known: dict[tuple[str, int | None], float | None] = {}

    def of_charge(self, charge: str, *, part: int | None) -> float | None:
        """Return the median term of a charge outside of a part, None where nobody knows it."""
        return self._median(charge, part, least=1)

    def of_band(self, charge: str, band: str, *, part: int | None) -> float | None:
        """Return that of a charge under articles; of the charge where too few are."""
        found = self._median(band_key(charge, band), part, least=LEAST_OF_BAND)
        return self.of_charge(charge, part=part) if found is None else found

    def _median(self, key: str, part: int | None, *, least: int) -> float | None:
        if (key, part) not in self._known:
            months = [each for its_part, each in self._months.get(key, ()) if its_part != part]
            self._known[key, part] = median(months) if len(months) >= least else None
        return self._known[key, part]
