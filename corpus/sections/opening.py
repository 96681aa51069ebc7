"""Where do the parties end, and where does the telling of the procedure end?"""

import re
from typing import Final

from corpus.sections.sentences import sentence_end, sentence_start, skip_blank

_CASE_CAME: Final = re.compile(
    r"一案|起诉书|提起公诉|提起诉讼|提起上诉|提起自诉|提出上诉|向本院|向我院|不服|检察院指控|"
    r"(?<![被由经])本院(?:受理|在审理|依法|立案|审理|审查|经审)|"
    r"本院于[^。]{4,24}(?:立案|受理|作出)|案由[：:]|"
    r"申请(?:强制)?执行(?!人)|申请再审(?!人)"
)
_PARTY_LINE: Final = re.compile(
    r"(?:[\u4e00-\u9fa5、（）()：:]{0,12}(?:人|告|关|者|表|属|位))[^。，]{0,40}[，,](?:男|女|住|汉族|"
    r"生于|[\d×]{2,4}[年岁]|系|曾用名|又名|别名|出生|公民身份|身份证|无业|农民|户籍|现住|因)"
)
_PARTY_ROLE: Final = re.compile(
    r"\s{0,8}[（(]?(?:原审?|一审|二审|再审|反诉|附带民事)?[\u4e00-\u9fa5]{0,4}"
    r"(?:公诉机关|抗诉机关|原告|被告|上诉人|申请人|申请执行人|被执行人|自诉人|赔偿请求人|申诉人|罪犯|"
    r"起诉人|异议人|复议人)(?:[：:（(]|[^，,。：\d]{1,40}。)"
)
_HEARD: Final = re.compile(
    r"(?:审理|审查|复核|执行)终结|审理完毕|审结|到庭|参加了?诉讼|审理了?本案|开庭审理|传唤|出庭|"
    r"进行了?[^。]{0,12}审[理查]|组成合议庭|独任审判|合议庭|(?:本院|我院)[^。]{0,40}(?:受理|立案)|"
    r"立案(?:受理|后|登记|审查)|简易程序|普通程序|提起(?:公诉|诉讼|上诉)|申请(?:撤回|撤诉|强制执行)|"
    r"向本院|撤诉|审理过程中|审查过程中"
)
_FINISHED: Final = re.compile(r"(?:审理|审查|复核|审结|执行|理|已|查)(?:完毕|终结)|审理完毕|审结")
_NOW: Final = re.compile(r"现|己|已|本案")
_MAX_MISSES: Final = 2
_LONGEST: Final = 2000


def find_procedure_start(text: str, start: int, end: int) -> int:
    """Return where the sentence begins that tells how the case came; ``end`` when none does."""
    for match in _CASE_CAME.finditer(text, start, end):
        opening = sentence_start(text, match.start(), max(start, match.start() - _LONGEST))
        if not _PARTY_LINE.match(text, opening, match.start()):
            return opening
    return end


def opens_with_party(text: str) -> bool:
    """Tell whether a text without a head begins with one who takes part.

    Example:
        >>> opens_with_party("上诉人（原审被告）：甲。"), opens_with_party("2015年9月原告入职。")
        (True, False)
    """
    return _PARTY_ROLE.match(text) is not None or _PARTY_LINE.match(text) is not None


def find_procedure_end(text: str, start: int, end: int) -> int | None:
    """Return the offset behind 本案现已审理终结。, or None when nothing like it is said."""
    finished = None
    for word in ("终结", "完毕", "审结"):
        at = text.find(word, start, end)
        while at >= 0:
            if _FINISHED.search(text, max(start, at - 3), at + 2):
                is_now = _NOW.search(text, max(start, at - 14), at) is not None
                if is_now or finished is None:
                    finished = skip_blank(text, sentence_end(text, at, end), end)
                if is_now:
                    return _behind_repetition(text, finished, end)
            at = text.find(word, at + 2, end)
    return finished


def _behind_repetition(text: str, place: int, end: int) -> int:
    """Step over a second 现已审理终结。 right behind the first."""
    stop = sentence_end(text, place, end)
    if stop - place <= 14 and "终结" in text[place:stop]:
        return skip_blank(text, stop, end)
    return place


def last_heard(text: str, start: int, end: int) -> int:
    """Return the offset behind the sentences from ``start`` on that tell of the proceedings.

    A telling ends with the first paragraph, or the second sentence, that does not speak of them.
    """
    place = start
    at = skip_blank(text, start, end)
    misses = 0
    while at < end and misses < _MAX_MISSES:
        stop = sentence_end(text, at, end)
        if _HEARD.search(text, at, stop):
            misses = 0
            place = skip_blank(text, stop, end)
        else:
            misses += _MAX_MISSES if text[at - 1 : at] == "\n" else 1
        at = skip_blank(text, stop, end)
    return place
