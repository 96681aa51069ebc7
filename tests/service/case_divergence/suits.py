"""Invented appeals on the lawyer's fee of a lender: some courts grant it, others do not."""

from tests.service.papers import read

GRANTED = "借条约定由借款人承担律师费，律师费属于实现债权的合理费用，对出借人主张的律师费予以支持。"
REFUSED = (
    "借条约定由借款人承担律师费，律师费不属于实现债权的必要费用，对出借人主张的律师费不予支持。"
)
APPEAL = """{court}
民事判决书
（{year}）吉{code}民终{serial}号
上诉人（原审被告）丁某{serial}，女。
被上诉人（原审原告）戊某{serial}，男。
上诉人丁某{serial}因与被上诉人戊某{serial}民间借贷纠纷一案，不服某县人民法院（{year}）吉0123民初{serial}号民事判决，向本院提起上诉。本院依法组成合议庭进行了审理。
二审查明，戊某{serial}通过银行转账向丁某{serial}出借二十万元，丁某{serial}出具借条，约定逾期归还的由借款人承担律师费。到期后丁某{serial}未归还本金，戊某{serial}为诉讼支付律师费八千元。
本案的争议焦点为：出借人主张的律师费应否支持。
本院认为，双方借贷关系成立。{holding}依照《中华人民共和国民事诉讼法》第一百七十七条第一款第一项之规定，判决如下：
驳回上诉，维持原判。
本判决为终审判决。
审判长 己某{panel}
审判员 辛某{panel}
二〇二五年六月{day}日
书记员 庚某
"""
CHANGCHUN = ("吉林省长春市中级人民法院", "01")
JILIN = ("吉林省吉林市中级人民法院", "02")
CASE = """民事起诉状
原告：张三，男，汉族。
被告：李四，男，汉族。
诉讼请求：判令被告归还借款二十万元，并承担律师费八千元。
事实与理由：原告通过银行转账向被告出借二十万元，被告出具借条，约定逾期归还的由借款人承担律师费。到期后被告未归还本金，原告为诉讼支付律师费八千元。
"""
DRAFT = """长春市朝阳区人民法院
民事判决书
（2026）吉0104民初12号
原告：张三，男，汉族。
被告：李四，男，汉族。
原告张三与被告李四民间借贷纠纷一案，本院立案后依法公开开庭进行了审理。本案现已审理终结。
经审理查明：原告通过银行转账向被告出借二十万元，被告出具借条，约定逾期归还的由借款人承担律师费。到期后被告未归还本金，原告为诉讼支付律师费八千元。
本案的争议焦点为：出借人主张的律师费应否支持。
本院认为，双方借贷关系成立。借条约定由借款人承担律师费，律师费不属于实现债权的必要费用，对出借人主张的律师费不予支持。依照《中华人民共和国民法典》第六百七十五条之规定，判决如下：
一、被告李四于本判决生效之日起十日内归还原告张三借款二十万元；
二、驳回原告张三的其他诉讼请求。
"""


def appeal(serial, holding, *, at=CHANGCHUN, panel="一"):
    court, code = at
    text = APPEAL.format(
        court=court,
        code=code,
        year=2025,
        serial=serial,
        holding=holding,
        panel=panel,
        day=("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")[serial % 10],
    )
    return read(text, external_id=f"appeal{serial}")


def appeals():
    """Four that grant the fee, three that refuse it, all in effect."""
    granted = [appeal(serial, GRANTED) for serial in (1, 2, 3)]
    refused = [appeal(serial, REFUSED, panel="二") for serial in (4, 5)]
    elsewhere = [appeal(6, GRANTED, at=JILIN), appeal(7, REFUSED, at=JILIN)]
    return (*granted, *refused, *elsewhere)
