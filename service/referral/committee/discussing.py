"""What does each act of the discussion make of an item, and which rules stand against it?

Source: 法发〔2019〕20号 art. 14, 18, 20, 21 [M]; 人民法院组织法 art. 38; plan, V9 to V11.
"""

from dataclasses import replace
from typing import Final

from service.referral.committee.items import Item
from service.referral.committee.sittings import (
    Answered,
    Asked,
    GuestWords,
    Left,
    Opening,
    Revealed,
    Sitting,
    Spoken,
    Statement,
)
from service.referral.committee.vocabulary import BodyKind, Filter, ItemState
from service.referral.committee.voting import (
    COMMITMENT,
    Ballot,
    KeptSeal,
    OpenedVote,
    Seal,
    commitment_to,
    count_votes,
    is_well_formed,
)
from service.referral.course.acts import Act, Part
from service.referral.errors import RuleBrokenError

_S = ItemState
_RECORDER: Final = Part.COMMITTEE_SECRETARY


def open_item(item: Item, act: Act) -> Item:
    """Take an item up: the body, who is there and how recused members count are frozen."""
    opening = act.content_as(Opening)
    if item.scheduling is None or opening.body != item.scheduling.body:
        raise _broken("body", "another body sits than was scheduled", "开会的组织与排期的不一致。")
    if any(each.is_granted is None for each in item.recusals):
        raise _broken("recusal", "a recusal is undecided", "尚有回避申请未决定，不能开始讨论。")
    seats = {seat.account_id for seat in opening.body.seats}
    if not set(opening.present) <= seats:
        raise _broken("seat", "somebody present has no seat", "签到人员中有非组成人员。")
    sitting = Sitting(
        opening=replace(opening, present=tuple(sorted(set(opening.present)))),
        recused=tuple(sorted(item.recused & seats)),
    )
    _require_quorum(sitting)
    _require_chair(sitting)
    is_simple = item.filtering is not None and item.filtering.result is Filter.SIMPLE
    state = _S.SPEAKING if is_simple else _S.REPORTING
    earlier = item.earlier if item.sitting is None else (*item.earlier, item.sitting)
    return replace(item, state=state, sitting=sitting, earlier=earlier)


def report(item: Item, act: Act) -> Item:
    """Take the report of whoever hears the case (汇报)."""
    words = _said(act.content_as(Spoken).words)
    return _with(item, replace(_sitting(item), report=words), _S.QUESTIONING)


def ask(item: Item, act: Act) -> Item:
    """Take a question of a member (询问)."""
    sitting = _sitting(item)
    _require_voter(sitting, act.doer.account_id)
    asked = Asked(by=act.doer.name, words=_said(act.content_as(Spoken).words))
    return _with(item, replace(sitting, questions=(*sitting.questions, asked)))


def answer(item: Item, act: Act) -> Item:
    """Take an answer to a question."""
    sitting, said = _sitting(item), act.content_as(Answered)
    if not 1 <= said.question <= len(sitting.questions):
        raise _broken("question", f"there is no question {said.question}", "没有这一询问。")
    questions = list(sitting.questions)
    asked = questions[said.question - 1]
    answers = (*asked.answers, (act.doer.name, _said(said.words)))
    questions[said.question - 1] = replace(asked, answers=answers)
    return _with(item, replace(sitting, questions=tuple(questions)))


def end_questions(item: Item, act: Act) -> Item:
    """Go on to the guests, or where none are, to the members."""
    sitting = _chaired(item, act)
    return _with(item, sitting, _S.GUESTS_SPEAKING if sitting.opening.guests else _S.SPEAKING)


def guest_speak(item: Item, act: Act) -> Item:
    """Take what a guest says, oneself or written down by the secretary; guests do not vote."""
    sitting, said = _sitting(item), act.content_as(GuestWords)
    guest = next((each for each in sitting.opening.guests if each.name == said.guest), None)
    is_own = guest is not None and guest.account_id == act.doer.account_id
    if guest is None or not (is_own or act.doer.takes(_RECORDER)):
        raise _broken("guest", "no guest of this item, or another one", "不是本议题的列席人员。")
    kept = replace(said, words=_said(said.words))
    return _with(item, replace(sitting, guest_words=(*sitting.guest_words, kept)))


def end_guests(item: Item, act: Act) -> Item:
    """Go on to the members."""
    return _with(item, _chaired(item, act), _S.SPEAKING)


