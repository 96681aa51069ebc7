from datetime import date

import pytest

from corpus.outcome.administrative import read_administrative
from corpus.outcome.civil import read_civil
from corpus.outcome.costs import read_costs
from corpus.outcome.model import Interest, OrderKind
from corpus.outcome.orders import find_shares, read_order
from corpus.spans import Span


def laid(*items):
    text, spans = "", []
    for item in items:
        spans.append(Span(len(text), len(text) + len(item)))
        text += item
    return text, spans


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["被告甲支付原告乙货款100元。"], "supported"),
        (["一、被告甲支付原告乙货款100元；", "二、驳回原告乙的其他诉讼请求。"], "partly_supported"),
        (["驳回原告乙的诉讼请求。"], "dismissed"),
        (["驳回原告乙的全部诉讼请求。"], "dismissed"),
        (["驳回原告乙的起诉。"], "suit_dismissed"),
        (["准许原告乙撤回起诉。"], "withdrawn"),
        (["本案按原告乙撤回起诉处理。"], "withdrawn"),
        (["双方当事人自愿达成如下协议：一、被告支付100元。"], "mediated"),
        # one sentence orders and dismisses the rest
        (["被告甲于十日内支付原告乙货款100元；驳回原告的其他诉讼请求。"], "partly_supported"),
        # the counterclaim is not the claim
        (["一、被告甲支付原告乙100元；", "二、驳回被告甲的反诉请求。"], "supported"),
        (["一、被告甲支付原告乙100元；", "二、原告乙的其余诉讼请求不予支持。"], "partly_supported"),
        (["原告乙的诉讼请求不予支持。"], "dismissed"),
        # what becomes of an appeal that is not paid for is no withdrawal of the suit
        (["一、被告甲支付原告乙100元；", "逾期不交费的，按自动撤回上诉处理。"], "supported"),
        # 反诉被告 names the plaintiff, 反诉原告 the one whose counterclaim it is
        (
            [
                "一、被告甲支付原告（反诉被告）乙100元；",
                "二、驳回原告（反诉被告）乙的其他诉讼请求。",
            ],
            "partly_supported",
        ),
        (
            ["一、被告甲支付原告乙100元；", "二、驳回被告（反诉原告）甲的诉讼请求。"],
            "supported",
        ),
        # items about the judgment below are no orders
        (["一、撤销某法院某号民事判决；", "二、驳回乙的诉讼请求。"], "dismissed"),
        (["驳回上诉，维持原判。"], None),
        ([], None),
    ],
)
def test_civil_results(items, expected):
    found = read_civil(*laid(*items))
    assert (found.value.value if found else None) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (
            ["撤销被告甲局作出的某号行政处罚决定；", "责令被告甲局重新作出行政行为。"],
            ["revoked", "ordered_to_act"],
        ),
        (["驳回原告乙的诉讼请求。"], ["claims_dismissed"]),
        (["驳回原告乙的起诉。"], ["suit_dismissed"]),
        (
            ["确认被告甲局强制拆除房屋的行为违法；", "驳回原告乙的其他诉讼请求。"],
            ["confirmed_unlawful"],
        ),
        (["被告甲局答复超过法定期限，程序违法；"], ["confirmed_unlawful"]),
        (["确认被告甲局颁发的登记证无效。"], ["confirmed_void"]),
        (["准予强制执行甲局作出的行政处罚决定。"], ["enforcement_allowed"]),
        (["不准予强制执行甲局作出的决定。"], ["enforcement_refused"]),
        (["准许原告乙撤回起诉。"], ["withdrawn"]),
        (["责令被告甲局于六十日内履行法定职责。"], ["ordered_to_act"]),
        (["将罚款一万元变更为五千元。"], ["varied"]),
        # a judgment below that is revoked is no act of an authority
        (
            ["撤销某市人民法院（2022）某01行初1号行政判决；", "撤销甲局颁发的林权证。"],
            ["revoked"],
        ),
        # an agreement on compensation that is valid orders no payment
        (["原告乙与被告甲局签订的《安置补偿协议》有效。"], ["declared"]),
        (["被告甲局支付原告乙违约金63,000元；", "驳回原告的其余诉讼请求。"], ["ordered_to_pay"]),
    ],
)
def test_administrative_results(items, expected):
    assert [found.value.value for found in read_administrative(*laid(*items))] == expected


