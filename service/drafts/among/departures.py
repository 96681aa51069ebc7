"""On which issue does a draft depart from its like cases, and from those of which tier?

Source: 法发〔2020〕24号 art. 9, 11; 法发〔2021〕30号 art. 5.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.judgment import SectionKind
from service.divergence.model import Finding, Member, PositionGroup, Severity, Where
from service.drafts.among.company import Company
from service.drafts.among.told import told
from service.drafts.model import DraftFinding, LikeCase
from service.drafts.vocabulary import DraftRule, DraftWeight
from service.labels import label_of
from service.tiers.vocabulary import Tier

_SHOWN: Final = 4
_REASONS: Final = (SectionKind.ISSUES, SectionKind.REASONING)
_BINDING: Final = (Tier.GUIDING, Tier.REFERENCE, Tier.SUPREME, Tier.PROVINCIAL, Tier.SUPERIOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Departure:
    """A finding as it bears on the draft.

    Attributes:
        finding: The finding.
        mine: The draft in it.
        own: The position of the draft.
        against: The other positions.
        above: Members of these in tiers above that go mostly against the draft.
    """

    finding: Finding
    mine: Member
    own: PositionGroup
    against: tuple[PositionGroup, ...]
    above: list[tuple[Tier, Member]]


def find(company: Company) -> Iterator[DraftFinding]:
    """Give the findings in which the draft stands in a minority, or against a tier above.

    What an innocent explanation covers, and what has too few judgments, is left out: the page of
    divergences shows it.
    """
    for finding in company.findings:
        own = finding.group_of(company.judgment.id)
        if own is None or not finding.is_reported or finding.severity is Severity.SLIGHT:
            continue
        mine = next(each for each in own.members if each.judgment_id == company.judgment.id)
        if not _is_reasoned(company, mine):
            continue
        against = [group for group in finding.groups if group is not own]
        above = _above(company, own, against)
        if not above and own.votes >= max(group.votes for group in against):
            continue
        yield _told(
            company,
            _Departure(finding=finding, mine=mine, own=own, against=tuple(against), above=above),
        )


def _is_reasoned(company: Company, mine: Member) -> bool:
    """Tell whether the draft takes its position in its reasons.

    What only the ruling tells, a result as a whole, a term or a sum, turns on the facts: ranges are
    held against what like facts make expect, not against what others got.
    """
    return any(
        section.span.holds(mine.holding.span)
        for section in company.judgment.sections
        if section.kind in _REASONS
    )


def _above(
    company: Company, own: PositionGroup, against: Sequence[PositionGroup]
) -> list[tuple[Tier, Member]]:
    """Return the members of other positions in tiers above that go mostly against the draft.

    The highest tier first. A court above that is itself of two minds is no tier to depart from.
    """
    tiers = company.tiers
    mine: Counter[Tier] = Counter()
    theirs: Counter[Tier] = Counter()
    found: list[tuple[Tier, Member]] = []
    for group in (own, *against):
        for member in group.members:
            tier = tiers.get(member.judgment_id)
            if tier not in _BINDING or member.vote <= 0:
                continue
            if group is own:
                mine[tier] += 1
            else:
                theirs[tier] += 1
                found.append((tier, member))
    departed = [each for each in found if theirs[each[0]] > mine[each[0]]]
    return sorted(departed, key=lambda each: (_BINDING.index(each[0]), each[1].judgment_id))


def _told(company: Company, departure: _Departure) -> DraftFinding:
    finding, own, above = departure.finding, departure.own, departure.above
    most = max(departure.against, key=lambda group: (group.votes, group.key))
    named = "、".join(dict.fromkeys(label_of(tier) for tier, _ in above))
    innocent = finding.explanations[0].sentence if finding.explanations else ""
    return told(
        DraftRule.DIVERGES,
        _sentence(finding.question, own=own, most=most, named=named) + innocent,
        about=(finding.kind.value, finding.cause, finding.question),
        quotes=(departure.mine.holding,),
        cases=list(_cases(company, most, above)),
        weight=_weight(finding, above),
    )


def _sentence(question: str, *, own: PositionGroup, most: PositionGroup, named: str) -> str:
    if named:
        return (
            f"就“{question}”，草稿的处理与“{own.label}”一致（类案{_n_votes(own)}件），"
            f"类案中{_n_votes(most)}件为“{most.label}”，其中有{named}的案例。"
        )
    return (
        f"就“{question}”，草稿的处理与“{own.label}”一致（类案{_n_votes(own)}件），"
        f"类案中{_n_votes(most)}件为“{most.label}”。"
    )


def _n_votes(group: PositionGroup) -> int:
    return sum(member.vote > 0 for member in group.members)


def _weight(finding: Finding, above: Sequence[tuple[Tier, Member]]) -> DraftWeight:
    if any(tier in {Tier.GUIDING, Tier.REFERENCE} for tier, _ in above):
        return DraftWeight.GRAVE
    if Where.SUPERIOR in finding.where and above:
        return DraftWeight.GRAVE
    return DraftWeight.MARKED


def _cases(
    company: Company, most: PositionGroup, above: Sequence[tuple[Tier, Member]]
) -> Iterator[LikeCase]:
    """Give those above first, then the best of the position that most take."""
    members = {member.judgment_id: member for _, member in above}
    members |= {each.judgment_id: each for each in most.members if each.vote > 0}
    judgments, tiers = company.gathered.judgments, company.tiers
    for judgment_id, member in list(members.items())[:_SHOWN]:
        tier = tiers.get(judgments[judgment_id].id)
        yield LikeCase.quoting(
            judgments[judgment_id],
            member.holding,
            what="类案" if tier is None else label_of(tier),
        )
