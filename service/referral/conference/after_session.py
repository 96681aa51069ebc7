"""What do the acts make of an item after its discussion?

签名（补充 → 全体重签）→ 复议 → {采纳, 未采纳, 难以决定} → {办结, 层报院长} → 归档. The opinion is
advice: the panel decides, and where it decides otherwise the case goes on.

Source: 法发〔2021〕2号 art. 9, 11 [M].
"""

from dataclasses import replace
from datetime import date

from service.court_time import court_day
from service.referral.conference.counting import onward
from service.referral.conference.item import (
    ConferenceItem,
    MadeSupplement,
    PreventedSigner,
    signers,
    standing_statements,
    yet_to_sign,
)
from service.referral.conference.item_acts import (
    Prevented,
    Reconsideration,
    Signing,
    Supplement,
)
from service.referral.conference.refusing import LEADERS, require_panel, seat_of_doer
from service.referral.conference.session import said_anew
from service.referral.conference.vocabulary import ItemState, PanelConclusion, ViewStanding
from service.referral.course.acts import Act
from service.referral.errors import RuleBrokenError
from service.referral.referrals.model import Force

_S = ItemState
_LEADS_TO = {
    PanelConclusion.ADOPTED: _S.ADOPTED,
    PanelConclusion.NOT_ADOPTED: _S.NOT_ADOPTED,
    PanelConclusion.UNDECIDED: _S.UNDECIDED,
}


def sign(item: ConferenceItem, act: Act) -> ConferenceItem:
    """A judge signs the minutes; the last signature hands the opinion to the panel.

    Whoever was noted as prevented signs whenever they can: the signature replaces the note.
    """
    seat = seat_of_doer(item, act, signers(item), is_afterwards=True)
    signing = act.content_as(Signing)
    version = signing.version
    if version != item.version:
        raise RuleBrokenError(
            rule="version",
            sentence=f"version {version} was read, version {item.version} stands",
            words="会议记录已有补充或者变更，请重新阅读后签名。",
        )
    if seat.account_id in item.signed_by:
        raise RuleBrokenError(
            rule="once", sentence="they signed this version", words="您已经签名。"
        )
    signed = replace(
        item,
        signed_by=(*item.signed_by, seat.account_id),
        prevented=tuple(each for each in item.prevented if each.account_id != seat.account_id),
    )
    return _handed_on(signed, signing.reconsider_by)


def note_prevented(item: ConferenceItem, act: Act) -> ConferenceItem:
    """A judge cannot sign: it is noted in place of the signature, with day and reason."""
    noted = act.content_as(Prevented)
    _require_may_note(item, noted, act)
    kept = PreventedSigner(
        account_id=noted.account_id,
        on=noted.on,
        reason=act.reason.strip(),
        noted_by=act.doer.name,
    )
    left = replace(item, prevented=(*item.prevented, kept))
    if not left.signed_by and not yet_to_sign(left):
        raise RuleBrokenError(
            rule="signature",
            sentence="minutes that nobody signed are none",
            words="没有一名参加法官签名的会议记录不能成立。",
        )
    return _handed_on(left, noted.reconsider_by)


def supplement(item: ConferenceItem, act: Act) -> ConferenceItem:
    """A judge adds something in writing: all sign anew; where a view changes, all is summed up."""
    seat = seat_of_doer(item, act, signers(item), is_afterwards=True)
    added = act.content_as(Supplement)
    if not added.words.strip():
        raise RuleBrokenError(rule="words", sentence="nothing is added", words="内容不能为空。")
    made = MadeSupplement(account_id=seat.account_id, name=seat.name, supplement=added)
    anew = replace(
        item,
        state=_S.SIGNING,
        supplements=(*item.supplements, made),
        version=item.version + 1,
        signed_by=(),
        prevented=(),
        reconsider_by=None,
    )
    held = {each.account_id: each.view for each in standing_statements(item)}
    view = added.view.strip()
    if not view or view == held[seat.account_id]:
        return anew
    return replace(said_anew(anew, seat, view, added.words), state=_S.SUMMARISING)


def reconsider(item: ConferenceItem, act: Act) -> ConferenceItem:
    """The panel reconsiders."""
    require_panel(item, act)
    made = act.content_as(Reconsideration)
    if not made.words.strip():
        raise RuleBrokenError(
            rule="words",
            sentence="a reconsideration says what the panel holds now",
            words="复议应当写明合议庭的意见和理由。",
        )
    has_majority = item.standing is ViewStanding.MAJORITY
    if made.conclusion is PanelConclusion.ADOPTED and not has_majority:
        raise RuleBrokenError(
            rule="no_majority",
            sentence="the conference formed no majority that could be adopted",
            words="法官会议未形成多数意见，没有可以采纳的多数意见；"
            "合议庭自行形成意见的，选择“未采纳”并写明意见。",
        )
    return replace(item, state=_LEADS_TO[made.conclusion], reconsideration=made)


def end(item: ConferenceItem, _: Act) -> ConferenceItem:
    """It ends here, unless the rule sends it on."""
    if onward(item) is Force.MUST:
        raise RuleBrokenError(
            rule="onward",
            sentence="of the four classes without an agreed opinion: it goes to the president",
            words="四类案件未形成多数意见，或者合议庭复议意见与多数意见不一致、难以决定的，"
            "应当层报院长提交审判委员会（法发〔2021〕2号第十一条 [M]）。",
        )
    return replace(item, state=_S.ENDED)


def report_up(item: ConferenceItem, _: Act) -> ConferenceItem:
    """It goes to the president for the committee."""
    if onward(item) is Force.NONE:
        raise RuleBrokenError(
            rule="onward",
            sentence="the panel adopted the opinion of the majority: there is nothing to settle",
            words="合议庭已采纳多数意见，没有须层报的情形（法发〔2021〕2号第十一条 [M]）。",
        )
    return replace(item, state=_S.REPORTED_UP)


def archive(item: ConferenceItem, _: Act) -> ConferenceItem:
    """Its papers are filed, in the inner volume (副卷)."""
    return replace(item, state=_S.ARCHIVED)


def _handed_on(item: ConferenceItem, reconsider_by: date | None) -> ConferenceItem:
    if item.state is not _S.SIGNING or yet_to_sign(item):
        return item
    if not item.suggestion.has_panel:
        return replace(item, state=_S.ADVISED)
    return replace(item, state=_S.RECONSIDERING, reconsider_by=reconsider_by)


def _require_may_note(item: ConferenceItem, noted: Prevented, act: Act) -> None:
    if noted.account_id not in {seat.account_id for seat in yet_to_sign(item)}:
        raise RuleBrokenError(
            rule="signature",
            sentence="no signature of theirs is waited for",
            words="此人不在待签名的法官之中。",
        )
    is_host = item.host is not None and item.host.seat.account_id == act.doer.account_id
    if noted.account_id == act.doer.account_id or not (is_host or act.doer.takes(*LEADERS)):
        raise RuleBrokenError(
            rule="prevented",
            sentence="the host notes it of others, the leaders of the host",
            words="因故未能签名由主持人登记；主持人本人未能签名的，由院庭长登记。",
        )
    if noted.on > court_day(act.at):
        raise RuleBrokenError(
            rule="day", sentence="that day is to come", words="未能签名的日期不能晚于今天。"
        )
