"""Help inside: words of law, the tour, how good it is here, the language, and refusals."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from service.actors import PERMISSIONS, Permission, Role
from service.store.verdict_records import VerdictRecords
from service.verdicts.model import AskedBy, Verdict
from service.web.refusal_page import STATES
from service.web.rendering import environment
from service.web.wordbook.terms import terms
from service.web.wordbook.tour import STEPS
from tests.architecture.sources import ROOT
from tests.service.conftest import GOOD_PASSWORD, form_token_of

TEMPLATES = sorted((ROOT / "service/web/templates").glob("*.html"))


@pytest.fixture
def sign_in(client, desk, clock):
    def signed_in(role):
        desk.add(
            name="someone", display_name="某", password=GOOD_PASSWORD, roles=[role], now=clock()
        )
        fields = {"name": "someone", "password": GOOD_PASSWORD}
        token = form_token_of(client.get("/sign-in"))
        client.post("/sign-in", data=fields | {"form_token": token})
        return client

    return signed_in


def test_every_term_says_what_where_and_in_which_words():
    for each in terms().values():
        assert each.meaning.strip()
        assert each.meaning_en.strip()
        assert each.document.strip()
        assert each.term_en.isascii()
        assert each.slug.isascii()
        assert not each.article or each.article.startswith("第")
    assert len({each.slug for each in terms().values()}) == len(terms())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda each: each.name)
def test_a_template_tells_a_term_once_and_only_known_ones(path):
    told = re.findall(r'term\.word\("([^"]+)"', path.read_text("utf-8"))
    assert set(told) <= set(terms())
    assert len(told) == len(set(told)), "ids would repeat"


def test_a_term_is_told_without_script():
    made = environment().from_string(
        '{% import "term_parts.html" as term %}{{ term.word("类案") }}'
    )
    page = LexborHTMLParser(made.render())
    button, note = page.css_first("button"), page.css_first("[popover]")
    assert button.attributes["popovertarget"] == note.attributes["id"]
    assert "法发〔2020〕24号第一条" in note.text()


def test_the_help_page_lists_every_term(sign_in):
    page = LexborHTMLParser(sign_in(Role.JUDGE).get("/help").text)
    assert [row.attributes["id"] for row in page.css("#terms tbody tr")] == [
        each.slug for each in terms().values()
    ]


@pytest.mark.parametrize("role", [Role.JUDGE, Role.AUDITOR, Role.ADMINISTRATOR, Role.TRAIL_AUDITOR])
def test_the_tour_leads_each_role_through_pages_that_open(sign_in, role):
    client = sign_in(role)
    may = {step.slug for step in STEPS if step.need in PERMISSIONS[role]}
    for step in STEPS:
        answer = client.get(f"/tour/{step.slug}")
        assert answer.status_code == (303 if step.slug in may else 404)
        if step.slug in may:
            page = client.get(answer.headers["location"])
            assert page.status_code == 200
            assert step.title in LexborHTMLParser(page.text).css_first(".tour-bar").text()


def test_a_tour_is_left_and_taken_up_again(sign_in):
    client = sign_in(Role.JUDGE)
    client.get("/tour/search")
    page = client.get("/search")
    assert "tour-bar" in page.text
    client.post("/tour", data={"form_token": form_token_of(page)})
    assert "tour-bar" not in client.get("/search").text
    assert 'href="/tour/search">从第' in client.get("/tour").text


def test_a_language_is_chosen_and_leads_back_inside_only(sign_in):
    client = sign_in(Role.JUDGE)
    assert '<html lang="zh-CN"' in client.get("/search").text
    answer = client.get("/language/en?next=/search")
    assert (answer.status_code, answer.headers["location"]) == (303, "/search")
    page = client.get("/search").text
    assert '<html lang="en"' in page
    assert "Similar-case search" in page
    assert client.get("/language/zh?next=//elsewhere").headers["location"] == "/"
    assert '<html lang="zh-CN"' in client.get("/search").text
    assert client.get("/language/fr").status_code == 404


def test_how_good_it_is_here_tells_no_share_of_few(sign_in, engine, desk, clock, judgments):
    client = sign_in(Role.JUDGE)
    author = desk.all()[0].id
    records = VerdictRecords(engine)

    def say(n, verdict):
        for place in range(n):
            records.add(
                AskedBy(text=f"问题{place}"),
                judgment_id=judgments[0].id,
                verdict=verdict,
                reason="",
                snapshot_id="s1",
                ranker="r",
                account_id=author,
                now=clock(),
            )

    say(9, Verdict.SIMILAR)
    assert "样本不足" in client.get("/effect").text
    say(20, Verdict.SIMILAR)
    page = LexborHTMLParser(client.get("/effect").text)
    (*_, whole) = page.css("tbody tr")[:2]
    assert "100.0%" in page.text()
    assert whole is not None


def test_who_may_not_see_quality_has_no_such_page(sign_in):
    assert Permission.SEE_QUALITY not in PERMISSIONS[Role.TRAIL_AUDITOR]
    client = sign_in(Role.TRAIL_AUDITOR)
    assert client.get("/effect").status_code == 403
    assert 'href="/effect"' not in client.get("/audit-trail").text


@pytest.mark.parametrize(
    ("address", "status"), [("/nowhere", 404), ("/accounts", 403), ("/search/x", 404)]
)
def test_a_refusal_says_what_to_do_and_nothing_of_what_is_kept(sign_in, address, status):
    answer = sign_in(Role.JUDGE).get(address)
    page = LexborHTMLParser(answer.text)
    assert answer.status_code == status
    assert page.css_first("h1").text() == STATES[status].heading
    assert STATES[status].advice in page.text()
    assert page.css_first(".actions a") is not None


def test_a_case_of_others_looks_like_one_that_is_not_there(sign_in):
    client = sign_in(Role.JUDGE)

    def told(address):
        text = client.get(address).text
        return text[text.index("<main") : text.index("请求编号")]

    assert told("/cases/0123456789abcdef01234567") == told("/cases/fedcba9876543210fedcba98")
