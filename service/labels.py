"""What is each closed vocabulary called on the screen and in print?

One table for all edges; a test fails when a member of a public enum has no label.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from corpus.corrections import Standing
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
from corpus.law.placing import Place
from corpus.law.timing import LawSameness
from corpus.lineage.papers import Act
from corpus.panel import PanelOffice
from corpus.privacy.sensitivity import Sensitivity
from corpus.relations.model import LegKind, RelationKind
from indexing.passages import PassageKind
from indexing.searching.emptiness import Finding
from indexing.searching.likeness import Likeness
from service.actors import Permission, Role, Scope
from service.audit_trail.model import FlawKind, Outcome
from service.audits.words import AUDIT_LABELS
from service.case_divergence.words import DIVERGENCE_LABELS
from service.collisions.words import COLLISION_LABELS
from service.comparison.model import Axis, AxisGrade, DifferenceKind
from service.drafts.words import DRAFT_LABELS
from service.jobs.words import JOB_LABELS
from service.library.model import LibraryStanding, Publication
from service.notices.words import NOTICE_LABELS
from service.outcome_labels import OUTCOME_LABELS
from service.pending.model import PaperKind, Stage
from service.pending.search_model import ResponsePlace, SubmittedKind
from service.purposes.words import PURPOSE_LABELS
from service.ranking.grading import LeftOut, Need
from service.ranking.record import Decision
from service.referral.committee.words import COMMITTEE_LABELS
from service.referral.conference.words import CONFERENCE_LABELS
from service.referral.flags.words import FLAG_LABELS
from service.referral.papers.words import PAPER_LABELS
from service.referral.rules.words import RULE_LABELS
from service.referral.secretary.words import SECRETARY_LABELS
from service.referral.words import REFERRAL_LABELS
from service.related.model import AlarmKind
from service.reports.words import REPORT_LABELS
from service.search.methods.vocabulary import (
    Aspect,
    OrderRule,
    Relation,
    SearchMethod,
    SortOrder,
    TextPart,
)
from service.search.understanding import Origin
from service.subscriptions.words import SUBSCRIPTION_LABELS
from service.tiers.model import CountedFrom, DateBasis, Group
from service.tiers.vocabulary import EffectLabel, Tier
from service.upgrades.words import UPGRADE_LABELS
from service.verdicts.model import Verdict

RECOGNISED_TEXT = "正文由扫描件或图片识别（OCR）得来，字句可能有误，引用前请与原件核对。"
"""Said wherever recognised text is shown as a judgment."""

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
        Outcome.DONE: "完成",
        Outcome.REFUSED: "被拒绝",
        Outcome.FAILED: "系统出错",
        FlawKind.EDITED: "内容被改动",
        FlawKind.MISSING: "记录缺失",
        FlawKind.CUT_OFF: "末尾被截去",
        FlawKind.HEAD_GONE: "库外留底不见",
        FlawKind.HEAD_FORGED: "库外留底被改动",
        FlawKind.HEAD_RENEWED: "库外留底曾不见或被改动，自此条起重写，此前的末尾请凭另抄的留底核对",
        FlawKind.OLDER_LOG: "启用留痕前的日志被改动",
        Role.JUDGE: "法官",
        Role.SECRETARY: "审管办秘书",
        Role.AUDITOR: "评查人员",
        Role.LEADER: "院庭长",
        Role.ADMINISTRATOR: "系统管理员",
        Role.SECURITY_OFFICER: "安全保密管理员",
        Role.TRAIL_AUDITOR: "安全审计员",
        Role.CASE_SYSTEM: "办案系统",
    },
    {
        Permission.SEARCH: "检索",
        Permission.READ_JUDGMENTS: "阅读裁判文书",
        Permission.OWN_SESSION: "使用本人会话",
        Permission.SEE_SYSTEM: "查看系统状态",
        Permission.RUN_JOBS: "启动和停止作业",
        Permission.READ_API_DESCRIPTION: "查看接口说明",
        Permission.CORRECT_READINGS: "更正读取结果",
        Permission.SEE_QUALITY: "查看读取质量",
        Permission.GIVE_VERDICTS: "认定类案",
        Permission.FILE_CASES: "登记待决案件",
        Permission.WORK_ON_CASES: "办理待决案件",
        Permission.READ_REPORTS: "查看检索报告",
        Permission.READ_SUBMITTED_REPORTS: "查看提交的检索报告",
        Permission.READ_AUDITS: "查看评查结果",
        Permission.READ_UNREVIEWED_AUDITS: "查看未经复核的评查结果",
        Permission.RUN_AUDITS: "发起评查",
        Permission.REVIEW_FINDINGS: "复核评查发现的分歧",
        Permission.SEE_DIVERGENCE: "查看裁判文书的分歧",
        Permission.TAKE_PART_IN_REFERRALS: "参与分歧移送和会议",
        Permission.KEEP_REFERRALS: "经办分歧移送和会议",
        Permission.LEAD_REFERRALS: "审批分歧移送和会议",
        Permission.READ_RULES: "查看裁判规则",
        Permission.SEE_PARAMETERS: "查看程序参数",
        Permission.SET_PARAMETERS: "设定程序参数",
        Permission.KEEP_ROSTER: "维护花名册",
        Permission.READ_TRAIL: "查阅审计留痕",
        Permission.SEE_METRICS: "读取运行指标",
        Permission.LOOK_INTO_CASES: "依据履职查阅他人承办的案件",
        Permission.KEEP_ACCOUNTS: "管理账号",
        Permission.KEEP_CLOSED_JUDGMENTS: "管理不公开文书和查阅许可",
    },
    {
        Scope.READ: "只读",
        Scope.SEARCH: "检索类案",
        Scope.WRITE_VERDICTS: "写入类案认定",
        Scope.FILE_CASES: "报送待决案件",
        Scope.WORK_ON_CASES: "办理案件和报告",
        Scope.REVIEW_AUDITS: "发起和复核评查",
        Scope.TAKE_PART: "分歧移送和会议",
        Scope.ADMINISTER: "本岗位的管理事项",
        Scope.METRICS: "运行指标",
    },
    {
        Stage.FILED: "立案",
        Stage.AWAITING_HEARING: "待开庭",
        Stage.IN_TRIAL: "审理中",
        Stage.AWAITING_DELIBERATION: "已开庭待评议",
        Stage.BEFORE_CONFERENCE: "拟提交法官会议",
        Stage.BEFORE_COMMITTEE: "拟报请审判委员会",
        Stage.AWAITING_PRONOUNCEMENT: "待宣判",
        Stage.CLOSED: "已结案",
    },
    {
        PaperKind.FILE: "案件材料",
        PaperKind.DRAFT: "裁判文书草稿",
        PaperKind.FACTS: "案情摘要",
    },
    {
        SubmittedKind.GUIDING: "指导性案例",
        SubmittedKind.REFERENCE: "案例库入库案例",
        SubmittedKind.OTHER: "其他生效裁判",
    },
    {
        ResponsePlace.JUDGMENT: "裁判文书说理",
        ResponsePlace.EXPLANATION: "释明",
        Permission.KEEP_LIBRARY: "维护案例效力",
    },
    {
        Finding.SIMILAR: "有相似案例",
        Finding.DOUBTFUL: "相似程度较低，仅供线索",
        Finding.NOTHING: "没有找到相似案例",
    },
    {
        LibraryStanding.IN_FORCE: "有效",
        LibraryStanding.NOT_FOLLOWED: "不再参照",
        LibraryStanding.REMOVED: "出库",
    },
    {
        Publication.SUPREME_TYPICAL: "最高人民法院典型案例",
        Publication.SUPREME_GAZETTE: "最高人民法院公报案例",
        Publication.HIGH_REFERENCE: "高级人民法院参考性案例",
    },
    {
        Tier.GUIDING: "指导性案例",
        Tier.REFERENCE: "人民法院案例库参考案例",
        Tier.SUPREME: "最高人民法院典型案例及生效裁判",
        Tier.PROVINCIAL: "本省高级人民法院参考性案例及生效裁判",
        Tier.SUPERIOR: "上一级人民法院生效裁判",
        Tier.OWN: "本院生效裁判",
        Tier.OTHER: "其他法院裁判",
    },
    {
        EffectLabel.MUST_FOLLOW: "应当参照",
        EffectLabel.MUST_CONSULT: "应当检索并参考",
        EffectLabel.MAY_CONSULT: "可以参考",
        EffectLabel.LEAD_ONLY: "仅供线索",
    },
    {
        Group.UNDIVIDED: "不限年份",
        Group.RECENT: "近三年",
        Group.EARLIER: "更早",
        Group.UNCOUNTED: "不计入类案",
    },
    {DateBasis.EFFECT: "生效日期", DateBasis.DECISION: "裁判日期"},
    {CountedFrom.SEARCH: "检索之日", CountedFrom.FILING: "立案之日"},
    {Verdict.SIMILAR: "是类案", Verdict.NOT_SIMILAR: "不是类案", Verdict.OPEN: "待定"},
    {
        PanelOffice.PRESIDING: "审判长",
        PanelOffice.JUDGE: "审判员",
        PanelOffice.ASSESSOR: "人民陪审员",
        PanelOffice.ASSISTANT: "法官助理",
        PanelOffice.CLERK: "书记员",
    },
    {
        Act.AFFIRMS: "维持",
        Act.VARIES: "变更",
        Act.REVOKES: "撤销",
        Act.REMANDS: "发回重审",
        Act.WAS_REMANDED: "已被发回重审",
        Act.ORDERS_RETRIAL: "裁定再审",
        Act.REFUSES_RETRIAL: "驳回再审申请",
        Act.ENDS_REVIEW: "终结审查",
        Act.ENFORCES: "执行",
        Act.FOLLOWS: "后续文书",
    },
    {
        Sensitivity.STATE_SECRET: "涉国家秘密",
        Sensitivity.JUVENILE: "涉未成年人",
        Sensitivity.FAMILY: "婚姻家庭",
        Sensitivity.SEXUAL: "性侵害",
        Sensitivity.MEDIATION: "调解",
        Sensitivity.CLOSED_TRIAL: "不公开审理",
        Sensitivity.PRIVACY: "涉个人隐私",
        Sensitivity.TRADE_SECRET: "涉商业秘密",
    },
    {
        Likeness.HIGH: "高度相似",
        Likeness.MIDDLE: "较为相似",
        Likeness.PARTLY: "部分相似",
        Likeness.LOW: "相似程度低",
    },
    {Axis.FACTS: "基本事实", Axis.ISSUES: "争议焦点", Axis.LAW: "法律适用"},
    {
        AxisGrade.NEAR: "相近之处较多",
        AxisGrade.PARTLY: "部分相近",
        AxisGrade.FAR: "相近之处少",
        AxisGrade.UNTOLD: "未载明，无法比较",
    },
    {
        DifferenceKind.ELEMENT: "案由（罪名）",
        DifferenceKind.LAW_VERSION: "法律版本",
        DifferenceKind.CIRCUMSTANCE: "情节",
        DifferenceKind.QUANTITY: "数额数量",
        DifferenceKind.INJURY: "伤亡后果",
        DifferenceKind.LIABILITY: "事故责任",
        DifferenceKind.PARTY_KIND: "当事人性质",
        DifferenceKind.INSTANCE: "审级",
    },
    {
        LawSameness.SAME: "法律版本未见不同",
        LawSameness.OTHER: "法律版本不同",
        LawSameness.UNKNOWN: "法律版本待核",
    },
    {
        Place.OLD: "适用原规定",
        Place.NEW: "适用现规定",
        Place.OPEN: "新旧规定待定",
        Place.UNTOLD: "日期未载明",
    },
    {
        SearchMethod.FACTS: "案情检索",
        SearchMethod.ISSUE: "争议焦点检索",
        SearchMethod.KEYWORD: "关键词检索",
        SearchMethod.STATUTE: "法条关联检索",
        SearchMethod.CASE: "案例关联检索",
    },
    {
        TextPart.WHOLE: "全文",
        TextPart.FACTS: "事实",
        TextPart.ISSUES: "争议焦点",
        TextPart.REASONING: "本院认为",
        TextPart.HOLDING: "裁判要旨",
    },
    {SortOrder.RELEVANCE: "按相关程度", SortOrder.DATE: "按裁判日期"},
    {
        Relation.ITSELF: "即为该案",
        Relation.CITING: "引用该案",
        Relation.ALIKE: "与该案相似",
        Relation.BASIS: "裁判依据",
        Relation.MENTION: "仅提及",
    },
    {
        Aspect.REQUIRED: "须有",
        Aspect.EXCLUDED: "不得有",
        Aspect.PROVISIONS: "法条",
        Aspect.SHARED: "共同援引的法条",
        Aspect.COMBINATION: "多个法条",
        Aspect.NUMBER: "案号或编号",
        Aspect.TITLE: "标题含有",
        Aspect.PAPER: "库中文书编号",
        Aspect.STORED: "查找结果",
        Aspect.SENTENCE: "检索内容",
        Aspect.TERMS: "比对词语",
    },
    {
        OrderRule.LIKENESS: "按相似程度排列",
        OrderRule.DENSITY: "按词语在该部分出现的次数（相对篇幅）排列",
        OrderRule.NEWEST: "按裁判日期由近到远排列，无日期的在后",
        OrderRule.BASIS_THEN_NEWEST: "以其为裁判依据的在前，再按引用多少、裁判日期由近到远排列",
        OrderRule.SHARED_THEN_NEWEST: "按共同援引的法条多少，再按裁判日期由近到远排列",
        OrderRule.RELATION: "先列该案文书，次列引用该案的文书，再列与该案相似的文书",
        OrderRule.ISSUE: "按说理与该争议焦点的接近程度排列",
    },
    {
        Origin.TOLD: "由您填写",
        Origin.FILE: "文书载明",
        Origin.PREDICTED: "系统预测",
    },
    {
        Standing.FITS: "更正有效",
        Standing.AGREES: "与系统读取一致",
        Standing.STALE: "系统读取已变，待复核",
        Standing.IMPOSSIBLE: "无法套用，待复核",
    },
    {
        RelationKind.CHAIN: "审级关联",
        RelationKind.SAME_PARTY: "同一当事人",
        RelationKind.SAME_FACT: "同一事实或者标的",
        RelationKind.SERIES: "系列案",
        RelationKind.REPEAT: "疑似重复起诉",
        RelationKind.PREJUDICE: "预决或者牵连",
        RelationKind.CROSS: "刑民、行民交叉",
        RelationKind.CITED: "援引",
    },
    {
        LegKind.PARTIES: "当事人相同",
        LegKind.OBJECT: "诉讼标的相同",
        LegKind.CLAIMS: "诉讼请求相同或者否定前诉",
    },
    {
        AlarmKind.REPEAT: "疑似重复起诉",
        AlarmKind.SPLIT_JUDGES: "系列案由不同法官审理",
        AlarmKind.SPLIT_COURTS: "系列案分散在不同法院",
        AlarmKind.OVERTURNED: "类案已被改判、撤销",
        AlarmKind.LENDER: "疑似职业放贷",
    },
    {
        Decision.INSUFFICIENT: "评价不足，未训练",
        Decision.NOT_BETTER: "未见更好，未更换",
        Decision.REPLACED: "已更换",
    },
    {
        Need.QUESTIONS: "兼有“是类案”与“不是类案”的检索",
        Need.VERDICTS: "这些检索中有评价的文书",
        Need.NEW_QUESTIONS: "现用模型未学过的检索",
    },
    {
        LeftOut.EVEN: "意见各半",
        LeftOut.ITSELF: "就是检索所用的文书",
        LeftOut.SAME_TEXT: "载有检索的原文",
        LeftOut.NOT_INDEXED: "不在当前索引中",
        LeftOut.NOT_RANKED: "所属检索由固定公式排列，或已无法重现",
        LeftOut.ONE_SIDED: "所属检索只有一种评价",
    },
    *COLLISION_LABELS,
    *COMMITTEE_LABELS,
    *DIVERGENCE_LABELS,
    *NOTICE_LABELS,
    *PURPOSE_LABELS,
    *REFERRAL_LABELS,
    *FLAG_LABELS,
    *PAPER_LABELS,
    *RULE_LABELS,
    *SECRETARY_LABELS,
    *CONFERENCE_LABELS,
    *REPORT_LABELS,
    *OUTCOME_LABELS,
    UPGRADE_LABELS,
    *AUDIT_LABELS,
    *JOB_LABELS,
    *DRAFT_LABELS,
    *JOB_LABELS,
    *SUBSCRIPTION_LABELS,
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
