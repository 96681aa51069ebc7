"""Which grounds are there, since when, and whose are they?

A table with its sources; a ground that is not in force on the day, or not open to whoever looks, is
not offered and not taken.

Source: 中办发〔2015〕23号 (过问的记录); 法发〔2017〕11号, 法发〔2018〕23号 (审判监督管理) [M];
法发〔2021〕30号 (四类案件) [M]; 法发〔2021〕2号 (法官会议) [M]; 法发〔2019〕20号 (审委会) [M].
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from service.actors import Role
from service.purposes.model import PurposeGround, SubjectKind
from service.referral.course.acts import MatterKind, Part

_LEADERS: Final = frozenset({Part.PRESIDENT, Part.VICE_PRESIDENT, Part.DIVISION_HEAD})
_OFFICES: Final = frozenset(
    {Part.CONFERENCE_SECRETARY, Part.COMMITTEE_SECRETARY, Part.OVERSIGHT_OFFICE}
)
_CASE: Final = frozenset({SubjectKind.PENDING_CASE})
_MATTER: Final = frozenset({SubjectKind.MATTER})
_BOTH: Final = _CASE | _MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundRow:
    """A ground of the table.

    Attributes:
        ground: Which.
        kinds: What may be looked into on it.
        parts: Parts that open it.
        roles: Roles that open it in the court of the case, whatever the part.
        seat_in: Kind of matter about the case in which a seat opens it.
        is_asked: Whether it is asked for; else the part itself is the ground.
        needs_flag: Whether the case has to be marked as one of the four classes, confirmed.
        needs_closed: Whether the case has to be closed.
        valid_from: First day in force.
        source: Document.
    """

    ground: PurposeGround
    kinds: frozenset[SubjectKind]
    parts: frozenset[Part] = frozenset()
    roles: frozenset[Role] = frozenset()
    seat_in: MatterKind | None = None
    is_asked: bool = True
    needs_flag: bool = False
    needs_closed: bool = False
    valid_from: date
    source: str


GROUNDS: Final[tuple[GroundRow, ...]] = (
    GroundRow(
        ground=PurposeGround.LEADERS_SUPERVISION,
        kinds=_BOTH,
        parts=_LEADERS,
        valid_from=date(2017, 5, 1),
        source="法发〔2017〕11号 [M]",
    ),
    GroundRow(
        ground=PurposeGround.FOUR_CLASSES,
        kinds=_BOTH,
        parts=_LEADERS,
        needs_flag=True,
        valid_from=date(2021, 11, 5),
        source="法发〔2021〕30号 [M]",
    ),
    GroundRow(
        ground=PurposeGround.PROCEDURE,
        kinds=_MATTER,
        parts=_LEADERS | {Part.TEAM_LEADER},
        valid_from=date(2019, 8, 2),
        source="法发〔2019〕20号、法发〔2021〕2号 [M]",
    ),
    GroundRow(
        ground=PurposeGround.TRIAL_MANAGEMENT,
        kinds=_CASE,
        parts=frozenset({Part.OVERSIGHT_OFFICE}),
        valid_from=date(2018, 12, 4),
        source="法发〔2018〕23号 [M]",
    ),
    GroundRow(
        ground=PurposeGround.CASE_REVIEW,
        kinds=_CASE,
        parts=frozenset({Part.OVERSIGHT_OFFICE}),
        roles=frozenset({Role.AUDITOR}),
        needs_closed=True,
        valid_from=date(2018, 12, 4),
        source="法发〔2018〕23号 [M]",
    ),
    GroundRow(
        ground=PurposeGround.COMMITTEE,
        kinds=_CASE,
        seat_in=MatterKind.COMMITTEE_ITEM,
        valid_from=date(2019, 8, 2),
        source="法发〔2019〕20号 [M]",
    ),
    GroundRow(
        ground=PurposeGround.CONFERENCE,
        kinds=_CASE,
        seat_in=MatterKind.CONFERENCE_ITEM,
        valid_from=date(2021, 1, 12),
        source="法发〔2021〕2号 [M]",
    ),
    GroundRow(
        ground=PurposeGround.COMMITTEE,
        kinds=_MATTER,
        parts=frozenset({Part.COMMITTEE_MEMBER, Part.PROSECUTOR}),
        is_asked=False,
        valid_from=date(2019, 8, 2),
        source="法发〔2019〕20号 [M]",
    ),
    GroundRow(
        ground=PurposeGround.CONFERENCE,
        kinds=_MATTER,
        parts=frozenset({Part.HOST, Part.PARTICIPANT, Part.OBSERVER}),
        is_asked=False,
        valid_from=date(2021, 1, 12),
        source="法发〔2021〕2号 [M]",
    ),
    GroundRow(
        ground=PurposeGround.MEETING_OFFICE,
        kinds=_MATTER,
        parts=_OFFICES,
        is_asked=False,
        valid_from=date(2018, 12, 4),
        source="法发〔2018〕23号 [M]",
    ),
)
"""Every ground; the first row that the part itself gives goes before those that are asked for."""


def in_force(kind: SubjectKind, day: date) -> tuple[GroundRow, ...]:
    """Return the grounds for a kind of subject that are in force on a day, in order of the table.

    Example:
        >>> [row.ground.value for row in in_force(SubjectKind.PENDING_CASE, date(2018, 1, 1))]
        ['leaders_supervision']
    """
    return tuple(row for row in GROUNDS if kind in row.kinds and row.valid_from <= day)
