"""Which words tell that a court speaks of the judgment below it, and how are they taken out?

What a court of appeal says of the judgment below (原判认定事实清楚、量刑不当、应予维持) gives the
result of the appeal away; two judgments of like cases say nothing of each other. Whole clauses go,
because half of one would say as much; roles become those of a first instance.
"""

import re
from typing import Final

_CLAUSE: Final = re.compile(r"[^，。；;！\n]*[，。；;！\n]?")
_BELOW: Final = re.compile(
    r"原审|原判|一审|初审|原裁定|原判决|二审|上诉(?!人)|抗诉|改判|发回|重审|纠正|维持|该院|出庭(?:检察员|意见)"
    r"|(?:上诉人|被上诉人)[^，。；]{0,20}?(?:提出|认为|主张|称|所提|理由|请求|意见)"
    r"|(?:理由|意见|请求)[^，。；]{0,10}?(?:成立|采纳|支持)|撤销[^，。；]{0,30}?(?:判决|裁定)"
    r"|量刑(?:适当|不当|过重|过轻|偏重|偏轻|失当|畸)|(?:定罪|定性|适用法律|程序)[^，。；]{0,6}?(?:准确|正确|合法|错误|不当|有误)"
    r"|^(?:依法)?(?:应予|予以|应当|一并)驳回|事实清楚|证据(?:确实|充分)|(?:认定|判决|处理|裁判)[^，。；]{0,8}?(?:正确|并无不当|不当|有误|错误|得当)|并无不当"
)
_OPENING: Final = re.compile(
    r"^[^，。；：]{0,24}?(?:法院|本院|原判|原审|该院|一审)?(?:审理)?认为[，：:、]?"
)
_ROLES: Final = (
    (re.compile(r"(?:被)?上诉人[（(]原审(?P<role>[^）)]{2,10})[）)]"), r"\g<role>"),
    (re.compile(r"原审(?P<role>被告人|被告|原告|第三人)"), r"\g<role>"),
)


def view_of(words: str, *, accused: bool) -> str:
    """Return a court's view without what it says of a judgment below.

    Args:
        words: The view as the set holds it.
        accused: Whether those who appeal are accused; else they become 当事人.

    Example:
        >>> view_of("本院认为，上诉人甲盗窃，构成盗窃罪。原判过重，应予改判。", accused=True)
        '本院认为，被告人甲盗窃，构成盗窃罪。'
    """
    words = _OPENING.sub("", words.strip())
    # Roles first: a name with its role below is no clause on the judgment below.
    for role, plain in _ROLES:
        words = role.sub(plain, words)
    kept = "".join(
        clause for clause in _CLAUSE.findall(words) if clause and not _BELOW.search(clause)
    )
    kept = plain_roles(kept, accused=accused)
    kept = re.sub(r"[，；]+(?=。)|^[，。；]+", "", kept)
    return "本院认为，" + kept.rstrip("，；") + ("" if kept.endswith("。") else "。")


def plain_roles(words: str, *, accused: bool) -> str:
    """Return words in which nobody has appealed.

    Example:
        >>> plain_roles("上诉人（原审被告）甲赔偿被上诉人乙", accused=False)
        '被告甲赔偿对方当事人乙'
    """
    for role, plain in _ROLES:
        words = role.sub(plain, words)
    words = words.replace("被上诉人", "对方当事人")
    return words.replace("上诉人", "被告人" if accused else "当事人")
