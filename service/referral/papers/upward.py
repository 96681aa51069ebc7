"""What goes to a court above, whichever paper it goes up as?

Nothing of the inner volume: no inner reasons, no opinion of a panel, nothing that was said or voted
at a conference or in the committee. What nobody knows stays a blank that is marked as one.

Source: 法发〔2019〕23号 art. 4; 法〔2024〕92号 art. 5.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.judgment import Effectiveness, Judgment
from corpus.spans import value_of
from service.referral.papers.paper import Edition
from service.referral.papers.shared import BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class UpwardView:
    """One side of the divergence, with the judgments that take it.

    Attributes:
        words: What it holds; may be empty.
        judgments: Stored judgments that take it.
        reasons: Why, as may go up; may be empty.
    """

    words: str
    judgments: tuple[Judgment, ...]
    reasons: str = ""

    @property
    def in_effect(self) -> tuple[Judgment, ...]:
        """Those in legal effect, the latest first."""
        return latest_first(
            [each for each in self.judgments if each.effect is Effectiveness.IN_EFFECT]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UpwardFile:
    """What the papers that go up are made of.

    Attributes:
        question: The refined legal question.
        court: Court that applies.
        to_court: Court that it goes to; empty while nobody chose one.
        views: The sides, that of the answer first.
        answer: What the court that applies holds, as a rule or a proposal; may be empty.
        reasons: Why, as may be public; may be empty.
        causes: Charges and causes that it bears on.
        provisions: Provisions that it rests on, as cited.
        number: Number of the rule in its court; empty where there is none.
        edition: Of which matter and act.
    """

    question: str
    court: str
    to_court: str
    views: tuple[UpwardView, ...]
    answer: str
    edition: Edition
    reasons: str = ""
    causes: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    number: str = ""


def to_fill(what: str) -> str:
    """Return a blank that says what a person has to write there.

    Example:
        >>> to_fill("联系人")
        '____________（待填写：联系人）'
    """
    return f"{BLANK}（待填写：{what}）"


def or_fill(text: str, what: str) -> str:
    """Return a text, or the blank for one that nobody wrote.

    Example:
        >>> or_fill("甲", "理由"), or_fill(" ", "理由")
        ('甲', '____________（待填写：理由）')
    """
    return text if text.strip() else to_fill(what)


def latest_first(judgments: Sequence[Judgment]) -> tuple[Judgment, ...]:
    """Return judgments, the latest first; those without a day last, those of one day by id."""

    def place(judgment: Judgment) -> tuple[int, str]:
        day = value_of(judgment.decided_on)
        return (0 if day is None else -day.toordinal(), judgment.id)

    return tuple(sorted(judgments, key=place))
