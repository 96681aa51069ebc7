"""Search reports over HTTP and on their page, as those see them who may."""

import html
import io
import json
import re
from dataclasses import replace

import docx
import pytest
from selectolax.lexbor import LexborHTMLParser

from service.actors import Role
from service.reports.codec import decode_content, encode_content
from service.reports.content import quotes_of
from service.reports.layout import lay_out_report
from service.reports.plain import render_plain
from service.reports.record import imprint_of
from service.reports.states import ReportMove
from service.reports.vocabulary import Part
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.reports.made import unanswered

WAY = ["start_search", "end_search", "ask_to_confirm", "sign"]


def id_of(told):
    return told["report"]["id"]


def move(client, bearer, told, name, *, status=200, reason="", version=None):
    answer = client.post(
        f"/api/v1/reports/{id_of(told)}/moves",
        headers=bearer,
        json={"move": name, "reason": reason, "version": version or told["report"]["version"]},
    )
    assert answer.status_code == status, answer.text
    return answer.json()


def go(client, bearer, told, *names):
    for name in names:
        told = move(client, bearer, told, name, reason="合议庭评议")
    return told


def person(desk, clock, role, name="li"):
    made = desk.add(
        name=name, display_name="李某", password=GOOD_PASSWORD, roles=[role], now=clock()
    )
    token = desk.sign_in(name, GOOD_PASSWORD, now=clock()).token
    return made, {"authorization": f"Bearer {token}"}


