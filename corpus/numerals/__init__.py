"""Which number, amount, date, duration or share do these characters write?

Everything is exact: whole numbers are ``int``, money is ``int`` fen, shares are ``Fraction``;
no float is made anywhere. A form that can be meant in two ways is refused, not guessed.
"""

from corpus.numerals.dates import find_dates, read_date, write_date
from corpus.numerals.durations import (
    Duration,
    duration_at,
    find_durations,
    read_duration,
    write_duration,
)
from corpus.numerals.figures import read_decimal, read_number, write_number
from corpus.numerals.money import amount_at, find_amounts, read_amount, write_amount
from corpus.numerals.ratios import find_ratios, read_ratio

__all__ = [
    "Duration",
    "amount_at",
    "duration_at",
    "find_amounts",
    "find_dates",
    "find_durations",
    "find_ratios",
    "read_amount",
    "read_date",
    "read_decimal",
    "read_duration",
    "read_number",
    "read_ratio",
    "write_amount",
    "write_date",
    "write_duration",
    "write_number",
]
