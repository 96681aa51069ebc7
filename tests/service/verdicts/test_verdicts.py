"""Verdicts of judges: kept, replaced with history, remembered, and seen only by who may."""

import re

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from service.actors import Role
from service.app import create_app
from service.errors import VerdictReasonError
from service.settings import Settings
from service.store.verdict_records import VerdictRecords
from service.verdicts.desk import VerdictDesk
from service.verdicts.model import AskedBy, Verdict
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.test_pages import FACTS, results_of

NAMED = "被告人林某某饮酒后驾驶小型轿车，被民警查获"


def colleague(desk, clock, *, name="zhao", role=Role.JUDGE):
    made = desk.add(
        name=name, display_name="赵法官", password=GOOD_PASSWORD, roles=[role], now=clock()
    )
    token = desk.sign_in(name, GOOD_PASSWORD, now=clock()).token
    return made, {"authorization": f"Bearer {token}"}


def give(client, bearer, judgment, *, status=201, **fields):
    payload = {"text": FACTS, "judgment_id": judgment.id, "verdict": "similar", **fields}
    answer = client.post("/api/v1/verdicts", headers=bearer, json=payload)
    assert answer.status_code == status, answer.text
    return answer.json()


def block_of(page, judgment_id):
    start = page.index(f'id="verdict-{judgment_id}"')
    return page[start : page.index("</article>", start)]


def press(client, address, judgment_id, verdict, **fields):
    page = client.get(address)
    action = re.search(r'action="(/results/[^"]*/verdicts[^"]*)"', page.text)[1]
    return client.post(
        action.replace("&amp;", "&"),
        data={
            "form_token": form_token_of(page),
            "judgment_id": judgment_id,
            "verdict": verdict,
            "snapshot_id": "s1",
            "ranker": "word count",
            **fields,
        },
    )


def test_a_verdict_tells_what_was_said_of_what_and_over_which_list(client, bearer, judgments):
    told = give(client, bearer, judgments[0], charges=["危险驾驶罪"], ranker="word count")
    assert told["verdict"] == {"value": "similar", "label": "是类案"}
    assert told["judgment_id"] == judgments[0].id
    assert told["charges"] == ["危险驾驶罪"]
    assert (told["snapshot_id"], told["ranker"]) == ("s1", "word count")
    assert (told["author"], told["is_standing"]) == ("王法官", True)


def test_a_later_verdict_replaces_the_earlier_one_which_stays_as_history(
    client, bearer, clock, judgments
):
    give(client, bearer, judgments[0], verdict="open")
    clock.forward(minutes=5)
    give(client, bearer, judgments[0], verdict="not_similar", reason="数额不同")
    listed = client.get("/api/v1/verdicts", headers=bearer).json()["verdicts"]
    assert [(one["verdict"]["value"], one["is_standing"]) for one in listed] == [
        ("not_similar", True),
        ("open", False),
    ]
    assert listed[0]["at"] > listed[1]["at"]


def test_one_sees_in_the_list_only_what_one_said(client, bearer, desk, clock, judgments):
    give(client, bearer, judgments[0])
    _, other = colleague(desk, clock)
    assert client.get("/api/v1/verdicts", headers=other).json()["verdicts"] == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.JUDGE}))
def test_only_judges_say_what_a_similar_case_is(client, desk, clock, judgments, role):
    _, other = colleague(desk, clock, role=role)
    told = give(client, other, judgments[0], status=403)
    assert told["error"]["code"] == "not_permitted"


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"judgment_id": "none"}, 404, "judgment_not_found"),
        ({"text": None, "asked_judgment_id": "none"}, 404, "judgment_not_found"),
        ({"text": None}, 400, "query_missing"),
        ({"text": "盗"}, 400, "query_too_short"),
        ({"verdict": "maybe"}, 422, "request_malformed"),
        ({"reason": "长" * 1001}, 422, "request_malformed"),
    ],
)
def test_what_cannot_be_a_verdict_is_refused(client, bearer, judgments, fields, status, code):
    payload = {"text": FACTS, "judgment_id": judgments[0].id, "verdict": "open", **fields}
    answer = client.post("/api/v1/verdicts", headers=bearer, json=payload)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_the_page_takes_a_verdict_without_a_script_and_leads_back_to_the_hit(
    desk_client, judgments
):
    address = results_of(desk_client, text=FACTS) + "?case_types=criminal"
    judgment_id = judgments[0].id
    before = block_of(desk_client.get(address).text, judgment_id)
    assert before.count('aria-pressed="false"') == len(Verdict)
    answer = press(desk_client, address, judgment_id, "similar", reason="同为醉驾")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{address}#verdict-{judgment_id}"
    after = block_of(desk_client.get(address).text, judgment_id)
    assert re.search(r'value="similar" aria-pressed="true"', after)
    assert after.count('aria-pressed="true"') == 1
    assert "您于 2026-03-02 09:00 认定" in after


def test_enter_in_the_field_of_reasons_says_nothing(desk_client):
    page = desk_client.get(results_of(desk_client, text=FACTS)).text
    forms = re.findall(r'<form method="post" action="/results/.*?</form>', page, re.DOTALL)
    assert forms
    # A browser presses the first button of the form then; a disabled one does nothing.
    assert all(re.search(r"<button[^>]*>", form)[0] == "<button disabled hidden>" for form in forms)


