"""What lies ready, before anything is killed?"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from corpus.ingest import ingest
from corpus.sample.generation import generate
from corpus.sample.writing import write_sample
from corpus.workforce import ALONE
from evaluation.endurance.kills.records import FILE, KeptRecords
from evaluation.performance.product import Installation
from evaluation.performance.referral.filling import Filler
from evaluation.performance.referral.people import MEMBERS, Staff, staffed
from evaluation.performance.referral.walking import Walk
from service.cli.index.building import kept_encoder
from service.data_folder import load_settings
from service.house import House, open_house
from service.search.snapshots import SnapshotSource

TODAY: Final = date(2026, 6, 1)
JUDGE: Final = "judge1"
DATABASE: Final = FILE
_WHOLE: Final = "whole"
_SAMPLE: Final = "80"
_SOURCE_SIZE: Final = 200
_SOURCE_SEED: Final = 23
_GONE: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """An installation that every run gets a copy of.

    Attributes:
        data: Its data folder: judgments, an index, people, items that votes are taken on.
        source: Folder of judgments that are not in it yet.
        ingested: Digest of the corpus once they are.
        judgments: Ids of judgments that verdicts are given on.
        tokens: Sessions of the members of the committee and of a judge, by name.
        accounts: Their numbers, by name.
        item: Item of the committee that votes are taken on.
        records: Where its records lie.
    """

    data: Path
    source: Path
    ingested: str
    judgments: tuple[str, ...]
    tokens: dict[str, str]
    accounts: dict[str, int]
    item: str
    records: KeptRecords


def make_ready(folder: Path, *, records: KeptRecords, say: Callable[[str], None]) -> Ready:
    """Make it.

    Args:
        folder: Empty.
        records: Where the records are to lie.
        say: Is told how far it is.

    Raises:
        MeasurementError: The product failed.

    Cost: half a minute, most of it the training of the encoder.
    """
    data, source = folder / "data", folder / "source"
    records.use("")
    Installation(data, limit_seconds=1_800).run("demo", "--size", _SAMPLE)
    say("sample indexed")
    sample = generate(seed=_SOURCE_SEED, size=_SOURCE_SIZE)
    write_sample(folder / "sample", sample)
    (folder / "sample" / "judgments").rename(source)
    settings = load_settings({"data": data})
    with open_house(settings, may_make=True) as house:
        # An index that is built again takes the encoder that is there.
        SnapshotSource(settings).remember_encoder(kept_encoder(settings))
        staff, item = _to_the_vote(house, say)
        tokens = {
            name: house.desk.sign_in(name, staff.password, now=datetime.now(UTC)).token
            for name in (*MEMBERS, JUDGE)
        }
        judgments = tuple(each.id for each in house.store.iterate())
    ingested = _ingested(folder, source, records)
    return Ready(
        data=data,
        source=source,
        ingested=ingested,
        judgments=judgments,
        tokens=tokens,
        accounts={name: staff.number(name) for name in tokens},
        item=item,
        records=records,
    )


def _to_the_vote(house: House, say: Callable[[str], None]) -> tuple[Staff, str]:
    now = datetime.now(UTC) - _GONE
    staff = staffed(house, now=now)
    filler = Filler(house=house, seed=1, now=now, say=say)
    walk = Walk(house=house, staff=staff, pending_id=filler.open_case(staff).id, now=now)
    item = walk.go_to_vote()
    say("votes may be taken")
    return staff, item


def _ingested(folder: Path, source: Path, records: KeptRecords) -> str:
    """Return the digest of the corpus of an ingest that nobody killed."""
    whole = folder / "whole"
    whole.mkdir()
    records.copy(_WHOLE, source=folder / "data", data=whole)
    records.use(_WHOLE)
    try:
        with open_house(load_settings({"data": whole}), may_make=False) as house:
            ingest(source, house.store, today=TODAY, workforce=ALONE)
            return house.store.digest()
    finally:
        records.use("")
        records.forget(_WHOLE)


@contextmanager
def copied(ready: Ready, folder: Path, name: str) -> Iterator[Path]:
    """Give a run a copy of its own: the data folder, its index linked, and the records."""
    data = folder / "data"
    shutil.copytree(ready.data, data, copy_function=_linked)
    ready.records.copy(name, source=ready.data, data=data)
    ready.records.use(name)
    try:
        yield data
    finally:
        ready.records.use("")
        ready.records.revive()
        ready.records.forget(name)


def _linked(source: str, target: str) -> None:
    if "/index/index-" in source:
        os.link(source, target)
    else:
        shutil.copy2(source, target)
