"""The check of a draft without a case: shown at once, and nothing of it is kept."""

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import inspect, text

from service.actors import Role
from tests.service.case_divergence.suits import DRAFT
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.drafts.papers import CIVIL, changed

SLIP = changed(CIVIL, "（壹拾伍万元整）", "（壹拾陆万元整）")


def checked(client, draft, **more):
    token = form_token_of(client.get("/check"))
    return client.post("/check", data={"form_token": token, "text": draft}, **more)


def rows(engine):
    """Number of rows of every table but the log of who asked for what."""
    names = set(inspect(engine).get_table_names()) - {"trail"}
    with engine.connect() as connection:
        return {
            name: connection.execute(text(f"select count(*) from {name}")).scalar_one()
            for name in names
        }


def test_the_draft_stands_on_the_page_with_its_marks(desk_client):
    page = checked(desk_client, SLIP)
    assert page.status_code == 200
    tree = LexborHTMLParser(page.text)
    assert "壹拾陆万元整" in tree.css_first(".draft-text .draft-mark").parent.text(deep=True)
    assert tree.css(".draft-finding")
    assert not tree.css(".draft-answer")
    for number in tree.css(".draft-text sup"):
        number.decompose()
    shown = "".join(tree.css_first(".draft-text").text(deep=True).split())
    assert shown == "".join(SLIP.split())


def test_a_departure_from_like_cases_is_found(desk_client):
    page = checked(desk_client, DRAFT).text
    assert "与 7 件类案比较" in page
    assert "律师费予以支持" in page


def test_nothing_of_it_is_kept(desk_client, engine):
    desk_client.get("/check")
    before = rows(engine)
    assert checked(desk_client, SLIP).status_code == 200
    file = {"file": ("draft.txt", DRAFT.encode(), "text/plain")}
    assert "draft.txt" in checked(desk_client, "", files=file).text
    assert rows(engine) == before
    assert "壹拾陆万" not in desk_client.get("/check").text


def test_what_is_no_ruling_is_refused_and_what_was_typed_stays(desk_client):
    page = checked(desk_client, "今天天气很好。")
    assert page.status_code == 400
    assert "今天天气很好。" in page.text
    assert 'role="alert"' in page.text


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.LEADER, Role.CASE_SYSTEM])
def test_those_who_hear_no_cases_check_no_drafts(client, desk, clock, role):
    desk.add(name="somebody", display_name="x", password=GOOD_PASSWORD, roles=[role], now=clock())
    token = desk.sign_in("somebody", GOOD_PASSWORD, now=clock()).token
    assert client.get("/check", headers={"authorization": f"Bearer {token}"}).status_code == 403
