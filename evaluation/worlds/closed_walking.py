"""How are worlds with closed judgments made one from the other, and compared?

As in :mod:`evaluation.worlds.walking`, over a court with an index: each step does one thing with
closed judgments of classes that the watcher is not cleared for, and the watcher's lists, searches,
counts and files must stay byte for byte what they were. At the end of a walk papers of the
watcher's own name a judgment that is then closed (:mod:`evaluation.worlds.frozen`).
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from random import Random
from typing import Final

from corpus.judgment import Judgment
from corpus.privacy.sensitivity import Sensitivity
from evaluation.worlds.asking import Application
from evaluation.worlds.changes import OWN_CAUSE, Scene
from evaluation.worlds.closing import (
    OFFICER,
    ClosedScene,
    addresses_of,
    close_one,
    deal_clearances,
    own_classes,
    papers_from,
)
from evaluation.worlds.court import PASSWORD, add_people, seats_of, sign_in_all
from evaluation.worlds.frozen import (
    answers_of,
    papers_of_audit,
    papers_of_judge,
    told_of,
    typed_before,
)
from evaluation.worlds.timing import Timed, timed
from evaluation.worlds.walking import AT, Ground, Walked
from evaluation.worlds.watching import lists_for, own_pages, tells_of, watch
from indexing.assembly.building import build_snapshot
from service.actors import Permission, Role
from service.app import create_app
from service.house import House, open_house
from service.referral.referrals.evidence import digest_of
from service.settings import Settings

_JUDGMENTS: Final = 24
_SAMPLE: Final = 5
_SLOW: Final = ("/parameters", "/account")
_ASKED: Final = "原告与被告签订借款合同，约定利息，被告到期未归还借款本金及利息。"
# Lists and hits are made anew, without what is closed for everybody.
_FROZEN: Final = tuple(
    f"{room}/{kind}"
    for room in ("", "/api/v1")
    for kind in ("reports/", "referrals/", "audits/", "notices")
)


@contextmanager
def closed_ground(*, is_indexed: bool) -> Iterator[Ground]:
    """Make a court with people, judgments and an index, for the time of the block.

    Args:
        is_indexed: Whether there is an index; without one a search is refused to everybody.

    Cost: 7 s of the processor with an index, for the training of its encoder.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "ground"
        with open_house(_settings(place), may_make=True) as house:
            add_people(house, now=AT)
            house.desk.add(
                name=OFFICER,
                display_name="安全保密管理员",
                password=PASSWORD,
                roles=[Role.SECURITY_OFFICER],
                now=AT,
            )
            house.store.put(_judgments())
            if is_indexed:
                build_snapshot(
                    house.store.iterate(),
                    house.settings.snapshot_root,
                    corpus_digest=house.store.digest(),
                )
            tokens = sign_in_all(house, now=AT)
        yield Ground(folder=place, tokens=tokens)


def walk_closed(ground: Ground, *, seed: int, steps: int) -> Walked:
    """Walk through some worlds of one deal.

    Args:
        ground: The court.
        seed: Deals people, places, watcher, clearances and what happens.
        steps: How many worlds are compared with the first.

    Cost: about 0.3 s a step, and 3 s for a walk, with an index.
    """
    rng = Random(seed)  # noqa: S311 - deals worlds, no secrets
    walked = Walked()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "world"
        shutil.copytree(ground.folder, place)
        with open_house(_settings(place), may_make=False) as house:
            people = {name: token for name, token in ground.tokens.items() if name != OFFICER}
            seats = seats_of(house, people, rng, now=AT)
            scene = Scene(
                house=house,
                seats=seats,
                watcher=rng.choice(seats),
                judgment_ids=tuple(each.id for each in house.store.iterate()),
                rng=rng,
                now=AT,
            )
            _walk(house, scene, steps, walked, seed)
    return walked


def time_answers(ground: Ground, *, seed: int, n: int) -> Timed:
    """Hold the times of answers for closed ids against those for ids that were never given.

    Args:
        ground: The court.
        seed: Deals who asks, and for what.
        n: How often each kind is asked for.

    Cost: about 10 ms for each of twice ``n`` requests.
    """
    rng = Random(seed)  # noqa: S311 - deals requests, no secrets
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "world"
        shutil.copytree(ground.folder, place)
        with open_house(_settings(place), may_make=False) as house:
            judgments = [each.id for each in house.store.iterate()][:4]
            for each in judgments:
                house.closed.close(
                    each, Sensitivity.STATE_SECRET, reason="计时所需", by=OFFICER, now=AT
                )
            judge = next(each for each in house.desk.all() if Role.JUDGE in each.roles)
            pairs = [
                (address, address.replace(each, "j" + digest_of(each)[:20]))
                for each in judgments
                for address in addresses_of(each)[:6]
            ]
            application = create_app(house.edge(lambda: AT))
            return timed(application, ground.tokens[judge.name], pairs, rng=rng, n=n)


