"""Where does a divergence go, how strongly, and what has to be done beside?

The routing table of the court: what was found and where opinions part, against the body that it
goes to. What was found is a set of grounds; several lines may apply, the strongest is shown first.

Source: plan, referral routing; 法发〔2021〕2号 art. 4, 11 [M]; 法发〔2021〕30号 art. 5 [M];
法〔2021〕289号 art. 9, 10 [M]; 法〔2024〕92号 art. 19; 司法责任制实施意见 (2017) art. 40 [M];
法发〔2019〕20号 art. 8, 9 [M].
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from service.divergence.model import DivergenceOrigin
from service.referral.referrals.model import Force, Target


class Ground(StrEnum):
    """What was found of a case, a draft or a panel that sends it somewhere."""

    AGAINST_GUIDING = "against_guiding"
    AGAINST_REFERENCE = "against_reference"
    AGAINST_DECIDED = "against_decided"
    AGAINST_PENDING = "against_pending"
    SPLIT_OWN = "split_own"
    SPLIT_ABOVE = "split_above"
    CHANGES_STANDARD = "changes_standard"
    NEW_STANDARD = "new_standard"
    UNIFICATION = "unification"
    NO_MAJORITY = "no_majority"
    MINORITY_ASKS = "minority_asks"
    SOLE_JUDGE_ASKS = "sole_judge_asks"
    LEADERS_DIFFER = "leaders_differ"
    FOUR_CLASS = "four_class"
    SENSITIVE = "sensitive"
    RETRIAL = "retrial"
    PROTEST = "protest"
    ACQUITTAL = "acquittal"
    BELOW_MINIMUM = "below_minimum"
    DEATH = "death"
    CONSISTENT = "consistent"


class Duty(StrEnum):
    """What has to be done beside: written down, flagged, notified."""

    FLAG_DECIDED = "flag_decided"
    FLAG_PENDING = "flag_pending"
    FLAG_UNSETTLED = "flag_unsettled"
    NOTIFY_HEADS = "notify_heads"
    NOTIFY_OVERSIGHT = "notify_oversight"
    EXPLAIN_IN_REASONING = "explain_in_reasoning"
    RECONSIDER = "reconsider"
    SAY_IN_DELIBERATION = "say_in_deliberation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the routing table.

    Attributes:
        ground: What was found.
        origins: Where opinions part for it to apply.
        target: Where it goes.
        then: Where it goes on to where that does not settle it; NONE where the line says nothing.
        force: How strongly.
        if_four_class: How strongly in one of the four classes (四类案件).
        duties: What has to be done beside.
        source: Document and article; ``[M]`` where its wording is unconfirmed.
    """

    ground: Ground
    origins: frozenset[DivergenceOrigin]
    target: Target
    force: Force
    source: str
    then: Target = Target.NONE
    if_four_class: Force | None = None
    duties: tuple[Duty, ...] = ()

    def force_in(self, *, four_class: bool) -> Force:
        """Return how strongly it sends a case of the four classes, or another."""
        if four_class and self.if_four_class is not None:
            return self.if_four_class
        return self.force


_ANYWHERE: Final = frozenset(DivergenceOrigin)
_LEADERS: Final = frozenset({DivergenceOrigin.LEADERS_AND_PANEL})
_FORCES: Final = (Force.MUST, Force.SHOULD, Force.MAY, Force.NONE)


def _line(
    ground: Ground,
    target: Target,
    force: Force,
    source: str,
    *duties: Duty,
    then: Target = Target.NONE,
    if_four_class: Force | None = None,
    origins: frozenset[DivergenceOrigin] = _ANYWHERE,
) -> Line:
    return Line(
        ground=ground,
        origins=origins,
        target=target,
        force=force,
        source=source,
        then=then,
        if_four_class=if_four_class,
        duties=duties,
    )


_G, _T, _F, _D = Ground, Target, Force, Duty
_TO_CONFERENCE: Final = "法发〔2021〕2号第四条"
_OF_COMMITTEE: Final = "法发〔2019〕20号第八条 [M]"

