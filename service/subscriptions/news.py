"""What is new of a case since somebody last looked at it?

What is there now is held against what was there then, key by key: nothing is guessed from dates.
What somebody never saw anything of is not called new; a case that they never opened is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.actors import Actor
from service.pending.model import PendingCase, PendingCaseId
from service.store.seen_records import SeenRecords
from service.subscriptions.case_items import TABS, CaseItems, Glance
from service.subscriptions.model import SLOW, CaseAspect, CaseItem


@dataclass(frozen=True, slots=True, kw_only=True)
class AspectNews:
    """What is new of one aspect of a case.

    Attributes:
        aspect: Which.
        tab: The panel of the desk that shows it; empty of notices, which stand on their own page.
        items: What is new, one or more.
    """

    aspect: CaseAspect
    tab: str
    items: tuple[CaseItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNews:
    """What is new of a case.

    Attributes:
        is_first: Whether somebody never opened the case.
        aspects: What is new, by aspect.
        is_behind: Whether the list of similar cases was not yet made from the index that answers.
    """

    is_first: bool
    aspects: tuple[AspectNews, ...]
    is_behind: bool

    @property
    def n_items(self) -> int:
        """How much is new."""
        return sum(len(each.items) for each in self.aspects)

    def n_on(self, tab: str) -> int:
        """How much is new on a panel."""
        return sum(len(each.items) for each in self.aspects if each.tab == tab)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsDesk:
    """Tells what is new, and keeps what was looked at.

    Attributes:
        items: Takes together what somebody sees of a case.
        records: What was seen.
    """

    items: CaseItems
    records: SeenRecords

    def of_case(self, case: PendingCase, actor: Actor) -> CaseNews:
        """Return what is new of a case for somebody who may open it."""
        return self.of_cases((case,), actor)[0]

    def of_cases(self, cases: Sequence[PendingCase], actor: Actor) -> tuple[CaseNews, ...]:
        """Return what is new of each of several cases that somebody may open.

        Cost: some milliseconds, and for each case two more.
        """
        glance = self.items.glance(actor)
        seen = self.records.seen(actor.account_id, [case.id for case in cases])
        return tuple(self._news(case, glance, _seen_of(case, seen)) for case in cases)

    def visit(self, case: PendingCase, actor: Actor, *, tab: str, now: datetime) -> CaseNews:
        """Return what is new of a case, and keep that somebody looks at a panel of it now.

        With the first look at a case all of it that is known counts as seen: from here on it is
        told what comes. Of what asks the index only the panel itself does.
        """
        glance = self.items.glance(actor)
        seen = _seen_of(case, self.records.seen(actor.account_id, [case.id]))
        news = self._news(case, glance, seen)
        for aspect, place in TABS.items():
            if place != tab and (aspect in SLOW or seen):
                continue
            keys = self.items.keys(case, glance, aspect)
            if keys is not None and seen.get(aspect) != frozenset(keys):
                self.records.mark_seen(actor.account_id, case.id, aspect, keys, at=now)
        return news

    def _news(
        self, case: PendingCase, glance: Glance, seen: Mapping[CaseAspect, frozenset[str]]
    ) -> CaseNews:
        found = []
        for aspect in CaseAspect:
            if aspect is not CaseAspect.NOTICES and aspect not in seen:
                continue
            items = self.items.items(case, glance, aspect, but=seen.get(aspect, frozenset()))
            if items:
                found.append(AspectNews(aspect=aspect, tab=TABS.get(aspect, ""), items=items))
        is_behind = (
            CaseAspect.SIMILAR in seen and self.items.keys(case, glance, CaseAspect.SIMILAR) is None
        )
        return CaseNews(is_first=not seen, aspects=tuple(found), is_behind=is_behind)


def _seen_of(
    case: PendingCase, seen: Mapping[tuple[PendingCaseId, CaseAspect], frozenset[str]]
) -> Mapping[CaseAspect, frozenset[str]]:
    return {aspect: keys for (of, aspect), keys in seen.items() if of == case.id}