def test_a_later_search_with_the_same_question_remembers(desk_client, judgments):
    first = results_of(desk_client, text=FACTS)
    press(desk_client, first, judgments[0].id, "not_similar")
    again = results_of(desk_client, text=f"  {FACTS}\n")
    assert again != first
    block = block_of(desk_client.get(again).text, judgments[0].id)
    assert re.search(r'value="not_similar" aria-pressed="true"', block)
    other = results_of(desk_client, text=FACTS + "另查明无证驾驶。")
    assert "您于" not in desk_client.get(other).text


def test_a_colleague_who_asks_the_same_question_sees_it_with_name_and_day(
    edge, desk_client, desk, clock, judgments
):
    press(
        desk_client, results_of(desk_client, text=FACTS), judgments[0].id, "open", reason="待合议"
    )
    account, bearer = colleague(desk, clock)
    kept = edge.activity.add_search(
        account.account_id, now=clock(), text=FACTS, judgment_id=None, file_name=None
    )
    with TestClient(create_app(edge), follow_redirects=False) as fresh:
        block = block_of(fresh.get(f"/results/{kept.id}", headers=bearer).text, judgments[0].id)
    assert "王法官 于 2026-03-02 09:00 就同一检索内容认定" in block
    assert "理由：待合议" in block
    assert 'aria-pressed="true"' not in block


def test_who_may_not_say_it_sees_no_buttons(edge, desk, clock):
    account, bearer = colleague(desk, clock, role=Role.AUDITOR)
    kept = edge.activity.add_search(
        account.account_id, now=clock(), text=FACTS, judgment_id=None, file_name=None
    )
    with TestClient(create_app(edge), follow_redirects=False) as fresh:
        page = fresh.get(f"/results/{kept.id}", headers=bearer)
        assert 'name="verdict"' not in page.text


def test_a_form_without_its_token_or_of_a_search_of_others_gives_no_verdict(
    edge, desk_client, desk, clock, judgments
):
    address = results_of(desk_client, text=FACTS)
    fields = {"judgment_id": judgments[0].id, "verdict": "similar"}
    assert desk_client.post(f"{address}/verdicts", data=fields).status_code == 403
    account, _ = colleague(desk, clock)
    kept = edge.activity.add_search(
        account.account_id, now=clock(), text=NAMED, judgment_id=None, file_name=None
    )
    token = form_token_of(desk_client.get(address))
    answer = desk_client.post(f"/results/{kept.id}/verdicts", data={**fields, "form_token": token})
    assert answer.status_code == 404
    assert edge.verdicts.records.standing() == ()


def test_an_unheard_of_verdict_is_refused_by_the_page(desk_client, judgments):
    address = results_of(desk_client, text=FACTS)
    assert press(desk_client, address, judgments[0].id, "perhaps").status_code == 422


def test_neither_question_nor_reason_gets_into_log_or_output(
    client, bearer, edge, engine, judgments, capsys
):
    give(client, bearer, judgments[0], text=NAMED, reason="林某某系再犯")
    give(client, bearer, judgments[0], text=NAMED, reason="林某某系再犯", verdict="x", status=422)
    with engine.connect() as connection:
        notes = connection.exec_driver_sql("SELECT action, subject FROM trail").all()
    assert ("give_verdict", judgments[0].id) in [tuple(each) for each in notes]
    printed = capsys.readouterr()
    assert "林某某" not in f"{notes}{printed.out}{printed.err}"


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("reason", ["", "  \n", "罪名不同"])
@pytest.mark.parametrize("is_asked_for", [False, True])
def test_a_reason_is_needed_only_where_the_settings_ask_and_only_for_a_no(
    engine, judge, clock, judgments, tmp_path, verdict, reason, is_asked_for
):
    desk = VerdictDesk(
        records=VerdictRecords(engine),
        settings=Settings(data=tmp_path, verdict_reasons=is_asked_for),
    )

    def say():
        desk.give(
            AskedBy(text=FACTS),
            judgment_id=judgments[0].id,
            verdict=verdict,
            reason=reason,
            snapshot_id="s1",
            ranker="r",
            account_id=judge.account_id,
            now=clock(),
        )

    if is_asked_for and verdict is Verdict.NOT_SIMILAR and not reason.strip():
        with pytest.raises(VerdictReasonError):
            say()
        assert desk.records.standing() == ()
    else:
        say()
        assert [one.reason for one in desk.records.standing()] == [reason.strip()]


@given(text=st.text(min_size=1), blanks=st.text(alphabet=" \n\t\u3000"))
def test_white_space_does_not_make_another_question(text, blanks):
    asked = AskedBy(text=text)
    assert AskedBy(text=blanks + text + blanks, charges=("盗窃罪",)).digest == asked.digest
    assert AskedBy(text=text + "甲").digest != asked.digest


def test_a_judgment_and_a_text_of_the_same_letters_are_two_questions():
    assert AskedBy(text="ab12").digest != AskedBy(judgment_id="ab12").digest