@pytest.mark.parametrize(
    ("item", "kind", "total", "days"),
    [
        ("被告于本判决生效之日起十日内偿还原告借款20000元", OrderKind.PAY, 2000000, 10),
        ("被告支付原告维修费100元、损失50元，共计150元", OrderKind.PAY, 15000, None),
        ("被告支付原告租金100元、押金50元", OrderKind.PAY, None, None),
        ("原告与被告签订的合同于2023年1月1日解除", OrderKind.DISSOLVE, None, None),
        ("被告立即停止侵犯原告著作权的行为", OrderKind.CEASE, None, None),
        ("驳回原告的其他诉讼请求", OrderKind.DISMISS, None, None),
        ("被告协助原告办理过户手续", OrderKind.ACT, None, None),
        ("确认原告与被告存在劳动关系", OrderKind.DECLARE, None, None),
        ("被告乙在500元的最高限额内承担连带清偿责任", OrderKind.PAY, None, None),
        ("原告对被告抵押的房屋在最高额500元范围内享有优先受偿权", OrderKind.DECLARE, None, None),
        ("如被告不能清偿，原告有权以拍卖所得价款优先受偿", OrderKind.DECLARE, None, None),
        ("被告支付原告50元（100元×50%）", OrderKind.PAY, 5000, None),
        ("被告支付租金100元，以100元为基数计算利息", OrderKind.PAY, 10000, None),
        ("被告向原告出具检验证明", OrderKind.ACT, None, None),
        ("被告支付原告解除劳动合同的经济补偿金100元", OrderKind.PAY, 10000, None),
        ("驳回原告要求被告支付100元的诉讼请求", OrderKind.DISMISS, None, None),
        ("立即停止对涉案歌曲的放映", OrderKind.CEASE, None, None),
        ("某银行八角北里支行返还原告100元", OrderKind.PAY, 10000, None),
        ("被告丁不承担赔偿责任", OrderKind.DISMISS, None, None),
        ("被告赔偿原告医疗费100元的80%，即80元", OrderKind.PAY, 8000, None),
    ],
)
def test_orders(item, kind, total, days):
    order = read_order(item, Span(0, len(item))).value
    assert (order.kind, order.total_fen, order.due_days) == (kind, total, days)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "偿还借款100元及利息（自2018年8月3日起至实际付清之日止，按年利率4.35％计算）",
            Interest(annual_rate_ppm=43500, starts_on=date(2018, 8, 3)),
        ),
        ("按照月利率1.15％计算的利息", Interest(annual_rate_ppm=138000)),
        (
            "自2020年12月31日起按贷款市场报价利率的四倍计算利息",
            Interest(market_multiple_ppm=4_000_000, starts_on=date(2020, 12, 31)),
        ),
        (
            "利息按同期全国银行间同业拆借中心公布的贷款市场报价利率计算",
            Interest(market_multiple_ppm=1_000_000),
        ),
        ("支付货款100元", None),
        ("支付货款100元。如果未按期履行，应当加倍支付迟延履行期间的债务利息", None),
        # periods that follow each other day by day are one; a gap or an open end stays
        (
            "自2015年6月21日起至2016年1月10日止的利息；自2016年1月11日起至实际清偿之日止的罚息",
            Interest(starts_on=date(2015, 6, 21)),
        ),
        (
            "利息自2015年6月21日起至2016年1月10日止",
            Interest(starts_on=date(2015, 6, 21), ends_on=date(2016, 1, 10)),
        ),
        # what is reckoned up to a day before is no period
        (
            "计至2018年1月20日的利息5元，并从2018年1月21日至清偿日止按年利率6%计算",
            Interest(annual_rate_ppm=60000, starts_on=date(2018, 1, 21)),
        ),
        (
            "利息5元（暂计至2020年5月25日，2020年5月26日至清偿之日止按合同计算）",
            Interest(starts_on=date(2020, 5, 26)),
        ),
        ("按贷款基准利率上浮65%计算利息", Interest(market_multiple_ppm=1_650_000)),
        ("按贷款市场报价利率上浮30%再加收50%计算罚息", Interest(market_multiple_ppm=1_950_000)),
        ("按贷款市场报价利率的1.5倍计算利息", Interest(market_multiple_ppm=1_500_000)),
        ("按贷款市场报价利率加50个基点计算利息", Interest()),
        ("按中国人民银行同类贷款利率的四倍计算利息", Interest(market_multiple_ppm=4_000_000)),
        ("按月息二分计算利息", Interest(annual_rate_ppm=240_000)),
        ("按年息一分计算利息", Interest(annual_rate_ppm=100_000)),
    ],
)
def test_interest(item, expected):
    assert read_order(item, Span(0, len(item))).value.interest == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("案件受理费50元，减半收取25元，由被告乙负担。", [("被告乙", 2500)]),
        (
            "案件受理费100元，由原告甲负担30元，被告乙负担70元。",
            [("原告甲", 3000), ("被告乙", 7000)],
        ),
        ("案件受理费50元（已减半），由原告负担。", [("原告", 5000)]),
        ("免收案件受理费。", []),
        ("案件受理费711元及财产保全费720元，由被告负担。", [("被告", 143100)]),
        ("案件受理费1000元，减半收取500元，保全费20元，由被告负担。", [("被告", 52000)]),
        ("受理费100元，保全费50元，合计150元，由被告负担。", [("被告", 15000)]),
        ("受理费100元（原告已预交130元），由被告负担。", [("被告", 10000)]),
        ("由原告预交的受理费100元,由被告承担。", [("被告", 10000)]),
        ("受理费100元，由原告承担30，由被告承担70元。", [("被告", 7000)]),
        ("受理费100元，由被告负担，退还原告预交的30元。", [("被告", 10000)]),
        (
            "受理费100元，由被告负担；鉴定费50元，由原告负担。",
            [("被告", 10000), ("原告", 5000)],
        ),
        ("受理费100元，由被告负担，原告同意由被告将其应负担的费用直接支付。", [("被告", 10000)]),
    ],
)
def test_costs(text, expected):
    found = read_costs(text, Span(0, len(text)))
    assert [(share.value.payer, share.value.fen) for share in found] == expected


@pytest.mark.parametrize(
    ("item", "obliged"),
    [
        ("一、被告甲于本判决生效之日起十日内偿还原告借款20000元；", "被告甲"),
        ("二、在本判决生效之日起十日内，被告甲、乙应向原告支付20元；", "被告甲、乙"),
        ("被告供应链公司在交强险限额内赔偿原告20元", "被告供应链公司"),
        ("由原告丙返还被告房屋", "原告丙"),
        ("甲、乙对上述第一项承担连带清偿责任", "甲、乙"),
        ("限被告陈某、李某于本判决生效之日起十五日内归还借款5元", "被告陈某、李某"),
        ("上述款项限被告于十日内支付", None),
        ("解除合同并由被告返还定金5元", None),
        ("驳回原告的其他诉讼请求", None),
    ],
)
def test_who_has_to_perform(item, obliged):
    assert read_order(item, Span(0, len(item))).value.obliged == obliged


def test_shares_of_liability_are_exact():
    text = "本院确定原告承担三分之一的责任，被告承担70%的赔偿责任，保险公司赔偿50%。"
    found = find_shares(text, Span(0, len(text)))
    assert [(s.value.numerator, s.value.denominator) for s in found] == [(1, 3), (7, 10)]
