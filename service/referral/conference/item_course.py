"""Which moves does an item of a conference offer?

建议 → 院庭长决定 → 主持人审查 → {不召开, 排期} → 材料送达 → 已阅、回避 → 开会 → 意见形成 → 签名 →
复议 → {采纳, 未采纳, 难以决定} → {办结, 层报院长} → 归档.

Source: 法发〔2021〕2号 art. 4 to 11; articles after the fourth [M].
"""

from typing import Final

from service.referral.conference import after_session, before_session, session
from service.referral.conference.item_acts import (
    Answer,
    Delivery,
    Introduction,
    Leaving,
    NamedHost,
    Placement,
    Prevented,
    Question,
    Reconsideration,
    Recusal,
    Refusal,
    Remark,
    Seating,
    Signing,
    Statement,
    Suggestion,
    Summary,
    Supplement,
)
from service.referral.conference.refusing import LEADERS
from service.referral.conference.vocabulary import ItemAct, ItemState
from service.referral.course.acts import MatterKind, Part
from service.referral.course.course import Course, Move, later_move

_S, _A = ItemState, ItemAct
_LEADERS = frozenset(LEADERS)
_PANEL = frozenset({Part.HANDLING_JUDGE, Part.PRESIDING_JUDGE, Part.PANEL_MEMBER})
_OFFICE = frozenset({Part.CONFERENCE_SECRETARY, Part.OVERSIGHT_OFFICE})
_HOST = frozenset({Part.HOST})
_TABLE = frozenset({Part.HOST, Part.PARTICIPANT, Part.OBSERVER})

BEFORE_SESSION: Final = (_S.SUGGESTED, _S.SUBMITTED, _S.ADMITTED, _S.SCHEDULED, _S.DELIVERED)
"""States before an item is opened, in their order."""
IN_SESSION: Final = (
    _S.INTRODUCING,
    _S.QUESTIONING,
    _S.OBSERVING,
    _S.SPEAKING,
    _S.FURTHER_ROUNDS,
    _S.SUMMARISING,
)
"""States in which an item is discussed, in their order."""
RECONSIDERED: Final = (_S.ADOPTED, _S.NOT_ADOPTED, _S.UNDECIDED, _S.ADVISED)
"""States in which it stands what the panel made of the opinion, or that no panel waits for it."""

_SIGNED = {_S.RECONSIDERING, *RECONSIDERED, _S.ENDED, _S.REPORTED_UP}
_RECUSABLE = {_S.SUBMITTED, _S.ADMITTED, _S.SCHEDULED, _S.DELIVERED, *IN_SESSION, _S.SIGNING}


_BEFORE = (
    Move(
        name=_A.SUGGEST,
        sources=frozenset(),
        targets=frozenset({_S.SUGGESTED}),
        parts=_PANEL | _LEADERS | _OFFICE,
        step=before_session.suggest,
        content=Suggestion,
        source="法发〔2021〕2号第四条",
    ),
    later_move(
        _A.SUBMIT,
        {_S.SUGGESTED},
        {_S.SUBMITTED},
        _LEADERS,
        before_session.submit,
        content=NamedHost,
        source="法发〔2021〕2号第四条、第五条 [M]",
    ),
    later_move(
        _A.DECLINE,
        {_S.SUGGESTED},
        {_S.DECLINED},
        _LEADERS,
        before_session.decline,
        needs_reason=True,
        source="法发〔2021〕2号第四条",
    ),
    later_move(
        _A.ADMIT,
        {_S.SUBMITTED},
        {_S.ADMITTED},
        _HOST,
        before_session.admit,
        source="法发〔2021〕2号第六条 [M]",
    ),
    later_move(
        _A.REFUSE,
        {_S.SUBMITTED},
        {_S.REFUSED},
        _HOST,
        before_session.refuse,
        content=Refusal,
        source="法发〔2021〕2号第六条 [M]",
    ),
    later_move(
        _A.PLACE,
        {_S.ADMITTED, _S.SCHEDULED, _S.DELIVERED},
        {_S.SCHEDULED, _S.DELIVERED},
        _OFFICE | _HOST,
        before_session.place,
        content=Placement,
        source="法发〔2021〕2号第八条 [M]",
    ),
    later_move(
        _A.DELIVER,
        {_S.SCHEDULED, _S.DELIVERED},
        {_S.DELIVERED},
        _OFFICE | {Part.MACHINE},
        before_session.deliver,
        content=Delivery,
        source="法发〔2021〕2号第九条 [M]",
    ),
    later_move(
        _A.ACKNOWLEDGE,
        {_S.DELIVERED},
        {_S.DELIVERED},
        _TABLE,
        before_session.acknowledge,
        source="法发〔2021〕2号第七条 [M]",
    ),
    later_move(
        _A.NAME_HOST,
        {_S.SUBMITTED, _S.ADMITTED, _S.SCHEDULED, _S.DELIVERED},
        {_S.SUBMITTED, _S.ADMITTED, _S.SCHEDULED, _S.DELIVERED},
        _LEADERS,
        before_session.name_host,
        content=NamedHost,
        needs_reason=True,
        source="法发〔2021〕2号第五条 [M]",
    ),
    later_move(
        _A.WITHDRAW,
        set(BEFORE_SESSION),
        {_S.WITHDRAWN},
        _PANEL | _LEADERS,
        before_session.withdraw,
        needs_reason=True,
    ),
)

