"""Is the installation well, and if not, what is to be done?"""

import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from corpus.errors import CorpusError
from indexing.errors import IndexingError, RankerError, SnapshotVersionError
from service.checking import Check
from service.database_health import database_check
from service.engine_health import engine_check
from service.errors import ServiceError
from service.ranking.kept import OwnRankers
from service.search.service import SearchService
from service.search.snapshots import SnapshotSource
from service.settings import LOOPBACK, Settings
from service.signing_health import Holder, signing_checks
from service.store.server_facts import DatabaseFacts

DEMO_ACCOUNTS = "demo-accounts.json"

# So many segments come of a hundred thousand judgments that came one by one.
_MANY_SEGMENTS = 12


class JudgmentCounter(Protocol):
    """What the checks need of the store."""

    def count(self) -> int:
        """Return the number of current judgments."""
        ...


class TrailEnd(Protocol):
    """What the checks need of the audit trail."""

    def holds_head(self) -> bool:
        """Tell whether its end was not cut off."""
        ...


def check_all(
    settings: Settings,
    *,
    store: JudgmentCounter,
    search: SearchService,
    trail: TrailEnd,
    accounts: Sequence[Holder],
    database: DatabaseFacts,
    jobs: Check,
    snapshots: SnapshotSource | None = None,
) -> tuple[Check, ...]:
    """Look at everything that a working installation needs."""
    return (
        database_check(database, settings),
        *_checks(settings, store, search, len(accounts)),
        *(() if snapshots is None else _engine(snapshots)),
        *signing_checks(settings, accounts),
        _trail(trail),
        jobs,
    )


def _checks(
    settings: Settings, store: JudgmentCounter, search: SearchService, n_accounts: int
) -> Iterator[Check]:
    yield _data_folder(settings)
    n_stored = _n_stored(store)
    yield Check(
        name="corpus",
        label="裁判文书库",
        is_well=bool(n_stored),
        words=f"{n_stored:,} 篇" if n_stored else "没有文书。请运行 tongpan ingest 路径",
    )
    yield _index(search, n_stored or 0)
    yield _ranker(OwnRankers(settings))
    yield Check(
        name="accounts",
        label="账号",
        is_well=n_accounts > 0,
        words=f"{n_accounts} 个" if n_accounts else "没有账号。请运行 tongpan user add 用户名",
    )
    yield _demo_accounts(settings)
    is_closed = settings.host in LOOPBACK or settings.secure_cookies
    yield Check(
        name="transport",
        label="传输安全",
        is_well=is_closed,
        words="仅本机访问或经 HTTPS"
        if is_closed
        else "服务对外开放而未启用 HTTPS。请置于 HTTPS 代理之后并设 TONGPAN_SECURE_COOKIES=true",
    )


def _data_folder(settings: Settings) -> Check:
    label = "数据目录"
    folder = settings.data
    if not folder.is_dir():
        return Check(
            name="data_folder", label=label, is_well=False, words=f"{folder} 不存在，请先导入文书"
        )
    if stat.S_IMODE(folder.stat().st_mode) & 0o007:
        return Check(
            name="data_folder",
            label=label,
            is_well=False,
            words=f"{folder} 可被其他用户读取，请运行 chmod o-rwx {folder}",
        )
    return Check(name="data_folder", label=label, is_well=True, words=str(folder))


def _demo_accounts(settings: Settings) -> Check:
    """Passwords that lie in a file are for trying on one's own machine, not for a court's users."""
    is_there = (settings.data / DEMO_ACCOUNTS).exists()
    is_open = settings.host not in LOOPBACK
    return Check(
        name="demo_accounts",
        label="演示账号",
        is_well=not (is_there and is_open),
        words="有，仅供本机试用"
        if is_there and not is_open
        else f"服务对外开放而存在演示账号。请停用它们并删除 {settings.data / DEMO_ACCOUNTS}"
        if is_there
        else "无",
    )


