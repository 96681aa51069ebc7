"""Do two cases lie under the same version of the law?

For every change that governs what the two are about, each case has a place. Unlike places make the
cases unlike, however like their facts are; a place that is open or not told leaves it unknown, and
that is said, too. Changes that no table holds are not seen, which every SAME says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from corpus.cause.charges import renamed_to
from corpus.judgment import CaseType
from corpus.law.changes import (
    ChangeScope,
    Confidence,
    LawChange,
    law_changes,
)
from corpus.law.old_citations import OldCitation, old_citations
from corpus.law.placing import LawTime, Place, Placed, day_words, placed
from corpus.law.versions import version_in_force, versions_of
from corpus.provision import Provision

_CRIMINAL_LAW: Final = "中华人民共和国刑法"
# Since this day the table holds every amendment of a charge; older ones are not in it.
_COMPLETE_SINCE: Final = date(2011, 5, 1)
_LENIENT: Final = "从旧兼从轻"
_PROCEDURE: Final = re.compile(r"诉讼法|诉讼费|诉讼程序|证据的|时间效力|仲裁法")


class LawSameness(StrEnum):
    """Whether two cases lie under the same version of the law."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFinding:
    """One change of the law that governs two cases.

    Attributes:
        change: The change.
        asked: Place of the case that is asked about.
        found: Place of the judgment that was found.
    """

    change: LawChange
    asked: Placed
    found: Placed

    @property
    def sameness(self) -> LawSameness:
        """Whether the two stand on one side of it."""
        sides = {self.asked.place, self.found.place}
        if sides <= {Place.OLD, Place.NEW}:
            return LawSameness.SAME if len(sides) == 1 else LawSameness.OTHER
        return LawSameness.UNKNOWN

    @property
    def is_from_memory(self) -> bool:
        """Whether the court should confirm the row."""
        return self.change.confidence is Confidence.MEMORY


@dataclass(frozen=True, slots=True, kw_only=True)
class LawComparison:
    """Whether a judgment lies under the law of the case asked about.

    Attributes:
        sameness: SAME, OTHER or UNKNOWN for all governing changes together.
        findings: Changes of substance that govern, those that part the cases first.
        notes: Changes of general rules and of numbers that lie between the two.
        sentences: The verdict in plain sentences, the weightiest first.
        old_citations: Provisions that the judgment cites and that stand elsewhere today.
    """

    sameness: LawSameness
    findings: tuple[LawFinding, ...]
    notes: tuple[LawFinding, ...]
    sentences: tuple[str, ...]
    old_citations: tuple[OldCitation, ...]


def compare_law(asked: LawTime, found: LawTime) -> LawComparison:
    """Compare the law of a judgment with that of the case asked about.

    Example:
        >>> from corpus.law.happening import read_happening
        >>> from corpus.spans import Span
        >>> def timber(text, year):
        ...     return LawTime(
        ...         case_type=CaseType.CRIMINAL, elements=("盗伐林木罪",), provisions=(),
        ...         happening=read_happening(text, [Span(0, len(text))]), facts=text, filed_on=None,
        ...         judged_on=date(year, 10, 5),
        ...     )
        >>> old, new = timber("2022年5月6日盗伐", 2022), timber("2024年5月6日盗伐", 2024)
        >>> compare_law(new, old).sameness.value, compare_law(old, old).sameness.value
        ('other', 'same')
        >>> compare_law(new, timber("盗伐", 2024)).sameness.value
        'unknown'

    Cost: 0.3 ms.
    """
    findings: list[LawFinding] = []
    notes: list[LawFinding] = []
    for change in _governing_changes(asked, found):
        finding = LawFinding(
            change=change, asked=placed(change, asked), found=placed(change, found)
        )
        if change.scope is ChangeScope.SUBSTANCE:
            findings.append(finding)
        elif finding.sameness is LawSameness.OTHER:
            notes.append(finding)
    findings.sort(key=lambda each: (_WEIGHT[each.sameness], -each.change.since.toordinal()))
    doubts = tuple(_unlike_versions(asked, found, findings))
    sameness = _together([each.sameness for each in findings], doubts)
    return LawComparison(
        sameness=sameness,
        findings=tuple(findings),
        notes=tuple(notes),
        sentences=tuple(_sentences(findings, doubts, sameness)),
        old_citations=old_citations(found),
    )


_WEIGHT: Final = {LawSameness.OTHER: 0, LawSameness.UNKNOWN: 1, LawSameness.SAME: 2}


