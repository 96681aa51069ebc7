"""From an empty machine to similar cases on a judge's screen: demo, serve, browser."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

FACTS = "被告人饮酒后驾驶小型普通客车，行至城区路口被民警查获，血液中乙醇含量为186毫克/100毫升。"

pytestmark = pytest.mark.timeout(600)


def tongpan(*words):
    program = "from service.cli.main import main; main()"
    return [sys.executable, "-c", program, *words]


def run(*words):
    done = subprocess.run(tongpan(*words), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("court") / "data"


@pytest.fixture(scope="module")
def demo(data):
    return run("demo", "--size", "400", "--data", str(data), "--json")


@pytest.fixture(scope="module")
def address(demo, data):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = tongpan("serve", "--port", str(port), "--data", str(data))
    # No proxy of the surroundings stands between a test and loopback.
    surroundings = {**os.environ, "NO_PROXY": "*"}
    log = data.with_name("serve.log")
    with (
        log.open("w") as notes,
        subprocess.Popen(command, stderr=notes, env=surroundings) as server,
    ):
        try:
            yield _when_ready(f"http://127.0.0.1:{port}", server, log)
        finally:
            server.terminate()


def _when_ready(base, server, log):
    deadline = time.monotonic() + 120
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=5):
                return base
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"the server did not become ready:\n{log.read_text()[-3000:]}")


@pytest.fixture
def page(browser, address, demo):
    """A screen of 1366x768 on which the judge has signed in; nothing may go wrong on it."""
    # Nothing glides: what is clicked stays where it was when it was looked for.
    context = browser.new_context(
        viewport={"width": 1366, "height": 768},
        locale="zh-CN",
        base_url=address,
        reduced_motion="reduce",
    )
    opened = context.new_page()
    troubles = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda told: troubles.append(told.text) if told.type == "error" else None)
    elsewhere = []
    opened.on(
        "request",
        lambda asked: None if asked.url.startswith(address) else elsewhere.append(asked.url),
    )
    password = next(each["password"] for each in demo["accounts"] if each["name"] == "judge")
    opened.goto("/")
    opened.get_by_label("用户名").fill("judge")
    opened.get_by_label("密码").fill(password)
    opened.get_by_role("button", name="登录").click()
    opened.wait_for_url("**/cases")
    yield opened
    assert troubles == []
    assert elsewhere == [], "a page asked another machine"
    context.close()


def search(page, text=FACTS):
    page.goto("/search")
    page.get_by_label("待决案件的案情或文书").fill(text)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/results/*")


def test_a_second_demo_changes_nothing(demo, data):
    again = run("demo", "--size", "400", "--data", str(data), "--json")
    assert demo["index"].pop("built") is True
    assert again["index"].pop("built") is False
    assert again == demo


@pytest.mark.browser
def test_a_judge_signs_in_pastes_facts_and_reads_a_hit(page):
    search(page)
    hits = page.locator(".hit")
    assert hits.count() == 10
    assert "危险驾驶罪" in page.locator(".hit-list").inner_text()
    assert hits.first.locator("mark").count() > 0
    assert hits.first.locator(".effect").inner_text() in {"效力未知", "已生效"}
    hits.first.get_by_role("link").first.click()
    page.wait_for_url("**/judgments/*")
    # The page goes to the first passage, which must come to rest on the screen.
    page.wait_for_function(
        "() => { const top = document.querySelector('#quote-1').getBoundingClientRect().top;"
        " return top > 0 && top < window.innerHeight; }"
    )
    assert page.locator(".quoted mark").count() > 0


@pytest.mark.browser
def test_what_is_quoted_stands_in_the_judgment(page):
    search(page)
    hit = page.locator(".hit").first
    quote = hit.locator("blockquote p").first.inner_text().strip("…")
    hit.get_by_role("link").first.click()
    page.wait_for_url("**/judgments/*")
    text = page.locator(".paper").inner_text()
    assert re.sub(r"\s", "", quote) in re.sub(r"\s", "", text)


@pytest.mark.browser
def test_filters_narrow_the_answer_at_a_click(page):
    search(page)
    box = page.get_by_role("checkbox", name="中级法院")
    box.check()
    page.wait_for_url("**court_levels=intermediate**")
    # Nothing similar is found among so few, so that the hits are folded away.
    levels = page.locator(".hit .level").all_text_contents()
    assert levels
    assert set(levels) == {"中级法院"}
    page.get_by_role("link", name="清除全部").click()
    page.wait_for_url(re.compile(r"/results/[0-9a-f]+$"))


@pytest.mark.browser
def test_a_dropped_file_is_searched_by_at_once(page, tmp_path):
    file = tmp_path / "案情.txt"
    file.write_text(FACTS, "utf-8")
    page.goto("/search")
    page.locator("input[type=file]").set_input_files(file)
    page.wait_for_url("**/results/*")
    assert "案情.txt" in page.locator(".asked").inner_text()


@pytest.mark.browser
def test_one_step_leads_from_a_judgment_to_those_like_it(page):
    search(page)
    page.locator(".hit").nth(1).get_by_role("link").first.click()
    page.wait_for_url("**/judgments/*")
    title = page.locator("h1").inner_text()
    page.get_by_role("button", name="检索与本案相似的案件").click()
    page.wait_for_url("**/results/*")
    assert title in page.locator(".asked").inner_text()
    assert page.locator(".hit").count() > 0


@pytest.mark.browser
def test_contrast_and_size_are_kept_from_page_to_page(page):
    for button in ("高对比", "大字"):
        page.get_by_text("显示", exact=True).click()
        page.get_by_role("button", name=button).click()
    page.goto("/search")
    assert page.locator("html").get_attribute("data-contrast") == "on"
    assert page.locator("html").get_attribute("data-size") == "large"


@pytest.mark.browser
@pytest.mark.parametrize("width", [1920, 1366, 820, 390])
def test_no_page_is_wider_than_the_screen(page, width):
    search(page)
    addresses = ["/search", page.url]
    page.locator(".hit").first.get_by_role("link").first.click()
    page.wait_for_url("**/judgments/*")
    addresses.append(page.url)
    page.set_viewport_size({"width": width, "height": 900})
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.browser
def test_the_administrator_sees_the_system_and_no_search(browser, address, demo):
    context = browser.new_context(locale="zh-CN", base_url=address)
    page = context.new_page()
    password = next(each["password"] for each in demo["accounts"] if each["name"] == "admin")
    page.goto("/sign-in")
    page.get_by_label("用户名").fill("admin")
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/system")
    assert "系统状态" in page.locator("h1").inner_text()
    assert page.get_by_role("link", name="类案检索", exact=True).count() == 0
    assert page.goto("/search").status == 403
    context.close()


def ask(address, path, payload, token=None):
    headers = {"Content-Type": "application/json"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(
        address + path,
        data=None if payload is None else json.dumps(payload).encode(),
        headers=headers,
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def token(address, demo):
    judge = next(each for each in demo["accounts"] if each["name"] == "judge")
    credentials = {"name": "judge", "password": judge["password"]}
    return ask(address, "/api/v1/sessions", credentials)["token"]


def test_over_http_pages_cut_one_ranking_and_quotes_are_verbatim(address, token):
    def hits(**window):
        return ask(address, "/api/v1/similar", {"text": FACTS, **window}, token)["hits"]

    whole = hits(limit=40)
    parts = [hit for offset in range(0, 40, 8) for hit in hits(limit=8, offset=offset)]
    assert parts == whole
    for hit in whole[:10]:
        text = ask(address, f"/api/v1/judgments/{hit['judgment_id']}", None, token)["text"]
        for passage in hit["passages"]:
            assert passage["text"] == text[passage["start"] : passage["end"]]


def test_a_running_server_takes_a_newer_index_by_itself(address, token, data):
    def snapshot():
        return ask(address, "/api/v1/similar", {"text": FACTS}, token)["searched"]["snapshot_id"]

    assert snapshot() == "index-000001"
    run("index", "--force", "--no-train", "--data", str(data), "--json")
    deadline = time.monotonic() + 60
    while snapshot() != "index-000002" and time.monotonic() < deadline:
        time.sleep(0.5)
    assert snapshot() == "index-000002"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("text", "is_empty"),
    [
        (
            "今天白天到夜间多云转晴，北风三到四级，最高气温十五摄氏度，山区有小雪，请注意防寒保暖。",
            True,
        ),
        ("阿巴阿巴哗啦哗啦咕噜咕噜叮叮当当嘀嘀嗒嗒", True),
        # The sample corpus has no such charge.
        ("被告人多次向吸毒人员贩卖甲基苯丙胺，公安机关从其住处查获冰毒五十克。", True),
        (FACTS, False),
        ("被告向原告借款二十万元，约定月利率百分之二，出具借条，到期后未归还本金及利息。", False),
    ],
)
def test_what_the_corpus_does_not_have_is_said_not_to_be_found(page, text, is_empty):
    search(page, text)
    assert page.get_by_text("没有找到相似案例").count() == int(is_empty)
    assert page.get_by_text("已检索全部 400 篇").count() == int(is_empty)


INDICTMENT = (
    "云溪林区人民检察院\n起诉书\n云溪检刑诉〔2026〕151号\n公诉机关云溪林区人民检察院。\n"
    "被告人甲某某，男，汉族，1992年12月3日出生，农民。\n经审查查明：2026年3月29日，被告人甲某某"
    "饮酒后驾驶小型普通客车行至城区路口时被民警查获，经鉴定，其血液中乙醇含量为186毫克/100毫升。\n"
    "本院认为，被告人甲某某的行为触犯了《中华人民共和国刑法》第一百三十三条之一，"
    "应当以危险驾驶罪追究其刑事责任。\n此致\n云溪林区基层人民法院\n检察员：乙某\n2026年9月26日"
)


class Clicks:
    """Clicks and counts; typing costs none."""

    def __init__(self, page):
        self.n = 0
        self._page = page

    def __call__(self, locator):
        locator.click()
        self.n += 1

    def send(self, button):
        """A click that sends a form; the page it leads to has come to rest afterwards."""
        with self._page.expect_navigation():
            self(button)


@pytest.mark.browser
def test_from_a_dropped_file_to_a_complete_draft_report_in_ten_clicks(page, tmp_path):
    file = tmp_path / "起诉书.txt"
    file.write_text(INDICTMENT, "utf-8")
    click = Clicks(page)
    page.goto("/cases")
    page.locator("input[type=file]").set_input_files(file)
    click.n += 1  # the file is chosen or dropped
    page.wait_for_url(re.compile(r"/cases/[0-9a-f]{24}$"))
    assert "危险驾驶罪" in page.locator(".case-head").inner_text()
    assert page.locator(".tier").count() == 7
    in_effect = page.locator(".hit", has=page.locator(".effect-in_effect")).first
    if not in_effect.is_visible():
        click(page.locator("details", has=in_effect).first.locator("> summary"))
    click.send(in_effect.get_by_role("button", name="是类案", exact=True))
    click.send(page.get_by_role("navigation", name="本案").get_by_role("link", name="检索报告"))
    click.send(page.get_by_role("button", name="生成检索报告"))
    page.get_by_label("争议焦点（每行一项）").fill("是否可以从宽处罚")
    issues = page.locator("form", has=page.get_by_label("争议焦点（每行一项）"))
    click.send(issues.get_by_role("button"))
    used = page.locator("form", has=page.get_by_role("radio", name="参考", exact=True)).first
    click(used.get_by_role("radio", name="参考", exact=True))
    click.send(used.get_by_role("button"))
    concluded = page.locator("form", has=page.get_by_role("checkbox", name="直接裁判")).first
    click(concluded.get_by_role("checkbox", name="直接裁判"))
    click.send(concluded.get_by_role("button"))
    assert "八项要素齐全，没有须补正的问题" in page.locator("main").inner_text()
    assert click.n <= 10
    with page.expect_download() as downloading:
        page.get_by_role("link", name=re.compile("Word|docx")).first.click()
    assert downloading.value.suggested_filename.endswith(".docx")
