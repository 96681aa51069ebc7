"""A charge exchanged for one that courts find in like facts.

SLIGHT pairs have like punishments, MARKED ones protect another good or punish by another order,
SEVERE ones are another kind of crime. The name goes in reasoning, basis and ruling together with
its article; where the court called the charge of the indictment made out, it now says that the
indictment named the wrong one. Only papers that find one charge are changed.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from evaluation.divergence.injection.lawful import is_lawful, tells_band
from evaluation.divergence.injection.model import (
    Change,
    Dose,
    Half,
    Injected,
    Order,
    Truth,
    Wordings,
)
from evaluation.divergence.injection.parts import Parts, parts_of, sentences


@dataclass(frozen=True, slots=True)
class Exchange:
    """A charge and what it is exchanged for, with articles of the Criminal Law."""

    charge: str
    article: str
    other: str
    other_article: str
    dose: Dose


# Own list of charges that courts are known to draw the line between, with their articles.
_BOTH_WAYS: Final = (
    Exchange("寻衅滋事罪", "第二百九十三条", "故意伤害罪", "第二百三十四条", Dose.SLIGHT),
    Exchange("聚众斗殴罪", "第二百九十二条", "寻衅滋事罪", "第二百九十三条", Dose.SLIGHT),
    Exchange("诈骗罪", "第二百六十六条", "合同诈骗罪", "第二百二十四条", Dose.SLIGHT),
    Exchange("赌博罪", "第三百零三条第一款", "开设赌场罪", "第三百零三条第二款", Dose.SLIGHT),
    Exchange("受贿罪", "第三百八十五条", "非国家工作人员受贿罪", "第一百六十三条", Dose.SLIGHT),
    Exchange(
        "滥伐林木罪", "第三百四十五条第二款", "盗伐林木罪", "第三百四十五条第一款", Dose.SLIGHT
    ),
    Exchange("抢夺罪", "第二百六十七条", "抢劫罪", "第二百六十三条", Dose.MARKED),
    Exchange("敲诈勒索罪", "第二百七十四条", "抢劫罪", "第二百六十三条", Dose.MARKED),
    Exchange("贩卖毒品罪", "第三百四十七条", "非法持有毒品罪", "第三百四十八条", Dose.MARKED),
    Exchange("贩卖毒品罪", "第三百四十七条", "容留他人吸毒罪", "第三百五十四条", Dose.MARKED),
    Exchange("故意伤害罪", "第二百三十四条", "故意杀人罪", "第二百三十二条", Dose.MARKED),
    Exchange("交通肇事罪", "第一百三十三条", "过失致人死亡罪", "第二百三十三条", Dose.MARKED),
    Exchange("贪污罪", "第三百八十二条", "职务侵占罪", "第二百七十一条", Dose.MARKED),
    Exchange("挪用资金罪", "第二百七十二条", "职务侵占罪", "第二百七十一条", Dose.MARKED),
    Exchange("非法持有枪支罪", "第一百二十八条", "非法买卖枪支罪", "第一百二十五条", Dose.MARKED),
    Exchange("盗窃罪", "第二百六十四条", "职务侵占罪", "第二百七十一条", Dose.MARKED),
    Exchange("盗窃罪", "第二百六十四条", "诈骗罪", "第二百六十六条", Dose.MARKED),
    Exchange("妨害公务罪", "第二百七十七条", "寻衅滋事罪", "第二百九十三条", Dose.MARKED),
    Exchange("非法拘禁罪", "第二百三十八条", "绑架罪", "第二百三十九条", Dose.SEVERE),
    Exchange("非法经营罪", "第二百二十五条", "诈骗罪", "第二百六十六条", Dose.SEVERE),
    Exchange("容留他人吸毒罪", "第三百五十四条", "贩卖毒品罪", "第三百四十七条", Dose.MARKED),
)
EXCHANGES: Final = _BOTH_WAYS + tuple(
    Exchange(one.other, one.other_article, one.charge, one.article, one.dose) for one in _BOTH_WAYS
)
_FOUND: Final = re.compile(r"犯(?P<name>(?:[一-龥]|、(?=[一-龥])){2,18}?罪)(?=[，,。；（(]|判处)")
_INDICTED: Final = re.compile(r"指控[^。；]*?(?:罪名|成立|定性|正确|准确)")
_PARAGRAPH: Final = (
    r"(?:第[一二三四五六七八九]款)?(?:第?[（(][一二三四五六七八九][）)]项|第[一二三四]项)?"
)
_CORRECTED: Final[Wordings] = {
    Half.DEVELOP: (
        (
            "公诉机关指控的犯罪事实成立，但指控的罪名不当，应予变更。其行为符合{other}的构成要件，"
            "应以{other}定罪处罚。"
        ),
        "公诉机关指控的罪名有误，本院予以纠正。根据查明的事实，应当认定被告人的行为构成{other}。",
    ),
    Half.REPORT: (
        "起诉书认定的罪名与本案事实不符，被告人的行为完全具备{other}的特征，依法应认定为{other}。",
        "关于本案定性，本院认为应以{other}追究刑事责任，公诉机关对罪名的指控不能成立。",
    ),
}


def inject_charge(text: str, order: Order) -> Injected | None:
    """Exchange the one charge of a criminal judgment."""
    parts = parts_of(text)
    if parts is None or tells_band(parts.reasoning) or re.search("撤销|维持", parts.ruling):
        return None
    found = {match["name"] for match in _FOUND.finditer(parts.ruling)}
    if len(found) != 1:
        return None
    (charge,) = found
    fitting = [one for one in EXCHANGES if one.charge == charge and one.dose is order.dose]
    fitting = [one for one in fitting if one.other[:-1] not in parts.reasoning]
    if not fitting:
        return None
    exchange = fitting[order.variant % len(fitting)]
    changed = _exchanged(parts, exchange, order)
    if changed is None or not is_lawful(changed.ruling, changed.reasoning):
        return None
    truth = Truth(change=Change.CHARGE, dose=order.dose, before=charge, after=exchange.other)
    return Injected(text=changed.text, truth=truth)


def _exchanged(parts: Parts, exchange: Exchange, order: Order) -> Parts | None:
    basis = re.sub(exchange.article + _PARAGRAPH, exchange.other_article, parts.basis)
    if basis == parts.basis:
        return None
    kept = [
        words
        for words in sentences(parts.reasoning)
        if not (_INDICTED.search(words) and "构成" not in words)
    ]
    reasoning = "".join(kept)
    reasoning = re.sub(r"，?(?:公诉机关)?[^，。]{0,12}指控[^，。]*成立(?=[，。])", "", reasoning)
    reasoning = reasoning.replace(exchange.charge, exchange.other)
    reasoning = re.sub(exchange.article + _PARAGRAPH, exchange.other_article, reasoning)
    if exchange.other not in reasoning:
        return None
    changed = replace(
        parts,
        reasoning=reasoning,
        basis=basis,
        ruling=parts.ruling.replace(exchange.charge, exchange.other),
    )
    return changed.with_words(order.pick(_CORRECTED).format(other=exchange.other))