_SESSION = (
    later_move(
        _A.OPEN,
        {_S.DELIVERED},
        {_S.INTRODUCING},
        _HOST,
        before_session.open_item,
        content=Seating,
        source="法发〔2021〕2号第三条、第十条 [M]",
    ),
    later_move(
        _A.INTRODUCE,
        {_S.INTRODUCING},
        {_S.QUESTIONING},
        _PANEL | _OFFICE,
        session.introduce,
        content=Introduction,
        source="法发〔2021〕2号第十条第一项 [M]",
    ),
    later_move(
        _A.ASK,
        {_S.QUESTIONING},
        {_S.QUESTIONING},
        _TABLE,
        session.ask,
        content=Question,
        source="法发〔2021〕2号第十条第二项 [M]",
    ),
    later_move(
        _A.ANSWER,
        {_S.QUESTIONING},
        {_S.QUESTIONING},
        _PANEL | _OFFICE,
        session.answer,
        content=Answer,
        source="法发〔2021〕2号第十条第二项 [M]",
    ),
    later_move(
        _A.END_QUESTIONS,
        {_S.QUESTIONING},
        {_S.OBSERVING, _S.SPEAKING, _S.FURTHER_ROUNDS},
        _HOST,
        session.end_questions,
    ),
    later_move(
        _A.REMARK,
        {_S.OBSERVING},
        {_S.OBSERVING},
        _TABLE,
        session.remark,
        content=Remark,
        source="法发〔2021〕2号第十条第三项 [M]",
    ),
    later_move(
        _A.END_REMARKS,
        {_S.OBSERVING},
        {_S.SPEAKING, _S.FURTHER_ROUNDS},
        _HOST,
        session.end_remarks,
    ),
    later_move(
        _A.STATE,
        {_S.SPEAKING, _S.FURTHER_ROUNDS},
        {_S.SPEAKING, _S.FURTHER_ROUNDS, _S.SUMMARISING},
        _TABLE,
        session.state_view,
        content=Statement,
        source="法发〔2021〕2号第十条第四项至第六项 [M]",
    ),
    later_move(
        _A.NEXT_ROUND,
        {_S.FURTHER_ROUNDS},
        {_S.FURTHER_ROUNDS},
        _HOST,
        session.next_round,
        source="法发〔2021〕2号第十条第五项 [M]",
    ),
    later_move(
        _A.NOTE_LEAVING,
        set(IN_SESSION[:-1]),
        set(IN_SESSION[:-1]),
        _HOST | _OFFICE,
        session.note_leaving,
        content=Leaving,
    ),
    later_move(
        _A.SUMMARISE,
        {_S.SUMMARISING},
        {_S.SIGNING},
        _HOST,
        session.summarise,
        content=Summary,
        source="法发〔2021〕2号第六条、第十条第七项 [M]",
    ),
    later_move(
        _A.RECUSE,
        _RECUSABLE,
        _RECUSABLE,
        _TABLE | _LEADERS,
        before_session.recuse,
        content=Recusal,
        source="民事诉讼法第四十七条；法释〔2011〕12号第一条至第四条",
    ),
    later_move(
        _A.POSTPONE,
        {_S.SCHEDULED, _S.DELIVERED, *IN_SESSION},
        {_S.ADMITTED},
        _HOST | _OFFICE | _LEADERS,
        session.postpone,
        needs_reason=True,
    ),
)

_AFTER = (
    later_move(
        _A.SIGN,
        {_S.SIGNING, *_SIGNED},
        {_S.SIGNING, *_SIGNED},
        _TABLE,
        after_session.sign,
        content=Signing,
        source="法发〔2021〕2号第九条 [M]",
    ),
    later_move(
        _A.NOTE_PREVENTED,
        {_S.SIGNING},
        {_S.SIGNING, _S.RECONSIDERING, _S.ADVISED},
        _HOST | _LEADERS,
        after_session.note_prevented,
        content=Prevented,
        needs_reason=True,
        source="全体签名：法发〔2021〕2号第九条 [M]；未能签名的注明，由本院定",
    ),
    later_move(
        _A.SUPPLEMENT,
        {_S.SIGNING, _S.RECONSIDERING},
        {_S.SIGNING, _S.SUMMARISING},
        _TABLE,
        after_session.supplement,
        content=Supplement,
        source="法发〔2021〕2号第九条 [M]",
    ),
    later_move(
        _A.RECONSIDER,
        {_S.RECONSIDERING},
        {_S.ADOPTED, _S.NOT_ADOPTED, _S.UNDECIDED},
        _PANEL,
        after_session.reconsider,
        content=Reconsideration,
        source="法发〔2021〕2号第十一条 [M]",
    ),
    later_move(
        _A.END,
        set(RECONSIDERED),
        {_S.ENDED},
        _PANEL | _OFFICE,
        after_session.end,
        source="法发〔2021〕2号第十一条 [M]",
    ),
    later_move(
        _A.REPORT_UP,
        set(RECONSIDERED),
        {_S.REPORTED_UP},
        _PANEL | _OFFICE | _LEADERS,
        after_session.report_up,
        needs_reason=True,
        source="法发〔2021〕2号第十一条 [M]",
    ),
    later_move(
        _A.ARCHIVE,
        {_S.ENDED, _S.REPORTED_UP, _S.DECLINED, _S.REFUSED, _S.WITHDRAWN},
        {_S.ARCHIVED},
        _OFFICE,
        after_session.archive,
        source="法发〔2021〕2号第十四条 [M]",
    ),
)

COURSE: Final = Course(kind=MatterKind.CONFERENCE_ITEM, moves=(*_BEFORE, *_SESSION, *_AFTER))
"""The moves of an item."""
