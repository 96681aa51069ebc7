"""Which positions does a judgment take, issue by issue?

Stated issues come first, then what the parties contest, then holdings that only the court's own
sentence tells of, each where it stands, and at last the ruling as a whole. A sentence that takes
the position on a question is not told a second time by itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus.citations import find_provisions, read_abbreviations
from corpus.judgment import Judgment, SectionKind
from corpus.outcome.charges import find_convicted_charges
from corpus.positions.answers import read_favours
from corpus.positions.burden import is_unproven, read_burden
from corpus.positions.figures import read_figures
from corpus.positions.holdings import Sentence, cut_sentences, read_sentences
from corpus.positions.model import IssueSource, Position
from corpus.positions.names import model_of, name_issues
from corpus.positions.questions import Asked, find_asked
from corpus.positions.rulings import read_ruling
from corpus.positions.sides import Sides, sides_of
from corpus.provision import Provision
from corpus.spans import Extracted, Span, value_of

_SPOKEN: Final = frozenset({SectionKind.REASONING, SectionKind.ISSUES})
_PROCEDURAL: Final = re.compile(
    r"裁定驳回(?=[，。；])|驳回[^，。；]{0,20}起诉|起诉[^，。；]{0,8}驳回|不属于(?:人民)?法院[^，。；]{0,16}(?:受理|受案|主管)|不予(?:受理|立案)|"
    r"(?:裁定|应)[^，。；]{0,6}(?:中止|移送)|重复起诉|主体不适格"
)
_BEFORE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What a part of the reasoning names, to be found again in its passages.

    Attributes:
        provisions: Provisions that it cites.
        charges: Charges that it says are made out.
    """

    provisions: tuple[Extracted[Provision], ...]
    charges: tuple[Extracted[str], ...]


def read_positions(judgment: Judgment) -> tuple[Position, ...]:
    """Read the positions of a judgment, in the order of their passages; the ruling comes last.

    Example:
        >>> from datetime import date
        >>> from corpus.judgment import RawJudgment, SourceRecord
        >>> from corpus.reading import read_judgment
        >>> text = ("某县人民法院民事判决书（2021）辽0101民初1号。原告：甲川。被告：乙山。"
        ...         "本院认为，证据相互印证，双方借贷关系成立。依照《中华人民共和国民法典》"
        ...         "第六百七十五条之规定，判决如下：被告乙山偿还原告甲川借款五万元。")
        >>> source = SourceRecord(name="例", place="1", format="text")
        >>> judgment = read_judgment(RawJudgment(text=text, source=source), today=date(2022, 1, 1))
        >>> [(said.predicate, said.about, said.is_affirmed)
        ...  for said in read_positions(judgment)[0].conclusions]
        [('成立', '借贷关系', True)]

    Cost: linear in the length of the reasoning, 1 to 4 ms for a usual one.
    """
    sides = sides_of(judgment)
    found: list[Position] = []
    for section in judgment.sections:
        if section.kind in _SPOKEN:
            found += _of_part(judgment.text, section.span, sides)
    cause = value_of(judgment.cause)
    if model_of(cause) is not None:
        found = [_named(judgment.text, position, cause) for position in found]
    found.sort(key=lambda each: (each.passage.start, each.holding.start, each.source))
    ruling = read_ruling(judgment)
    return tuple(found) if ruling is None else (*found, ruling)


def _of_part(text: str, part: Span, sides: Sides) -> Iterator[Position]:
    spans = cut_sentences(text, part)
    sentences = read_sentences(text, spans, sides)
    facts = _Facts(
        provisions=find_provisions(
            text, part.start, part.end, abbreviations=read_abbreviations(part.of(text))
        ),
        charges=find_convicted_charges(text, part),
    )
    taken: set[Span] = set()
    for asked in find_asked(text, part, spans):
        deciding = _deciding([each for each in sentences if asked.passage.holds(each.span)])
        if deciding is not None and deciding.span not in taken:
            taken.add(deciding.span)
            yield _position(text, deciding, facts, sides, asked=asked, passage=asked.passage)
    for place, sentence in enumerate(sentences):
        if sentence.holds and sentence.span not in taken:
            passage = Span(_reasons_from(sentences, place), sentence.span.end)
            yield _position(text, sentence, facts, sides, asked=None, passage=passage)


def _named(text: str, position: Position, cause: str | None) -> Position:
    question = None if position.question is None else position.question.value
    return replace(position, names=name_issues(cause, question, position.holding.of(text)))


def _deciding(sentences: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence of a passage that takes its position.

    The last that answers a request counts, else the last that sums up, else the last that holds.
    """
    holding = [each for each in sentences if each.holds]
    for wanted in (_answers, _sums_up_of):
        if chosen := [each for each in holding if wanted(each)]:
            return chosen[-1]
    return holding[-1] if holding else None


def _answers(sentence: Sentence) -> bool:
    return sentence.answer is not None


def _sums_up_of(sentence: Sentence) -> bool:
    return any(said.predicate in {"构成", "属于", "有效", "成立"} for said in sentence.conclusions)


def _reasons_from(sentences: Sequence[Sentence], place: int) -> int:
    """Return where the reasons of a holding begin: the sentences before it that hold nothing."""
    first = place
    while first > max(0, place - _BEFORE) and not sentences[first - 1].holds:
        first -= 1
    return sentences[first].span.start


def _position(
    text: str,
    sentence: Sentence,
    facts: _Facts,
    sides: Sides,
    *,
    asked: Asked | None,
    passage: Span,
) -> Position:
    span = sentence.span
    return Position(
        question=None if asked is None else asked.question,
        source=IssueSource.HOLDING if asked is None else asked.source,
        names=(),
        passage=passage,
        holding=span,
        conclusions=sentence.conclusions,
        answer=sentence.answer,
        favours=read_favours(
            text, span, sides, answer=sentence.answer, conclusions=sentence.conclusions
        ),
        burden=read_burden(text, span, sides),
        is_unproven=is_unproven(text, span),
        figures=read_figures(text, span),
        charges=tuple(each for each in facts.charges if span.holds(each.span)),
        provisions=tuple(each for each in facts.provisions if passage.holds(each.span)),
        is_procedural=_PROCEDURAL.search(text, span.start, span.end) is not None,
    )
