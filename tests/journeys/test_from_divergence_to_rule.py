"""From like cases that part to a rule that brings them together, over the pages of all who act."""

import io
from datetime import date
from zipfile import ZipFile

import pytest

from corpus.judgment import RawJudgment, SourceRecord
from corpus.reading import read_judgment
from corpus.store.sql import SqlJudgmentStore
from tests.databases import stocked
from tests.journeys.browser import squeezed
from tests.journeys.court import (
    COURT,
    DIVISION,
    MEMBERS,
    PRESIDENT,
    SPEAKERS,
    VICE,
    made_court,
)
from tests.service.case_divergence.suits import (
    APPEAL,
    CASE,
    CHANGCHUN,
    DRAFT,
    GRANTED,
    REFUSED,
    appeals,
)
from tests.service.papers import read
from tests.service.tiers.conftest import GUIDING, REFERENCE

QUESTION = "出借人主张的律师费应否支持"
SUPPORTED, REFUSED_VIEW = "约定明确的律师费应予支持", "律师费不予支持"
ANSWER = "借条约定由借款人承担律师费的，律师费属于实现债权的合理费用，对出借人主张的律师费应予支持"
JUDGMENT = """吉林省长春市中级人民法院
民事判决书
（2026）吉01民终31号
上诉人（原审原告）：张三，男，汉族。
被上诉人（原审被告）：李四，男，汉族。
上诉人张三因与被上诉人李四民间借贷纠纷一案，不服某县人民法院（2025）吉0123民初31号民事判决，向本院提起上诉。本院依法组成合议庭进行了审理。现已审理终结。
二审查明，张三通过银行转账向李四出借二十万元，李四出具借条，约定逾期归还的由借款人承担律师费。
本院认为，{holding}依照《中华人民共和国民事诉讼法》第一百七十七条第一款第二项之规定，判决如下：
一、撤销某县人民法院（2025）吉0123民初31号民事判决；
二、被上诉人李四于本判决生效之日起十日内支付上诉人张三律师费{sum}元。
本判决为终审判决。
审判长 王法官
审判员 陪甲
审判员 陪乙
二〇二六年四月二日
书记员 庚某
"""


@pytest.fixture(scope="session")
def judgments():
    # A report says that guiding and reference cases were searched, which takes some of each.
    guiding = read(GUIDING.format(number=901), external_id="guiding")
    reference = read(REFERENCE.format(serial=1, year=2025), external_id="reference")
    return (*appeals(), guiding, reference)


@pytest.fixture(scope="session")
def stocked_database(tmp_path_factory, judgments, databases):
    return stocked(databases, tmp_path_factory.mktemp("appeals"), judgments)


@pytest.fixture
def court(browse, desk, clock, referral):
    made = made_court(browse, desk, clock, referral.roster)
    yield made
    made.leave()


def opened_case(court, name, panel):
    """A case is opened from its paper, and its file filled in."""
    browser = court[name]
    address = browser.send("/cases", "/cases", text=CASE)
    browser.send(
        f"{address}/file",
        f"{address}/file",
        court=COURT,
        elements="民间借贷纠纷",
        handling_judge=court.accounts[name].display_name,
        panel=panel,
        issues=QUESTION,
    )
    return address


def referred_finding(court, case, **answers):
    """A finding on the page of a case is referred."""
    browser = court["judge"]
    page = browser.page(f"{case}/divergence")
    link = page.css_first('article.finding a[href^="/referrals/new?way=finding"]')
    address = link.attributes["href"]
    sides = [
        browser.page(address).css_first(f'[name="position-{n}"]').attributes["value"]
        for n in range(2)
    ]
    assert sides == ["对出借人主张的律师费予以支持", "对出借人主张的律师费不予支持"]
    return browser.send(
        address,
        "/referrals/new",
        question=QUESTION,
        position_0=SUPPORTED,
        position_1=REFUSED_VIEW,
        proposed_text=ANSWER,
        **answers,
    )


