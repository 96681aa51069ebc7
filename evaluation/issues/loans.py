"""Do positions read from the reasoning of loan judgments land on the sentences that were labelled?

Each judgment of ``focus.jsonl`` has one disputed issue (争议焦点) and sentences of its paragraphs
that belong to it (子节点). The sentences of a judgment share its issue, so many pairs lie
in one judgment; pairs across judgments are counted by themselves.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from corpus.judgment import Judgment, RawJudgment, SourceRecord
from corpus.positions.model import IssueSource, Position
from corpus.positions.names import LOANS, shipped_model
from corpus.positions.reading import read_positions
from corpus.reading import read_judgment
from corpus.spans import Span
from evaluation.errors import MeasurementError
from evaluation.issues.pairwise import PairScore, floor_of, marks_of, score_marks, score_pairs
from evaluation.issues.sentences import chances_of

_REASONING = "裁判分析过程段"
_TODAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanScores:
    """What positions tell of the labelled sentences.

    Attributes:
        judgments: Judgments read.
        sentences: Labelled sentences of their reasoning.
        held: Share of these that lie in a holding.
        reasoned: Share that lie in the passage of a position.
        covered: Share of the characters of the reasoning that lie in a holding.
        pairs: Pairs of labelled sentences of one issue, told by the product of their chances.
        floor: F1 of telling as many pairs by chance.
        by_judgment: The same pairs told by lying in one judgment, the baseline.
        across: Pairs of sentences of two judgments, told by the product of their chances.
    """

    judgments: int
    sentences: int
    held: float
    reasoned: float
    covered: float
    pairs: PairScore
    floor: float
    by_judgment: PairScore
    across: PairScore


def score_loans(path: Path, *, least: float) -> LoanScores:
    """Read the judgments of a file and score what is read.

    Args:
        path: ``focus.jsonl``.
        least: A pair is told from this product of chances on.

    Cost: 20 ms for each judgment.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    held: list[bool] = []
    reasoned: list[bool] = []
    told: list[tuple[str, str, int]] = []
    shares: list[float] = []
    for place, row in enumerate(rows):
        judgment = _read(row, place)
        positions = [
            each for each in read_positions(judgment) if each.source is not IssueSource.RULING
        ]
        shares.append(_share(positions, len(row[_REASONING])))
        for start, end in _labelled(row, judgment.text):
            held.append(_meets([each.holding for each in positions], start, end))
            reasoned.append(_meets([each.passage for each in positions], start, end))
            told.append((judgment.text[start:end], row["争议焦点"][0], place))
    chances = chances_of(shipped_model(LOANS), [text for text, _, _ in told])
    labels = [[issue] for _, issue, _ in told]
    wholes = [place for _, _, place in told]
    pairs = score_pairs(chances, labels, least=least)
    return LoanScores(
        judgments=len(rows),
        sentences=len(told),
        held=float(np.mean(held)),
        reasoned=float(np.mean(reasoned)),
        covered=float(np.mean(shares)),
        pairs=pairs,
        floor=floor_of(pairs, len(told)),
        by_judgment=score_marks(marks_of([[str(place)] for place in wholes]), labels),
        across=score_pairs(chances, labels, least=least, wholes=wholes),
    )


def _read(row: dict[str, str], place: int) -> Judgment:
    text = (
        "某县人民法院\n民事判决书\n（2018）辽0101民初1号\n原告与被告民间借贷纠纷一案，本院受理后，依法审理终结。\n"
        f"{row.get('诉称段', '')}\n{row.get('辩称段', '')}\n{row[_REASONING]}\n被告归还借款。\n"
    )
    source = SourceRecord(name="focus", place=str(place), format="jsonl")
    judgment = read_judgment(RawJudgment(text=text, source=source), today=_TODAY)
    if not isinstance(judgment, Judgment):
        raise MeasurementError("issues", f"judgment {place} was not read: {judgment.reason}")
    return judgment


def _labelled(row: dict[str, object], text: str) -> Iterator[tuple[int, int]]:
    """Yield where the labelled sentences of the reasoning stand, each once."""
    nodes = row["争议焦点子节点"]
    seen: set[int] = set()
    for node in nodes if isinstance(nodes, list) else ():
        sentence = str(node["sentence"]).strip()
        start = text.find(sentence) if node["文书段落"] == _REASONING and sentence else -1
        if start >= 0 and start not in seen:
            seen.add(start)
            yield start, start + len(sentence)


def _meets(spans: Sequence[Span], start: int, end: int) -> bool:
    """Tell whether a part shares half of itself, or half of a span, with one of the spans."""
    shared = [(min(end, each.end) - max(start, each.start), len(each)) for each in spans]
    return any(2 * common >= min(end - start, length) for common, length in shared)


def _share(positions: Sequence[Position], length: int) -> float:
    return min(1.0, sum(len(each.holding) for each in positions) / max(1, length))