LINES: Final[tuple[Line, ...]] = (
    _line(
        _G.AGAINST_GUIDING,
        _T.CONFERENCE,
        _F.MUST,
        "法发〔2020〕24号第九条；法〔2021〕289号第九条、第十条 [M]",
        then=_T.COMMITTEE,
    ),
    _line(
        _G.AGAINST_REFERENCE,
        _T.CONFERENCE,
        _F.SHOULD,
        "法〔2024〕92号第十九条；提交法官会议 [M]",
        _D.EXPLAIN_IN_REASONING,
    ),
    _line(
        _G.AGAINST_DECIDED,
        _T.CONFERENCE,
        _F.SHOULD,
        "法发〔2021〕30号第二条、第五条第一项 [M]；法发〔2019〕20号第九条 [M]",
        _D.FLAG_DECIDED,
        then=_T.COMMITTEE,
        if_four_class=_F.MUST,
    ),
    _line(
        _G.AGAINST_PENDING,
        _T.CONFERENCE,
        _F.SHOULD,
        "法发〔2021〕30号第五条第二项 [M]",
        _D.FLAG_PENDING,
        _D.NOTIFY_HEADS,
    ),
    _line(
        _G.SPLIT_OWN,
        _T.OVERSIGHT,
        _F.MUST,
        "法发〔2021〕30号第五条第三项 [M]；司法责任制实施意见（2017）第四十条 [M]",
        _D.FLAG_UNSETTLED,
        _D.NOTIFY_OVERSIGHT,
        then=_T.COMMITTEE,
    ),
    _line(_G.SPLIT_ABOVE, _T.SUPERIOR, _F.MUST, "法发〔2019〕23号第二条、第四条"),
    _line(
        _G.CHANGES_STANDARD,
        _T.CONFERENCE,
        _F.MUST,
        "司法责任制实施意见（2017）第四十条 [M]",
        then=_T.COMMITTEE,
    ),
    _line(
        _G.NEW_STANDARD,
        _T.CONFERENCE,
        _F.SHOULD,
        "司法责任制实施意见（2017）第四十条 [M]",
        then=_T.COMMITTEE,
    ),
    _line(_G.UNIFICATION, _T.CONFERENCE, _F.SHOULD, f"{_TO_CONFERENCE}第三项"),
    _line(_G.NO_MAJORITY, _T.CONFERENCE, _F.SHOULD, f"{_TO_CONFERENCE}第二项", then=_T.COMMITTEE),
    _line(_G.MINORITY_ASKS, _T.CONFERENCE, _F.SHOULD, f"{_TO_CONFERENCE}第二项"),
    _line(_G.SOLE_JUDGE_ASKS, _T.CONFERENCE, _F.SHOULD, f"{_TO_CONFERENCE}第一项"),
    _line(
        _G.LEADERS_DIFFER,
        _T.CONFERENCE,
        _F.MAY,
        "长林中法〔2021〕39号第十三条；法发〔2021〕2号第四条、第十一条 [M]",
        _D.RECONSIDER,
        then=_T.COMMITTEE,
        if_four_class=_F.MUST,
        origins=_LEADERS,
    ),
    _line(_G.FOUR_CLASS, _T.CONFERENCE, _F.SHOULD, f"{_TO_CONFERENCE}第四项"),
    _line(_G.SENSITIVE, _T.COMMITTEE, _F.MUST, _OF_COMMITTEE),
    _line(
        _G.RETRIAL, _T.COMMITTEE, _F.MUST, "刑诉法解释第二百一十六条；法发〔2019〕20号第八条 [M]"
    ),
    _line(
        _G.PROTEST, _T.COMMITTEE, _F.MUST, "刑诉法解释第二百一十六条；法发〔2019〕20号第八条 [M]"
    ),
    _line(_G.ACQUITTAL, _T.COMMITTEE, _F.MUST, _OF_COMMITTEE),
    _line(_G.BELOW_MINIMUM, _T.COMMITTEE, _F.MUST, _OF_COMMITTEE),
    _line(_G.DEATH, _T.COMMITTEE, _F.MUST, "刑诉法解释第二百一十六条"),
    _line(
        _G.CONSISTENT,
        _T.NONE,
        _F.NONE,
        "司法责任制实施意见（2017）第四十条 [M]",
        _D.SAY_IN_DELIBERATION,
    ),
)
"""The routing table; of equal force the line that stands first goes first."""


def lines_for(
    grounds: Collection[Ground], *, origin: DivergenceOrigin | None = None, four_class: bool = False
) -> tuple[Line, ...]:
    """Return the lines that apply, the strongest first.

    That a case agrees with its like sends it nowhere, and says nothing where another line applies.

    Args:
        grounds: What was found.
        origin: Where opinions part; None takes what the grounds say.
        four_class: Whether the case is one of the four classes.

    Example:
        >>> first, *_ = lines_for({Ground.MINORITY_ASKS, Ground.AGAINST_GUIDING})
        >>> first.ground.value, first.target.value, first.force.value
        ('against_guiding', 'conference', 'must')
        >>> [line.force_in(four_class=True).value
        ...     for line in lines_for({Ground.LEADERS_DIFFER}, four_class=True)]
        ['must']
    """
    place = origin_of(grounds) if origin is None else origin
    found = [line for line in LINES if line.ground in grounds and place in line.origins]
    ordered = sorted(found, key=lambda line: _FORCES.index(line.force_in(four_class=four_class)))
    sending = tuple(line for line in ordered if line.target is not Target.NONE)
    return sending or tuple(ordered)


def is_stronger(one: Force, other: Force) -> bool:
    """Tell whether a force is stronger than another.

    Example:
        >>> is_stronger(Force.MUST, Force.SHOULD), is_stronger(Force.MAY, Force.MAY)
        (True, False)
    """
    return _FORCES.index(one) < _FORCES.index(other)


def origin_of(grounds: Collection[Ground]) -> DivergenceOrigin:
    """Return where opinions part, as the grounds tell.

    Example:
        >>> origin_of({Ground.NO_MAJORITY, Ground.SPLIT_OWN}).value
        'within_panel'
    """
    if Ground.LEADERS_DIFFER in grounds:
        return DivergenceOrigin.LEADERS_AND_PANEL
    if not {Ground.NO_MAJORITY, Ground.MINORITY_ASKS, Ground.SOLE_JUDGE_ASKS}.isdisjoint(grounds):
        return DivergenceOrigin.WITHIN_PANEL
    return DivergenceOrigin.BETWEEN_PANELS