def merged(court, case, kept):
    """A like question of another case is referred by its judge, and merged by the office."""
    pending = case.rsplit("/", 1)[1]
    address = f"/referrals/new?way=by_hand&case={pending}"
    other = court["other"].send(address, "/referrals/new", question="出借人主张律师费的应否支持")
    assert not court["other"].sees(kept)
    court["office"].act(other, "merge", referral_id=kept.rsplit("/", 1)[1], reason="同一法律问题")
    assert "已并入" in court["other"].words(other)
    assert court["other"].sees(kept)
    return other


def signed_report(court, case):
    """The report of the search is drafted, completed by the judge and signed."""
    browser = court["judge"]
    report = browser.send(f"{case}/report", f"{case}/report")
    browser.send(
        report,
        f"{report}/words",
        where={"part": "conclusion"},
        conclusions="conference",
        words="检索到的裁判观点不一，提交专业法官会议讨论",
    )
    for move in ("start_search", "end_search", "ask_to_confirm", "sign"):
        browser.send(report, f"{report}/moves", where={"move": move})
    assert "王法官 于" in browser.words(report)
    return report


def before_conference(court, referral):
    """The referral becomes an item, and the item is put on the agenda of a meeting."""
    pending = referral.rsplit("/", 1)[1]
    item = court["judge"].send(
        f"/conferences/items/new?referral={pending}",
        "/conferences/items/new",
        ground="unify",
        focuses="律师费是否属于实现债权的费用\n约定是否须明确金额",
    )
    host = court.number("host")
    court["head"].act(item, "submit", account_id=host, level="division")
    court["host"].act(item, "admit")
    clerk = court["clerk"]
    meeting = clerk.send(
        "/conferences",
        "/conferences",
        name="2026年第3次法官会议",
        at="2026-03-09T09:00",
        place="第一会议室",
        division=DIVISION,
        host=host,
        level="division",
    )
    clerk.act(meeting, "add_item", item_id=item.rsplit("/", 1)[1], minutes="40")
    clerk.act(meeting, "invite", **{f"account_{court.number(each)}": "yes" for each in SPEAKERS})
    clerk.act(meeting, "send_out")
    return item, meeting


def conferred(court, item, meeting):
    """The meeting is opened; all speak, the lowest rank first and the host last."""
    table = (*SPEAKERS, "host")
    for each in table:
        court[each].act(item, "acknowledge")
        court[each].act(meeting, "check_in")
    court["host"].act(meeting, "start")
    court["host"].act(item, "open")
    court["judge"].act(item, "introduce", words="案情和评议意见")
    court["low"].act(item, "ask", words="借条有无约定")
    court["judge"].act(item, "answer", words="约定由借款人承担")
    court["host"].act(item, "end_questions")
    for n, each in enumerate(table):
        assert not any(court[later].offers(item, "state") for later in table[n + 1 :])
        court[each].act(item, "state", view=SUPPORTED, reasons="属于实现债权的费用")
    court["host"].act(item, "summarise", words="约定明确的，应予支持")
    for each in table:
        court[each].act(item, "sign")
    court["host"].act(meeting, "close")


def papers_taken(court, item, meeting):
    """The secretary finds meeting and item on the desk, and takes agenda, materials and minutes."""
    clerk = court["clerk"]
    for paper in ("agenda", "attendance", "pack"):
        name, content = clerk.download(meeting, f'a[href="{meeting}/{paper}.docx"]')
        assert name.endswith(".docx")
        assert content[:2] == b"PK"
    name, minutes = clerk.download(item, f'a[href="{item}/minutes.docx"]')
    assert QUESTION in ZipFile(io.BytesIO(minutes)).read("word/document.xml").decode()
    desk = clerk.page("/secretary?words=律师费")
    assert desk.css_first(f'a[href="{item}"]')
    assert desk.css_first(
        f'form[action="/secretary/minutes.docx"] input[value="{item.rsplit("/", 1)[1]}"]'
    )
    assert not court["stranger"].sees("/secretary")


