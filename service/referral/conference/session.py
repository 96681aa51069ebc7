"""What do the acts make of an item while it is discussed?

合议庭介绍 → 询问 → 列席发言 → 参加法官由低到高发言 → 后续轮次 → 主持人最后发言 → 归纳. The order is
enforced: whoever speaks before their turn is refused.

Source: 法发〔2021〕2号 art. 10 [M].
"""

from dataclasses import replace

from service.referral.conference.counting import counted_views
from service.referral.conference.item import (
    AskedQuestion,
    ConferenceItem,
    MadeRemark,
    MadeStatement,
    standing_statements,
    yet_to_speak,
)
from service.referral.conference.item_acts import (
    Answer,
    Introduction,
    Leaving,
    Question,
    Remark,
    Statement,
    Summary,
)
from service.referral.conference.refusing import require_host, require_panel, seat_of_doer
from service.referral.conference.vocabulary import ItemState
from service.referral.course.acts import Act
from service.referral.errors import RuleBrokenError
from service.referral.roster.model import Seat

_S = ItemState


def introduce(item: ConferenceItem, act: Act) -> ConferenceItem:
    """The panel introduces the case."""
    require_panel(item, act)
    words = _said(act.content_as(Introduction).words)
    return replace(item, state=_S.QUESTIONING, introduction=words)


def ask(item: ConferenceItem, act: Act) -> ConferenceItem:
    """Somebody at the table asks the panel."""
    seat = seat_of_doer(item, act, (*item.seats.judges, *item.seats.observers))
    asked = AskedQuestion(
        session=item.session,
        account_id=seat.account_id,
        name=seat.name,
        words=_said(act.content_as(Question).words),
    )
    return replace(item, questions=(*item.questions, asked))


def answer(item: ConferenceItem, act: Act) -> ConferenceItem:
    """The panel answers a question."""
    require_panel(item, act)
    given = act.content_as(Answer)
    place = given.question - 1
    if place not in range(len(item.questions)) or item.questions[place].answer:
        raise RuleBrokenError(
            rule="question",
            sentence=f"no question {given.question} waits for its answer",
            words="没有这一待答复的询问。",
        )
    answered = replace(item.questions[place], answer=_said(given.words), answered_by=act.doer.name)
    questions = (*item.questions[:place], answered, *item.questions[place + 1 :])
    return replace(item, questions=questions)


def end_questions(item: ConferenceItem, act: Act) -> ConferenceItem:
    """The host goes on to those who sit in, or, where nobody does, to the participants."""
    require_host(item, act)
    if any(not each.answer for each in item.questions if each.session == item.session):
        raise RuleBrokenError(
            rule="unanswered",
            sentence="a question of this session has no answer yet",
            words="还有询问没有答复，答复后再进入下一环节。",
        )
    here = [seat for seat in item.seats.observers if seat.account_id not in item.recused]
    return replace(item, state=_S.OBSERVING) if here else _to_speaking(item)


def remark(item: ConferenceItem, act: Act) -> ConferenceItem:
    """Somebody who sits in speaks, once; it does not count."""
    seat = seat_of_doer(item, act, item.seats.observers)
    _require_first(
        any(
            each.account_id == seat.account_id and each.session == item.session
            for each in item.remarks
        )
    )
    made = MadeRemark(
        session=item.session,
        account_id=seat.account_id,
        name=seat.name,
        words=_said(act.content_as(Remark).words),
    )
    return replace(item, remarks=(*item.remarks, made))


def end_remarks(item: ConferenceItem, act: Act) -> ConferenceItem:
    """The host goes on to the participants."""
    require_host(item, act)
    return _to_speaking(item)


def state_view(item: ConferenceItem, act: Act) -> ConferenceItem:
    """A judge states a view: in the first round in the order of ranks, the host last of all."""
    seat = seat_of_doer(item, act, item.seats.judges)
    is_host = seat.account_id == item.seats.host.account_id
    if item.state is _S.SPEAKING:
        _require_turn(item, seat, is_host=is_host)
    stated = _with_statement(item, seat, act.content_as(Statement))
    if is_host:
        return replace(stated, state=_S.SUMMARISING)
    if item.state is _S.SPEAKING and not yet_to_speak(stated):
        return replace(stated, state=_S.FURTHER_ROUNDS, round=2)
    return stated


def next_round(item: ConferenceItem, act: Act) -> ConferenceItem:
    """The host asks for another round, in which each may speak once more."""
    require_host(item, act)
    return replace(item, round=item.round + 1)


