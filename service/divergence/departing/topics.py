"""On which topics can one judgment depart from its like cases?"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from corpus.spans import Span
from service.divergence.model import DivergenceKind


class Topic(StrEnum):
    """What one judgment and the others are held against each other on.

    CHARGE: charges found; RESULT: claims granted or refused; PROCEDURE: suit dismissed or decided;
    PROBATION: given or not; TERM: length of imprisonment; RATE: whether a rate follows what was
    agreed or asked for; HEAD: a single head of claim; LAW: provisions that it rests on; BURDEN: who
    had to prove; FIGURE: rates and shares; ISSUE: what is held on a single issue.
    """

    CHARGE = "charge"
    RESULT = "result"
    PROCEDURE = "procedure"
    PROBATION = "probation"
    TERM = "term"
    RATE = "rate"
    HEAD = "head"
    LAW = "law"
    BURDEN = "burden"
    FIGURE = "figure"
    ISSUE = "issue"


KIND_OF: Final[Mapping[Topic, DivergenceKind]] = {
    Topic.CHARGE: DivergenceKind.LAW,
    Topic.RESULT: DivergenceKind.RESULT,
    Topic.PROCEDURE: DivergenceKind.PROCEDURE,
    Topic.PROBATION: DivergenceKind.RANGE,
    Topic.TERM: DivergenceKind.RANGE,
    Topic.RATE: DivergenceKind.RANGE,
    Topic.HEAD: DivergenceKind.RESULT,
    Topic.LAW: DivergenceKind.LAW,
    Topic.BURDEN: DivergenceKind.BURDEN,
    Topic.FIGURE: DivergenceKind.RANGE,
    Topic.ISSUE: DivergenceKind.RESULT,
}
"""What a departure on a topic is about (D1 to D5)."""

QUESTION_OF: Final[Mapping[Topic, str]] = {
    Topic.CHARGE: "罪名",
    Topic.RESULT: "裁判结果",
    Topic.PROCEDURE: "程序处理",
    Topic.PROBATION: "缓刑",
    Topic.TERM: "刑期",
    Topic.RATE: "利率的确定",
    Topic.HEAD: "单项请求",
    Topic.LAW: "适用法律",
    Topic.BURDEN: "举证责任",
    Topic.FIGURE: "数额",
    Topic.ISSUE: "争议焦点",
}
"""The question of a topic; single issues and figures have words of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """What a judgment does on a topic.

    Attributes:
        topic: The topic.
        about: What of it, where a judgment can do several things: a head of claim.
        values: What it does; two judgments agree that have one in common.
        words: Where it says so.
    """

    topic: Topic
    about: str
    values: frozenset[str]
    words: Span
