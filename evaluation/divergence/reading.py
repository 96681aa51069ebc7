"""How does a text of the benchmark become a case that is compared? As the product reads it."""

from dataclasses import replace
from datetime import date

from corpus.judgment import Effectiveness, Judgment, RawJudgment, SourceRecord
from corpus.reading import read_judgment
from service.divergence.cases import compared_case
from service.divergence.model import ComparedCase


def read_case(name: str, text: str, *, today: date) -> ComparedCase | None:
    """Read a text; None where the reader rejects it.

    Every case counts as one in effect: whether a judgment stands is no part of these suites, and
    most papers do not tell it of themselves.

    Args:
        name: Its name in the benchmark, for the source record.
        text: All that the reader sees.
        today: The day of reading.
    """
    raw = RawJudgment(
        text=text, source=SourceRecord(name="benchmark", place=name, format="evaluation")
    )
    judgment = read_judgment(raw, today=today)
    if not isinstance(judgment, Judgment):
        return None
    return compared_case(judgment, effect=Effectiveness.IN_EFFECT)


def as_draft(case: ComparedCase) -> ComparedCase:
    """Return the case as the one that is asked about: it has no vote."""
    return replace(case, is_draft=True)
