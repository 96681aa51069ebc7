"""What lies ready, before anything is killed?"""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from corpus.ingest import ingest
from corpus.sample.generation import generate
from corpus.sample.writing import write_sample
from corpus.workforce import ALONE
from evaluation.performance.product import Installation
from evaluation.performance.referral.filling import Filler
from evaluation.performance.referral.people import MEMBERS, Staff, staffed
from evaluation.performance.referral.walking import Walk
from service.cli.building import kept_encoder
from service.data_folder import load_settings
from service.house import House, open_house
from service.search.snapshots import SnapshotSource

TODAY: Final = date(2026, 6, 1)
JUDGE: Final = "judge1"
DATABASE: Final = "tongpan.db"
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
    """

    data: Path
    source: Path
    ingested: str
    judgments: tuple[str, ...]
    tokens: dict[str, str]
    accounts: dict[str, int]
    item: str


def make_ready(folder: Path, *, say: Callable[[str], None]) -> Ready:
    """Make it.

    Args:
        folder: Empty.
        say: Is told how far it is.

    Raises:
        MeasurementError: The product failed.

    Cost: half a minute, most of it the training of the encoder.
    """
    data, source = folder / "data", folder / "source"
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
    ingested = _ingested(folder, source)
    return Ready(
        data=data,
        source=source,
        ingested=ingested,
        judgments=judgments,
        tokens=tokens,
        accounts={name: staff.number(name) for name in tokens},
        item=item,
    )


def _to_the_vote(house: House, say: Callable[[str], None]) -> tuple[Staff, str]:
    now = datetime.now(UTC) - _GONE
    staff = staffed(house, now=now)
    filler = Filler(house=house, seed=1, now=now, say=say)
    walk = Walk(house=house, staff=staff, pending_id=filler.open_case(staff).id, now=now)
    item = walk.go_to_vote()
    say("votes may be taken")
    return staff, item


def _ingested(folder: Path, source: Path) -> str:
    """Return the digest of the corpus of an ingest that nobody killed."""
    settings = load_settings({"data": folder / "whole"})
    with open_house(load_settings({"data": folder / "data"}), may_make=False) as house:
        settings.data.mkdir()
        back_up_database(house, settings.data)
    with open_house(settings, may_make=False) as house:
        ingest(source, house.store, today=TODAY, workforce=ALONE)
        return house.store.digest()


def back_up_database(house: House, folder: Path) -> None:
    """Copy the database of a house that is open, whole."""
    source = house.settings.data / DATABASE
    with (
        closing(sqlite3.connect(source)) as here,
        closing(sqlite3.connect(folder / DATABASE)) as to,
    ):
        here.backup(to)


def copy_of(ready: Ready, folder: Path) -> Path:
    """Copy the data folder for a run; the index is linked, it never changes once it is there."""
    data = folder / "data"
    shutil.copytree(ready.data, data, copy_function=_linked)
    return data


def _linked(source: str, target: str) -> None:
    if "/index/index-" in source:
        os.link(source, target)
    else:
        shutil.copy2(source, target)
