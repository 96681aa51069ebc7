"""What can happen with closed judgments that somebody may learn nothing of?

All of it concerns classes that the watcher is not cleared for, and is done by others: a judgment is
stored closed, people are cleared and their clearances ended, who is cleared reads, searches by,
judges and corrects what is closed, and the officer closes anew what is closed.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Final

from corpus.judgment import Judgment, JudgmentId
from corpus.privacy.sensitivity import Sensitivity
from corpus.reading import read_judgment
from corpus.sample.generation import generate
from corpus.store.clearance import cleared_for
from corpus.store.closing_rules import ClosingRules
from evaluation.worlds.asking import Application, ask
from evaluation.worlds.changes import Scene
from evaluation.worlds.court import Seated
from evaluation.worlds.watching import request_of
from service.actors import SEPARATED, Role
from service.closed.classes import CLASSES
from service.closed.errors import ClearanceError
from service.closed.model import Asked
from service.court_time import court_day
from service.verdicts.model import AskedBy, Verdict

OFFICER: Final = "officer"
_TODAY: Final = date(2026, 11, 1)
_LASTING: Final = 30
_FACTS: Final = "原告与被告签订借款合同，约定利息，被告到期未归还借款本金及利息。"


@dataclass(slots=True, kw_only=True)
class ClosedScene:
    """A scene with closed judgments in it.

    Attributes:
        scene: House, people and watcher.
        application: The application.
        own: Classes that the watcher is cleared for.
        closed: Closed judgments that the watcher may not read, with their classes.
        papers: Judgments that were never stored yet.
        standing: Numbers of clearances of others.
    """

    scene: Scene
    application: Application
    own: frozenset[Sensitivity]
    closed: list[tuple[Judgment, Sensitivity]] = field(default_factory=list)
    papers: Iterator[Judgment]
    standing: list[int] = field(default_factory=list)

    @property
    def rng(self) -> Random:
        """Deals everything."""
        return self.scene.rng

    def foreign_kind(self) -> Sensitivity:
        """Return a class that the watcher is not cleared for."""
        return self.rng.choice([each for each in Sensitivity if each not in self.own])

    def other(self) -> Seated:
        """Return somebody who is not the watcher."""
        return self.rng.choice(
            [each for each in self.scene.seats if each is not self.scene.watcher]
        )

    def clear(self, seated: Seated, kind: Sensitivity) -> None:
        """Clear somebody for a class from today on, where their desk may be."""
        day = court_day(self.scene.now)
        asked = Asked(
            account=seated.actor.name,
            kind=kind,
            ground="承办案件需要",
            from_on=day,
            until_on=day + timedelta(days=_LASTING),
        )
        given = self.scene.house.closed.clearances.give(asked, by=OFFICER, now=self.scene.now)
        if seated is not self.scene.watcher:
            self.standing.append(given.number)


ClosedChange = Callable[[ClosedScene], Sequence[str]]
"""Does something with closed judgments and returns addresses of what the watcher may not read."""


def papers_from(seed: int) -> Iterator[Judgment]:
    """Yield judgments of the sample that never end, each another, under an id of its own.

    Samples number their pieces alike, and a source that brings another text under an id takes the
    one before out.
    """
    for each in count(seed):
        for number, raw in enumerate(generate(seed=10_000 + each, size=8).judgments):
            read = read_judgment(raw, today=_TODAY)
            if isinstance(read, Judgment):
                key = f"world-{each}-{number}"
                source = replace(read.source, external_id=key, place=key)
                yield replace(read, source=source)


def stored_closed(closing: ClosedScene) -> Sequence[str]:
    """Store a judgment that is closed in the transaction that stores it."""
    kind, paper = closing.foreign_kind(), next(closing.papers)
    rules = ClosingRules(all_as=kind, author=OFFICER, clock=lambda: closing.scene.now)
    closing.scene.house.store.closing(rules).put([paper])
    closing.closed.append((paper, kind))
    return addresses_of(paper.id)


def cleared(closing: ClosedScene) -> Sequence[str]:
    """Clear somebody else for a class."""
    closing.clear(closing.other(), closing.foreign_kind())
    return ()


def uncleared(closing: ClosedScene) -> Sequence[str]:
    """End a clearance of somebody else."""
    if not closing.standing:
        return ()
    number = closing.standing.pop(closing.rng.randrange(len(closing.standing)))
    closing.scene.house.closed.clearances.end(
        number, because="不再需要", by=OFFICER, now=closing.scene.now
    )
    return ()


def read_by_another(closing: ClosedScene) -> Sequence[str]:
    """Let somebody who is cleared read, search by and compare a closed judgment."""
    paper, kind = closing.rng.choice(closing.closed)
    reader = _cleared_reader(closing, kind)
    headers = {"authorization": f"Bearer {reader.token}"}

    async def look() -> None:
        for address in addresses_of(paper.id):
            method, path, body = request_of(address)
            await ask(closing.application, method, path, headers=headers, body=body)

    asyncio.run(look())
    return addresses_of(paper.id)


def judged_by_another(closing: ClosedScene) -> Sequence[str]:
    """Let somebody who is cleared say that a closed judgment is a similar case."""
    paper, kind = closing.rng.choice(closing.closed)
    reader = _cleared_reader(closing, kind)
    closing.scene.house.verdicts.give(
        AskedBy(text=paper.text[:200]),
        judgment_id=JudgmentId(paper.id),
        verdict=closing.rng.choice(list(Verdict)),
        reason="基本事实不同",
        snapshot_id="none",
        ranker="none",
        account_id=reader.actor.account_id,
        now=closing.scene.now,
    )
    return ()


def corrected_by_another(closing: ClosedScene) -> Sequence[str]:
    """Let somebody who is cleared set a reading right."""
    paper, kind = closing.rng.choice(closing.closed)
    with cleared_for({kind}):
        closing.scene.house.reading.corrections.correct(
            JudgmentId(paper.id),
            field="title",
            new=f"更正后的标题{closing.rng.randrange(10**6)}",
            author="他人",
            at=closing.scene.now,
            reason="标题有误",
        )
    return addresses_of(paper.id)


def closed_anew(closing: ClosedScene) -> Sequence[str]:
    """Close what is closed as another class that the watcher is not cleared for."""
    at = closing.rng.randrange(len(closing.closed))
    paper, _ = closing.closed[at]
    kind = closing.foreign_kind()
    closing.scene.house.closed.close(
        paper.id, kind, reason="类别更正", by=OFFICER, now=closing.scene.now
    )
    closing.closed[at] = (paper, kind)
    return addresses_of(paper.id)


CLOSED_CHANGES: Final[tuple[ClosedChange, ...]] = (
    stored_closed, cleared, uncleared, read_by_another, judged_by_another, corrected_by_another,
    closed_anew,
)  # fmt: skip


def close_one(closing: ClosedScene) -> tuple[str, Sequence[str]]:
    """Let one thing happen; return which, and addresses of what came of it."""
    change = stored_closed if not closing.closed else closing.rng.choice(CLOSED_CHANGES)
    try:
        return change.__name__, change(closing)
    except ClearanceError:
        return f"{change.__name__} (refused)", ()


def addresses_of(judgment_id: str) -> tuple[str, ...]:
    """Return where a judgment is asked for by its id.

    Example:
        >>> addresses_of("j1")[0]
        '/judgments/j1'
    """
    return (
        f"/judgments/{judgment_id}",
        f"/judgments/{judgment_id}/related",
        f"/judgments/{judgment_id}/divergence",
        f"/api/v1/judgments/{judgment_id}",
        f"/api/v1/judgments/{judgment_id}/corrections",
        f"/api/v1/judgments/{judgment_id}/related",
        f"/api/v1/judgments/{judgment_id}/divergence",
        f"/compare?judgment={judgment_id}",
        f'POST /api/v1/similar {{"judgment_id": "{judgment_id}"}}',
        f'POST /api/v1/similar/tiered {{"judgment_id": "{judgment_id}"}}',
        f'POST /api/v1/search {{"method": "case", "words": "{judgment_id}"}}',
        f'POST /api/v1/compare {{"text": "{_FACTS}", "judgment_ids": ["{judgment_id}"]}}',
    )


def deal_clearances(closing: ClosedScene) -> None:
    """Clear the watcher for their own classes, and some others for some."""
    for kind in sorted(closing.own):
        closing.clear(closing.scene.watcher, kind)
    for _ in range(6):
        seated, kind = closing.other(), closing.rng.choice(list(Sensitivity))
        if CLASSES[kind].roles.intersection(seated.actor.roles):
            closing.clear(seated, kind)


def own_classes(watcher: Seated, rng: Random) -> frozenset[Sensitivity]:
    """Deal the classes that a watcher is cleared for: none as often as some."""
    may = [kind for kind in sorted(Sensitivity) if CLASSES[kind].roles & set(watcher.actor.roles)]
    return frozenset(rng.sample(may, k=min(len(may), rng.choice((0, 0, 1, 2)))))


def _cleared_reader(closing: ClosedScene, kind: Sensitivity) -> Seated:
    may = [
        each
        for each in closing.scene.seats
        if each is not closing.scene.watcher
        and CLASSES[kind].roles.intersection(each.actor.roles)
        and not SEPARATED.intersection(each.actor.roles)
        and Role.JUDGE in each.actor.roles
    ]
    reader = closing.rng.choice(may)
    closing.clear(reader, kind)
    return reader
