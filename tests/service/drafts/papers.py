"""Drafts for the tests: one criminal and one civil judgment, right in every part."""

from datetime import date

from service.drafts.inside import check_inside
from service.drafts.paper import DraftPaper, paper_of
from service.drafts.reading import read_draft
from service.drafts.vocabulary import DraftRule

TODAY = date(2026, 11, 20)

CRIMINAL = """吉林省长春市宽城区人民法院
刑事判决书
（2026）吉0103刑初12号
公诉机关吉林省长春市宽城区人民检察院。
被告人张三峰，男，1990年3月2日出生，汉族，农民，公民身份号码220103199003021234，住长春市宽城区。
因涉嫌犯盗窃罪于2026年1月10日被刑事拘留，同年1月20日被逮捕。现羁押于长春市看守所。
长春市宽城区人民检察院以长宽检刑诉〔2026〕10号起诉书指控被告人张三峰犯盗窃罪，于2026年3月1日向本院提起公诉。本院于2026年3月1日立案后，依法组成合议庭，于2026年4月2日公开开庭审理了本案。现已审理终结。
经审理查明，2026年1月5日22时许，被告人张三峰窜至长春市宽城区某超市，盗窃香烟、白酒，价值人民币八千元。
本院认为，被告人张三峰以非法占有为目的，秘密窃取他人财物，数额较大，其行为已构成盗窃罪。被告人张三峰如实供述，可从轻处罚。
依照《中华人民共和国刑法》第二百六十四条、第六十七条第三款之规定，判决如下：
被告人张三峰犯盗窃罪，判处有期徒刑十个月，并处罚金人民币五千元。
（刑期从判决执行之日起计算。判决执行以前先行羁押的，羁押一日折抵刑期一日，即自2026年1月10日起至2026年11月9日止。）
如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向吉林省长春市中级人民法院提出上诉。
审判长王一
审判员李二
审判员赵四
二〇二六年四月十日
书记员孙五
"""

CIVIL = """吉林省长春市宽城区人民法院
民事判决书
（2026）吉0103民初34号
原告：李明华，男，1980年1月1日出生，汉族，住长春市宽城区。
被告：王国强，男，1979年2月3日出生，汉族，住长春市宽城区。
原告李明华与被告王国强民间借贷纠纷一案，本院于2026年3月1日立案后，依法适用普通程序，于2026年4月2日公开开庭进行了审理。本案现已审理终结。
原告李明华向本院提出诉讼请求：1．判令被告王国强偿还借款本金150000元及利息；2．判令被告支付违约金9000元；3．诉讼费由被告承担。
本院经审理认定事实如下：2024年5月1日，被告王国强向原告李明华借款150000元（壹拾伍万元整），约定按年利率12%计息。
本院认为，双方之间的借贷关系合法有效，被告王国强应当偿还借款本金150000元，并按年利率12%支付利息。原告李明华主张违约金9000元，没有约定，本院不予支持。
依照《中华人民共和国民法典》第六百七十五条、第六百七十六条之规定，判决如下：
一、被告王国强于本判决生效后十日内偿还原告李明华借款本金150000元及利息（自2024年5月1日起按年利率12%计算）；
二、驳回原告李明华的其他诉讼请求。
案件受理费3300元，由原告李明华负担300元，被告王国强负担3000元。
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，并按对方当事人的人数提出副本，上诉于吉林省长春市中级人民法院。
审判员赵四
二〇二六年四月十日
书记员孙五
"""


def draft(text: str) -> DraftPaper:
    """Return a draft as the checks see it."""
    return paper_of(read_draft(text, today=TODAY))


def changed(text: str, old: str, new: str) -> str:
    """Return a text with the only place of some words changed."""
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


def rules_in(text: str) -> list[DraftRule]:
    """Return what the checks of a draft by itself find, each rule once, in order."""
    return list(dict.fromkeys(found.rule for found in check_inside(draft(text))))
