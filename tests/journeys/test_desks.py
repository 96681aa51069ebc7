"""Each desk as its user meets it: where one lands, what one does there, and what is kept away."""

import json
from contextlib import ExitStack

import pytest
from selectolax.lexbor import LexborHTMLParser

from corpus.workforce import ALONE
from evaluation.pages.own_words import OwnWords
from service.jobs.model import JobState
from service.web.wordbook.terms import terms
from tests.databases import stocked
from tests.journeys.browser import ClientBrowser, squeezed
from tests.journeys.conftest import IN_CHROMIUM
from tests.journeys.court import COURT
from tests.journeys.desks import DESKS, opened
from tests.service.case_divergence.suits import CASE, appeals

NUMBER = "（2026）吉0104民初12号"
WHY = "核实本案是否超审限"
HOMES = {
    "judge": ("/cases", "待决案件"),
    "auditor": ("/audits", "裁判评查"),
    "clerk": ("/secretary", "会务工作台"),
    "head": ("/supervised-cases", "监督管理"),
    "admin": ("/system", "系统状态"),
    "security": ("/accounts", "账号管理"),
    "trail": ("/audit-trail", "审计留痕"),
}


@pytest.fixture(scope="module")
def database(tmp_path_factory, databases):
    return stocked(databases, tmp_path_factory.mktemp("stock"), appeals())


@pytest.fixture(scope="module", params=["client", pytest.param("chromium", marks=IN_CHROMIUM)])
def desks(request, tmp_path_factory, databases, database, quick_hashes):
    with ExitStack() as stack:
        chromium = None if request.param == "client" else request.getfixturevalue("browser")
        yield opened(stack, tmp_path_factory.mktemp(request.param), databases, database, chromium)


@pytest.fixture(scope="module")
def case(desks):
    """The address of a case that the judge hears."""
    # Without an index its page says so with the status of a server that is not ready.
    judge = ClientBrowser(desks.app, "judge")
    address = judge.send("/cases", "/cases", text=CASE)
    judge.send(
        f"{address}/file",
        f"{address}/file",
        case_number=NUMBER,
        court=COURT,
        elements="民间借贷纠纷",
        handling_judge="王法官",
    )
    return address


@pytest.mark.parametrize("name", HOMES)
def test_each_desk_begins_at_its_own_page(desks, name):
    address, title = HOMES[name]
    assert desks[name].home() == address
    page = desks[name].page(address)
    assert squeezed(page.css_first("h1").text()) == title
    assert page.css_first(f'nav a[href="{address}"][aria-current="page"]')


@pytest.mark.parametrize(
    ("name", "kept_away"),
    [
        ("auditor", ("/cases", "/secretary", "/system", "/accounts", "/audit-trail")),
        ("clerk", ("/cases", "/system", "/accounts", "/audit-trail")),
        ("head", ("/cases", "/secretary", "/system", "/accounts", "/audit-trail")),
        ("admin", ("/cases", "/search", "/audits", "/accounts", "/audit-trail")),
        ("security", ("/cases", "/search", "/audits", "/system", "/audit-trail")),
        ("trail", ("/cases", "/search", "/audits", "/system", "/accounts")),
    ],
)
def test_no_desk_opens_what_is_not_its_own(desks, name, kept_away):
    assert [each for each in kept_away if desks[name].sees(each)] == []


def test_an_auditor_names_days_watches_stops_and_goes_on(desks):
    auditor = desks["auditor"]
    assert "还没有评查" in auditor.words("/audits")
    # The choice of a period stays as it stands: the days that are typed count.
    run = auditor.send("/audits", "/audits", first="2025-01", last="2025-12", scope="everywhere")
    assert "2025-01-01至2025-12-31" in auditor.words(run)
    assert "正在评查" in auditor.words(run)
    auditor.send(run, f"{run}/progress", press=("act", "stop"))
    assert "已停止" in auditor.words(run)
    auditor.send(run, f"{run}/progress", press=("act", "go_on"))
    first, second = desks.audits
    assert first == second
    desks.clock.forward(minutes=20)
    assert "可能已中断" in auditor.words(run)
    runner = desks.house.audit_runner
    runner.run(second, workforce=ALONE, clock=desks.clock, progress=lambda *_: None)
    row = auditor.wait(run, ".audit-tools").css_first(".audit-clusters tbody tr")
    cluster = row.css_first("a").attributes["href"]
    auditor.send(cluster, cluster, answer="divergent")
    assert not desks["head"].sees(cluster)
    name, _ = auditor.download(run, 'a[href$="/docx"]')
    assert name.endswith(".docx")


