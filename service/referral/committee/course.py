"""Which moves does an item of the committee offer?

审判长申请 → 庭长 → 分管副院长 → 院长 → 会前过滤 → 排期 → 材料送达、回避 → 汇报、询问、列席、发言、
表决 → 决定 → 纪要 → 院长审定 → 发送 → 文书备案核对 → 归档, with what goes back beside.

Source: plan, states of a committee item; 法发〔2019〕20号 art. 10 to 26 [M]; 人民法院组织法 art. 36
to 39.
"""

from typing import Final

from service.referral.committee.applications import (
    Application,
    Completion,
    DecidedRecusal,
    DeclaredRecusal,
    Endorsement,
    Filtering,
    Materials,
    PanelAnswer,
    Scheduling,
)
from service.referral.committee.applying import (
    acknowledge,
    apply_for,
    approve,
    complete,
    confirm_out_of_scope,
    decide_recusal,
    declare_recusal,
    filter_item,
    forward_by_head,
    forward_by_vice_president,
    overrule_scope,
    refuse,
    report_reconsideration,
    schedule,
    send_materials,
    suggest_reconsideration,
    unschedule,
    withdraw,
)
from service.referral.committee.closing import (
    approve_minutes,
    archive,
    ask_to_reconsider,
    confirm_conformity,
    draft_minutes,
    file_judgment,
    note_prevented,
    reconsider,
    return_minutes,
    send_decision,
)
from service.referral.committee.decisions import (
    FiledJudgment,
    Minutes,
    Prevented,
    Registration,
    Sent,
)
from service.referral.committee.discussing import (
    answer,
    ask,
    discuss_again,
    end_guests,
    end_questions,
    guest_speak,
    leave,
    open_item,
    postpone,
    put_to_vote,
    report,
    resume,
    reveal,
    seal_vote,
    speak,
    to_plenary,
    void_ballot,
)
from service.referral.committee.sittings import (
    Answered,
    GuestWords,
    Left,
    Opening,
    Revealed,
    Spoken,
    Statement,
)
from service.referral.committee.vocabulary import ItemAct, ItemState
from service.referral.committee.voting import Ballot, Seal
from service.referral.course.acts import MatterKind, Part
from service.referral.course.course import Course, Move, later_move

_S, _A = ItemState, ItemAct
_JUDGES = frozenset({Part.HANDLING_JUDGE, Part.PRESIDING_JUDGE})
_PANEL = _JUDGES | {Part.PANEL_MEMBER}
_HEAD = frozenset({Part.DIVISION_HEAD})
_VICE = frozenset({Part.VICE_PRESIDENT})
_PRESIDENT = frozenset({Part.PRESIDENT})
_SECRETARY = frozenset({Part.COMMITTEE_SECRETARY})
_HOST = frozenset({Part.HOST})
_MEMBERS = frozenset({Part.COMMITTEE_MEMBER, Part.HOST})
_GUESTS = frozenset({Part.PROSECUTOR, Part.OBSERVER})
_MACHINE = frozenset({Part.MACHINE})

_ON_AGENDA = frozenset({_S.SCHEDULED, _S.MATERIALS_SENT})
DISCUSSED: Final = frozenset(
    {_S.REPORTING, _S.QUESTIONING, _S.GUESTS_SPEAKING, _S.SPEAKING, _S.VOTING}
)
"""States in which a meeting has the item before it."""
_BEFORE = frozenset(
    {
        _S.APPLIED,
        _S.BEFORE_VICE_PRESIDENT,
        _S.BEFORE_PRESIDENT,
        _S.RECONSIDERED,
        _S.APPROVED,
        _S.INCOMPLETE,
        _S.SCOPE_DOUBTED,
        _S.FILTERED,
    }
)
_STANDS = frozenset({_S.IN_EXECUTION, _S.DIFFERS})
_TAKEN_UP_AGAIN = _STANDS | {_S.DECIDED, _S.MINUTES_DRAFTED, _S.MINUTES_APPROVED, _S.CONFORMS}