def _governing_changes(asked: LawTime, found: LawTime) -> Iterator[LawChange]:
    cases = (asked, found)
    if _are_of_two_kinds(asked, found):
        return
    kinds = {case.case_type.value for case in cases if case.case_type is not None}
    named = [names for case in cases if (names := frozenset(_names_of(case)))]
    cited: dict[str, set[Provision]] = {}
    for each in (each for case in cases for each in case.provisions):
        cited.setdefault(each.value.law, set()).add(each.value)
    for change in law_changes():
        if change.kind != "any" and kinds and change.kind not in kinds:
            continue
        is_named = bool(named) and not any(map(change.elements.isdisjoint, named))
        if not is_named and change.elements and change.law == _CRIMINAL_LAW:
            # Every conviction names its charge; articles of other charges are not looked at.
            continue
        if not is_named and not (
            any(map(change.is_new_rule, cited.get(change.law, ())))
            or any(
                change.is_former_rule(provision)
                for title in change.former
                for provision in cited.get(title, ())
            )
        ):
            continue
        if not change.told or any(word in case.facts for word in change.told for case in cases):
            yield change


def _are_of_two_kinds(asked: LawTime, found: LawTime) -> bool:
    return None not in {asked.case_type, found.case_type} and asked.case_type != found.case_type


def _names_of(case: LawTime) -> Iterator[str]:
    """Give charges and causes, charges also by the name that they have today."""
    for name in case.elements:
        yield name
        yield renamed_to(name)


def _unlike_versions(
    asked: LawTime, found: LawTime, findings: Sequence[LawFinding]
) -> Iterator[str]:
    """Tell the governing laws whose versions differ, or cannot be told, where no row tells how."""
    if _are_of_two_kinds(asked, found):
        yield "两案的案件类型不同，不能比较法律版本"
        return
    governing = _governing(found)
    if not findings and not governing:
        yield "该案所适用的实体法未载明，无法判断是否同一版本"
    known = {law for each in findings for law in (each.change.law, *each.change.former)}
    for law in dict.fromkeys((*governing, *_governing(asked))):
        if law in known or len(versions_of(law)) < 2:
            continue
        days = [_day_of_facts(case) for case in (asked, found)]
        if days[0] is None or days[1] is None:
            yield f"《{law}》有多个版本，事实发生时间未载明，无法判断是否同一版本"
            continue
        if law == _CRIMINAL_LAW and min(days[0], days[1]) >= _COMPLETE_SINCE:
            continue
        versions = [version_in_force(law, day) for day in days if day is not None]
        if versions[0] != versions[1]:
            yield f"《{law}》版本不同，改动是否涉及所引条文未收录"


def _governing(case: LawTime) -> tuple[str, ...]:
    """Return the laws of substance that a case cites; a charge tells the Criminal Law."""
    cited = [each.value.law for each in case.provisions if not _PROCEDURE.search(each.value.law)]
    if case.case_type is CaseType.CRIMINAL and case.elements:
        cited.append(_CRIMINAL_LAW)
    return tuple(dict.fromkeys(cited))


def _day_of_facts(case: LawTime) -> date | None:
    return None if case.happening is None else case.happening.first.value.earliest


def _together(each: Sequence[LawSameness], doubts: Sequence[str]) -> LawSameness:
    if LawSameness.OTHER in each:
        return LawSameness.OTHER
    if LawSameness.UNKNOWN in each or doubts:
        return LawSameness.UNKNOWN
    return LawSameness.SAME


def _sentences(
    findings: Sequence[LawFinding], doubts: Sequence[str], sameness: LawSameness
) -> Iterator[str]:
    for finding in findings:
        change = finding.change
        rule = "起的现" if finding.asked.place is Place.NEW else "前的原"
        if finding.sameness is LawSameness.OTHER:
            yield (
                f"法律版本不同：{day_words(change.since)}起规定有实质改动。原：{change.before}；"
                f"现：{change.after}（{change.source}）。本案{finding.asked.ground}；该案{finding.found.ground}。"
                "不同结果可能来自法律变化。"
            )
        elif finding.sameness is LawSameness.UNKNOWN:
            yield (
                f"能否同用一版法律无法判断：{day_words(change.since)}起规定有改动（{change.source}）。"
                f"本案{finding.asked.ground}；该案{finding.found.ground}。"
            )
        elif _LENIENT in finding.asked.ground + finding.found.ground:
            yield (
                f"同用{day_words(change.since)}{rule}规定（{change.source}）："
                f"本案{finding.asked.ground}；该案{finding.found.ground}。"
            )
    yield from (f"{doubt}。" for doubt in doubts)
    if sameness is LawSameness.SAME:
        yield "未见两案所适用的法律有实质不同（以已收录的法律变化为限）。"
