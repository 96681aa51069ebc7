"""How are the traits of a judgment read, and those of a paper that opens a case?"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from corpus.case_number import CaseNumber, find_case_numbers
from corpus.judgment import (
    CaseType,
    DocumentKind,
    Effectiveness,
    Instance,
    Judgment,
    JudgmentId,
    SectionKind,
)
from corpus.lineage.papers import Act, Link, Paper, effect_keys, paper_of
from corpus.numerals import find_dates
from corpus.outcome.model import AppealResult
from corpus.panel import PanelMember, PanelOffice
from corpus.party import find_parties
from corpus.pending_file import read_pending_file
from corpus.relations.claims import find_claims
from corpus.relations.model import Traits, Words
from corpus.relations.namings import find_namings, library_key
from corpus.relations.particulars import participants_of
from corpus.relations.things import find_things
from corpus.spans import Extracted, Span, value_of

_LIBRARY: Final = frozenset({DocumentKind.GUIDING_CASE, DocumentKind.REFERENCE_CASE})
_TOLD: Final = frozenset({SectionKind.CLAIMS, SectionKind.FACTS, SectionKind.LOWER_COURT})
_FILED: Final = re.compile(
    r"^(?:[^，。；;]{0,10}?)(?:立案|受理|诉至|提起(?:公诉|诉讼)|向本院(?:提起|起诉|申请))"
)
_GROUNDS: Final = re.compile(r"事实(?:和|与|及|、)?(?:主要)?理由|理由[：:]")
_APPEALED: Final = re.compile(r"不服|上诉|申请再审|抗诉|申诉")
_OPENING_CHARACTERS: Final = 1_500
_LONGEST_WORDS: Final = 160
_WITHDRAWN: Final = re.compile(
    r"准许[^。；\n]{0,40}撤回?(?:起诉|诉讼|诉)|按撤诉处理|按[^。；\n]{0,12}撤回起诉处理"
)


def traits_of(judgment: Judgment) -> Traits:
    """Return what of a judgment relates it to others.

    Cost: linear in the length of the text; about a millisecond for 7,000 characters.
    """
    text = judgment.text
    paper = paper_of(judgment)
    kind = value_of(judgment.document_kind)
    court = value_of(judgment.court)
    filed = _filed_on(text, _spans(judgment, SectionKind.PROCEDURE, SectionKind.PARTIES))
    own = () if paper.number is None else effect_keys(paper.number)
    of_procedure = {key for link in paper.links for key in effect_keys(link.number)}
    library = value_of(judgment.library_number)
    is_library = kind in _LIBRARY
    # What the prosecution says is no claim, and no series or repeated suit rests on it.
    is_suit = not is_library and value_of(judgment.case_type) is not CaseType.CRIMINAL
    claims = _spans(judgment, SectionKind.CLAIMS) if is_suit else []
    parties_end = max(
        (span.end for span in _spans(judgment, SectionKind.PARTIES)), default=len(text)
    )
    library_keys = () if library is None else tuple(filter(None, [library_key(library)]))
    return Traits(
        id=judgment.id,
        is_pending=False,
        is_library=is_library,
        paper=paper,
        link_words=_link_words(text, paper.links),
        own_keys=library_keys if is_library else own,
        case_type=value_of(judgment.case_type),
        cause=value_of(judgment.cause),
        charges=tuple(charge.value for charge in judgment.charges),
        court=None if court is None else court.name,
        judge=_judge(judgment),
        filed_on=None if filed is None else filed[0],
        filed_words=None if filed is None else filed[1],
        is_withdrawn=_is_withdrawn(judgment),
        participants=() if is_library else participants_of(text, judgment.parties, end=parties_end),
        things=() if is_library else find_things(text, _told(judgment)),
        claims=find_claims(text, [_without_grounds(text, span) for span in claims]),
        namings=find_namings(
            text, judgment.quoted_case_numbers, but={*own, *of_procedure, *library_keys}
        ),
    )


def traits_of_filing(
    text: str, *, paper_id: str, is_appeal: bool = False, identity_key: bytes | None = None
) -> Traits:
    """Return what of a paper that opens a case (起诉状, 起诉书, 上诉状) relates it to others.

    What the case system knows beside the paper is not told here; see
    :mod:`service.related.pending`.

    Args:
        text: The paper, or an account of the facts.
        paper_id: Id of the case.
        is_appeal: Whether the case is an appeal or a retrial, so that a number in its opening
            names the judgment below.
        identity_key: Key of the hash of identity numbers.

    Cost: as of :func:`traits_of`.
    """
    told = read_pending_file(text)
    spans = [Span(0, len(text))] if told is None else [told.facts]
    if told is not None and told.claims is not None:
        spans.insert(0, told.claims)
    opening = min((span.start for span in spans if told is not None), default=len(text))
    parties = find_parties(text, Span(0, opening), identity_key=identity_key)
    quoted = find_case_numbers(text)
    links = tuple(_links_below(text, quoted)) if is_appeal else ()
    of_procedure = {key for link in links for key in effect_keys(link.number)}
    return Traits(
        id=paper_id,
        is_pending=True,
        is_library=False,
        paper=Paper(
            id=JudgmentId(paper_id),
            number=None,
            kind=DocumentKind.PENDING_FILE,
            instance=None,
            decided_on=None,
            effect=Effectiveness.NOT_IN_EFFECT,
            effect_reason="待决案件",
            links=links,
        ),
        link_words=_link_words(text, links),
        own_keys=(),
        case_type=None,
        cause=None,
        charges=() if told is None else told.charges,
        court=None,
        judge="",
        filed_on=None,
        filed_words=None,
        is_withdrawn=False,
        participants=participants_of(text, parties, end=opening),
        things=find_things(text, sorted(spans)),
        claims=()
        if told is None or told.claims is None
        else find_claims(text, [_without_grounds(text, told.claims)]),
        namings=find_namings(text, quoted, but=of_procedure),
    )


def with_paper(traits: Traits, paper: Paper) -> Traits:
    """Return traits with another ``paper``, whose own number they then no longer name."""
    own = () if paper.number is None else effect_keys(paper.number)
    return replace(
        traits,
        paper=paper,
        own_keys=own,
        namings=tuple(naming for naming in traits.namings if naming.key not in own),
    )


def _spans(judgment: Judgment, *kinds: SectionKind) -> list[Span]:
    return [section.span for section in judgment.sections if section.kind in kinds]


def _told(judgment: Judgment) -> list[Span]:
    return [section.span for section in judgment.sections if section.kind in _TOLD]


def _without_grounds(text: str, span: Span) -> Span:
    """Cut 事实与理由 from a part with claims."""
    grounds = _GROUNDS.search(text, span.start, span.end)
    return span if grounds is None else Span(span.start, grounds.start())


def _filed_on(text: str, spans: Sequence[Span]) -> tuple[date, Words] | None:
    for span in spans:
        for found in find_dates(text, span.start, span.end):
            if not isinstance(found, Extracted):
                continue
            behind = _FILED.match(text[found.span.end : min(span.end, found.span.end + 24)])
            if behind is not None:
                words = Span(found.span.start, found.span.end + behind.end())
                return found.value, Words(text=words.of(text), span=words)
    return None


def _judge(judgment: Judgment) -> str:
    """Return who presided, else the first judge who signed."""
    signed = [
        each.value
        for each in judgment.panel
        if isinstance(each, Extracted) and isinstance(each.value, PanelMember)
    ]
    for office in (PanelOffice.PRESIDING, PanelOffice.JUDGE):
        for member in signed:
            if member.office is office:
                return member.name
    return ""


def _is_withdrawn(judgment: Judgment) -> bool:
    appeal = None if judgment.outcome is None else judgment.outcome.appeal
    result = None if appeal is None else appeal.result
    if result is not None and result.value is AppealResult.WITHDRAWN:
        return False
    ruled = "".join(span.of(judgment.text) for span in judgment.disposition)
    is_first = value_of(judgment.instance) in {Instance.FIRST, None}
    return is_first and _WITHDRAWN.search(ruled) is not None


def _links_below(text: str, quoted: Sequence[Extracted[CaseNumber]]) -> list[Link]:
    """Return the judgments below that an appeal names in its opening."""
    found = []
    for number in quoted:
        sentence = text[max(0, number.span.start - 80) : number.span.end + 80]
        if number.span.start < _OPENING_CHARACTERS and _APPEALED.search(sentence):
            found.append(
                Link(
                    number=number.value,
                    kind=None,
                    act=Act.FOLLOWS,
                    evidence=number.span,
                    rule="pending:below",
                )
            )
    return found


def _link_words(text: str, links: Sequence[Link]) -> tuple[Words, ...]:
    """Return the words of links; of a long ruling its beginning."""
    spans = (
        Span(each.evidence.start, min(each.evidence.end, each.evidence.start + _LONGEST_WORDS))
        for each in links
    )
    return tuple(Words(text=span.of(text), span=span) for span in spans)
