"""Which questions does a court put to itself, and where in its reasoning does it answer each?

Stated issues are matched to the passages that answer them, by their number or by their words.
What a party claims or argues opens a question too, up to the sentence that answers it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.positions.answers import answers_something
from corpus.positions.model import IssueSource
from corpus.positions.stated import find_stated
from corpus.spans import Extracted, Span

_NUMBERED: Final = (
    r"\s*(?:[（(]?(?:[一二三四五六七八九十]{1,2}|[0-9０-９]{1,2})[）)]?[、.．，）)]|第[一二三四五六七八九十][，、]|"
    r"首先|其次|再次|最后|另外|此外|另)?[，、]?\s*(?:本院认为，)?"
)
_OPENS: Final = re.compile(
    rf"{_NUMBERED}(?:(?:关于|对于|针对|至于|就)(?P<topic>[^。？?\n：:，,\s]{{2,120}})|"
    r"(?P<heading>[^。，,；\n]{4,60}(?:的问题|[？?])))"
)
_CLOSES: Final = re.compile(r"\s*(?:综上|据此|综合以上|综合上述|依照《|依据《|根据上述)")
_ORDINAL: Final = re.compile(
    r"第(?P<n>[一二三四五六七八九十1-9])(?:个|项)?(?:争议)?焦点|焦点(?:问题)?(?P<m>[一二三四五六七八九十1-9])"
)
_ORDINALS: Final = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {
    str(n): n for n in range(1, 10)
}
_PARTY: Final = (
    r"(?:公诉机关|检察机关|检察院|辩护人|被告人|上诉人|被上诉人|原告|被告|第三人|"
    r"申请人|被申请人|双方)"
)
_SPEAKS: Final = re.compile(
    rf"{_NUMBERED}[^，。；\n]{{0,16}}?{_PARTY}[^，。；\n]{{0,24}}?"
    r"(?:提出|主张|辩称|抗辩|辩解|认为|诉称|上诉称|请求|要求|以(?=[^，。；]{2,40}为由))(?:的|称)?[，：:]?"
)
_TOPIC_NOISE: Final = re.compile(
    rf"^(?:本案)?(?:[^，。]{{0,20}}?{_PARTY}[^，。]{{0,16}}?(?:提出的?|主张的?|辩称的?|抗辩的?|辩解的?|认为|称|要求|请求|诉请)[，：:]?(?:其)?(?:关于)?)"
)
_TOPIC_END: Final = re.compile(
    r"(?:的?(?:诉讼)?(?:请求|主张|抗辩|辩解|辩护意见|意见|理由|上诉理由|辩称|答辩)|的?(?:争议)?问题|的?争议焦点)+$"
)
_CLAUSES: Final = re.compile(r"[，；]")
_REACH: Final = 6
_LEAST_OVERLAP: Final = 0.34


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and the passage that answers it.

    Attributes:
        question: The words.
        source: Whether it is stated or contested.
        passage: The reasoning on it, whole sentences.
    """

    question: Extracted[str]
    source: IssueSource
    passage: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opener:
    """A sentence that turns to a question.

    Attributes:
        place: Which sentence.
        topic: The words that name it.
        issue: Number of the stated issue that it answers, None where it answers none.
        is_argument: Whether it tells what a party claims or argues.
    """

    place: int
    topic: Extracted[str]
    issue: int | None
    is_argument: bool


def find_asked(text: str, part: Span, sentences: Sequence[Span]) -> tuple[Asked, ...]:
    """Find the questions of a part of the reasoning with the passages that answer them.

    Args:
        text: The text that the spans count in.
        part: The part of the judgment.
        sentences: Its sentences, in order.

    Returns:
        Stated issues in their order, then what the parties argue, by place. A stated issue that no
        passage answers is left out.

    Cost: linear in the length of the part, times the number of stated issues.
    """
    issues, behind = find_stated(text, part)
    rest = [sentence for sentence in sentences if sentence.start >= behind]
    openers = tuple(_openers(text, rest, issues))
    stated = tuple(_stated(text, rest, issues, openers))
    return stated + tuple(_headed(text, rest, openers)) + tuple(_argued(text, rest, openers))


def _openers(
    text: str, rest: Sequence[Span], issues: Sequence[Extracted[str]]
) -> Iterator[_Opener]:
    pairs = [_pairs(issue.value) for issue in issues]
    for place, sentence in enumerate(rest):
        match = _OPENS.match(text, sentence.start, sentence.end)
        ordinal = _ORDINAL.search(text, sentence.start, min(sentence.end, sentence.start + 40))
        if match is None and ordinal is None:
            continue
        group = "topic" if match is not None and match["topic"] else "heading"
        span = sentence if match is None else Span(*match.span(group))
        is_argument = _SPEAKS.match(text, span.start, sentence.end) is not None
        topic = _topic(text, span)
        if topic is None:
            continue
        issue = _issue_of(span.of(text), pairs, ordinal)
        yield _Opener(place=place, topic=topic, issue=issue, is_argument=is_argument)


