"""Made-up judgments that stand for real ones: two courts, three causes, several sentences a part."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus.judgment import Judgment, RawJudgment, Rejected, SourceRecord
from corpus.reading import read_judgment
from tests.evaluation.judgments import OFFENCES, PLACES, judgment_text

TODAY = date(2026, 11, 26)
COURTS = (("江西省南昌市青山湖区人民法院", "赣0111"), ("江西省南昌市东湖区人民法院", "赣0102"))
NAMES = ("张某", "李某甲", "王建国")


def text_of(number: int) -> str:
    """Return a made-up judgment."""
    charge = tuple(OFFENCES)[number % 3]
    court, code = COURTS[number // 3 % 2]
    more = f"其{PLACES[number % 6]}的邻居第{number}人证实此事。案发后退赔{1000 + number}元。"
    return (
        judgment_text(charge, number)
        .replace(*(COURTS[0][0], court))
        .replace("赣0111", code)
        .replace("上述事实，", f"{more}上述事实，")
        .replace("张某", NAMES[number % 3])
    )


def judgments(count: int) -> Iterator[Judgment]:
    """Yield so many, as the product reads them."""
    source = SourceRecord(name="made", place="made", format="lecard")
    for number in range(count):
        read = read_judgment(RawJudgment(text=text_of(number), source=source), today=TODAY)
        assert not isinstance(read, Rejected)
        yield read


def write(path: Path, count: int) -> Path:
    """Write so many in the form of LeCaRD."""
    rows = ({"id": str(at), "qw": text_of(at), "ajjbqk": "事实"} for at in range(count))
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path