def test_a_leader_says_why_and_sees_no_more_than_that(desks, case):
    judge, head, other = desks["judge"], desks["head"], desks["other-head"]
    board = head.page("/supervised-cases")
    assert board.css_first("table") is None
    assert not head.sees(case)
    typed = {"number": NUMBER}
    asked = head.send("/supervised-cases", "/supervised-cases", **typed)
    form = head.page(asked).css_first("main form").attributes["action"]
    looked = head.send(asked, form, ground="leaders_supervision", words=WHY)
    words = head.words(looked)
    assert "张三" in words
    assert "副卷" not in words
    assert not any(head.sees(case + panel) for panel in ("", "/check", "/divergence", "/report"))
    # The leader of another division is told what is told of a number that is nobody's.
    told = [
        other.send("/supervised-cases", "/supervised-cases", number=each, refused=404)
        for each in (NUMBER, "（2026）吉0104民初99号")
    ]
    assert told[0].replace(NUMBER, "") == told[1].replace("（2026）吉0104民初99号", "")
    looks = judge.words(f"{case}/looks")
    assert "庭长甲" in looks
    assert WHY in looks
    assert "庭长乙" not in looks
    assert WHY in head.words("/supervised-cases")


def test_a_secretary_whom_no_roster_names_keeps_what_is_of_this_court(desks):
    # Nothing came in yet; who keeps all of it by their desk is not told that they have no office.
    for name in ("newcomer", "clerk"):
        words = desks[name].words("/secretary")
        assert "花名册中没有您的职务" not in words
        assert "待研判的移送" in words


def test_the_system_administrator_sees_the_machine_and_runs_its_work(desks):
    admin, jobs = desks["admin"], desks.house.jobs
    words = admin.words("/system")
    assert COURT in words
    assert "TONGPAN_COURT" in words
    assert "索引" in words
    admin.send("/system", "/system/jobs", press=("act", "index"))
    (number,) = desks.jobs
    assert "排队等候" in admin.words("/system")
    one = {"job": str(number)}
    jobs.records.claim(number, claim="a", worker="m:1", now=desks.clock())
    jobs.records.beat(number, claim="a", stage="words", done=40, total=100, now=desks.clock())
    admin.send("/system", "/system/jobs", where=one, press=("act", "cancel"))
    assert "正在停止" in admin.words("/system")
    jobs.records.finish(number, claim="a", state=JobState.CANCELLED, now=desks.clock())
    words = admin.words("/system")
    assert "已取消" in words
    assert "建立词语索引 40/100" in words
    admin.send("/system", "/system/jobs", where=one, press=("act", "retry"))
    assert desks.jobs == [number, number]


def test_the_security_officer_opens_changes_and_closes_an_account(desks):
    security = desks["security"]
    made = security.send(
        "/accounts",
        "/accounts",
        where={"act": "add"},
        name="li.ming",
        display_name="李明",
        role="judge",
        refused=200,
    )
    password = made.partition("初始密码：")[2].partition("。")[0].strip()
    assert len(password) >= 12
    assert password not in security.words("/accounts")
    security.send("/accounts", "/accounts", where={"name": "newcomer"}, press=("act", "close"))
    assert "停用" in row_of(security, "newcomer")
    assert "待本人修改初始密码" in row_of(security, "li.ming")


def row_of(security, name):
    rows = [squeezed(each.text()) for each in security.page("/accounts").css(".account-list tr")]
    return next(each for each in rows if each.startswith(f"{name} "))


def test_the_trail_auditor_reads_verifies_and_takes_it_away(desks, case):
    trail = desks["trail"]
    lines = trail.page("/audit-trail?account=judge").css("table.trail tbody tr")
    assert any("建立待决案件" in each.text() for each in lines)
    assert all(each.css("td")[2].text() == "judge" for each in lines)
    whole = trail.send("/audit-trail", "/audit-trail", refused=200)
    assert "留痕完整" in whole
    name, content = trail.download("/audit-trail", 'a[href="/audit-trail/export"]')
    exported = [json.loads(each) for each in content.decode().splitlines()]
    assert name == "audit-trail.jsonl"
    assert [each["number"] for each in exported] == list(range(1, len(exported) + 1))
    assert {"judge", "trail"} <= {each["doer"] for each in exported}
    # No word of a case stands in it.
    assert "张三" not in content.decode()


@pytest.fixture(scope="module")
def own_words():
    return OwnWords(each.text for each in appeals())


@pytest.mark.parametrize("name", HOMES)
def test_pages_in_english_hold_no_word_of_ours_in_chinese(desks, case, own_words, name):
    reader = ClientBrowser(desks.app, name)
    reader.client.cookies.set("tongpan_language", "en")
    found = {}
    for address in (HOMES[name][0], "/account", "/help", "/no-such-page", "/cases"):
        tree = LexborHTMLParser(reader.client.get(address).text)
        for each in tree.css('[lang="zh"]'):
            if each.css_first("q, blockquote") is None and own_words.in_text(each.text()):
                found.setdefault(squeezed(each.text()), address)
    named = {shown for shown, *_ in DESKS.values()} | {"人民法院案例库"}
    # A word of law stands beside its English, a rule under its own name.
    law = {each.term for each in terms().values()} | {"刑事诉讼法解释"}
    assert {text for text in found if text not in named | law} == set()


@pytest.mark.browser
def test_desks_open_in_a_browser_with_a_screen(tmp_path, databases, database, browser):
    with ExitStack() as stack:
        desks = opened(stack, tmp_path, databases, database, browser)
        for name in ("auditor", "head", "admin"):
            address, title = HOMES[name]
            assert desks[name].home() == address
            assert squeezed(desks[name].page(address).css_first("h1").text()) == title
