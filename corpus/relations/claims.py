"""What is asked for: which kinds of claim, with which sums?

Two suits ask for the same when they share a kind of claim; costs and interest, which every suit
asks for, are no kind of their own. A claim can deny what another judgment found: to have a
contract declared void of which performance was ordered, or to get back what was to be paid.

Source: 民诉解释 art. 247 (3), the same claims or claims that in substance deny the earlier ruling.
"""

import re
from collections.abc import Sequence
from typing import Final

from corpus.numerals import find_amounts
from corpus.relations.model import Claim, Words
from corpus.spans import Extracted, Span

_DENYING: Final = (
    ("确认无效", r"确认[^。；\n]{0,40}?无效"),
    ("确认不存在", r"确认[^。；\n]{0,40}?不存在"),
    ("撤销合同或者决定", r"撤销(?![^。；\n]{0,20}?(?:一审|原审|原判))"),
    ("返还已付款项", r"返还[^。；\n]{0,12}?(?:已付|已支付|多付|不当得利|预付|定金)"),
    ("终止或者解除", r"(?:解除|终止)(?![^，。；\n]{0,12}?(?:经济补偿|赔偿金))"),
)
_KINDS: Final = (
    (
        "返还借款",
        (
            r"借款本金|偿还[^，。；\n]{0,12}?借款|归还[^，。；\n]{0,12}?借款|给付[^，。；\n]{0,12}?借款|"
            r"返还[^，。；\n]{0,12}?借款|支付[^，。；\n]{0,6}?借款|偿还[^，。；\n]{0,8}?本金|贷款本金"
        ),
    ),
    ("信用卡欠款", r"信用卡|透支"),
    ("货款", r"货款|价款"),
    ("工程款", r"工程款"),
    ("租金", r"租金|承包费|租赁费"),
    ("物业费", r"物业(?:服务|管理)?费|供热费|采暖费"),
    ("经济补偿", r"经济补偿"),
    ("违法解除赔偿金", r"(?<!残疾)(?<!死亡)赔偿金"),
    ("工资", r"工资"),
    ("加班费", r"加班"),
    ("工伤待遇", r"工伤|伤残补助"),
    ("劳动关系确认", r"劳动关系"),
    ("人身损害赔偿", r"医疗费|误工费|残疾赔偿|死亡赔偿|护理费|各项损失"),
    ("停止侵害", r"停止侵害|排除妨害|排除妨碍|恢复原状"),
    ("返还土地或者房屋", r"返还[^，。；\n]{0,12}?(?:林地|土地|房屋|承包地)|腾退"),
    ("离婚", r"离婚"),
    ("子女抚养", r"抚养"),
    ("继续履行", r"继续履行|履行合同|交付"),
    ("违约金", r"违约金|定金"),
    ("担保责任", r"保证责任|连带(?:清偿|责任|偿还)|优先受偿"),
    ("撤销行政行为", r"(?:处罚|行政)[^。；\n]{0,20}?决定"),
)
_TABLE: Final = tuple(
    (name, re.compile(words), denies)
    for rows, denies in ((_DENYING, True), (_KINDS, False))
    for name, words in rows
)
_ONE_CLAIM: Final = re.compile(r"[^；;\n。]+")


def find_claims(text: str, spans: Sequence[Span]) -> tuple[Claim, ...]:
    """Find the kinds of claim in the parts that tell what is asked for, each once.

    Args:
        text: The stored text.
        spans: Parts with claims; of a judgment what the plaintiff asks for, without grounds.

    Example:
        >>> text = "1.判令被告偿还原告借款150000元；2.诉讼费由被告承担。"
        >>> [(claim.name, claim.fen) for claim in find_claims(text, [Span(0, len(text))])]
        [('返还借款', (15000000,))]

    Cost: linear in the characters of the parts.
    """
    found: dict[str, Claim] = {}
    for span in spans:
        for part in _ONE_CLAIM.finditer(text, span.start, span.end):
            for name, words, denies in _TABLE:
                match = words.search(text, *part.span())
                if match is not None and name not in found:
                    found[name] = _claim(text, name, part, denies=denies)
    return tuple(found.values())


def _claim(text: str, name: str, part: re.Match[str], *, denies: bool) -> Claim:
    sums = {
        amount.value
        for amount in find_amounts(text, part.start(), part.end())
        if isinstance(amount, Extracted)
    }
    start = part.start() + len(part.group()) - len(part.group().lstrip())
    span = Span(start, part.end())
    return Claim(
        name=name,
        words=Words(text=span.of(text), span=span),
        fen=tuple(sorted(sums)),
        denies=denies,
    )
