"""Sentences of a small world whose rule is known: ten months for each step of the amount."""

import numpy as np

from indexing.sentencing.cases import SentencedJudgment
from indexing.sentencing.features import column_names
from indexing.sentencing.passed import PassedSentence

AMOUNT = "own facts:offence"
SURRENDER = "found:surrender"


def made_judgment(number, *, step, has_surrendered=False, months=None, charge="盗窃罪"):
    row = np.zeros((1, len(column_names())), dtype=np.float32)
    row[0, column_names().index(AMOUNT)] = step
    row[0, column_names().index(SURRENDER)] = has_surrendered
    for told_once in ("n_accused", "n_charges"):
        row[0, column_names().index(told_once)] = 1
    lawful = 10.0 * step * (0.6 if has_surrendered else 1.0)
    return SentencedJudgment(
        judgment_id=f"j{number:05d}",
        sentences=(
            PassedSentence(
                accused="某甲",
                charge=charge,
                n_charges=1,
                months=lawful * (0.95 + 0.1 * (number * 7 % 11) / 10) if months is None else months,
                probation_months=12 if has_surrendered and step <= 3 else None,
                fine_fen=100_000 * step,
            ),
        ),
        band="26400-0-0",
        rows=row,
    )


def made_world(n=400):
    return [
        made_judgment(number, step=1 + number % 5, has_surrendered=number % 3 == 0)
        for number in range(n)
    ]
