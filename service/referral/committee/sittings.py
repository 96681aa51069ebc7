"""What happens while an item is discussed, and who may speak and vote then?

When an item is opened the act freezes the body, who is present and how recused members count, so
that quorum, order and majority are judged by the item alone.

Source: 法发〔2019〕20号 art. 14, 18, 20, 21 [M]; 人民法院组织法 art. 38.
"""

from dataclasses import dataclass

from service.referral.committee.bodies import Body, has_quorum
from service.referral.committee.vocabulary import GuestKind, Stand
from service.referral.committee.voting import Ballot, Count, KeptSeal, OpenedVote, Option
from service.referral.roster.model import Seat, in_speaking_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who attends and does not vote (列席).

    Attributes:
        name: Their name.
        kind: As what they attend.
        account_id: Their account; 0 where they have none, and then the secretary writes down
            what they say.
    """

    name: str
    kind: GuestKind
    account_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """An item is taken up by a meeting.

    Attributes:
        meeting_id: The meeting.
        body: The body that sits.
        present: Accounts of its members who are there.
        host: Account of whoever chairs.
        counts_recused: Whether recused members count among all members; of the day.
        guests: Who attends.
    """

    meeting_id: str
    body: Body
    present: tuple[int, ...]
    host: int
    counts_recused: bool
    guests: tuple[Guest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Words of whoever acts: a report, a question."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer to a question.

    Attributes:
        question: Number of the question, from 1.
        words: The answer.
    """

    question: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with its answers, in order.

    Attributes:
        by: Who asked.
        words: The question.
        answers: Who answered what.
    """

    by: str
    words: str
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestWords:
    """What a guest says, or the report's author explains."""

    guest: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a member holds.

    Attributes:
        member: Account of the member.
        opinion: What they hold.
        reasons: Why.
    """

    member: int
    opinion: str
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A member goes before the end.

    Attributes:
        member: Account of the member.
    """

    member: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revealed:
    """All votes of a ballot, opened at once.

    Attributes:
        votes: One of each member who sealed one.
    """

    votes: tuple[OpenedVote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One discussion of an item, as its acts made it.

    Attributes:
        opening: What it began with.
        recused: Accounts of recused members of the body.
        left: Accounts of members who went before the end.
        report: What was reported; empty until then.
        questions: Questions with their answers.
        guest_words: What guests said.
        statements: What members said, in the order in which they did.
        ballot: What is voted on; None until then.
        n_ballots: How many ballots there were, voided ones too.
        seals: Votes handed in, closed.
        opened: The votes, once opened.
        count: How the ballot ended; None until then.
    """

    opening: Opening
    recused: tuple[int, ...]
    left: tuple[int, ...] = ()
    report: str = ""
    questions: tuple[Asked, ...] = ()
    guest_words: tuple[GuestWords, ...] = ()
    statements: tuple[Statement, ...] = ()
    ballot: Ballot | None = None
    n_ballots: int = 0
    seals: tuple[KeptSeal, ...] = ()
    opened: tuple[OpenedVote, ...] = ()
    count: Count | None = None

    @property
    def n_members(self) -> int:
        """All members of the body, of whom quorum and majority are counted."""
        seats = len(self.opening.body.seats)
        return seats if self.opening.counts_recused else seats - len(self.recused)

    @property
    def voters(self) -> tuple[Seat, ...]:
        """Members who are there and not recused, in the order in which they speak."""
        away = {*self.left, *self.recused}
        here = set(self.opening.present) - away
        seats = [each for each in self.opening.body.seats if each.account_id in here]
        return in_speaking_order(seats, last=self.opening.host)

    @property
    def has_quorum(self) -> bool:
        """Whether over half of the members are there, recused ones left out."""
        return has_quorum(len(self.voters), self.n_members)

    @property
    def next_speaker(self) -> Seat | None:
        """Whose turn it is; None when all have spoken."""
        spoken = {each.member for each in self.statements}
        return next((seat for seat in self.voters if seat.account_id not in spoken), None)

    @property
    def awaited(self) -> tuple[Seat, ...]:
        """Members who have yet to seal a vote; all of them before a ballot."""
        sealed = {each.member for each in self.seals}
        return tuple(seat for seat in self.voters if seat.account_id not in sealed)

    @property
    def decision(self) -> Option | None:
        """The option that was decided; None where none was."""
        if self.ballot is None or self.count is None or not self.count.decided:
            return None
        return self.ballot.options[self.count.decided - 1]

    @property
    def minority(self) -> tuple[OpenedVote, ...]:
        """Votes that were not for the decision, in the order in which members spoke."""
        if self.count is None or not self.count.decided:
            return ()
        return tuple(
            each
            for each in self.opened
            if each.vote.stand is not Stand.FOR or each.vote.option != self.count.decided
        )
