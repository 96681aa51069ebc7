"""How does a court answer what it was asked, and who prevails?"""

import re
from typing import Final

from corpus.positions.model import Answer, Conclusion
from corpus.positions.sides import Sides
from corpus.relations.model import Side
from corpus.spans import Extracted, Span

_DENY: Final = r"(?:不予|不应|不能|难以|无法|不宜|不)(?:以|再|予以|得到|获得|全部)?"
_ANSWERS: Final = (
    (
        Answer.PARTLY,
        re.compile(
            r"部分(?:予以|应予|可予)?(?:支持|采纳|成立)|(?:超过|超出|高于|过高|其余|其他)[^。；]{0,24}?不予支持|"
            r"(?:合理|合法)(?:的)?部分[^，。；]{0,6}(?:支持|采纳)"
        ),
    ),
    (
        Answer.REFUSED,
        re.compile(
            rf"{_DENY}(?:支持|采纳|准许|采信|认可|成立|准予)|不准(?=离婚|许|予)|"
            r"(?:应予|依法|应当|应|予以|故)?驳回(?!.{0,8}(?:抗诉|上诉)的?(?:意见|理由)?成立)|"
            r"于法无据|(?:没有|缺乏|无)(?:证据|(?:事实|法律)[^，。]{0,6})(?:依据|支持)|(?:没有|缺乏)依据|依据不足"
        ),
    ),
    (
        Answer.GRANTED,
        re.compile(
            r"(?:予以|应予|应当|应|可予|依法|可|本院|能够|可以|均|并|，)(?:予以)?(?:支持|采纳|准许|采信)|准予(?=离婚|撤)|"
            r"(?:理由|主张|请求|抗辩|意见|罪名|指控|辩解|辩护意见|上诉理由)(?:依法|均|能够)?成立"
        ),
    ),
)
_DEFENCE: Final = re.compile(r"抗辩|辩解|辩称|辩护|答辩|反驳")
_COUNTER: Final = re.compile(r"反诉(?:请求|主张|诉请)")
_REQUEST: Final = re.compile(r"诉讼请求|诉请|(?<!上诉)请求|起诉|指控|公诉意见|抗诉|离婚")
_ARGUMENT: Final = re.compile(r"主张|意见|理由|上诉|要求|申请|(?<!本院)认为")
_SAID: Final = re.compile(r"抗辩|辩解|辩称|辩护|答辩|主张|提出|要求|请求|认为|诉称|上诉称")
_EVIDENCE: Final = re.compile(r"证据|鉴定|凭证|笔录|证言|借条|公证|报告|供述|认定书")
_LIABLE: Final = re.compile(
    r"(?:应|须|需|由)[^，。；]{0,30}?(?:承担|偿还|支付|返还|赔偿|给付|清偿|归还|负担|履行)(?![^，。]{0,8}举证)|"
    r"承担[^，。；]{0,10}(?:责任|义务)(?<!举证责任)(?<!证明责任)"
)
_FREED: Final = re.compile(
    r"(?:不|无需|无须|不应|不再|免予?)(?:应|予)?(?:承担|负担|负|支付|赔偿|赔付|偿还|返还)[^，。；]{0,14}|"
    r"不在(?:其内|其列|[^，。；]{0,14}(?:赔偿|赔付|承保)范围)"
)
_FOR_ACCUSED: Final = re.compile(
    r"有利于被告人|不(?:能|得|应|宜|足以)作为(?:定案|定罪|认定)[^，。]{0,8}(?:根据|依据|基础)|"
    r"(?:指控|起诉书)[^。]*(?:不予计入|不计入|不予认定|予以剔除|应予剔除|予以核减|应予扣除)"
)

_FOR_PROSECUTION: Final = re.compile(
    r"(?<!不)(?:可以|可|应当?|能够)作为(?:定案|定罪|认定)[^，。]{0,8}(?:根据|依据|基础)"
)


