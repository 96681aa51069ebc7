"""What are the papers of meetings called?"""

from collections.abc import Mapping
from enum import StrEnum

from service.referral.papers.vocabulary import MeetingPaper

PAPER_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        MeetingPaper.AGENDA: "会议议程",
        MeetingPaper.NOTICE: "会议通知",
        MeetingPaper.ATTENDANCE: "签到表",
        MeetingPaper.PACK: "会议材料",
        MeetingPaper.RECORD: "会议记录",
        MeetingPaper.MINUTES: "会议纪要",
        MeetingPaper.APPLICATION: "提请讨论的申请",
        MeetingPaper.DECISION: "决定",
        MeetingPaper.PUBLIC_DECISION: "决定（公开部分）",
        MeetingPaper.MONTHLY: "月度通报",
        MeetingPaper.COMPILED_MINUTES: "会议纪要汇编",
        MeetingPaper.DIVERGENCE_APPLICATION: "法律适用分歧解决申请",
        MeetingPaper.LIBRARY_CANDIDATE: "人民法院案例库备选案例",
    },
)
"""Labels of all that :mod:`service.referral.papers` shows."""
