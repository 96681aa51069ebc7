"""Where do the corner stones of a judgment stand: reasoning, legal basis, ruling, signature?

All searches are for fixed words; a small pattern then looks at the words around a hit, so the cost
is linear and small whatever the text holds. What lies between the corner stones is cut later
(:mod:`corpus.sections.opening`, :mod:`corpus.sections.body`, :mod:`corpus.sections.ending`).
"""

import re
from dataclasses import dataclass
from typing import Final

from corpus.holes import HOLES_IN_NAMES
from corpus.sections.sentences import opens_sentence, sentence_start, skip_blank

_GAP: Final = r"[ \u3000\xa0]{0,6}"
_STRONG: Final = re.compile(rf"(?:判{_GAP}决|裁{_GAP}定|决{_GAP}定|判处|裁判)(?:内容)?$")
_WEAK: Final = re.compile(r"(?:协议|意见|通知|命令|批复|答复|调解|处理|处罚)(?:内容)?$")
_MARKS: Final = "：:；;，,。. "
_BARE: Final = re.compile(
    r"(?:规定|条|款|项|决定|评议)[，,；;：:]{0,2}(?:本院)?(?:特|现)?(?:"
    r"(?:判决|裁定|决定)(?:以下)?[：:]|(?:判决|裁定|决定)?(?:以下)?[：:；;，,\s]\s?"
    r"(?=一、|１、|1、|被告|原审|驳回|准[许予]|维持|撤销))"
)
_SETTLED: Final = re.compile(
    r"(?:自愿|协商|调解)[^。：:]{0,24}达成了?(?:如下|以下)(?:调解|和解)?协议[^。：:]{0,24}[：:]"
)
_LAW: Final = re.compile(r"依照|依据|根据|按照|适用|参照|依《|依最高|据《")
_LAW_BEHIND: Final = re.compile(
    r".{0,6}?(?:《|〈|最高|第[一二三四五六七八九十百零\d]+条|中华|有关|相关|前述|上述)"
)
_CONNECTIVE: Final = re.compile(
    r"(?:(?:综上|据此|为此|为|故|因此|因而|依此|由此|鉴于|考虑|结合|现|遂|案|本院|本庭|经|并|特|"
    r"同时|以|对|根据|依照|依据|按照|依)[^。；]{0,60}[，,：:]?)?"
)
_COURT_BEFORE: Final = re.compile(
    r"(?:本院|本庭|本案(?=认为)|本?合议庭|审判委员会|审委会|独任审判员)(?P<middle>[\u4e00-\u9fa5、，]{0,16}?)$"
    r"|(?:^|[。；：:\s])(?:再审|二审|原审法院)$"
)
_THOUGHT_MIDDLE: Final = re.compile(
    r"^(?:[经审查理评议再二一适用综合全面分析讨论研究后，、依法上述组成合议庭判委员会]*)$"
)
_LEAD: Final = re.compile(
    r"[^，,：:]{0,20}[，,：:]|[经审查理评议后再二庭合综上所述据此因故但对另外同时]{0,8}|"
    r"经?(?:本院)?依法?(?:由)?(?:本院)?组成"
)
_SIGNER: Final = re.compile(
    rf"(?:代{_GAP}理?{_GAP}|助{_GAP}理{_GAP}|独{_GAP}任{_GAP}|执{_GAP}行{_GAP})?"
    rf"(?:审{_GAP}判{_GAP}[长長员員]|(?:人{_GAP}民{_GAP})?陪{_GAP}审{_GAP}[员員]"
    rf"|执{_GAP}行{_GAP}[长员員]|法{_GAP}官{_GAP}助{_GAP}理|书{_GAP}记{_GAP}[员員]|院{_GAP}长)"
    rf"[：:\s]{{0,12}}[\u4e00-\u9fa5×xX*＊某Ｘ{HOLES_IN_NAMES}]"
)
_SIGNED_DATE: Final = re.compile(
    r"[一二][〇○Oo零0０九][一二三四五六七八九〇○Oo零0０]{2}年.{1,3}月.{1,4}日"
)
_FACT_WORDS: Final = ("查明", "上述事实", "以上事实", "认定事实", "认定如下事实")
_ON_THE_WHOLE: Final = re.compile(
    r"[^，：:]{0,24}[，：:；](?:[^。]{0,20}?(?:被告人|被告单位|上诉人|罪犯)[^。]{0,220}?"
    r"(?:构成|触犯|犯有|应予|成立)|(?:原判|原审|一审|本案|上诉人|原公诉)[^。]{0,40}(?:认定|判决|裁定))"
)
_ON_EVIDENCE: Final = re.compile(
    r"[^，：:]{0,24}[，：:；]?[^。]{0,70}(?:证据|证言|鉴定|证人|供述|笔录|合同|材料|书证|照片|条)"
    r"[^。]{0,70}(?:采信|采纳|予以确认|予以认定|证明力|真实性|合法性|关联性|质证|定案|印证)"
)
_BLANK_PAGE: Final = re.compile(
    r"[（(](?:[此本]页|以下|以下页|此处)[^）)]{0,8}(?:无(?:正文|文本|内容)|空白)[^）)]{0,4}[）)][。\s]{0,12}$"
)
# What sums up was begun before.
_SUMS_UP: Final = re.compile(r"(?:综上|综而|总之|因此|由此|基于上述|据此)[^，,：:]{0,12}[，,]?本院")
# An item of a ruling that names its own law: the ruling began with the first one.
_LATER_ITEM: Final = re.compile(
    r"(?:[二三四五六七八九十]|十[一二三四五六七八九])[、．.](?:对[^，。：]{2,30}，?)?(?:依照|依据|根据|按照)"
)
# 被告人……其行为构成……罪: the reasoning where 本院认为 is left out.
_JUDGING: Final = re.compile(
    r"(?:综上[^，。]{0,8}，)?(?:被告人|被告单位|上诉人|原审被告人)[^。；：]{4,260}?"
    r"其?行为(?:均|已|分别)*(?:构成|触犯)[^。；]{2,40}罪"
)
_NEAR_LAW: Final = 1500
_LOOK_BACK: Final = 3000
_LEAD_REACH: Final = 60
_TOLD: Final = 60
MAX_HITS: Final = 4000
"""Hits of one word that are looked at; far more than any judgment has, so that the time for a text
made of one word stays bounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The corner stones, never falling; one equal to the next means that the part is missing.

    Attributes:
        reasoning: First character of 本院认为.
        law: First character of the words that name the legal basis.
        ruling: First character of what is ordered, behind 判决如下：.
        signature: First character of the signature block.
        is_ruled: Whether words that open a ruling were met.
        is_reasoned: Whether words that open the reasoning were met.
    """

    reasoning: int
    law: int
    ruling: int
    signature: int
    is_ruled: bool
    is_reasoned: bool


