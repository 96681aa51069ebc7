"""Which rulings of first instance did an appeal change, as papers of their own?

SimuCourt tells view and ruling of the court below in fields. The criminal papers of second instance
in LeCaRD recite both; nearly all of them changed the ruling, since those that affirm are orders,
which the set does not hold. Papers that cannot be cut surely are left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from evaluation.divergence.appeal_cuts import cut_appeal
from evaluation.divergence.appeal_papers import with_rulings
from evaluation.divergence.clusters import CASEGEN, LECARD
from evaluation.errors import BenchmarkError
from evaluation.extraction.labels.reading import read_labels
from evaluation.extraction.outcome import key_of
from evaluation.extraction.records import (
    casegen_record,
    lecard_record,
    read_rows,
    simucourt_first_record,
)

_SECOND: Final = "simucourt_second.jsonl"
_FIRST: Final = "simucourt_first.jsonl"
_CRIMINAL: Final = "刑事"
_RULED: Final = re.compile(
    r"(?:判决|判令)(?:如下)?[：:，,](?P<items>[^\n]{0,600}?)"
    r"(?=宣判后|二审|经审理查明|[^。；\n]{0,30}(?:不服|上诉|抗诉)|$)",
    re.MULTILINE,
)
_APPEALED: Final = "上诉人"
_HEAD_REACH: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """A ruling of first instance that was appealed.

    Attributes:
        name: Its record in the set.
        kind: 刑事、民事 or 行政.
        text: It as a paper.
        is_changed: Whether the appeal changed it.
    """

    name: str
    kind: str
    text: str
    is_changed: bool


def read_below(folder: Path) -> Iterator[Below]:
    """Yield the appealed rulings: those of SimuCourt, then those recited in LeCaRD.

    Raises:
        BenchmarkError: A set is missing or a record has no label.
    """
    labels = read_labels("simucourt.csv")
    for row in read_rows(folder / _SECOND):
        label = labels.get((key_of(str(row["案号"])), "appeal_result"))
        if label is None:
            raise BenchmarkError(str(folder / _SECOND), f"record {row['序号']} has no label")
        pair = with_rulings(row)
        yield Below(
            name=f"simucourt:{pair.name}",
            kind=str(row["类别"]),
            text=pair.first,
            is_changed=label[0] == "changed",
        )
    for row in read_rows(folder / LECARD):
        if (found := recited(row)) is not None:
            yield found


def recited(row: Mapping[str, Any]) -> Below | None:
    """Return the ruling that a criminal paper of second instance recites; None where none is cut.

    Args:
        row: A record of LeCaRD.
    """
    cut = cut_appeal(row)
    if cut is None:
        return None
    pair, is_changed = cut
    view = pair.first.rpartition("本院认为，")[2].strip()
    text = str(row["qw"])
    place = text.find(view[: min(20, len(view))])
    ruled = _RULED.search(text, max(0, place))
    items = ruled["items"].strip("，。； ") if ruled else ""
    if "犯" not in items or "判处" not in items:
        return None
    return Below(
        name=f"lecard:{pair.name}",
        kind=_CRIMINAL,
        text=f"{pair.first.rstrip()}\n判决如下：\n{items}。\n",
        is_changed=is_changed,
    )


def read_corpus(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Return the texts of judgments of first instance by kind of case and name.

    Raises:
        BenchmarkError: A set is missing.
    """
    found: dict[str, dict[str, str]] = {kind: {} for kind in (_CRIMINAL, "民事", "行政")}
    for row in read_rows(folder / _FIRST):
        record = simucourt_first_record(row)
        found[str(row["类别"])][f"simucourt:first:{record.id}"] = record.text
    for record in map(casegen_record, read_rows(folder / CASEGEN)):
        found["民事"][f"casegen:{record.id}"] = record.text
    for record in map(lecard_record, read_rows(folder / LECARD)):
        if _APPEALED not in record.text[:_HEAD_REACH]:
            found[_CRIMINAL][f"lecard:{record.id}"] = record.text
    return found