_OF_20 = "法发〔2019〕20号第{}条 [M]".format
_CHAIN = _OF_20("十")
_ORDER = _OF_20("二十")
_DECISION = _OF_20("二十一")
_PROCEDURE = "刑诉法解释第二百一十六条"
_RULES_OF_COURT = "实施意见第十条：会前过滤、繁简分流"

_APPLYING = (
    Move(
        name=_A.APPLY,
        sources=frozenset(),
        targets=frozenset({_S.APPLIED, _S.APPROVED}),
        parts=_JUDGES | _PRESIDENT,
        step=apply_for,
        content=Application,
        source="人民法院组织法第三十九条；" + _CHAIN,
    ),
    later_move(
        _A.FORWARD_BY_HEAD,
        {_S.APPLIED},
        {_S.BEFORE_VICE_PRESIDENT},
        _HEAD,
        forward_by_head,
        content=Endorsement,
        source=_CHAIN,
    ),
    later_move(
        _A.FORWARD_BY_VICE_PRESIDENT,
        {_S.BEFORE_VICE_PRESIDENT},
        {_S.BEFORE_PRESIDENT},
        _VICE,
        forward_by_vice_president,
        content=Endorsement,
        source=_CHAIN,
    ),
    later_move(
        _A.APPROVE,
        {_S.BEFORE_PRESIDENT},
        {_S.APPROVED},
        _PRESIDENT,
        approve,
        source="人民法院组织法第三十九条",
    ),
    later_move(
        _A.SUGGEST_RECONSIDERATION,
        {_S.BEFORE_PRESIDENT},
        {_S.RECONSIDERED},
        _PRESIDENT,
        suggest_reconsideration,
        needs_reason=True,
        source=_PROCEDURE,
    ),
    later_move(
        _A.REPORT_RECONSIDERATION,
        {_S.RECONSIDERED},
        {_S.BEFORE_PRESIDENT},
        _JUDGES,
        report_reconsideration,
        content=PanelAnswer,
        source=_PROCEDURE,
    ),
    later_move(
        _A.REFUSE,
        {_S.BEFORE_PRESIDENT},
        {_S.REFUSED},
        _PRESIDENT,
        refuse,
        needs_reason=True,
        source=_PROCEDURE,
    ),
    later_move(
        _A.FILTER,
        {_S.APPROVED},
        {_S.INCOMPLETE, _S.SCOPE_DOUBTED, _S.FILTERED},
        _SECRETARY,
        filter_item,
        content=Filtering,
        source=_RULES_OF_COURT + "；" + _OF_20("十三"),
    ),
    later_move(
        _A.COMPLETE,
        {_S.INCOMPLETE},
        {_S.APPROVED},
        _JUDGES,
        complete,
        content=Completion,
        source=_OF_20("十二"),
    ),
    later_move(
        _A.CONFIRM_OUT_OF_SCOPE,
        {_S.SCOPE_DOUBTED},
        {_S.OUT_OF_SCOPE},
        _PRESIDENT,
        confirm_out_of_scope,
        needs_reason=True,
        source=_OF_20("十三"),
    ),
    later_move(
        _A.OVERRULE_SCOPE,
        {_S.SCOPE_DOUBTED},
        {_S.APPROVED},
        _PRESIDENT,
        overrule_scope,
        needs_reason=True,
        source=_OF_20("十三"),
    ),
    later_move(
        _A.SCHEDULE,
        {_S.FILTERED},
        {_S.SCHEDULED},
        _SECRETARY,
        schedule,
        content=Scheduling,
        source="人民法院组织法第三十六条",
    ),
    later_move(_A.UNSCHEDULE, _ON_AGENDA, {_S.FILTERED}, _SECRETARY, unschedule, needs_reason=True),
    later_move(
        _A.SEND_MATERIALS,
        {_S.SCHEDULED},
        {_S.MATERIALS_SENT},
        _SECRETARY,
        send_materials,
        content=Materials,
        source=_OF_20("十五"),
    ),
    later_move(
        _A.ACKNOWLEDGE,
        {_S.MATERIALS_SENT},
        {_S.MATERIALS_SENT},
        _MEMBERS,
        acknowledge,
        source=_OF_20("十五"),
    ),
    later_move(
        _A.DECLARE_RECUSAL,
        _ON_AGENDA,
        _ON_AGENDA,
        _MEMBERS | _SECRETARY,
        declare_recusal,
        content=DeclaredRecusal,
        needs_reason=True,
        source=_OF_20("十四"),
    ),
    later_move(
        _A.DECIDE_RECUSAL,
        _ON_AGENDA,
        _ON_AGENDA,
        _PRESIDENT | _SECRETARY,
        decide_recusal,
        content=DecidedRecusal,
        needs_reason=True,
        source=_OF_20("十四"),
    ),
    later_move(
        _A.WITHDRAW, _BEFORE, {_S.WITHDRAWN}, _JUDGES | _PRESIDENT, withdraw, needs_reason=True
    ),
)

