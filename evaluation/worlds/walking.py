"""How are worlds made one from the other, and compared?

Each step is a world that differs from the first one of its walk only in what the watcher may not
open: one more thing happened. Some of the watcher's addresses are asked in every world and held
against the first, all of them in the last; what just came into being is asked for by its id, at its
own desk and at another. Each walk deals people, places and watcher anew over an empty court.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Final

from corpus.judgment import Judgment
from corpus.reading import read_judgment
from corpus.sample.generation import generate
from evaluation.worlds.changes import OWN_CAUSE, Scene, elsewhere, happen
from evaluation.worlds.court import Seated, add_people, seats_of, sign_in_all
from evaluation.worlds.watching import Sight, lists_for, own_pages, tells_of, watch
from service.actors import Role
from service.app import create_app
from service.house import House, open_house
from service.settings import Settings

AT: Final = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_JUDGMENTS: Final = 12
_SAMPLE: Final = 4
_SLOW: Final = ("/audits", "/parameters", "/account", "/search", "/compare", "/check")


@dataclass(slots=True, kw_only=True)
class Walked:
    """What came of walking through worlds.

    Attributes:
        worlds: Pairs of worlds that were compared.
        requests: Answers that were compared.
        leaks: What told the watcher something, with the change that did.
        changes: How often each change happened.
        watchers: How often each role looked on.
        named: Answers that told of a judgment before it was closed.
    """

    worlds: int = 0
    requests: int = 0
    leaks: list[str] = field(default_factory=list)
    changes: Counter[str] = field(default_factory=Counter)
    watchers: Counter[str] = field(default_factory=Counter)
    named: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """An empty court from which worlds are dealt.

    Attributes:
        folder: Its data folder.
        tokens: Session of everybody, by name.
    """

    folder: Path
    tokens: dict[str, str]


@contextmanager
def ground_made() -> Iterator[Ground]:
    """Make an empty court with people and some judgments, for the time of the block."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "ground"
        with open_house(_settings(place), may_make=True) as house:
            add_people(house, now=AT)
            house.store.put(_judgments())
            tokens = sign_in_all(house, now=AT)
        yield Ground(folder=place, tokens=tokens)


def walk(ground: Ground, *, seed: int, steps: int) -> Walked:
    """Walk through some worlds of one deal.

    Args:
        ground: The empty court.
        seed: Deals people, places, watcher and what happens.
        steps: How many worlds are compared with the one before.

    Cost: about 0.1 s a step.
    """
    rng = Random(seed)  # noqa: S311 - deals worlds, no secrets
    walked = Walked()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "world"
        shutil.copytree(ground.folder, place)
        with open_house(_settings(place), may_make=False) as house:
            seats = seats_of(house, ground.tokens, rng, now=AT)
            watcher = rng.choice(seats)
            scene = Scene(
                house=house,
                seats=seats,
                watcher=watcher,
                judgment_ids=tuple(each.id for each in house.store.iterate()),
                rng=rng,
                now=AT,
            )
            walked.watchers[watcher.actor.roles[0].value] += steps
            _walk(house, scene, steps, walked)
    return walked


def _walk(house: House, scene: Scene, steps: int, walked: Walked) -> None:
    application = create_app(house.edge(lambda: AT))
    watcher, rng = scene.watcher, scene.rng
    addresses = _addresses(scene, watcher)
    # The first look may write, such as the log of a search; worlds are compared with the second.
    watch(application, watcher, addresses)
    first: Sight = watch(application, watcher, addresses)
    for step in range(1, steps + 1):
        name, made = happen(scene)
        made = rng.sample(made, k=min(_SAMPLE, len(made)))
        made += [elsewhere(scene, each) for each in made[:1]]
        asked = (
            addresses if step == steps else rng.sample(addresses, k=min(_SAMPLE, len(addresses)))
        )
        told = first.differing(watch(application, watcher, asked))
        told += tells_of(application, watcher, made)
        walked.worlds += 1
        walked.requests += len(asked) + len(made)
        walked.changes[name] += 1
        role = watcher.actor.roles[0].value
        walked.leaks += [f"{role} after {name}: {address}" for address in told]


def _addresses(scene: Scene, watcher: Seated) -> tuple[str, ...]:
    """Return what the watcher asks for: every list, and a case of their own where they hear any."""
    lists = tuple(each for each in lists_for(watcher) if not each.startswith(_SLOW))
    if Role.JUDGE not in watcher.actor.roles:
        return lists
    return lists + own_pages(scene.open_case(watcher, cause=OWN_CAUSE).id)


def _judgments() -> list[Judgment]:
    read = (
        read_judgment(raw, today=date(2026, 11, 1))
        for raw in generate(seed=4, size=_JUDGMENTS).judgments
    )
    return [each for each in read if isinstance(each, Judgment)]


def _settings(place: Path) -> Settings:
    return Settings(
        data=place, workers=1, idle_minutes=10_000_000, session_hours=100_000, purpose_hours=24
    )
