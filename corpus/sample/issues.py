"""On which questions do the judgments of the sample corpus take positions?

A settled issue has one answer, by the law or by a decisive fact; a contested one divides the
courts in the groups planted by :mod:`corpus.sample.divergence` and arises nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.sample.truth import DivergenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A question and the answers that courts give.

    Attributes:
        key: Key, also the slot prefix in the phrase book of issues.
        cause: Key of the cause.
        question: The question in its normal form.
        positions: Labels by position key.
        contested: The kind of divergence, None for a settled issue.
        majority: For a contested issue the position of most courts.
        law: The version of the governing law that a contested group keeps to, None for any.
    """

    key: str
    cause: str
    question: str
    positions: Mapping[str, str]
    contested: DivergenceKind | None = None
    majority: str = ""
    law: str | None = None


def _issue(  # noqa: PLR0917 (rows of a table)
    key: str,
    cause: str,
    question: str,
    first: tuple[str, str],
    second: tuple[str, str],
    kind: DivergenceKind | None = None,
    law: str | None = None,
) -> Issue:
    return Issue(
        key=key,
        cause=cause,
        question=question,
        positions=MappingProxyType(dict((first, second))),
        contested=kind,
        majority=first[0] if kind else "",
        law=law,
    )


_D = DivergenceKind
ISSUES: Mapping[str, Issue] = MappingProxyType(
    {
        issue.key: issue
        for issue in (
            _issue(
                "felled_timber",
                "theft",
                "窃取他人已经伐倒的林木，应当认定为盗窃罪还是盗伐林木罪",
                ("theft", "构成盗窃罪"),
                ("timber_theft", "构成盗伐林木罪"),
                _D.LAW,
                "forest-2023",
            ),
            _issue(
                "household_yard",
                "theft",
                "进入院落窃取财物是否属于入户盗窃",
                ("household", "属于入户盗窃"),
                ("not_household", "不属于入户盗窃"),
            ),
            _issue(
                "expired_permit",
                "timber_theft",
                "采伐许可证过期后采伐承包林地上的集体林木，应当认定为盗伐林木罪还是滥伐林木罪",
                ("timber_theft", "构成盗伐林木罪"),
                ("overcutting", "构成滥伐林木罪"),
                _D.LAW,
                "forest-2023",
            ),
            _issue(
                "small_volume",
                "timber_theft",
                "盗伐林木数量是否达到数量较大的标准",
                ("guilty", "达到数量较大，构成犯罪"),
                ("not_guilty", "未达到数量较大，不构成犯罪"),
            ),
            _issue(
                "own_timber_proceeds",
                "overcutting",
                "滥伐本人所有的林木，所伐林木或者销售所得是否应当作为违法所得追缴",
                ("not_confiscated", "不予追缴"),
                ("confiscated", "应予追缴"),
                _D.RESULT,
                "forest-2023",
            ),
            _issue(
                "yield_rate",
                "overcutting",
                "现场灭失时能否以原木材积和推定的出材率认定立木蓄积",
                ("prosecution_bears", "公诉机关举证不足，按有检尺记录的数量认定"),
                ("inferred", "可以按出材率推算认定"),
                _D.BURDEN,
            ),
            _issue(
                "moped",
                "drunk_driving",
                "醉酒驾驶超标电动自行车是否构成危险驾驶罪",
                ("not_guilty", "不属于机动车，不构成犯罪"),
                ("guilty", "属于机动车，构成危险驾驶罪"),
                _D.RESULT,
            ),
            _issue(
                "parking_lot",
                "drunk_driving",
                "停车场内的通道是否属于道路",
                ("road", "属于道路"),
                ("not_road", "不属于道路"),
            ),
            _issue(
                "mutual_fight",
                "injury",
                "先遭受殴打后还击致人轻伤，是互殴还是正当防卫",
                ("fight", "属于互殴，构成故意伤害罪"),
                ("upheld", "属于正当防卫，不负刑事责任"),
                _D.RESULT,
            ),
            _issue(
                "left_to_hospital",
                "traffic_crime",
                "送伤者就医后离开医院、未向公安机关报告是否属于交通运输肇事后逃逸",
                ("not_fled", "不属于逃逸"),
                ("fled", "属于逃逸"),
                _D.LAW,
            ),
            _issue(
                "borrowed_money",
                "fraud",
                "虚构用途借款后不能归还，是诈骗罪还是民事欺诈",
                ("guilty", "具有非法占有目的，构成诈骗罪"),
                ("not_guilty", "属于民事纠纷，不构成犯罪"),
                _D.RESULT,
            ),
            _issue(
                "interest_cap",
                "lending",
                "约定的借款利率是否超过司法保护上限",
                ("within", "按约定利率支持"),
                ("above", "超过部分不予支持"),
            ),
            _issue(
                "cap_transition",
                "lending",
                "2020年8月20日前成立、其后起诉的借贷，起诉后的利息按何种上限计算",
                ("split_periods", "分段适用，2020年8月20日起按一年期LPR四倍"),
                ("old_cap", "全程按年利率24%支持"),
                _D.LAW,
                "cap-transition",
            ),
            _issue(
                "spouse_debt",
                "lending",
                "夫妻一方以个人名义所借用于经营的款项是否属于夫妻共同债务",
                ("personal", "属于个人债务"),
                ("joint", "属于夫妻共同债务"),
                _D.RESULT,
                "cap-4-lpr",
            ),
            _issue(
                "guarantee_mode",
                "lending",
                "保证方式没有约定时保证人承担何种保证责任",
                ("general", "一般保证"),
                ("joint", "连带责任保证"),
            ),
            _issue(
                "transfer_proof",
                "lending",
                "仅凭转账凭证能否认定借贷关系成立",
                ("proven", "借贷关系成立"),
                ("unproven", "借贷关系证据不足"),
            ),
            _issue(
                "transfer_burden",
                "lending",
                "被告抗辩转账系货款而未充分举证时，借贷关系成立的举证责任由谁承担",
                ("borrower_bears", "被告未完成举证，支持原告"),
                ("lender_bears", "原告未完成举证，驳回请求"),
                _D.BURDEN,
                "cap-4-lpr",
            ),
            _issue(
                "crime_suspicion",
                "lending",
                "借款人因非法吸收公众存款被立案侦查，民间借贷诉讼如何处理",
                ("dismissed", "裁定驳回起诉"),
                ("heard", "继续审理并判决"),
                _D.PROCEDURE,
                "cap-4-lpr",
            ),
            _issue(
                "penalty_cut",
                "sale",
                "约定的逾期付款违约金是否过高、调整到何种标准",
                ("cut", "按实际损失的130%调整"),
                ("kept", "按约定标准支持"),
                _D.RANGE,
                "civil-code",
            ),
            _issue(
                "invoice_defence",
                "sale",
                "出卖人未开具发票能否成为拒付货款的理由",
                ("pay", "不能拒付"),
                ("withhold", "可以拒付"),
                _D.RESULT,
                "civil-code",
            ),
            _issue(
                "inspection",
                "sale",
                "买受人是否在合理期限内提出质量异议",
                ("late", "逾期未提，视为合格"),
                ("timely", "已及时提出，减少价款"),
            ),
            _issue(
                "no_vote",
                "forest_contract",
                "发包林地未经村民会议或者村民代表会议三分之二以上同意，承包合同是否有效",
                ("valid", "合同有效"),
                ("invalid", "合同无效"),
                _D.RESULT,
                "civil-code",
            ),
            _issue(
                "title_dispute",
                "forest_contract",
                "承包林地的林权存在争议，当事人起诉返还林地应如何处理",
                ("dismissed", "应由人民政府处理，裁定驳回起诉"),
                ("denied", "证据不足，判决驳回诉讼请求"),
                _D.PROCEDURE,
                "civil-code",
            ),
            _issue(
                "retirement_age",
                "labour",
                "已达法定退休年龄但未享受养老保险待遇的人员与用人单位是何种关系",
                ("labour", "属于劳动关系"),
                ("service", "属于劳务关系"),
                _D.RESULT,
                "labour-2008",
            ),
            _issue(
                "social_waiver",
                "labour",
                "劳动者承诺不缴纳社会保险后又以此为由解除劳动合同，能否主张经济补偿",
                ("denied", "不予支持"),
                ("granted", "应予支持"),
            ),
            _issue(
                "overtime_burden",
                "labour",
                "加班事实的举证责任如何分配",
                ("worker_bears", "劳动者未完成举证，不予支持"),
                ("employer_bears", "用人单位不提供考勤，承担不利后果"),
                _D.BURDEN,
                "labour-2008",
            ),
            _issue(
                "non_medical",
                "traffic_tort",
                "商业三者险中非医保用药费用是否应当扣除",
                ("not_deducted", "不予扣除"),
                ("deducted", "应当扣除"),
                _D.RESULT,
                "urban-only",
            ),
            _issue(
                "appraisal_fee",
                "traffic_tort",
                "鉴定费是否由保险公司负担",
                ("direct_loss", "属于查明损失的必要费用，由保险公司负担"),
                ("unexplained", "属于间接损失，但免责条款未作提示说明，仍由保险公司负担"),
                _D.REASONING,
                "urban-only",
            ),
            _issue(
                "urban_rural",
                "traffic_tort",
                "农村居民的残疾赔偿金按何种标准计算",
                ("rural", "按农村居民标准"),
                ("urban", "按城镇居民标准"),
            ),
            _issue(
                "divorce_ground",
                "divorce",
                "夫妻感情是否确已破裂",
                ("not_broken", "感情尚未破裂，不准离婚"),
                ("broken", "感情确已破裂，准予离婚"),
            ),
            _issue(
                "child_support",
                "divorce",
                "子女抚养费按收入的何种比例确定",
                ("usual", "按月收入的25%"),
                ("low", "按月收入的12%"),
                _D.RANGE,
                "civil-code",
            ),
            _issue(
                "hearing_notice",
                "forest_penalty",
                "较大数额罚款前未告知听证权利，处罚决定如何处理",
                ("revoked", "违反法定程序，撤销处罚决定"),
                ("declared", "程序违法，确认违法但不撤销"),
                _D.RESULT,
                "forest-act-2019",
            ),
            _issue(
                "limitation",
                "forest_penalty",
                "擅自改变林地用途的处罚时效从何时起算",
                ("continuing", "违法状态持续，未过时效"),
                ("from_act", "行为终了之日起算，已过时效"),
                _D.LAW,
                "forest-act-2019",
            ),
            _issue(
                "fine_base",
                "forest_penalty",
                "擅自改变林地用途的罚款以何为基数",
                ("by_area", "按面积每平方米计算"),
                ("by_cost", "按恢复植被和林业生产条件所需费用计算"),
            ),
        )
    }
)


def issues_of(cause: str, *, contested: bool) -> tuple[Issue, ...]:
    """Return the contested or the settled issues of a cause, in the order of the table."""
    return tuple(
        issue
        for issue in ISSUES.values()
        if issue.cause == cause and (issue.contested is not None) == contested
    )
