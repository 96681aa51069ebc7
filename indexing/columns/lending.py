"""How alike are two disputes about private loans (民间借贷纠纷) in their circumstances?

Nearly all such papers tell the same story in the same words; what parts them is whether interest
was promised, who stands in for the debt, what proves the loan and how the parties behaved. These
circumstances are read by their usual words.

Source: 最高人民法院关于审理民间借贷案件适用法律若干问题的规定 (2020, second amendment),
art. 2 (proof of the loan), 15-17 (proof of handing over), 20 (guarantors), 22 (companies),
24-31 (interest); 民法典 art. 1064 (debts of spouses).
"""

import re
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

CIRCUMSTANCES: Final = MappingProxyType(
    {
        name: re.compile(pattern)
        for name, pattern in {
            "note of debt": r"借条|欠条|借据|收条",
            "contract": r"借款合同|借款协议|还款协议|抵押合同|保证合同",
            "transfer": r"转账|汇款|银行流水|打款|网银|支付宝|微信",
            "cash": r"现金",
            "interest per month": r"月息|月利率|月利息|每月利息|按月[^，。]{0,4}付息",
            "interest per year": r"年息|年利率|年利",
            "rate in fen or li": r"[分厘]利?(?:息|计)|利息[^，。]{0,3}[一二三1-9][.点]?[0-9五]?分",
            "no interest agreed": r"(?:未|没有|并未)(?:约定|说明)[^，。]{0,6}利息|无息|不计利息",
            "overdue interest": r"逾期利息|逾期[^，。]{0,6}利率|违约金|罚息",
            "limit of 24 percent": r"24[%％]|百分之二十四|36[%％]|四倍",
            "interest deducted": r"预先扣除|扣除[^，。]{0,6}利息|砍头息",
            "guarantor": r"担保|保证人|连带(?:保证|清偿|责任)",
            "mortgage": r"抵押|质押",
            "spouse": r"夫妻|共同债务|婚姻关系存续",
            "divorced": r"离婚",
            "absent": r"未(?:到庭|出庭|作答辩|答辩|提交答辩)|拒不到庭|缺席",
            "admitted": r"(?:无异议|认可|属实|承认)",
            "denied": r"(?:不属实|不认可|否认|有异议|不予认可|没有借)",
            "company": r"有限公司|有限责任公司|股份公司|合作社|法定代表人",
            "repaid in part": r"(?:已|陆续|先后|分期)[^，。]{0,8}(?:偿还|归还|还款|支付)",
            "not the borrower": r"(?:实际借款人|名义借款人|代(?:为)?借|替[^，。]{1,6}借款)",
            "gambling or other ground": r"赌债|赌博|非法债务|胁迫|虚假诉讼",
            "joint business": r"合伙|投资|入股|工程款|货款",
            "settled account": r"结算|对账|重新出具|换条",
            "limitation of action": r"诉讼时效",
            "due date agreed": r"(?:还款|借款)期限|到期|于[^，。]{2,14}前(?:归还|还清|偿还|付清)",
            "several loans": r"(?:两|二|三|四|多|数)[次笔]|分别(?:向|借)|再次[^，。]{0,8}借",
        }.items()
    }
)
_AMOUNT: Final = re.compile(r"(\d+(?:\.\d+)?)(万)?元")


def circumstances_of(text: str) -> NDArray[np.bool_]:
    """Return for each of :data:`CIRCUMSTANCES` whether a text tells of it.

    Example:
        >>> told = circumstances_of("被告出具借条，约定月息2分。")
        >>> [name for name, is_told in zip(CIRCUMSTANCES, told) if is_told]
        ['note of debt', 'interest per month']

    Cost: 27 searches of the text, 1 ms for 1,000 characters.
    """
    return np.asarray([bool(pattern.search(text)) for pattern in CIRCUMSTANCES.values()])


def largest_sum_of(text: str) -> float:
    """Return the largest sum of money in yuan that a text names in figures, 0 without any.

    Example:
        >>> largest_sum_of("借款1.5万元，利息200元")
        15000.0
    """
    sums = (float(figure) * (10_000 if unit else 1) for figure, unit in _AMOUNT.findall(text))
    return max(sums, default=0.0)
