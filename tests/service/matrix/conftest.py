"""One court with everything in it that can be asked for, and everybody who can ask."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from service.actors import Actor, Role, Scope
from service.audits.model import AuditOrder, AuditScope, CauseAudit
from service.notices.model import Notice, NoticeKind, Recipient
from service.pending.model import PanelMember
from service.pending.opening import CaseEntry
from service.referral.committee.desk import MeetingEntry
from service.referral.committee.drawing_up import ApplicationEntry
from service.referral.flags.model import SubItem
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import Way
from service.referral.referrals.starting import Start
from service.referral.roster.model import Office, Rank
from service.referral.rules.model import RuleAct
from service.reports.codec import encode_content
from service.store.audit_records import AuditRecords
from service.subscriptions.model import SubscriptionKind, Wish
from tests.service.audits.made import AT, cluster
from tests.service.case_divergence.suits import CHANGCHUN, DRAFT
from tests.service.conftest import GOOD_PASSWORD
from tests.service.referral.conference.conftest import (  # noqa: F401 - fixtures used by name
    COURT,
    at,
    hall,
    judgments,
    people,
    person,
    referred,
    sign_report,
    stocked_database,
)
from tests.service.referral.people import open_case  # noqa: F401 - a fixture used by name
from tests.service.reports.made import content_of

PROGRAM = "the judge's own program"
OTHER_COURT = "吉林省吉林市昌邑区人民法院"
DESKS_WITHOUT_PAPERS = {
    "system": Role.ADMINISTRATOR,
    "security": Role.SECURITY_OFFICER,
    "trail": Role.TRAIL_AUDITOR,
    "feeder": Role.CASE_SYSTEM,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A court in which every address has something to show.

    Attributes:
        tokens: Session of each person by name; of nobody an empty one.
        parts: What stands in the addresses.
    """

    tokens: dict[str, str]
    parts: dict[str, str]


@pytest.fixture
def case(open_case, judge, edge, desk, clock):  # noqa: F811
    """A draft that the judge handles; a colleague sits on the panel."""
    panel = desk.add(
        name="panel",
        display_name="李法官",
        password=GOOD_PASSWORD,
        roles=[Role.JUDGE],
        now=clock(),
    )
    opened = open_case(
        judge,
        text=DRAFT,
        panel=(("王法官", "审判长"), ("李法官", "审判员")),
        members=(panel.account_id,),
    )
    entry = CaseEntry(
        panel=(PanelMember(name="王法官", title="审判长"), PanelMember(name="李法官")),
        case_number="（2026）吉0104民初12号",
    )
    return edge.pending.change(opened.id, entry, account_id=judge.account_id, now=clock())


@pytest.fixture
def everybody(people, person, desk, clock):  # noqa: F811
    """Everybody by the name of their column."""
    found: dict[str, Actor] = {
        "judge": people.judge,
        "panel": _actor(desk, "panel"),
        "seat": people.low,
        "guest": people.guest,
        "near": person("near", "同庭法官", rank=Rank.JUDGE_3),
        "far": people.stranger,
        "other": person("other", "外院法官", rank=Rank.JUDGE_3, court=OTHER_COURT),
        "above": person("above", "上级法官", rank=Rank.SENIOR_4, court=CHANGCHUN[0]),
        "head": people.head,
        "chief": person(
            "chief",
            "院长",
            role=Role.LEADER,
            rank=Rank.SENIOR_2,
            offices=(Office.PRESIDENT, Office.COMMITTEE_MEMBER),
            division="院领导",
        ),
        "abroad": person(
            "abroad", "外院院长", role=Role.LEADER, offices=(Office.PRESIDENT,), court=OTHER_COURT
        ),
        "office": people.secretary,
        "manage": person(
            "manage",
            "审管办",
            role=Role.SECRETARY,
            offices=(Office.OVERSIGHT_OFFICE,),
            division="审管办",
        ),
        "review": person("review", "评查员", role=Role.AUDITOR, division="审管办"),
    }
    for name, role in DESKS_WITHOUT_PAPERS.items():
        found[name] = desk.add(
            name=name, display_name=name, password=GOOD_PASSWORD, roles=[role], now=clock()
        )
    return found


@pytest.fixture
def program(people):  # noqa: F811
    """A program that comes with a token of the judge, of every scope."""
    return replace(people.judge, token="abcdef", scopes=tuple(Scope))


