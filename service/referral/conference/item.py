"""What is an item of a conference (议题), and what can be asked of it?

Everything that its rules need stands in the item: the seats, the order, what was said. It knows of
no clock, no roster and no storage.
"""

from dataclasses import dataclass
from datetime import date

from service.referral.conference.item_acts import (
    NamedHost,
    Placement,
    Reconsideration,
    Recusal,
    Seating,
    Suggestion,
    Summary,
    Supplement,
)
from service.referral.conference.vocabulary import ItemState, ViewStanding
from service.referral.roster.model import Seat, in_speaking_order


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeStatement:
    """A statement as it was made.

    Attributes:
        session: At which opening of the item: 1 for the first.
        round: In which round: 1 for the first.
        account_id: Who spoke.
        name: Their name.
        view: What they hold.
        reasons: Why.
    """

    session: int
    round: int
    account_id: int
    name: str
    view: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question with its answer, empty until there is one."""

    session: int
    account_id: int
    name: str
    words: str
    answer: str = ""
    answered_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRemark:
    """What somebody who sits in said."""

    session: int
    account_id: int
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeSupplement:
    """A written supplement with its author."""

    account_id: int
    name: str
    supplement: Supplement


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventedSigner:
    """A judge who could not sign this version, as it was noted.

    Attributes:
        account_id: Who.
        on: On which day.
        reason: Why.
        noted_by: Who noted it, by name.
    """

    account_id: int
    on: date
    reason: str
    noted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceItem:
    """An item as its acts made it.

    Attributes:
        state: How far it has come.
        suggestion: What it began with.
        suggested_by: Account that suggested it.
        host: Who hosts; None until named.
        placement: On whose agenda it stands; None where on none.
        participants: Judges who got the materials, the host among them.
        observers: Those who sit in and got them.
        read_by: Accounts that confirmed to have read them.
        recusals: Who may not take part.
        session: How often it was opened.
        seating: Who sits where since the last opening; None before the first.
        introduction: What the panel said.
        questions: What was asked, of all sessions.
        remarks: What observers said, of all sessions.
        statements: What was stated, of all sessions, in order.
        round: The round that goes on; 0 before the first.
        left: Accounts that left this session before its end.
        summary: What the host summed up.
        version: Version of the minutes: 1 with the first summary, then one more for each change.
        signed_by: Accounts that signed this version, in order.
        prevented: Who could not sign this version; whoever signs after all is struck from it.
        supplements: What was added in writing.
        reconsider_by: By when the panel is to reconsider; None before all have signed.
        reconsideration: What the panel made of it.
    """

    state: ItemState
    suggestion: Suggestion
    suggested_by: int = 0
    host: NamedHost | None = None
    placement: Placement | None = None
    participants: tuple[Seat, ...] = ()
    observers: tuple[Seat, ...] = ()
    read_by: tuple[int, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    session: int = 0
    seating: Seating | None = None
    introduction: str = ""
    questions: tuple[AskedQuestion, ...] = ()
    remarks: tuple[MadeRemark, ...] = ()
    statements: tuple[MadeStatement, ...] = ()
    round: int = 0
    left: tuple[int, ...] = ()
    summary: Summary | None = None
    version: int = 0
    signed_by: tuple[int, ...] = ()
    prevented: tuple[PreventedSigner, ...] = ()
    supplements: tuple[MadeSupplement, ...] = ()
    reconsider_by: date | None = None
    reconsideration: Reconsideration | None = None

    @property
    def recused(self) -> frozenset[int]:
        """Accounts that may not take part."""
        return frozenset(each.account_id for each in self.recusals)

    @property
    def seats(self) -> Seating:
        """The seating of the session.

        Raises:
            ValueError: It was never opened.
        """
        if self.seating is None:
            raise ValueError("no seating before the item is opened")
        return self.seating

    @property
    def standing(self) -> ViewStanding:
        """Whether the conference formed a majority; none where nothing is summed up."""
        views = () if self.summary is None else self.summary.views
        has_majority = any(each.standing is ViewStanding.MAJORITY for each in views)
        return ViewStanding.MAJORITY if has_majority else ViewStanding.NO_MAJORITY


def standing_statements(item: ConferenceItem) -> tuple[MadeStatement, ...]:
    """Return what counts: of each judge who sits and is not recused, the last of this session.

    In order of speaking. A supplement that changes a view counts as the last word.
    """
    last = {
        each.account_id: each
        for each in item.statements
        if each.session == item.session and each.account_id not in item.recused
    }
    seats = () if item.seating is None else item.seating.judges
    return tuple(last[seat.account_id] for seat in seats if seat.account_id in last)


def yet_to_speak(item: ConferenceItem) -> tuple[Seat, ...]:
    """Return the participants who have not spoken in the first round, in their order.

    Whoever is recused or has left is struck from the list; the host is not on it.
    """
    spoken = {
        each.account_id
        for each in item.statements
        if each.session == item.session and each.round == 1
    }
    gone = spoken | item.recused | set(item.left)
    seats = () if item.seating is None else item.seating.participants
    return in_speaking_order(seat for seat in seats if seat.account_id not in gone)


def judges_here(item: ConferenceItem) -> tuple[Seat, ...]:
    """Return the judges who take part: neither recused, nor gone without a word."""
    stated = {each.account_id for each in standing_statements(item)}
    gone = {account for account in item.left if account not in stated} | item.recused
    seats = () if item.seating is None else item.seating.judges
    return tuple(seat for seat in seats if seat.account_id not in gone)


def signers(item: ConferenceItem) -> tuple[Seat, ...]:
    """Return who signs the minutes: every judge whose statement counts.

    Source: 法发〔2021〕2号 art. 9 [M].
    """
    stated = {each.account_id for each in standing_statements(item)}
    seats = () if item.seating is None else item.seating.judges
    return tuple(seat for seat in seats if seat.account_id in stated)


def yet_to_sign(item: ConferenceItem) -> tuple[Seat, ...]:
    """Return whose signature this version of the minutes waits for."""
    settled = {*item.signed_by, *(each.account_id for each in item.prevented)}
    return tuple(seat for seat in signers(item) if seat.account_id not in settled)


def may_sign_after_all(item: ConferenceItem) -> tuple[Seat, ...]:
    """Return who could not sign this version, and may whenever they can."""
    prevented = {each.account_id for each in item.prevented}
    return tuple(seat for seat in signers(item) if seat.account_id in prevented)


def views_on_the_table(item: ConferenceItem) -> tuple[str, ...]:
    """Return the views that the item came with and those stated since, each once."""
    stated = (each.view for each in item.statements)
    return tuple(dict.fromkeys((*item.suggestion.views, *stated)))