def not_adopted(court, item, referral):
    """The panel holds to its own opinion, so the item goes up for the committee."""
    judge = court["judge"]
    judge.act(item, "reconsider", conclusion="not_adopted", words="合议庭认为约定不明，不予支持")
    assert "可以层报院长提交审判委员会" in judge.words(item)
    judge.act(item, "report_up", reason="合议庭未采纳多数意见")
    assert "约定明确的，应予支持" in judge.words(referral)


def before_committee(court, referral):
    """The panel applies; head, vice president and president pass it on, and it is filtered."""
    pending = referral.rsplit("/", 1)[1]
    item = court["judge"].send(
        f"/committee/items/new?referral={pending}",
        "/committee/items/new",
        questions=QUESTION,
        ground_like_cases="yes",
        facts="借条约定由借款人承担律师费",
    )
    court["head"].act(item, "forward_by_head", words="同意")
    court[VICE].act(item, "forward_by_vice_president")
    court[PRESIDENT].act(item, "approve")
    court["keeper"].act(item, "filter", result="full", criteria="法官会议多数意见未被采纳")
    return item


def convened(court, item):
    """A meeting is called, the item put on its agenda, and the materials are sent."""
    keeper = court["keeper"]
    meeting = keeper.send(
        "/committee",
        "/committee",
        title="2026年第3次会议",
        body="全体会议",
        host=court.number(PRESIDENT),
        starts_at="2026-03-25T09:00",
        place="第一会议室",
    )
    keeper.act(item, "schedule", meeting_id=meeting.rsplit("/", 1)[1], minutes="40")
    keeper.act(item, "send_materials")
    return meeting


def sat(court, meeting):
    """It does not begin until more than half of the members have come."""
    refused = court[PRESIDENT].act(meeting, "begin", refused=400)
    assert "人民法院组织法第三十八条" in refused
    for each in MEMBERS:
        court[each].act(meeting, "sign_in", member=court.number(each))
    court[PRESIDENT].act(meeting, "begin")


def decided(court, item):
    """The panel reports, the members speak in order and vote under seal; it is decided."""
    keeper, president = court["keeper"], court[PRESIDENT]
    keeper.act(item, "open")
    court["judge"].act(item, "report", words="案情、合议庭意见和法官会议意见")
    president.act(item, "end_questions")
    for n, each in enumerate(reversed(MEMBERS), start=1):
        assert not president.offers(item, "put_to_vote")
        speaker = keeper if n % 2 else court[each]
        assert not any(court[one].offers(item, "speak") for one in MEMBERS if one != each)
        speaker.act(item, "speak", opinion="应予支持", reasons="约定明确")
    assert not keeper.offers(item, "speak")
    president.act(
        item,
        "put_to_vote",
        words_1=f"{ANSWER}，支付律师费8000元",
        amount_1="8000",
        words_2="不予支持",
    )
    for n, each in enumerate(MEMBERS):
        reasons = f"第{n}位的表决理由"
        choice = "2" if n == len(MEMBERS) - 1 else "1"
        court[each].act(item, "seal_vote", choice=choice, vote_reasons=reasons)
        if each == MEMBERS[-2]:
            seen = [court[one].words(item) for one in (*MEMBERS, "keeper", "judge")]
            assert not any("位的表决理由" in words for words in seen)
    assert "第0位的表决理由" in president.words(item)
    assert "第0位的表决理由" not in court["judge"].words(item)


def filed_back(court, item, meeting):
    """Minutes are approved, the decision sent, and the judgment held against it."""
    keeper, president, judge = court["keeper"], court[PRESIDENT], court["judge"]
    keeper.act(item, "draft_minutes", summary="汇报、讨论", public_reasons="约定明确，费用必要")
    president.act(item, "approve_minutes")
    assert "审委〔2026〕1号" in keeper.words(item)
    keeper.act(item, "send_decision", recipients=DIVISION)
    judge.act(item, "file_judgment", text=JUDGMENT.format(holding=GRANTED, sum="4000"))
    warned = president.words(item)
    assert "备案文书与决定不一致" in warned
    assert "8,000.00元" in warned
    assert "4,000.00元" in warned
    president.act(item, "confirm_conformity", reason="实际支付的律师费为四千元")
    keeper.act(item, "archive")
    president.act(meeting, "close")


