"""What of a pending case does somebody see, thing by thing, so that what is new can be told?

Everything is taken from the desks that show it, with the permissions that they ask: what somebody
may not open is not there to be counted.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from corpus.judgment import JudgmentId
from corpus.spans import value_of
from corpus.store.leaving import those_left
from indexing.errors import IndexingError
from service.actors import Actor, Permission
from service.case_divergence.answers import topic_of
from service.case_divergence.desk import DivergenceDesk
from service.collisions.desk import CollisionDesk
from service.court_time import court_day
from service.divergence.model import Finding
from service.errors import NotReadyError, RequestError
from service.notices.desk import NoticeDesk
from service.notices.model import KeptNotice
from service.pending.asking import condition_of_case, question_of_case
from service.pending.desk import PendingDesk
from service.pending.handling import is_handled_by
from service.pending.model import PendingCase
from service.pending.search_desk import CaseSearchDesk
from service.referral.flags.desk import FlagDesk
from service.referral.rules.way_back import WayBack
from service.related.desk import RelatedDesk
from service.related.model import RelatedCase
from service.related.reach import DECIDED_ONLY, Reach
from service.reports.desk import ReportDesk
from service.reports.record import Report
from service.search.service import SearchService
from service.store.seen_records import SeenRecords
from service.subscriptions.model import SLOW, CaseAspect, CaseItem
from service.tiers.desk import TierDesk

_Collect = Callable[[PendingCase, "Glance"], Iterator[CaseItem]]
_MOST_KEPT: Final = 5_000

TABS: Final[Mapping[CaseAspect, str]] = {
    CaseAspect.SIMILAR: "similar",
    CaseAspect.RULES: "similar",
    CaseAspect.RELATED: "related",
    CaseAspect.LIKE: "divergence",
    CaseAspect.FINDINGS: "divergence",
    CaseAspect.SUBMITTED: "submitted",
    CaseAspect.REPORTS: "report",
    CaseAspect.FLAGS: "flags",
    CaseAspect.FILE: "file",
}
"""On which panel of the desk each aspect is looked at; unread notices are looked at elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What is read once, however many cases somebody looks at.

    Attributes:
        actor: Who looks.
        reach: What of other pending cases is told.
        reports: The reports that they see.
        unread: What they were told and did not read.
        stamps: Of what compares a case with others: changes with what it compares with.
    """

    actor: Actor
    reach: Reach
    reports: tuple[Report, ...]
    unread: tuple[KeptNotice, ...]
    stamps: Mapping[CaseAspect, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseItems:
    """Takes together what the desks show of a case.

    Attributes:
        search: Knows the index that answers, and the judgments.
        tiers: Finds similar cases.
        divergence: Finds where they were decided differently.
        related: Finds related cases.
        collisions: Finds like pending cases.
        rules: Brings rules to cases.
        marks: What parties submitted.
        reports: Search reports.
        flags: Marks of the four kinds.
        notices: What somebody was told.
        pending: Who may open which case.
        records: What searches gave last.
        compared: What comparisons gave last in this process, by case, reader and aspect.
    """

    search: SearchService
    tiers: TierDesk
    divergence: DivergenceDesk
    related: RelatedDesk
    collisions: CollisionDesk
    rules: WayBack
    marks: CaseSearchDesk
    reports: ReportDesk
    flags: FlagDesk
    notices: NoticeDesk
    pending: PendingDesk
    records: SeenRecords
    compared: dict[tuple[str, int, CaseAspect], tuple[str, tuple[CaseItem, ...]]] = field(
        default_factory=dict
    )

    def glance(self, actor: Actor) -> Glance:
        """Return what is read once for all cases that somebody looks at."""
        reach = DECIDED_ONLY
        if actor.may(Permission.WORK_ON_CASES):
            own = self.pending.ids_of_account(actor.account_id)
            reach = Reach(sees_pending=True, opens=own)
        cases = f"{self.records.case_stamp()} {self._snapshot_id()}"
        return Glance(
            actor=actor,
            reach=reach,
            reports=self.reports.of_actor(actor) if actor.may(Permission.READ_REPORTS) else (),
            unread=tuple(each for each in self.notices.of(actor) if each.is_unread),
            stamps={
                CaseAspect.RELATED: cases,
                CaseAspect.LIKE: cases,
                CaseAspect.RULES: f"{cases} {self.records.rule_stamp()}",
            },
        )

    def keys(self, case: PendingCase, glance: Glance, aspect: CaseAspect) -> tuple[str, ...] | None:
        """Return the keys of what somebody sees; None where it was not looked up on this index.

        Cost: a millisecond; what compares the case with others some ten, once after a change.
        """
        if aspect in SLOW:
            return self._known(case, glance.actor, aspect)
        return tuple(item.key for item in self._collected(case, glance, aspect))

    def items(
        self, case: PendingCase, glance: Glance, aspect: CaseAspect, *, but: Collection[str] = ()
    ) -> tuple[CaseItem, ...] | None:
        """Return what somebody sees of an aspect, as :meth:`keys`, without some of it."""
        if aspect in SLOW:
            known = self._known(case, glance.actor, aspect)
            if known is None:
                return None
            return self._named(case, aspect, [key for key in known if key not in but])
        found = self._collected(case, glance, aspect)
        return tuple(item for item in found if item.key not in but)

    def look_up(
        self, case: PendingCase, actor: Actor, aspect: CaseAspect, *, now: datetime
    ) -> tuple[str, ...] | None:
        """Return the keys of a slow aspect, asking the index where it was not asked before.

        None where the index cannot answer, or where the aspect is not this account's to see.

        Cost: that of a search tier by tier; findings some milliseconds for each judgment more.
        """
        known = self._known(case, actor, aspect)
        if known is not None:
            return known
        try:
            if aspect is CaseAspect.SIMILAR:
                self.note_similar(case, self._search(case, now=now))
            elif is_handled_by(case, actor):
                found = self.divergence.of_case(case, actor=actor, now=now)
                self.note_findings(case, found.reported)
        except (IndexingError, NotReadyError, RequestError):
            return None
        return self._known(case, actor, aspect)

    def note_similar(self, case: PendingCase, ids: Sequence[JudgmentId]) -> None:
        """Keep which judgments the list of similar cases holds."""
        self._keep(case, CaseAspect.SIMILAR, ids)

    def note_findings(self, case: PendingCase, findings: Sequence[Finding]) -> None:
        """Keep which divergences were found."""
        keys = dict.fromkeys(f"{topic_of(each)} {each.question}" for each in findings)
        self._keep(case, CaseAspect.FINDINGS, tuple(keys))

    def _keep(self, case: PendingCase, aspect: CaseAspect, keys: Sequence[str]) -> None:
        basis = self._basis(case)
        if basis is not None and self.records.found(case.id, aspect, basis=basis) != tuple(keys):
            self.records.keep_found(case.id, aspect, keys, basis=basis)

    def _search(self, case: PendingCase, *, now: datetime) -> tuple[JudgmentId, ...]:
        answer = self.tiers.search(
            question_of_case(case, condition=condition_of_case(case)),
            today=court_day(now),
            court=case.court,
            filed_on=case.filed_on,
        )
        return tuple(each.hit.judgment.id for each in answer.hits)

    def _snapshot_id(self) -> str:
        """Return which index answers; empty where none does."""
        try:
            return self.search.keeper.current().snapshot_id
        except (IndexingError, NotReadyError):
            return ""

    def _basis(self, case: PendingCase) -> str | None:
        """Return by what a search of the case is known: the index, and the case as it stands."""
        snapshot_id = self._snapshot_id()
        return f"{snapshot_id} {case.changed_at.isoformat()}" if snapshot_id else None

    def _known(self, case: PendingCase, actor: Actor, aspect: CaseAspect) -> tuple[str, ...] | None:
        may = _reads(actor) if aspect is CaseAspect.SIMILAR else is_handled_by(case, actor)
        if not may:
            return ()
        basis = self._basis(case)
        return None if basis is None else self.records.found(case.id, aspect, basis=basis)

    def _collected(
        self, case: PendingCase, glance: Glance, aspect: CaseAspect
    ) -> tuple[CaseItem, ...]:
        place = (case.id, glance.actor.account_id, aspect)
        known = self.compared.get(place)
        stamp = glance.stamps.get(aspect)
        if known is not None and known[0] == stamp:
            return known[1]
        collect: Mapping[CaseAspect, _Collect] = {
            CaseAspect.RELATED: self._related,
            CaseAspect.LIKE: self._like,
            CaseAspect.RULES: self._rules,
            CaseAspect.SUBMITTED: self._submitted,
            CaseAspect.REPORTS: _reports,
            CaseAspect.FLAGS: self._flags,
            CaseAspect.FILE: _file,
            CaseAspect.NOTICES: _notices,
        }
        found = tuple({item.key: item for item in collect[aspect](case, glance)}.values())
        if stamp is not None:
            if len(self.compared) >= _MOST_KEPT:
                self.compared.clear()
            self.compared[place] = (stamp, found)
        return found

    def _named(
        self, case: PendingCase, aspect: CaseAspect, keys: Sequence[str]
    ) -> tuple[CaseItem, ...]:
        if aspect is CaseAspect.SIMILAR:
            return tuple(self._judgments(case, keys))
        return tuple(_findings(case, keys))

    def _judgments(self, case: PendingCase, keys: Sequence[str]) -> Iterator[CaseItem]:
        for each in those_left(self.search.store.get_listed, [JudgmentId(key) for key in keys]):
            number = value_of(each.library_number) or value_of(each.case_number) or each.id
            yield CaseItem(
                aspect=CaseAspect.SIMILAR,
                key=each.id,
                words=str(number),
                address=f"/cases/{case.id}/hits/{each.id}",
            )

    def _related(self, case: PendingCase, glance: Glance) -> Iterator[CaseItem]:
        related = self.related.of_pending(case, glance.reach)
        for edges in related.edges.values():
            for edge in edges:
                yield CaseItem(
                    aspect=CaseAspect.RELATED,
                    key=edge.case.id,
                    words=_related_words(edge.case),
                    address=f"/cases/{case.id}/related",
                )

    def _like(self, case: PendingCase, glance: Glance) -> Iterator[CaseItem]:
        if not is_handled_by(case, glance.actor):
            return
        for collision in self.collisions.of_case(case, glance.reach):
            for each in collision.neighbours:
                yield CaseItem(
                    aspect=CaseAspect.LIKE,
                    key=each.id,
                    words=each.number or each.subject,
                    address=f"/cases/{case.id}/divergence#collisions",
                )

    def _rules(self, case: PendingCase, glance: Glance) -> Iterator[CaseItem]:
        if not glance.actor.may(Permission.READ_RULES):
            return
        for each in self.rules.touching(case):
            yield CaseItem(
                aspect=CaseAspect.RULES,
                key=each.id,
                words=each.rule.text.question,
                address=f"/rules/{each.id}",
            )

    def _submitted(self, case: PendingCase, _: Glance) -> Iterator[CaseItem]:
        for each in self.marks.party_cases(case.id):
            yield CaseItem(
                aspect=CaseAspect.SUBMITTED,
                key=f"{each.id} {'' if each.answered_at is None else each.answered_at.isoformat()}",
                words=each.number,
                address=f"/cases/{case.id}/submitted#submitted-{each.id}",
            )

    def _flags(self, case: PendingCase, glance: Glance) -> Iterator[CaseItem]:
        if not glance.actor.may(Permission.TAKE_PART_IN_REFERRALS):
            return
        for each in self.flags.of_case(case, actor=glance.actor):
            yield CaseItem(
                aspect=CaseAspect.FLAGS,
                key=f"{each.open.id} {len(each.open.acts)}",
                words=each.flag.proposed.because,
                address=f"/flags/{each.open.id}",
            )


def _reads(actor: Actor) -> bool:
    return actor.may(Permission.READ_JUDGMENTS)


def _findings(case: PendingCase, keys: Sequence[str]) -> Iterator[CaseItem]:
    for key in keys:
        yield CaseItem(
            aspect=CaseAspect.FINDINGS,
            key=key,
            words=key.partition(" ")[2],
            address=f"/cases/{case.id}/divergence",
        )


def _related_words(case: RelatedCase) -> str:
    return case.number or case.subject or case.court


def _reports(case: PendingCase, glance: Glance) -> Iterator[CaseItem]:
    for each in glance.reports:
        if each.pending_case_id == case.id:
            yield CaseItem(
                aspect=CaseAspect.REPORTS,
                key=f"{each.id} {each.version} {each.state.value}",
                words=each.number,
                address=f"/reports/{each.id}",
            )


def _file(case: PendingCase, _: Glance) -> Iterator[CaseItem]:
    yield CaseItem(
        aspect=CaseAspect.FILE,
        key=case.changed_at.isoformat(),
        words="案件信息有修改",
        address=f"/cases/{case.id}/file",
    )


def _notices(case: PendingCase, glance: Glance) -> Iterator[CaseItem]:
    here = f"/cases/{case.id}"
    for each in glance.unread:
        if each.notice.address.partition("#")[0].startswith(here):
            yield CaseItem(
                aspect=CaseAspect.NOTICES,
                key=str(each.number),
                words=each.notice.sentence,
                address=each.notice.address,
            )