_DISCUSSING = (
    later_move(
        _A.OPEN,
        {_S.MATERIALS_SENT},
        {_S.REPORTING, _S.SPEAKING},
        _SECRETARY | _HOST,
        open_item,
        content=Opening,
        source="人民法院组织法第三十八条",
    ),
    later_move(
        _A.REPORT, {_S.REPORTING}, {_S.QUESTIONING}, _PANEL, report, content=Spoken, source=_ORDER
    ),
    later_move(
        _A.ASK, {_S.QUESTIONING}, {_S.QUESTIONING}, _MEMBERS, ask, content=Spoken, source=_ORDER
    ),
    later_move(
        _A.ANSWER,
        {_S.QUESTIONING},
        {_S.QUESTIONING},
        _PANEL | _HEAD | _SECRETARY,
        answer,
        content=Answered,
        source=_OF_20("十八"),
    ),
    later_move(
        _A.END_QUESTIONS,
        {_S.QUESTIONING},
        {_S.GUESTS_SPEAKING, _S.SPEAKING},
        _HOST,
        end_questions,
        source=_ORDER,
    ),
    later_move(
        _A.GUEST_SPEAK,
        {_S.GUESTS_SPEAKING},
        {_S.GUESTS_SPEAKING},
        _GUESTS | _SECRETARY,
        guest_speak,
        content=GuestWords,
        source="人民法院组织法第三十八条；" + _OF_20("十八"),
    ),
    later_move(
        _A.END_GUESTS, {_S.GUESTS_SPEAKING}, {_S.SPEAKING}, _HOST, end_guests, source=_ORDER
    ),
    later_move(
        _A.SPEAK,
        {_S.SPEAKING},
        {_S.SPEAKING},
        _MEMBERS | _SECRETARY,
        speak,
        content=Statement,
        source=_ORDER,
    ),
    later_move(
        _A.PUT_TO_VOTE,
        {_S.SPEAKING},
        {_S.VOTING},
        _HOST,
        put_to_vote,
        content=Ballot,
        source=_ORDER,
    ),
    later_move(
        _A.SEAL_VOTE, {_S.VOTING}, {_S.VOTING}, _MEMBERS, seal_vote, content=Seal, source=_DECISION
    ),
    later_move(
        _A.REVEAL,
        {_S.VOTING},
        {_S.DECIDED, _S.UNDECIDED},
        _MACHINE,
        reveal,
        content=Revealed,
        source=_DECISION,
    ),
    later_move(_A.VOID_BALLOT, {_S.VOTING}, {_S.SPEAKING}, _HOST, void_ballot, needs_reason=True),
    later_move(
        _A.LEAVE, DISCUSSED, DISCUSSED, _SECRETARY | _HOST, leave, content=Left, needs_reason=True
    ),
    later_move(_A.POSTPONE, DISCUSSED, {_S.POSTPONED}, _HOST, postpone, needs_reason=True),
    later_move(_A.RESUME, {_S.POSTPONED}, {_S.FILTERED}, _SECRETARY | _PRESIDENT, resume),
    later_move(
        _A.TO_PLENARY,
        {_S.UNDECIDED, _S.POSTPONED, _S.FILTERED},
        {_S.FILTERED},
        _SECRETARY | _PRESIDENT,
        to_plenary,
        needs_reason=True,
        source=_DECISION,
    ),
    later_move(
        _A.DISCUSS_AGAIN,
        {_S.UNDECIDED},
        {_S.FILTERED},
        _SECRETARY | _PRESIDENT,
        discuss_again,
        needs_reason=True,
        source=_DECISION,
    ),
)