def speak(item: Item, act: Act) -> Item:
    """Take what a member holds, each in turn: the lowest rank first, the host last."""
    sitting, said = _sitting(item), act.content_as(Statement)
    if said.member != act.doer.account_id and not act.doer.takes(_RECORDER):
        raise _broken(
            "statement", "a member speaks for oneself", "委员意见由本人发表或者秘书记录。"
        )
    _require_voter(sitting, said.member)
    turn = sitting.next_speaker
    if turn is None or turn.account_id != said.member:
        whose = "无人" if turn is None else turn.name
        raise _broken(
            "V9",
            f"it is the turn of {'nobody' if turn is None else turn.account_id}",
            "委员按法官等级由低到高依次发表意见，主持人最后发表"
            f"（法发〔2019〕20号第二十条 [M]，V9）；现应由{whose}发言。",
        )
    kept = replace(said, opinion=_said(said.opinion), reasons=said.reasons.strip())
    return _with(item, replace(sitting, statements=(*sitting.statements, kept)))


def leave(item: Item, act: Act) -> Item:
    """Note that a member goes before the end."""
    sitting, member = _sitting(item), act.content_as(Left).member
    _require_voter(sitting, member)
    if member == sitting.opening.host:
        raise _broken("chair", "the host stays", "主持人离席的，应当先决定缓议。")
    return _with(item, replace(sitting, left=(*sitting.left, member)))


def put_to_vote(item: Item, act: Act) -> Item:
    """Put proposed decisions to the vote, once every member has spoken."""
    sitting, ballot = _chaired(item, act), act.content_as(Ballot)
    if sitting.next_speaker is not None:
        raise _broken(
            "V9",
            "not every member has spoken",
            f"{sitting.next_speaker.name}尚未发表意见，全体到会委员发表意见后才能表决（V9）。",
        )
    words = [each.words.strip() for each in ballot.options]
    if not words or not all(words) or len(set(words)) != len(words):
        raise _broken("ballot", "options are to be told apart", "表决事项须写明，各项不得相同。")
    put = replace(
        sitting, ballot=ballot, n_ballots=sitting.n_ballots + 1, seals=(), opened=(), count=None
    )
    _require_quorum(put)
    return _with(item, put, _S.VOTING)


def seal_vote(item: Item, act: Act) -> Item:
    """Take a member's vote, closed: its commitment and nothing else."""
    sitting, seal = _sitting(item), act.content_as(Seal)
    member = act.doer.account_id
    _require_voter(sitting, member)
    if act.reason:
        raise _broken("sealed", "a sealed vote tells no reason", "表决的理由随表决一并密封。")
    if not COMMITMENT.fullmatch(seal.commitment) or seal.ballot != sitting.n_ballots:
        raise _broken("seal", "no commitment of this ballot", "表决不属于本轮，请刷新页面。")
    if any(each.member == member for each in sitting.seals):
        raise _broken(
            "double_vote",
            "this member has voted",
            "每名委员只能表决一次，密封后不能更换；确有错误的，由主持人写明理由作废本轮表决。",
        )
    kept = KeptSeal(member=member, commitment=seal.commitment)
    return _with(item, replace(sitting, seals=(*sitting.seals, kept)))


def void_ballot(item: Item, act: Act) -> Item:
    """Void a ballot unopened; every member votes anew."""
    sitting = _chaired(item, act)
    return _with(item, replace(sitting, ballot=None, seals=()), _S.SPEAKING)


def reveal(item: Item, act: Act) -> Item:
    """Open all votes at once, hold each against its commitment, and count."""
    sitting, revealed = _sitting(item), act.content_as(Revealed)
    if sitting.ballot is None:
        raise AssertionError("a vote goes on without a ballot")
    if sitting.awaited:
        raise _broken("sealed", "not all votes are in", "尚有委员未表决，不能开启。")
    _require_quorum(sitting)
    opened = _verified(sitting, sitting.ballot, revealed.votes)
    count = count_votes(sitting.ballot, [each.vote for each in opened], n_members=sitting.n_members)
    state = _S.DECIDED if count.decided else _S.UNDECIDED
    return _with(item, replace(sitting, opened=opened, count=count), state)


def postpone(item: Item, act: Act) -> Item:
    """Put an item off (缓议); seals of a ballot that goes on are never opened."""
    sitting = _chaired(item, act)
    return replace(_with(item, replace(sitting, seals=()), _S.POSTPONED), scheduling=None)


