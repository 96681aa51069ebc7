import pytest

from service.drafts.inside import INSIDE, check_inside
from service.drafts.vocabulary import DraftRule
from tests.service.drafts.papers import CIVIL, CRIMINAL, INJURY, changed, draft, rules_in

SLIPS = [
    (CRIMINAL, "判处有期徒刑十个月", "判处有期徒刑四个月", DraftRule.TERM_LIMITS),
    (CRIMINAL, "判处有期徒刑十个月", "判处拘役八个月", DraftRule.TERM_LIMITS),
    (CRIMINAL, "有期徒刑十个月，", "有期徒刑三年六个月，缓刑四年，", DraftRule.PROBATION),
    (CRIMINAL, "有期徒刑十个月，", "有期徒刑二年，缓刑一年，", DraftRule.PROBATION),
    (CRIMINAL, "有期徒刑十个月，", "拘役三个月，缓刑一年六个月，", DraftRule.PROBATION),
    (CRIMINAL, "2026年11月9日止", "2027年11月9日止", DraftRule.TERM_DATES),
    (CRIMINAL, "2026年11月9日止", "2026年12月20日止", DraftRule.TERM_DATES),
    (CRIMINAL, "犯盗窃罪，判处", "犯诈骗罪，判处", DraftRule.CHARGE),
    (CRIMINAL, "被告人张三峰以非法", "被告人张山峰以非法", DraftRule.PARTY_NAME),
    (CRIMINAL, "被告人张三峰犯盗窃罪，判处", "被告人郑小龙犯盗窃罪，判处", DraftRule.UNKNOWN_PARTY),
    (CRIMINAL, "，男，1990年", "，女，1990年", DraftRule.PERSON),
    (CRIMINAL, "1990年3月2日出生", "1990年3月12日出生", DraftRule.PERSON),
    (CRIMINAL, "2026年1月5日22时", "2026年2月30日22时", DraftRule.IMPOSSIBLE_DATE),
    (CRIMINAL, "2026年1月5日22时", "2026年5月5日22时", DraftRule.DATE_ORDER),
    (CRIMINAL, "于2026年4月2日公开开庭", "于2026年2月2日公开开庭", DraftRule.DATE_ORDER),
    (CRIMINAL, "吉0103刑初12号", "吉0103民初12号", DraftRule.CASE_NUMBER),
    (CRIMINAL, "（2026）吉0103刑初", "（2025）吉0103刑初", DraftRule.CASE_NUMBER),
    (CRIMINAL, "（2026）吉0103刑初", "（2027）吉0103刑初", DraftRule.CASE_NUMBER),
    (CRIMINAL, "第二日起十日内", "第二日起十五日内", DraftRule.APPEAL_NOTICE),
    (CRIMINAL, "向吉林省长春市中级", "向吉林省吉林市中级", DraftRule.APPEAL_NOTICE),
    (CRIMINAL, "第六十七条第三款", "第六十七条第四款", DraftRule.NO_SUCH_ARTICLE),
    (CRIMINAL, "第二百六十四条、", "第五百六十四条、", DraftRule.NO_SUCH_ARTICLE),
    (CRIMINAL, "《中华人民共和国刑法》第二", "《中国人民共和国刑法》第二", DraftRule.LAW_NAME),
    (CRIMINAL, "如实供述，可", "系累犯，应当从重处罚；如实供述，可", DraftRule.USUAL_PROVISION),
    (CIVIL, "（壹拾伍万元整）", "（壹拾陆万元整）", DraftRule.CAPITALS),
    (CIVIL, "原告李明华借款本金150000元及", "原告李明华借款本金105000元及", DraftRule.AWARD),
    (CIVIL, "按年利率12%计算", "按年利率21%计算", DraftRule.RATE),
    (CIVIL, "二、驳回原告李明华的其他诉讼请求。\n", "", DraftRule.REST_DISMISSED),
    (CIVIL, "计算）；\n二、", "计算）；\n二、被告王国强支付原告李明华违约金9000元；\n三、", DraftRule.REFUSED_GRANTED),
    (CIVIL, "负担300元", "负担500元", DraftRule.FEES),
    (CIVIL, "一、被告王国强于", "一、原告王国强于", DraftRule.PARTY_ROLE),
    (CIVIL, "十五日内，向本院", "十日内，向本院", DraftRule.APPEAL_NOTICE),
    (
        CIVIL,
        "没有约定，本院",
        "其中律师费3000元、交通费500元。原告支出医疗费1000元、护理费2000元，合计3500元。没有约定，本院",
        DraftRule.TOTAL,
    ),
    (CIVIL, "《中华人民共和国民法典》第六百七十五条、", "《中华人民共和国合同法》第二百零六条、", DraftRule.REPEALED_LAW),
    (INJURY, "《中华人民共和国侵权责任法》第六条第一款、第十六条", "《中华人民共和国民法典》第一千一百六十五条第一款、第一千一百七十九条", DraftRule.EARLY_LAW),
]  # fmt: skip


@pytest.mark.parametrize("text", [CRIMINAL, CIVIL, INJURY], ids=["criminal", "civil", "injury"])
def test_a_right_draft_raises_no_alarm(text: str) -> None:
    assert rules_in(text) == []


@pytest.mark.parametrize(("text", "old", "new", "rule"), SLIPS, ids=lambda each: str(each)[:14])
def test_a_slip_is_told(text: str, old: str, new: str, rule: DraftRule) -> None:
    assert rule in rules_in(changed(text, old, new))


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        # Custody broken off moves the last day.
        (CRIMINAL, "年1月20日被逮捕", "年1月20日被取保候审"),
        # A brother called often is no slip of the pen.
        (CRIMINAL, "可从轻处罚。\n", "可从轻处罚。" + "被告人张山峰另案处理。" * 3 + "\n"),
        # A half fee beside the whole.
        (CIVIL, "受理费3300元，由", "受理费6600元，减半收取3300元，由"),
        # A claim of which a part is refused.
        (CIVIL, "主张违约金9000元，没有约定", "主张违约金超过部分，没有约定"),
        # A later law, by leave of the rules on time.
        (
            INJURY,
            "《中华人民共和国侵权责任法》第六条第一款、第十六条",
            "《最高人民法院关于适用〈中华人民共和国民法典〉时间效力的若干规定》第二条、《中华人民共和国民法典》第一千一百七十九条",
        ),
        # 汇总 with an item that is taken off.
        (CIVIL, "没有约定，本院", "医疗费1000元、扣除护理费200元，合计800元，没有约定，本院"),
    ],
    ids=["custody", "brother", "half fee", "part", "on time", "taken off"],
)
def test_what_only_looks_like_a_slip_is_not(text: str, old: str, new: str) -> None:
    assert rules_in(changed(text, old, new)) == []


def test_every_word_that_is_told_stands_in_the_draft() -> None:
    for text, old, new, _ in SLIPS:
        paper = draft(changed(text, old, new))
        for found in check_inside(paper):
            assert found.spans
            assert all(span.of(paper.text) for span in found.spans)


def test_each_check_stands_once_in_the_table() -> None:
    assert len(set(INSIDE)) == len(INSIDE)
