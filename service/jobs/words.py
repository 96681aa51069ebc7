"""What are jobs and their states called?"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from service.court_time import moment_words
from service.jobs.model import DIED, LOST, RESTORED, JobKind, JobState, Staffing

_PROBLEMS: Mapping[str, str] = {
    LOST: "执行进程中断，已没有响应",
    DIED: "执行进程异常退出",
    "store_unreachable": "数据库连接中断",
    RESTORED: "备份时尚未做完，恢复后没有再做；需要的，请重做",
}

JOB_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        JobKind.INGEST: "导入文书",
        JobKind.INDEX: "建立索引",
        JobKind.AUDIT: "批量评查",
        JobKind.DAILY: "每日提醒",
    },
    {
        JobState.QUEUED: "排队等候",
        JobState.RUNNING: "正在进行",
        JobState.DONE: "已完成",
        JobState.FAILED: "未能完成",
        JobState.CANCELLED: "已取消",
    },
)

STAGE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "ingest": "读取并收录文书",
        "read": "读取文书",
        "words": "建立词语索引",
        "elements": "学习罪名",
        "merging": "合并索引",
        "vectors": "建立向量索引",
        "vocabulary": "统计词表",
        "semantic analysis": "语义分析",
        "training": "训练语义模型",
        "sentencing": "学习量刑参照",
        "figures": "留出文书评测",
        "replay": "用本院评价比对",
    }
)
"""Words of the stages of an ingest and of an index, by the tokens that the work itself gives."""


def nobody_words(staffing: Staffing) -> str:
    """Return that no worker is there, since when, and what is to be done.

    Example:
        >>> nobody_words(Staffing(is_there=False, last_seen=None)).partition("：")[0]
        '没有运行中的执行进程（从未运行过），作业只会排队等候'
    """
    last = staffing.last_seen
    since = "从未运行过" if last is None else f"最近一次在 {moment_words(last)}"
    return (
        f"没有运行中的执行进程（{since}），作业只会排队等候："
        "请系统管理员在服务器上运行 tongpan work，或者设 TONGPAN_JOB_WORKER=true 后重新启动服务"
    )


def problem_words(code: str) -> str:
    """Return why a job ended or was put back.

    Example:
        >>> problem_words("audit_empty")
        '原因代码 audit_empty'
    """
    return _PROBLEMS.get(code, f"原因代码 {code}")
