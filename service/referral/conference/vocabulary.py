"""Which states, acts and reasons does the judges' conference (专业法官会议) know?

Source: 法发〔2021〕2号; plan, states of an item of a conference.
"""

from enum import StrEnum


class ItemState(StrEnum):
    """How far an item (议题) has come.

    已建议, 待主持人审查, 待排期, 已排期, 材料已送达; 合议庭介绍, 询问, 列席人员发言, 参加法官发言,
    后续轮次, 主持人归纳; 待签名, 复议中, 采纳, 未采纳, 难以决定, 意见已定 (no panel waits for it);
    已办结, 已层报院长, 已归档; 院庭长不提交, 主持人不召开, 已撤回.
    """

    SUGGESTED = "suggested"
    SUBMITTED = "submitted"
    ADMITTED = "admitted"
    SCHEDULED = "scheduled"
    DELIVERED = "delivered"
    INTRODUCING = "introducing"
    QUESTIONING = "questioning"
    OBSERVING = "observing"
    SPEAKING = "speaking"
    FURTHER_ROUNDS = "further_rounds"
    SUMMARISING = "summarising"
    SIGNING = "signing"
    RECONSIDERING = "reconsidering"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    UNDECIDED = "undecided"
    ADVISED = "advised"
    ENDED = "ended"
    REPORTED_UP = "reported_up"
    ARCHIVED = "archived"
    DECLINED = "declined"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ItemAct(StrEnum):
    """What can be done with an item."""

    SUGGEST = "suggest"
    SUBMIT = "submit"
    DECLINE = "decline"
    ADMIT = "admit"
    REFUSE = "refuse"
    NAME_HOST = "name_host"
    PLACE = "place"
    DELIVER = "deliver"
    ACKNOWLEDGE = "acknowledge"
    RECUSE = "recuse"
    OPEN = "open"
    INTRODUCE = "introduce"
    ASK = "ask"
    ANSWER = "answer"
    END_QUESTIONS = "end_questions"
    REMARK = "remark"
    END_REMARKS = "end_remarks"
    STATE = "state"
    NOTE_LEAVING = "note_leaving"
    NEXT_ROUND = "next_round"
    SUMMARISE = "summarise"
    SIGN = "sign"
    NOTE_PREVENTED = "note_prevented"
    SUPPLEMENT = "supplement"
    POSTPONE = "postpone"
    RECONSIDER = "reconsider"
    END = "end"
    REPORT_UP = "report_up"
    ARCHIVE = "archive"
    WITHDRAW = "withdraw"


class Ground(StrEnum):
    """Why an item is put: 法发〔2021〕2号 art. 4 (1) to (5)."""

    SINGLE_JUDGE = "single_judge"
    PANEL_SPLIT = "panel_split"
    UNIFY = "unify"
    FOUR_CLASS = "four_class"
    OTHER = "other"


class Level(StrEnum):
    """Where a conference is held: 审判团队内, 庭内或者跨团队, 跨审判专业领域."""

    TEAM = "team"
    DIVISION = "division"
    COURT = "court"


class RefusalReason(StrEnum):
    """Why no conference is held: 法律适用已明确, 已经讨论且无新情况, 不属讨论范围."""

    LAW_IS_CLEAR = "law_is_clear"
    DISCUSSED_BEFORE = "discussed_before"
    OUT_OF_SCOPE = "out_of_scope"


class RecusalGround(StrEnum):
    """Why somebody is recused: 民事诉讼法 art. 47; 法释〔2011〕12号 art. 1 to 3."""

    RELATIVE = "relative"
    INTEREST = "interest"
    OTHER_TIE = "other_tie"
    EARLIER_ROLE = "earlier_role"


class MajorityBase(StrEnum):
    """Over half of whom a majority is: 参加会议法官, 发表意见法官."""

    PARTICIPANTS = "participants"
    STATEMENTS = "statements"


class ViewStanding(StrEnum):
    """How a view stands in the end: 多数意见, 少数意见, 未形成多数意见."""

    MAJORITY = "majority"
    MINORITY = "minority"
    NO_MAJORITY = "no_majority"


class PanelConclusion(StrEnum):
    """What the panel makes of the opinion: 采纳, 未采纳, 难以决定."""

    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    UNDECIDED = "undecided"


class ConferenceState(StrEnum):
    """How far a meeting has come: 筹备中, 已通知, 进行中, 已结束, 已取消."""

    PLANNED = "planned"
    CONVENED = "convened"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ConferenceAct(StrEnum):
    """What can be done with a meeting."""

    PLAN = "plan"
    RESCHEDULE = "reschedule"
    ADD_ITEM = "add_item"
    ARRANGE = "arrange"
    REMOVE_ITEM = "remove_item"
    INVITE = "invite"
    CALL_OBSERVERS = "call_observers"
    EXCUSE = "excuse"
    SEND_OUT = "send_out"
    REPLY = "reply"
    CHECK_IN = "check_in"
    START = "start"
    TAKE_UP = "take_up"
    LAY_DOWN = "lay_down"
    CLOSE = "close"
    CANCEL = "cancel"


class Column(StrEnum):
    """The columns of the board.

    待决定和审查, 待排期, 已排期, 讨论中, 待签名, 待复议, 待办结, 已结束.
    """

    PROPOSED = "proposed"
    ADMITTED = "admitted"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    SIGNING = "signing"
    RECONSIDERING = "reconsidering"
    TO_CLOSE = "to_close"
    CLOSED = "closed"
