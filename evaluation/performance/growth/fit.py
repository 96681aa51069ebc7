"""By which power of the size does a figure grow?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from evaluation.errors import MeasurementError

_SHARE: Final = 0.95
_LEAST_FOR_INTERVAL: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerFit:
    """value = factor * size ** exponent.

    Attributes:
        exponent: 1 is linear, below it sub-linear.
        factor: Value at size 1.
        low: Lower end of the 95 % interval of the exponent; None with fewer than three sizes,
            through which every line goes.
        high: Upper end.
    """

    exponent: float
    factor: float
    low: float | None
    high: float | None

    def at(self, size: float) -> float:
        """Return the fitted value at a size."""
        return float(self.factor * size**self.exponent)


def fit_power(sizes: Sequence[float], values: Sequence[float]) -> PowerFit:
    """Fit a power by least squares on logarithms.

    The interval is that of a slope (Student's t), which takes deviations of the logarithms for
    independent and of one spread; figures measured one after the other on one machine are neither
    quite, so that it says how straight the line is and no more.

    Args:
        sizes: Above 0, not all equal.
        values: Above 0, one for each size.

    Raises:
        MeasurementError: There are fewer than two sizes, or something is not above 0.

    Example:
        >>> fit = fit_power([10, 100, 1000], [3, 30, 300])
        >>> round(fit.exponent, 6), round(fit.factor, 6)
        (1.0, 0.3)

    Source: Draper and Smith, Applied Regression Analysis, 3rd edition 1998, section 1.4.
    """
    from scipy.stats import t as student  # noqa: PLC0415 - half a second, and few suites fit

    x, y = np.asarray(sizes, dtype=float), np.asarray(values, dtype=float)
    if len(x) != len(y) or len(set(x.tolist())) < 2:
        raise MeasurementError("fit", f"{len(x)} sizes and {len(y)} values; expected two or more")
    if x.min() <= 0 or y.min() <= 0:
        raise MeasurementError("fit", "a size or a value is not above 0")
    x, y = np.log(x), np.log(y)
    spread = float(((x - x.mean()) ** 2).sum())
    exponent = float(((x - x.mean()) * (y - y.mean())).sum()) / spread
    constant = float(y.mean() - exponent * x.mean())
    low = high = None
    if len(x) >= _LEAST_FOR_INTERVAL:
        left = float(((y - constant - exponent * x) ** 2).sum()) / (len(x) - 2)
        half = float(student.ppf((1 + _SHARE) / 2, len(x) - 2)) * (left / spread) ** 0.5
        low, high = exponent - half, exponent + half
    return PowerFit(exponent=exponent, factor=float(np.exp(constant)), low=low, high=high)
