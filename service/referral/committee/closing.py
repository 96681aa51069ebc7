"""What does each act behind the decision make of an item, and which rules stand against it?

Source: 法发〔2019〕20号 art. 21 to 25 [M]; 人民法院组织法 art. 39; plan, V12 and V13.
"""

from dataclasses import replace

from service.court_time import court_day
from service.referral.committee.decisions import (
    FiledJudgment,
    Minutes,
    NotedPrevention,
    Prevented,
    Registration,
    Sent,
)
from service.referral.committee.items import Item
from service.referral.committee.sittings import Sitting
from service.referral.committee.vocabulary import GuestKind, ItemState
from service.referral.course.acts import Act, Part
from service.referral.errors import RuleBrokenError

_S = ItemState


def draft_minutes(item: Item, act: Act) -> Item:
    """Draft the minutes: reasons parted into public and not, the minority on record."""
    minutes = act.content_as(Minutes)
    if not minutes.summary.strip() or not minutes.decision.strip():
        raise _broken("minutes", "minutes hold summary and decision", "纪要须写明讨论情况和决定。")
    if not minutes.public_reasons.strip() and not minutes.unpublished_ground.strip():
        raise _broken(
            "public_reasons",
            "reasons are public unless the law forbids it; name the law",
            "决定的理由应当在裁判文书中公开，法律规定不公开的除外并须写明依据"
            "（人民法院组织法第三十九条）。",
        )
    if _decided(item).minority and not minutes.minority.strip():
        raise _broken(
            "minority",
            "the minority is put on record",
            "少数委员的不同意见应当记录在卷（法发〔2019〕20号第二十一条 [M]）。",
        )
    return replace(item, state=_S.MINUTES_DRAFTED, minutes=minutes, prevented=None)


def note_prevented(item: Item, act: Act) -> Item:
    """Note that the president cannot approve the minutes: a vice president may from then on."""
    noted = act.content_as(Prevented)
    if noted.on > court_day(act.at):
        raise _broken("day", "that day is to come", "不能审定的日期不能晚于今天。")
    kept = NotedPrevention(on=noted.on, reason=act.reason.strip(), noted_by=act.doer.name)
    return replace(item, prevented=kept)


def return_minutes(item: Item, act: Act) -> Item:
    """Send the minutes back to be drafted anew."""
    _require_approver(item, act)
    return replace(item, state=_S.DECIDED)


def approve_minutes(item: Item, act: Act) -> Item:
    """Approve the minutes; the decision gets its number."""
    _require_approver(item, act)
    registered = act.content_as(Registration)
    # The president who can approve after all does: the note has no more to say.
    prevented = None if act.doer.takes(Part.PRESIDENT) else item.prevented
    return replace(item, state=_S.MINUTES_APPROVED, registration=registered, prevented=prevented)


def send_decision(item: Item, act: Act) -> Item:
    """Send the decision; to the prosecution too where it attended."""
    sent = act.content_as(Sent)
    guests = _decided(item).opening.guests
    if any(each.kind is not GuestKind.OTHER for each in guests) and not sent.to_prosecutor:
        raise _broken(
            "prosecutor_copy",
            "the prosecution attended and gets a copy",
            "检察长或者副检察长列席的，决定应当抄送同级检察院检察委员会办事机构"
            "（法发〔2019〕20号第二十三条 [M]）。",
        )
    return replace(item, state=_S.IN_EXECUTION, sent=sent)


def ask_to_reconsider(item: Item, _: Act) -> Item:
    """Ask the president to have a decision reconsidered; it stands until then."""
    return replace(item, n_asked_again=item.n_asked_again + 1)


def reconsider(item: Item, _: Act) -> Item:
    """Put a decision up again (提请复议); what was decided stays on record."""
    return replace(
        item,
        state=_S.FILTERED,
        scheduling=None,
        minutes=None,
        prevented=None,
        registration=None,
        sent=None,
        filed=(),
    )


def file_judgment(item: Item, act: Act) -> Item:
    """Take the judgment for the record, as it was compared with the decision."""
    filed = act.content_as(FiledJudgment)
    state = _S.DIFFERS if filed.differences else _S.CONFORMS
    return replace(item, state=state, filed=(*item.filed, filed))


def confirm_conformity(item: Item, _: Act) -> Item:
    """Hold that a judgment carries out the decision, whatever the comparison found."""
    return replace(item, state=_S.CONFORMS)


def archive(item: Item, _: Act) -> Item:
    """Lay an item to the files."""
    return replace(item, state=_S.ARCHIVED)


def _decided(item: Item) -> Sitting:
    if item.sitting is None or item.sitting.decision is None:
        raise AssertionError(f"{item.state} without a decision")
    return item.sitting


def _require_approver(item: Item, act: Act) -> None:
    if act.doer.account_id in item.recused:
        raise _broken("V10", "a recused member takes no part", "已回避的人员不参加本议题（V10）。")
    if item.prevented is None and not act.doer.takes(Part.PRESIDENT):
        raise _broken(
            "approval",
            "the president approves; a vice president where the president is noted as prevented",
            "纪要由院长审定；院长因故不能审定的，先登记原因和日期，再由副院长代为审定"
            "（法发〔2019〕20号第二十三条 [M]）。",
        )


def _broken(rule: str, sentence: str, words: str) -> RuleBrokenError:
    return RuleBrokenError(rule=rule, sentence=sentence, words=words)
