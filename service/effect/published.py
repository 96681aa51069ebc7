"""Which figures were measured of the model that comes with the program, on labels of others?

They stand in ``published.csv``; a test holds each against the figure on record in the evaluation,
with the command that makes it again.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """A figure as it is shown.

    Attributes:
        figure: What it is, in words.
        measurement: Name of the measurement on record.
        key: Name of the figure in it.
        value: The figure.
        baseline_key: Name of the figure of searching by words alone; empty where there is none.
        baseline: That figure.
        floor_key: Name of the figure of a random order; empty where there is none.
        floor: That figure.
        sample: What was measured on, with its number.
        protocol: The rules in short.
    """

    figure: str
    measurement: str
    key: str
    value: str
    baseline_key: str
    baseline: str
    floor_key: str
    floor: str
    sample: str
    protocol: str


@cache
def published_figures() -> tuple[PublishedFigure, ...]:
    """Return the figures in the order of the table.

    Example:
        >>> published_figures()[0].measurement
        'retrieval-hidden-cv'
    """
    source = resources.files("service.effect").joinpath("published.csv").read_text("utf-8")
    return tuple(PublishedFigure(**row) for row in csv.DictReader(source.splitlines()))
