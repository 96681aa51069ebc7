"""What somebody may not open changes nothing in what they see; and a leak that is put in is found."""

import pytest
import structlog
from argon2 import PasswordHasher

from evaluation.worlds.walking import ground_made, walk
from service.errors import PageNotFoundError
from service.referral.course.acts import MatterKind
from service.store.matter_records import Wanted

# Of these seeds a judge, a leader, a secretary and an auditor look on.
SEEDS = (1, 0, 2, 3)


@pytest.fixture(scope="module")
def ground():
    with pytest.MonkeyPatch.context() as patch:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr("service.accounts.passwords._hasher", cheap)
        with ground_made() as made:
            yield made


@pytest.fixture(autouse=True)
def without_log():
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    yield
    structlog.reset_defaults()


def test_nothing_of_the_hidden_shows(ground):
    walked = [walk(ground, seed=seed, steps=9) for seed in SEEDS]
    assert [leak for each in walked for leak in each.leaks] == []
    roles = {role for each in walked for role in each.watchers}
    assert roles == {"judge", "leader", "secretary", "auditor"}
    assert len({change for each in walked for change in each.changes}) > 10


def test_a_refusal_that_tells_more_of_what_is_there_is_found(ground, monkeypatch):
    def open_meeting(self, meeting_id, *, actor):
        kind = self.records.kind_of(meeting_id)
        raise PageNotFoundError(what=f"{kind} {meeting_id}")

    monkeypatch.setattr("service.referral.committee.desk.CommitteeDesk.open_meeting", open_meeting)
    monkeypatch.setattr("service.app.details_of", lambda error: {"reason": str(error)})
    leaks = walk(ground, seed=3, steps=20).leaks
    assert any("committee-meetings" in leak for leak in leaks)


def test_a_list_that_counts_the_hidden_is_found(ground, monkeypatch):
    def listed(self, actor, *, states=(), skip=0):
        return self.records.find(Wanted(kinds=(MatterKind.FLAG,)), most=50)

    monkeypatch.setattr("service.referral.flags.desk.FlagDesk.listed", listed)
    assert any("/flags" in leak for leak in walk(ground, seed=1, steps=25).leaks)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_nothing_of_the_hidden_shows_in_many_worlds(ground, seed):
    assert walk(ground, seed=seed, steps=100).leaks == []