def find_frame(text: str, start: int) -> Frame:
    """Find the corner stones of the text behind its head.

    Cost: linear in the length of the text.
    """
    end = len(text)
    thoughts = _find_thoughts(text, start, end)
    ruling = _find_ruling(text, start, end, thoughts)
    if ruling is None:
        signature = _find_signature(text, thoughts[-1] if thoughts else start, end)
        reasoning = thoughts[-1] if thoughts else signature
        return Frame(
            reasoning=reasoning,
            law=signature,
            ruling=signature,
            signature=signature,
            is_ruled=False,
            is_reasoned=bool(thoughts),
        )
    signature = _find_signature(text, ruling, end)
    is_agreed = _SETTLED.search(text, max(start, ruling - _LEAD_REACH), ruling) is not None
    law = ruling if is_agreed else _find_law(text, start, ruling)
    before = [thought for thought in thoughts if thought <= law]
    reasoning = _choose_thought(text, before, law) if before else _find_judging(text, start, law)
    return Frame(
        reasoning=reasoning,
        law=max(law, reasoning),
        ruling=ruling,
        signature=signature,
        is_ruled=True,
        is_reasoned=bool(before) or reasoning < law,
    )


def _find_thoughts(text: str, start: int, end: int) -> list[int]:
    """Return where each 本院认为 begins that opens a sentence."""
    found: list[int] = []
    hits = 0
    at = text.find("认为", start, end)
    while at >= 0:
        match = _COURT_BEFORE.search(text, max(start, at - 24), at)
        if match is not None and (
            match["middle"] is None or _THOUGHT_MIDDLE.match(match["middle"])
        ):
            opening = sentence_start(text, match.start(), max(start, match.start() - _LEAD_REACH))
            opening = skip_blank(text, opening, at)
            if _LEAD.fullmatch(text, opening, match.start()):
                found.append(opening)
        hits += 1
        at = text.find("认为", at + 2, end) if hits < MAX_HITS else -1
    return found


def _find_judging(text: str, start: int, law: int) -> int:
    """Return where reasoning begins that says what the accused is guilty of without 本院认为."""
    for match in _JUDGING.finditer(text, max(start, law - _NEAR_LAW), law):
        if match.start() == start or text[match.start() - 1].isspace():
            return match.start()
    return law


def _choose_thought(text: str, thoughts: list[int], law: int) -> int:
    """Choose among several 本院认为 the one that opens the reasoning.

    A court also thinks about single pieces of evidence and about single points of the defence.
    The thought that opens the reasoning opens a paragraph, speaks of the accused or of the
    judgment below as a whole, and no facts are found behind it.
    """
    own = [thought for thought in thoughts if not text.startswith("原审", thought)]
    thoughts = own or thoughts
    if len(thoughts) == 1:
        return thoughts[0]
    for thought in thoughts:
        if _is_told_again(text, thought, law):
            return thought
    last_fact = _last_finding(text, thoughts[0], law)
    best = max(range(len(thoughts)), key=lambda n: (_weigh(text, thoughts[n], last_fact), -n))
    return thoughts[best]


def _is_told_again(text: str, thought: int, law: int) -> bool:
    """Tell whether what stands before a thought stands again behind it, word for word.

    Findings that were told are no findings when they are repeated: they belong to the argument.
    """
    end = thought
    while end and text[end - 1].isspace():
        end -= 1
    last_words = text[max(0, end - _TOLD) : end]
    return len(last_words) == _TOLD and text.find(last_words, thought, law) >= 0


