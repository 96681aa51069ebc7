"""Who is told what has become of an item, and what is asked of them?

A notice names no question and no case: it may lie in a list longer than its reader may see the
item.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from service.notices.desk import NoticeDesk
from service.notices.model import Notice, NoticeKind, Recipient
from service.referral.access import OF_JUDGES
from service.referral.committee.items import Item
from service.referral.committee.vocabulary import ItemAct, ItemState
from service.referral.course.acts import Part
from service.referral.course.ledger import OpenMatter
from service.referral.roster.model import Office
from service.store.roster_records import RosterRecords

_A, _S = ItemAct, ItemState


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """What is told when an act led to a state: to whom, what, and why them."""

    kind: NoticeKind
    to: str
    sentence: str


_PRESIDENT: Final = "院长"
_VICE: Final = "分管副院长"
_HEAD: Final = "庭长"
_SECRETARY: Final = "审委会秘书"
_JUDGES: Final = "承办法官和合议庭"
_MEMBERS: Final = "组成人员"
_VOTERS: Final = "到会委员"

_BY_STATE: Final[Mapping[ItemState, tuple[str, str]]] = MappingProxyType(
    {
        _S.APPLIED: (_HEAD, "有一件提请审判委员会讨论的申请待您审核。"),
        _S.BEFORE_VICE_PRESIDENT: (_VICE, "有一件提请审判委员会讨论的申请待您审核。"),
        _S.BEFORE_PRESIDENT: (_PRESIDENT, "有一件提请审判委员会讨论的申请待您批准。"),
        _S.SCOPE_DOUBTED: (_PRESIDENT, "会前过滤认为一件议题不属讨论范围，请您决定。"),
        _S.MINUTES_DRAFTED: (_PRESIDENT, "有一份审判委员会纪要待您审定。"),
        _S.APPROVED: (_SECRETARY, "有一件审委会议题待会前过滤。"),
        _S.FILTERED: (_SECRETARY, "有一件审委会议题待排期。"),
        _S.DECIDED: (_SECRETARY, "一件审委会议题表决完毕，待起草纪要。"),
        _S.UNDECIDED: (_SECRETARY, "一件审委会议题未形成决定，待提交全体会议或者再议。"),
        _S.MINUTES_APPROVED: (_SECRETARY, "一份审判委员会纪要已审定，待发送。"),
        _S.RECONSIDERED: (_JUDGES, "院长建议合议庭复议，请报告复议意见。"),
        _S.INCOMPLETE: (_JUDGES, "提请审判委员会讨论的材料须补正。"),
        _S.REFUSED: (_JUDGES, "提请审判委员会讨论的申请，院长决定不予提交。"),
        _S.OUT_OF_SCOPE: (_JUDGES, "提请讨论的事项不属审判委员会讨论范围。"),
        _S.SCHEDULED: (_JUDGES, "提请审判委员会讨论的议题已排期，请准备汇报。"),
    }
)
_BY_ACT: Final[Mapping[str, tuple[_News, ...]]] = MappingProxyType(
    {
        _A.SEND_MATERIALS: (
            _News(
                kind=NoticeKind.COMMITTEE_INVITED,
                to=_MEMBERS,
                sentence="请您参加审判委员会会议，材料已送达，请会前审阅；有回避情形的请提出。",
            ),
        ),
        _A.PUT_TO_VOTE: (
            _News(
                kind=NoticeKind.COMMITTEE_VOTE,
                to=_VOTERS,
                sentence="审判委员会正在表决，请您密封表决。",
            ),
        ),
        _A.NOTE_PREVENTED: (
            _News(
                kind=NoticeKind.COMMITTEE_MOVED,
                to=_VICE,
                sentence="院长因故不能审定一份审判委员会纪要，请您代为审定。",
            ),
        ),
        _A.SEND_DECISION: (
            _News(
                kind=NoticeKind.COMMITTEE_DECISION,
                to=_JUDGES,
                sentence="审判委员会的决定已发送，请执行并将裁判文书备案。",
            ),
        ),
    }
)
_DIFFERENCE: Final = "备案的裁判文书与审判委员会的决定不一致，请立即核查。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Herald:
    """Tells those concerned.

    Attributes:
        notices: Sends notices.
        roster: Tells who holds which office.
    """

    notices: NoticeDesk
    roster: RosterRecords

    def tell(self, done: OpenMatter[Item], *, now: datetime) -> None:
        """Tell those concerned what has become of an item by its last act."""
        self.notices.send(tuple(self._notices(done)), now=now)

    def _notices(self, done: OpenMatter[Item]) -> Iterator[Notice]:
        last, item = done.acts[-1], done.matter
        news = list(_BY_ACT.get(last.act.name, ()))
        if last.from_state != last.to_state and item.state in _BY_STATE:
            to, sentence = _BY_STATE[item.state]
            news.append(_News(kind=NoticeKind.COMMITTEE_MOVED, to=to, sentence=sentence))
        if last.act.name == _A.FILE_JUDGMENT and item.state is _S.DIFFERS:
            kind = NoticeKind.COMMITTEE_DIFFERENCE
            news += [
                _News(kind=kind, to=to, sentence=_DIFFERENCE) for to in (_PRESIDENT, _SECRETARY)
            ]
        for each in news:
            for account in sorted(self._recipients(each.to, item) - item.recused):
                yield Notice(
                    kind=each.kind,
                    keys=(f"{done.id}/{last.number}/{each.kind}/{account}",),
                    to=Recipient(name="", account_id=account),
                    subject=done.id,
                    address=f"/committee-items/{done.id}",
                    sentence=each.sentence,
                    why=f"您是本议题的{each.to}。",
                )

    def _recipients(self, to: str, item: Item) -> frozenset[int]:
        offices: Mapping[str, Office] = {
            _PRESIDENT: Office.PRESIDENT,
            _VICE: Office.VICE_PRESIDENT,
            _SECRETARY: Office.COMMITTEE_SECRETARY,
        }
        if to in offices:
            held = self.roster.of_court(item.application.court)
            return frozenset(each.account_id for each in held if offices[to] in each.offices)
        return frozenset(_OF_ITEM[to](item))


def _judges(item: Item) -> Iterator[int]:
    return (each.account_id for each in item.application.takers if each.part in OF_JUDGES)


def _heads(item: Item) -> Iterator[int]:
    return (each.account_id for each in item.application.takers if each.part is Part.DIVISION_HEAD)


def _members(item: Item) -> Iterator[int]:
    seats = () if item.scheduling is None else item.scheduling.body.seats
    return (each.account_id for each in seats)


def _voters(item: Item) -> Iterator[int]:
    seats = () if item.sitting is None else item.sitting.voters
    return (each.account_id for each in seats)


_OF_ITEM: Final[Mapping[str, Callable[[Item], Iterator[int]]]] = MappingProxyType(
    {_JUDGES: _judges, _HEAD: _heads, _MEMBERS: _members, _VOTERS: _voters}
)
