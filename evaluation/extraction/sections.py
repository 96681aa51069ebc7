"""Is each character in the right part, and does each part begin and end in the right place?

The labels know fewer parts than the reader, so the reader's parts are put together first. The
schemes, label by label:

* ``portal`` (wenshu): head = head; procedure = parties, procedure (the portal puts the parties into
  s23 where they stand in one paragraph with it); facts = claims, defences, court below, facts,
  evidence, issues; reasons = reasoning, legal basis; disposition = disposition, costs, notice of
  appeal; signature = signature, annex.
* ``page`` (wenshu records with the whole page): the same, but the parties are in no label.
* ``lecard``: the same; the labels cut facts, reasons and disposition only.
* ``casegen``: the same, but the legal basis belongs to the disposition.

``section_characters``/``characters``: share of the characters inside labelled parts that are in
the part of that label. ``section_documents``/``documents``: share of records in which every
labelled part begins and ends within :data:`NEAR` characters of the label and has at most
:data:`NEAR` characters of another part inside.
"""

from typing import Final

from corpus.judgment import Judgment, SectionKind
from evaluation.extraction.record import GoldRecord, GoldSection
from evaluation.extraction.tally import Miss, Tally

NEAR: Final = 5
_PORTAL: Final = {
    SectionKind.HEAD: "head",
    SectionKind.PARTIES: "procedure",
    SectionKind.PROCEDURE: "procedure",
    SectionKind.CLAIMS: "facts",
    SectionKind.DEFENCES: "facts",
    SectionKind.LOWER_COURT: "facts",
    SectionKind.FACTS: "facts",
    SectionKind.EVIDENCE: "facts",
    SectionKind.ISSUES: "facts",
    SectionKind.REASONING: "reasons",
    SectionKind.LEGAL_BASIS: "reasons",
    SectionKind.DISPOSITION: "disposition",
    SectionKind.COSTS: "disposition",
    SectionKind.APPEAL_NOTICE: "disposition",
    SectionKind.SIGNATURE: "signature",
    SectionKind.ANNEX: "signature",
}
SCHEMES: Final = {
    "portal": _PORTAL,
    "page": _PORTAL | {SectionKind.PARTIES: "parties"},
    "lecard": _PORTAL | {SectionKind.PARTIES: "parties", SectionKind.ANNEX: "annex"},
    "casegen": _PORTAL | {SectionKind.LEGAL_BASIS: "disposition"},
}
FIGURES: Final = {
    "portal": ("section_characters", "section_documents"),
    "page": ("section_characters", "section_documents"),
    "lecard": ("characters", "documents"),
    "casegen": ("characters", "documents"),
}
_CONTEXT: Final = 30
GOLD_FAULTS: Final = {
    "11ff34c7": "the labelled reasons begin inside the reasoning of the court below",
    "8f26bb8a": "the labelled procedure ends in the middle of a sentence",
    "6e57125e": "the paragraph on the procedure is labelled facts; other withdrawals say procedure",
    "2994322b": "the facts that the applicant tells are labelled procedure",
}
"""First eight characters of the ids of portal records whose labels are wrong, with the reason."""


def score_sections(record: GoldRecord, judgment: Judgment, tally: Tally) -> None:
    """Count the characters and the record, and keep a miss for each wrong part."""
    if not record.sections:
        return
    parts = _coarse(record.scheme, judgment)
    characters, documents = FIGURES[record.scheme]
    inside = sum(_overlap(gold, parts) for gold in record.sections)
    total = sum(gold.end - gold.start for gold in record.sections)
    wrong = [gold for gold in record.sections if not _is_right(record, gold, parts)]
    suffixes = [""] if _fault(record) else ["", "_consistent"]
    for suffix in suffixes:
        tally.add(characters + suffix, correct=inside, total=total)
        tally.add(documents + suffix, correct=float(not wrong))
    for gold in wrong:
        tally.misses.append(_miss(record, gold, parts, documents))


def _fault(record: GoldRecord) -> str | None:
    return record.gold_fault or GOLD_FAULTS.get(record.id[:8])


def _coarse(scheme: str, judgment: Judgment) -> dict[str, list[tuple[int, int]]]:
    """Return the reader's parts under the labels' names."""
    names = SCHEMES[scheme]
    parts: dict[str, list[tuple[int, int]]] = {}
    for section in judgment.sections:
        spans = parts.setdefault(names[section.kind], [])
        if spans and spans[-1][1] == section.span.start:
            spans[-1] = (spans[-1][0], section.span.end)
        else:
            spans.append((section.span.start, section.span.end))
    return parts


def _overlap(gold: GoldSection, parts: dict[str, list[tuple[int, int]]]) -> int:
    return sum(
        max(0, min(gold.end, end) - max(gold.start, start))
        for start, end in parts.get(gold.label, ())
    )


def _ends(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    start, end = spans[0][0], spans[-1][1]
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_right(
    record: GoldRecord, gold: GoldSection, parts: dict[str, list[tuple[int, int]]]
) -> bool:
    spans = parts.get(gold.label)
    if not spans:
        return gold.end - gold.start <= NEAR
    start, end = _ends(record.text, spans)
    is_near = abs(start - gold.start) <= NEAR and abs(end - gold.end) <= NEAR
    return is_near and gold.end - gold.start - _overlap(gold, parts) <= 2 * NEAR


def _miss(
    record: GoldRecord,
    gold: GoldSection,
    parts: dict[str, list[tuple[int, int]]],
    figure: str,
) -> Miss:
    spans = parts.get(gold.label)
    start, end = _ends(record.text, spans) if spans else (0, 0)
    places = [("label begins", gold.start), ("label ends", gold.end)]
    if spans:
        places += [("read begins", start), ("read ends", end)]
    return Miss(
        record=record.id,
        figure=figure,
        expected=f"{gold.label} {gold.start}:{gold.end}",
        met=f"{start}:{end}" if spans else "missing",
        context="; ".join(f"{name} {_around(record.text, place)}" for name, place in places)
        + (f"; {fault}" if (fault := _fault(record)) else ""),
    )


def _around(text: str, place: int) -> str:
    before = text[max(0, place - _CONTEXT) : place]
    return f"「{before}|{text[place : place + _CONTEXT]}」".replace("\n", "⏎")
