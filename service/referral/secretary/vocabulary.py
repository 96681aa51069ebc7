"""What can be missing before or after a meeting?"""

from enum import StrEnum


class Gap(StrEnum):
    """What is missing.

    没有类案检索报告, 没有合议庭成员意见, 有人未阅材料, 有人未签名, 尚未起草纪要; 留痕核对不符.
    """

    REPORT = "report"
    OPINIONS = "opinions"
    READING = "reading"
    SIGNATURE = "signature"
    MINUTES = "minutes"
    TRAIL = "trail"
