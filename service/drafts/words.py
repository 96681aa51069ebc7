"""What is the vocabulary of draft checks called on the screen?"""

from collections.abc import Mapping
from enum import StrEnum

from service.drafts.vocabulary import DraftAnswer, DraftArea, DraftRule, DraftWeight

DRAFT_LABELS: tuple[Mapping[StrEnum, str], ...] = (
    {
        DraftArea.CASES: "与类案不同",
        DraftArea.PROVISIONS: "法律条文",
        DraftArea.GUIDING: "指导案例与提交的案例",
        DraftArea.INSIDE: "文书前后矛盾",
    },
    {
        DraftWeight.GRAVE: "须处理",
        DraftWeight.MARKED: "请核对",
        DraftWeight.SLIGHT: "提示",
    },
    {
        DraftRule.AGAINST_RULE: "与裁判规则不一致",
        DraftRule.DIVERGES: "与类案裁判不同",
        DraftRule.OUT_OF_RANGE: "超出同类案件区间",
        DraftRule.GUIDING_MISSED: "未提及相近的指导案例",
        DraftRule.PARTY_CASE_UNANSWERED: "提交的案例未回应",
        DraftRule.REPEALED_LAW: "引用失效规定",
        DraftRule.EARLY_LAW: "引用事实发生后才施行的规定",
        DraftRule.NO_SUCH_ARTICLE: "条文不存在",
        DraftRule.LAW_NAME: "法律名称有误",
        DraftRule.MISSING_PROVISION: "缺少类案通用条文",
        DraftRule.USUAL_PROVISION: "缺少相应条文",
        DraftRule.CITATION_ORDER: "条文引用顺序",
        DraftRule.TERM_LIMITS: "刑期超出法定期限",
        DraftRule.PROBATION: "缓刑不合规定",
        DraftRule.COMBINED: "数罪并罚不合规定",
        DraftRule.TERM_DATES: "刑期起止不符",
        DraftRule.CHARGE: "罪名前后不一",
        DraftRule.AWARD: "说理与主文数额不一",
        DraftRule.RATE: "利率前后不一",
        DraftRule.REFUSED_GRANTED: "说理与主文相反",
        DraftRule.REST_DISMISSED: "漏判其余请求",
        DraftRule.CAPITALS: "大小写金额不一",
        DraftRule.TOTAL: "合计不符",
        DraftRule.FEES: "诉讼费用不符",
        DraftRule.PARTY_NAME: "当事人名称不一",
        DraftRule.UNKNOWN_PARTY: "主文出现案外人",
        DraftRule.PARTY_ROLE: "诉讼地位写反",
        DraftRule.PERSON: "身份信息不一",
        DraftRule.IMPOSSIBLE_DATE: "日期不存在",
        DraftRule.DATE_ORDER: "日期先后不符",
        DraftRule.CASE_NUMBER: "案号不符",
        DraftRule.APPEAL_NOTICE: "上诉期或上诉法院",
    },
    {
        DraftAnswer.ADOPT: "采纳修改",
        DraftAnswer.EXPLAIN: "说明理由",
        DraftAnswer.NOT_ALIKE: "不是类案",
        DraftAnswer.REFER: "提请讨论",
    },
)
