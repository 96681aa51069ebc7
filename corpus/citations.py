"""Which provisions does a text cite?

A citation is a title and a chain of numbers: 《刑法》第六十七条第一款、第三款.
The reader goes from number to number; between two numbers of one chain nothing but separators
stands, so the cost is linear.

Source of the forms: 法释〔2009〕14号.
"""

import re
from collections.abc import Mapping
from typing import Final

from corpus.errors import NumeralError
from corpus.law.titles import (
    canonical_title,
    clean_title,
    known_title,
    names_before,
    title_key,
)
from corpus.numerals import read_number
from corpus.provision import Provision
from corpus.spans import Extracted, Span

_NUM: Final = "[0-9０-９〇○零一二三四五六七八九十百千两]"
_SEP: Final = r"\s{0,2}(?:[、，,；;和及与]|以及|或者?|至第?|到|[-—－~～])\s{0,2}"
_ISSUERS: Final = r"(?:(?:最高人民法院|最高人民检察院|公安部|司法部|国务院)[、，和]?){1,4}"
# 《…《…》…》 and 《…〈…〉…》; an unclosed mark costs at most the bounded look ahead.
_TITLE: Final = (
    rf"(?P<title>(?:{_ISSUERS})?"
    r"《(?P<name>[^《》]{1,90}(?:《[^《》]{1,60}》[^《》]{0,60}){0,2})》)"
)
# The unit stands at the end of a list: 第（一）、（三）项, 第五十二、五十三条. A list that
# begins without 第 goes on without it: 二、第三条 is the second point and then article 3.
_BARE: Final = rf"[（(]?{_NUM}{{1,9}}+[）)]?"
_NUMBERS: Final = (
    rf"(?P<numbers>第\s?{_BARE}(?:{_SEP}(?:第\s?)?{_BARE}){{0,12}}?|{_BARE}(?:{_SEP}{_BARE}){{0,12}}?)"
    r"\s?(?:(?P<unit>[条款项])|(?=[之的]规定))(?:第?之(?P<suffix>[一二三四五六七八九十]{1,2})(?![年月日个款项条]))?"
)
_TOKEN: Final = re.compile(rf"{_TITLE}|{_NUMBERS}")
_RANGE: Final = "至到—－~～-"
_RANGE_SIGNS: Final = frozenset(_RANGE)
_SINGLE: Final = re.compile(
    rf"(?P<joint>[{_RANGE}])?(?:第\s?)?[（(]?(?P<number>{_NUM}{{1,9}}+)[）)]?"
)
# What may stand between two members of one chain.
_CHAIN: Final = re.compile(r"[\s、，,；;：:和及与并或者的之中规定以同时至到—－~～-]*+")
# （法释〔2000〕8号）, （以下简称《解释》）, （2015年修正） between title and article.
# Some courts name the matter behind the article: 第六十七条坦白、第四十二条［拘役的期限］.
_HEADING: Final = re.compile(
    r"(?:[［【\[（(][^［］【】\[\]（）()]{1,24}[］】\]）)]|[\u4e00-\u9fff]{1,14}+(?=[、，,]))"
)
# 关于适用〈…〉的解释 whose inner title got lost names no law that could be told.
_HOLE: Final = re.compile(r"关于(?:适用|执行|审理|办理|贯彻执行)(?:的|若干)")
_NOTE: Final = re.compile(r"[\s“”]{0,2}(?:[（(〔\[][^（）()]{1,60}[）)〕\]]){1,2}")
_SAME_LAW: Final = re.compile(
    r"(?:该|同|本|上述|前述)(?:法|法律|条例|规定|解释|司法解释|办法|规则)$"
)
_LAW_WORDS: Final = (
    "法",
    "法典",
    "条例",
    "规定",
    "解释",
    "办法",
    "规则",
    "细则",
    "决定",
    "意见",
    "批复",
    "通知",
    "修正案",
    "答复",
    "纪要",
    "解答",
    "标准",
    "规程",
    "试行）",
    "章程",
    "编",
    "一）",
    "二）",
    "三）",
    "四）",
    "五）",
    "公约",
)
_ABBREVIATION: Final = re.compile(
    r"《(?P<title>[^《》]{2,90}(?:《[^《》]{1,60}》[^《》]{0,60}){0,2})》\s?[（(][^（）()《》]{0,20}?"
    r"(?:简称|下称|统称|称)[为：:“”\"']{0,3}《?(?P<short>[^《》（）()“”\"']{2,20})"
)
_RULING: Final = re.compile(
    r"(?:判决|裁定|决定|判处|处理|调解|赔偿决定|命令)(?:结果)?如下|如下(?:判决|裁定|决定|协议)"
)
_ARTICLE: Final = re.compile(rf"第\s?{_NUM}{{1,9}}+(?:条|[之的]规定)")
_BASIS: Final = re.compile(r"依照|依据|根据|按照|适用|遵照|综上|据此")


