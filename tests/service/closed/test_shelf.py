"""The rules that a process keeps in memory are made anew without what has been closed."""

from datetime import date
from types import SimpleNamespace

import pytest

from corpus.privacy.sensitivity import Sensitivity
from corpus.spans import value_of
from corpus.store.clearance import cleared_for
from service.closed.concealing import Concealer
from service.referral.rules.company import RuleCompany
from service.referral.rules.model import RuleForce, RuleText
from service.referral.rules.shelf import RuleShelf
from service.store.audit_corpus import AuditCorpus


@pytest.fixture
def rules(engine, shelf):
    records = SimpleNamespace(conceal=Concealer(engine))
    return RuleShelf(
        ledger=SimpleNamespace(records=records),
        company=RuleCompany(corpus=AuditCorpus(engine), store=shelf),
    )


@pytest.fixture
def papers(shelf):
    return [each for each in shelf.iterate() if each.charges]


def opened_rule(papers):
    text = RuleText(
        question="醉酒驾驶机动车是否从重处罚",
        answer="应当从重处罚",
        causes=tuple({charge.value for each in papers for charge in each.charges}),
        courts=("某县人民法院",),
        law_as_of=date(2026, 1, 1),
        force=RuleForce.ADVISORY,
        examples=(papers[0].id,),
        counterexamples=(papers[1].id,),
    )
    return SimpleNamespace(id="rule", matter=SimpleNamespace(text=text))


def test_what_was_remembered_of_a_closed_judgment_is_gone(rules, papers, close):
    opened, named = opened_rule(papers), str(value_of(papers[2].case_number))
    before = rules.sense(opened)
    assert rules.sense(opened) is before
    assert any(papers[2].id in repr(each) for each in rules.companies.values())
    for each in (papers[0], papers[2]):
        close(each.id)
    after = rules.sense(opened)
    assert after is not before
    kept = repr(rules.companies) + repr(rules.senses)
    assert papers[2].id not in kept
    assert named not in kept


def test_whoever_is_cleared_puts_nothing_closed_into_it(rules, papers, close):
    opened = opened_rule(papers)
    close(papers[2].id)
    with cleared_for(Sensitivity):
        made = rules.sense(opened)
    assert papers[2].id not in repr(rules.companies)
    assert rules.sense(opened) is made
