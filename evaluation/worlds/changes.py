"""What can happen in a court that somebody may learn nothing of?

Each change is done by somebody at a place that the watcher does not reach, through the desks that
the pages use. What two cases have in common is told by design to those who hear cases (related and
like pending cases), so papers of a world share no party, no fact and, with the watcher's own, no
cause.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

from corpus.judgment import JudgmentId
from evaluation.worlds.court import Seated
from service.actors import Role
from service.errors import ServiceError
from service.house import House
from service.notices.model import Notice, NoticeKind, Recipient
from service.pending.model import PanelMember, PendingCase, Stage
from service.pending.opening import CaseEntry, CasePaper
from service.purposes.model import Stated, SubjectKind
from service.referral.committee.desk import MeetingEntry
from service.referral.committee.drawing_up import ApplicationEntry
from service.referral.conference.asking import Suggested
from service.referral.conference.vocabulary import Ground
from service.referral.errors import ReferralError
from service.referral.flags.model import SubItem
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import Way
from service.referral.referrals.starting import Start
from service.referral.roster.model import Office
from service.referral.rules.model import RuleAct
from service.verdicts.model import AskedBy, Verdict

OWN_CAUSE: Final = "买卖合同纠纷"
_CAUSES: Final = (
    "民间借贷纠纷",
    "离婚纠纷",
    "劳动争议",
    "机动车交通事故责任纠纷",
    "物业服务合同纠纷",
)
_PAPER: Final = """民事起诉状
原告：{plaintiff}，男，汉族。
被告：{defendant}，女，汉族。
诉讼请求：判令被告向原告支付{sum}元。
事实与理由：{story}原告多次催要未果，故诉至法院。
"""
_GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰"


@dataclass(slots=True, kw_only=True)
class Scene:
    """A house with people at their places, and what has happened in it out of sight.

    Attributes:
        house: The installation.
        seats: Everybody.
        watcher: Who looks on.
        judgment_ids: Stored judgments that all may read.
        rng: Deals everything.
        now: The time.
        cases: Cases out of the watcher's sight, with who handles each.
        referrals: Referrals that can go to a meeting, with who proposed each.
        serial: Runs on, so that no two papers share a name.
    """

    house: House
    seats: tuple[Seated, ...]
    watcher: Seated
    judgment_ids: Sequence[str]
    rng: Random
    now: datetime
    cases: list[tuple[PendingCase, Seated]] = field(default_factory=list)
    referrals: list[tuple[str, Seated]] = field(default_factory=list)
    serial: int = 0

    def unseen_judge(self) -> Seated:
        """Return a judge at a place that the watcher does not reach."""
        return self.rng.choice(
            [
                each
                for each in self.seats
                if Role.JUDGE in each.actor.roles
                and each is not self.watcher
                and not self.watcher.reaches(each.court, each.division)
            ]
        )

    def office_of(self, seated: Seated, office: Office) -> Seated | None:
        """Return who holds an office over a place, unless it is the watcher."""
        return next(
            (
                each
                for each in self.seats
                if office in each.offices
                and each.court == seated.court
                and each.division in {"", seated.division}
                and each is not self.watcher
            ),
            None,
        )

    def open_case(self, judge: Seated, *, cause: str) -> PendingCase:
        """Open a case of a judge, of parties whom no other case has."""
        self.serial += 1
        rng = self.rng
        paper = _PAPER.format(
            plaintiff=self._name(),
            defendant=self._name(),
            sum=rng.randrange(1_000, 900_000),
            story="".join(rng.sample("春夏秋冬甲乙丙丁山水云石金木火土东南西北", k=12)) + "。",
        )
        number = f"（2026）吉{rng.randrange(1000, 9999)}民初{self.serial}号"
        entry = CaseEntry(
            court=judge.court,
            elements=(cause,),
            handling_judge=judge.actor.display_name,
            case_number=number,
        )
        return self.house.pending.open(
            CasePaper(text=paper), entry, account_id=judge.actor.account_id, now=self.now
        )

    def _name(self) -> str:
        self.serial += 1
        digits = [_GIVEN[int(each)] for each in str(self.serial)]
        return self.rng.choice("欧阳上官诸葛司徒") + "".join(digits)


Change = Callable[[Scene], Sequence[str]]
"""Does something out of the watcher's sight and returns addresses of what came of it."""