def find_provisions(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    abbreviations: Mapping[str, str] | None = None,
) -> tuple[Extracted[Provision], ...]:
    """Find the provisions that a text cites, in order, each citation with its words.

    Articles behind a title belong to it until another title or the end of the chain; 该法 and
    known bare names (刑法第…) are understood. Articles of contracts and of unknown origin are
    left out. Lists and ranges are expanded.

    Args:
        text: The text that the spans count in.
        start: Where to begin.
        end: Where to stop; None for the end of the text.
        abbreviations: Short names that the judgment defines, from :func:`read_abbreviations`.

    Example:
        >>> text = "依照《中华人民共和国刑法》第二百六十四条、第六十七条第一款、第三款之规定"
        >>> [str(found.value) for found in find_provisions(text)]
        ['《中华人民共和国刑法》第264条', '《中华人民共和国刑法》第67条第1款',
         '《中华人民共和国刑法》第67条第3款']

    Cost: linear in the characters looked at.
    """
    stop = len(text) if end is None else end
    chain = _Chain(text, abbreviations or {})
    for token in _TOKEN.finditer(text, start, stop):
        if token["title"] is not None:
            chain.name(token)
        else:
            chain.number(token, start)
    return tuple(chain.found)


class _Chain:
    """Where the reader stands in a chain of numbers."""

    def __init__(self, text: str, abbreviations: Mapping[str, str]) -> None:
        self._text = text
        self._abbreviations = abbreviations
        self._law: str | None = None
        self._last_law: str | None = None
        self._end = -1
        self._place: tuple[int, int, int | None] | None = None
        self._last: tuple[str, int] | None = None
        self.found: list[Extracted[Provision]] = []

    def name(self, token: re.Match[str]) -> None:
        """Take a title; its articles follow. One inside the note on a title is part of that."""
        if token.start() < self._end:
            return
        self._law = self._law_of(token["title"], token["name"])
        self._last_law = self._law or self._last_law
        self._place = self._last = None
        self._end = token.end()
        if note := _NOTE.match(self._text, self._end):
            self._end = note.end()

    def number(self, token: re.Match[str], start: int) -> None:
        """Take a list of numbers with its unit."""
        numbers = self._numbers(token)
        is_chained = self._follows(token.start())
        unit = token["unit"]
        if unit is None and is_chained and self._place is None:
            unit = "条"  # 《行政诉讼法》第六十九之规定
        if not numbers or unit is None:
            return
        if unit == "条" and not is_chained and self._follows_heading(token.start()):
            is_chained = True
        if unit == "条" and not is_chained and not self._finds_bare_law(token, start):
            self._law = self._place = None
        if self._law is not None and (unit == "条" or (is_chained and self._place is not None)):
            for place, number in enumerate(numbers):
                if unit == "条":
                    is_last = place == len(numbers) - 1
                    suffix = read_number(token["suffix"]) if token["suffix"] and is_last else 0
                    self._place = (number, suffix, None)
                self._add(token, unit, number, may_refine=place == 0)
            self._last = (unit, numbers[-1])
        if self._law is not None or unit == "条":
            self._end = token.end()

    def _add(self, token: re.Match[str], unit: str, number: int, *, may_refine: bool) -> None:
        """Record a citation; a finer unit makes the one before it more exact."""
        if self._law is None or self._place is None:
            return
        article, suffix, paragraph = self._place
        if unit == "款":
            paragraph = number
            self._place = (article, suffix, paragraph)
        provision = Provision(
            law=self._law,
            article=article,
            article_suffix=suffix,
            paragraph=paragraph,
            item=number if unit == "项" else None,
        )
        begin = token.start()
        if may_refine and unit != "条" and self.found[-1].span.end == self._end:
            last = self.found[-1].value
            if last.item is None and (unit == "项" or last.paragraph is None):
                begin = self.found.pop().span.start
        self.found.append(Extracted(provision, Span(begin, token.end()), "citation"))

    def _follows(self, position: int) -> bool:
        """Tell whether only separators stand between the last member and ``position``."""
        if self._end < 0 or not 0 <= position - self._end <= 12:
            return False
        gap = _CHAIN.match(self._text, self._end, position)
        return gap is not None and gap.end() == position

    def _follows_heading(self, position: int) -> bool:
        """Tell whether only the heading of the article before stands in between."""
        if self._law is None or self._place is None or position - self._end > 32:
            return False
        heading = _HEADING.match(self._text, self._end, position)
        if heading is None:
            return False
        gap = _CHAIN.match(self._text, heading.end(), position)
        return gap is not None and gap.end() == position

    def _finds_bare_law(self, token: re.Match[str], start: int) -> bool:
        """Find a law named without marks, or referred to, just before a number."""
        position = token.start()
        if not token["numbers"].startswith("第"):
            return False
        before = self._text[max(start, position - 70) : position]
        law = None
        for begin in names_before(before, len(before)):
            law = canonical_title(before[begin:])
            break
        if (issuer := before.rfind("最高人民法院")) >= 0:
            law = known_title(before[issuer:]) or law
        for short, title in self._abbreviations.items():
            if before.endswith(short):
                law = title
        if law is None and _SAME_LAW.search(before):
            law = self._last_law
        if law is None:
            return False
        self._law = self._last_law = law
        return True

    def _law_of(self, marked: str, name: str) -> str | None:
        """Return the canonical title of what stands in marks, or None if it is no law."""
        if _HOLE.search(title_key(name)):
            return None
        if (defined := self._abbreviations.get(name)) is not None:
            return defined
        title = clean_title(name)
        issuer = marked[: marked.index("《")]
        if issuer and not title.startswith(issuer[:3]):
            title = clean_title(issuer.rstrip("、，和") + name)
        known = known_title(title) or known_title(name)
        if known:
            return known
        return title if title.endswith(_LAW_WORDS) else None

    def _is_range(self, token: re.Match[str]) -> bool:
        """Tell whether the list goes on a range: 第五十二条至第五十四条."""
        return (
            self._last is not None
            and self._last[0] == token["unit"]
            and self._text[self._end : token.start()].strip() in _RANGE_SIGNS
        )

    def _numbers(self, token: re.Match[str]) -> list[int]:
        """Expand a list of numbers with ranges; damaged numbers are left out."""
        numbers: list[int] = []
        before = self._last[1] if self._is_range(token) and self._last else None
        for single in _SINGLE.finditer(token["numbers"]):
            try:
                number = read_number(single["number"])
            except NumeralError:
                continue
            if single["joint"] and numbers:
                before = numbers[-1]
            # A range of more than thirty articles is a misreading, not a citation.
            if before is not None and 0 < number - before <= 30:
                numbers += range(before + 1, number)
            numbers.append(number)
            before = None
        return numbers


