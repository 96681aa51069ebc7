"""Is the database well, and if not, what is to be done?"""

from typing import Final

from service.checking import Check
from service.settings import Settings
from service.store.server_facts import DatabaseFacts

LEAST_MAJOR: Final = 14
"""Oldest PostgreSQL that its own makers still mended when this was written."""

_OF_A_WORKER: Final = 4
"""Connections of a worker with the job that it carries: two each, and two of the queue."""

_MEGABYTE: Final = 1024 * 1024


def database_check(facts: DatabaseFacts, settings: Settings) -> Check:
    """Tell whether the database can carry what the settings ask of it.

    Args:
        facts: How it stands.
        settings: The settings.
    """
    trouble = _trouble(facts, settings) if facts.is_server else None
    return Check(
        name="database",
        label="数据库",
        is_well=trouble is None,
        words=_words(facts, settings) if trouble is None else trouble,
    )


def _words(facts: DatabaseFacts, settings: Settings) -> str:
    size = f"{facts.n_bytes // _MEGABYTE:,} MB，结构 {facts.revision}"
    if not facts.is_server:
        return f"SQLite {facts.version}，{size}"
    return (
        f"PostgreSQL {facts.version}，{facts.encoding}，{size}，"
        f"连接至多用 {wanted_connections(settings)}/{facts.most_connections}"
    )


def wanted_connections(settings: Settings) -> int:
    """Return how many connections the processes of one machine open at most.

    Example:
        >>> wanted_connections(Settings(workers=2, database_pool=5, database_overflow=10))
        34
    """
    served = settings.workers * (settings.database_pool + settings.database_overflow)
    return served + (_OF_A_WORKER if settings.job_worker else 0)


def _trouble(facts: DatabaseFacts, settings: Settings) -> str | None:
    wanted, most = wanted_connections(settings), facts.most_connections
    if facts.major < LEAST_MAJOR:
        return f"PostgreSQL {facts.version} 过旧，请升级到 {LEAST_MAJOR} 或者更新的版本"
    if facts.encoding != "UTF8":
        return f"数据库编码为 {facts.encoding}，须为 UTF8。请新建 UTF8 数据库，备份后恢复到其中"
    if not facts.may_create:
        return "数据库账号不能建表，升级和后台作业须有此权限。请授予 CREATE ON SCHEMA 权限"
    if not facts.is_durable:
        return "数据库未等待写入磁盘（fsync 或 synchronous_commit 关闭），断电会丢失已保存的内容"
    if most is not None and wanted > most:
        return (
            f"连接数不足：至多需要 {wanted} 个，数据库只接受 {most} 个。请调低 "
            "TONGPAN_DATABASE_POOL、TONGPAN_DATABASE_OVERFLOW，或者调高 max_connections"
        )
    return None
