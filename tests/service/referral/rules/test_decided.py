"""The position that was decided is the one that a rule takes, not the one that stands first."""

from datetime import date

import pytest

from service.referral.referrals.desk import Entry
from service.referral.referrals.model import HeldPosition, Way
from service.referral.referrals.starting import Start
from service.referral.rules.decided import decided_position

SUPPORTED, REFUSED = "对律师费应予支持", "对律师费不予支持"


@pytest.mark.parametrize(
    ("positions", "decided", "expected"),
    [
        ((SUPPORTED, REFUSED), "约定不明的，对律师费不予支持。", 1),
        ((SUPPORTED, REFUSED), "合同约定由借款人承担律师费的，应予支持", 0),
        ((REFUSED, SUPPORTED), "合同约定由借款人承担律师费的，应予支持", 1),
        (("以四倍为上限", "以二十四为上限"), "利率以四倍为限", 0),
        ((SUPPORTED, REFUSED), "发回重审", None),
        ((SUPPORTED, REFUSED), "应予支持的部分支持，其余不予支持", None),
        ((SUPPORTED, SUPPORTED), "应予支持", None),
        ((), "应予支持", None),
        ((SUPPORTED, REFUSED), "", None),
    ],
)
def test_a_decision_tells_its_position_or_none(positions, decided, expected):
    sides = [
        HeldPosition(words=words, judgment_ids=(f"j{n}",)) for n, words in enumerate(positions)
    ]
    found = decided_position(sides, decided)
    assert found == (None if expected is None else sides[expected])


@pytest.mark.parametrize(
    ("proposed", "examples", "counterexamples"),
    [
        ("对律师费不予支持", ("j2",), ("j1",)),
        ("对律师费应予支持", ("j1",), ("j2",)),
        ("另行处理", (), ()),
    ],
)
def test_a_rule_is_drafted_with_the_side_that_its_words_take(
    referral, secretary, clock, proposed, examples, counterexamples
):
    filled = referral.referrals.prefill(Start(way=Way.BY_HAND), actor=secretary, now=clock())
    entry = Entry(
        question="律师费应否支持",
        positions=(
            HeldPosition(words=SUPPORTED, judgment_ids=("j1",)),
            HeldPosition(words=REFUSED, judgment_ids=("j2",)),
        ),
        proposed_text=proposed,
    )
    begun = referral.referrals.propose(filled, entry, actor=secretary, now=clock())
    draft = referral.rules.draft_from(secretary, begun.id, today=date(2026, 3, 2))
    assert draft.text.answer == proposed
    assert draft.text.examples == examples
    assert draft.text.counterexamples == counterexamples
