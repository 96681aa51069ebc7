"""Which sentences of the reasoning take a position?

A sentence that affirms or denies something by a predicate of the table, or answers what was asked.
That facts are clear, what counsel argued and what a law says in general are no positions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpus.positions.abouts import normal_about
from corpus.positions.answers import read_answer
from corpus.positions.claims import read_claimed
from corpus.positions.conclusions import read_conclusions
from corpus.positions.denial import is_asked
from corpus.positions.figures import read_figures
from corpus.positions.model import Answer, Conclusion, FigureKind
from corpus.positions.sides import Sides
from corpus.spans import Extracted, Span

_SENTENCE: Final = re.compile(r"[^。！？\n]+[。！？]?[”’」』）)]*")
_LEAST: Final = 6
_LONGEST_PLAIN: Final = 120
# Whose rate it is: that of the contract, of a party, of a law that is quoted.
_AGREED: Final = re.compile(
    r"约定|载明|写明|请求|诉请|提出|主张|要求|辩称|诉称|(?<!本院)认为|《|是否|如何|何种"
)
_RATES: Final = frozenset(
    {
        FigureKind.ANNUAL_RATE,
        FigureKind.MARKET_MULTIPLE,
        FigureKind.DAILY_RATE,
        FigureKind.SHARE,
    }
)
_CLOSING: Final = "。！？”’」』）)"
# 综合全案的事实、情节，|依照…判决如下 goes on in the next part and says nothing by itself.
_OPEN: Final = "，,、"
# What tells an event, quotes a law or somebody's words, lists evidence or only opens a question.
_TOLD: Final = re.compile(
    r"[0-9０-９]{4}年[0-9０-９]|《|(?<!本院)认为|辩称|诉称|诉请|提出|主张|辩护|证言|供述|陈述|书证|证据[一二三四五六七八九十0-9]|"
    r"当日|次日|当天|随后|[^，]{2,6}[日时]许|伙同|到案|归案|签订|约定[为：“]|载明|受伤|住院|“[^”]{9}|证实|质证|当庭|庭审|"
    r"事实清楚|程序合法|焦点|问题[。：]?$|如下|[？?]|罪行极其严重|[：:]$|^第"
)
_LAW: Final = re.compile(
    r"第[一二三四五六七八九十百千零〇0-9]+条[^，。]{0,14}规定[，：:“]|规定[：:，]?“"
)
_OWN: Final = re.compile(
    r"本案|本院|案涉|涉案|被告|原告|上诉人|公诉机关|辩护人|综上|因此|据此|应认定|该(?!条|款|法|解释|规定)|其行为|双方"
)
# 劳动者主张加班费的，应当举证。 is a norm in two clauses that speaks of nobody in the case.
_NORM: Final = re.compile(
    r"(?:本院认为[，,：:])?[^，；。：]{2,40}(?<!目)的[，,]"
    r"[^，；。]{0,40}(?:应当?|可以|须|不得|有权|无权)[^，；。]+[。；]?"
)
_STATES: Final = re.compile(
    r"(?:争议|争执|诉争|审理)的?焦点[^，。；]{0,12}(?:为|是|在于|系|有)[：:，]?"
)
# What every judgment says of evidence and procedure decides nothing.
_WEAK: Final = re.compile(r"事实|证据|来源|程序|形式|真实性|清楚|^$")
_WEAK_PREDICATES: Final = frozenset({"充分", "合法", "证明", "认定", "采信"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the reasoning.

    Attributes:
        span: The sentence.
        conclusions: What it affirms and denies.
        answer: How it answers what was asked.
    """

    span: Span
    conclusions: tuple[Conclusion, ...]
    answer: Extracted[Answer] | None

    @property
    def holds(self) -> bool:
        """Whether it takes a position."""
        return self.answer is not None or any(not _is_weak(said) for said in self.conclusions)


def cut_sentences(text: str, part: Span) -> tuple[Span, ...]:
    """Cut a part of a judgment into sentences, without white space around them.

    Cost: linear in its length.
    """
    spans = []
    for match in _SENTENCE.finditer(text, part.start, part.end):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        end = match.end() - (len(words) - len(words.rstrip()))
        if end - start >= _LEAST:
            spans.append(Span(start, end))
    return tuple(spans)


def read_sentences(text: str, spans: Sequence[Span], sides: Sides) -> tuple[Sentence, ...]:
    """Read what each sentence affirms and denies.

    Cost: linear in their length.
    """
    return tuple(_sentence(text, span, sides) for span in spans)


def _sentence(text: str, span: Span, sides: Sides) -> Sentence:
    law = _LAW.search(text, span.start, span.end)
    if law is not None and not _OWN.search(text, law.end(), span.end):
        return Sentence(span=span, conclusions=(), answer=None)
    if _is_norm(text, span, sides) or _states_issue(text, span):
        return Sentence(span=span, conclusions=(), answer=None)
    answer = read_answer(text, span)
    conclusions = read_conclusions(text, span, sides) + read_claimed(text, span, sides, answer)
    if answer is None and all(_is_weak(said) for said in conclusions):
        conclusions += _asserted(text, span, sides) or _measured(text, span, sides)
    return Sentence(span=span, conclusions=conclusions, answer=answer)


def _is_norm(text: str, span: Span, sides: Sides) -> bool:
    """Tell whether a sentence says what holds of everybody, and nothing of the case."""
    if _NORM.fullmatch(text, span.start, span.end) is None:
        return False
    opened = text.find("本院认为", span.start, span.end)
    start = span.start if opened < 0 else opened + len("本院认为")
    words = text[start : span.end]
    return _OWN.search(words) is None and not any(name in words for name in sides.names)


def _states_issue(text: str, span: Span) -> bool:
    """Tell whether a sentence only says what is in dispute: it asks, and answers nothing."""
    opened = _STATES.search(text, span.start, span.end)
    return opened is not None and is_asked(text, opened.end(), span.end)


def _asserted(text: str, span: Span, sides: Sides) -> tuple[Conclusion, ...]:
    """Return what a plain sentence of the court asserts at its end, where it tells no event."""
    if len(span) > _LONGEST_PLAIN or text[span.end - 1] in _OPEN:
        return ()
    if _TOLD.search(text, span.start, span.end) is not None:
        return ()
    last = _last_clause(text, span)
    if is_asked(text, last.start, last.end):
        return ()
    about = normal_about(last.of(text), sides.names)
    if len(about) < _LEAST:
        about = normal_about(text[span.start : last.end], sides.names)
    if len(about) < _LEAST:
        return ()
    return (Conclusion(predicate="是", about=about, is_affirmed=True, span=last),)


def _measured(text: str, span: Span, sides: Sides) -> tuple[Conclusion, ...]:
    """Return at which rate or share a sentence without a verb reckons: 此后为LPR四倍."""
    if _AGREED.search(text, span.start, span.end) is not None:
        return ()
    rates = [each for each in read_figures(text, span) if each.kind in _RATES]
    if not rates:
        return ()
    clause = _last_clause(text, Span(span.start, rates[-1].span.end))
    about = normal_about(clause.of(text), sides.names)
    return (Conclusion(predicate="计算", about=about, is_affirmed=True, span=clause),)


def _last_clause(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1] in _CLOSING:
        end -= 1
    start = max(text.rfind(mark, span.start, end) for mark in "，；：,;") + 1
    return Span(max(start, span.start), end)


def _is_weak(said: Conclusion) -> bool:
    return said.predicate in _WEAK_PREDICATES and (
        said.is_affirmed and _WEAK.search(said.about) is not None
    )
