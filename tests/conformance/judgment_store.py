"""What every store of judgments must do. A subclass gives the fixture ``store``."""

from datetime import UTC, date, datetime

import pytest

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import JudgmentId, RawJudgment, Rejected, SourceRecord
from corpus.listed import ListedJudgment
from corpus.store.judgment_store import FiledAs
from corpus.store.records import digest_of_raw, record_of
from tests.corpus.judgments import judgment_named, text_of, tiny_reader


def record(number, *, source="court", external_id=None, place=None, version=1, text=None):
    raw = RawJudgment(
        text=text_of(number) if text is None else text,
        source=SourceRecord(
            name=source, place=place or f"{number}.txt", external_id=external_id, format="text"
        ),
    )
    judgment = tiny_reader(raw, today=date(2026, 1, 1))
    return record_of(judgment, reader_version=version, digest=digest_of_raw(raw))


class JudgmentStoreConformance:
    """Conformance of a :class:`corpus.store.judgment_store.IngestStore`."""

    @pytest.fixture
    def store(self):
        raise NotImplementedError

    @pytest.fixture
    def run(self, store):
        return store.begin_run(
            source_name="court", place="folder", started_at=datetime(2026, 1, 1, tzinfo=UTC)
        )

    def test_what_is_put_is_got_without_loss(self, store):
        judgment = judgment_named(1)
        store.put([judgment])
        assert store.get(judgment.id) == judgment

    def test_a_missing_judgment_is_named(self, store):
        with pytest.raises(JudgmentNotFoundError) as refusal:
            store.get(JudgmentId("jnone"))
        assert refusal.value.judgment_id == "jnone"

    def test_many_come_in_the_order_asked(self, store):
        many = [judgment_named(number) for number in range(5)]
        store.put(many)
        asked = [many[3].id, many[0].id, many[3].id]
        assert [each.id for each in store.get_many(asked)] == asked
        assert store.get_many([]) == ()
        with pytest.raises(JudgmentNotFoundError):
            store.get_many([many[0].id, JudgmentId("jnone")])

    def test_texts_come_in_the_order_asked(self, store):
        many = [judgment_named(number) for number in range(5)]
        store.put(many)
        asked = [many[3], many[0], many[3]]
        assert list(store.get_texts([each.id for each in asked])) == [each.text for each in asked]
        assert store.get_texts([]) == ()
        with pytest.raises(JudgmentNotFoundError):
            store.get_texts([JudgmentId("jnone")])

    def test_lists_get_what_the_whole_judgments_say(self, store):
        many = [judgment_named(number) for number in range(5)]
        store.put(many)
        asked = [many[3].id, many[0].id, many[3].id]
        assert store.get_listed(asked) == tuple(map(ListedJudgment.of, store.get_many(asked)))
        assert store.get_listed([]) == ()
        with pytest.raises(JudgmentNotFoundError):
            store.get_listed([many[0].id, JudgmentId("jnone")])

    def test_iteration_is_in_order_of_id(self, store):
        many = [judgment_named(number) for number in range(30)]
        store.put(many)
        assert list(store.iterate()) == sorted(many, key=lambda each: each.id)
        assert store.count() == 30

    def test_an_empty_store_answers(self, store):
        assert store.count() == 0
        assert list(store.iterate()) == []
        assert store.find_external("court", "1") is None
        assert store.find_by_case_number("x") == ()
        assert store.digest() == store.digest()

    def test_putting_again_changes_nothing(self, store):
        many = [judgment_named(number) for number in range(3)]
        first = store.put(many)
        before = store.digest()
        again = store.put(many)
        assert first.count(FiledAs.ADDED) == 3
        assert again.count(FiledAs.UNCHANGED) == 3
        assert (store.digest(), store.count()) == (before, 3)

    def test_the_digest_depends_on_what_is_held_not_on_the_order(self, store):
        store.put([judgment_named(1)])
        one = store.digest()
        store.put([judgment_named(2)])
        assert store.digest() != one

    def test_one_text_from_two_sources_is_one_judgment_with_two_places(self, store):
        store.put([judgment_named(1, source="court", external_id="a")])
        result = store.put([judgment_named(1, source="portal", external_id="b")])
        assert result.count(FiledAs.JOINED) == 1
        assert store.count() == 1
        judgment = store.find_external("portal", "b")
        assert judgment == store.find_external("court", "a")
        assert [each.name for each in store.sources_of(judgment.id)] == ["court", "portal"]

    def test_one_text_under_two_ids_of_a_source_is_a_duplicate_found_under_both(self, store, run):
        result = store.file(
            run,
            [record(1, external_id="a"), record(1, external_id="b")],
            unchanged=0,
        )
        assert [each.standing for each in result.filed] == [FiledAs.ADDED, FiledAs.DUPLICATE]
        assert result.filed[1].first == "id:a"
        assert store.find_external("court", "a") == store.find_external("court", "b")
        (rejected,) = store.rejections(run)
        assert rejected.code == "duplicate"
        assert "id a" in rejected.reason

    def test_a_duplicate_stays_one_in_later_runs(self, store, run):
        records = [record(1, external_id="a"), record(1, external_id="b")]
        store.file(run, records, unchanged=0)
        again = store.file(run, records, unchanged=0)
        assert [each.standing for each in again.filed] == [FiledAs.UNCHANGED, FiledAs.DUPLICATE]

    def test_a_new_text_under_an_id_takes_the_place_of_the_old(self, store, run):
        old, new = record(1, external_id="a"), record(2, external_id="a")
        store.file(run, [old], unchanged=0)
        store.file(run, [new], unchanged=0)
        assert store.find_external("court", "a").id == new.id
        assert [each.id for each in store.iterate()] == [new.id]
        assert store.get(old.id).id == old.id, "a finding may quote it, so it is still found by id"
        store.file(run, [old], unchanged=0)
        assert [each.id for each in store.iterate()] == [old.id]

    def test_an_old_text_that_another_key_holds_stays(self, store, run):
        store.file(
            run,
            [record(1, external_id="a"), record(1, external_id="b")],
            unchanged=0,
        )
        store.file(run, [record(2, external_id="a")], unchanged=0)
        assert store.count() == 2
        again = store.file(run, [record(1, external_id="b")], unchanged=0)
        assert again.filed[0].standing is FiledAs.JOINED, "it is now the first of its text"

    def test_a_newer_edition_reads_again_an_older_one_does_not(self, store, run):
        store.file(run, [record(1, version=2)], unchanged=0)
        before = store.digest()
        older = store.file(run, [record(1, version=1)], unchanged=0)
        assert older.filed[0].standing is FiledAs.UNCHANGED
        assert store.digest() == before
        newer = store.file(run, [record(1, version=3)], unchanged=0)
        assert newer.filed[0].standing is FiledAs.REREAD
        assert store.digest() != before
        assert store.count() == 1

    def test_known_tells_what_is_held(self, store, run):
        one, two = record(1, external_id="a"), record(1, external_id="b")
        store.file(run, [one, two], unchanged=0)
        known = store.known("court", ["id:a", "id:b", "id:c"])
        assert set(known) == {"id:a", "id:b"}
        assert known["id:a"].digest == one.digest
        assert known["id:a"].duplicate_of is None
        assert known["id:b"].duplicate_of == "id:a"
        assert store.known("other", ["id:a"]) == {}

    def test_own_and_quoted_numbers_are_found(self, store):
        judgment = judgment_named(7)
        store.put([judgment, judgment_named(8)])
        number = str(judgment.case_number.value)
        assert store.find_by_case_number(number) == (judgment,)
        assert store.find_quoting(number) == (judgment.id,)
        assert store.find_quoting("none") == ()

    def test_facets_count_what_filters_can_take(self, store):
        store.put([judgment_named(1), judgment_named(2), judgment_named(3, court="乙县人民法院")])
        facets = store.facets()
        assert facets["court"] == (("甲县人民法院", 2), ("乙县人民法院", 1))
        assert facets["charge"] == (("盗窃罪", 3),)
        assert facets["case_type"] == (("criminal", 3),)
        assert facets["cause"] == ()

    def test_a_run_keeps_its_counts_and_rejected_pieces(self, store, run):
        refused = Rejected(place="x.txt", code="empty", reason="no text")
        store.file(run, [record(1), refused, record(2)], unchanged=4)
        done = store.finish_run(run, finished_at=datetime(2026, 1, 2, tzinfo=UTC))
        assert (done.accepted, done.unchanged, done.rejected) == (2, 4, 1)
        assert done.finished_at == datetime(2026, 1, 2, tzinfo=UTC)
        assert store.runs(limit=5) == (done,)
        assert store.rejections(run) == (refused,)
