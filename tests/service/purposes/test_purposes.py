"""Whoever looks into a case of others says why, and those who hear it can see who looked."""

from urllib.parse import quote

import pytest

from service.actors import Role
from service.audit_trail.desk import Wanted
from service.errors import PageNotFoundError
from service.pending.model import Stage
from service.pending.opening import CaseEntry
from service.purposes.errors import PurposeNeededError, PurposeRefusedError
from service.purposes.grounds import GROUNDS
from service.purposes.model import PurposeGround, Stated, SubjectKind
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import Way
from service.referral.referrals.starting import Start
from service.referral.roster.model import Office
from tests.service.purposes.conftest import DIVISION, OTHER_COURT

CASE = SubjectKind.PENDING_CASE
WHY = Stated(ground="leaders_supervision", words="核实本案是否超审限")


@pytest.fixture
def purposes(referral):
    return referral.purposes


def grounds_of(purposes, actor, case, now):
    try:
        rows = purposes.grounds(actor, CASE, case.id, now=now)
    except PageNotFoundError:
        return "nothing is there"
    return None if rows is None else [row.ground.value for row in rows]


def test_whoever_hears_the_case_is_never_asked(purposes, case, judge, clock):
    assert purposes.admit(judge, CASE, case.id, now=clock()) is None


def test_who_may_look_and_on_which_ground(
    purposes, case, president, head, other_head, stranger, secretary, person, clock
):
    auditor = person("auditor", "评查员", Role.AUDITOR, division="审管办")
    colleague = person("colleague", "同庭法官", division=DIVISION)
    assert {
        each.name: grounds_of(purposes, each, case, clock())
        for each in (president, head, other_head, stranger, secretary, auditor, colleague)
    } == {
        "president": ["leaders_supervision"],
        "head": ["leaders_supervision"],
        "other-head": "nothing is there",
        "stranger": "nothing is there",
        "office": ["trial_management"],
        "auditor": "nothing is there",
        "colleague": "nothing is there",
    }


def test_a_closed_case_is_reviewed_in_its_own_court_alone(
    purposes, edge, case, judge, person, clock
):
    edge.pending.change(
        case.id, CaseEntry(stage=Stage.CLOSED), account_id=judge.account_id, now=clock()
    )
    own = person("auditor", "评查员", Role.AUDITOR, division="审管办")
    other = person("far", "外院评查", Role.AUDITOR, division="审管办", court=OTHER_COURT)
    assert grounds_of(purposes, own, case, clock()) == ["case_review"]
    assert grounds_of(purposes, other, case, clock()) == "nothing is there"


def test_a_ground_holds_for_this_case_and_for_some_hours(
    purposes, settings, case, open_case, judge, head, clock
):
    with pytest.raises(PurposeNeededError) as asked:
        purposes.admit(head, CASE, case.id, now=clock())
    assert asked.value.accepted == ("leaders_supervision",)
    kept = purposes.state(head, CASE, case.id, WHY, now=clock())
    assert purposes.admit(head, CASE, case.id, now=clock()) == kept
    other = open_case(judge)
    with pytest.raises(PurposeNeededError):
        purposes.admit(head, CASE, other.id, now=clock())
    clock.forward(hours=settings.purpose_hours)
    with pytest.raises(PurposeNeededError):
        purposes.admit(head, CASE, case.id, now=clock())


def test_a_ground_ends_with_the_office_that_gave_it(purposes, referral, case, head, clock):
    purposes.state(head, CASE, case.id, WHY, now=clock())
    colleague = referral.roster.colleague(head)
    referral.roster.records.put([type(colleague)(**{**fields(colleague), "offices": frozenset()})])
    with pytest.raises(PageNotFoundError):
        purposes.admit(head, CASE, case.id, now=clock())


def fields(colleague):
    return {name: getattr(colleague, name) for name in colleague.__dataclass_fields__}


@pytest.mark.parametrize(
    "stated",
    [
        Stated(ground="case_review", words="核实本案是否超审限"),
        Stated(ground="", words="核实本案是否超审限"),
        Stated(ground="leaders_supervision", words="  看 "),
        Stated(ground="leaders_supervision", words="看" * 201),
    ],
    ids=["not open to them", "none", "hardly a word", "a letter"],
)
def test_what_is_no_ground_is_refused_with_the_accepted_form(purposes, case, head, stated, clock):
    with pytest.raises(PurposeRefusedError) as refused:
        purposes.state(head, CASE, case.id, stated, now=clock())
    assert "expected one of leaders_supervision" in str(refused.value)


def test_a_leader_states_a_ground_on_a_page_and_the_judge_sees_who_looked(
    client, case, head, judge, asking, edge
):
    address, leader = f"/supervised-cases/{case.id}", asking(head)
    asked = client.get(address, headers=leader)
    assert asked.headers["location"] == f"/purposes/pending_case/{case.id}"
    shown = client.get(asked.headers["location"], headers=leader).text
    assert "院庭长审判监督管理" in shown
    assert "案件评查" not in shown
    token = shown.split('name="form_token" value="')[1].split('"')[0]
    where = asked.headers["location"]
    typed = {"form_token": token, "ground": "leaders_supervision", "words": "看"}
    refused = client.post(where, data=typed, headers=leader)
    assert refused.status_code == 400
    assert "写明查阅的具体事由" in refused.text
    typed["words"] = "核实审限"
    assert client.post(where, data=typed, headers=leader).headers["location"] == address
    page = client.get(address, headers=leader)
    assert page.status_code == 200
    assert "承办法官 王法官" in page.text
    line = edge.trail.newest(Wanted(limit=1))[0].deed
    assert (line.action, line.subject) == ("look_into_case", case.id)
    assert line.purpose.startswith("leaders_supervision #")
    looked = client.get(f"/cases/{case.id}/looks", headers=asking(judge)).text
    assert all(words in looked for words in ("庭长甲", "民一庭 庭长", "核实审限"))


