"""What are notices called on the screen?"""

from collections.abc import Mapping
from enum import StrEnum

from service.notices.model import NoticeKind

NOTICE_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        NoticeKind.PENDING_LIKE: "在审类案",
        NoticeKind.PENDING_CONFLICT: "在审类案裁判意见相反",
        NoticeKind.RULE_PUBLISHED: "裁判规则公布",
        NoticeKind.RULE_TASK: "对照裁判规则",
    },
)