def note_leaving(item: ConferenceItem, act: Act) -> ConferenceItem:
    """A participant or observer has left; what they said stands."""
    account = act.content_as(Leaving).account_id
    seats = (*item.seats.participants, *item.seats.observers)
    if account in item.left or account not in {seat.account_id for seat in seats}:
        raise RuleBrokenError(
            rule="seats",
            sentence="nobody of that number sits here as participant or observer",
            words="此人不在席，或者是主持人；主持人离席的，应当延期。",
        )
    gone = replace(item, left=(*item.left, account))
    if item.state is _S.SPEAKING and not yet_to_speak(gone):
        return replace(gone, state=_S.FURTHER_ROUNDS, round=2)
    return gone


def summarise(item: ConferenceItem, act: Act) -> ConferenceItem:
    """The host sums up; what is summed up has to be what was said."""
    require_host(item, act)
    summary = act.content_as(Summary)
    _said(summary.words)
    n_stated, least = len(standing_statements(item)), item.seats.minimum
    if n_stated < least:
        raise RuleBrokenError(
            rule="minimum",
            sentence=f"{n_stated} judges stated an opinion; at least {least} have to",
            words=f"发表意见的法官{n_stated}人，少于本院规定的最少参加人数{least}人，"
            "不能形成讨论意见，应当延期（法发〔2021〕2号第三条）。",
        )
    counted = {(each.view, each.n, each.standing) for each in counted_views(item)}
    if {(each.view, each.n, each.standing) for each in summary.views} != counted or len(
        summary.views
    ) != len(counted):
        raise RuleBrokenError(
            rule="summary",
            sentence="the summary does not count what was stated",
            words="归纳的观点、人数或者是否形成多数与各人发言不一致，主持人应当如实归纳"
            "（法发〔2021〕2号第六条 [M]）。",
        )
    return replace(
        item,
        state=_S.SIGNING,
        summary=summary,
        version=item.version + 1,
        signed_by=(),
        prevented=(),
    )


def postpone(item: ConferenceItem, _: Act) -> ConferenceItem:
    """It is put off; what was said stays on record, and a later session begins anew."""
    return replace(item, state=_S.ADMITTED, placement=None)


def said_anew(item: ConferenceItem, seat: Seat, view: str, reasons: str) -> ConferenceItem:
    """Return the item with a further statement, in a round of its own."""
    later = replace(item, round=item.round + 1)
    return _with_statement(later, seat, Statement(view=view, reasons=reasons))


def _to_speaking(item: ConferenceItem) -> ConferenceItem:
    if not yet_to_speak(item):
        return replace(item, state=_S.FURTHER_ROUNDS, round=2)
    return replace(item, state=_S.SPEAKING, round=1)


def _require_turn(item: ConferenceItem, seat: Seat, *, is_host: bool) -> None:
    waiting = yet_to_speak(item)
    if is_host:
        raise RuleBrokenError(
            rule="V9",
            sentence="the host speaks last",
            words="主持人最后发言：还有参加法官没有发表意见（法发〔2021〕2号第十条 [M]，V9）。",
        )
    if seat != waiting[0]:
        raise RuleBrokenError(
            rule="V9",
            sentence=f"it is the turn of account {waiting[0].account_id}",
            words=f"发言由低到高进行，现在轮到{waiting[0].name}（法发〔2021〕2号第十条 [M]，V9）。",
        )


def _with_statement(item: ConferenceItem, seat: Seat, statement: Statement) -> ConferenceItem:
    view = statement.view.strip()
    if not view:
        raise RuleBrokenError(
            rule="view",
            sentence="a statement holds a view",
            words="发言应当有明确的意见。",
        )
    _require_first(
        any(
            (each.session, each.round, each.account_id)
            == (item.session, item.round, seat.account_id)
            for each in item.statements
        )
    )
    made = MadeStatement(
        session=item.session,
        round=item.round,
        account_id=seat.account_id,
        name=seat.name,
        view=view,
        reasons=statement.reasons.strip(),
    )
    return replace(item, statements=(*item.statements, made))


def _require_first(has_spoken: bool) -> None:  # noqa: FBT001 - one question, asked in one way
    if has_spoken:
        raise RuleBrokenError(
            rule="once", sentence="they spoke in this round", words="您在这一轮已经发言。"
        )


def _said(words: str) -> str:
    if not words.strip():
        raise RuleBrokenError(rule="words", sentence="nothing is said", words="内容不能为空。")
    return words.strip()