_CLOSING = (
    later_move(
        _A.DRAFT_MINUTES,
        {_S.DECIDED},
        {_S.MINUTES_DRAFTED},
        _SECRETARY,
        draft_minutes,
        content=Minutes,
        source=_DECISION + "；人民法院组织法第三十九条",
    ),
    later_move(
        _A.NOTE_PREVENTED,
        {_S.MINUTES_DRAFTED},
        {_S.MINUTES_DRAFTED},
        _SECRETARY,
        note_prevented,
        content=Prevented,
        needs_reason=True,
        source=_OF_20("二十三") + "；代为审定由本院定",
    ),
    later_move(
        _A.RETURN_MINUTES,
        {_S.MINUTES_DRAFTED},
        {_S.DECIDED},
        _PRESIDENT | _VICE,
        return_minutes,
        needs_reason=True,
        source=_OF_20("二十三"),
    ),
    later_move(
        _A.APPROVE_MINUTES,
        {_S.MINUTES_DRAFTED},
        {_S.MINUTES_APPROVED},
        _PRESIDENT | _VICE,
        approve_minutes,
        content=Registration,
        source=_OF_20("二十三"),
    ),
    later_move(
        _A.SEND_DECISION,
        {_S.MINUTES_APPROVED},
        {_S.IN_EXECUTION},
        _SECRETARY,
        send_decision,
        content=Sent,
        source=_OF_20("二十三") + "；合议庭工作规定（2002）第十四条",
    ),
    later_move(
        _A.FILE_JUDGMENT,
        _STANDS,
        {_S.DIFFERS, _S.CONFORMS},
        _JUDGES | _SECRETARY,
        file_judgment,
        content=FiledJudgment,
        source=_OF_20("二十五") + "；" + _OF_20("二十二"),
    ),
    later_move(
        _A.CONFIRM_CONFORMITY,
        {_S.DIFFERS},
        {_S.CONFORMS},
        _PRESIDENT,
        confirm_conformity,
        needs_reason=True,
        source=_OF_20("二十二"),
    ),
    later_move(
        _A.ASK_TO_RECONSIDER,
        _STANDS,
        _STANDS,
        _PANEL,
        ask_to_reconsider,
        needs_reason=True,
        source="刑诉法解释第二百一十七条",
    ),
    later_move(
        _A.RECONSIDER,
        _TAKEN_UP_AGAIN,
        {_S.FILTERED},
        _PRESIDENT,
        reconsider,
        needs_reason=True,
        source=_DECISION + "；刑诉法解释第二百一十七条",
    ),
    later_move(_A.ARCHIVE, {_S.CONFORMS}, {_S.ARCHIVED}, _SECRETARY, archive),
)

COURSE: Final = Course(kind=MatterKind.COMMITTEE_ITEM, moves=(*_APPLYING, *_DISCUSSING, *_CLOSING))
"""The moves of an item."""