def read_abbreviations(text: str) -> dict[str, str]:
    """Return the short names of laws that a text defines (以下简称), with what they stand for.

    Example:
        >>> read_abbreviations("《中华人民共和国刑法》（以下简称《刑法》）")
        {'刑法': '中华人民共和国刑法'}
    """
    if "称" not in text:
        return {}
    return {
        match["short"]: canonical_title(match["title"])
        for match in _ABBREVIATION.finditer(text)
        if clean_title(match["title"]).endswith(_LAW_WORDS)
    }


def find_legal_basis(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Find the words that name the legal basis of the ruling, 依照…判决如下.

    The last such clause counts: earlier ones belong to judgments that the text quotes. Where the
    clause names no provision, the sentences of the reasoning that do, each with 依照 or the like,
    are the basis.

    Example:
        >>> text = "应予支持。依照《中华人民共和国民法典》第五百七十七条之规定，判决如下：一、驳回"
        >>> [span.of(text) for span in find_legal_basis(text)]
        ['依照《中华人民共和国民法典》第五百七十七条之规定，']
    """
    stop = len(text) if end is None else end
    ruling = None
    for ruling in _RULING.finditer(text, start, stop):  # noqa: B007 - the last one is wanted
        pass
    if ruling is None:
        return ()
    begin = max(start, text.rfind("。", start, ruling.start()) + 1)
    clause = _from_cue(text, begin, ruling.start())
    if _ARTICLE.search(text, clause.start, clause.end):
        return (clause,)
    reasoning = max(start, text.rfind("本院认为", start, begin))
    sentences: list[Span] = []
    while reasoning < begin:
        full_stop = text.find("。", reasoning, begin)
        sentence_end = begin if full_stop < 0 else full_stop + 1
        sentence = _from_cue(text, reasoning, sentence_end)
        if sentence.start > reasoning and _ARTICLE.search(text, sentence.start, sentence.end):
            sentences.append(sentence)
        reasoning = sentence_end
    return tuple(sentences)


def _from_cue(text: str, start: int, end: int) -> Span:
    """Return the range from the word that opens a basis, or all of it where none stands."""
    cue = _BASIS.search(text, start, end)
    return Span(cue.start() if cue else start, end)
