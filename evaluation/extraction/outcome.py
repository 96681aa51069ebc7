"""Is the ruling understood: charge, term, fine, direction, and what became of the judgment below?

Protocol, set by set (the layout of the texts is described in ``records``):

* ``simucourt-first``, criminal: the words of the ruling are the labelled fields themselves, put
  together to one sentence. ``charge``, ``term`` and ``fine`` therefore measure whether a sentence
  of a ruling is taken apart rightly, with its numerals. ``charge_by_reasoning`` asks the same
  charge of the court's view and the indictment alone, which are independent of the label.
* ``simucourt-second``, criminal: the ruling is the text of its items (维持…, 撤销…, a new
  sentence); the labels of charge, term and fine are fields of their own that say what holds in the
  end. This is a reading of real words against an independent label.
* ``result_direction`` for civil and administrative cases of first instance, ``appeal_result``
  (affirmed / changed / remanded) and ``below_number`` for second instance: the set has no such
  fields, so they were labelled here (``labels/simucourt.csv``; a number is kept as a hash): the
  reader's answer was laid beside the words of results and appeal, and kept or corrected by eye.
  Parts of the ruling beyond the third item are not in the set.

Terms are compared by kind, months and days, fines in fen, charges as sets of full names.
"""

import hashlib
import re
from typing import Any, Final

from corpus.cause import canonical_charge, find_charges
from corpus.errors import NumeralError
from corpus.judgment import Judgment, SectionKind
from corpus.numerals import read_amount, read_duration
from corpus.outcome.charges import find_convicted_charges
from corpus.outcome.model import AppealResult, Outcome, Punishment
from evaluation.extraction.labels.reading import NONE, hash_of, read_labels
from evaluation.extraction.record import GoldRecord
from evaluation.extraction.tally import Miss, Tally

_TERM: Final = re.compile(r"判处(?P<kind>有期徒刑|拘役|管制)(?P<length>[^，。]+)")
_KINDS: Final = {
    "有期徒刑": "fixed_term",
    "拘役": "detention",
    "管制": "control",
}
_FINE: Final = re.compile(r"罚金(?:人民币)?(?P<amount>[^，。]*?元)")
_CHARGE: Final = re.compile(r"^(?:被告人|上诉人)[^犯]{0,4}?犯?(?P<names>[^，。]+)$")
_COARSE: Final = {
    AppealResult.AFFIRMED: "affirmed",
    AppealResult.REMANDED: "remanded",
    AppealResult.VARIED: "changed",
    AppealResult.REVOKED_AND_DECIDED: "changed",
}


def key_of(number: str) -> str:
    """Return the key of a record: its number in the set is given several times over.

    Example:
        >>> len(key_of("（2023）京01民终1号"))
        12
    """
    return hashlib.sha256(number.strip().encode()).hexdigest()[:12]


def score_outcome(record: GoldRecord, judgment: Judgment, tally: Tally) -> None:
    """Count what this record's labels hold of the outcome."""
    labels = record.labels
    if labels.get("类别") == "刑事":
        _score_criminal(record, judgment, tally)
    number = str(labels.get("案号") or "")
    hand = read_labels("simucourt.csv")
    key = key_of(number)
    if direction := hand.get((key, "result_direction")):
        _compare(record, tally, "result_direction", direction[0], direction_of(judgment.outcome))
    if result := hand.get((key, "appeal_result")):
        _compare(record, tally, "appeal_result", result[0], _appeal(judgment.outcome))
    if below := hand.get((key, "below_number")):
        appeal = judgment.outcome.appeal if judgment.outcome else None
        met = str(appeal.below[0].value.number) if appeal and appeal.below else NONE
        is_right = (
            met == NONE if below[0] == NONE else hash_of(key, "below_number", met) == below[0]
        )
        _add(record, tally, "below_number", below[0], met, is_right=is_right)