def opened(scene: Scene) -> Sequence[str]:
    """Open a case."""
    judge = scene.unseen_judge()
    case = scene.open_case(judge, cause=scene.rng.choice(_CAUSES))
    scene.cases.append((case, judge))
    return (
        f"/api/v1/pending-cases/{case.id}",
        f"/cases/{case.id}",
        f"/api/v1/supervised-cases/{case.id}",
        f"/supervised-cases/{case.id}",
        f"/purposes/pending_case/{case.id}",
        f"/cases/{case.id}/divergence",
        f"/cases/{case.id}/looks",
    )


def changed(scene: Scene) -> Sequence[str]:
    """Change what is known of a case."""
    case, judge = scene.rng.choice(scene.cases)
    entry = CaseEntry(
        issues=(f"焦点{scene.rng.random()}",),
        intended_ruling=f"拟判{scene.rng.random()}",
        stage=scene.rng.choice([each for each in Stage if each is not Stage.CLOSED]),
        panel=(PanelMember(name=judge.actor.display_name, title="审判长"),),
    )
    scene.house.pending.change(case.id, entry, account_id=judge.actor.account_id, now=scene.now)
    return (f"/cases/{case.id}/file", f"/api/v1/pending-cases/{case.id}/supervision")


def joined(scene: Scene) -> Sequence[str]:
    """Let a colleague open a case."""
    case, judge = scene.rng.choice(scene.cases)
    other = scene.unseen_judge()
    scene.house.pending.admit(case.id, [other.actor.account_id], account_id=judge.actor.account_id)
    return (f"/cases/{case.id}/submitted",)


def marked(scene: Scene) -> Sequence[str]:
    """Mark a case as one of the four classes, and perhaps confirm it."""
    case, judge = scene.rng.choice(scene.cases)
    flags = scene.house.referral.flags
    sub_item = scene.rng.choice(list(SubItem))
    flag = flags.propose(case, sub_item, because="人数众多", actor=judge.actor, now=scene.now)
    if scene.rng.random() < 0.5:
        flags.act(flag.id, "confirm", {}, reason="属实", actor=judge.actor, now=scene.now)
    return (f"/flags/{flag.id}", f"/api/v1/flags/{flag.id}")


def limited(scene: Scene) -> Sequence[str]:
    """Begin the time limit of a case."""
    case, judge = scene.rng.choice(scene.cases)
    data: dict[str, object] = {"began_on": "2026-01-05", "due_on": "2026-07-05"}
    scene.house.referral.limits.act(
        case, "begin", data, reason="立案", actor=judge.actor, now=scene.now
    )
    return (f"/cases/{case.id}/flags",)


def referred(scene: Scene) -> Sequence[str]:
    """Refer a case, or a question that belongs to none."""
    case, judge = scene.rng.choice(scene.cases)
    desk = scene.house.referral.referrals
    is_of_case = scene.rng.random() < 0.5
    start = Start(way=Way.BY_HAND, pending_id=case.id if is_of_case else "")
    filled = desk.prefill(start, actor=judge.actor, now=scene.now)
    entry = Entry(question=f"问题{scene.rng.random()}")
    begun = desk.propose(filled, entry, actor=judge.actor, now=scene.now)
    if not is_of_case:
        # A case goes to a meeting with a signed report only; a question goes as it is.
        scene.referrals.append((begun.id, judge))
    return (f"/referrals/{begun.id}", f"/api/v1/referrals/{begun.id}")


def applied(scene: Scene) -> Sequence[str]:
    """Apply to the committee with a referral."""
    referral_id, judge = scene.rng.choice(scene.referrals)
    item = scene.house.referral.committee.apply(
        referral_id, ApplicationEntry(exemption="same_members"), actor=judge.actor, now=scene.now
    )
    return (f"/committee-items/{item.id}", f"/api/v1/committee-items/{item.id}")


def suggested(scene: Scene) -> Sequence[str]:
    """Put a referral to a conference."""
    referral_id, judge = scene.rng.choice(scene.referrals)
    item = scene.house.referral.conference_items.suggest(
        referral_id,
        Suggested(ground=Ground.UNIFY, focuses=("焦点",)),
        actor=judge.actor,
        now=scene.now,
    )
    return (f"/conference-items/{item.id}", f"/api/v1/conference-items/{item.id}")


def convened(scene: Scene) -> Sequence[str]:
    """Call a meeting of the committee."""
    judge = scene.unseen_judge()
    keeper = scene.office_of(judge, Office.COMMITTEE_SECRETARY)
    host = scene.office_of(judge, Office.PRESIDENT)
    if keeper is None or host is None or scene.watcher.court == judge.court:
        return ()
    meeting = scene.house.referral.committee.convene(
        MeetingEntry(
            title="会议",
            body="全体会议",
            host=host.actor.account_id,
            starts_at=scene.now + timedelta(days=9),
        ),
        actor=keeper.actor,
        now=scene.now,
    )
    return (f"/committee-meetings/{meeting.id}", f"/api/v1/committee-meetings/{meeting.id}")


