"""Which papers are made of meetings and their items?"""

from enum import StrEnum


class MeetingPaper(StrEnum):
    """Papers of meetings.

    议程, 通知, 签到表, 材料汇编, 记录, 纪要, 提请讨论的申请, 决定, 决定（公开部分）, 月度通报,
    纪要汇编, 法律适用分歧解决申请, 案例库备选案例.
    """

    AGENDA = "agenda"
    NOTICE = "notice"
    ATTENDANCE = "attendance"
    PACK = "pack"
    RECORD = "record"
    MINUTES = "minutes"
    APPLICATION = "application"
    DECISION = "decision"
    PUBLIC_DECISION = "public_decision"
    MONTHLY = "monthly"
    COMPILED_MINUTES = "compiled_minutes"
    DIVERGENCE_APPLICATION = "divergence_application"
    LIBRARY_CANDIDATE = "library_candidate"
