"""Which questions does the search page offer to try? Invented facts, no judgment's own words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A question to try.

    Attributes:
        name: What it is about.
        text: The facts.
    """

    name: str
    text: str


EXAMPLES = (
    Example(
        "醉酒驾驶",
        "被告人晚饭时饮酒后驾驶小型普通客车回家，途经城区路口被执勤民警拦下检查，"
        "经鉴定其血液中乙醇含量为186毫克/100毫升。到案后如实供述，系初犯，未造成事故。",
    ),
    Example(
        "民间借贷",
        "原告通过银行转账向被告出借20万元，被告出具借条，约定月利率百分之二，一年后归还。"
        "到期后被告只支付了部分利息，辩称其中5万元系现金预先扣除的利息，不应计入本金。",
    ),
    Example(
        "盗伐林木",
        "被告人未经林权人同意，擅自进入他人承包的林地，用油锯砍伐落叶松若干株出售，"
        "经鉴定立木蓄积为8.6立方米，案发后退缴违法所得并补种树木。",
    ),
)
