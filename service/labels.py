"""What is each closed vocabulary called on the screen and in print?

One table for all edges; a test fails when a member of a public enum has no label.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from corpus.judgment import (
    CaseType,
    CourtLevel,
    DocumentKind,
    Effectiveness,
    Instance,
    PartyKind,
    SectionKind,
)
from corpus.judgment import Role as PartyRole
from indexing.passages import PassageKind
from service.actors import Permission, Role

_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        CaseType.CRIMINAL: "刑事",
        CaseType.CIVIL: "民事",
        CaseType.ADMINISTRATIVE: "行政",
        CaseType.COMPENSATION: "国家赔偿",
        CaseType.ENFORCEMENT: "执行",
        CaseType.OTHER: "其他案件",
    },
    {
        DocumentKind.PANJUE: "判决书",
        DocumentKind.CAIDING: "裁定书",
        DocumentKind.TIAOJIE: "调解书",
        DocumentKind.JUEDING: "决定书",
        DocumentKind.TONGZHI: "通知书",
        DocumentKind.ZHIFULING: "支付令",
        DocumentKind.GUIDING_CASE: "指导性案例",
        DocumentKind.REFERENCE_CASE: "参考案例",
        DocumentKind.PENDING_FILE: "待决案件材料",
    },
    {
        Instance.FIRST: "一审",
        Instance.SECOND: "二审",
        Instance.RETRIAL: "再审",
        Instance.RETRIAL_REVIEW: "再审审查",
        Instance.DEATH_REVIEW: "死刑复核",
        Instance.ENFORCEMENT: "执行程序",
        Instance.SPECIAL: "特别程序",
        Instance.OTHER: "其他程序",
    },
    {
        CourtLevel.SUPREME: "最高法院",
        CourtLevel.HIGH: "高级法院",
        CourtLevel.INTERMEDIATE: "中级法院",
        CourtLevel.BASIC: "基层法院",
    },
    {
        Effectiveness.NOT_IN_EFFECT: "未生效",
        Effectiveness.UNDER_APPEAL: "上诉中",
        Effectiveness.IN_EFFECT: "已生效",
        Effectiveness.VARIED: "已被改判",
        Effectiveness.REVOKED: "已被撤销",
        Effectiveness.UNDER_RETRIAL: "再审中",
        Effectiveness.REVISED_ON_RETRIAL: "再审已改判",
        Effectiveness.UNKNOWN: "效力未知",
    },
    {
        SectionKind.HEAD: "首部",
        SectionKind.PARTIES: "当事人",
        SectionKind.PROCEDURE: "审理经过",
        SectionKind.CLAIMS: "诉称",
        SectionKind.DEFENCES: "辩称",
        SectionKind.LOWER_COURT: "原审情况",
        SectionKind.FACTS: "查明事实",
        SectionKind.EVIDENCE: "证据",
        SectionKind.ISSUES: "争议焦点",
        SectionKind.REASONING: "本院认为",
        SectionKind.LEGAL_BASIS: "法律依据",
        SectionKind.DISPOSITION: "裁判主文",
        SectionKind.COSTS: "诉讼费用",
        SectionKind.APPEAL_NOTICE: "上诉告知",
        SectionKind.SIGNATURE: "落款",
        SectionKind.ANNEX: "附录",
    },
    {
        PartyRole.PLAINTIFF: "原告",
        PartyRole.DEFENDANT: "被告",
        PartyRole.THIRD_PARTY: "第三人",
        PartyRole.APPELLANT: "上诉人",
        PartyRole.APPELLEE: "被上诉人",
        PartyRole.ACCUSED: "被告人",
        PartyRole.VICTIM: "被害人",
        PartyRole.PROSECUTION: "公诉机关",
        PartyRole.RETRIAL_APPLICANT: "再审申请人",
        PartyRole.RESPONDENT: "被申请人",
        PartyRole.ENFORCEMENT_APPLICANT: "申请执行人",
        PartyRole.ENFORCEMENT_DEBTOR: "被执行人",
        PartyRole.OUTSIDER: "案外人",
        PartyRole.COUNSEL: "诉讼代理人",
        PartyRole.DEFENDER: "辩护人",
        PartyRole.REPRESENTATIVE: "代表人",
        PartyRole.OTHER: "其他参加人",
    },
    {PartyKind.NATURAL: "自然人", PartyKind.LEGAL: "法人或组织", PartyKind.ORGAN: "机关"},
    {
        PassageKind.FACTS: "事实",
        PassageKind.ISSUES: "争议焦点",
        PassageKind.REASONING: "说理",
        PassageKind.DISPOSITION: "主文",
    },
    {
        Role.JUDGE: "法官",
        Role.SECRETARY: "法官会议秘书",
        Role.AUDITOR: "评查人员",
        Role.LEADER: "院庭长",
        Role.ADMINISTRATOR: "系统管理员",
    },
    {
        Permission.SEARCH: "检索",
        Permission.READ_JUDGMENTS: "阅读裁判文书",
        Permission.OWN_SESSION: "使用本人会话",
        Permission.SEE_SYSTEM: "查看系统状态",
        Permission.READ_API_DESCRIPTION: "查看接口说明",
    },
)

# Members of different enums may be equal as strings ("other"), so the class is part of the key.
LABELS: Mapping[tuple[type[StrEnum], str], str] = MappingProxyType(
    {(type(member), member.value): label for table in _LABELS for member, label in table.items()}
)


def label_of(member: StrEnum) -> str:
    """Return the Chinese label of a member of a closed vocabulary.

    Example:
        >>> label_of(Effectiveness.UNKNOWN), label_of(Instance.OTHER)
        ('效力未知', '其他程序')
    """
    return LABELS[type(member), member.value]
