"""What is each closed vocabulary of rules called?"""

from collections.abc import Mapping
from enum import StrEnum

from service.referral.rules.model import (
    FollowUpKind,
    ReviewCause,
    RuleAct,
    RuleForce,
    RuleState,
    Side,
    TaskAnswer,
    UpwardForm,
)

RULE_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        RuleState.DRAFT: "起草中",
        RuleState.IN_FORCE: "施行中",
        RuleState.UNDER_REVIEW: "待复审",
        RuleState.REPLACED: "已被替代",
        RuleState.REPEALED: "已废止",
    },
    {
        RuleAct.DRAFT: "起草规则",
        RuleAct.REVISE: "修改规则草案",
        RuleAct.PUBLISH: "公布",
        RuleAct.GIVE_TASK: "布置对照任务",
        RuleAct.ANSWER_TASK: "答复对照任务",
        RuleAct.FOLLOW_UP: "跟踪后续裁判",
        RuleAct.CALL_FOR_REVIEW: "提请复审",
        RuleAct.KEEP: "复审后保留",
        RuleAct.REPLACE: "以新规则替代",
        RuleAct.REPEAL: "废止",
        RuleAct.SEND_UP: "报上级法院或者案例库",
    },
    {
        RuleForce.BINDING: "审委会决定，应当执行",
        RuleForce.ADVISORY: "法官会议意见，供参考",
    },
    {
        TaskAnswer.APPLIES: "适用本规则",
        TaskAnswer.DISTINGUISHED: "区别处理",
        TaskAnswer.NOT_TOUCHED: "与本案无关",
    },
    {
        FollowUpKind.FOLLOWED: "遵循",
        FollowUpKind.DISTINGUISHED: "说明理由后区别",
        FollowUpKind.DEPARTED: "未说明理由而偏离",
        FollowUpKind.OVERTURNED: "已被改判",
    },
    {
        ReviewCause.LAW_CHANGED: "所依据的法律变化",
        ReviewCause.GUIDING_CASE: "出现指导性案例或者参考案例",
        ReviewCause.SUPERIOR_MOVED: "上级法院另有裁判",
        ReviewCause.TIME_PASSED: "复审期满",
        ReviewCause.DEPARTURES: "偏离较多",
    },
    {
        UpwardForm.DIVERGENCE_APPLICATION: "法律适用分歧解决申请",
        UpwardForm.LIBRARY_CANDIDATE: "案例库备选案例",
    },
    {Side.WITH: "一致", Side.AGAINST: "相反", Side.UNCLEAR: "不明"},
)
"""Labels of all that :mod:`service.referral.rules` shows."""
