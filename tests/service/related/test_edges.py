"""Page, interface and command of related cases."""

import json

import pytest

from corpus.relations.model import RelationKind
from corpus.store.sql import SqlJudgmentStore
from service.actors import Role
from service.labels import label_of
from service.related.reach import WHOLE_HOUSE
from service.web.judgments.related_timeline import Mark, draw_timeline
from service.web.judgments.related_view import SHOWN_ROWS, related_view
from tests.corpus.relations.suits import Suit
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.related.cases import pending
from tests.service.related.test_desk import borrower

FIRST = Suit()
AGAIN = Suit(serial=9, year=2024, filed="2024年5月9日", decided="二〇二四年七月一日")


@pytest.fixture
def stocked(shelf, engine):
    for judgment in (FIRST.judgment, AGAIN.judgment):
        SqlJudgmentStore(engine).put([judgment])
        shelf.judgments[judgment.id] = judgment
    return FIRST.judgment.id


def test_the_page_tells_kinds_evidence_and_alarm(desk_client, stocked):
    page = desk_client.get(f"/judgments/{stocked}/related")
    assert page.status_code == 200
    for words in (
        "疑似重复起诉",
        "当事人相同",
        "诉讼标的相同",
        "诉讼请求相同",
        "1985年6月7日出生",
        "2021年12月29日向原告借款150000元",
        "（2024）吉0123民初9号",
        f"/judgments/{AGAIN.judgment.id}",
        "<svg",
        "本案",
    ):
        assert words in page.text, words


def test_the_judgment_page_leads_there(desk_client, stocked):
    assert f'href="/judgments/{stocked}/related"' in desk_client.get(f"/judgments/{stocked}").text


def test_names_are_hidden_where_the_switch_is_on(desk_client, stocked):
    page = desk_client.get(f"/judgments/{stocked}/related?masked=on")
    assert "张长安" not in page.text
    assert "张某" in page.text
    assert f"/judgments/{AGAIN.judgment.id}?masked=on" in page.text
    assert "张长安" in desk_client.get(f"/judgments/{stocked}/related").text


def test_names_of_pending_cases_are_hidden_too(desk_client, desk, clock, related, stocked):
    given = {"text": pending(FIRST).text, "stage": "filed"}
    token = form_token_of(desk_client.get("/cases"))
    opened = desk_client.post("/cases", data={"form_token": token, "text": given["text"]})
    assert opened.status_code == 303
    address = "/".join(opened.headers["location"].split("/")[:3]) + "/related"
    page = desk_client.get(f"{address}?masked=on")
    assert page.status_code == 200
    body = page.text.partition('id="related-title"')[2]
    assert "张某" in body
    assert "张长安" not in body
    other = desk_client.get(f"/judgments/{stocked}/related?masked=on")
    assert "在审" in other.text
    assert "张长安" not in other.text


def test_a_judgment_alone_says_so(desk_client, judgments):
    page = desk_client.get(f"/judgments/{judgments[0].id}/related")
    assert "没有找到关联案件" in page.text


def test_an_unknown_judgment_has_no_page(desk_client):
    assert desk_client.get("/judgments/j0/related").status_code == 404


def test_the_interface_tells_words_with_their_places(client, bearer, stocked):
    answer = client.get(f"/api/v1/judgments/{stocked}/related", headers=bearer).json()
    groups = {group["kind"]["value"]: group["edges"] for group in answer["groups"]}
    assert set(groups) == {"repeat", "same_party", "same_fact"}
    (edge,) = groups["repeat"]
    assert [leg["kind"]["value"] for leg in edge["legs"]] == ["parties", "object", "claims"]
    assert edge["is_later"]
    for ground in edge["grounds"]:
        for words, text in (
            (ground["own"], FIRST.judgment.text),
            (ground["other"], AGAIN.judgment.text),
        ):
            assert text[words["start"] : words["end"]] == words["text"]
    assert [alarm["kind"]["value"] for alarm in answer["alarms"]] == ["repeat"]


def test_pending_cases_are_told_by_role(client, desk, clock, bearer, related, stocked):
    related.note_case(pending(FIRST, end="secret-id"))
    desk.add(
        name="auditor", display_name="某", password=GOOD_PASSWORD, roles=[Role.AUDITOR], now=clock()
    )
    token = desk.sign_in("auditor", GOOD_PASSWORD, now=clock()).token
    address = f"/api/v1/judgments/{stocked}/related"
    auditor = client.get(address, headers={"authorization": f"Bearer {token}"})
    assert "民初700号" not in auditor.text
    judge = client.get(address, headers=bearer)
    assert "民初700号" in judge.text
    assert "secret-id" not in judge.text
    page = client.get(f"/judgments/{stocked}/related", headers=bearer)
    assert "民初700号" in page.text
    assert "secret-id" not in page.text


def test_the_command_tells_a_judgment_and_a_file(tongpan, tmp_path):
    folder = tmp_path / "suits"
    folder.mkdir()
    for n, suit in enumerate((FIRST, AGAIN)):
        (folder / f"{n}.txt").write_text(suit.text, "utf-8")
    complaint = tmp_path / "complaint.txt"
    complaint.write_text(pending(FIRST).text, "utf-8")
    # The installation is made by the first ingest.
    assert tongpan("ingest", str(folder))[0] == 0
    code, out, _ = tongpan("related", FIRST.judgment.id)
    assert code == 0
    assert "疑似重复起诉（1）" in out
    code, out, _ = tongpan("related", str(complaint), "--json")
    assert code == 0
    groups = {group["kind"]["value"]: group["edges"] for group in json.loads(out)["groups"]}
    assert len(groups["repeat"]) == 2
    assert tongpan("related", "j0")[0] == 1


def test_many_rows_are_folded_away(related):
    cases = [pending(borrower(n), end=f"c{n}", serial=700 + n) for n in range(SHOWN_ROWS + 3)]
    for case in cases:
        related.note_case(case)
    view = related_view(related.of_pending(cases[0], WHOLE_HOUSE), shown={})
    (group,) = view.groups
    assert (len(group.rows), len(group.more)) == (SHOWN_ROWS, 2)
    assert [row.place for row in group.rows] == list(range(1, SHOWN_ROWS + 1))


def mark(place, day):
    return Mark(place=place, day=day, address=None, title="", is_pending=False, is_overturned=False)


def test_marks_stay_in_the_picture_and_do_not_cover_each_other(clock):
    day = clock().date()
    marks = [mark(n, day.replace(day=1 + n % 28, year=2000 + n % 20)) for n in range(50)]
    drawn = draw_timeline(day, {RelationKind.SERIES: marks})
    (lane,) = drawn.lanes
    assert len(lane.points) + lane.n_not_drawn == 50
    places = [(point.x, point.y) for point in lane.points]
    assert len(set(places)) == len(places)
    assert all(0 < x < drawn.width and lane.top < y < drawn.height for x, y in places)
    for one in places:
        near = [p for p in places if p != one and p[1] == one[1] and abs(p[0] - one[0]) < 16]
        assert near == []


def test_no_picture_without_days():
    assert draw_timeline(None, {RelationKind.CITED: [mark(1, None)]}) is None


def test_every_kind_has_words():
    assert len({label_of(kind) for kind in RelationKind}) == len(RelationKind)
