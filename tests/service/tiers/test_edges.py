"""Tiers as the interface, the page and the command line show them."""

import json
import re

import pytest

from corpus.judgment import Effectiveness
from service.library.desk import TypedRecord
from service.tiers.vocabulary import TIERS, Tier
from tests.service.conftest import form_token_of
from tests.service.test_pages import results_of
from tests.service.tiers.conftest import COURTS, FACTS, OWN


def tiered(client, bearer, *, status=200, **fields):
    answer = client.post(
        "/api/v1/similar/tiered", headers=bearer, json={"text": FACTS, "per_tier": 20, **fields}
    )
    assert answer.status_code == status, answer.text
    return answer.json()


def test_the_interface_answers_tier_by_tier(client, bearer, judgments):
    told = tiered(client, bearer)
    assert [tier["tier"]["value"] for tier in told["tiers"]] == [tier.value for tier in TIERS]
    assert told["court"] == {
        "court": OWN,
        "superior": "吉林省长春市中级人民法院",
        "high_courts": ["吉林省高级人民法院"],
    }
    assert told["recent"]["begins"] == "2023-03-02"
    hits = [hit for tier in told["tiers"] for hit in tier["hits"]]
    assert [hit["rank"] for hit in hits] == list(range(1, len(judgments) + 1))
    texts = {each.id: each.text for each in judgments}
    for hit in hits:
        text = texts[hit["judgment_id"]]
        for quote in (*hit["passages"], *hit["gists"]):
            assert text[quote["start"] : quote["end"]] == quote["text"]
    guiding = told["tiers"][0]
    assert guiding["hits"][0]["effect_label"] == {"value": "must_follow", "label": "应当参照"}
    assert guiding["hits"][0]["gists"][0]["heading"] == "裁判要点"
    assert told["tiers"][1]["hits"][0]["gists"][0]["heading"] == "裁判要旨"
    assert told["searched"]["snapshot_id"] == "s1"


def test_what_does_not_count_says_why(client, bearer):
    uncounted = [
        hit for tier in tiered(client, bearer)["tiers"] for hit in tier["hits"] if not hit["counts"]
    ]
    assert {hit["effect"]["value"] for hit in uncounted} == {
        Effectiveness.UNKNOWN,
        Effectiveness.REVOKED,
        Effectiveness.VARIED,
        Effectiveness.REVISED_ON_RETRIAL,
    }
    assert all("不计入类案" in hit["label_reason"] for hit in uncounted)


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"court": "某公司"}, 400, "court_unknown"),
        ({"text": None}, 400, "query_missing"),
        ({"per_tier": 21}, 422, "request_malformed"),
        ({"judgment_id": "j0", "text": None}, 404, "judgment_not_found"),
    ],
)
def test_questions_that_cannot_be_answered_are_refused(client, bearer, fields, status, code):
    assert tiered(client, bearer, status=status, **fields)["error"]["code"] == code


def block_in(page, tier):
    start = page.index(f'id="tier-{tier.value}"')
    return page[start : page.index("</section>", start)]


def page_of(client, query=""):
    return client.get(results_of(client, text=FACTS) + f"?order=tiers&per_tier=20{query}").text


def test_the_page_switches_between_likeness_and_tiers(desk_client):
    address = results_of(desk_client, text=FACTS)
    plain = desk_client.get(address).text
    assert 'id="tier-guiding"' not in plain
    link = re.search(r'href="([^"]*order=tiers[^"]*)"', plain)[1].replace("&amp;", "&")
    page = desk_client.get(link).text
    places = [page.index(f'id="tier-{tier.value}"') for tier in TIERS]
    assert places == sorted(places)
    assert "应当检索并参考" in block_in(page, Tier.REFERENCE)
    assert "裁判要点" in block_in(page, Tier.GUIDING)
    assert "法发〔2020〕24号第四条" in block_in(page, Tier.OWN)
    back = re.search(r'href="([^"]+)"[^>]*>按相似度', page)[1]
    assert "order" not in back


def test_overturned_hits_wear_the_red_badge_among_what_does_not_count(desk_client):
    block = block_in(page_of(desk_client), Tier.OWN)
    counted, _, uncounted = block.partition('class="uncounted-group"')
    assert "effect-revoked" not in counted
    assert "effect-revoked" in uncounted
    assert "overturned" in uncounted
    assert "效力未知，不计入类案" in uncounted
    assert counted.index("近三年") < counted.index("更早")