def read_answer(text: str, span: Span) -> Extracted[Answer] | None:
    """Read how what was asked is answered; the last answer of the sentence counts.

    Example:
        >>> text = "其关于质量的抗辩不予支持。"
        >>> read_answer(text, Span(0, len(text))).value.value
        'refused'

    Cost: linear in the length of the sentence.
    """
    last: Extracted[Answer] | None = None
    for answer, rule in _ANSWERS:
        for match in rule.finditer(text, span.start, span.end):
            if last is None or match.start() >= last.span.end:
                last = Extracted(answer, Span(*match.span()), f"answer:{answer}")
    return last


def read_favours(
    text: str,
    span: Span,
    sides: Sides,
    *,
    answer: Extracted[Answer] | None,
    conclusions: tuple[Conclusion, ...],
) -> Side | None:
    """Tell who prevails in a sentence that takes a position; None where it does not tell.

    An answer favours whoever asked or argued, or their opponent; liability that is affirmed favours
    the one who asks; a crime that is affirmed, the prosecution.
    """
    if answer is not None:
        return _by_answer(text, span, sides, answer)
    prevails = _in_criminal(text, span, conclusions) if sides.is_criminal else None
    if prevails is not None:
        return prevails
    if _FREED.search(text, span.start, span.end):
        return sides.against(Side.ASKING)
    liable = _LIABLE.search(text, span.start, span.end)
    if liable is None:
        return None
    bearer = sides.bearer(text, span.start, liable.end())
    return None if bearer is None else sides.against(bearer)


def _in_criminal(text: str, span: Span, conclusions: tuple[Conclusion, ...]) -> Side | None:
    """Tell whether guilt, or what would prove it, is affirmed or denied."""
    for said in reversed(conclusions):
        if _is_guilt(said):
            return Side.ASKING if said.is_affirmed else Side.ACCUSED
    if _FOR_ACCUSED.search(text, span.start, span.end):
        return Side.ACCUSED
    return Side.ASKING if _FOR_PROSECUTION.search(text, span.start, span.end) else None


def _is_guilt(said: Conclusion) -> bool:
    is_crime = said.predicate == "构成" and (said.about.endswith("罪") or "犯罪" in said.about)
    return is_crime or said.predicate == "负刑事责任"


def _by_answer(text: str, span: Span, sides: Sides, answer: Extracted[Answer]) -> Side | None:
    if answer.value is Answer.PARTLY:
        return None
    clause = max(text.rfind(mark, span.start, answer.span.start) for mark in "，；：") + 1
    asker = _asker(text, max(span.start, clause), answer.span.end, sides)
    if asker is None:
        asker = _asker_before(text, span.start, max(span.start, clause), answer.span, sides)
    if asker is None:
        return None
    return asker if answer.value is Answer.GRANTED else sides.against(asker)


def _asker(text: str, start: int, end: int, sides: Sides) -> Side | None:
    """Return whose request or argument the clause of an answer names."""
    if _COUNTER.search(text, start, end):
        return sides.against(Side.ASKING)
    if _DEFENCE.search(text, start, end):
        return sides.against(Side.ASKING)
    if _REQUEST.search(text, start, end):
        return Side.ASKING
    return sides.last(text, start, end) if _ARGUMENT.search(text, start, end) else None


def _asker_before(text: str, start: int, clause: int, answer: Span, sides: Sides) -> Side | None:
    """Return who asks, where the clause of the answer does not say: 对此不予支持."""
    if _EVIDENCE.search(text, clause, answer.end):
        return None
    if _ARGUMENT.search(text, clause, answer.end):
        return sides.last(text, start, clause)
    said = _last(_SAID, text, start, clause)
    if said is None:
        return sides.last(text, clause, answer.end) or Side.ASKING
    if _DEFENCE.search(said.group()):
        return sides.against(Side.ASKING)
    return sides.last(text, start, said.start()) or Side.ASKING


def _last(rule: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    last = None
    for last in rule.finditer(text, start, end):  # noqa: B007 (the last one is wanted)
        pass
    return last


def answers_something(text: str, span: Span) -> bool:
    """Tell whether a sentence answers a request or an argument."""
    return any(rule.search(text, span.start, span.end) for _, rule in _ANSWERS)
