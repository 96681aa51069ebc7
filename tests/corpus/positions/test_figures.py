"""Are rates, shares, sums, terms and quantities read with their units?"""

import pytest

from corpus.positions.figures import read_figures
from corpus.positions.model import FigureKind
from corpus.spans import Span

CASES = (
    ("利息按年利率15.4%计算", [(FigureKind.ANNUAL_RATE, 154_000)]),
    ("按月利率2%计付", [(FigureKind.ANNUAL_RATE, 240_000)]),
    ("按一年期贷款市场报价利率四倍计算", [(FigureKind.MARKET_MULTIPLE, 4_000_000)]),
    ("以贷款市场报价利率为基础，加计50%计算", [(FigureKind.MARKET_MULTIPLE, 1_500_000)]),
    ("按同期贷款市场报价利率上浮百分之三十计付", [(FigureKind.MARKET_MULTIPLE, 1_300_000)]),
    ("在约定利率基础上加收50%的罚息", []),
    ("按日千分之五计算", [(FigureKind.DAILY_RATE, 5_000)]),
    ("酌情按月收入的12%确定，每月460元", [(FigureKind.SHARE, 120_000), (FigureKind.SUM, 46_000)]),
    ("被告承担70%的责任", [(FigureKind.SHARE, 700_000)]),
    ("抚养费按工资的一成五给付", [(FigureKind.SHARE, 150_000)]),
    ("甲川得其中的三分之一", [(FigureKind.SHARE, 333_333)]),
    ("出材率为65%", []),
    ("被告有一成年子女", []),
    ("判处有期徒刑一年六个月", [(FigureKind.TERM, 18)]),
    ("立木蓄积4.045立方米", [(FigureKind.QUANTITY, 4_045)]),
    ("双方系朋友关系", []),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_figures_are_read_with_their_kind(text, expected):
    found = read_figures(text, Span(0, len(text)))
    assert [(figure.kind, figure.value) for figure in found] == expected
    assert all(figure.span.of(text) for figure in found)
