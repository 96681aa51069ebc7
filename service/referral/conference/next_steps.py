"""Who has to do what next? Whoever opens a page for the first time is told, whoever they are."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from service.referral.conference.vocabulary import ConferenceState, ItemState

_S, _M = ItemState, ConferenceState
_CLOSE: Final = "会务人员归档"
_SETTLE: Final = "办结；应当层报的，层报院长"

NEXT_OF_ITEM: Final[Mapping[ItemState, str]] = MappingProxyType(
    {
        _S.SUGGESTED: "院庭长决定是否提交，并确定主持人",
        _S.SUBMITTED: "主持人审查是否召开",
        _S.ADMITTED: "会务人员列入一次会议的议程",
        _S.SCHEDULED: "会务人员在会议页面发出通知和材料",
        _S.DELIVERED: "参加、列席人员阅读材料并确认；会议当日签到后，由主持人开始讨论",
        _S.INTRODUCING: "合议庭介绍案件情况",
        _S.QUESTIONING: "提问和答复，由主持人结束询问",
        _S.OBSERVING: "列席人员发言，由主持人结束",
        _S.SPEAKING: "参加法官由低到高依次发言",
        _S.FURTHER_ROUNDS: "主持人决定再进行一轮，或者最后发言",
        _S.SUMMARISING: "主持人归纳讨论意见",
        _S.SIGNING: "发表意见的法官签名",
        _S.RECONSIDERING: "合议庭（独任法官）复议并登记结果",
        _S.ADOPTED: _SETTLE,
        _S.NOT_ADOPTED: _SETTLE,
        _S.UNDECIDED: _SETTLE,
        _S.ADVISED: _SETTLE,
        _S.ENDED: _CLOSE,
        _S.REPORTED_UP: _CLOSE,
        _S.DECLINED: _CLOSE,
        _S.REFUSED: _CLOSE,
        _S.WITHDRAWN: _CLOSE,
    }
)
"""By state of an item what comes next, and from whom; nothing for what is filed."""
NEXT_OF_MEETING: Final[Mapping[ConferenceState, str]] = MappingProxyType(
    {
        _M.PLANNED: "列入议题、邀请参加法官、通知列席，然后发出通知和材料",
        _M.CONVENED: "参加、列席人员阅读材料；会议当日签到后，由主持人开始会议",
        _M.RUNNING: "主持人在各议题的页面开始讨论，逐项进行；全部讨论后结束会议",
    }
)
"""By state of a meeting what comes next, and from whom; nothing once it is over."""