@pytest.fixture
def world(edge, engine, everybody, at, case, judgments, referral, person, clock, desk):  # noqa: F811
    """Everything that an address can name, each belonging to the judge or to the judge's case."""
    judge, now = everybody["judge"], clock()
    hall = at("discuss")  # noqa: F811
    ids = sorted(each.id for each in judgments)
    check = edge.drafts.check(case, DRAFT, actor=judge, now=now)
    found = edge.divergence.of_case(case, actor=judge, now=now)
    search = edge.activity.add_search(
        judge.account_id, now=now, text="律师费应否支持", judgment_id=None, file_name=None
    )
    edge.notices.send(
        [
            Notice(
                kind=NoticeKind.TIME_LIMIT,
                keys=("limit",),
                to=Recipient(name="王法官", account_id=judge.account_id),
                subject=case.id,
                address=f"/cases/{case.id}",
                sentence="审限将届满",
                why="您是承办法官",
            )
        ],
        now=now,
    )
    flag = referral.flags.propose(
        case, SubItem.MANY_PARTIES, because="人数众多", actor=judge, now=now
    )
    referral.flags.act(flag.id, "confirm", {}, reason="属实", actor=judge, now=now)
    subscription = edge.subscriptions.subscribe(
        judge, Wish(kind=SubscriptionKind.CASE, subject=case.id, title="本案"), now=now
    )
    committee_item, meeting = _committee(referral, person, everybody, case, clock)
    rule = referral.rules.act(everybody["office"], None, RuleAct.DRAFT, _rule(), now=now)
    run, key = _audit(engine, ids)
    report = edge.reports.records.of_cases((case.id,))[0]
    return World(
        tokens={
            name: desk.sign_in(actor.name, GOOD_PASSWORD, now=now).token
            for name, actor in everybody.items()
        }
        | {"token": PROGRAM, "nobody": ""},
        parts={
            "name": "tongpan.css",
            "judgment_id": ids[0],
            "search_id": search.id,
            "pending_id": case.id,
            "report_id": report.id,
            "finding_key": found.findings[0].key,
            "check_id": check.id,
            "draft_finding": check.findings[0].key,
            "run_id": run,
            "key": key,
            "conference_id": hall.meeting_id,
            "conference_item": hall.item_id,
            "referral_id": hall.items.open(hall.item_id, actor=judge).item.suggestion.referral_id,
            "flag_id": flag.id,
            "committee_item": committee_item,
            "meeting_id": meeting,
            "rule_id": rule.id,
            "number": str(edge.notices.of(judge)[0].number),
            "report": encode_content(content_of(judgments)),
            "subscription": str(subscription.id),
            "step": "s0",
            "language": "zh",
            "kind": "pending_case",
            "subject": case.id,
        },
    )


def _actor(desk, name):
    account = desk.find(name)
    return Actor(
        account_id=account.id,
        name=account.name,
        display_name=account.display_name,
        roles=account.roles,
    )


def _rule():
    told = {
        "question": "出借人主张的律师费应否支持",
        "answer": "约定由借款人承担律师费的，应予支持",
        "minority": "不予支持",
        "causes": ["民间借贷纠纷"],
        "courts": [COURT],
        "law_as_of": "2025-06-01",
        "force": "advisory",
        "inner_reasons": "讨论中有三种意见",
        "examples": [],
        "counterexamples": [],
    }
    return {"text": told, "court": COURT}


def _committee(referral, person, everybody, case, clock):  # noqa: F811
    """Apply to the committee with a second referral of the case, and call a meeting."""
    keeper = person(
        "keeper", "审委会秘书", role=Role.SECRETARY, offices=(Office.COMMITTEE_SECRETARY,)
    )
    judge, now = everybody["judge"], clock()
    filled = referral.referrals.prefill(
        Start(way=Way.BY_HAND, pending_id=case.id), actor=judge, now=now
    )
    begun = referral.referrals.propose(
        filled, Entry(question="违约金如何调整"), actor=judge, now=now
    )
    item = referral.committee.apply(
        begun.id, ApplicationEntry(exemption="same_members"), actor=judge, now=now
    )
    meeting = referral.committee.convene(
        MeetingEntry(
            title="第1次会议",
            body="全体会议",
            host=everybody["chief"].account_id,
            starts_at=now + timedelta(days=10),
        ),
        actor=keeper,
        now=now,
    )
    return item.id, meeting.id


def _audit(engine, ids):
    """Return a finished run and its one cluster, which nobody has read yet."""
    found = cluster(votes=(2.0, 1.0))
    found = replace(
        found,
        positions=tuple(
            replace(position, judgment_ids=tuple(mine), quotes=())
            for position, mine in zip(found.positions, (ids[:2], ids[2:3]), strict=True)
        ),
    )
    order = AuditOrder(
        court=None, scope=AuditScope.EVERYWHERE, first=date(2026, 1, 1), last=date(2026, 1, 31)
    )
    records = AuditRecords(engine)
    begun = records.begin(order, key="k", n_causes=1, n_judgments=3, n_without_cause=0, now=AT)
    audit = CauseAudit(
        cause="民间借贷纠纷",
        n_judgments=3,
        n_positions=3,
        n_insufficient=0,
        clusters=(found,),
        reversed_cases=(),
    )
    records.put(begun.id, audit, now=AT)
    records.finish(begun.id, now=AT)
    return begun.id, found.key
