"""A court with two indexes: the second finds the same judgments in the reverse order."""

import json
from dataclasses import replace

import pytest

from indexing.columns.filters import OPEN_FILTER
from indexing.errors import (
    EngineAwayError,
    SnapshotGoneError,
    SnapshotUnservedError,
    SnapshotVersionError,
)
from indexing.searching.query import Query
from indexing.snapshots.served import SERVED
from indexing.snapshots.snapshot import CURRENT, FORMAT, MANIFEST, kept_names
from service.search.snapshots import SnapshotSource
from service.store.activity_records import ActivityRecords
from service.store.verdict_records import VerdictRecords
from service.upgrades.desk import UpgradeDesk
from service.upgrades.model import UpgradeDecision, UpgradeFinding
from service.verdicts.model import AskedBy, Verdict
from tests.indexing.snapshots.test_snapshot import write
from tests.service.papers import WordIndex

FACTS = "被告人酒后驾驶小型汽车，被民警查获，血液酒精含量超过八十毫克，认罪认罚。"
OLD, NEW = "index-000001", "index-000002"


class Backwards(WordIndex):
    """Finds what is least like first."""

    def rank(self, query, *, condition, limit, channels=()):
        whole = super().rank(query, condition=condition, limit=1_000, channels=channels)
        turned = [
            replace(each, rank=rank) for rank, each in enumerate(reversed(whole.found), start=1)
        ]
        return replace(whole, found=turned[:limit])


class TwoIndexes(SnapshotSource):
    def __init__(self, settings, indexes):
        super().__init__(settings)
        self.indexes = indexes

    def open_named(self, name):
        if name not in self.indexes:
            raise SnapshotGoneError(name, kept=tuple(self.indexes))
        return self.indexes[name]


@pytest.fixture
def court(engine, settings, search, judgments, judge):
    write(settings.snapshot_root)
    write(settings.snapshot_root)
    (settings.snapshot_root / CURRENT).write_text(OLD, "utf-8")
    return UpgradeDesk(
        verdicts=VerdictRecords(engine),
        activity=ActivityRecords(engine),
        search=search,
        source=TwoIndexes(
            settings,
            {
                OLD: WordIndex(judgments, snapshot_id=OLD),
                NEW: Backwards(judgments, snapshot_id=NEW),
            },
        ),
        settings=settings,
    )


@pytest.fixture
def say(court, judge, clock, judgments):
    """Judges call the best hit of the old index similar and its worst not, for so many questions."""

    def said(n):
        for place in range(n):
            text = f"{FACTS}{'又' * place}查明"
            found = [
                each.judgment_id
                for each in court.source.indexes[OLD]
                .rank(Query(text=text), condition=OPEN_FILTER, limit=50)
                .found
            ]
            for judgment_id, verdict in (
                (found[0], Verdict.SIMILAR),
                (found[-1], Verdict.NOT_SIMILAR),
            ):
                court.verdicts.add(
                    AskedBy(text=text),
                    judgment_id=judgment_id,
                    verdict=verdict,
                    reason="",
                    snapshot_id=OLD,
                    ranker="r",
                    account_id=judge.account_id,
                    now=clock(),
                )

    return said


def served(settings):
    return (settings.snapshot_root / CURRENT).read_text("utf-8")


def test_an_index_that_is_worse_for_this_court_is_refused(court, say, settings, clock):
    say(10)
    record = court.admit(NEW, now=clock())
    assert record.decision is UpgradeDecision.REFUSED
    assert record.figures.finding is UpgradeFinding.WORSE
    assert (record.figures.n_questions, record.figures.of_old) == (10, 1.0)
    assert record.figures.of_new < 0.7
    assert served(settings) == OLD
    assert court.records() == (record,)


def test_an_index_is_served_where_the_old_one_is_of_another_form(court, say, settings, clock):
    say(10)
    manifest = settings.snapshot_root / OLD / MANIFEST
    told = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**told, "format": FORMAT - 1}), "utf-8")
    # As the product does, not the double of this file.
    desk = replace(court, source=SnapshotSource(settings))
    record = desk.admit(NEW, now=clock())
    assert (record.decision, record.figures) == (UpgradeDecision.SERVED, None)
    assert served(settings) == NEW
    with pytest.raises(SnapshotVersionError):
        desk.roll_back(now=clock())
    assert served(settings) == NEW


