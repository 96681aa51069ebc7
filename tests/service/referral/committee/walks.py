"""Random actors do random acts on an item; what must never happen is looked for after each."""

from random import Random

from service.referral.committee.applications import (
    Completion,
    DecidedRecusal,
    DeclaredRecusal,
    Endorsement,
    Materials,
    PanelAnswer,
)
from service.referral.committee.course import COURSE, DISCUSSED
from service.referral.committee.decisions import (
    Difference,
    FiledJudgment,
    Minutes,
    Prevented,
    Registration,
    Sent,
)
from service.referral.committee.discussing import ballot_key
from service.referral.committee.sittings import (
    Answered,
    Guest,
    GuestWords,
    Left,
    Revealed,
    Spoken,
    Statement,
)
from service.referral.committee.vocabulary import (
    Aspect,
    Filter,
    GuestKind,
    ItemState,
    Stand,
)
from service.referral.committee.voting import (
    Ballot,
    OpenedVote,
    Option,
    Seal,
    Vote,
    commitment_to,
)
from service.referral.course.acts import Act, Doer, KeptAct, Nothing, Part
from service.referral.course.trail import START, read_acts, write_act
from service.referral.errors import ReferralError
from tests.service.referral.committee.people import (
    HELD_ON,
    MUST,
    NOW,
    PLENARY,
    PRESIDENT,
    SEATS,
    SPECIALISED,
    VICE,
    application,
    filtering,
    opening,
    scheduling,
)

ACCOUNTS = (*(seat.account_id for seat in SEATS), 90, 91, 92, 95, 96, 97, 0)
GUESTS = (
    Guest(name="某检察长", kind=GuestKind.CHIEF_PROSECUTOR, account_id=96),
    Guest(name="某学者", kind=GuestKind.OTHER),
)
DIFFERENCE = Difference(
    aspect=Aspect.TERM,
    decided="三年",
    judged="四年",
    decided_quote="",
    judged_quote="四年",
    start=0,
    end=2,
)
_OFFICES = {
    PRESIDENT: (Part.PRESIDENT, Part.COMMITTEE_MEMBER, Part.HOST),
    VICE: (Part.VICE_PRESIDENT, Part.COMMITTEE_MEMBER, Part.HOST),
    90: (Part.PRESIDING_JUDGE,),
    91: (Part.HANDLING_JUDGE,),
    92: (Part.DIVISION_HEAD,),
    95: (Part.COMMITTEE_SECRETARY,),
    96: (Part.PROSECUTOR,),
    97: (Part.OBSERVER,),
    0: (Part.MACHINE,),
}
_NAMES = sorted(COURSE.contents())
# What ends a walk, or throws it far back, is done seldom, or no walk would come far.
_RARE = {
    "withdraw": 0.02,
    "refuse": 0.05,
    "confirm_out_of_scope": 0.2,
    "unschedule": 0.1,
    "to_plenary": 0.1,
    "postpone": 0.01,
    "void_ballot": 0.02,
    "leave": 0.03,
    "reconsider": 0.2,
    "declare_recusal": 0.2,
    "speak": 5.0,
    "seal_vote": 5.0,
    "archive": 0.3,
}


