"""Which part of a judgment is each character in?"""

from typing import Final

from corpus.document_kind import read_head
from corpus.judgment import Section, SectionKind
from corpus.library_case import read_library_case
from corpus.sections.body import FOUND_RULES, cut_body
from corpus.sections.ending import cut_ending, find_annex
from corpus.sections.frame import Frame, find_frame
from corpus.sections.opening import (
    find_procedure_end,
    find_procedure_start,
    last_heard,
    opens_with_party,
)
from corpus.sections.sentences import skip_blank
from corpus.spans import Span

SHORT_PROCEDURE: Final = 400
"""Up to so many characters between how the case came and the first claim, answer or fact belong to
the procedure, whatever they say; of longer ones only the sentences that tell of the proceedings."""


def cut_sections(text: str, *, head_end: int | None = None) -> tuple[Section, ...]:
    r"""Cut a judgment into parts that tile it: every character is in exactly one.

    A part may occur more than once (claims, answer, claims again). White space between two parts
    belongs to the earlier one. A text in which nothing is recognised is one part of facts.

    Args:
        text: The text of the judgment, with line breaks, with blanks for them, or with neither.
        head_end: Offset behind court, kind and number, when the caller has read the head.

    Example:
        >>> text = (
        ...     "甲市人民法院\n民事裁定书\n（2020）京01民初1号\n原告撤诉。\n"
        ...     "本院认为，可以准许。依照《民事诉讼法》第一百四十八条规定，裁定如下：\n准许撤诉。"
        ... )
        >>> [section.kind.value for section in cut_sections(text)]
        ['head', 'facts', 'reasoning', 'legal_basis', 'disposition']

    Cost: linear in the length of the text.
    """
    if not text:
        return ()
    case = read_library_case(text)
    if case is not None:
        return _tile(text, list(case.cuts))
    start = read_head(text).end if head_end is None else head_end
    frame = find_frame(text, start)
    cuts = [(0, SectionKind.HEAD, "head")] if start else []
    cuts += _opening(text, start, frame)
    if frame.is_reasoned and frame.reasoning < frame.law:
        cuts.append((frame.reasoning, SectionKind.REASONING, "reasoning"))
    if frame.law < frame.ruling:
        cuts.append((frame.law, SectionKind.LEGAL_BASIS, "law"))
    cuts += cut_ending(text, frame.ruling, frame.signature)
    if frame.signature < len(text):
        cuts.append((frame.signature, SectionKind.SIGNATURE, "signature"))
        annex = find_annex(text, frame.signature)
        if annex < len(text):
            cuts.append((annex, SectionKind.ANNEX, "annex"))
    return _tile(text, cuts)


def _opening(text: str, start: int, frame: Frame) -> list[tuple[int, SectionKind, str]]:
    """Cut parties, procedure and body, which end where the reasoning begins."""
    end = frame.reasoning
    body = cut_body(text, start, end)
    # What was found comes behind how the case was heard: a text that begins with the facts has
    # neither parties nor procedure, whatever its facts tell of other cases.
    barrier = next(
        (at for at, kind, rule in body if kind is SectionKind.FACTS and rule in FOUND_RULES), end
    )
    came = find_procedure_start(text, start, barrier)
    if start == 0 and came > 0 and not opens_with_party(text):
        barrier = 0
    finished = find_procedure_end(text, start, barrier)
    if finished is not None:
        came = min(came, finished)
        body = [cut for cut in body if cut[0] >= finished]
        procedure_end = finished
    elif came < barrier:
        body = [cut for cut in body if cut[0] > came]
        procedure_end = body[0][0] if body else end
        if not body or procedure_end - came > SHORT_PROCEDURE:
            procedure_end = last_heard(text, came, procedure_end)
    else:
        came = procedure_end = start
    cuts: list[tuple[int, SectionKind, str]] = []
    if skip_blank(text, start, came) < came:
        cuts.append((start, SectionKind.PARTIES, "parties"))
    if came < procedure_end:
        cuts.append((came, SectionKind.PROCEDURE, "procedure"))
    if procedure_end < end and not (body and body[0][0] <= procedure_end):
        cuts.append((procedure_end, SectionKind.FACTS, "body:first"))
    return cuts + body


def _tile(text: str, cuts: list[tuple[int, SectionKind, str]]) -> tuple[Section, ...]:
    """Turn starts into parts that cover the text; parts of one kind side by side are joined."""
    if not cuts:
        cuts = [(0, SectionKind.FACTS, "whole")]
    sections: list[Section] = []
    kept: list[tuple[int, SectionKind, str]] = []
    for place, kind, rule in cuts:
        if kept and kept[-1][1] is kind:
            continue
        if kept and kept[-1][0] == place:
            kept[-1] = (place, kind, rule)
        else:
            kept.append((place if kept else 0, kind, rule))
    for number, (place, kind, rule) in enumerate(kept):
        end = kept[number + 1][0] if number + 1 < len(kept) else len(text)
        sections.append(Section(kind, Span(place, end), rule))
    return tuple(sections)