class Away(WordIndex):
    """Its Milvus does not answer."""

    def rank(self, query, *, condition, limit, channels=()):
        raise EngineAwayError("http://127.0.0.1:9", "refused")


@pytest.mark.parametrize("away", [OLD, NEW])
def test_an_index_that_needs_no_engine_is_served_where_that_of_the_old_is_away(
    court, say, settings, judgments, clock, monkeypatch, away
):
    say(10)
    court.source.indexes[away] = Away(judgments, snapshot_id=away)
    manifest = SnapshotSource.manifest

    def filled(self, name):
        return replace(manifest(self, name), engine={"kind": "milvus"} if name == away else None)

    monkeypatch.setattr(SnapshotSource, "manifest", filled)
    if away == NEW:
        with pytest.raises(EngineAwayError):
            court.admit(NEW, now=clock())
        assert served(settings) == OLD
        return
    record = court.admit(NEW, now=clock())
    assert (record.decision, record.figures) == (UpgradeDecision.SERVED, None)
    assert served(settings) == NEW


def test_on_few_questions_nothing_is_refused(court, say, settings, clock):
    say(9)
    record = court.admit(NEW, now=clock())
    assert record.decision is UpgradeDecision.SERVED
    assert record.figures.finding is UpgradeFinding.INSUFFICIENT
    assert served(settings) == NEW


def test_a_court_may_take_what_is_worse(court, say, settings, clock):
    say(10)
    lax = replace(court, settings=settings.model_copy(update={"upgrade_refusal": False}))
    assert lax.admit(NEW, now=clock()).decision is UpgradeDecision.SERVED
    assert served(settings) == NEW


def test_a_refused_index_is_served_once_it_is_accepted_and_left_again(court, settings, clock):
    assert court.accept(NEW, now=clock()).served == NEW
    assert served(settings) == NEW
    assert court.roll_back(now=clock()).served == OLD
    assert served(settings) == OLD
    with pytest.raises(SnapshotGoneError):
        court.roll_back(now=clock())
    decisions = [each.decision for each in court.records()]
    assert decisions == [UpgradeDecision.ACCEPTED, UpgradeDecision.ROLLED_BACK]


def test_what_is_not_kept_cannot_be_served(court, clock):
    with pytest.raises(SnapshotGoneError):
        court.accept("index-000009", now=clock())
    assert court.records() == ()


def test_kept_searches_tell_how_much_of_the_first_page_stays(court, judge, clock):
    court.activity.add_search(
        judge.account_id, now=clock(), text=FACTS, judgment_id=None, file_name=None
    )
    figures = court.compare(OLD, NEW)
    assert figures.n_searches == 1
    assert 0 <= figures.kept <= 1
    assert figures.gain is None


def test_the_index_that_answers_stays_while_newer_ones_are_refused(court, settings):
    for _ in range(4):
        write(settings.snapshot_root, is_served=False)
    assert OLD in kept_names(settings.snapshot_root)
    assert served(settings) == OLD


def test_going_back_passes_over_what_never_answered(court, settings, clock):
    write(settings.snapshot_root, is_served=False, keep=9)
    write(settings.snapshot_root, keep=9)
    assert court.names() == (OLD, NEW, "index-000003", "index-000004")
    assert court.served_names() == (OLD, NEW, "index-000004")
    assert court.roll_back(now=clock()).served == NEW
    with pytest.raises(SnapshotUnservedError, match="accept index-000003"):
        court.roll_back(now=clock(), to="index-000003")
    assert served(settings) == NEW
    court.accept("index-000003", now=clock())
    assert court.served_names() == court.names()
    assert court.roll_back(now=clock(), to="index-000004").served == "index-000004"


def test_where_nobody_wrote_it_down_all_up_to_the_current_one_have_answered(court, settings):
    (settings.snapshot_root / SERVED).unlink()
    assert court.served_names() == (OLD,)
    write(settings.snapshot_root)
    assert court.served_names() == (OLD, "index-000003")
