"""Which single heads of claim does the reasoning grant or refuse?"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.judgment import Judgment, SectionKind
from corpus.positions.model import Answer
from corpus.spans import Extracted, Span

_HEADS: Final = re.compile(
    r"违约金|律师(?:代理)?费|精神(?:损害|损失)(?:抚慰金|赔偿金?|费)?|误工费|护理费|营养费|交通费|后续治疗费"
    r"|(?:残疾|伤残|死亡)赔偿金|被扶养人生活费|经济补偿金?|加班(?:费|工资)|(?:双|二)倍工资|定金|押金"
    r"|保证金|租金|物业(?:管理|服务)?费|滞纳金|逾期利息|资金占用|利息|连带(?:清偿|赔偿|保证|还款)?责任"
    r"|货款|工程款|优先受偿|公告费|鉴定费|评估费|保全费|本金|停止侵权|赔礼道歉|合理(?:费用|开支|支出)"
)
_SENTENCE: Final = re.compile(r"[^。；;\n]+")
_REFUSED: Final = re.compile(
    r"(?:不予|不应|难以|无法|不能|实难|未予)(?:支持|采纳|认定)|不承担|无需承担|于法无据|不成立"
)
_GRANTED: Final = re.compile(
    r"(?:予以|应予|应当|可予|依法|均予)支持|有权|应[^，。；不]{0,14}?(?:承担|支付|偿还|赔偿|返还)"
)
_SAME: Final = {
    "律师代理费": "律师费",
    "精神损害抚慰金": "精神损害",
    "精神损失费": "精神损害",
    "精神损害赔偿": "精神损害",
    "精神损害赔偿金": "精神损害",
    "精神损害": "精神损害",
    "二倍工资": "双倍工资",
    "伤残赔偿金": "残疾赔偿金",
    "经济补偿": "经济补偿金",
    "物业管理费": "物业费",
    "物业服务费": "物业费",
}


def heads_of(judgment: Judgment) -> Iterator[tuple[str, Extracted[Answer]]]:
    """Yield each head of claim that a sentence of the reasoning answers, with its last answer.

    A sentence that both grants and refuses answers nothing that could be told apart.
    """
    told: dict[str, Extracted[Answer]] = {}
    for section in judgment.sections:
        if section.kind is not SectionKind.REASONING:
            continue
        for match in _SENTENCE.finditer(judgment.text, section.span.start, section.span.end):
            words = match.group()
            refused, granted = _REFUSED.search(words), _GRANTED.search(words)
            if bool(refused) == bool(granted):
                continue
            answer = Answer.REFUSED if refused else Answer.GRANTED
            for head in {_SAME.get(each, each) for each in _HEADS.findall(words)}:
                told[head] = Extracted(answer, Span(*match.span()), f"head:{head}")
    yield from sorted(told.items())
