"""What is each closed vocabulary of referrals and meetings called?"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from service.referral.course.acts import MatterKind, Part
from service.referral.referrals.checklist import SaidBy
from service.referral.referrals.model import (
    DismissalReason,
    EvidenceKind,
    Force,
    OpinionSide,
    ReferralAct,
    ReferralState,
    Target,
    Way,
)
from service.referral.referrals.routing import Duty, Ground
from service.referral.referrals.standing import Standing
from service.referral.roster.model import Office, Rank

RANK_LABELS: Mapping[Rank, str] = MappingProxyType(
    {
        Rank.JUDGE_5: "五级法官",
        Rank.JUDGE_4: "四级法官",
        Rank.JUDGE_3: "三级法官",
        Rank.JUDGE_2: "二级法官",
        Rank.JUDGE_1: "一级法官",
        Rank.SENIOR_4: "四级高级法官",
        Rank.SENIOR_3: "三级高级法官",
        Rank.SENIOR_2: "二级高级法官",
        Rank.SENIOR_1: "一级高级法官",
        Rank.GRAND_2: "二级大法官",
        Rank.GRAND_1: "一级大法官",
        Rank.CHIEF: "首席大法官",
    }
)
"""Names of the ranks."""

OFFICE_LABELS: Mapping[Office, str] = MappingProxyType(
    {
        Office.PRESIDENT: "院长",
        Office.VICE_PRESIDENT: "副院长",
        Office.STANDING_MEMBER: "审委会专职委员",
        Office.COMMITTEE_MEMBER: "审委会委员",
        Office.DIVISION_HEAD: "庭长",
        Office.DEPUTY_DIVISION_HEAD: "副庭长",
        Office.TEAM_LEADER: "团队长",
        Office.SENIOR_JUDGE: "资深法官",
        Office.CONFERENCE_SECRETARY: "法官会议会务",
        Office.COMMITTEE_SECRETARY: "审委会秘书",
        Office.OVERSIGHT_OFFICE: "审判管理部门",
    }
)
"""Names of the offices."""

REFERRAL_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        MatterKind.REFERRAL: "分歧移送",
        MatterKind.FLAG: "四类案件标识",
        MatterKind.TIME_LIMIT: "审限",
        MatterKind.CONFERENCE_ITEM: "法官会议议题",
        MatterKind.CONFERENCE: "法官会议",
        MatterKind.COMMITTEE_ITEM: "审委会议题",
        MatterKind.COMMITTEE_MEETING: "审委会会议",
        MatterKind.RULE: "裁判规则",
    },
    {
        Part.HANDLING_JUDGE: "承办法官",
        Part.PRESIDING_JUDGE: "审判长",
        Part.PANEL_MEMBER: "合议庭成员",
        Part.TEAM_LEADER: "团队长",
        Part.DIVISION_HEAD: "庭长",
        Part.VICE_PRESIDENT: "分管副院长",
        Part.PRESIDENT: "院长",
        Part.CONFERENCE_SECRETARY: "法官会议会务",
        Part.COMMITTEE_SECRETARY: "审委会秘书",
        Part.OVERSIGHT_OFFICE: "审判管理部门",
        Part.HOST: "主持人",
        Part.PARTICIPANT: "参加法官",
        Part.OBSERVER: "列席人员",
        Part.COMMITTEE_MEMBER: "审委会委员",
        Part.PROSECUTOR: "列席检察长",
        Part.RECUSED: "已回避",
        Part.MACHINE: "系统",
    },
    {rank: RANK_LABELS[rank] for rank in Rank},
    {office: OFFICE_LABELS[office] for office in Office},
    {
        ReferralState.PROPOSED: "待研判",
        ReferralState.OPEN: "已立项",
        ReferralState.BEFORE_CONFERENCE: "法官会议研究中",
        ReferralState.AFTER_CONFERENCE: "法官会议已研究",
        ReferralState.BEFORE_COMMITTEE: "审委会讨论中",
        ReferralState.AFTER_COMMITTEE: "已有决定",
        ReferralState.BEFORE_SUPERIOR: "已报上级法院",
        ReferralState.RULED: "已形成裁判规则",
        ReferralState.CLOSED: "已办结",
        ReferralState.DISMISSED: "不构成分歧",
        ReferralState.MERGED: "已并入",
        ReferralState.WITHDRAWN: "已撤回",
    },
    {
        ReferralAct.PROPOSE: "提出移送",
        ReferralAct.ACCEPT: "立项",
        ReferralAct.DISMISS: "认定不构成分歧",
        ReferralAct.REFINE: "修改问题和观点",
        ReferralAct.ATTACH: "补充材料",
        ReferralAct.GIVE_PANEL_OPINION: "填写合议庭成员意见",
        ReferralAct.RECHECK: "重新核对应当提交的情形",
        ReferralAct.CHOOSE_TARGET: "改变去向",
        ReferralAct.SEND_TO_CONFERENCE: "提交法官会议",
        ReferralAct.RETURN_FROM_CONFERENCE: "法官会议研究完毕",
        ReferralAct.SEND_TO_COMMITTEE: "提请审委会讨论",
        ReferralAct.RETURN_FROM_COMMITTEE: "审委会讨论完毕",
        ReferralAct.DECIDE_ANEW: "审委会复议后另作决定",
        ReferralAct.SEND_UP: "报上级法院",
        ReferralAct.ANSWER_FROM_ABOVE: "登记上级法院答复",
        ReferralAct.MAKE_RULE: "形成裁判规则",
        ReferralAct.MERGE: "并入其他移送",
        ReferralAct.TAKE_IN: "并入本移送",
        ReferralAct.WITHDRAW: "撤回",
        ReferralAct.CLOSE: "办结",
        ReferralAct.REOPEN: "重新启动",
    },
    {
        Way.FINDING: "分歧提示",
        Way.DRAFT_CHECK: "草稿核对",
        Way.SEARCH: "类案检索",
        Way.AUDIT: "批量评查",
        Way.BY_HAND: "手工提出",
    },
    {
        Target.NONE: "无须移送",
        Target.CONFERENCE: "专业法官会议",
        Target.COMMITTEE: "审判委员会",
        Target.OVERSIGHT: "审判管理部门梳理",
        Target.SUPERIOR: "上级法院",
    },
    {
        Force.NONE: "无须",
        Force.MAY: "可以",
        Force.SHOULD: "应当建议",
        Force.MUST: "必须",
    },
    {
        DismissalReason.KEY_FACT: "关键事实不同",
        DismissalReason.LAW_CHANGED: "法律变化",
        DismissalReason.OVERTURNED: "已被改判",
        DismissalReason.SERIES: "同一系列案",
        DismissalReason.DATA_ERROR: "数据错误",
        DismissalReason.OTHER: "其他",
    },
    {
        EvidenceKind.REPORT: "类案检索报告",
        EvidenceKind.FINDING: "分歧提示",
        EvidenceKind.DRAFT_CHECK: "草稿核对",
        EvidenceKind.AUDIT_CLUSTER: "评查分歧点",
        EvidenceKind.QUOTE: "裁判文书引文",
    },
    {
        OpinionSide.MAJORITY: "多数意见",
        OpinionSide.MINORITY: "少数意见",
        OpinionSide.UNDECIDED: "未形成多数意见",
    },
    {
        Ground.AGAINST_GUIDING: "拟偏离指导性案例，且无法定例外",
        Ground.AGAINST_REFERENCE: "拟偏离人民法院案例库参考案例",
        Ground.AGAINST_DECIDED: "与本院或者上级法院近三年生效类案冲突",
        Ground.AGAINST_PENDING: "与本院正在审理的类案冲突",
        Ground.SPLIT_OWN: "本院近三年生效类案存在重大分歧且未解决",
        Ground.SPLIT_ABOVE: "上级法院生效类案之间存在分歧",
        Ground.CHANGES_STANDARD: "拟改变本院已有裁判尺度",
        Ground.NEW_STANDARD: "新类型案件，将形成新的裁判尺度",
        Ground.UNIFICATION: "需要统一团队、审判庭或者辖区法院的法律适用",
        Ground.NO_MAJORITY: "合议庭未形成多数意见",
        Ground.MINORITY_ASKS: "合议庭持少数意见的法官要求提交",
        Ground.SOLE_JUDGE_ASKS: "独任法官认为需要提交",
        Ground.LEADERS_DIFFER: "院庭长与审判组织意见不一致",
        Ground.FOUR_CLASS: "属于四类案件",
        Ground.SENSITIVE: "涉及国家安全、外交、社会稳定等敏感案件或者重大、疑难、复杂案件",
        Ground.RETRIAL: "本院生效裁判确有错误需要再审",
        Ground.PROTEST: "同级检察院按审判监督程序提出抗诉的刑事案件",
        Ground.ACQUITTAL: "拟宣告被告人无罪",
        Ground.BELOW_MINIMUM: "拟在法定刑以下判处刑罚或者免予刑事处罚",
        Ground.DEATH: "拟判处死刑（含死缓）",
        Ground.CONSISTENT: "与类案裁判一致",
    },
    {
        Duty.FLAG_DECIDED: "标识四类案件（三）①",
        Duty.FLAG_PENDING: "标识四类案件（三）②",
        Duty.FLAG_UNSETTLED: "标识四类案件（三）③",
        Duty.NOTIFY_HEADS: "通知双方庭长",
        Duty.NOTIFY_OVERSIGHT: "报告庭长并通知审判管理部门",
        Duty.EXPLAIN_IN_REASONING: "在裁判理由中说明",
        Duty.RECONSIDER: "合议庭复议一次，附书面理由",
        Duty.SAY_IN_DELIBERATION: "在评议中说明",
    },
    {
        SaidBy.MACHINE: "系统判断",
        SaidBy.PERSON: "人工回答",
        SaidBy.NOBODY: "待回答",
    },
    {
        Standing.AS_FROZEN: "与冻结时一致",
        Standing.WITHHELD: "含不可查阅的文书",
        Standing.CHANGED: "之后有变化",
        Standing.BROKEN: "与冻结时的摘要不符",
    },
)
"""Labels of all that :mod:`service.referral` shows beyond its organs."""
