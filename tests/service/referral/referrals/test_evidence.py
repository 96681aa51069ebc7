"""What was seen is frozen word for word, and what has changed since is told."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import JudgmentNotFoundError, SpanError
from corpus.judgment import Effectiveness
from corpus.spans import Span
from service.divergence.cases import compared_case
from service.divergence.expecting import Asking
from service.divergence.finding import find_divergences
from service.divergence.model import DivergenceKind, Standard
from service.referral.referrals.evidence import (
    freeze_finding,
    freeze_quote,
    positions_of_finding,
)
from service.referral.referrals.grounds import Vantage, grounds_of_finding
from service.referral.referrals.model import EvidenceKind
from service.referral.referrals.routing import Ground
from service.referral.referrals.standing import Sources, Standing, look_again
from tests.service.case_divergence.suits import appeals

JUDGMENTS = {each.id: each for each in appeals()}
ASKING = Asking(
    court="吉林省长春市朝阳区人民法院",
    superiors=frozenset({"吉林省长春市中级人民法院"}),
    today=date(2026, 3, 2),
)
ANY = next(iter(JUDGMENTS.values()))


@pytest.fixture(scope="module")
def finding():
    cases = [compared_case(each, effect=Effectiveness.IN_EFFECT) for each in JUDGMENTS.values()]
    standard = Standard(
        least_votes=2, least_per_side=1, thresholds=tuple((kind, 0.0) for kind in DivergenceKind)
    )
    found = find_divergences(cases, standard=standard, asking=ASKING, expectation=None)
    return found[0]


def sources(judgments=JUDGMENTS):
    def judgment(judgment_id):
        if judgment_id not in judgments:
            raise JudgmentNotFoundError(judgment_id)
        return judgments[judgment_id]

    return Sources(judgment=judgment, report_line=lambda _: None)


@given(st.integers(0, len(ANY.text)), st.integers(0, len(ANY.text)))
def test_a_quote_is_the_words_that_stand_there(one, other):
    start, end = sorted((one, other))
    frozen = freeze_quote(ANY, Span(start, end))
    assert frozen.words == ANY.text[start:end]
    assert look_again(frozen, sources()).standing is Standing.AS_FROZEN


def test_a_quote_beyond_the_text_is_none():
    with pytest.raises(SpanError):
        freeze_quote(ANY, Span(0, len(ANY.text) + 1))


def test_a_finding_is_frozen_with_the_words_of_every_judgment(finding):
    frozen = freeze_finding(finding, {}, snapshot_id="s1")
    told = json.loads(frozen.words)
    quotes = [quote for side in told["positions"] for quote in side["quotes"]]
    assert {quote["judgment_id"] for quote in quotes} == {
        member.judgment_id for group in finding.groups for member in group.members
    }
    for quote in quotes:
        text = JUDGMENTS[quote["judgment_id"]].text
        assert text[quote["start"] : quote["end"]] == quote["words"]
    assert (frozen.kind, frozen.snapshot_id) == (EvidenceKind.FINDING, "s1")
    assert look_again(frozen, sources()).n_quotes == len(quotes)


def test_the_words_of_the_own_draft_stay_with_its_judge(finding):
    own = finding.groups[0].members[0]
    frozen = freeze_finding(finding, {}, snapshot_id="", own_id=own.judgment_id)
    assert own.judgment_id not in frozen.words
    assert json.loads(frozen.words)["positions"][0]["has_draft"]
    first = positions_of_finding(finding, own_id=own.judgment_id)[0]
    assert first.n_judgments == len(finding.groups[0].members) - 1
    assert own.judgment_id not in first.judgment_ids


def test_words_that_were_touched_do_not_fit_their_digest():
    frozen = replace(freeze_quote(ANY, Span(0, 9)), words="另外的话")
    assert look_again(frozen, sources()).standing is Standing.BROKEN


def test_what_became_of_a_judgment_is_told():
    frozen = freeze_quote(ANY, Span(0, 9))
    corrected = replace(ANY, text="　" + ANY.text)
    assert "不一致" in look_again(frozen, sources({ANY.id: corrected})).changes[0]
    gone = look_again(frozen, sources({}))
    assert gone.standing is Standing.CHANGED
    assert ANY.id in gone.changes[0]


def test_an_overturned_judgment_is_told(finding):
    frozen = freeze_finding(finding, {}, snapshot_id="")
    members = {m.judgment_id: m for group in finding.groups for m in group.members}
    as_seen = {key: replace(JUDGMENTS[key], effect=m.effect) for key, m in members.items()}
    assert look_again(frozen, sources(as_seen)).standing is Standing.AS_FROZEN
    one = min(as_seen)
    since = as_seen | {one: replace(as_seen[one], effect=Effectiveness.VARIED)}
    assert "效力状态" in look_again(frozen, sources(since)).changes[0]


def test_a_court_above_that_stands_on_both_sides_is_split(finding):
    courts = [{m.court for m in group.members if m.vote} for group in finding.groups]
    shared = next(iter(courts[0] & courts[1]))
    vantage = Vantage(own_id=None, court="某院", above=frozenset({shared}))
    assert Ground.SPLIT_ABOVE in grounds_of_finding(finding, JUDGMENTS, vantage)
    elsewhere = replace(vantage, above=frozenset({"另一法院"}))
    assert Ground.SPLIT_ABOVE not in grounds_of_finding(finding, JUDGMENTS, elsewhere)