class Walk:
    """One item with its trail, and the votes that nobody else knows."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.item = None
        self.trail = []
        self.votes = {}
        self.n_refused = 0

    def step(self) -> None:
        """Let somebody try something; mostly what the table offers, mostly by whom it says."""
        random = self.random
        offered = COURSE.offered(self.item)
        if offered and random.random() < 0.9:
            weights = [_RARE.get(each.name, 1.0) for each in offered]
            move = random.choices(offered, weights)[0]
            name = move.name.value
            who = self._doer(sorted(move.parts) if random.random() < 0.8 else None)
        else:
            name, who = random.choice(_NAMES), self._doer(None)
        act = Act(
            name=name, doer=who, at=NOW, reason=self._reason(name), content=self._say(name, who)
        )
        before = self.item
        try:
            after = COURSE.apply(before, act)
        except ReferralError:
            self.n_refused += 1
            return
        if name == "seal_vote":
            self.votes[who.account_id] = self._handed
        elif name in {"put_to_vote", "void_ballot", "postpone", "reveal"}:
            self.votes.clear()
        watch(before, act, after)
        from_state = "" if before is None else before.state.value
        self.trail.append(
            KeptAct(
                number=len(self.trail) + 1,
                act=act,
                from_state=from_state,
                to_state=after.state.value,
            )
        )
        self.item = after

    @property
    def is_over(self) -> bool:
        """Whether nothing more can be done with the item."""
        return self.item is not None and not COURSE.offered(self.item)

    def rebuilt(self):
        """Return what the trail, written and read, makes of the item."""
        written, before = [], START
        for kept in self.trail:
            row = write_act(kept, matter_id="i1", before=before)
            written.append(row)
            before = row.digest
        acts = read_acts(written, matter_id="i1", contents=COURSE.contents())
        return COURSE.replay(acts, matter_id="i1")

    def _doer(self, parts) -> Doer:
        account = self.random.choice(ACCOUNTS)
        if parts is None:
            held = _OFFICES.get(account, (Part.COMMITTEE_MEMBER,))
            if self.random.random() < 0.2:
                held = (*held, self.random.choice(list(Part)))
        else:
            part = self.random.choice(parts)
            fitting = [each for each in ACCOUNTS if part in _OFFICES.get(each, (part,))]
            account = self.random.choice(fitting)
            held = _OFFICES.get(account, (Part.COMMITTEE_MEMBER,))
        sitting = None if self.item is None else self.item.sitting
        if sitting is not None and sitting.opening.host == account:
            held = (*held, Part.HOST)
        return Doer(account_id=account, name=str(account), parts=frozenset(held))

    def _reason(self, name: str) -> str:
        return "" if name == "seal_vote" or self.random.random() < 0.1 else "因"

    def _say(self, name: str, who: Doer) -> object:
        random, item = self.random, self.item
        sitting = None if item is None else item.sitting
        member = random.choice(SEATS).account_id
        turn = None if sitting is None else sitting.next_speaker
        if name == "speak" and turn is not None and random.random() < 0.8:
            member = turn.account_id
        if name == "seal_vote" and sitting is not None:
            self._handed = self._vote(who.account_id, sitting)
            commitment = commitment_to(
                self._handed.vote,
                member=who.account_id,
                ballot=ballot_key(sitting),
                nonce=self._handed.nonce,
            )
            return Seal(ballot=sitting.n_ballots, commitment=commitment)
        says = {
            "apply": lambda: application(
                conference=None, exemption="must_discuss", grounds=(MUST,)
            ),
            "forward_by_head": Endorsement,
            "forward_by_vice_president": Endorsement,
            "report_reconsideration": lambda: PanelAnswer(keeps_opinion=True, words="维持"),
            "filter": lambda: filtering(
                random.choice([*Filter, Filter.FULL, Filter.SIMPLE, Filter.FULL])
            ),
            "complete": lambda: Completion(
                questions=("问",), facts="", proposed="", reasons="", like_cases=""
            ),
            "schedule": lambda: scheduling(random.choice([PLENARY, SPECIALISED])),
            "send_materials": lambda: Materials(titles=(), lead_days=random.choice([7, 12])),
            "declare_recusal": lambda: DeclaredRecusal(member=who.account_id),
            "decide_recusal": self._decided_recusal,
            "open": self._opening,
            "report": lambda: Spoken(words="案情"),
            "ask": lambda: Spoken(words="问"),
            "answer": lambda: Answered(question=random.randint(0, 3), words="答"),
            "guest_speak": lambda: GuestWords(guest=random.choice(GUESTS).name, words="意见"),
            "speak": lambda: Statement(member=member, opinion=f"意见{random.randint(0, 9)}"),
            "leave": lambda: Left(member=member),
            "put_to_vote": lambda: Ballot(options=(Option(words="甲"), Option(words="乙"))),
            "reveal": lambda: Revealed(votes=tuple(self.votes.values())),
            "draft_minutes": lambda: Minutes(
                summary="汇报", decision="甲", public_reasons="理由", minority="乙"
            ),
            "note_prevented": lambda: Prevented(on=NOW.date()),
            "approve_minutes": lambda: Registration(year=2026, serial=1),
            "send_decision": lambda: Sent(
                recipients=("某庭",), to_prosecutor=random.random() < 0.7, due_on=HELD_ON
            ),
            "file_judgment": lambda: FiledJudgment(
                case_number="",
                digest="0" * 64,
                differences=random.choice([(), (DIFFERENCE,)]),
                compared=(),
            ),
        }
        return says.get(name, Nothing)()

    def _vote(self, account: int, sitting) -> OpenedVote:
        stand = self.random.choice([Stand.FOR, Stand.FOR, Stand.FOR, *Stand])
        option = self.random.choice([1, 1, 1, 2]) if stand is Stand.FOR else 0
        vote = Vote(stand=stand, option=option, reasons="因")
        return OpenedVote(member=account, vote=vote, nonce=f"{self.random.getrandbits(256):064x}")

    def _decided_recusal(self) -> DecidedRecusal:
        open_ones = [each.member for each in self.item.recusals] if self.item else []
        member = self.random.choice(open_ones or [PRESIDENT])
        return DecidedRecusal(
            member=member,
            is_granted=self.random.random() < 0.5,
            by_committee=member == PRESIDENT,
        )

    def _opening(self):
        random = self.random
        put = None if self.item is None else self.item.scheduling
        body = PLENARY if put is None else put.body
        seats = [seat.account_id for seat in body.seats]
        present = random.sample(seats, random.randint(len(seats) // 2, len(seats)))
        return opening(
            present,
            body=body,
            host=random.choice([PRESIDENT, VICE]),
            counts=random.random() < 0.5,
            guests=random.choice([(), GUESTS]),
        )


def watch(before, act, after) -> None:
    """Fail where something happened that must never happen."""
    move = next(each for each in COURSE.offered(before) if each.name.value == act.name)
    assert after.state in move.targets
    assert move.parts & act.doer.parts
    sitting = after.sitting
    if sitting is None:
        return
    seats = {seat.account_id for seat in sitting.opening.body.seats}
    able = seats & set(sitting.opening.present) - set(sitting.recused)
    assert {each.member for each in sitting.seals} <= able
    assert {each.member for each in sitting.statements} <= able
    assert len({each.member for each in sitting.seals}) == len(sitting.seals)
    if act.name == "open":
        members = len(seats) if sitting.opening.counts_recused else len(seats - after.recused)
        assert 2 * len(able) > members
        assert not able & after.recused
    old = None if before is None else before.sitting
    if old is not None and act.name != "open":
        assert sitting.statements[: len(old.statements)] == old.statements
        assert sitting.guest_words[: len(old.guest_words)] == old.guest_words
        assert len(sitting.questions) >= len(old.questions)
    if act.name == "open" and old is not None:
        assert after.earlier[-1] == old
    if act.name == "speak":
        _watch_order(sitting)
    if act.name == "seal_vote":
        assert act.doer.account_id in able - set(sitting.left)
        assert not sitting.opened
    if act.name == "reveal":
        _watch_count(after, sitting, able)
    if before is not None and after.state in DISCUSSED and before.state not in DISCUSSED:
        assert act.name == "open"


def _watch_order(sitting) -> None:
    heights = {seat.account_id: seat for seat in sitting.opening.body.seats}
    spoken = [heights[each.member] for each in sitting.statements]
    keys = [
        (seat.account_id == sitting.opening.host, seat.rank.height, -seat.ranked_since.toordinal())
        for seat in spoken
    ]
    assert keys == sorted(keys)


def _watch_count(item, sitting, able) -> None:
    members = len(sitting.opening.body.seats)
    if not sitting.opening.counts_recused:
        members -= len(sitting.recused)
    assert 2 * len(able - set(sitting.left)) > members
    assert {each.member for each in sitting.opened} <= able
    most = [
        sum(each.vote.stand is Stand.FOR and each.vote.option == number for each in sitting.opened)
        for number in (1, 2)
    ]
    assert (item.state is ItemState.DECIDED) is any(2 * each > members for each in most)