def test_a_program_states_a_ground_in_a_body_or_a_header(client, case, head, judge, asking):
    address, leader = f"/api/v1/supervised-cases/{case.id}", asking(head)
    refused = client.get(address, headers=leader)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "purpose_needed")
    assert "tongpan-purpose" in refused.json()["error"]["details"]["reason"]
    given = {"kind": "pending_case", "subject": case.id, "ground": "leaders_supervision"}
    stated = client.post("/api/v1/purposes", json={**given, "words": "核实审限"}, headers=leader)
    assert stated.status_code == 201
    assert client.get(address, headers=leader).json()["id"] == case.id
    header = {"tongpan-purpose": f"leaders_supervision;{quote('督办长期未结')}"}
    assert client.get(address, headers=leader | header).status_code == 200
    looks = client.get(f"/api/v1/pending-cases/{case.id}/looks", headers=asking(judge)).json()
    assert [(each["words"], each["n_looks"]) for each in looks["purposes"]] == [
        ("督办长期未结", 1),
        ("核实审限", 1),
    ]


def test_what_the_panel_thinks_is_not_shown_outside(client, draft_case, head, asking):
    leader = asking(head) | {"tongpan-purpose": f"leaders_supervision;{quote('核实审限')}"}
    page = client.get(f"/supervised-cases/{draft_case.id}", headers=leader).text
    told = client.get(f"/api/v1/supervised-cases/{draft_case.id}", headers=leader).json()
    assert told["text"] is None
    assert "intended_ruling" not in told
    assert "草稿属于合议庭评议内容" in page


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_out_of_reach_and_not_there_are_told_alike(client, case, other_head, asking, method):
    headers = asking(other_head)
    answers = [
        client.request(method, f"/purposes/pending_case/{each}", headers=headers)
        for each in (case.id, "0" * 24)
    ]
    assert len({(each.status_code, _without_ids(each.text)) for each in answers}) == 1


def _without_ids(text):
    return text.split("请求编号")[0]


def test_a_case_is_found_by_its_number_only_within_reach(
    client, edge, case, judge, head, other_head, asking, clock
):
    edge.pending.change(
        case.id,
        CaseEntry(case_number="（2026）吉0104民初12号"),
        account_id=judge.account_id,
        now=clock(),
    )
    answers = []
    for actor in (head, other_head):
        headers = asking(actor)
        shown = client.get("/supervised-cases", headers=headers).text
        token = shown.split('name="form_token" value="')[1].split('"')[0]
        fields = {"form_token": token, "number": "(2026)吉0104民初12号"}
        answers.append(client.post("/supervised-cases", data=fields, headers=headers))
    assert answers[0].headers["location"] == f"/supervised-cases/{case.id}"
    assert answers[1].status_code == 404
    assert case.id not in answers[1].text


def test_every_ground_has_its_source_and_its_day():
    assert {row.ground for row in GROUNDS} == set(PurposeGround)
    assert all(row.source and row.valid_from for row in GROUNDS)


def test_offices_of_a_court_without_a_name_open_nothing(purposes, case, person, clock):
    nobody = person("nobody", "无院", Role.LEADER, offices=(Office.PRESIDENT,), court="")
    assert grounds_of(purposes, nobody, case, clock()) == "nothing is there"


@pytest.fixture
def referred(referral, clock):
    """Refer a question of a case by hand."""

    def refer(actor, case):
        desk = referral.referrals
        filled = desk.prefill(Start(way=Way.BY_HAND, pending_id=case.id), actor=actor, now=clock())
        entry = Entry(question="借款人应否承担借条约定的律师费")
        return desk.propose(filled, entry, actor=actor, now=clock())

    return refer


def looked_by(purposes, case):
    return [each.name for each in purposes.who_looked(case.id)]


def test_who_looks_at_a_merged_referral_looked_at_every_case_of_it(
    purposes, referral, referred, open_case, judge, head, president, clock
):
    first, second, third = (open_case(judge) for _ in range(3))
    kept, other, last = (referred(judge, each) for each in (first, second, third))

    def look(actor, matter):
        clock.forward(minutes=1)
        stated = Stated(ground="leaders_supervision", words="核实本案是否超审限")
        purpose = purposes.state(actor, SubjectKind.MATTER, matter.id, stated, now=clock())
        purposes.look(purpose, now=clock())

    def merge(one, into):
        clock.forward(minutes=1)
        data = {"referral_id": into.id}
        referral.referrals.act(one.id, "merge", data, reason="同一问题", actor=judge, now=clock())

    look(president, kept)
    merge(other, kept)
    # What was looked at before concerned the first case alone.
    assert looked_by(purposes, second) == []
    look(head, kept)
    assert looked_by(purposes, first) == ["庭长甲", "院长"]
    assert looked_by(purposes, second) == ["庭长甲"]
    assert looked_by(purposes, third) == []
    merge(kept, last)
    look(president, last)
    assert [looked_by(purposes, each)[0] for each in (first, second, third)] == ["院长"] * 3
    assert looked_by(purposes, third) == ["院长"]
    assert looked_by(purposes, second) == ["院长", "庭长甲"]
