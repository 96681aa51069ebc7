"""What is called what at the desk of the secretaries?"""

from collections.abc import Mapping
from enum import StrEnum

from service.referral.secretary.vocabulary import Gap

SECRETARY_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        Gap.REPORT: "没有类案检索报告",
        Gap.OPINIONS: "没有合议庭成员意见",
        Gap.READING: "有人未阅材料",
        Gap.SIGNATURE: "有人未签名",
        Gap.MINUTES: "尚未起草纪要",
        Gap.TRAIL: "留痕核对不符，请报告管理员",
    },
)
"""Labels of all that :mod:`service.referral.secretary` shows."""
