"""Which states and acts have the items and meetings of the committee?"""

from enum import StrEnum


class ItemState(StrEnum):
    """How far an item (议题) has come.

    待庭长审核, 待分管副院长审核, 待院长批准, 合议庭复议中, 院长不予提交, 待会前过滤, 退回补正,
    拟不属讨论范围, 不属讨论范围, 待排期, 已排期, 材料已送达; 汇报, 询问, 列席人员发言, 委员发言,
    表决; 已形成决定, 未形成决定, 缓议; 纪要待院长审定, 纪要已审定, 执行中, 文书与决定不一致,
    文书与决定一致, 已归档, 已撤回.
    """

    APPLIED = "applied"
    BEFORE_VICE_PRESIDENT = "before_vice_president"
    BEFORE_PRESIDENT = "before_president"
    RECONSIDERED = "reconsidered"
    REFUSED = "refused"
    APPROVED = "approved"
    INCOMPLETE = "incomplete"
    SCOPE_DOUBTED = "scope_doubted"
    OUT_OF_SCOPE = "out_of_scope"
    FILTERED = "filtered"
    SCHEDULED = "scheduled"
    MATERIALS_SENT = "materials_sent"
    REPORTING = "reporting"
    QUESTIONING = "questioning"
    GUESTS_SPEAKING = "guests_speaking"
    SPEAKING = "speaking"
    VOTING = "voting"
    DECIDED = "decided"
    UNDECIDED = "undecided"
    POSTPONED = "postponed"
    MINUTES_DRAFTED = "minutes_drafted"
    MINUTES_APPROVED = "minutes_approved"
    IN_EXECUTION = "in_execution"
    DIFFERS = "differs"
    CONFORMS = "conforms"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"


class ItemAct(StrEnum):
    """What can be done with an item."""

    APPLY = "apply"
    FORWARD_BY_HEAD = "forward_by_head"
    FORWARD_BY_VICE_PRESIDENT = "forward_by_vice_president"
    APPROVE = "approve"
    SUGGEST_RECONSIDERATION = "suggest_reconsideration"
    REPORT_RECONSIDERATION = "report_reconsideration"
    REFUSE = "refuse"
    FILTER = "filter"
    COMPLETE = "complete"
    CONFIRM_OUT_OF_SCOPE = "confirm_out_of_scope"
    OVERRULE_SCOPE = "overrule_scope"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    SEND_MATERIALS = "send_materials"
    ACKNOWLEDGE = "acknowledge"
    DECLARE_RECUSAL = "declare_recusal"
    DECIDE_RECUSAL = "decide_recusal"
    OPEN = "open"
    REPORT = "report"
    ASK = "ask"
    ANSWER = "answer"
    END_QUESTIONS = "end_questions"
    GUEST_SPEAK = "guest_speak"
    END_GUESTS = "end_guests"
    SPEAK = "speak"
    LEAVE = "leave"
    PUT_TO_VOTE = "put_to_vote"
    SEAL_VOTE = "seal_vote"
    VOID_BALLOT = "void_ballot"
    REVEAL = "reveal"
    POSTPONE = "postpone"
    RESUME = "resume"
    TO_PLENARY = "to_plenary"
    DISCUSS_AGAIN = "discuss_again"
    DRAFT_MINUTES = "draft_minutes"
    NOTE_PREVENTED = "note_prevented"
    RETURN_MINUTES = "return_minutes"
    APPROVE_MINUTES = "approve_minutes"
    SEND_DECISION = "send_decision"
    ASK_TO_RECONSIDER = "ask_to_reconsider"
    RECONSIDER = "reconsider"
    FILE_JUDGMENT = "file_judgment"
    CONFIRM_CONFORMITY = "confirm_conformity"
    ARCHIVE = "archive"
    WITHDRAW = "withdraw"


class MeetingState(StrEnum):
    """How far a meeting (会议) has come: 筹备中, 进行中, 已结束, 已取消."""

    PLANNED = "planned"
    IN_SESSION = "in_session"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class MeetingAct(StrEnum):
    """What can be done with a meeting."""

    CONVENE = "convene"
    ADD_ITEM = "add_item"
    REMOVE_ITEM = "remove_item"
    ORDER_AGENDA = "order_agenda"
    INVITE_GUESTS = "invite_guests"
    MOVE = "move"
    EXCUSE = "excuse"
    SIGN_IN = "sign_in"
    BEGIN = "begin"
    NOTE_RECORDING = "note_recording"
    TAKE_UP = "take_up"
    FINISH_ITEM = "finish_item"
    CLOSE = "close"
    CANCEL = "cancel"


class BodyKind(StrEnum):
    """Which body sits: 全体会议, 专业委员会会议."""

    PLENARY = "plenary"
    SPECIALISED = "specialised"


class Filter(StrEnum):
    """What the filter before the meeting (会前过滤) says.

    退回补正, 不属讨论范围, 简易程序, 普通程序.
    """

    INCOMPLETE = "incomplete"
    OUT_OF_SCOPE = "out_of_scope"
    SIMPLE = "simple"
    FULL = "full"


class Stand(StrEnum):
    """What a member votes: 同意, 不同意, 其他意见."""

    FOR = "for"
    AGAINST = "against"
    OTHER = "other"


class GuestKind(StrEnum):
    """Who attends without a vote: 检察长, 副检察长, 其他列席人员."""

    CHIEF_PROSECUTOR = "chief_prosecutor"
    DEPUTY_PROSECUTOR = "deputy_prosecutor"
    OTHER = "other"


class Aspect(StrEnum):
    """In what a judgment is compared with a decision.

    裁判方向, 罪名, 主刑, 缓刑, 罚金, 给付金额, 利率, 责任比例, 认定.
    """

    DIRECTION = "direction"
    CHARGE = "charge"
    TERM = "term"
    PROBATION = "probation"
    FINE = "fine"
    AMOUNT = "amount"
    RATE = "rate"
    SHARE = "share"
    CONCLUSION = "conclusion"
