"""What of a related pending case is told to whom?

That a case is pending elsewhere in the court is what the alarm on a split series lives on, so
those who hear cases are told where it lies: number, court, judge, day. Its paper is told only to
those who may open the case, and to people who hear no cases it does not exist.
"""

from dataclasses import dataclass, replace

from corpus.relations.model import Ground, Leg, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far somebody sees.

    Attributes:
        sees_pending: Whether pending cases are told at all; without it they leave no trace.
        opens: Pending cases whose papers may be read; None is all of them.
    """

    sees_pending: bool
    opens: frozenset[str] | None = frozenset()

    def may_open(self, end: str) -> bool:
        """Tell whether the paper of a pending case may be read."""
        return self.opens is None or end in self.opens


DECIDED_ONLY = Reach(sees_pending=False)
"""The reach of somebody who hears no cases."""

WHOLE_HOUSE = Reach(sees_pending=True, opens=None)
"""The reach of whoever keeps the installation, at the command line."""


def without_words(relation: Relation, paper_id: str) -> Relation:
    """Return a relation without the words of one of its papers."""
    is_left = relation.left == paper_id

    def bare(ground: Ground) -> Ground:
        return replace(ground, left=None) if is_left else replace(ground, right=None)

    def bare_leg(leg: Leg) -> Leg:
        return replace(leg, grounds=tuple(map(bare, leg.grounds)))

    return replace(
        relation,
        grounds=tuple(map(bare, relation.grounds)),
        legs=tuple(map(bare_leg, relation.legs)),
    )