def direction_of(outcome: Outcome | None) -> str:
    """Return the direction of a civil or administrative ruling in one word.

    Example:
        >>> direction_of(None)
        '-'
    """
    if outcome is not None and outcome.civil is not None and outcome.civil.result is not None:
        return str(outcome.civil.result.value)
    if (
        outcome is not None
        and outcome.administrative is not None
        and outcome.administrative.results
    ):
        return str(outcome.administrative.results[0].value)
    return NONE


def _appeal(outcome: Outcome | None) -> str:
    appeal = outcome.appeal if outcome else None
    if appeal is None or appeal.result is None:
        return NONE
    return _COARSE.get(appeal.result.value, str(appeal.result.value))


def _score_criminal(record: GoldRecord, judgment: Judgment, tally: Tally) -> None:
    labels = record.labels
    charges = _label_charges(str(labels.get("刑事_罪名") or ""))
    if not charges:
        return
    criminal = judgment.outcome.criminal if judgment.outcome else None
    accused = [fact.value for fact in criminal.accused] if criminal else []
    read = {
        conviction.charge.value
        for each in accused
        for conviction in each.convictions
        if conviction.charge is not None
    }
    _compare(record, tally, "charge", _joined(charges), _joined(read))
    if "审理程序" in labels and labels["审理程序"] == "一审":
        _compare(
            record, tally, "charge_by_reasoning", _joined(charges), _joined(_reasoned(judgment))
        )
    final = accused[0].final if len(accused) == 1 else None
    _compare(record, tally, "term", _label_term(labels), _term_of(final))
    _compare(record, tally, "fine", _label_fine(labels), _fine_of(final))


def _reasoned(judgment: Judgment) -> set[str]:
    """Return the charge by the court's view, else by what comes before it."""
    found: set[str] = set()
    for section in judgment.sections:
        if section.kind is SectionKind.REASONING:
            found |= {fact.value for fact in find_convicted_charges(judgment.text, section.span)}
    if found:
        return found
    end = next(s.span.start for s in judgment.sections if s.kind is SectionKind.REASONING)
    return {fact.value for fact in find_charges(judgment.text, 0, end)[:1]}


def _label_charges(words: str) -> set[str]:
    match = _CHARGE.match(words)
    names = match["names"].split("罪、") if match else []
    return {charge for name in names if (charge := canonical_charge(name)) is not None}


def _label_term(labels: Any) -> str:  # noqa: ANN401 - JSON of the set
    words = str(labels.get("刑事_刑期") or "")
    if "无期徒刑" in words:
        return "life"
    match = _TERM.search(words)
    if match is None:
        return NONE
    length = read_duration(match["length"])
    return f"{_KINDS[match['kind']]} {length.months} months {length.days} days"


def _term_of(punishment: Punishment | None) -> str:
    term = punishment.term if punishment else None
    if term is None:
        return NONE
    return (
        f"{term.kind} {term.months} months {term.days} days"
        if term.months + term.days
        else str(term.kind)
    )


def _label_fine(labels: Any) -> str:  # noqa: ANN401 - JSON of the set
    match = _FINE.search(str(labels.get("刑事_罚金") or ""))
    try:
        return str(read_amount(match["amount"])) if match else NONE
    except NumeralError:
        return str(match)


def _fine_of(punishment: Punishment | None) -> str:
    fine = punishment.fine_fen if punishment else None
    return NONE if fine is None else str(fine)


def _joined(names: set[str]) -> str:
    return " ".join(sorted(names)) or NONE


def _compare(record: GoldRecord, tally: Tally, figure: str, expected: str, met: str) -> None:
    _add(record, tally, figure, expected, met, is_right=expected == met)


def _add(
    record: GoldRecord, tally: Tally, figure: str, expected: str, met: str, *, is_right: bool
) -> None:
    miss = Miss(record=record.id, figure=figure, expected=expected, met=met)
    tally.add(figure, correct=float(is_right), miss=None if is_right else miss)