def looked(scene: Scene) -> Sequence[str]:
    """Let whoever leads look into a case."""
    case, judge = scene.rng.choice(scene.cases)
    leader = scene.office_of(judge, Office.PRESIDENT)
    if leader is None:
        return ()
    desk = scene.house.referral.purposes
    stated = Stated(ground="leaders_supervision", words="核实审限情况")
    purpose = desk.state(leader.actor, SubjectKind.PENDING_CASE, case.id, stated, now=scene.now)
    desk.look(purpose, now=scene.now)
    return (f"/api/v1/pending-cases/{case.id}/looks",)


def told(scene: Scene) -> Sequence[str]:
    """Tell somebody else something."""
    judge = scene.unseen_judge()
    scene.house.notices.send(
        [
            Notice(
                kind=scene.rng.choice(list(NoticeKind)),
                keys=(f"key{scene.rng.random()}",),
                to=Recipient(name=judge.actor.display_name, account_id=judge.actor.account_id),
                subject="subject",
                address="/cases",
                sentence="内容",
                why="原因",
            )
        ],
        now=scene.now,
    )
    return ()


def searched(scene: Scene) -> Sequence[str]:
    """Keep a search of somebody else, and what they say of a judgment."""
    judge = scene.unseen_judge()
    text = f"他人的案情{scene.rng.random()}"
    kept = scene.house.activity.add_search(
        judge.actor.account_id, now=scene.now, text=text, judgment_id=None, file_name=None
    )
    scene.house.verdicts.give(
        AskedBy(text=text),
        judgment_id=JudgmentId(scene.rng.choice(list(scene.judgment_ids))),
        verdict=scene.rng.choice(list(Verdict)),
        reason="不同",
        snapshot_id="none",
        ranker="none",
        account_id=judge.actor.account_id,
        now=scene.now,
    )
    return (f"/results/{kept.id}",)


def ruled(scene: Scene) -> Sequence[str]:
    """Draft a rule in a court of which the watcher keeps nothing."""
    judge = scene.unseen_judge()
    keeper = scene.office_of(judge, Office.OVERSIGHT_OFFICE)
    is_near = scene.watcher.court == judge.court and Role.JUDGE not in scene.watcher.actor.roles
    if keeper is None or is_near:
        return ()
    text = {
        "question": f"规则{scene.rng.random()}",
        "answer": "应予支持",
        "minority": "不予支持",
        "causes": [scene.rng.choice(_CAUSES)],
        "courts": [judge.court],
        "law_as_of": "2025-06-01",
        "force": "advisory",
        "inner_reasons": "讨论中有三种意见",
        "examples": [],
        "counterexamples": [],
    }
    rule = scene.house.referral.rules.act(
        keeper.actor, None, RuleAct.DRAFT, {"text": text, "court": judge.court}, now=scene.now
    )
    return (f"/rules/{rule.id}", f"/api/v1/rules/{rule.id}")


CHANGES: Final[tuple[Change, ...]] = (
    opened, changed, joined, marked, limited, referred, applied, suggested, convened, looked, told,
    searched, ruled,
)  # fmt: skip


_DESKS: Final = (
    "referrals", "flags", "conferences", "conference-items", "committee-items",
    "committee-meetings", "rules", "cases", "reports", "results", "supervised-cases",
    "purposes/matter", "purposes/pending_case", "api/v1/reports", "api/v1/pending-cases",
)  # fmt: skip


def elsewhere(scene: Scene, address: str) -> str:
    """Return the id of an address at a desk that keeps other things."""
    return f"/{scene.rng.choice(_DESKS)}/{address.rsplit('/', 1)[-1]}"


def happen(scene: Scene) -> tuple[str, Sequence[str]]:
    """Let one thing happen; return which, and addresses of what came of it.

    What the rules of procedure refuse, such as a mark that stands already, happened as far as the
    refusal is kept.
    """
    if not scene.cases:
        return "opened", opened(scene)
    change = scene.rng.choice(CHANGES)
    if change in {applied, suggested} and not scene.referrals:
        change = referred
    try:
        return change.__name__, change(scene)
    except (ReferralError, ServiceError):
        return f"{change.__name__} (refused)", ()
