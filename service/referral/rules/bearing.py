"""How does a judgment, or a draft of one, stand to a rule?

A rule is read as a judgment's reasoning would be, its minority view beside it, and the judgments
that took either side before it was made are examples of how courts word the two. Whether a holding
is on the question is told by shared words; on which side it stands by marks (answer, conclusion,
charge, figure) and, where these say nothing, by which wordings it is nearer to. What neither tells
is left to a person.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.judgment import Judgment, RawJudgment, SectionKind, SourceRecord
from corpus.reading import read_judgment
from indexing.words.segmentation import Segmenter, stopwords
from service.comparison.quotes import Quote
from service.divergence.cases import compared_case
from service.divergence.marks import Mark, MarkKind, marks_of, opposite_of
from service.divergence.model import ComparedCase
from service.divergence.stances import Stance, stances_of
from service.divergence.words import context_of, names_of, pairs_of
from service.referral.rules.model import RuleText, Side

_ON_QUESTION: Final = 0.6
_NEAR_HOLDING: Final = 0.3
_LEAST_MARGIN: Final = 0.12
_MARK_WEIGHT: Final = 0.25
_SPEAKING: Final = frozenset(
    {
        MarkKind.ANSWER,
        MarkKind.CHARGE,
        MarkKind.CONCLUSION,
        MarkKind.BURDEN,
        MarkKind.FIGURE,
        MarkKind.PROCEDURE,
        MarkKind.UNPROVEN,
    }
)
_ASKING: Final = frozenset(
    [
        "是否",
        "能否",
        "可否",
        "如何",
        "何种",
        "怎样",
        "什么",
        "还是",
        "应当",
        "可以",
        "认定",
        "支持",
        "属于",
        "构成",
        "处理",
        "承担",
        "计算",
        "适用",
        "主张",
        "请求",
        "约定",
        "没有",
        "标准",
        "按照",
        "问题",
    ]
)
_BELIEVED: Final = 10
"""How many judgments the belief counts as that one of ten speaks of whatever a question names."""
_WHY_NOT: Final = re.compile(
    r"与(?:本院|上述|该)?.{0,20}(?:规则|纪要|指引).{0,12}(?:不同|有别|区别)|不适用"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """How a judgment stands to a rule.

    Attributes:
        side: On which side its holding stands.
        holding: The words that tell it.
        nearness: How far it is on the question, in [0, 1].
        margin: How clearly it is on its side, in [0, 1].
        is_reasoned: Whether it says why the rule does not govern it.
    """

    side: Side
    holding: Quote
    nearness: float
    margin: float
    is_reasoned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sense:
    """One side of a rule: its wordings as pairs of characters, and how often each mark stands."""

    wordings: tuple[NDArray[np.uint32], ...]
    marks: Counter[Mark]
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSense:
    """A rule as it is held against judgments.

    Attributes:
        causes: Charges and causes that it bears on.
        question: Pairs of characters of its question.
        words: Words of its question that tell what it is about.
        rarity: How rare each of these is among judgments of its causes, 0 and above.
        adopted: The side that it takes.
        other: The side that it does not take.
    """

    causes: frozenset[str]
    question: NDArray[np.uint32]
    words: tuple[str, ...]
    rarity: tuple[float, ...]
    adopted: _Sense
    other: _Sense


def sense_of(
    text: RuleText,
    *,
    followed: Sequence[ComparedCase] = (),
    contrary: Sequence[ComparedCase] = (),
    company: Sequence[ComparedCase] = (),
) -> RuleSense:
    """Return a rule as it is held against judgments.

    Args:
        text: What it says.
        followed: Judgments that took its side before it was made.
        contrary: Judgments that took the other.
        company: Other judgments of its causes, some hundred at most: what they all say tells
            nothing of the question.

    Cost: that of reading some sentences, and 1 ms for each judgment given.
    """
    question = pairs_of(text.question, None)
    words = _words_of(text.question)
    everybody = (*followed, *contrary, *company)
    return RuleSense(
        causes=frozenset(text.causes),
        question=question,
        words=words,
        rarity=_rarity(words, [_told_by(case) for case in everybody]),
        adopted=_side(text, text.answer, question, followed),
        other=_side(text, text.minority, question, contrary),
    )


def bearing_of(sense: RuleSense, case: ComparedCase) -> Bearing | None:
    """Return how a case stands to a rule; None where it says nothing on the question.

    Cost: tens of microseconds for each holding and example.
    """
    judgment = case.judgment
    nearness = covered(sense, _told_by(case))
    if nearness < _ON_QUESTION:
        return None
    near = [(_nearness(sense, stance), stance) for stance in stances_of(case)]
    best = max(near, key=lambda each: (each[0], -each[1].place), default=None)
    if best is None or best[0] < _NEAR_HOLDING:
        return None
    stance = best[1]
    lean = _lean(sense, stance)
    side = Side.UNCLEAR
    if abs(lean) >= _LEAST_MARGIN:
        side = Side.WITH if lean > 0 else Side.AGAINST
    passage = stance.position.passage.of(judgment.text)
    return Bearing(
        side=side,
        holding=Quote(whole=judgment.text, span=stance.position.holding),
        nearness=nearness,
        margin=min(1.0, abs(lean)),
        is_reasoned=_WHY_NOT.search(passage) is not None,
    )


def _side(
    text: RuleText, words: str, question: NDArray[np.uint32], examples: Sequence[ComparedCase]
) -> _Sense:
    stances = list(_own_stances(text, words)) if words.strip() else []
    for case in examples:
        own = stances_of(case)
        if own:
            stances.append(max(own, key=lambda each: (_about(question, each), -each.place)))
    wordings = [each.words for each in stances]
    if words.strip():
        wordings.append(pairs_of(words, None))
    marks = Counter(mark for each in stances for mark in marks_of(each) if mark.kind in _SPEAKING)
    return _Sense(wordings=tuple(wordings), marks=marks, n=len(stances))


def _own_stances(text: RuleText, words: str) -> Iterable[Stance]:
    """Return what is understood of a side in its own words, read as reasoning."""
    about = "、".join(text.causes)
    paper = f"{about}一案。\n本院认为，{words.strip().rstrip('。')}。\n"
    source = SourceRecord(name="rule", place="", format="text")
    read = read_judgment(RawJudgment(text=paper, source=source), today=text.law_as_of)
    return stances_of(compared_case(read, is_draft=True)) if isinstance(read, Judgment) else ()


def covered(sense: RuleSense, told: str) -> float:
    """Return how much of what is peculiar to the question of a rule a text speaks of.

    Args:
        sense: The rule.
        told: What a case is about: its paper, or all that a judgment tells before its ruling.

    Returns:
        A share in [0, 1] of the words of the question, rare ones more than common ones.
    """
    whole = sum(sense.rarity)
    pairs = zip(sense.words, sense.rarity, strict=True)
    return sum(rarity for word, rarity in pairs if word in told) / whole if whole else 0.0


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


def _words_of(question: str) -> tuple[str, ...]:
    words = dict.fromkeys(_segmenter().words(question))
    return tuple(each for each in words if len(each) > 1 and each not in _ASKING | stopwords())


def _told_by(case: ComparedCase) -> str:
    judgment = case.judgment
    return context_of(judgment) + judgment.section_text(SectionKind.REASONING)


def _rarity(words: Sequence[str], company: Sequence[str]) -> tuple[float, ...]:
    spread = [sum(word in each for each in company) for word in words]
    return tuple(log((len(company) + _BELIEVED) / (each + 1)) for each in spread)


def _about(question: NDArray[np.uint32], stance: Stance) -> float:
    """Return how far a holding is on a question: shared pairs, as a part of the shorter."""
    own = stance.words
    asked = stance.position.question
    shares = [_share(question, own)]
    if asked is not None:
        shares.append(_share(question, pairs_of(asked.value, names_of(stance.case.judgment))))
    return max(shares)


def _nearness(sense: RuleSense, stance: Stance) -> float:
    wordings = (*sense.adopted.wordings, *sense.other.wordings)
    return max(
        _about(sense.question, stance),
        max((_share(each, stance.words) for each in wordings), default=0.0),
    )


def _lean(sense: RuleSense, stance: Stance) -> float:
    """Return on which side a holding is, above 0 on that of the rule."""
    mine = {mark for mark in marks_of(stance) if mark.kind in _SPEAKING}
    told = sum(_told(mark, sense) for mark in sorted(mine))
    nearer = [
        max((_likeness(each, stance.words) for each in side.wordings), default=0.0)
        for side in (sense.adopted, sense.other)
    ]
    return _MARK_WEIGHT * told + nearer[0] - nearer[1]


def _told(mark: Mark, sense: RuleSense) -> float:
    """Return what one mark tells: how much more usual it is on one side than on the other."""
    opposite = opposite_of(mark)
    shares = []
    for side in (sense.adopted, sense.other):
        held = side.marks[mark] - (side.marks[opposite] if opposite else 0)
        shares.append(held / side.n if side.n else 0.0)
    return shares[0] - shares[1]


def _share(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    shorter = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter if shorter else 0.0


def _likeness(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    longest = float(np.sqrt(len(one) * len(other)))
    return len(np.intersect1d(one, other, assume_unique=True)) / longest if longest else 0.0