def _weigh(text: str, thought: int, last_fact: int) -> int:
    weight = 0
    if thought == 0 or text[thought - 1].isspace():
        weight += 3
    opening = text[thought : thought + 300]
    if _ON_THE_WHOLE.match(opening):
        weight += 2
    if _ON_EVIDENCE.match(opening):
        weight -= 3
    if not opening.startswith("原审") and "本院" not in opening[:12] and "合议庭" in opening[:8]:
        weight -= 1
    if "再审认为" in opening[:12]:
        weight += 3
    if _SUMS_UP.match(opening):
        weight -= 2
    if last_fact > thought:
        weight -= 3
    return weight


def _last_finding(text: str, start: int, end: int) -> int:
    """Return where the last sentence opens that begins with what was found, or -1."""
    last = -1
    for word in _FACT_WORDS:
        at = text.rfind(word, start, end)
        while at > last:
            opening = sentence_start(text, at, max(start, at - 15))
            if at - opening <= 14 and (opening == 0 or text[opening - 1].isspace()):
                last = opening
                break
            at = text.rfind(word, start, at)
    return last


def _find_ruling(text: str, start: int, end: int, thoughts: list[int]) -> int | None:
    """Return the offset behind the last 判决如下： of the court itself."""
    strong, weak = _announcements(text, start, end)
    last_thought = thoughts[-1] if thoughts else start
    for place in reversed(strong[-MAX_HITS:]):
        if place != strong[0] and _is_later_item(text, start, place):
            continue
        is_behind = bool(thoughts) and place > last_thought
        if is_behind or _LAW.search(text, max(start, place - 1200), place):
            return _behind_marks(text, place, end)
    for place in reversed((strong + weak)[-MAX_HITS:]):
        if place > last_thought and _LAW.search(text, max(start, place - 600), place):
            return _behind_marks(text, place, end)
    bare = None
    if thoughts:
        for match in _BARE.finditer(text, last_thought, end):
            bare = _behind_marks(text, match.end(), end)
    return bare if bare is not None else _find_settlement(text, start, end)


def _find_settlement(text: str, start: int, end: int) -> int | None:
    """Return the offset behind 自愿达成如下协议：, with which a 调解书 opens what is agreed."""
    place = None
    for match in _SETTLED.finditer(text, start, end):
        place = _behind_marks(text, match.end(), end)
    return place


def _announcements(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Return the offsets behind each 判决如下, and behind each 处理意见如下 and the like."""
    strong: list[int] = []
    weak: list[int] = []
    at = text.find("如下", start, end)
    while at >= 0:
        low = max(start, at - 14)
        if _STRONG.search(text, low, at):
            strong.append(at + 2)
        elif _WEAK.search(text, low, at):
            weak.append(at + 2)
        at = text.find("如下", at + 2, end)
    return strong, weak


def _is_later_item(text: str, start: int, place: int) -> bool:
    opening = sentence_start(text, place, max(start, place - 400))
    return _LATER_ITEM.match(text, opening, place) is not None


def _behind_marks(text: str, place: int, end: int) -> int:
    while place < end and (text[place] in _MARKS or text[place].isspace()):
        place += 1
    return place


def _find_law(text: str, start: int, ruling: int) -> int:
    """Return where the words begin that name the legal basis of a ruling."""
    low = max(start, ruling - _LOOK_BACK)
    stop = text.rfind("如下", low, ruling)
    stop = ruling if stop < 0 else stop
    opening = _last_stop(text, low, stop)
    # A full stop inside a quoted provision ends no sentence of the court.
    while opening > low and text[opening - 1] == "”":
        opening = _last_stop(text, low, max(low, text.rfind("“", low, opening)))
    sentence = _LAW.search(text, opening, stop)
    if sentence is None and opening > low:
        stop = opening
        opening = _last_stop(text, low, opening - 1)
    for match in _LAW.finditer(text, opening, stop):
        if _LAW_BEHIND.match(text, match.end(), stop):
            lead = _CONNECTIVE.match(text, opening, match.start())
            is_lead = lead is not None and lead.end() == match.start()
            return opening if is_lead else match.start()
    return opening


def _last_stop(text: str, low: int, high: int) -> int:
    place = max(text.rfind("。", low, high), text.rfind("\n", low, high))
    if place < 0:
        return low
    place += 1
    while place < high and text[place] in " \u3000\n”’）":
        place += 1
    return place


def _find_signature(text: str, start: int, end: int) -> int:
    """Return where the signature block begins; the end of the text when there is none."""
    for pattern in (_SIGNER, _SIGNED_DATE):
        for match in pattern.finditer(text, start, end):
            if opens_sentence(text, match.start(), start):
                blank = _BLANK_PAGE.search(text, max(start, match.start() - 30), match.start())
                # The portal counts such a line to what stands before it; run into the signature,
                # it opens it (both as labelled, in 1 and 123 judgments).
                is_line = blank is not None and text[blank.start() - 1] == "\n"
                return blank.start() if blank and not is_line else match.start()
    return end
