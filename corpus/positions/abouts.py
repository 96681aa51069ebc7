"""What is a conclusion about, in words that judgments of other people share?

Names of parties, courts and firms, sums, days and numbers, who stands where and what only joins
words are left out, so that like conclusions of different judgments read alike.
"""

import re
from collections.abc import Sequence
from typing import Final

_MOST_CHARACTERS: Final = 24
_FIRM: Final = re.compile(
    r"[\u4e00-\u9fff（）()]{2,24}?(?:有限(?:责任)?公司|股份公司|分公司|支公司|合作社|林业局|管理局|公安局|"
    r"人民政府|人民法院|人民检察院|村民委员会|村委会|支行|分行)(?:[\u4e00-\u9fff]{2,10}?(?:分公司|支公司|支行|分局))?"
)
# 张某, 李某甲, 王×× are names that were hidden.
_HIDDEN: Final = re.compile(r"[\u4e00-\u9fff][某×xX*＊]{1,2}[甲乙丙丁戊己庚\d]?")
_NUMBER: Final = re.compile(
    r"(?:人民币)?[0-9０-９][0-9０-９,，.．·]*(?:%|％|‰|万|亿|余)*(?:元|倍|年|个?月|日|天|平方米|立方米|亩|株|克|米|条|款|项|号|岁|人)?"
    r"|百分之[一二三四五六七八九十点零〇]+|第[一二三四五六七八九十百零〇]+[条款项]"
    r"|[一二三四五六七八九十百千万零〇两]+(?:元|个月|倍|立方米|平方米)"
)
_LAW: Final = re.compile(r"《[^《》]{2,60}》|[“”\"‘’'「」（）()《》]")
_FILLER: Final = re.compile(
    "附带民事诉讼|被告人|被告单位|公诉机关|检察机关|辩护人|上诉人|被上诉人|原审|原告|被告|第三人|双方当事人|双方|当事人|申请人|"
    "本案中|本案|案涉|涉案|上述|前述|所述|以上|该项|该|其他|其它|其|此|一审|二审|本院|我院|依法|"
    "应当|应予|足以证明|足以认定|应(?!收|付|急|诉|税)|予以|足以|能够|综上|因此|因而|从而|(?<!事)故(?!意|障)|亦|也|仍|已经|已|均(?!可支配)|并且|并|又|而|但|"
    "不?(?:当然|必然)导致|(?:不足以|不能|未能|没有|未)(?:进一步|充分|直接)?(?:提供|提交|举示)?(?:相关|充分)?(?:证据)?(?:证明|认定)|"
    "不?应?(?:据此|以此)认定|之间|提出的?|所提|关于|对于|至于|对(?!价|等|抗|象|待)|就(?!业|医|诊|餐)|(?<!目)的(?!士)|了|之|所(?!有|得|在)|将|把|由(?=[^，]{2})(?<!理)(?<!事)(?<!自)|"
    "向|与|和(?!解|好)|及|以及|之间|相关|有关|相应|现有证据|现有|具体|明显|按照|按(?!揭|时|期)|根据|依照|依据|依(?!法)|"
    "以(?!下|上)|再(?!审|次)|为$|^为|^是|等(?=的|$)"
)
_SPACE: Final = re.compile(r"[\s，,。；;：:、？?！!·\-—]")


def normal_about(words: str, names: Sequence[str] = ()) -> str:
    """Return what a conclusion is about, bare of what differs from case to case.

    Args:
        words: The words beside the predicate.
        names: Names of parties, longest first.

    Example:
        >>> normal_about("张三关于其与李四之间借贷关系的抗辩", ["张三", "李四"])
        '借贷关系抗辩'
        >>> normal_about("加班工资82469元")
        '加班工资'
    """
    for name in names:
        if name in words:
            words = words.replace(name, "")
    for rule in (_LAW, _FIRM, _HIDDEN, _NUMBER, _SPACE, _FILLER):
        words = rule.sub("", words)
    return words[:_MOST_CHARACTERS]
