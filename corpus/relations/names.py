"""When do two printed names name the same person, firm or organ?

A name is compared in a form without white space, brackets and dots, a firm's also without the
words that its registration lets vary. A name that the publisher has hidden (张某, 李某甲, 王××)
agrees with every name of that surname: by itself it shows nothing.
"""

import re
import unicodedata
from typing import Final

from corpus.judgment import PartyKind
from corpus.privacy.names import is_masked, kept_part

_BRACKETS: Final = re.compile(r"[()（）〔〕\[\]【】〈〉<>《》“”\"'·•‧・．.\s]")
_FIRM: Final = re.compile(r"有限责任公司")
# 某公司, 某某商贸有限公司: only what every firm has is left.
_HIDDEN: Final = re.compile(r"[某×xX＊*□○]")
_SHORT_FIRM: Final = 6


def comparable(name: str) -> str:
    """Return the form in which a name is compared.

    Example:
        >>> comparable("甲实业(集团)有限责任公司") == comparable("甲实业（集团）有限公司")
        True
        >>> comparable("买买提·吐尔逊")
        '买买提吐尔逊'
    """
    plain = unicodedata.normalize("NFKC", name)
    return _FIRM.sub("有限公司", _BRACKETS.sub("", plain))


def is_hidden(name: str) -> bool:
    """Tell whether a name was hidden by the publisher, that of a firm too.

    Example:
        >>> [is_hidden(name) for name in ("张某甲", "长春某某商贸有限公司", "张三")]
        [True, True, False]
    """
    return is_masked(name) or _HIDDEN.search(name) is not None


def agree(left: str, right: str) -> bool:
    """Tell whether two comparable names can be one person's, hidden ones included.

    Example:
        >>> agree("戴某某", "戴长安"), agree("戴某某", "唐庆"), agree("张三", "张四")
        (True, False, False)
    """
    if left == right:
        return True
    if not (is_hidden(left) or is_hidden(right)):
        return False
    return surname(left) == surname(right) != ""


def surname(name: str) -> str:
    """Return the part of a name that stays when it is hidden; empty of an empty name."""
    return kept_part(name) if name else ""


def tells_by_itself(name: str, kind: PartyKind | None) -> bool:
    """Tell whether a comparable name alone names one bearer: that of a registered firm.

    Example:
        >>> tells_by_itself("云溪瑞顺林产品有限公司", PartyKind.LEGAL)
        True
        >>> tells_by_itself("张三", PartyKind.NATURAL), tells_by_itself("利民店", PartyKind.LEGAL)
        (False, False)
    """
    return kind is PartyKind.LEGAL and not is_hidden(name) and len(name) >= _SHORT_FIRM
