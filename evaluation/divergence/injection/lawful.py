"""Which terms does the law allow for a charge, so that no changed paper is a plain error?"""

import re
from typing import Final

from corpus.errors import NumeralError
from corpus.numerals import read_duration

LONGEST: Final = 180
_SHORTEST: Final = 1
# Shortest and longest term of imprisonment in months, over all bands of the Criminal Law.
_TERMS_OF: Final = {
    "危险驾驶罪": (1, 6),
    "妨害公务罪": (1, 36),
    "容留他人吸毒罪": (1, 36),
    "赌博罪": (1, 36),
    "非法侵入住宅罪": (1, 36),
    "聚众扰乱社会秩序罪": (1, 84),
    "掩饰、隐瞒犯罪所得": (1, 84),
    "滥伐林木罪": (1, 84),
    "非法持有枪支": (1, 84),
    "滥用职权罪": (1, 84),
    "玩忽职守罪": (1, 84),
    "过失致人死亡罪": (1, 84),
    "寻衅滋事罪": (1, 120),
    "聚众斗殴罪": (1, 120),
    "窝藏罪": (1, 120),
    "开设赌场罪": (1, 120),
    "挪用资金罪": (1, 120),
    "抢劫罪": (36, LONGEST),
    "故意杀人罪": (36, LONGEST),
    "非法买卖枪支罪": (36, LONGEST),
    "以危险方法危害公共安全罪": (36, LONGEST),
    "绑架罪": (60, LONGEST),
}
_CONVICTION: Final = re.compile(
    r"犯(?P<charge>[^，,。；（(]{2,30}罪)[^。；]*?判处(?:有期徒刑|拘役)"
    r"(?P<length>(?:[一二三四五六七八九十\d]+年)?(?:[零又]?[一二三四五六七八九十\d]+个?月)?)"
)
_BAND: Final = re.compile(r"年以[上下](?:有期徒刑|[一二三四五六七八九十]+年以下)|法定刑|量刑幅度")


def months_of(words: str) -> int | None:
    """Return a length in months, None where it is none in whole months.

    Example:
        >>> months_of("三年又六个月"), months_of("")
        (42, None)
    """
    try:
        duration = read_duration(words.replace("又", "零"))
    except NumeralError:
        return None
    return duration.months or None


def is_lawful(ruling: str, reasoning: str) -> bool:
    """Tell whether every term lies within what its charge allows.

    A term below the least is allowed where the court mitigates (减轻处罚).

    Example:
        >>> is_lawful("甲犯抢劫罪，判处有期徒刑一年。", "可从轻处罚。")
        False
    """
    for match in _CONVICTION.finditer(ruling):
        months = months_of(match["length"])
        shortest, longest = next(
            (terms for charge, terms in _TERMS_OF.items() if charge in match["charge"]),
            (_SHORTEST, LONGEST),
        )
        if months is not None and (
            months > longest or (months < shortest and "减轻处罚" not in reasoning)
        ):
            return False
    return True


def tells_band(reasoning: str) -> bool:
    """Tell whether the reasoning names the band of punishment, which another result would break."""
    return _BAND.search(reasoning) is not None
