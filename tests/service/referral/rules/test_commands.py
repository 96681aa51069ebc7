"""Rules on the command line."""

import json
from collections import Counter

import pytest

from corpus.store.sql import SqlJudgmentStore
from service.actors import Role
from service.referral.roster.model import Office
from service.referral.rules.model import RuleAct
from service.store.matter_records import acts, matter_people, matters
from tests.service.case_divergence.suits import GRANTED, REFUSED, appeal
from tests.service.referral.rules.test_desk import NOW, PUBLICATION, QUESTION, draft_of


@pytest.fixture
def drafted(referral, judgments, secretary):
    return referral.rules.act(secretary, None, RuleAct.DRAFT, draft_of(judgments), now=NOW)


@pytest.fixture
def president(person):
    return person("president", "院长甲", Role.LEADER, offices=(Office.PRESIDENT,))


@pytest.fixture
def published(referral, drafted, president):
    return referral.rules.act(president, drafted.id, RuleAct.PUBLISH, PUBLICATION, now=NOW)


def test_rules_are_listed_by_state_and_words(tongpan, drafted):
    code, out, _ = tongpan("rules", "list")
    assert code == 0
    assert all(each in out for each in (drafted.id, QUESTION, "起草中"))
    assert [each["id"] for each in json.loads(tongpan("rules", "list", "--json")[1])] == [
        drafted.id
    ]
    for wanted in (("--state", "in_force"), ("--words", "抚养费")):
        assert json.loads(tongpan("rules", "list", *wanted, "--json")[1]) == []


def test_a_rule_is_shown_without_its_inner_side(tongpan, published):
    for told in ((), ("--json",)):
        code, out, _ = tongpan("rules", "show", published.id, *told)
        assert code == 0
        assert all(each in out for each in (QUESTION, "2025年第1号", "不予支持"))
        assert "讨论中有三种意见" not in out


def test_a_rule_that_there_is_not_is_refused(tongpan, drafted):
    assert tongpan("rules", "show", "f" * 32)[0] == 1


def test_following_keeps_what_judgments_made_of_the_rules(tongpan, referral, published, engine):
    later = [appeal(17, REFUSED), appeal(18, GRANTED)]
    SqlJudgmentStore(engine).put(later)
    code, out, _ = tongpan("rules", "follow", "--json")
    assert (code, json.loads(out)["looked"]) == (0, 1)
    kept = referral.rules.ledger.open(published.id).matter.follow_ups
    assert {each.id for each in later} <= {each.judgment_id for each in kept}
    shown = json.loads(tongpan("rules", "show", published.id, "--json")[1])
    assert shown["follow_ups"] == Counter(each.kind for each in kept)
    assert "说明理由" in tongpan("rules", "show", published.id)[1]
    assert "跟踪规则 1 项" in tongpan("rules", "follow")[1]


def test_a_draft_is_not_followed(tongpan, drafted):
    assert json.loads(tongpan("rules", "follow", "--json")[1]) == {"looked": 0, "under_review": []}


def test_rules_leave_and_come_back_as_they_were(tongpan, referral, published, engine, tmp_path):
    file, again = tmp_path / "rules.json", tmp_path / "again.json"
    assert tongpan("rules", "export", str(file))[0] == 0
    assert file.stat().st_mode & 0o077 == 0
    forget(engine)
    assert json.loads(tongpan("rules", "list", "--json")[1]) == []
    code, out, _ = tongpan("rules", "import", str(file), "--json")
    assert (code, json.loads(out)) == (0, {"added": [published.id], "known": []})
    assert referral.rules.ledger.open(published.id).matter == published.rule
    assert "已有 1 件" in tongpan("rules", "import", str(file))[1]
    assert tongpan("rules", "export", str(again), "--id", published.id)[0] == 0
    assert again.read_text("utf-8") == file.read_text("utf-8")


def test_the_file_names_the_judges_of_tasks(
    tongpan, referral, drafted, president, open_case, judge, tmp_path
):
    open_case(judge)
    referral.rules.act(president, drafted.id, RuleAct.PUBLISH, PUBLICATION, now=NOW)
    file = tmp_path / "rules.json"
    tongpan("rules", "export", str(file))
    told = json.loads(file.read_text("utf-8"))["accounts"]
    assert told[str(judge.account_id)] == judge.name
    assert told[str(president.account_id)] == president.name


def test_rules_edited_outside_are_refused(tongpan, published, engine, tmp_path):
    file = tmp_path / "rules.json"
    tongpan("rules", "export", str(file))
    edited = file.read_text("utf-8").replace("2025年第1号", "2025年第9号")
    assert edited != file.read_text("utf-8")
    file.write_text(edited, "utf-8")
    forget(engine)
    assert tongpan("rules", "import", str(file))[0] == 1
    assert json.loads(tongpan("rules", "list", "--json")[1]) == []


def test_a_file_of_referrals_is_no_file_of_rules(tongpan, published, tmp_path):
    file = tmp_path / "referrals.json"
    tongpan("referral", "export", str(file))
    code, _, err = tongpan("rules", "import", str(file))
    assert code == 1
    assert "文件不能导入" in err


def forget(engine):
    with engine.begin() as connection:
        for table in (matter_people, acts, matters):
            connection.execute(table.delete())
