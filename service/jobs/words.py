"""What is long work called on the screen?"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from service.jobs.model import JobKind, JobState

JOB_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {JobKind.INDEX: "建立索引", JobKind.INGEST: "导入文书"},
    {
        JobState.STARTING: "正在启动",
        JobState.RUNNING: "进行中",
        JobState.STOPPED: "已停止",
        JobState.BROKEN: "已中断",
        JobState.FAILED: "没有完成",
        JobState.DONE: "完成",
    },
)

STAGE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "ingest": "读取并收录文书",
        "read": "读取文书",
        "words": "建立词语索引",
        "vectors": "建立向量索引",
        "vocabulary": "统计词表",
        "semantic analysis": "语义分析",
        "training": "训练语义模型",
        "sentencing": "学习量刑参照",
        "figures": "留出文书评测",
        "replay": "用本院评价比对",
    }
)
"""Words of the stages of both kinds of work, by the tokens that the work itself gives."""
