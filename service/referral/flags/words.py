"""What is each closed vocabulary of the four classes and of time limits called?"""

from collections.abc import Mapping
from enum import StrEnum

from service.referral.flags.model import Disposition, FlagAct, FlagState, SubItem
from service.referral.limits.model import LimitAct, LimitState

FLAG_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        SubItem.PUBLIC_INTEREST: "（一）涉及国家利益、社会公共利益",
        SubItem.LARGE_DISPUTE: "（一）事实认定或者法律适用存在较大争议",
        SubItem.FIRST_OF_KIND: "（一）具有首案效应的新类型案件",
        SubItem.GENERAL_GUIDANCE: "（一）具有普遍法律适用指导意义",
        SubItem.SECURITY: "（一）涉及国家安全、外交、民族、宗教等敏感案件",
        SubItem.MANY_PARTIES: "（二）当事人或者被害人人数众多",
        SubItem.ATTENTION: "（二）可能或者已经引发社会广泛关注",
        SubItem.DEMONSTRATION: "（二）具有示范效应，可能引发批量诉讼",
        SubItem.INDUSTRY: "（二）可能对特定行业、特定群体产生较大影响",
        SubItem.AGAINST_DECIDED: "（三）①与本院或者上级法院近三年类案生效裁判可能冲突",
        SubItem.AGAINST_PENDING: "（三）②与本院正在审理的类案可能冲突，有必要统一",
        SubItem.UNSETTLED: "（三）③本院近三年类案生效裁判存在重大分歧，尚未解决",
        SubItem.COMPLAINT: "（四）实名反映并提供具体线索",
        SubItem.DELAY: "（四）久拖不决",
        SubItem.INSPECTION: "（四）督察、巡查、评查、信访中发现",
        SubItem.INTERFERENCE: "（四）“三个规定”记录平台反映",
    },
    {
        FlagState.PROPOSED: "待确认",
        FlagState.CONFIRMED: "已标识",
        FlagState.CANCELLED: "已取消",
        FlagState.CLOSED: "已结束监督",
    },
    {
        FlagAct.PROPOSE: "提出标识",
        FlagAct.CONFIRM: "确认标识",
        FlagAct.CANCEL: "取消标识",
        FlagAct.REQUIRE_PROGRESS: "要求报告案件进展和评议结果",
        FlagAct.REQUIRE_REPORT: "要求制作类案检索报告",
        FlagAct.REQUIRE_RECONSIDERATION: "要求合议庭复议",
        FlagAct.READ_OUTLINE: "审阅庭审提纲、审理报告",
        FlagAct.SEND_TO_CONFERENCE: "要求提交专业法官会议",
        FlagAct.SEND_TO_COMMITTEE: "要求提请审判委员会",
        FlagAct.ANSWER: "回复监督事项",
        FlagAct.CLOSE: "结束监督",
    },
    {
        Disposition.FOLLOWED: "按类案裁判尺度处理",
        Disposition.KEY_FACT: "关键事实不同，不作相同处理",
        Disposition.REFERRED: "已提交讨论",
        Disposition.RULED: "已形成裁判规则",
        Disposition.NO_CONFLICT: "经查不存在冲突",
    },
    {
        LimitState.RUNNING: "计算中",
        LimitState.ENDED: "已结案",
    },
    {
        LimitAct.BEGIN: "登记审限",
        LimitAct.EXTEND: "延长审限",
        LimitAct.DEDUCT: "扣除审限",
        LimitAct.END: "结案",
    },
)
"""Labels of all that marks of the four classes and time limits show."""
