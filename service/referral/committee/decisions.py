"""What is written of a decision, and how is the judgment held against it?

Source: 法发〔2019〕20号 art. 21 to 25 [M]; 人民法院组织法 art. 39 (decision and reasons are public
in the judgment, unless the law forbids it).
"""

from dataclasses import dataclass
from datetime import date

from service.referral.committee.vocabulary import Aspect


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes as drafted (纪要).

    Attributes:
        summary: What was reported, asked and said.
        decision: The decision.
        public_reasons: Reasons that the judgment has to give.
        inner_reasons: Reasons that stay with the committee (副卷); may be empty.
        unpublished_ground: Which law forbids to publish the reasons, where there are none to.
        minority: The minority opinions; empty where nobody differed.
    """

    summary: str
    decision: str
    public_reasons: str
    inner_reasons: str = ""
    unpublished_ground: str = ""
    minority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevented:
    """The president cannot approve the minutes; why, the act says.

    Attributes:
        on: On which day.
    """

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedPrevention:
    """That the president could not approve, as it was noted.

    Attributes:
        on: On which day.
        reason: Why.
        noted_by: Who noted it, by name.
    """

    on: date
    reason: str
    noted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """The decision in the register of its year.

    Attributes:
        year: The year.
        serial: From 1, without a gap.
    """

    year: int
    serial: int

    @property
    def number(self) -> str:
        """The number as shown.

        Example:
            >>> Registration(year=2026, serial=12).number
            '审委〔2026〕12号'
        """
        return f"审委〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The decision is sent to those who carry it out.

    Attributes:
        recipients: Members and divisions, by name.
        to_prosecutor: Whether the prosecution's committee gets a copy, because it attended.
        due_on: By when the judgment has to be made.
    """

    recipients: tuple[str, ...]
    to_prosecutor: bool
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing in which a judgment differs from the decision.

    Attributes:
        aspect: In what.
        decided: What was decided, in words.
        judged: What was judged, in words.
        decided_quote: Words of the decision; all of them where a field alone tells it.
        judged_quote: Words of the judgment, verbatim.
        start: Where these begin in the text of the judgment.
        end: Where they end.
    """

    aspect: Aspect
    decided: str
    judged: str
    decided_quote: str
    judged_quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledJudgment:
    """The judgment that was handed in for the record (文书备案), and how it compares.

    Attributes:
        case_number: Its number as printed; empty where it could not be read.
        digest: SHA-256 of its text, 64 hexadecimal digits.
        differences: In what it differs from the decision.
        compared: In what it was compared.
        untold: What the decision says and the judgment does not tell, or cannot be read of it.
    """

    case_number: str
    digest: str
    differences: tuple[Difference, ...]
    compared: tuple[Aspect, ...]
    untold: tuple[Aspect, ...] = ()
