"""Made-up judgments, read as the product reads them."""

from datetime import date

from corpus.judgment import Effectiveness, Judgment, RawJudgment, SourceRecord
from corpus.reading import read_judgment
from service.divergence.cases import compared_case


def case_of(text, **given):
    raw = RawJudgment(text=text, source=SourceRecord(name="x", place="x", format="text"))
    judgment = read_judgment(raw, today=date(2024, 1, 1))
    assert isinstance(judgment, Judgment)
    return compared_case(judgment, **{"effect": Effectiveness.IN_EFFECT, **given})


def theft(number, term="有期徒刑一年", charge="盗窃罪", article="第二百六十四条", more=""):
    return (
        f"某县人民法院刑事判决书（2020）某0101刑初{number}号。被告人赵某。经审理查明，赵某在{number}号店内窃得财物。"
        f"本院认为，被告人赵某秘密窃取他人财物，数额较大，其行为已构成{charge}。{more}"
        f"依照《中华人民共和国刑法》{article}之规定，判决如下：被告人赵某犯{charge}，判处{term}，并处罚金二千元。"
    )


def loan(number, ruling="被告李某偿还原告孙某借款50000元", reason="被告应当偿还借款", rate=""):
    return (
        f"某县人民法院民事判决书（2020）某0101民初{number}号。原告孙某，被告李某，民间借贷纠纷。"
        f"原告诉讼请求：判令被告偿还借款50000元，按约定年利率12%支付利息。经审理查明，{number}日双方订立借条。"
        f"本院认为，{reason}。依照《中华人民共和国合同法》第二百零六条之规定，判决如下：一、{ruling}{rate}。"
    )
