"""Who says what between procedure and reasoning: claims, defences, court below, facts, evidence?"""

import re
from typing import Final

from corpus.judgment import SectionKind
from corpus.sections.frame import MAX_HITS
from corpus.sections.sentences import sentence_start

_COURT_BELOW: Final = re.compile(r"(?:原审|一审|原判|原一审|二审法院|原二审|初审)")
_OWN: Final = re.compile(
    r"(?:本院|再审|二审(?!法院)|重审|经(?:法庭|当庭|庭审|公?开?开庭)?审[理查]|另查|经查)"
)
_PARTY: Final = re.compile(
    r"(?:原告|申请人|申请执行人|上诉人|公诉机关|检察院|自诉人|抗诉机关|起诉人|申请再审人|反诉原告|当事人)"
)
_ANSWERER: Final = re.compile(
    r"其?(?:被告|被上诉人|被申请人|辩护人|第三人|被执行人|被害人|原审被告)"
)


_TO_COURT_BELOW: Final = re.compile(r"向(?:一审|原审)法院")
_HANDS_IN: Final = re.compile(r"[^。；：:]{0,40}?(?:提交|提供|举示|出示|举证|证据交换)")
_PLEADER: Final = re.compile(
    r"(?:其|被告人[^，。：]{0,12}的)?(?:辩护人|被告人|被告)[^，。：]{0,16}?(?:认为)?"
)
_ADMITS: Final = re.compile(
    r"(?:[^，。]{0,6}?庭审?[^，。]{0,8}?，)?被告人[^，。：:]{1,30}?"
    r"(?:认罪认罚|(?:不持|无|没有)异议|供认|认罪)(?![^。]{0,60}(?:建议(?:对|判|法庭|适用|本院)|应当|可以|依法))"
)


def _claims(text: str, opening: int, at: int) -> SectionKind | None:
    words = text[opening:at]
    if "查明" in words or (_COURT_BELOW.search(words) and not _PARTY.search(words)):
        return None
    is_answer = _ANSWERER.match(words) or _ADMITS.match(text, opening)
    return SectionKind.DEFENCES if is_answer else SectionKind.CLAIMS


def _requests(text: str, opening: int, at: int) -> SectionKind | None:
    """原告向本院提出诉讼请求 opens claims; 原告围绕诉讼请求提交了证据 opens evidence."""
    if "围绕" in text[opening:at]:
        return SectionKind.EVIDENCE if _HANDS_IN.match(text, at) else None
    if _TO_COURT_BELOW.search(text, opening, at):
        return SectionKind.LOWER_COURT
    is_said = text.startswith("提出", at - 2) or text.startswith(("：", ":"), at + 4)
    is_short = at - opening <= 16 and text[at - 1] != "的"
    return _claims(text, opening, at) if is_said or is_short else None


def _handed_in(text: str, opening: int, at: int) -> SectionKind | None:
    """原告为证明其主张，提交了下列证据 opens evidence."""
    words = text[opening:at]
    is_party = words.startswith(("原告", "被告", "双方", "当事人", "上诉人", "被上诉人", "第三人"))
    is_for_proof = "证明" in words or "支持" in words or "提交" in words or "提供" in words
    return SectionKind.EVIDENCE if is_party and is_for_proof else None


def _weighed(text: str, opening: int, at: int) -> SectionKind | None:
    """本院依法审查了原告提交的借条 weighs evidence."""
    is_court = text.startswith(("本院", "经审查"), opening)
    return SectionKind.EVIDENCE if is_court and text.find("证据", at, at + 120) >= 0 else None


def _pleads(text: str, opening: int, at: int) -> SectionKind | None:
    """辩护人提出 and 被告人甲提出， open answers; 被告人甲提出去盗窃 tells facts."""
    if not _PLEADER.fullmatch(text, opening, at):
        return None
    is_defender = "辩护人" in text[opening:at] or text.startswith(("，", "：", "如下"), at + 2)
    return SectionKind.DEFENCES if is_defender else None


def _admits(text: str, opening: int, at: int) -> SectionKind | None:
    is_answer = _ADMITS.match(text, opening) and at > opening
    return SectionKind.DEFENCES if is_answer else None


def _sued(text: str, opening: int, at: int) -> SectionKind | None:
    """向一审法院起诉请求 tells what was claimed below, 起诉请求 what is claimed here."""
    is_below = _COURT_BELOW.search(text, opening, at) is not None
    return SectionKind.LOWER_COURT if is_below else SectionKind.CLAIMS


