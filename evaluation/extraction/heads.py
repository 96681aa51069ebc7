"""Are court, case number, kind of paper and date right?

Labels and readings are compared in canonical form: a court by the table of courts (中级法院 and
中级人民法院 are one), a case number by its canonical print, a kind by its token. A record whose
label is missing is not counted. Where the reader gives candidates or says "unreadable", that is a
miss here. ``court_by_code`` asks the table of court codes for the court, by the number alone; codes
that the table does not hold are not counted.
"""

from datetime import date

from corpus.case_number import read_case_number
from corpus.court import read_court_name
from corpus.court_codes import court_of_code
from corpus.errors import CaseNumberError
from corpus.judgment import DocumentKind, Judgment
from corpus.spans import Reading, value_of
from evaluation.extraction.record import GoldRecord
from evaluation.extraction.tally import Miss, Tally

_KINDS = (
    ("判决书", DocumentKind.PANJUE),
    ("裁定书", DocumentKind.CAIDING),
    ("调解书", DocumentKind.TIAOJIE),
    ("决定书", DocumentKind.JUEDING),
    ("通知书", DocumentKind.TONGZHI),
)


def score_heads(record: GoldRecord, judgment: Judgment, tally: Tally) -> None:
    """Count the four fields of the head that this record's labels hold."""
    labels = record.labels
    number = labels.get("case_number")
    if number:
        _compare(record, tally, "case_number", _canonical(number), judgment.case_number)
    name = labels.get("court")
    court = read_court_name(name) if name else None
    if court is not None:
        read = value_of(judgment.court)
        _count(record, tally, "court", court.name, read.name if read else str(judgment.court))
        _score_code(record, tally, court.name, judgment)
    kind = next((k for word, k in _KINDS if word in labels.get("document_kind", "")), None)
    if kind is not None:
        _compare(record, tally, "document_kind", kind, judgment.document_kind)
    day = labels.get("decision_date")
    if day:
        _compare(record, tally, "decision_date", date.fromisoformat(day), judgment.decided_on)


def _score_code(record: GoldRecord, tally: Tally, court: str, judgment: Judgment) -> None:
    own = value_of(judgment.case_number)
    coded = court_of_code(own.court_code) if own and not own.is_old_form else None
    if coded is not None:
        _count(record, tally, "court_by_code", court, coded.name)


def _canonical(number: str) -> str:
    try:
        return str(read_case_number(number))
    except CaseNumberError:
        return number


def _compare(
    record: GoldRecord, tally: Tally, figure: str, expected: object, reading: Reading[object]
) -> None:
    value = value_of(reading)
    met = str(reading) if value is None else str(value)
    _count(record, tally, figure, str(expected), met)


def _count(record: GoldRecord, tally: Tally, figure: str, expected: str, met: str) -> None:
    is_right = expected == met
    miss = Miss(record=record.id, figure=figure, expected=expected, met=met)
    tally.add(figure, correct=float(is_right), miss=None if is_right else miss)
