"""What is each check about, how much does it matter, and which rule of law stands behind it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from service.comparison.quotes import Quote
from service.drafts.found import Found
from service.drafts.model import DraftFinding, key_of
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftArea, DraftRule, DraftWeight


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One check, as it is shown.

    Attributes:
        area: What it is about.
        weight: How much it matters.
        reason: The rule behind it, in Chinese.
    """

    area: DraftArea
    weight: DraftWeight
    reason: str


_CASES, _PROVISIONS = DraftArea.CASES, DraftArea.PROVISIONS
_GUIDING, _INSIDE = DraftArea.GUIDING, DraftArea.INSIDE
_GRAVE, _MARKED, _SLIGHT = DraftWeight.GRAVE, DraftWeight.MARKED, DraftWeight.SLIGHT

RULES: Mapping[DraftRule, RuleCard] = MappingProxyType(
    {
        DraftRule.AGAINST_RULE: RuleCard(
            _CASES,
            _GRAVE,
            "审判委员会的决定，合议庭应当执行（人民法院组织法第三十九条）；法官会议形成的规则供参考，不采纳的应当说明理由。",
        ),
        DraftRule.DIVERGES: RuleCard(
            _CASES,
            _GRAVE,
            "类案裁判不一致的，综合法院层级、裁判时间、是否经审判委员会讨论等因素（法发〔2020〕24号第十一条）。",
        ),
        DraftRule.OUT_OF_RANGE: RuleCard(
            _CASES, _MARKED, "同类情节案件的量刑区间由已生效裁判统计得出，仅供核对。"
        ),
        DraftRule.GUIDING_MISSED: RuleCard(
            _GUIDING,
            _GRAVE,
            "指导性案例应当参照（法发〔2020〕24号第九条），入库案例应当检索并参考（法〔2024〕92号第十九条）。",
        ),
        DraftRule.PARTY_CASE_UNANSWERED: RuleCard(
            _GUIDING,
            _GRAVE,
            "当事人提交指导性案例或者入库案例的，应当在裁判文书说理中回应（法发〔2020〕24号第十条、法〔2024〕92号）。",
        ),
        DraftRule.REPEALED_LAW: RuleCard(
            _PROVISIONS, _GRAVE, "裁判依据应当是现行有效、适用于本案事实的规定。"
        ),
        DraftRule.EARLY_LAW: RuleCard(
            _PROVISIONS,
            _MARKED,
            "事实发生在法律施行以前的，适用当时的规定，另有规定的除外（法释〔2020〕15号第一条；刑法第十二条）。",
        ),
        DraftRule.NO_SUCH_ARTICLE: RuleCard(
            _PROVISIONS, _GRAVE, "引用条文应当准确（法释〔2009〕14号第一条）。"
        ),
        DraftRule.LAW_NAME: RuleCard(
            _PROVISIONS,
            _MARKED,
            "引用时应当准确完整写明规范性法律文件的名称（法释〔2009〕14号第一条）。",
        ),
        DraftRule.MISSING_PROVISION: RuleCard(
            _PROVISIONS, _SLIGHT, "同类案件的裁判依据中几乎都有这一条。"
        ),
        DraftRule.USUAL_PROVISION: RuleCard(
            _PROVISIONS, _MARKED, "判项和量刑情节应当有相应的裁判依据（法释〔2009〕14号第三条）。"
        ),
        DraftRule.CITATION_ORDER: RuleCard(
            _PROVISIONS,
            _SLIGHT,
            "并列引用多个规范性法律文件的，有规定的顺序（法释〔2009〕14号第二条）。",
        ),
        DraftRule.TERM_LIMITS: RuleCard(_INSIDE, _GRAVE, "刑期不得超出该刑种的法定期限。"),
        DraftRule.PROBATION: RuleCard(
            _INSIDE, _GRAVE, "缓刑的条件和考验期由刑法第七十二条至第七十四条规定。"
        ),
        DraftRule.COMBINED: RuleCard(
            _INSIDE, _GRAVE, "数罪并罚在总和刑期以下、数刑中最高刑期以上决定（刑法第六十九条）。"
        ),
        DraftRule.TERM_DATES: RuleCard(_INSIDE, _GRAVE, "刑期起止日期应当与判处的刑期相符。"),
        DraftRule.CHARGE: RuleCard(_INSIDE, _GRAVE, "主文的罪名应当与说理认定的罪名一致。"),
        DraftRule.AWARD: RuleCard(_INSIDE, _GRAVE, "主文的数额应当与说理认定的数额一致。"),
        DraftRule.RATE: RuleCard(_INSIDE, _GRAVE, "主文的利率应当与说理认定的利率一致。"),
        DraftRule.REFUSED_GRANTED: RuleCard(
            _INSIDE, _GRAVE, "说理不予支持的请求，主文不应判令给付。"
        ),
        DraftRule.REST_DISMISSED: RuleCard(
            _INSIDE, _MARKED, "未支持的诉讼请求应当在主文中驳回，避免漏判。"
        ),
        DraftRule.CAPITALS: RuleCard(_INSIDE, _GRAVE, "大小写金额应当一致。"),
        DraftRule.TOTAL: RuleCard(_INSIDE, _GRAVE, "合计应当等于分项之和。"),
        DraftRule.FEES: RuleCard(_INSIDE, _MARKED, "各方负担的诉讼费用之和应当等于总额。"),
        DraftRule.PARTY_NAME: RuleCard(_INSIDE, _GRAVE, "当事人姓名、名称应当前后一致。"),
        DraftRule.UNKNOWN_PARTY: RuleCard(_INSIDE, _GRAVE, "主文只能对本案当事人作出。"),
        DraftRule.PARTY_ROLE: RuleCard(_INSIDE, _GRAVE, "诉讼地位应当前后一致。"),
        DraftRule.PERSON: RuleCard(_INSIDE, _GRAVE, "身份信息应当前后一致。"),
        DraftRule.IMPOSSIBLE_DATE: RuleCard(_INSIDE, _MARKED, "日期应当真实存在。"),
        DraftRule.DATE_ORDER: RuleCard(
            _INSIDE, _MARKED, "事实、立案、开庭、裁判的日期应当先后相符。"
        ),
        DraftRule.CASE_NUMBER: RuleCard(
            _INSIDE, _MARKED, "案号由收案年度、法院代字、类型代字、编号组成（法〔2015〕137号）。"
        ),
        DraftRule.APPEAL_NOTICE: RuleCard(_INSIDE, _GRAVE, "上诉期和上诉法院由诉讼法规定。"),
    }
)


def finding_of(draft: DraftPaper, found: Found) -> DraftFinding:
    """Return what a check found as a finding, with its words quoted."""
    card = RULES[found.rule]
    quotes = tuple(Quote(whole=draft.text, span=span) for span in found.spans)
    return DraftFinding(
        key=key_of(found.rule, *(each.text for each in quotes)),
        rule=found.rule,
        area=card.area,
        weight=card.weight,
        sentence=found.sentence,
        reason=card.reason,
        quotes=quotes,
    )