def hidden_from_strangers(court, *addresses):
    """Whoever takes no part finds none of it."""
    assert not any(court["stranger"].sees(each) for each in addresses)


def published(court, referral):
    """The rule is drafted from the referral and published; its referral ends with it."""
    office, president = court["office"], court[PRESIDENT]
    link = office.page(referral).css_first('a[href^="/rules/new"]').attributes["href"]
    rule = office.send(
        link, "/rules", answer=ANSWER, provisions="《中华人民共和国民法典》第五百七十七条"
    )
    assert not court["judge"].sees(rule)
    president.act(
        rule, "publish", number="2026年第1号", valid_from="2026-04-10", review_on="2028-04-10"
    )
    assert "审委会决定" in court["judge"].words(rule)
    assert court["office"].page(referral).css_first(f'a[href="{rule}"]')
    return rule


def tasks_answered(court, rule, second):
    """Judges of pending cases are asked what the rule is to their case."""
    other = court["other"]
    assert other.page("/notices").css_first(f'a[href^="{rule}"]')
    other.act(rule, "answer_task", where={"pending_id": second.rsplit("/", 1)[1]}, answer="applies")
    assert "适用本规则" in other.words(rule)


def draft_caught(court, rule, second):
    """A draft that departs from the rule is told so; one that goes with it is not."""
    other = court["other"]
    check = other.send(f"{second}/check", f"{second}/check", text=DRAFT)
    (caught,) = other.page(check).css("article.draft-finding.weight-grave")
    assert "2026年第1号裁判规则" in caught.text()
    assert "也没有说明理由" in caught.text()
    check = other.send(f"{second}/check", f"{second}/check", text=DRAFT.replace(REFUSED, GRANTED))
    page = other.page(check)
    found = [each.text() for each in page.css("article.draft-finding")]
    assert not any("2026年第1号裁判规则" in each for each in found)


def followed(court, rule, engine):
    """What was judged since is looked at, and the dispersion before and after is shown."""
    later = [later_appeal(20 + n, GRANTED if n else REFUSED) for n in range(8)]
    SqlJudgmentStore(engine).put(later)
    court["office"].act(rule, "look_after")
    page = court["judge"].page(rule)
    before, after = (squeezed(each.text()) for each in page.css(".rule-effect li"))
    assert before.startswith("施行前不一致40%5件"), before
    assert after.startswith("施行后不一致12%8件"), after
    assert len(page.css(".follow-followed")) == 7
    assert len(page.css(".follow-departed")) == 1
    assert page.css_first("#effect svg")


def later_appeal(serial, holding):
    text = APPEAL.format(
        court=COURT,
        code=CHANGCHUN[1],
        year=2026,
        serial=serial,
        holding=holding,
        panel="三",
        day="三",
    )
    source = SourceRecord(name="test", place=str(serial), format="text")
    raw = RawJudgment(text=text.replace("二〇二五年六月", "二〇二六年五月"), source=source)
    return read_judgment(raw, today=date(2026, 6, 1))


def test_a_divergence_becomes_a_rule_that_judges_follow(court, engine):
    case = opened_case(court, "judge", "审判长 王法官\n审判员 陪甲\n审判员 陪乙")
    second = opened_case(court, "other", "审判长 赵法官\n审判员 陪甲")
    referral = referred_finding(court, case)
    merged(court, second, referral)
    signed_report(court, case)
    item, meeting = before_conference(court, referral)
    court.on(date(2026, 3, 9))
    conferred(court, item, meeting)
    papers_taken(court, item, meeting)
    not_adopted(court, item, referral)
    question = before_committee(court, referral)
    session = convened(court, question)
    court.on(date(2026, 3, 25))
    sat(court, session)
    decided(court, question)
    court.on(date(2026, 4, 3))
    filed_back(court, question, session)
    hidden_from_strangers(court, case, referral, item, meeting, question, session)
    rule = published(court, referral)
    tasks_answered(court, rule, second)
    draft_caught(court, rule, second)
    court.on(date(2026, 6, 1))
    followed(court, rule, engine)
