"""A slip changes one place of a text, and each of those that a draft has room for is told."""

from difflib import SequenceMatcher
from random import Random

import pytest

from evaluation.drafts.slips import SLIPS
from service.drafts.checking import check_draft
from service.drafts.reading import read_draft
from tests.service.drafts.papers import CIVIL, CRIMINAL, TODAY

ROOM = {
    "criminal": {"short_term", "last_day", "charge", "name", "person", "no_such_day", "article"},
    "civil": {
        "award",
        "capitals",
        "rate",
        "rest",
        "fee",
        "name",
        "role",
        "appeal_days",
        "law_name",
    },
}
PAPERS = {"criminal": CRIMINAL, "civil": CIVIL}


@pytest.mark.parametrize("paper", sorted(PAPERS))
@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_changes_one_place_alone(slip, paper):
    text = PAPERS[paper]
    changed = slip.make(read_draft(text, today=TODAY), Random(1))
    if changed is None:
        assert slip.name not in ROOM[paper]
        return
    blocks = SequenceMatcher(None, text, changed, autojunk=False).get_opcodes()
    places = [op for op in blocks if op[0] != "equal"]
    assert places
    assert max(op[2] for op in places) - min(op[1] for op in places) < 40


@pytest.mark.parametrize(
    ("paper", "name"), [(paper, name) for paper in sorted(ROOM) for name in sorted(ROOM[paper])]
)
def test_a_slip_of_a_clear_draft_is_told(paper, name):
    slip = next(each for each in SLIPS if each.name == name)
    changed = slip.make(read_draft(PAPERS[paper], today=TODAY), Random(1))
    told = {each.rule for each in check_draft(read_draft(changed, today=TODAY))}
    assert slip.rule in told


def test_the_same_seed_makes_the_same_slip():
    draft = read_draft(CIVIL, today=TODAY)
    for slip in SLIPS:
        assert slip.make(draft, Random(3)) == slip.make(draft, Random(3))