def test_an_empty_tier_says_so_plainly(desk_client):
    page = page_of(desk_client, "&court=长春中院")
    assert "上一级法院即吉林省高级人民法院，见第三顺位" in block_in(page, Tier.SUPERIOR)
    filtered = page_of(desk_client, f"&courts={COURTS['other']}")
    assert "本顺位没有符合条件的裁判文书" in block_in(filtered, Tier.OWN)
    assert "筛选条件以外的文书没有检索" in filtered


def test_a_name_that_is_no_court_is_told_on_the_page(desk_client):
    page = page_of(desk_client, "&court=某公司")
    assert "没有名为“某公司”的法院" in page
    assert f"以 <b>{OWN}</b> 的审级位置检索" in page


def test_filters_and_forms_keep_the_order(desk_client):
    page = page_of(desk_client, "&court=长春中院")
    form = page[page.index("data-filters") : page.index("</form>", page.index("data-filters"))]
    assert '<input type="hidden" name="order" value="tiers">' in form
    assert '<input type="hidden" name="court" value="长春中院">' in form
    hidden = desk_client.get(results_of(desk_client, text=FACTS) + "?order=tiers&masked=on").text
    assert "隐名显示：开" in hidden
    assert 'id="tier-guiding"' in hidden


def test_a_verdict_is_given_in_a_tier_and_leads_back_to_it(desk_client, judgments):
    address = results_of(desk_client, text=FACTS) + "?order=tiers"
    page = desk_client.get(address)
    action = re.search(r'action="(/results/[^"]*/verdicts[^"]*)"', page.text)[1]
    judgment_id = re.search(r'id="verdict-([^"]+)"', page.text)[1]
    answer = desk_client.post(
        action.replace("&amp;", "&"),
        data={
            "form_token": form_token_of(page),
            "judgment_id": judgment_id,
            "verdict": "similar",
            "snapshot_id": "s1",
            "ranker": "word count",
        },
    )
    assert answer.headers["location"] == f"{address}#verdict-{judgment_id}"
    assert "您于" in desk_client.get(address).text


def test_a_case_no_longer_followed_links_to_its_replacement(desk_client, library, clock, judgments):
    typed = TypedRecord(
        case="指导性案例901号",
        standing="not_followed",
        since="2025-01-01",
        source="法〔2024〕1号",
        replacement="指导性案例902号",
    )
    (record,) = library.record([typed], author="某", now=clock())
    link = f'href="/judgments/{record.replacement_id}">查看指导性案例902号'
    by_likeness = desk_client.get(
        results_of(desk_client, text=FACTS) + "?document_kinds=guiding_case"
    )
    for page in (page_of(desk_client), by_likeness.text):
        assert "不再参照" in page
        assert link in page
    own = desk_client.get(f"/judgments/{record.judgment_id}").text
    assert link in own
    assert "自2025年1月1日起不再参照" in own


def test_every_part_of_a_library_case_has_its_heading(desk_client, judgments):
    headings = {
        "guiding": ["标题", "关键词", "裁判要点", "相关法条", "基本案情", "裁判结果", "裁判理由"],
        "reference": ["标题", "关键词", "基本案情", "裁判结果", "裁判理由", "裁判要旨", "关联索引"],
    }
    for name, wanted in headings.items():
        case = next(each for each in judgments if each.source.external_id.startswith(name))
        page = desk_client.get(f"/judgments/{case.id}").text
        shown = re.findall(r"<section id=\"part-\d+\"[^>]*>\s*<h2>([^<]+)</h2>", page)
        assert shown == wanted
        assert f"<b>{case.library_number.value}</b>" in page
        assert "<dt>关键词</dt>" in page


def test_the_command_line_searches_tier_by_tier(tongpan, tmp_path, judgments):
    papers = tmp_path / "papers"
    papers.mkdir()
    for number, each in enumerate(judgments):
        (papers / f"{number}.txt").write_text(each.text, "utf-8")
    assert tongpan("ingest", str(papers))[0] == 0
    words = ("search", FACTS, "--tiers", "--of-court", "朝阳区人民法院")
    code, _, err = tongpan(*words)  # several courts bear this name
    assert (code, "朝阳区人民法院、" in err) == (1, True)
    assert tongpan(*words, "--channel", "dense")[0] == 2
    assert tongpan(*words, "--filed-on", "昨天")[0] == 1
    assert tongpan("index")[0] == 0
    words = (*words[:-1], OWN, "--limit", "3")
    code, out, _ = tongpan(*words)
    assert code == 0
    assert f"本院：{OWN}" in out
    assert "第一顺位　指导性案例" in out
    assert "裁判要点：醉酒后在道路上" in out
    code, out, _ = tongpan(*words, "--filed-on", "2026-01-05", "--json")
    told = json.loads(out)
    assert (code, [len(tier["hits"]) > 0 for tier in told["tiers"][:2]]) == (0, [True, True])
