"""What do real judgments make expect of terms, learned without those that are asked about?"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from corpus.judgment import Judgment, RawJudgment, SourceRecord
from corpus.reading import read_judgment
from evaluation.divergence.clusters import LECARD, Cluster
from evaluation.extraction.records import lecard_record, read_rows
from service.divergence.expecting import Expectation
from service.divergence.sentencing import learn_expectation


def expectation_without(
    folder: Path, clusters: Sequence[Cluster], *, today: date
) -> Expectation | None:
    """Learn from the judgments of LeCaRD that stand in no cluster.

    A text that stands in a cluster under another name is left out, too.

    Cost: 80 s of processor time for 8,500 judgments.
    """
    held = {"".join(text.split()) for cluster in clusters for text in cluster.texts.values()}
    judgments = []
    for row in read_rows(folder / LECARD):
        record = lecard_record(row)
        if "".join(record.text.split()) in held:
            continue
        source = SourceRecord(name="benchmark", place=record.id, format="evaluation")
        read = read_judgment(RawJudgment(text=record.text, source=source), today=today)
        if isinstance(read, Judgment):
            judgments.append(read)
    return learn_expectation(judgments)
