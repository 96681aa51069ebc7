"""Which sums, weights and numbers do facts name?

One scan reads every number with a unit that weighs in sentencing. Figures that are punishments,
fines and damages of procedure are no facts of the offence and are passed over.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from corpus.errors import NumeralError
from corpus.numerals.figures import NUMBER, read_decimal


class Unit(StrEnum):
    """What is counted, in units of :data:`UNIT_WORDS`."""

    YUAN = "yuan"
    GRAM = "gram"
    ALCOHOL = "alcohol"
    CUBIC_METRE = "cubic_metre"
    TREE = "tree"
    MU = "mu"
    GUN = "gun"
    ROUND = "round"
    TIME = "time"
    EVENT = "event"
    PERSON = "person"
    TON = "ton"
    MACHINE = "machine"
    RECORD = "record"
    SHEET = "sheet"
    TABLET = "tablet"
    LEVEL = "level"


UNIT_WORDS: Final = MappingProxyType(
    {
        Unit.YUAN: "元",
        Unit.GRAM: "克",
        Unit.ALCOHOL: "毫克/100毫升",
        Unit.CUBIC_METRE: "立方米",
        Unit.TREE: "株",
        Unit.MU: "亩",
        Unit.GUN: "支",
        Unit.ROUND: "发",
        Unit.TIME: "次",
        Unit.EVENT: "起",
        Unit.PERSON: "人",
        Unit.TON: "吨",
        Unit.MACHINE: "台",
        Unit.RECORD: "条",
        Unit.SHEET: "份",
        Unit.TABLET: "粒",
        Unit.LEVEL: "级",
    }
)
"""The unit in which each is counted, in Chinese."""
_BY_WORD: Final = {word: unit for unit, word in UNIT_WORDS.items()}
_SPELLINGS: Final = {
    "圆": Unit.YUAN,
    "块": Unit.YUAN,
    "公斤": Unit.GRAM,
    "千克": Unit.GRAM,
    "kg": Unit.GRAM,
    "g": Unit.GRAM,
    "斤": Unit.GRAM,
    "毫克": Unit.ALCOHOL,
    "mg": Unit.ALCOHOL,
    "立方": Unit.CUBIC_METRE,
    "m³": Unit.CUBIC_METRE,
    "棵": Unit.TREE,
    "枚": Unit.ROUND,
    "名": Unit.PERSON,
    "笔": Unit.EVENT,
    "张": Unit.SHEET,
    "颗": Unit.TABLET,
    "片": Unit.TABLET,
    "层": Unit.LEVEL,
}
_THOUSAND: Final = frozenset({"公斤", "千克", "kg"})
_SCALES: Final = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_FOUND: Final = re.compile(
    rf"(?<!第)(?P<number>{NUMBER})\s?(?:余|多|几)?(?P<scale>[百千万亿]{{0,2}})(?:余|多)?"
    r"(?P<unit>元|圆|块|毫克|mg|千克|公斤|kg|克|g(?![a-z])|斤|立方米?|m³|株|棵|亩|支|发|枚|人?次|起|笔"
    r"|人(?!民)|名|吨|台|条|份|张|粒|颗|片|级|层)",
    re.IGNORECASE,
)
# A fine is what was decided, and what a suit costs tells nothing.
_PUNISHED: Final = re.compile(r"(?:罚金|罚款|处罚|没收|诉讼费|律师费|鉴定费|案款)[^，。；]{0,10}$")
_TOTAL: Final = re.compile(r"(?:共计?|合计|总计|累计|总额|总价|总)[^，。；0-9]{0,10}$")
_WORTH: Final = re.compile(
    r"(?:价值|价格|数额|金额|骗取|骗得|诈骗|盗得|窃得|窃取|盗窃|受贿|收受|贪污|侵吞|侵占|挪用|销售|经营"
    r"|偷逃|吸收|存款|贷款|货值|税款|赌资|抢得|劫得|敲诈|索要)[^，。；0-9]{0,10}$"
)
_GAIN: Final = re.compile(
    r"(?:获利|获取|分得|违法所得|非法所得|所得|好处费|提成|工资)[^，。；0-9]{0,10}$"
)
_LOSS: Final = re.compile(r"(?:损失|损毁|未归还|未还|尚未|造成)[^，。；0-9]{0,12}$")
_MADE_GOOD: Final = re.compile(
    r"(?:赔偿|退赔|退缴|退还|退出|退赃|归还|补偿|缴纳|发还|追回|返还)[^，。；0-9]{0,12}$"
)
_BEFORE: Final = 16


class Cue(StrEnum):
    """What the words before a sum say that it is."""

    TOTAL = "total"
    WORTH = "worth"
    GAIN = "gain"
    LOSS = "loss"
    MADE_GOOD = "made_good"


_CUES: Final = {
    Cue.MADE_GOOD: _MADE_GOOD,
    Cue.LOSS: _LOSS,
    Cue.GAIN: _GAIN,
    Cue.TOTAL: _TOTAL,
    Cue.WORTH: _WORTH,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit.

    Attributes:
        unit: What is counted.
        number: How much, in that unit.
        start: Where its words begin.
        end: Where they end.
        cue: What the words before a sum say; None where they say nothing, and for other units.
    """

    unit: Unit
    number: float
    start: int
    end: int
    cue: Cue | None = None


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Find the quantities of a text, in order.

    Example:
        >>> found = find_quantities("盗窃财物共计价值3.2万元，甲基苯丙胺12.5克，致2人轻伤")
        >>> [(each.unit.value, each.number) for each in found]
        [('yuan', 32000.0), ('gram', 12.5), ('person', 2.0)]

    Cost: linear in the length of the text, 50 ns a character.
    """
    found = []
    for match in _FOUND.finditer(text):
        spelled = match["unit"].lower()
        unit = _unit(spelled)
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if unit is Unit.YUAN and _PUNISHED.search(before):
            continue
        try:
            number = float(read_decimal(match["number"]))
        except NumeralError:
            continue
        for scale in match["scale"]:
            number *= _SCALES[scale]
        if spelled in _THOUSAND:
            number *= 1_000
        elif spelled == "斤":
            number *= 500
        cue = _cue(before) if unit is Unit.YUAN else None
        found.append(Quantity(unit, number, match.start(), match.end(), cue))
    return tuple(found)


def _unit(spelled: str) -> Unit:
    if spelled.endswith("次"):
        return Unit.TIME
    if spelled.startswith("立方"):
        return Unit.CUBIC_METRE
    return _SPELLINGS.get(spelled) or _BY_WORD[spelled]


def _cue(before: str) -> Cue | None:
    return next((cue for cue, words in _CUES.items() if words.search(before)), None)