class TestApi:
    def test_a_report_is_opened_and_told_as_it_stands(self, client, bearer, opened, content):
        told = opened["report"]
        assert (told["number"], told["version"]) == ("类检〔2026〕1号", 1)
        assert told["state"] == {"value": "draft", "label": "草稿"}
        assert told["file_class"] == {"value": "inner", "label": "副卷"}
        again = client.get(f"/api/v1/reports/{told['id']}", headers=bearer).json()
        assert again == opened
        assert decode_content(opened["content"]) == replace(content, number=told["number"])
        listed = client.get("/api/v1/reports", headers=bearer).json()["reports"]
        assert listed == [told]

    def test_numbers_run_within_the_year(self, client, bearer, content, clock):
        def number():
            payload = {"content": encode_content(content)}
            answer = client.post("/api/v1/reports", headers=bearer, json=payload)
            return answer.json()["report"]["number"]

        assert [number(), number()] == ["类检〔2026〕1号", "类检〔2026〕2号"]
        own = replace(content, number="本院自编7号")
        payload = {"content": encode_content(own)}
        told = client.post("/api/v1/reports", headers=bearer, json=payload).json()
        assert told["report"]["number"] == "本院自编7号"
        assert number() == "类检〔2026〕4号"

    def test_a_report_goes_its_way_and_is_locked_when_signed(self, client, bearer, opened, content):
        told = go(client, bearer, opened, *WAY)
        assert told["report"]["state"]["value"] == "signed"
        assert told["signed_by"] == "王法官"
        refused = client.post(
            f"/api/v1/reports/{id_of(told)}/content",
            headers=bearer,
            json={"version": 1, "content": encode_content(content)},
        )
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "report_locked")
        told = go(client, bearer, told, "submit", "archive")
        assert told["moves"] == []

    def test_a_signed_version_stays_beside_the_later_ones(self, client, bearer, opened, content):
        told = go(client, bearer, opened, *WAY, "send_back")
        first = told["digest"]
        changed = client.post(
            f"/api/v1/reports/{id_of(told)}/content",
            headers=bearer,
            json={
                "version": 1,
                "content": encode_content(replace(content, conclusion_words="补充。")),
            },
        )
        assert changed.status_code == 201, changed.text
        listed = client.get(f"/api/v1/reports/{id_of(told)}/versions", headers=bearer).json()
        assert [(each["number"], each["signed_by"]) for each in listed["versions"]] == [
            (1, "王法官"),
            (2, None),
        ]
        assert listed["versions"][0]["digest"] == first
        assert [each["move"]["value"] for each in listed["moves"]] == [*WAY, "send_back"]
        old = client.get(f"/api/v1/reports/{id_of(told)}/docx?version=1", headers=bearer)
        text = "\n".join(each.text for each in docx.Document(io.BytesIO(old.content)).paragraphs)
        assert "承办法官（对真实性、准确性负责）：王法官" in text
        assert "现行为第2版" in text

    def test_what_keeps_a_report_from_being_signed_is_told(self, client, bearer, content):
        payload = {"content": encode_content(unanswered(content))}
        told = client.post("/api/v1/reports", headers=bearer, json=payload).json()
        found = client.get(f"/api/v1/reports/{id_of(told)}/findings", headers=bearer).json()
        assert found["may_be_signed"] is False
        (finding,) = found["findings"]
        assert (finding["rule"]["value"], finding["part"]["value"]) == ("v6", "party_cases")
        told = go(client, bearer, told, *WAY[:-1])
        refused = move(client, bearer, told, "sign", status=409)["error"]
        assert refused["code"] == "report_blocked"
        assert refused["details"]["rules"] == ["v6"]

    @pytest.mark.parametrize(
        ("payload", "status", "code"),
        [
            ({}, 422, "request_malformed"),
            ({"content": {"schema": 9}}, 422, "report_content_malformed"),
            ({"content": {"schema": 1, "content": {}}}, 422, "report_content_malformed"),
            ({"pending_case_id": "none"}, 404, "not_found"),
            ({"handling_judge": "nobody"}, 422, "request_malformed"),
        ],
    )
    def test_what_is_no_report_is_refused(self, client, bearer, content, payload, status, code):
        whole = {"content": encode_content(content), **payload} if payload else {}
        answer = client.post("/api/v1/reports", headers=bearer, json=whole)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)

    def test_a_quote_that_was_touched_is_refused(self, client, bearer, content):
        data = json.loads(json.dumps(encode_content(content)))
        quote = data["content"]["cases"][1]["holding"]
        quote["text"] = "变" * len(quote["text"])
        answer = client.post("/api/v1/reports", headers=bearer, json={"content": data})
        assert answer.json()["error"]["code"] == "report_quote_not_verbatim"
        quote["judgment_id"] = "j0"
        answer = client.post("/api/v1/reports", headers=bearer, json={"content": data})
        assert answer.status_code == 404

    def test_who_looked_at_an_older_version_changes_nothing(self, client, bearer, opened):
        moved = move(client, bearer, opened, "start_search", status=409, version=7)
        assert moved["error"]["code"] == "report_changed"

    def test_an_assistant_prepares_and_the_judge_signs(self, client, bearer, desk, clock, content):
        _, assistant = person(desk, clock, Role.JUDGE, name="zhou")
        payload = {"content": encode_content(content), "handling_judge": "judge"}
        told = client.post("/api/v1/reports", headers=assistant, json=payload).json()
        assert [each["value"] for each in told["moves"]] == ["start_search"]
        told = go(client, assistant, told, *WAY[:-1])
        refused = move(client, assistant, told, "sign", status=403)
        assert refused["error"]["code"] == "report_signer"
        assert go(client, bearer, told, "sign")["signed_by"] == "王法官"

    def test_nobody_signs_for_a_judge_of_another_name(self, client, bearer, content):
        other = replace(content, search=replace(content.search, responsible_judge="赵法官"))
        payload = {"content": encode_content(other)}
        told = client.post("/api/v1/reports", headers=bearer, json=payload).json()
        told = go(client, bearer, told, *WAY[:-1])
        assert move(client, bearer, told, "sign", status=403)["error"]["code"] == "report_signer"

    def test_a_report_of_others_does_not_exist_until_it_is_submitted(
        self, client, bearer, desk, clock, opened
    ):
        _, judge = person(desk, clock, Role.JUDGE, name="zhao")
        _, leader = person(desk, clock, Role.LEADER, name="yuan")
        _, secretary = person(desk, clock, Role.SECRETARY, name="ban")
        address = f"/api/v1/reports/{id_of(opened)}"

        def seen():
            return [
                client.get(address, headers=each).status_code for each in (judge, leader, secretary)
            ]

        assert seen() == [404, 404, 404]
        told = go(client, bearer, opened, *WAY)
        assert seen() == [404, 404, 404]
        go(client, bearer, told, "submit")
        assert seen() == [404, 200, 200]
        assert client.get("/api/v1/reports", headers=judge).json()["reports"] == []
        assert len(client.get("/api/v1/reports", headers=leader).json()["reports"]) == 1
        for suffix in ("", "/findings", "/versions", "/docx"):
            assert client.get(address + suffix, headers=judge).status_code == 404

    def test_those_to_whom_the_case_is_open_work_on_its_report(
        self, client, bearer, desk, clock, content, edge, judge
    ):
        text = "被告人辛某饮酒后驾驶小型轿车，在城区路口被民警查获。"
        case = client.post("/api/v1/pending-cases", headers=bearer, json={"text": text}).json()
        pending_id = case["id"]
        colleague, other = person(desk, clock, Role.JUDGE, name="zhao")
        payload = {"content": encode_content(content), "pending_case_id": pending_id}
        refused = client.post("/api/v1/reports", headers=other, json=payload)
        assert refused.status_code == 404
        told = client.post("/api/v1/reports", headers=bearer, json=payload).json()
        assert client.get(f"/api/v1/reports/{id_of(told)}", headers=other).status_code == 404
        edge.pending.admit(pending_id, [colleague.account_id], account_id=judge.account_id)
        seen = client.get(f"/api/v1/reports/{id_of(told)}", headers=other)
        assert seen.status_code == 200
        assert len(client.get("/api/v1/reports", headers=other).json()["reports"]) == 1
        assert move(client, other, told, "start_search")["report"]["state"]["value"] == "searching"

    def test_a_file_has_its_number_for_a_name(self, client, bearer, opened):
        answer = client.get(f"/api/v1/reports/{id_of(opened)}/docx", headers=bearer)
        assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E7")
        assert answer.headers["cache-control"] == "no-store"
        again = client.get(f"/reports/{id_of(opened)}/docx", headers=bearer)
        assert again.content == answer.content
        missing = client.get(f"/api/v1/reports/{id_of(opened)}/docx?version=9", headers=bearer)
        assert missing.status_code == 404

    def test_without_libreoffice_the_pdf_is_refused(self, client, bearer, opened, monkeypatch):
        monkeypatch.setattr("service.reports.desk.find_office", lambda: None)
        for address in ("/api/v1/reports", "/reports"):
            answer = client.get(f"{address}/{id_of(opened)}/pdf", headers=bearer)
            assert answer.status_code == 503
            assert "LibreOffice" in answer.text

    def test_what_a_report_states_gets_into_no_log(self, client, bearer, opened, engine, capsys):
        go(client, bearer, opened, *WAY)
        with engine.connect() as connection:
            notes = connection.exec_driver_sql("SELECT action, subject FROM trail").all()
        actions = {action for action, subject in notes if subject == id_of(opened)}
        assert {"open_report", "sign_report"} <= actions
        out, err = capsys.readouterr()
        assert "辛某" not in out + err + str(notes)


