"""What was found after a kill: is the store whole, and is all there that was acknowledged?"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.ingest import BATCH_PIECES, ingest
from corpus.workforce import ALONE
from evaluation.endurance.kills.ready import JUDGE, TODAY, Ready
from evaluation.endurance.kills.works import BACKUP, INDEXING, Work
from indexing.snapshots.living import read_columns
from indexing.snapshots.snapshot import open_current
from service.backup.errors import BackupDamagedError
from service.backup.keeping import look_into
from service.data_folder import load_settings
from service.house import House, open_house
from service.search.question import Question

_MOST_VERDICTS = 10_000


def look(work: Work, ready: Ready, data: Path, told: Sequence[Any]) -> list[str]:
    """Open what was killed, as the next start of the program does, and look.

    Args:
        work: What was killed.
        ready: What lay ready before.
        data: The data folder of the run.
        told: What was acknowledged before the kill, in order.

    Returns:
        What is wrong; nothing where all is well.
    """
    problems = list(ready.records.flaws(data))
    settings = load_settings({"data": data})
    with open_house(settings, may_make=True) as house:
        finding = house.trail.look_through()
        problems += [f"trail: {flaw.kind.value} at {flaw.number}" for flaw in finding.flaws]
        problems += _index(house, work, told)
        problems += _LOOKS[work](house, ready, data, told)
    return problems


def _index(house: House, work: Work, told: Sequence[Any]) -> Iterator[str]:
    """The last good snapshot answers; of an index that was acknowledged, that one."""
    answer = house.search.similar(Question(text="被告人醉酒驾驶小型轿车，被民警查获。"))
    if not answer.hits:
        yield "index: no hit"
    opened = open_current(house.settings.snapshot_root)
    if opened.refused is not None:
        yield f"index: {opened.refused}"
    # One that nobody was told of may have come in the moment of the kill.
    if work in INDEXING and told and opened.manifest.name < told[-1]:
        yield f"index: {told[-1]} was acknowledged, {opened.manifest.name} is in use"


def _ingested(house: House, ready: Ready, _: Path, told: Sequence[Any]) -> Iterator[str]:
    n_held = house.store.count() - len(ready.judgments)
    n_told = told[-1] if told else 0
    if n_held < n_told:
        yield f"ingest: {n_told} acknowledged, {n_held} held"
    if n_held > n_told + BATCH_PIECES:
        yield f"ingest: {n_held} held, {n_told} acknowledged, more than a batch ahead"
    # Run again it goes on, and comes to what an ingest that nobody killed comes to.
    ingest(ready.source, house.store, today=TODAY, workforce=ALONE)
    if house.store.digest() != ready.ingested:
        yield "ingest: run again it gives another corpus"


def _indexed(house: House, _: Ready, data: Path, __: Sequence[Any]) -> Iterator[str]:
    left = [path.name for path in (data / "index").iterdir() if path.name.startswith("partial-")]
    if len(left) > 1:
        yield f"index: {len(left)} drafts left"
    if house.settings.snapshot_root != data / "index":
        yield "index: elsewhere"


def _followed(house: House, ready: Ready, data: Path, told: Sequence[Any]) -> Iterator[str]:
    """Whatever was killed, the index follows the store the next time and holds just that."""
    yield from _indexed(house, ready, data, told)
    house.indexes.follow()
    if not house.indexes.difference().is_nothing:
        yield "increment: the index does not follow the store"
    opened = open_current(house.settings.snapshot_root)
    if read_columns(opened.folder).ids != tuple(house.store.states().ids()):
        yield "increment: the index holds other judgments than the store"


def _backed_up(_: House, __: Ready, data: Path, told: Sequence[Any]) -> Iterator[str]:
    there = {path.name: path for path in data.parent.glob(f"*{BACKUP}")}
    for name in told:
        if name not in there:
            yield f"backup: {name} acknowledged and not there"
    for path in there.values():
        try:
            look_into(path)
        except BackupDamagedError as error:
            yield f"backup: {error}"


def _voted(house: House, ready: Ready, data: Path, told: Sequence[Any]) -> Iterator[str]:
    sitting = house.referral.committee.items.open(ready.item).matter.sitting
    held = {seal.member for seal in (sitting.seals if sitting else ())}
    wanted = {ready.accounts[each["name"]] for each in told if "act" in each}
    if wanted - held:
        yield f"votes: {len(wanted - held)} acknowledged and lost"
    if len(held - wanted) > 1:
        yield f"votes: {len(held - wanted)} held that nobody was told of"
    yield from _judged(house, ready, data, told)


def _judged(house: House, ready: Ready, _: Path, told: Sequence[Any]) -> Iterator[str]:
    given = house.verdicts.of_account(ready.accounts[JUDGE], offset=0, limit=_MOST_VERDICTS)
    held = {(each.asked.text, each.judgment_id, each.verdict.value) for each in given}
    wanted = {
        (each["text"], each["judgment_id"], each["verdict"]) for each in told if "verdict" in each
    }
    if wanted - held:
        yield f"verdicts: {len(wanted - held)} acknowledged and lost"
    if len(held - wanted) > 1:
        yield f"verdicts: {len(held - wanted)} held that nobody was told of"


_LOOKS = {
    Work.INGEST: _ingested,
    Work.INDEX: _indexed,
    Work.INCREMENT: _followed,
    Work.COMPACTION: _followed,
    Work.BACKUP: _backed_up,
    Work.VOTE: _voted,
    Work.VERDICT: _judged,
}
