"""What is said of an item before it is discussed: application, filter, schedule, materials?

Source: 法发〔2019〕20号 art. 10 to 15 [M]; 人民法院组织法 art. 39; 刑诉法解释 art. 216;
长林春林区中院 实施意见 (2021) art. 10 (会前过滤、繁简分流).
"""

from dataclasses import dataclass
from datetime import date

from service.referral.committee.bodies import Body
from service.referral.committee.grounds import Ground
from service.referral.committee.vocabulary import Filter
from service.referral.course.acts import Part
from service.referral.referrals.model import Evidence, HeldPosition, PanelOpinion


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceOpinion:
    """What the judges' conference said (法官会议意见).

    Attributes:
        item_id: Its item.
        outcome: Token of how it ended there.
        words: The opinion.
    """

    item_id: str
    outcome: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """Somebody who takes part by the case, and so may open the item.

    Attributes:
        account_id: Their account.
        part: Their part.
    """

    account_id: int
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What the committee is asked to decide (提请讨论的报告).

    Attributes:
        referral_id: The referral that it grew out of; empty where there is none.
        title: The question in one line.
        questions: Questions of law to be decided, one by one (需要讨论决定的法律适用问题).
        court: Full name of the court.
        division: Division; may be empty.
        cause: Charge or cause; may be empty.
        pending_id: The pending case, if one.
        case_number: Its number as shown; may be empty.
        takers: Who takes part by the case.
        is_sole: Whether a single judge hears the case (独任).
        positions: The sides of the divergence, as the referral put them.
        evidence: What the referral rests on, as it was frozen there: members read it here.
        facts: Facts and evidence as reported; may be empty.
        opinions: What the members of the panel hold.
        proposed: The ruling that the panel proposes (拟处理意见).
        reasons: Why.
        conference: What the conference said; None where none was held.
        exemption: Why none was held: one of 法发〔2021〕2号 art. 12; empty where one was.
        report_id: The signed search report; empty where no case needs one.
        like_cases: What the search of like and related cases gave, in words.
        grounds: Grounds on which the committee is asked, as they stood that day.
        reconsiderations: How often the president may suggest reconsidering.
    """

    referral_id: str
    title: str
    questions: tuple[str, ...]
    court: str
    reconsiderations: int
    division: str = ""
    cause: str = ""
    pending_id: str | None = None
    case_number: str = ""
    takers: tuple[Taker, ...] = ()
    is_sole: bool = False
    positions: tuple[HeldPosition, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    facts: str = ""
    opinions: tuple[PanelOpinion, ...] = ()
    proposed: str = ""
    reasons: str = ""
    conference: ConferenceOpinion | None = None
    exemption: str = ""
    report_id: str = ""
    like_cases: str = ""
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsement:
    """What whoever passes an application on says to it (审核意见).

    Attributes:
        words: The opinion; may be empty.
    """

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEndorsement:
    """An opinion and whose it is."""

    part: Part
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAnswer:
    """What the panel says after it reconsidered (复议意见).

    Attributes:
        keeps_opinion: Whether it stays with what it proposed.
        words: The opinion now.
    """

    keeps_opinion: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtering:
    """What the filter before the meeting found.

    Attributes:
        result: The result.
        criteria: On which criteria it rests, in words.
        allows_simple: Whether the court lets items that must be discussed and on which nobody
            differs go the short way; of the day.
    """

    result: Filter
    criteria: tuple[str, ...]
    allows_simple: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What the panel adds to an application that was sent back."""

    questions: tuple[str, ...]
    facts: str
    proposed: str
    reasons: str
    like_cases: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduling:
    """Put on the agenda of a meeting.

    Attributes:
        meeting_id: The meeting.
        body: The body that sits.
        held_on: Its day.
    """

    meeting_id: str
    body: Body
    held_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """What the members were given to read.

    Attributes:
        titles: What the papers are called.
        lead_days: How many days before the meeting they have to be sent; of the day.
    """

    titles: tuple[str, ...]
    lead_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredRecusal:
    """A member asks to stand aside, or is asked to.

    Attributes:
        member: Account of the member.
    """

    member: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedRecusal:
    """Whether a member stands aside.

    Attributes:
        member: Account of the member.
        is_granted: Whether.
        by_committee: Whether the committee decided it, as it does on the president.
    """

    member: int
    is_granted: bool
    by_committee: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """A recusal as it stands.

    Attributes:
        member: Account of the member.
        why: The reason given.
        is_granted: Whether granted; None until decided.
    """

    member: int
    why: str
    is_granted: bool | None = None
