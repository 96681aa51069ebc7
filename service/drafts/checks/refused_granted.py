"""Does the ruling grant what the reasoning refuses (不予支持)?"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.judgment import SectionKind
from corpus.spans import Span
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

_NOUNS: Final = (
    "违约金", "精神损害抚慰金", "精神抚慰金", "误工费", "护理费", "营养费", "交通费",
    "律师费", "律师代理费", "残疾赔偿金", "被扶养人生活费", "后续治疗费", "经济补偿金",
    "加班费", "鉴定费", "保全费", "利息", "赔礼道歉", "经济补偿", "二倍工资", "双倍工资",
    "定金", "可得利益", "车辆贬值损失",
)  # fmt: skip
_NOUN: Final = "|".join(sorted(_NOUNS, key=len, reverse=True))
# Whose claim it is, what for, and that it is refused: nothing of a part, a height or a condition.
_REFUSED: Final = re.compile(
    rf"(?:原告|[\u4e00-\u9fff]{{2,4}})(?:主张|要求|请求|诉请)(?:的|被告[^，。；、的]{{0,12}}?)?"
    rf"(?:支付|赔偿|给付|承担)?其?(?P<noun>{_NOUN})(?:的(?:诉讼)?(?:请求|主张|诉请))?"
    r"[^。；]{0,40}?不予支持"
)
_PART: Final = re.compile(
    "超过|超出|部分|其余|其他|过高|高于|之外|以外|另行|重复|再|反诉|利息的利息|复利|多|仅|只|但|除"
)
_GRANTED: Final = re.compile("(?:予以|应予|应当|依法)(?:支持|准许)|本院支持|酌情|酌定")
_DENIED: Final = re.compile("不予|不能|不应|难以|无法|未")


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each kind of claim that the reasoning refuses as a whole and the ruling grants."""
    if not draft.is_first and draft.instance is not None:
        return
    text = draft.text
    refused: dict[str, Span] = {}
    for sentence in draft.sentences(SectionKind.REASONING):
        match = _REFUSED.search(text, sentence.start, sentence.end)
        if match is not None and not _PART.search(text, sentence.start, sentence.end):
            refused.setdefault(match["noun"], Span(*match.span()))
    for noun, words in refused.items():
        if any(
            noun in each.of(text) and each.start != words.start and _is_granted(text, each)
            for each in draft.sentences(SectionKind.REASONING)
        ):
            continue
        for sentence in draft.sentences(SectionKind.DISPOSITION):
            if _orders(text, sentence, noun):
                yield _found(text, noun, sentence, words)
                break


def _is_granted(text: str, sentence: Span) -> bool:
    return _GRANTED.search(text, sentence.start, sentence.end) is not None


def _orders(text: str, sentence: Span, noun: str) -> bool:
    words = sentence.of(text)
    if "驳回" in words or "迟延履行" in words or _DENIED.search(words):
        return False
    return re.search(rf"(?:支付|赔偿|给付|承担|偿还|返还)[^。；]{{0,60}}{noun}", words) is not None


def _found(text: str, noun: str, ruling: Span, reason: Span) -> Found:
    return Found(
        rule=DraftRule.REFUSED_GRANTED,
        spans=(Span(ruling.start, ruling.start + len(ruling.of(text).rstrip())), reason),
        sentence=f"说理写明{noun}的请求不予支持，主文却判令给付{noun}。",
    )
