"""Is what a predicate says affirmed or denied, and is it said at all?"""

import re
from typing import Final

# Words that may stand between a denial and what it denies.
_BRIDGE: Final = (
    "当然|必然|明显|受到?|法律|严重|导致|意味着|提供|提交|举示|出示|举证|简单|直接|单独|据此|仅凭[^，]{0,8}|以此|予以|作为|全部|依法|被|将|其|完全|充分|合理|全面|适当|再|得到|"
    "获得|给予|进一步|继续|另行|能够|可以|足以|得|应|当|以[^，]{1,14}?|由[^，]{1,12}?|就[^，]{1,20}?|对[^，]{1,20}?|"
    "按[^，]{1,12}?|在[^，]{1,16}?|向[^，]{1,12}?|与[^，]{1,12}?|因[^，]{1,10}?|"
    "(?:相关|相应|充分|有效|其他|任何|足够|确实|直接|客观)?的?(?:证据|依据|材料)(?:能够|可以|足以|予以|加以)?"
)
_DENIED: Final = re.compile(
    "(?:不(?:应当?|能够?|予以?|得|宜|再|必|可|当|需|会|足以|具有?|准)?|未(?:能够?|予|曾|必|尚)?|尚?无(?:需|须|法|权|从)?|"
    "非|难以|没有|尚无|缺乏|拒不|拒绝|无需)"
    f"(?:{_BRIDGE}){{0,3}}$"
)
# 不仅, 不但, 不论 … deny nothing; nor do 非法 and 不服.
_NO_DENIAL: Final = re.compile(r"不[仅但论管利服法明知同断]|未[来成]|非[法常]|无[论期偿]|否则")
_MODAL: Final = re.compile(
    r"按|应(?![收付急诉得邀聘的])|须|需(?!要的)|予以|不予|不得|不能|难以|无须|依法|理应|有义务|有权|由(?!于)|宜|酌|"
    r"可(?!能)|准|本院|不足以|未能|无法|能够|足以|没有|判令|责令|支持|故|因此|不再|调整为|为宜|仍|只能|无权"
)
_REACH: Final = 30
_ASKED: Final = re.compile(r"是否|能否|应否|可否|有无|如何|何种|多少|与否|还是|若|如果|假如|倘若")


# Words that say that something ought to be or counts as something, whatever verb follows. The first
# that is found in this order is taken: a duty says more than a mere denial.
_OPEN: Final = (
    (
        "应当",
        re.compile(
            r"不应该?当?|不该|不得(?!不)|不能(?!不)|不可(?!避|抗|撤)|不宜|不必|不容|不用|用不着|无须|无需|毋须|毋庸|难以|难言|"
            r"难谓|难认|难称|殊难|尚难|无从|无法|无以|不足以|不足为|不予|不再|碍难|无权|未能|未可|无可|算不上|谈不上|够不上|称不上|"
            r"说不上|不算|不等于|不意味着|未必|怪不得|不影响|无碍|无关|与[^，。]{1,12}无涉"
        ),
        False,
    ),
    (
        "应当",
        re.compile(
            r"应当|应该|应予|应(?![收付急诉得邀聘])|理应|自应|仍应|必须|须|可以|可予|足以|足认|堪认|可认|宜|予以|理当|当属|当由|"
            r"当以|当予|本该|就该|自该|只能|只得|方能|方可|才能|即可|可谓|堪称|算是|算得上|够得上|称得上|洵属|核属|自属|要属|仍为|乃是|"
            r"即为|即是|实为|就是|才是|意味着|等于|说明|表明|有理由|有必要"
        ),
        True,
    ),
    (
        "是",
        re.compile(
            r"(?:并|尚|亦|均|仍|实|自|既|从|殊)(?:未|无|非|不)|没有|未(?!来|成年|遂)|缺乏|欠缺|缺少|非(?![法常机])|无(?![论期罪])"
        ),
        False,
    ),
)


def open_statement(text: str, start: int, end: int) -> tuple[str, int, bool] | None:
    """Find what a clause says ought, or ought not, to be, whatever verb it says it with.

    Returns:
        应当 or, where it merely denies, 是; where the words behind it begin; and whether they are
        affirmed. None where the clause says nothing of the kind.

    Example:
        >>> open_statement("此笔款应当归入遗产", 0, 9), open_statement("此情形难以归责", 0, 7)
        (('应当', 5, True), ('应当', 5, False))
    """
    for name, rule, affirms in _OPEN:
        match = rule.search(text, start, end)
        if match is not None and end - match.end() >= 2:
            return name, match.end(), affirms
    return None


def is_denied(text: str, start: int, at: int) -> bool:
    """Tell whether words before a predicate deny it.

    Args:
        text: The text.
        start: Where the clause begins.
        at: Where the predicate begins.

    Example:
        >>> is_denied("不能当然推定为逃避追究", 0, 4), is_denied("不仅违反约定", 0, 2)
        (True, False)
    """
    before = text[max(start, at - _REACH) : at]
    match = _DENIED.search(before)
    return match is not None and not _NO_DENIAL.match(before + text[at : at + 1], match.start())


def is_modal(text: str, start: int, at: int) -> bool:
    """Tell whether a clause says before a place that something ought to be or is ordered.

    Example:
        >>> is_modal("被告应当支付", 0, 4), is_modal("被告已经支付", 0, 4)
        (True, False)
    """
    return _MODAL.search(text, start, at) is not None


def is_asked(text: str, start: int, end: int) -> bool:
    """Tell whether a clause asks or supposes rather than says.

    Example:
        >>> is_asked("合同是否有效", 0, 6), is_asked("合同有效", 0, 4)
        (True, False)
    """
    return _ASKED.search(text, start, end) is not None
