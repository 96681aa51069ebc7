"""Where do the parties end, and where does the telling of the procedure end?"""

import re
from typing import Final

from corpus.sections.sentences import sentence_end, sentence_start, skip_blank

_CASE_CAME: Final = re.compile(
    r"一案|起诉书|提起公诉|提起诉讼|提起上诉|提起自诉|提出上诉|向本院|向我院|不服|检察院指控|"
    r"本院(?:受理|在审理|依法|立案|审理|审查|经审)|本院于[^。]{4,24}(?:立案|受理|作出)|"
    r"申请(?:强制)?执行|申请再审"
)
_PARTY_LINE: Final = re.compile(
    r"(?:[\u4e00-\u9fa5、（）()：:]{0,12}(?:人|告|关|者|表|属|位))[^。，]{0,40}[，,](?:男|女|住|汉族|"
    r"生于|[\d×]{2,4}[年岁]|系|曾用名|又名|别名|出生|公民身份|身份证|无业|农民|户籍|现住|因)"
)
_HEARD: Final = re.compile(
    r"终结|审理完毕|审结|到庭参加|参加了?诉讼|进行了?审理|审理了?本案|审理本案|开庭审理|进行审理|"
    r"进行了?(?:书面)?审[理查]|组成合议庭|独任审判|出庭支持公诉|受理|立案"
)
_FINISHED: Final = re.compile(r"(?:审理|审查|复核|审结|执行|理|已|查)(?:完毕|终结)|审理完毕|审结")


def find_procedure_start(text: str, start: int, end: int) -> int:
    """Return where the sentence begins that tells how the case came; ``end`` when none does."""
    for match in _CASE_CAME.finditer(text, start, end):
        opening = sentence_start(text, match.start(), start)
        if not _PARTY_LINE.match(text, opening, match.start()):
            return opening
    return end


def find_procedure_end(text: str, start: int, end: int) -> int | None:
    """Return the offset behind 本案现已审理终结。, or None when nothing like it is said."""
    for word in ("终结", "完毕", "审结"):
        at = text.find(word, start, end)
        while at >= 0:
            if _FINISHED.search(text, max(start, at - 3), at + 2):
                return skip_blank(text, sentence_end(text, at, end), end)
            at = text.find(word, at + 2, end)
    return None


def last_heard(text: str, start: int, end: int) -> int:
    """Return the offset behind the last sentence that tells of the hearing, else ``start``."""
    place = start
    for match in _HEARD.finditer(text, start, end):
        place = skip_blank(text, sentence_end(text, match.start(), end), end)
    return place