def _issue_of(
    words: str, pairs: Sequence[frozenset[str]], ordinal: re.Match[str] | None
) -> int | None:
    """Return the stated issue that an opener turns to: by its number, else by its words."""
    if ordinal is not None:
        number = _ORDINALS[ordinal["n"] or ordinal["m"]] - 1
        return number if number < len(pairs) else None
    own = _pairs(words)
    shares = [len(own & each) / max(1, min(len(own), len(each))) for each in pairs]
    best = max(range(len(shares)), key=lambda n: (shares[n], -n), default=None)
    return best if best is not None and shares[best] >= _LEAST_OVERLAP else None


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


def _topic(text: str, span: Span) -> Extracted[str] | None:
    """Return what a question is about, without who argued it and what an argument is called."""
    words = span.of(text)
    opened = _TOPIC_NOISE.match(words)
    start = 0 if opened is None else opened.end()
    closed = _TOPIC_END.search(words, start)
    end = len(words) if closed is None else closed.start()
    bare = words[start:end].strip(" 　，,、：:。的“”")
    if len(bare) < 2:
        return None
    at = span.start + words.index(bare, start)
    return Extracted(bare, Span(at, at + len(bare)), "issue:topic")


def _stated(
    text: str,
    rest: Sequence[Span],
    issues: Sequence[Extracted[str]],
    openers: Sequence[_Opener],
) -> Iterator[Asked]:
    for number, issue in enumerate(issues):
        first = next((each.place for each in openers if each.issue == number), None)
        if first is None and len(issues) == 1 and rest:
            first = 0
        if first is None:
            continue
        others = [each.place for each in openers if each.issue not in {None, number}]
        last = min((place for place in others if place > first), default=len(rest))
        passage = _passage(text, rest, first, last)
        yield Asked(question=issue, source=IssueSource.STATED, passage=passage)


def _headed(text: str, rest: Sequence[Span], openers: Sequence[_Opener]) -> Iterator[Asked]:
    """Yield the questions that only a heading tells of (关于鉴定费的问题)."""
    ends = [*(opener.place for opener in openers[1:]), len(rest)]
    for opener, last in zip(openers, ends, strict=False):
        if opener.issue is None and not opener.is_argument:
            end = min(last, _paragraph_end(text, rest, opener.place))
            passage = _passage(text, rest, opener.place, end)
            yield Asked(question=opener.topic, source=IssueSource.STATED, passage=passage)


def _paragraph_end(text: str, rest: Sequence[Span], first: int) -> int:
    """Return the sentence before which what a heading opens ends.

    A heading alone on its line opens what follows up to the next; one inside a paragraph opens the
    paragraph, or the one sentence that already answers.
    """
    if _CLAUSES.search(text, rest[first].start, rest[first].end) is None:
        return len(rest)
    if answers_something(text, rest[first]):
        return first + 1
    for place in range(first + 1, len(rest)):
        if "\n" in text[rest[place - 1].end : rest[place].start]:
            return place
        if answers_something(text, rest[place]) or place - first > _REACH:
            return place + 1
    return len(rest)


def _argued(text: str, rest: Sequence[Span], openers: Sequence[_Opener]) -> Iterator[Asked]:
    """Yield what a party argues, where one of the next sentences answers it."""
    stops = {opener.place for opener in openers}
    topics = {opener.place: opener.topic for opener in openers if opener.is_argument}
    for place, sentence in enumerate(rest):
        topic = topics.get(place)
        if topic is None and place not in stops:
            spoken = _SPEAKS.match(text, sentence.start, sentence.end)
            topic = None if spoken is None else _spoken(text, spoken.end(), sentence.end)
        if topic is None:
            continue
        for last in range(place, min(place + _REACH, len(rest))):
            if last > place and last in stops:
                break
            if answers_something(text, rest[last]):
                passage = Span(sentence.start, rest[last].end)
                yield Asked(question=topic, source=IssueSource.CONTEST, passage=passage)
                break


def _spoken(text: str, start: int, end: int) -> Extracted[str] | None:
    """Return the first clause of what somebody argues."""
    stop = next((at for at in range(start, end) if text[at] in "，。；\n"), end)
    return _topic(text, Span(start, stop)) if stop - start >= 2 else None


def _passage(text: str, rest: Sequence[Span], first: int, last: int) -> Span:
    """Return the sentences from one to before another, up to where the court sums up."""
    end = first + 1
    while end < last and not _CLOSES.match(text, rest[end].start):
        end += 1
    # 综上 inside the passage of an issue is its conclusion; behind the last one it sums up all.
    if end < last < len(rest):
        end = last
    return Span(rest[first].start, rest[end - 1].end)
