"""How do judges learn that a colleague has a like case open?

Whenever a case is opened or changed it is compared with the open cases of its charge or cause in
its court, the courts above and below, and those under the same court above. Both handling judges
are told, once for each pair; and once more where they mean to decide a like issue in opposed ways.

Source: 法发〔2021〕30号 art. 5 (3) ②; domain rule on pending like cases.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from corpus.relations.model import RelationKind
from corpus.relations.relating import relate
from corpus.store.relation_records import SqlRelations
from service.collisions.likeness import Likeness, Profile, likeness_of, profile_of
from service.collisions.model import Collision, Conflict, Neighbour, neighbour_of
from service.collisions.opposing import conflicts_between, meant_by
from service.collisions.telling import Pair, Told, notices_of, recipient_of
from service.divergence.model import ComparedCase
from service.errors import UnknownCourtError
from service.notices.desk import NoticeDesk
from service.pending.model import PendingCase, PendingCaseId
from service.related.reach import Reach
from service.store.account_records import AccountRecord, AccountRecords
from service.store.pending_records import PendingRecords
from service.tiers.hierarchy import CourtBook

MOST_LIKE = 50
"""Most like cases that are told of one case, the likest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A like case.

    Attributes:
        case: The case.
        likeness: How it is like; the first side is the case that asks.
    """

    case: PendingCase
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class CollisionDesk:
    """Finds like pending cases and tells their judges.

    Attributes:
        records: The pending cases, whoever may open them.
        relations: What relates them, for series.
        accounts: Who has an account.
        notices: Tells the judges.
        book: Which court is above which.
        profiles: What of cases is compared, by id with the time of their last change; kept in
            memory by each process for itself.
    """

    records: PendingRecords
    relations: SqlRelations
    accounts: AccountRecords
    notices: NoticeDesk
    book: CourtBook
    profiles: dict[PendingCaseId, tuple[datetime, Profile]] = field(default_factory=dict)

    def note_case(self, case: PendingCase) -> None:
        """Tell the judges of a case and of its like what they do not know yet.

        Cost: once for each process that of reading the open cases of a charge or cause; then
        0.1 ms for each of them, and some milliseconds for each that is alike.
        """
        alike = self._alike(case)
        if not alike:
            return
        accounts = {each.id: each for each in self.accounts.all() if each.is_enabled}
        own = self._told(case, accounts)
        for group in self._series(alike):
            pairs = [
                pair
                for each in group
                for pair in _pairs(own, self._told(each.case, accounts), each.likeness)
            ]
            self.notices.send(notices_of(pairs), now=case.changed_at)

    def forget_case(self, pending_id: PendingCaseId) -> None:
        """Let a closed case go; what was told of it stays told."""
        self.profiles.pop(pending_id, None)

    def of_case(self, case: PendingCase, reach: Reach) -> tuple[Collision, ...]:
        """Return the like cases of a pending case, those in conflict first, then the likest.

        Args:
            case: The case, open to whoever asks.
            reach: What of other pending cases is told; to who hears no cases they do not exist.
        """
        if not reach.sees_pending:
            return ()
        own = meant_by(case)
        found = [
            Collision(
                neighbours=_neighbours(group, reach),
                issue=next((each.likeness.issue for each in group if each.likeness.issue), ""),
                likeness=max(each.likeness.facts for each in group),
                conflicts=tuple(
                    dict.fromkeys(
                        one
                        for each in group
                        for one in _conflicts(own, meant_by(each.case), each.likeness)
                    )
                ),
            )
            for group in self._series(self._alike(case))
        ]
        return tuple(
            sorted(
                found,
                key=lambda each: (
                    not each.conflicts,
                    -each.likeness,
                    [one.id for one in each.neighbours],
                ),
            )
        )

    def opposed(self, case: PendingCase) -> tuple[PendingCase, ...]:
        """Return the like cases of its own court whose opinion goes the other way, by id."""
        own = meant_by(case)
        found = {
            each.case.id: each.case
            for each in self._alike(case)
            if each.case.court == case.court
            and any(_conflicts(own, meant_by(each.case), each.likeness))
        }
        return tuple(found[each] for each in sorted(found))

    def _alike(self, case: PendingCase) -> tuple[Alike, ...]:
        """Return the like cases of a case within its reach, the likest first."""
        if not case.elements:
            return ()
        own = profile_of(case)
        open_now = self.records.open_on(case.elements)
        open_now.pop(case.id, None)
        self._keep_up(open_now)
        like = {
            each: likeness
            for each in open_now
            if (likeness := likeness_of(own, self.profiles[each][1])) is not None
        }
        ordered = sorted(like, key=lambda each: (not like[each].issue, -like[each].facts, each))
        cases = {each.id: each for each in self.records.some(ordered)}
        near = [
            Alike(case=cases[each], likeness=like[each])
            for each in ordered
            if each in cases and self._is_near(case, cases[each])
        ]
        return tuple(near[:MOST_LIKE])

    def _keep_up(self, open_now: dict[PendingCaseId, datetime]) -> None:
        """Read the cases that are new or changed since this process read them."""
        stale = [
            each
            for each, changed_at in open_now.items()
            if each not in self.profiles or self.profiles[each][0] != changed_at
        ]
        for case in self.records.some(stale):
            self.profiles[case.id] = (case.changed_at, profile_of(case))
        for each in stale:
            if each not in self.profiles:
                open_now.pop(each)

    def _is_near(self, one: PendingCase, other: PendingCase) -> bool:
        """Tell whether two courts should not differ: one, one above the other, or siblings."""
        if not one.court or not other.court:
            return False
        if one.court == other.court:
            return True
        above, other_above = self._above(one.court), self._above(other.court)
        return (
            above == other.court
            or other_above == one.court
            or (above is not None and above == other_above)
        )

    def _above(self, court: str) -> str | None:
        try:
            vantage = self.book.vantage(court)
        except UnknownCourtError:
            return None
        return None if vantage is None or vantage.superior is None else vantage.superior.name

    def _series(self, alike: Sequence[Alike]) -> Iterator[tuple[Alike, ...]]:
        """Give like cases that are one series together, the others by themselves."""
        traits = self.relations.traits([each.case.id for each in alike])
        groups: list[list[Alike]] = []
        for each in alike:
            own = traits.get(each.case.id)
            home = next(
                (
                    group
                    for group in groups
                    if own is not None
                    for one in [traits.get(group[0].case.id)]
                    if one is not None
                    and any(r.kind is RelationKind.SERIES for r in relate(own, one))
                ),
                None,
            )
            if home is None:
                groups.append([each])
            else:
                home.append(each)
        yield from (tuple(group) for group in groups)

    def _told(self, case: PendingCase, accounts: dict[int, AccountRecord]) -> Told:
        members = [accounts[each] for each in self.records.members(case.id) if each in accounts]
        return Told(case=case, to=recipient_of(case, members))


def _pairs(own: Told, other: Told, likeness: Likeness) -> tuple[Pair, Pair]:
    """Return two like cases as either judge is told of them."""
    mine, theirs = meant_by(own.case), meant_by(other.case)
    turned = Likeness(issue=likeness.other_issue, other_issue=likeness.issue, facts=likeness.facts)
    return (
        Pair(
            mine=own,
            theirs=other,
            issue=likeness.issue,
            conflicts=_conflicts(mine, theirs, likeness),
        ),
        Pair(
            mine=other,
            theirs=own,
            issue=turned.issue,
            conflicts=_conflicts(theirs, mine, turned),
        ),
    )


def _conflicts(
    mine: ComparedCase | None, theirs: ComparedCase | None, likeness: Likeness
) -> tuple[Conflict, ...]:
    """Return where the two are opposed; an issue that the draft does not state is the case's."""
    if mine is None or theirs is None:
        return ()
    found = conflicts_between(mine, theirs)
    return tuple(dict.fromkeys(replace(each, issue=each.issue or likeness.issue) for each in found))


def _neighbours(group: Iterable[Alike], reach: Reach) -> tuple[Neighbour, ...]:
    told = (neighbour_of(each.case, is_open=reach.may_open(each.case.id)) for each in group)
    return tuple(sorted(told, key=lambda each: (each.number, each.id)))
