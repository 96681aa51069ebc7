"""What does each act before the discussion make of an item, and which rules stand against it?"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from service.court_time import court_day
from service.referral.committee.applications import (
    Application,
    Completion,
    DecidedRecusal,
    DeclaredRecusal,
    Endorsement,
    Filtering,
    KeptEndorsement,
    Materials,
    PanelAnswer,
    Recusal,
    Scheduling,
)
from service.referral.committee.bodies import require_lawful
from service.referral.committee.grounds import is_must
from service.referral.committee.items import Item
from service.referral.committee.vocabulary import BodyKind, Filter, ItemState
from service.referral.course.acts import Act, Part
from service.referral.errors import RuleBrokenError
from service.referral.referrals.course import EXEMPTIONS
from service.referral.referrals.model import OpinionSide

_S = ItemState
_OF_FILTER: Final = {
    Filter.INCOMPLETE: _S.INCOMPLETE,
    Filter.OUT_OF_SCOPE: _S.SCOPE_DOUBTED,
    Filter.SIMPLE: _S.FILTERED,
    Filter.FULL: _S.FILTERED,
}


def apply_for(_: Item | None, act: Act) -> Item:
    """Begin an item: by the presiding judge, the sole judge, or the president alone."""
    asked = act.content_as(Application)
    _require_questions(asked.questions)
    if act.doer.takes(Part.PRESIDENT):
        state = _S.APPROVED
    elif asked.is_sole or act.doer.takes(Part.PRESIDING_JUDGE):
        state = _S.APPLIED
    else:
        raise RuleBrokenError(
            rule="applicant",
            sentence="a panel applies by its presiding judge",
            words="合议庭提请审判委员会讨论的，由审判长提出申请（人民法院组织法第三十九条）。",
        )
    _require_report(asked)
    _require_conference(asked)
    return Item(state=state, application=asked)


def forward_by_head(item: Item, act: Act) -> Item:
    """Pass an application on to the vice president."""
    return replace(_endorsed(item, act, Part.DIVISION_HEAD), state=_S.BEFORE_VICE_PRESIDENT)


def forward_by_vice_president(item: Item, act: Act) -> Item:
    """Pass an application on to the president."""
    return replace(_endorsed(item, act, Part.VICE_PRESIDENT), state=_S.BEFORE_PRESIDENT)


def approve(item: Item, _: Act) -> Item:
    """Let an item go before the committee."""
    return replace(item, state=_S.APPROVED)


def suggest_reconsideration(item: Item, _: Act) -> Item:
    """Suggest that the panel reconsider, as often as the court allows."""
    most = item.application.reconsiderations
    if item.n_reconsiderations >= most:
        raise RuleBrokenError(
            rule="reconsiderations",
            sentence=f"reconsidering was suggested {item.n_reconsiderations} times; at most {most}",
            words=f"院长建议合议庭复议以{most}次为限（刑诉法解释第二百一十六条；"
            "合议庭工作规定第十三条），应当批准提交或者不予提交。",
        )
    return replace(item, state=_S.RECONSIDERED, n_reconsiderations=item.n_reconsiderations + 1)


def report_reconsideration(item: Item, act: Act) -> Item:
    """Take what the panel says now; the president decides on it."""
    answer = act.content_as(PanelAnswer)
    return replace(item, state=_S.BEFORE_PRESIDENT, panel_answers=(*item.panel_answers, answer))


def refuse(item: Item, _: Act) -> Item:
    """Do not let an item go before the committee."""
    return replace(item, state=_S.REFUSED)


def filter_item(item: Item, act: Act) -> Item:
    """Filter an item before the meeting (会前过滤、繁简分流)."""
    found = act.content_as(Filtering)
    if not any(each.strip() for each in found.criteria):
        raise RuleBrokenError(
            rule="criteria",
            sentence="the filter says on what it rests",
            words="会前过滤须写明所依据的标准（实施意见第十条）。",
        )
    if found.result is Filter.SIMPLE:
        _require_simple(item, found)
    return replace(item, state=_OF_FILTER[found.result], filtering=found)


def complete(item: Item, act: Act) -> Item:
    """Add what was missing."""
    added = act.content_as(Completion)
    _require_questions(added.questions)
    asked = replace(
        item.application,
        questions=added.questions,
        facts=added.facts,
        proposed=added.proposed,
        reasons=added.reasons,
        like_cases=added.like_cases,
    )
    return replace(item, state=_S.APPROVED, application=asked)


def confirm_out_of_scope(item: Item, _: Act) -> Item:
    """Agree that an item is not for the committee."""
    return replace(item, state=_S.OUT_OF_SCOPE)


def overrule_scope(item: Item, _: Act) -> Item:
    """Hold that an item is for the committee after all."""
    return replace(item, state=_S.APPROVED)


def schedule(item: Item, act: Act) -> Item:
    """Put an item on the agenda of a meeting of a lawful body."""
    put = act.content_as(Scheduling)
    require_lawful(put.body)
    if item.needs_plenary and put.body.kind is not BodyKind.PLENARY:
        raise RuleBrokenError(
            rule="plenary",
            sentence="the plenary has to decide this item",
            words="专业委员会会议未形成决定或者院长认为有必要的，提交全体会议讨论"
            "（法发〔2019〕20号第二十一条 [M]）。",
        )
    return replace(item, state=_S.SCHEDULED, scheduling=put, materials=None, read_by=())


def unschedule(item: Item, _: Act) -> Item:
    """Take an item from the agenda."""
    return replace(item, state=_S.FILTERED, scheduling=None, materials=None, read_by=())


def send_materials(item: Item, act: Act) -> Item:
    """Give the members what they have to read, in good time or with a reason."""
    sent, put = act.content_as(Materials), _scheduled(item)
    n_days = (put.held_on - court_day(act.at)).days
    if n_days < sent.lead_days and not act.reason.strip():
        raise RuleBrokenError(
            rule="lead_days",
            sentence=f"{n_days} days before the meeting; expected {sent.lead_days} or a reason",
            words=f"会议材料应当提前{sent.lead_days}日送达，现距开会{n_days}日；"
            "确有紧急情况的，写明理由后送达。",
        )
    return replace(item, state=_S.MATERIALS_SENT, materials=sent)


def acknowledge(item: Item, act: Act) -> Item:
    """Note that a member has read the materials."""
    member = act.doer.account_id
    _require_seat(item, member)
    if member in item.recused:
        raise _stands_aside()
    return replace(item, read_by=tuple(dict.fromkeys((*item.read_by, member))))


def declare_recusal(item: Item, act: Act) -> Item:
    """Ask that a member stand aside; by the member, or written down by the secretary."""
    member = act.content_as(DeclaredRecusal).member
    _require_seat(item, member)
    if member != act.doer.account_id and not act.doer.takes(Part.COMMITTEE_SECRETARY):
        raise RuleBrokenError(
            rule="recusal",
            sentence="a member declares for oneself",
            words="委员的回避由本人提出，或者由秘书登记他人提出的申请。",
        )
    if member in item.recused:
        raise _stands_aside()
    others = tuple(each for each in item.recusals if each.member != member)
    return replace(item, recusals=(*others, Recusal(member=member, why=act.reason.strip())))


def decide_recusal(item: Item, act: Act) -> Item:
    """Decide on a recusal: the president on the members, the committee on the president."""
    said = act.content_as(DecidedRecusal)
    asked = next((each for each in item.recusals if each.member == said.member), None)
    if asked is None:
        raise RuleBrokenError(
            rule="recusal",
            sentence=f"nobody asked that member {said.member} stand aside",
            words="没有该委员的回避申请。",
        )
    is_president = said.member == _scheduled(item).body.president
    if is_president is not said.by_committee or (
        not is_president and not act.doer.takes(Part.PRESIDENT)
    ):
        raise RuleBrokenError(
            rule="recusal",
            sentence="the president decides on members, the committee on the president",
            words="委员的回避由院长决定，院长的回避由审判委员会决定"
            "（法发〔2019〕20号第十四条 [M]）。",
        )
    decided = replace(asked, is_granted=said.is_granted)
    others = tuple(each for each in item.recusals if each.member != said.member)
    read_by = tuple(each for each in item.read_by if each != said.member or not said.is_granted)
    return replace(item, recusals=(*others, decided), read_by=read_by)


def withdraw(item: Item, _: Act) -> Item:
    """Take an application back."""
    return replace(item, state=_S.WITHDRAWN)


def is_split(application: Application) -> bool:
    """Tell whether the members of the panel do not hold one opinion."""
    return any(each.side is not OpinionSide.MAJORITY for each in application.opinions)


def _endorsed(item: Item, act: Act, part: Part) -> Item:
    words = act.content_as(Endorsement).words.strip()
    kept = KeptEndorsement(part=part, name=act.doer.name, words=words)
    return replace(item, endorsements=(*item.endorsements, kept))


def _scheduled(item: Item) -> Scheduling:
    if item.scheduling is None:
        raise AssertionError(f"{item.state} stands on no agenda")
    return item.scheduling


def _require_questions(questions: Iterable[str]) -> None:
    asked = tuple(questions)
    if not asked or not all(each.strip() for each in asked):
        raise RuleBrokenError(
            rule="question",
            sentence="an item puts questions of law, one by one",
            words="提请讨论须逐项写明需要讨论决定的法律适用问题（法发〔2019〕20号第十二条 [M]）。",
        )


def _require_report(asked: Application) -> None:
    if asked.pending_id is not None and not asked.report_id:
        raise RuleBrokenError(
            rule="V7",
            sentence="no signed search report goes with it",
            words="提交审判委员会讨论的，应当先有签名的类案检索报告"
            "（法发〔2020〕24号第二条、第七条，V7）。",
        )


def _require_conference(asked: Application) -> None:
    if asked.conference is not None:
        return
    if asked.exemption not in EXEMPTIONS:
        raise RuleBrokenError(
            rule="V8",
            sentence=f"no conference was held; expected an exemption: {', '.join(EXEMPTIONS)}",
            words="提请审判委员会讨论前应当先经专业法官会议，或者写明免于提交的法定情形（V8）。",
        )
    if asked.exemption == EXEMPTIONS[0] and (is_split(asked) or not is_must(asked.grounds)):
        raise RuleBrokenError(
            rule="V8",
            sentence="the exemption is for what must be discussed and nobody differs on",
            words="以依法应当由审判委员会讨论为由不经法官会议的，须属应当提交的情形且没有分歧"
            "（法发〔2021〕2号第十二条 [M]，V8）。",
        )


def _require_simple(item: Item, found: Filtering) -> None:
    asked = item.application
    if not found.allows_simple or is_split(asked) or not is_must(asked.grounds):
        raise RuleBrokenError(
            rule="simple_track",
            sentence="the short way is for what must be discussed and nobody differs on",
            words="简易程序限于依法应当讨论且合议庭没有分歧的事项，并须本院规定允许"
            "（实施意见第十条；标准由本院定 [M]）。",
        )


def _require_seat(item: Item, member: int) -> None:
    if _scheduled(item).body.seat_of(member) is None:
        raise RuleBrokenError(
            rule="seat",
            sentence=f"account {member} has no seat in the body",
            words="该人员不是本次会议的组成人员。",
        )


def _stands_aside() -> RuleBrokenError:
    return RuleBrokenError(
        rule="V10",
        sentence="a recused member takes no part",
        words="已回避的委员不参加本议题（V10）。",
    )
