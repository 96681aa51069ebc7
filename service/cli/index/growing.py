"""`tongpan index --increment` and `tongpan index compact`: the index follows the store."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from indexing.errors import IndexingError
from indexing.learning.training import Progress
from indexing.snapshots.snapshot import SnapshotManifest
from service.api.refusals import refusal_of
from service.cli.index.stages import STAGES, summary_of
from service.cli.opening import working_stock
from service.cli.output import bars, emit, notices, say
from service.data_folder import load_settings
from service.settings import Settings
from service.stock import Stock
from service.store.waiting import does_anybody_wait
from service.web.wordbook.wording import sentence_of

_PROGRAM: Final = "from service.cli.main import main; main()"
_LOG: Final = "compaction.log"
_KINDNESS: Final = 15
"""So far compaction stands behind those who search (nice)."""


def run_increment(*, data: Path | None, is_json: bool) -> None:
    """Let the index see what has come, changed and left since.

    Raises:
        IndexingError: There is no usable index.
        StoreError: The database refuses.
    """
    settings = load_settings({"data": data})
    with working_stock(settings, may_make=False) as stock, bars(STAGES, is_json=is_json) as shown:
        manifest = grow(stock, tell=lambda: tell_who_waits(stock), progress=shown.show)
    if is_json:
        emit(_summary(manifest))
    else:
        say(_told(manifest))


def run_compact(*, data: Path | None, is_json: bool) -> None:
    """Make one segment of all increments, behind everybody else.

    Raises:
        IndexingError: There is no usable index.
        StoreError: The database refuses.
    """
    os.nice(_KINDNESS)
    settings = load_settings({"data": data})
    with working_stock(settings, may_make=False) as stock, bars(STAGES, is_json=is_json) as shown:
        manifest = stock.indexes.compact(progress=shown.show)
    if is_json:
        emit(_summary(manifest))
    elif manifest is None:
        say("另一进程正在合并索引")
    else:
        say(_told(manifest))


def grow(
    stock: Stock, *, tell: Callable[[], object], progress: Progress | None = None
) -> SnapshotManifest | None:
    """Let the index follow, tell subscribers, and start a compaction where one is due.

    Args:
        stock: The judgments and their index.
        tell: Tells subscribers of what is new.
        progress: Called with the stage and the steps done.

    Raises:
        IndexingError: There is no usable index.
        StoreError: The database refuses.
    """
    manifest = stock.indexes.follow(progress=progress)
    if manifest is None:
        return None
    tell()
    if stock.indexes.is_compaction_due(manifest):
        start_compaction(stock.settings)
    return manifest


def grow_by_itself(
    stock: Stock, *, tell: Callable[[], object], progress: Progress | None = None
) -> dict[str, object]:
    """Let the index follow a change of the store, which holds whatever becomes of the index.

    Args:
        stock: The judgments and their index.
        tell: Tells subscribers of what is new.
        progress: Called with the stage and the steps done.

    Returns:
        What became of the index as plain data; empty where it does not follow by itself or there
        is none yet.
    """
    is_there = stock.indexes.source.current_name() is not None
    if not stock.settings.index_after_ingest or not is_there:
        return {}
    try:
        return _summary(grow(stock, tell=tell, progress=progress))
    except IndexingError as error:
        notices.print(f"索引没有更新：{sentence_of(error)}", markup=False)
        return {"built": False, "refused": refusal_of(error).code}


def tell_who_waits(stock: Stock) -> None:
    """Tell subscribers of what is new, without loading anything where nobody waits for it.

    Raises:
        StoreError: The database refuses.
    """
    if does_anybody_wait(stock.engine):
        from service.cli.matters.subscribing import tell_subscribers  # noqa: PLC0415 - see above
        from service.house import open_house  # noqa: PLC0415

        with open_house(stock.settings, may_make=False) as house:
            tell_subscribers(house)


def start_compaction(settings: Settings) -> None:
    """Start `tongpan index compact` as a process of its own, and do not wait for it."""
    with (settings.data / _LOG).open("ab") as log:
        subprocess.Popen(  # noqa: S603 - this program
            [sys.executable, "-c", _PROGRAM, "index", "compact", "--json", "--data", settings.data],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )


def words_of(manifest: SnapshotManifest) -> str:
    """Return in words how an index has grown."""
    counts = manifest.counts
    rows = counts["judgments"] + counts["dead"]
    return (
        f"{counts['judgments']:,} 篇，分 {counts['segments']} 段，"
        f"失效 {counts['dead']:,} 行（{counts['dead'] / max(rows, 1):.1%}）"
    )


def _told(manifest: SnapshotManifest | None) -> str:
    if manifest is None:
        return "索引已是最新"
    return f"已更新索引 {manifest.name}：{words_of(manifest)}"


def _summary(manifest: SnapshotManifest | None) -> dict[str, object]:
    return {"built": False} if manifest is None else summary_of(manifest, is_new=True)
