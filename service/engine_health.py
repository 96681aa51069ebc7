"""Does the engine of candidates answer, and does it hold what the index was filled with?"""

from collections.abc import Mapping
from typing import Any

from indexing.engines.milvus_collection import MilvusCollection, MilvusServer
from indexing.errors import EngineAwayError, EngineError
from service.checking import Check

_LABEL = "候选引擎"


def engine_check(
    record: Mapping[str, Any] | None, server: MilvusServer | None, *, n_judgments: int
) -> Check:
    """Ask the engine of an index how it is.

    Args:
        record: What the manifest of the index keeps of the engine; None where files suffice.
        server: The Milvus that is known.
        n_judgments: Judgments of the index.

    Cost: two questions, or the seconds that a question may take.
    """
    if record is None:
        return _told("内置", is_well=True)
    if server is None:
        return _told("索引在 Milvus 中，而没有设定地址。请设 TONGPAN_ENGINE", is_well=False)
    place = server.address.place
    try:
        n_rows = MilvusCollection(server, str(record["collection"])).size()
    except EngineAwayError as error:
        return _told(
            f"{place} 没有应答（{error.reason}），不能检索。请启动 Milvus，"
            "或者运行 tongpan index --engine embedded",
            is_well=False,
        )
    except EngineError:
        return _told(f"{place} 中没有这一索引的数据。请运行 tongpan index --force", is_well=False)
    if n_rows < n_judgments:
        return _told(
            f"{place} 中只有 {n_rows:,} 行，索引有 {n_judgments:,} 篇。"
            "请运行 tongpan index --force",
            is_well=False,
        )
    return _told(f"{place}，{n_rows:,} 行", is_well=True)


def _told(words: str, *, is_well: bool) -> Check:
    return Check(name="engine", label=_LABEL, is_well=is_well, words=words)
