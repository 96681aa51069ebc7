"""The papers that go up, over HTTP: those who keep rules get them, to others they do not exist."""

import pytest

from service.actors import Role
from service.referral.course.acts import Act, Doer, Part
from service.referral.referrals.model import Acceptance, HeldPosition, Proposal, SentUp, Way
from service.referral.roster.model import Office
from service.referral.rules.model import RuleAct
from tests.service.case_divergence.suits import CHANGCHUN
from tests.service.conftest import GOOD_PASSWORD
from tests.service.referral.papers.reading import words_of
from tests.service.referral.people import COURT
from tests.service.referral.rules.test_desk import NOW, PUBLICATION, QUESTION, draft_of

FORMS = {
    "divergence_application": "application.docx",
    "library_candidate": "library-candidate.docx",
}


@pytest.fixture
def president(person):
    return person("president", "院长甲", Role.LEADER, offices=(Office.PRESIDENT,))


@pytest.fixture
def get(client):
    """Fetch an address as somebody."""

    def fetch(actor, address):
        told = {"name": actor.name, "password": GOOD_PASSWORD}
        token = client.post("/api/v1/sessions", json=told).json()["token"]
        client.cookies.clear()
        return client.get(address, headers={"authorization": f"Bearer {token}"})

    return fetch


@pytest.fixture
def drafted(referral, judgments, secretary):
    given = draft_of(
        judgments,
        examples=[judgments[0].id],
        counterexamples=[judgments[3].id, judgments[6].id],
        reasons="合同已有约定",
    )
    return referral.rules.act(secretary, None, RuleAct.DRAFT, given, now=NOW)


@pytest.fixture
def published(referral, drafted, president):
    return referral.rules.act(president, drafted.id, RuleAct.PUBLISH, PUBLICATION, now=NOW)


def test_who_keeps_rules_gets_both_papers(get, published, president, secretary, judgments):
    address = f"/rules/{published.id}"
    page = get(president, address).text
    for actor in (president, secretary):
        for file in FORMS.values():
            assert f"{address}/{file}" in page
            answer = get(actor, f"{address}/{file}")
            assert answer.status_code == 200
            told = words_of(answer.content)
            assert all(each in told for each in (QUESTION, "合同已有约定"))
            assert "讨论中有三种意见" not in told
    told = words_of(get(president, f"{address}/application.docx").content)
    for at in (0, 3, 6):
        assert str(judgments[at].case_number.value) in told
    assert str(judgments[1].case_number.value) not in told


def test_to_others_and_of_a_draft_there_are_none(get, published, president, judge):
    for file in FORMS.values():
        assert get(judge, f"/rules/{published.id}/{file}").status_code == 404
        assert get(president, f"/rules/{'0' * 24}/{file}").status_code == 404
    assert "application.docx" not in get(judge, f"/rules/{published.id}").text


@pytest.mark.parametrize("file", FORMS.values())
def test_a_draft_goes_up_as_nothing(get, drafted, secretary, file):
    assert get(secretary, f"/rules/{drafted.id}/{file}").status_code == 404


@pytest.mark.parametrize(("form", "file"), FORMS.items())
def test_the_court_that_it_was_sent_to_is_named(referral, get, published, president, form, file):
    assert "吉林省高级人民法院" not in words_of(
        get(president, f"/rules/{published.id}/{file}").content
    )
    content = {"form": form, "court": "吉林省高级人民法院"}
    referral.rules.act(president, published.id, RuleAct.SEND_UP, content, now=NOW)
    for each in FORMS.values():
        told = words_of(get(president, f"/rules/{published.id}/{each}").content)
        assert ("吉林省高级人民法院" in told) is (each == file)


def test_a_referral_that_is_sent_up_goes_as_an_application(
    referral, get, judgments, president, secretary, judge
):
    ledger = referral.referrals.ledger
    office = Doer(account_id=5, name="审管办", parts=frozenset({Part.OVERSIGHT_OFFICE}))
    sides = (
        HeldPosition(words="应予支持", judgment_ids=(judgments[0].id,), reasons="已有约定"),
        HeldPosition(words="不予支持", judgment_ids=(judgments[3].id,)),
    )
    proposal = Proposal(
        way=Way.AUDIT,
        origin="",
        question=QUESTION,
        court=COURT,
        cause="民间借贷纠纷",
        positions=sides,
    )

    def act(name, content, reason=""):
        return Act(name=name, doer=office, at=NOW, content=content, reason=reason)

    opened = ledger.begin(act("propose", proposal))
    ledger.perform(opened.id, act("accept", Acceptance()))
    address = f"/referrals/{opened.id}/application.docx"
    assert get(president, address).status_code == 404
    ledger.perform(opened.id, act("send_up", SentUp(court=CHANGCHUN[0]), "需要统一"))
    answer = get(president, address)
    assert answer.status_code == 200
    told = words_of(answer.content)
    for each in (QUESTION, CHANGCHUN[0], "已有约定", str(judgments[3].case_number.value)):
        assert each in told
    assert address in get(president, f"/referrals/{opened.id}").text
    assert get(judge, address).status_code == 404