def resume(item: Item, _: Act) -> Item:
    """Let an item be scheduled again."""
    return replace(item, state=_S.FILTERED, scheduling=None)


def to_plenary(item: Item, _: Act) -> Item:
    """Hand an item to the plenary: the specialised body is deadlocked, or the president says so."""
    sitting = item.sitting
    was_plenary = sitting is not None and sitting.opening.body.kind is BodyKind.PLENARY
    if item.needs_plenary or (item.state is _S.UNDECIDED and was_plenary):
        raise _broken("plenary", "the plenary has it already", "本议题已经由全体会议讨论。")
    return replace(item, state=_S.FILTERED, scheduling=None, needs_plenary=True)


def discuss_again(item: Item, _: Act) -> Item:
    """Let the plenary discuss an item again that it did not decide."""
    sitting = _sitting(item)
    if sitting.opening.body.kind is not BodyKind.PLENARY:
        raise _broken(
            "plenary",
            "what a specialised body did not decide goes to the plenary",
            "专业委员会会议未形成决定的，应当提交全体会议讨论（法发〔2019〕20号第二十一条 [M]）。",
        )
    return replace(item, state=_S.FILTERED, scheduling=None, needs_plenary=True)


def ballot_key(sitting: Sitting) -> str:
    """Return what a commitment is bound to: the ballot of a meeting."""
    return f"{sitting.opening.meeting_id}/{sitting.n_ballots}"


def _verified(
    sitting: Sitting, ballot: Ballot, votes: tuple[OpenedVote, ...]
) -> tuple[OpenedVote, ...]:
    sealed = {each.member: each.commitment for each in sitting.seals}
    by_member = {each.member: each for each in votes}
    if len(by_member) != len(votes) or set(by_member) != set(sealed):
        raise _broken("sealed", "votes and seals do not match", "开启的表决与密封的不一致。")
    for member, opened in by_member.items():
        told = commitment_to(
            opened.vote, member=member, ballot=ballot_key(sitting), nonce=opened.nonce
        )
        if told != sealed[member] or not is_well_formed(opened.vote, ballot):
            raise _broken(
                "sealed", f"the vote of {member} is not the one sealed", "表决与密封的不符。"
            )
    return tuple(by_member[seal.member] for seal in sorted(sitting.seals, key=lambda s: s.member))


def _sitting(item: Item) -> Sitting:
    if item.sitting is None:
        raise AssertionError(f"{item.state} without a discussion")
    return item.sitting


def _with(item: Item, sitting: Sitting, state: ItemState | None = None) -> Item:
    return replace(item, sitting=sitting, state=state or item.state)


def _chaired(item: Item, act: Act) -> Sitting:
    sitting = _sitting(item)
    if act.doer.account_id != sitting.opening.host:
        raise _broken("chair", "the host alone leads", "会议程序由主持人决定。")
    return sitting


def _require_quorum(sitting: Sitting) -> None:
    if not sitting.has_quorum:
        n_present, n_members = len(sitting.voters), sitting.n_members
        raise _broken(
            "V11",
            f"{n_present} of {n_members} members take part; expected over half",
            f"应到{n_members}人，实到可参加{n_present}人，未过半数"
            "（人民法院组织法第三十八条，V11）。",
        )


def _require_chair(sitting: Sitting) -> None:
    host, body = sitting.opening.host, sitting.opening.body
    if host not in body.leaders or host not in {seat.account_id for seat in sitting.voters}:
        raise _broken(
            "chair",
            "the president or a vice president chairs, is there and not recused",
            "审判委员会会议由院长或者院长委托的副院长主持（人民法院组织法第三十八条），"
            "主持人应当到会且未回避。",
        )


def _require_voter(sitting: Sitting, member: int) -> None:
    if member not in {seat.account_id for seat in sitting.voters}:
        raise _broken(
            "V10",
            f"account {member} is no member who is there and not recused",
            "只有到会且未回避的委员可以发表意见和表决，列席人员不参与表决（V10）。",
        )


def _said(words: str) -> str:
    if not words.strip():
        raise _broken("words", "nothing is said", "请写明内容。")
    return words.strip()


def _broken(rule: str, sentence: str, words: str) -> RuleBrokenError:
    return RuleBrokenError(rule=rule, sentence=sentence, words=words)
