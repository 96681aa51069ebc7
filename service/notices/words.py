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
        NoticeKind.TIME_LIMIT: "审限预警",
        NoticeKind.REFERRAL_MOVED: "分歧移送",
        NoticeKind.COMMITTEE_INVITED: "审委会会议通知",
        NoticeKind.COMMITTEE_VOTE: "审委会表决",
        NoticeKind.COMMITTEE_MOVED: "审委会议题进展",
        NoticeKind.COMMITTEE_DECISION: "审委会决定",
        NoticeKind.COMMITTEE_DIFFERENCE: "文书与审委会决定不一致",
        NoticeKind.CONFERENCE_INVITED: "法官会议通知",
        NoticeKind.CONFERENCE_MATERIALS: "法官会议材料",
        NoticeKind.CONFERENCE_SIGNATURE: "法官会议记录待签名",
        NoticeKind.CONFERENCE_RECONSIDERATION: "法官会议意见待复议",
        NoticeKind.SUBSCRIPTION: "订阅",
        NoticeKind.SUBSCRIPTION_DIGEST: "订阅每日汇总",
    },
)
