"""What is the position of a judgment on a disputed issue (争议焦点)?

A judgment may take several: it grants the principal, refuses the interest and holds a guarantee
void. Two judgments can agree on one issue and differ on another, so positions are compared issue by
issue and never judgment by judgment.

Everything here stands in the text: a position is spans, and what was understood of them.
"""

from dataclasses import dataclass
from enum import StrEnum

from corpus.provision import Provision
from corpus.relations.model import Side
from corpus.spans import Extracted, Span


class IssueSource(StrEnum):
    """By what an issue is known.

    STATED: 本案的争议焦点为…; CONTEST: what one side claims and the other denies; HOLDING: only
    the court's own sentence tells that there was something to decide; RULING: the ruling as a
    whole, which every judgment has.
    """

    STATED = "stated"
    CONTEST = "contest"
    HOLDING = "holding"
    RULING = "ruling"


class Answer(StrEnum):
    """How a court answers what it was asked on an issue: 支持, 部分支持, 不予支持."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class FigureKind(StrEnum):
    """What a figure in a holding measures, with its unit.

    ANNUAL_RATE, MARKET_MULTIPLE (times the LPR), DAILY_RATE, SHARE: parts of a million;
    SUM: fen; TERM: months; QUANTITY: thousandths of the unit printed.
    """

    ANNUAL_RATE = "annual_rate"
    MARKET_MULTIPLE = "market_multiple"
    DAILY_RATE = "daily_rate"
    SHARE = "share"
    SUM = "sum"
    TERM = "term"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """One thing that a court holds.

    Attributes:
        predicate: What is affirmed or denied, in its normal form: 属于, 构成, 有效, 承担, 支持…
        about: Of what, without names, numbers and fillers; may be empty.
        is_affirmed: Whether it is affirmed; 不构成 denies 构成.
        span: The words.
    """

    predicate: str
    about: str
    is_affirmed: bool
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that a holding fixes.

    Attributes:
        kind: What it measures, which tells the unit of ``value``.
        value: How much.
        span: The words.
    """

    kind: FigureKind
    value: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a judgment holds on one issue.

    Attributes:
        question: The issue as the paper words it; None where only the holding tells of it.
        source: By what the issue is known.
        names: Names of the issue in the table of dispute issues, likeliest first; may be empty.
        passage: The reasoning on it, whole sentences.
        holding: The sentence or sentences that take the position; inside ``passage``.
        conclusions: What is affirmed and denied there, in order.
        answer: How what was asked is answered; None where the holding does not say.
        favours: Who prevails on it, ASKING, ANSWERING or ACCUSED; None where that is not told.
        burden: On whom the burden of proof lies, where the holding turns on it.
        is_unproven: Whether it rests on evidence that was not brought (举证不能、证据不足).
        figures: Rates, shares, sums and terms that it fixes.
        charges: Charges that it names as made out.
        provisions: Provisions that the passage cites.
        is_procedural: Whether it sends the parties away without a ruling on the matter.
    """

    question: Extracted[str] | None
    source: IssueSource
    names: tuple[str, ...]
    passage: Span
    holding: Span
    conclusions: tuple[Conclusion, ...] = ()
    answer: Extracted[Answer] | None = None
    favours: Side | None = None
    burden: Extracted[Side] | None = None
    is_unproven: bool = False
    figures: tuple[Figure, ...] = ()
    charges: tuple[Extracted[str], ...] = ()
    provisions: tuple[Extracted[Provision], ...] = ()
    is_procedural: bool = False
