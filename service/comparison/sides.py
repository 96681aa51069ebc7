"""What of a case is compared: a stored judgment, or a text that somebody asks with?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.cause.charges import charge_names
from corpus.citations import find_provisions
from corpus.judgment import CaseType, Instance, Judgment, JudgmentId, Party, Role, SectionKind
from corpus.law.happening import Happening, Moment, read_happening
from corpus.law.placing import LawTime, law_time_of
from corpus.outcome.circumstances import find_circumstances
from corpus.outcome.model import Circumstance, CriminalOutcome
from corpus.spans import Extracted, Reading, Span
from indexing.searching.query import QueryParts

_PRINCIPAL: Final = frozenset(
    {
        Role.PLAINTIFF,
        Role.DEFENDANT,
        Role.APPELLANT,
        Role.APPELLEE,
        Role.ACCUSED,
        Role.RETRIAL_APPLICANT,
        Role.RESPONDENT,
    }
)
_TOLD: Final = "told"
_LINE: Final = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two cases that are compared.

    Attributes:
        text: The text that all spans count in.
        facts: Where it tells what happened.
        claims: Where it tells what is asked for.
        issues: Its disputed issues, one by one.
        typed_issues: Disputed issues that the text does not hold, as a judge noted them, one to a
            line; quotes of them count in these words. Empty where there are none.
        reasoning: Where a court or a prosecutor argues.
        elements: Charges, or causes, with their words where it has them.
        instance: Stage of procedure; None where it has none yet or does not tell.
        parties: Those who bring the case or are sued or accused.
        circumstances: Circumstances of sentencing that it affirms.
        law: What tells which law governs.
        judgment_id: The stored judgment; None for a text.
    """

    text: str
    facts: tuple[Span, ...]
    claims: tuple[Span, ...]
    issues: tuple[Span, ...]
    reasoning: tuple[Span, ...]
    elements: tuple[Extracted[str], ...]
    instance: Reading[Instance]
    parties: tuple[Extracted[Party], ...]
    circumstances: tuple[Extracted[Circumstance], ...]
    law: LawTime
    judgment_id: JudgmentId | None
    typed_issues: str = ""

    @property
    def told(self) -> tuple[Span, ...]:
        """What happened and what is asked for, in order of the text."""
        return tuple(sorted({*self.facts, *self.claims}))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parties, longest first: they make no two cases alike."""
        return tuple(
            sorted({each.value.name for each in self.parties}, key=lambda name: (-len(name), name))
        )


def side_of_judgment(judgment: Judgment) -> Side:
    """Return a judgment as one side of a comparison.

    Cost: that of :func:`corpus.law.placing.law_time_of`.
    """
    spans = {
        kind: tuple(each.span for each in judgment.sections if each.kind is kind)
        for kind in SectionKind
    }
    elements = judgment.charges
    if not elements and isinstance(judgment.cause, Extracted):
        elements = (judgment.cause,)
    outcome = judgment.outcome
    return Side(
        text=judgment.text,
        facts=spans[SectionKind.FACTS] or spans[SectionKind.LOWER_COURT],
        claims=spans[SectionKind.CLAIMS],
        issues=spans[SectionKind.ISSUES],
        reasoning=spans[SectionKind.REASONING],
        elements=elements,
        instance=judgment.instance,
        parties=tuple(each for each in judgment.parties if each.value.role in _PRINCIPAL),
        circumstances=outcome.circumstances if isinstance(outcome, CriminalOutcome) else (),
        law=law_time_of(judgment),
        judgment_id=judgment.id,
    )


def side_of_text(
    text: str,
    *,
    parts: QueryParts,
    elements: Sequence[str],
    as_of: date,
    happened_on: date | None = None,
    case_type: CaseType | None = None,
    filed_on: date | None = None,
    intended: Sequence[str] = (),
    issues: Sequence[str] = (),
) -> Side:
    """Return the text of a pending case as one side of a comparison.

    Args:
        text: The paper or account; all quotes count in it.
        parts: What of it is compared, word for word from the text, as
            :func:`service.search.understanding.understand` gives it.
        elements: Charges or causes, told or read; predicted ones say nothing of the case.
        as_of: The day of asking: a pending case is judged after it.
        happened_on: Day of the facts, where somebody told it; else it is read.
        case_type: Kind of case, where somebody told it; else the charges tell a criminal one.
        filed_on: Day of filing, where somebody told it.
        issues: Disputed issues as noted; where they do not stand in the text, they are quoted from
            the note.
        intended: Provisions that are meant to be applied, as written, beside those of the text.

    Cost: linear in the text, 2 ms for 10,000 characters.
    """
    facts, claims = _places(text, [parts.facts]), _places(text, [parts.claims])
    reasoning = _places(text, [parts.reasoning])
    happening = read_happening(text, facts or claims, not_after=as_of)
    if happened_on is not None:
        day = Moment(earliest=happened_on, latest=happened_on)
        happening = Happening(moments=(Extracted(day, Span(0, 0), _TOLD),), is_lasting=False)
    if case_type is None and any(name in charge_names() for name in elements):
        case_type = CaseType.CRIMINAL
    typed = find_provisions("；".join(intended))
    is_noted = bool(issues) and not all(issue in text for issue in issues)
    return Side(
        text=text,
        facts=facts,
        claims=claims,
        issues=_places(text, issues or parts.issues),
        reasoning=reasoning,
        elements=tuple(Extracted(name, _first_place(text, name), _TOLD) for name in elements),
        instance=None,
        parties=(),
        circumstances=tuple(
            found for span in (*facts, *reasoning) for found in find_circumstances(text, span)
        ),
        law=LawTime(
            case_type=case_type,
            elements=tuple(elements),
            # What was typed beside the text has no words in it.
            provisions=(
                *find_provisions(text),
                *(Extracted(each.value, Span(0, 0), _TOLD) for each in typed),
            ),
            facts=parts.told,
            happening=happening,
            filed_on=filed_on,
            judged_on=as_of,
            is_pending=True,
        ),
        judgment_id=None,
        typed_issues="\n".join(issues) if is_noted else "",
    )


def _places(text: str, parts: Iterable[str]) -> tuple[Span, ...]:
    """Return where parts of a text stand; one that was joined of several, line by line."""
    places: list[Span] = []
    for part in parts:
        if not part.strip():
            continue
        start = text.find(part)
        if start >= 0:
            places.append(Span(start, start + len(part)))
            continue
        cursor = 0
        for line in _LINE.findall(part):
            start = text.find(line, cursor)
            if start >= 0:
                cursor = start + len(line)
                places.append(Span(start, cursor))
    return tuple(sorted(set(places)))


def _first_place(text: str, name: str) -> Span:
    """Return where a name first stands in a text; no characters where it does not."""
    start = text.find(name)
    return Span(start, start + len(name)) if start >= 0 else Span(0, 0)
