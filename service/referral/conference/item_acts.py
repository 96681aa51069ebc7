"""What do the acts on an item of a conference say?"""

from dataclasses import dataclass
from datetime import date, datetime

from service.referral.conference.vocabulary import (
    Ground,
    Level,
    MajorityBase,
    PanelConclusion,
    RecusalGround,
    RefusalReason,
    ViewStanding,
)
from service.referral.referrals.model import Evidence, Force, PanelOpinion
from service.referral.roster.model import Office, Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What an item begins with.

    Attributes:
        ground: Why it is put.
        question: The question of law, or of evidence bound up with the facts.
        focuses: What exactly is to be discussed (拟提交讨论的焦点问题), one by one.
        court: Court that it belongs to.
        division: Division; may be empty.
        cause: Charge or cause; may be empty.
        referral_id: The referral that it came from; may be empty.
        pending_id: The pending case that it is about, if one.
        case_number: Its number as shown; may be empty.
        judge_ids: Accounts of the judges who handle the cases concerned.
        panel_ids: Accounts of the other members of the panel.
        head_ids: Accounts of those who lead the division.
        views: The views on the table, in words.
        opinions: What the members of the panel hold.
        evidence: What it rests on, frozen.
        four_class: Whether the case is one of the four classes (四类案件).
        force: How strongly the routing table sends it here.
    """

    ground: Ground
    question: str
    focuses: tuple[str, ...]
    court: str
    division: str = ""
    cause: str = ""
    referral_id: str = ""
    pending_id: str | None = None
    case_number: str = ""
    judge_ids: tuple[int, ...] = ()
    panel_ids: tuple[int, ...] = ()
    head_ids: tuple[int, ...] = ()
    views: tuple[str, ...] = ()
    opinions: tuple[PanelOpinion, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    four_class: bool = False
    force: Force = Force.NONE

    @property
    def has_panel(self) -> bool:
        """Whether a panel waits for the opinion, and reconsiders."""
        return bool(self.judge_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedHost:
    """Who hosts (主持人), with what makes them one.

    Attributes:
        seat: The host.
        offices: Their offices on the day.
        level: Where the conference is held.
    """

    seat: Seat
    offices: tuple[Office, ...]
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """No conference is held.

    Attributes:
        why: One of the three reasons of the rule.
        earlier: The conference at which it was discussed before; needed for that reason alone.
    """

    why: RefusalReason
    earlier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The meeting on whose agenda it stands."""

    conference_id: str
    at: datetime
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The materials are sent; whoever gets them may read them from now on.

    Attributes:
        participants: Judges who are to take part, the host among them.
        observers: Those who sit in (列席).
    """

    participants: tuple[Seat, ...]
    observers: tuple[Seat, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """Somebody may not take part.

    Attributes:
        account_id: Who.
        ground: Why, by law.
    """

    account_id: int
    ground: RecusalGround


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """Who sits where when the item is opened, and what the court had set that day.

    Attributes:
        host: The host.
        participants: The judges who take part, without the host.
        observers: Those who sit in.
        reporters: Those of the panel who introduce the case.
        minimum: Least number of judges who take part, the host counted.
        majority: Over half of whom a majority is.
    """

    host: Seat
    participants: tuple[Seat, ...]
    observers: tuple[Seat, ...]
    reporters: tuple[Seat, ...]
    minimum: int
    majority: MajorityBase

    @property
    def judges(self) -> tuple[Seat, ...]:
        """Those whose opinion counts: participants, then the host."""
        return (*self.participants, self.host)


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """The panel introduces the case: facts, issues, its opinions, what it asks."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something asked of the panel."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The panel's answer to a question.

    Attributes:
        question: Which question: 1 for the first.
        words: The answer.
    """

    question: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody who sits in says; it does not count."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a participant holds.

    Attributes:
        view: The view in words; equal words are one view.
        reasons: Why.
    """

    view: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Somebody leaves before the end."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedView:
    """A view as the host counts it.

    Attributes:
        view: The view in words.
        n: How many hold it in the end.
        standing: Whether it is the majority's.
    """

    view: str
    n: int
    standing: ViewStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the host sums up (讨论意见).

    Attributes:
        views: All views that were held, with their counts.
        words: The opinion of the conference.
    """

    views: tuple[SummedView, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """A signature.

    Attributes:
        version: The version of the minutes that was read: a later one is signed anew.
        reconsider_by: By when the panel reconsiders where this was the last signature.
    """

    version: int
    reconsider_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevented:
    """A judge cannot sign (因故未能签名); why, the act says.

    Attributes:
        account_id: Who.
        on: On which day they could not.
        reconsider_by: By when the panel reconsiders where nobody else was waited for.
    """

    account_id: int
    on: date
    reconsider_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """What somebody adds in writing after the meeting.

    Attributes:
        words: What is added.
        view: The view held from now on; empty where it stays. Where it changes, the host sums up
            anew.
    """

    words: str
    view: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconsideration:
    """What the panel makes of the opinion.

    Attributes:
        conclusion: Whether it adopts it.
        words: What it holds now, and why.
    """

    conclusion: PanelConclusion
    words: str
