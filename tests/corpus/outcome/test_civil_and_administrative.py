from datetime import date

import pytest

from corpus.outcome.administrative import read_administrative
from corpus.outcome.civil import read_civil
from corpus.outcome.model import Interest, OrderKind
from corpus.outcome.orders import find_shares, read_costs, read_order
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
    ],
)
def test_costs(text, expected):
    found = read_costs(text, Span(0, len(text)))
    assert [(share.value.payer, share.value.fen) for share in found] == expected


def test_shares_of_liability_are_exact():
    text = "本院确定原告承担三分之一的责任，被告承担70%的赔偿责任，保险公司赔偿50%。"
    found = find_shares(text, Span(0, len(text)))
    assert [(s.value.numerator, s.value.denominator) for s in found] == [(1, 3), (7, 10)]
