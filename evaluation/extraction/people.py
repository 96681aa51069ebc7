"""Are the parties with their roles, the presiding judge and the clerk right?

Labels were set on 149 documents of three sets (``labels/people.csv``) on which no rule was written
before: the reader's answer was laid beside opening and signature of the text, and kept or corrected
by eye, which favours the reader where the eye slips. They hold hashes only.

``parties`` is the micro F1 over pairs of role and name; counsel, defenders and representatives
count too. ``presiding_judge`` is the 审判长 or the judge who sat alone, ``clerk`` the first 书记员;
a paper that names none, or whose name was taken out (×××), has the label "-".
"""

from corpus.judgment import Judgment
from corpus.panel import PanelMember, PanelOffice, presiding_of
from corpus.spans import Extracted
from evaluation.extraction.labels.reading import NONE, hash_of, read_labels
from evaluation.extraction.record import GoldRecord
from evaluation.extraction.tally import Miss, Tally


def score_people(record: GoldRecord, judgment: Judgment, tally: Tally) -> None:
    """Count the people of one record, if it is labelled."""
    labels = read_labels("people.csv")
    if (record.id, "clerk") not in labels:
        return
    expected = {value for value in labels.get((record.id, "party"), ()) if value != NONE}
    pairs = pairs_of(judgment)
    found = {hash_of(record.id, "party", pair): pair for pair in pairs}
    wrong = [pair for key, pair in found.items() if key not in expected]
    missing = len(expected - found.keys())
    miss = None
    if wrong or missing:
        miss = Miss(
            record=record.id, figure="parties", expected=f"{missing} more", met=" ".join(wrong)
        )
    tally.add_sets(
        "parties",
        right=len(expected & found.keys()),
        expected=len(expected),
        found=len(found),
        miss=miss,
    )
    for field, met in (("presiding_judge", presiding(judgment)), ("clerk", clerk(judgment))):
        label = labels[record.id, field][0]
        is_right = met == NONE if label == NONE else hash_of(record.id, field, met) == label
        wrong_name = Miss(record=record.id, figure=field, expected=label, met=met)
        tally.add(field, correct=float(is_right), miss=None if is_right else wrong_name)


def pairs_of(judgment: Judgment) -> list[str]:
    """Return role and name of everybody who takes part."""
    return [f"{fact.value.role}|{fact.value.name}" for fact in judgment.parties]


def presiding(judgment: Judgment) -> str:
    """Return the name of who presided, or "-"."""
    member = presiding_of(judgment.panel)
    return member.value.name if member else NONE


def clerk(judgment: Judgment) -> str:
    """Return the name of the first clerk, or "-"."""
    members: list[PanelMember] = [m.value for m in judgment.panel if isinstance(m, Extracted)]
    return next((m.name for m in members if m.office is PanelOffice.CLERK), NONE)
