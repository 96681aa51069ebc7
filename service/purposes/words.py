"""What are the grounds of looking into a case called?"""

from collections.abc import Mapping
from enum import StrEnum

from service.purposes.model import PurposeGround, SubjectKind

PURPOSE_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        PurposeGround.LEADERS_SUPERVISION: "院庭长审判监督管理",
        PurposeGround.FOUR_CLASSES: "四类案件监督管理",
        PurposeGround.TRIAL_MANAGEMENT: "审判管理",
        PurposeGround.CASE_REVIEW: "案件评查",
        PurposeGround.COMMITTEE: "审判委员会审议",
        PurposeGround.CONFERENCE: "专业法官会议讨论",
        PurposeGround.MEETING_OFFICE: "会务办理",
        PurposeGround.PROCEDURE: "依程序审批、主持",
    },
    {
        SubjectKind.PENDING_CASE: "待决案件",
        SubjectKind.MATTER: "移送和会议材料",
    },
)
