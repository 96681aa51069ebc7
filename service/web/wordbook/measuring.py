"""How are lengths of time and sums written in English?"""

import re
from typing import Final

_TERM: Final = re.compile(
    r"(?P<kind>有期徒刑|拘役|管制|缓刑)?"
    r"(?=[0-9])(?:(?P<years>[0-9]{1,2})年)?(?:(?P<months>[0-9]+)个月)?(?:(?P<days>[0-9]+)日)?"
)
_KINDS: Final = {
    "有期徒刑": "fixed-term imprisonment of ",
    "拘役": "criminal detention of ",
    "管制": "control of ",
    "缓刑": "probation of ",
}
_UNITS: Final = (("years", "year"), ("months", "month"), ("days", "day"))
_SUM: Final = re.compile(r"(?P<figure>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<scale>[万亿])元")
_SCALES: Final = {"万": 10_000, "亿": 100_000_000}


def english_measure(text: str) -> str | None:
    """Return a length of time or a sum in English; None for what is neither.

    Example:
        >>> english_measure("1年6个月"), english_measure("拘役1个月15日")
        ('1 year 6 months', 'criminal detention of 1 month 15 days')
        >>> english_measure("20万元"), english_measure("1.5亿元"), english_measure("2020年")
        ('200,000 yuan', '150,000,000 yuan', None)
    """
    term = _TERM.fullmatch(text)
    if term is not None:
        told = [_counted(int(term[name]), unit) for name, unit in _UNITS if term[name]]
        return _KINDS.get(term["kind"] or "", "") + " ".join(told)
    found = _SUM.fullmatch(text)
    if found is None:
        return None
    yuan = float(found["figure"].replace(",", "")) * _SCALES[found["scale"]]
    return f"{yuan:,.0f} yuan"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
