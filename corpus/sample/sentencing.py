"""Which sentence does the hidden model of the sample world give?

base term by the measure inside its band, times the percentages of the circumstances, times a
noise of a few percent, held inside the statutory frame unless a circumstance opens it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from corpus.sample.chance import Chance
from corpus.sample.parameters import (
    ADJUSTMENTS,
    FINE_PER_CUBIC_METRE_FEN,
    FINE_PERMILLE,
    FINE_STEP_FEN,
    MINIMUM_FINE_FEN,
    MITIGATES_BELOW,
    NOISE_PERCENT,
    PROBATION_SCORE,
    SCALES,
    Band,
)

LONGEST_DETENTION = 6
LONGEST_PROBATION_TERM = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """A sentence.

    Attributes:
        months: Term; 拘役 below six months and for dangerous driving, else 有期徒刑.
        is_detention: Whether the term is 拘役.
        probation_months: Length of probation, 0 where none is granted.
        fine_fen: Fine, 0 where none is imposed.
        expected_tenths: What the model gives before noise, rounding and planted deviation, in
            tenths of a month.
    """

    months: int
    is_detention: bool
    probation_months: int
    fine_fen: int
    expected_tenths: int


def band_of(charge: str, law: str, measure: int) -> Band | None:
    """Return the band that a measure falls in, None below the lowest (no crime).

    Example:
        >>> band_of("timber_theft", "forest-2000", 3_000).label
        '数量较大'
        >>> band_of("timber_theft", "forest-2023", 3_000) is None
        True
    """
    found = None
    for band in SCALES[charge, law]:
        if measure >= band.floor:
            found = band
    return found


def expected_term(charge: str, law: str, measure: int, flags: Iterable[str]) -> Fraction:
    """Return the term of the model in months, before noise and rounding.

    Raises:
        ValueError: The measure reaches no band.

    Example:
        >>> expected_term("theft", "theft-2013", 200_000, {"surrender"})
        Fraction(9, 2)
    """
    band = band_of(charge, law, measure)
    if band is None:
        raise ValueError(f"{charge} {law}: {measure} reaches no band")
    held = set(flags)
    share = min(Fraction(measure - band.floor, band.ceiling - band.floor), Fraction(1))
    months = band.low + share * (band.high - band.low)
    for flag in sorted(held):
        months *= 1 + Fraction(ADJUSTMENTS.get(flag, 0), 100)
    floor = 1 if held & MITIGATES_BELOW else band.minimum
    return min(max(months, Fraction(floor)), Fraction(band.maximum))


def sentence(
    charge: str,
    law: str,
    measure: int,
    flags: frozenset[str],
    *,
    chance: Chance,
    factor_percent: int = 100,
) -> Penalty:
    """Return the sentence of a panel that follows the model.

    Args:
        charge: Key of the charge in the scales.
        law: Key of the law version.
        measure: Amount, quantity or degree, in the unit of the scale.
        flags: Circumstances.
        chance: Draws the noise.
        factor_percent: A planted deviation; 100 is none.
    """
    expected = expected_term(charge, law, measure, flags)
    band = band_of(charge, law, measure)
    ceiling = band.maximum if band else LONGEST_DETENTION
    noise = Fraction(100 + chance.between(-NOISE_PERCENT, NOISE_PERCENT), 100)
    floor = 1 if flags & MITIGATES_BELOW or band is None else band.minimum
    months = round(expected * noise * Fraction(factor_percent, 100))
    months = min(max(_rounded(months), floor, 1), ceiling)
    only_detention = charge == "drunk_driving"
    is_detention = only_detention or months < LONGEST_DETENTION
    return Penalty(
        months=months,
        is_detention=is_detention,
        probation_months=_probation(months, flags, is_detention=is_detention),
        fine_fen=_fine(charge, measure),
        expected_tenths=round(expected * 10),
    )


def _rounded(months: int) -> int:
    # Courts give long terms in quarters or halves of a year.
    if months > 84:
        return round(months / 6) * 6
    if months > 36:
        return max(37, round(months / 3) * 3)
    return months


def _probation(months: int, flags: frozenset[str], *, is_detention: bool) -> int:
    score = -sum(ADJUSTMENTS.get(flag, 0) for flag in flags)
    barred = flags & {"recidivist", "no_probation"}
    if months > LONGEST_PROBATION_TERM or barred or score < PROBATION_SCORE:
        return 0
    if is_detention:
        return min(max(months + 1, 2), 12)
    return min(max(12, round(months * 1.5 / 6) * 6, months), 60)


def _fine(charge: str, measure: int) -> int:
    if charge in FINE_PERMILLE:
        raw = measure * FINE_PERMILLE[charge] // 1000
    elif charge in FINE_PER_CUBIC_METRE_FEN:
        raw = measure * FINE_PER_CUBIC_METRE_FEN[charge] // 1000
    elif charge == "drunk_driving":
        raw = 200_000 + (measure - 800) * 500
    else:
        return 0
    return max(MINIMUM_FINE_FEN, round(raw / FINE_STEP_FEN) * FINE_STEP_FEN)
