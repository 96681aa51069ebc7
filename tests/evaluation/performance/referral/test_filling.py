"""What is filled in replays, and no copy stands in the way of another."""

from datetime import UTC, datetime
from itertools import islice

import pytest

from evaluation.performance.referral.copying import Model, prefixes, questions
from evaluation.performance.referral.filling import Filler
from evaluation.performance.referral.pages import Asked, pages_of
from service.house import open_house
from service.referral.course.acts import MatterKind
from service.referral.course.trail import WrittenAct
from service.settings import Settings
from service.store.matter_records import Wanted
from tests.service.conftest import quick_hashes  # noqa: F401 - a fixture used by name

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


def acts(*minutes):
    return tuple(
        WrittenAct(
            number=n,
            name="a",
            account_id=1,
            doer_name="甲",
            parts="",
            at=NOW.replace(minute=minute),
            reason="",
            content="{}",
            from_state="",
            to_state="",
            digest="",
        )
        for n, minute in enumerate(minutes, start=1)
    )


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.0, (1, 0)), (0.5, (2, 2)), (0.99, (3, 3))],
)
def test_half_way_is_one_moment_for_all_that_moved_together(share, expected):
    models = [
        Model(id=name, ledger=None, written=acts(*minutes))
        for name, minutes in (("meeting", (0, 2, 5)), ("item", (1, 3, 4)))
    ]
    assert prefixes(models, share) == expected


def test_questions_follow_their_seed_and_differ():
    drawn = list(islice(questions(7), 200))
    assert drawn == list(islice(questions(7), 200))
    assert len(set(drawn)) > 195


@pytest.mark.slow
def test_everything_that_is_filled_in_replays(tmp_path):
    with open_house(Settings(data=tmp_path), may_make=True) as house:
        filler = Filler(house=house, seed=7, now=NOW, say=lambda _: None)
        filled = filler.fill(n_referrals=40, n_meetings=12)
        assert filled.counts["referral"] == 40
        assert filled.counts["conference"] + filled.counts["committee_meeting"] == 14
        for asked in pages_of(filled):
            assert isinstance(asked, Asked)
            assert asked.addresses
        records = house.referral.records
        for kind in MatterKind:
            if kind is not MatterKind.TIME_LIMIT:
                for each in records.find(Wanted(kinds=(kind,)), most=1000):
                    book = filler._ledger(kind)
                    opened = book.open(each.id)
                    assert opened.matter.state.value == each.outline.state
