"""Rules on the command line."""

import json
from collections import Counter

import pytest

from corpus.store.sql import SqlJudgmentStore
from service.actors import Role
from service.referral.roster.model import Office
from service.referral.rules.model import RuleAct
from tests.service.case_divergence.suits import GRANTED, REFUSED, appeal
from tests.service.referral.rules.test_desk import NOW, PUBLICATION, QUESTION, draft_of


@pytest.fixture
def drafted(referral, judgments, secretary):
    return referral.rules.act(secretary, None, RuleAct.DRAFT, draft_of(judgments), now=NOW)


@pytest.fixture
def published(referral, drafted, person):
    president = person("president", "院长甲", Role.LEADER, offices=(Office.PRESIDENT,))
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
