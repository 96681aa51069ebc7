"""What are jobs and their states called?"""

from collections.abc import Mapping
from enum import StrEnum

from service.jobs.model import DIED, LOST, JobKind, JobState

_PROBLEMS: Mapping[str, str] = {
    LOST: "执行进程中断，已没有响应",
    DIED: "执行进程异常退出",
    "store_unreachable": "数据库连接中断",
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


def problem_words(code: str) -> str:
    """Return why a job ended or was put back.

    Example:
        >>> problem_words("audit_empty")
        '原因代码 audit_empty'
    """
    return _PROBLEMS.get(code, f"原因代码 {code}")