def _trail(trail: TrailEnd) -> Check:
    try:
        is_well = trail.holds_head()
        words = "末条与库外留底相符" if is_well else "末条与库外留底不符"
    except ServiceError as error:
        is_well, words = False, str(error)
    return Check(
        name="trail",
        label="审计留痕",
        is_well=is_well,
        words=words if is_well else f"{words}。请保全数据目录，并运行 tongpan audit-trail verify",
    )


def _n_stored(store: JudgmentCounter) -> int | None:
    try:
        return store.count()
    except CorpusError:
        return None


def _index(search: SearchService, n_stored: int) -> Check:
    label = "检索索引"
    try:
        coverage = search.coverage()
    except SnapshotVersionError as error:
        words = (
            f"索引 {Path(error.folder).name} 是另一版本的程序所建（格式 {error.found}，本程序"
            f"为 {error.expected}），文书和记录不受影响。请运行 tongpan index 重新建立"
        )
        return Check(name="index", label=label, is_well=False, words=words)
    except (IndexingError, ServiceError) as error:
        return Check(
            name="index", label=label, is_well=False, words=f"{error}。请运行 tongpan index"
        )
    trouble = search.keeper.trouble
    if trouble is not None:
        return Check(
            name="index",
            label=label,
            is_well=False,
            words=f"新索引无法打开，仍使用 {coverage.snapshot_id}：{trouble}",
        )
    if coverage.n_judgments != n_stored:
        return Check(
            name="index",
            label=label,
            is_well=False,
            words=f"索引含 {coverage.n_judgments:,} 篇，库中有 {n_stored:,} 篇。"
            "请运行 tongpan index",
        )
    return Check(
        name="index",
        label=label,
        is_well=True,
        words=_words_of(coverage.snapshot_id, coverage.n_judgments, search.keeper.current().counts),
    )


def _engine(snapshots: SnapshotSource) -> Iterator[Check]:
    name = snapshots.current_name()
    if name is None:
        return
    try:
        manifest, server = snapshots.manifest(name), snapshots.server()
    except (IndexingError, ServiceError):
        # Told as the trouble of the index.
        return
    yield engine_check(manifest.engine, server, n_judgments=manifest.counts["judgments"])


def _words_of(name: str, n_judgments: int, counts: Mapping[str, int]) -> str:
    """Name an index with its judgments; of a grown one its segments and the share of dead rows."""
    n_segments, n_dead = counts.get("segments", 1), counts.get("dead", 0)
    if n_segments == 1 and not n_dead:
        return f"{name}，{n_judgments:,} 篇"
    share = f"{n_dead / (n_judgments + n_dead):.1%}"
    if n_segments > _MANY_SEGMENTS:
        return (
            f"{name}，{n_judgments:,} 篇，{n_segments} 段，失效 {n_dead:,} 行（{share}）。"
            "可运行 tongpan index compact 合并"
        )
    return f"{name}，{n_judgments:,} 篇，{n_segments} 段，失效 {n_dead:,} 行（{share}）"


def _ranker(own: OwnRankers) -> Check:
    """A court's own ranker that cannot be used leaves the order to the shipped one."""
    label = "排序模型"
    name = own.name()
    if name is None:
        return Check(name="ranker", label=label, is_well=True, words="随程序提供")
    try:
        is_usable = own.read() is not None
    except RankerError as error:
        return Check(
            name="ranker",
            label=label,
            is_well=False,
            words=f"本院的排序模型无法读取，现用随程序提供的：{error}。"
            "请运行 tongpan rank reset，再运行 tongpan rank train",
        )
    return Check(
        name="ranker",
        label=label,
        is_well=is_usable,
        words=f"由本院评价学得（{name}）"
        if is_usable
        else f"本院的排序模型 {name} 不适用于本版本，现用随程序提供的。"
        "请运行 tongpan rank reset，再运行 tongpan rank train",
    )