@pytest.fixture
def address(desk_client, edge, judge, content, clock):
    made = edge.reports.open(unanswered(content), actor=judge, now=clock())
    return f"/reports/{made.id}"


def post(client, address, action, **fields):
    token = form_token_of(client.get(address))
    return client.post(f"{address}/{action}", data={"form_token": token, **fields})


class TestPage:
    def test_every_quote_on_the_page_is_the_stored_text_at_its_place(
        self, desk_client, address, edge, judge
    ):
        found = LexborHTMLParser(desk_client.get(address).text).css("blockquote[data-judgment]")
        shown = [
            (
                node.attributes["data-judgment"],
                int(node.attributes["data-start"]),
                int(node.attributes["data-end"]),
                node.text(),
            )
            for node in found
        ]
        report = edge.reports.find(address.split("/")[-1], actor=judge)
        content = edge.reports.version(report).content
        assert len(shown) == len(list(quotes_of(content))) == 7
        for judgment_id, start, end, text in shown:
            assert text == edge.search.judgment(judgment_id).text[start:end]

    def test_the_page_tells_what_the_paper_tells_in_the_same_order(
        self, desk_client, address, edge, judge
    ):
        report = edge.reports.find(address.split("/")[-1], actor=judge)
        version = edge.reports.version(report)
        tree = LexborHTMLParser(desk_client.get(address).text)
        for node in tree.css(".report-form, .report-findings, .report-side, .visually-hidden"):
            node.decompose()
        shown = "".join(tree.css_first("article.report").text().split())
        place = 0
        imprint = imprint_of(report, version.line)
        for line in render_plain(lay_out_report(version.content, imprint)).splitlines():
            if line.startswith("　　——"):
                continue
            # A quotation is marked by its frame on the page, by quotation marks in print.
            for word in re.split(r"[：“”|]", line):
                found = shown.find("".join(word.split()), place)
                assert found >= 0, line
                place = found

    def test_findings_stand_beside_what_they_concern_with_links_to_it(self, desk_client, address):
        tree = LexborHTMLParser(desk_client.get(address).text)
        (link,) = tree.css(".report-side .report-findings a")
        anchor = link.attributes["href"].removeprefix("#")
        heading = tree.css_first(f"[id='{anchor}']")
        assert "指导性案例901号" in heading.text()
        beside = heading.next
        while beside.tag == "-text":
            beside = beside.next
        assert "须在裁判文书说理中回应" in beside.text()

    def test_ids_on_the_page_are_there_once(self, desk_client, address):
        ids = re.findall(r' id="([^"]+)"', desk_client.get(address).text)
        assert len(ids) == len(set(ids))
        assert {part.value for part in Part} <= set(ids)

    def test_words_are_written_and_lead_back_to_their_place(
        self, desk_client, address, edge, judge
    ):
        answer = post(
            desk_client,
            address,
            "words",
            version="1",
            part="party_cases",
            place="1",
            response_place="judgment",
            answer="已在说理中<b>回应</b>。",
        )
        assert answer.headers["location"] == f"{address}#party_cases-1"
        page = desk_client.get(address).text
        assert html.escape("已在说理中<b>回应</b>。") in page
        assert "八项要素齐全" in page
        assert "第2版" in page
        report = edge.reports.find(address.split("/")[-1], actor=judge)
        assert report.version == 2

    @pytest.mark.parametrize(
        ("fields", "status"),
        [
            ({"version": "9", "part": "conclusion"}, 409),
            ({"version": "1", "part": "conclusion", "conclusions": "acquit"}, 422),
            ({"version": "1", "part": "uses", "place": "77"}, 422),
            ({"version": "x", "part": "conclusion"}, 422),
            ({"version": "1", "part": "nowhere"}, 422),
            ({"version": "٣", "part": "conclusion"}, 422),
        ],
    )
    def test_what_cannot_be_written_is_told_on_the_page(self, desk_client, address, fields, status):
        answer = post(desk_client, address, "words", **fields)
        assert answer.status_code == status
        assert "第2版" not in desk_client.get(address).text

    def test_buttons_move_a_report_and_what_blocks_is_said(self, desk_client, address):
        for name in WAY[:-1]:
            answer = post(desk_client, address, "moves", version="1", move=name)
            assert answer.status_code == 303
        page = desk_client.get(address).text
        assert re.search(r"<button class=\"primary\" disabled[^>]*>签名定稿", page)
        refused = post(desk_client, address, "moves", version="1", move="sign")
        assert refused.status_code == 409
        assert "按校验结果逐项补正" in refused.text
        post(
            desk_client,
            address,
            "words",
            version="1",
            part="party_cases",
            place="1",
            response_place="judgment",
            answer="已回应。",
        )
        assert post(desk_client, address, "moves", version="2", move="sign").status_code == 303
        page = desk_client.get(address).text
        assert 'class="report-form"' not in page
        assert "王法官 于 2026-03-02 09:00 签名" in page
        assert "未经承办法官签名" not in page
        older = desk_client.get(f"{address}?version=1").text
        assert "现行为第2版" in older
        assert 'name="move"' not in older

    def test_moves_without_a_reason_or_of_another_kind_are_refused(self, desk_client, address):
        assert post(desk_client, address, "moves", version="1", move="void").status_code == 400
        assert post(desk_client, address, "moves", version="1", move="fly").status_code == 422
        assert post(desk_client, address, "moves", version="1", move="sign").status_code == 409
        bare = desk_client.post(f"{address}/moves", data={"version": "1", "move": "start_search"})
        assert bare.status_code == 403

    def test_who_reads_only_sees_no_forms(self, client, edge, judge, content, desk, clock):
        made = edge.reports.open(content, actor=judge, now=clock())
        for name in (*WAY, "submit"):
            made = edge.reports.move(
                made, ReportMove(name), reason="审委会", seen=1, actor=judge, now=clock()
            )
        _, leader = person(desk, clock, Role.LEADER)
        page = client.get(f"/reports/{made.id}", headers=leader).text
        assert 'name="move"' not in page
        assert 'name="part"' not in page
        assert made.number in client.get("/reports", headers=leader).text

    def test_the_list_leads_to_the_page(self, desk_client, address):
        assert f'href="{address}"' in desk_client.get("/reports").text