def _appeals(text: str, opening: int, at: int) -> SectionKind | None:
    is_said = text.startswith(("请求", "称", "提出", "理由"), at + 2)
    return _claims(text, opening, at) if is_said and at - opening <= 20 else None


def _answers(text: str, opening: int, at: int) -> SectionKind | None:
    is_answer = text.startswith(("辩称", "辩护意见"), at) or text[at - 1 : at] == "答"
    return SectionKind.DEFENCES if is_answer and at > opening else None


def _adds(_text: str, opening: int, at: int) -> SectionKind | None:
    return SectionKind.DEFENCES if at > opening else None


def _found(text: str, opening: int, at: int) -> SectionKind | None:
    words = text[opening:at]
    if words.endswith(("未", "不", "待", "已", "公安机关", "可")):
        return None
    if _COURT_BELOW.match(words) and not words.startswith(("原审被告", "原审原告")):
        return SectionKind.LOWER_COURT
    if _OWN.search(words) or words in {"", "经", "现", "经过"}:
        return SectionKind.FACTS
    return None


def _checked(text: str, opening: int, at: int) -> SectionKind | None:
    """经审查，被执行人… tells facts; 经审查，本院认为 and 经审查终结 do not."""
    behind = text[at + 3 : at + 9].lstrip("，,：:")
    if at == opening and behind.startswith(
        ("上述证据", "以上证据", "上述各", "该证据", "原告提交")
    ):
        return SectionKind.EVIDENCE
    is_other = behind.startswith(("本院", "认", "终", "查明", "后", "符合", "合议庭", "决定"))
    return None if is_other or at > opening else SectionKind.FACTS


def _established(text: str, opening: int, at: int) -> SectionKind | None:
    """认定 opens what this court found, or what the court below did."""
    is_opening = text.startswith(
        ("事实如下", "以下事实", "如下事实", "本案事实", "下列事实"), at + 2
    )
    if is_opening or text[at - 2 : at] in {"审理", "审查"}:
        return _found(text, opening, at)
    return _below(text, opening, at)


def _below(text: str, opening: int, at: int) -> SectionKind | None:
    words = text[opening:at]
    is_below = len(words) <= 30 and _COURT_BELOW.match(words) and "人" not in words[:5]
    return SectionKind.LOWER_COURT if is_below else None


def _referred(text: str, _opening: int, at: int) -> SectionKind | None:
    return SectionKind.EVIDENCE if text.startswith(("事实", "证据"), at + 2) else None


def _issues(_text: str, opening: int, at: int) -> SectionKind | None:
    return SectionKind.ISSUES if at >= opening else None


# Word, how far behind the beginning of its sentence it may stand, and what it then opens.
_CUES: Final = (
    ("诉称", 20, _claims),
    ("诉请", 12, _claims),
    ("诉讼请求", 60, _requests),
    ("起诉请求", 40, _sued),
    ("指控", 40, _claims),
    ("上诉", 30, _appeals),
    ("再审称", 30, _claims),
    ("辩", 40, _answers),
    ("述称", 30, _adds),
    ("查明", 40, _found),
    ("提交的", 20, _weighed),
    ("经审查", 4, _checked),
    ("认定", 30, _established),
    ("认为", 30, _below),
    ("上述", 14, _referred),
    ("以上", 14, _referred),
    ("争议焦点", 40, _issues),
    ("争议的焦点", 40, _issues),
    ("证据：", 40, _handed_in),
    ("了：", 30, _handed_in),
    ("提出", 40, _pleads),
    ("认罪", 40, _admits),
    ("异议", 60, _admits),
    ("供认", 40, _admits),
)
FOUND_RULES: Final = frozenset({"body:查明", "body:认定"})
"""Rules of cuts that open what a court found; nothing of the procedure comes behind them."""


def cut_body(text: str, start: int, end: int) -> list[tuple[int, SectionKind, str]]:
    """Return where parts of the body begin, in order, with kind and cue.

    Neighbours may be of one kind.

    Cost: linear; one search for each of the cue words.
    """
    found: dict[int, tuple[SectionKind, str]] = {}
    for word, reach, decide in _CUES:
        at = text.find(word, start, end)
        hits = 0
        while at >= 0 and hits < MAX_HITS:
            hits += 1
            low = max(start, at - reach - 1)
            opening = sentence_start(text, at, low)
            if opening > low or opening == start:
                kind = decide(text, opening, at)
                if kind is not None:
                    found.setdefault(opening, (kind, word))
            at = text.find(word, at + len(word), end)
    return [(place, found[place][0], f"body:{found[place][1]}") for place in sorted(found)]