def _walk(house: House, scene: Scene, steps: int, walked: Walked, seed: int) -> None:
    application = create_app(house.edge(lambda: AT))
    watcher, rng = scene.watcher, scene.rng
    role = watcher.actor.roles[0].value
    closing = ClosedScene(
        scene=scene,
        application=application,
        own=own_classes(watcher, rng),
        # None of those that the court holds already.
        papers=papers_from(1_000 + seed),
    )
    deal_clearances(closing)
    _store_own(closing)
    addresses = _addresses(scene) + _typed(closing)
    # The first look may write, such as the log of a search; worlds are compared with the second.
    watch(application, watcher, addresses)
    first = watch(application, watcher, addresses)
    for step in range(1, steps + 1):
        name, made = close_one(closing)
        asked = (
            addresses if step == steps else rng.sample(addresses, k=min(_SAMPLE, len(addresses)))
        )
        named = rng.sample(made, k=min(_SAMPLE, len(made)))
        told = first.differing(watch(application, watcher, asked))
        told += tells_of(application, watcher, named)
        walked.worlds += 1
        walked.requests += len(asked) + len(named)
        walked.changes[name] += 1
        walked.leaks += [f"{role} after {name}: {address}" for address in told]
    walked.watchers[role] += steps
    _close_what_was_named(closing, application, walked)


def _store_own(closing: ClosedScene) -> None:
    """Store a closed judgment of each class that the watcher may read, so that there is one."""
    house = closing.scene.house
    for kind in sorted(closing.own):
        paper = next(closing.papers)
        house.store.put([paper])
        house.closed.close(paper.id, kind, reason="本人可以查阅", by=OFFICER, now=AT)


def _typed(closing: ClosedScene) -> tuple[str, ...]:
    """Let the watcher type of whom the next paper is that somebody stores closed."""
    if Role.JUDGE not in closing.scene.watcher.actor.roles:
        return ()
    coming = next(closing.papers)
    closing.papers = chain([coming], closing.papers)
    return typed_before(closing.scene, coming)


def _addresses(scene: Scene) -> tuple[str, ...]:
    """Return what the watcher asks for: every list, searches of each kind, a case of their own."""
    watcher = scene.watcher
    lists = tuple(each for each in lists_for(watcher) if not each.startswith(_SLOW))
    searches = _searches(scene) if watcher.actor.may(Permission.SEARCH) else ()
    if Role.JUDGE not in watcher.actor.roles:
        return lists + searches
    return lists + searches + own_pages(scene.open_case(watcher, cause=OWN_CAUSE).id)


def _searches(scene: Scene) -> tuple[str, ...]:
    shown = scene.judgment_ids[0]
    asked: tuple[tuple[str, dict[str, object]], ...] = (
        ("similar", {"text": _ASKED, "limit": 50}),
        ("similar", {"judgment_id": shown, "limit": 50}),
        ("similar/tiered", {"text": _ASKED}),
        ("search", {"method": "keyword", "words": "利息 本金", "limit": 50}),
        ("search", {"method": "statute", "words": "民法典", "limit": 50}),
        ("search", {"method": "case", "words": "（2021）吉0123刑初9号"}),
    )
    return tuple(
        f"POST /api/v1/{path} {json.dumps(body, ensure_ascii=False)}" for path, body in asked
    )


def _close_what_was_named(closing: ClosedScene, application: Application, walked: Walked) -> None:
    """Close a judgment that papers of the watcher name, and read them all again."""
    scene, rng, role = closing.scene, closing.rng, closing.scene.watcher.actor.roles[0].value
    judgments = list(scene.house.store.iterate())
    judgment, other = rng.sample([each for each in judgments if each.case_number], k=2)
    addresses = _named_on(scene, judgment, other)
    told = told_of(judgment, judgments)
    before = answers_of(application, scene, addresses)
    kind = rng.choice(list(Sensitivity))
    scene.house.closed.close(judgment.id, kind, reason="不宜公开", by=OFFICER, now=AT)
    after = answers_of(application, scene, addresses)
    walked.requests += len(addresses)
    walked.changes["closed what was named"] += 1
    walked.named += sum(bool(told.said_in(text)) for _, text in before.values())
    for address, (status, text) in after.items():
        said = told.said_in(text)
        if kind not in closing.own and said:
            walked.leaks.append(f"{role} after closing what was named: {address}: {min(said)}")
        lost = told.said_in(before[address][1]) - said
        if kind in closing.own and lost and address.startswith(_FROZEN):
            walked.leaks.append(f"{role} who is cleared misses what was named: {address}")
        if status != before[address][0]:
            walked.leaks.append(f"{role} after closing what was named: {address} is {status}")


def _named_on(scene: Scene, judgment: Judgment, other: Judgment) -> tuple[str, ...]:
    watcher = scene.watcher
    addresses = [each for each in lists_for(watcher) if not each.startswith(_SLOW)]
    if Role.JUDGE in watcher.actor.roles:
        case = scene.open_case(watcher, cause=OWN_CAUSE)
        addresses += own_pages(case.id)
        addresses += papers_of_judge(scene, case, judgment)
    if watcher.actor.may(Permission.READ_UNREVIEWED_AUDITS):
        addresses += papers_of_audit(scene, judgment, other)
    return tuple(dict.fromkeys(addresses))


def _judgments() -> list[Judgment]:
    found = papers_from(0)
    return [next(found) for _ in range(_JUDGMENTS)]


def _settings(place: Path) -> Settings:
    return Settings(
        data=place,
        workers=1,
        idle_minutes=10_000_000,
        session_hours=100_000,
        purpose_hours=24,
        searches_per_minute=0,
    )
