"""Lines are stored behind each other, on every database, and tampering with the store is found."""

import io
import json
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, insert, select, update

from service.audit_trail.desk import BEGAN, HEAD_RENEWED, TrailDesk, Wanted
from service.audit_trail.errors import TrailKeptError
from service.audit_trail.model import Flaw, FlawKind, Head, Outcome
from service.store.people_tables import access_log
from service.store.trail_records import TrailRecords, trail
from tests.service.audit_trail.test_chain import DAY, deed


@pytest.fixture
def trail_desk(engine, settings):
    return TrailDesk(TrailRecords(engine), settings)


@pytest.fixture
def written(trail_desk):
    for n in range(6):
        trail_desk.note(deed(n, outcome=Outcome.REFUSED if n == 3 else Outcome.DONE))
    return trail_desk


def flaws_after(desk, engine, statement):
    with engine.begin() as connection:
        connection.execute(statement)
    return {flaw.kind for flaw in desk.look_through().flaws}


def test_what_was_written_comes_back_newest_first_and_whole(written):
    found = written.newest(Wanted())
    assert [line.number for line in found] == [6, 5, 4, 3, 2, 1]
    assert found[-1].deed == deed(0)
    assert written.look_through().is_whole
    assert written.head() == Head(number=6, digest=found[0].digest)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(limit=2), [6, 5]),
        (Wanted(below=3), [2, 1]),
        (Wanted(account_id=1), [5, 2]),
        (Wanted(subject="j4"), [5]),
        (Wanted(outcome=Outcome.REFUSED), [4]),
        (Wanted(outcome=Outcome.FAILED), []),
    ],
)
def test_lines_are_filtered(written, wanted, numbers):
    assert [line.number for line in written.newest(wanted)] == numbers


@pytest.mark.parametrize(
    ("statement", "kinds"),
    [
        (update(trail).where(trail.c.number == 3).values(subject="x"), {FlawKind.EDITED}),
        (
            delete(trail).where(trail.c.number == 3),
            {FlawKind.MISSING, FlawKind.EDITED},
        ),
        (delete(trail).where(trail.c.number > 4), {FlawKind.CUT_OFF}),
        (delete(trail).where(trail.c.number < 3), {FlawKind.MISSING}),
        (delete(trail), {FlawKind.CUT_OFF}),
    ],
    ids=["edited", "removed", "cut off", "front gone", "all gone"],
)
def test_tampering_with_the_table_is_found(written, engine, statement, kinds):
    assert flaws_after(written, engine, statement) == kinds


def test_a_head_written_down_elsewhere_finds_what_the_file_was_made_to_hide(
    written, engine, settings
):
    told = written.head()
    path = settings.data / "trail-head.json"
    with engine.begin() as connection:
        connection.execute(delete(trail).where(trail.c.number > 4))
    path.unlink()
    assert {flaw.kind for flaw in written.look_through().flaws} == {FlawKind.HEAD_GONE}
    found = {flaw.kind for flaw in written.look_through(told=told).flaws}
    assert found == {FlawKind.HEAD_GONE, FlawKind.CUT_OFF}


@pytest.mark.parametrize("words", ["", "{}", "[1]", '{"number": "x"}'])
def test_a_head_file_that_is_not_ours_is_found(written, settings, words):
    (settings.data / "trail-head.json").write_text(words, "utf-8")
    assert FlawKind.HEAD_FORGED in {flaw.kind for flaw in written.look_through().flaws}


def test_a_head_file_put_back_by_hand_is_found(written, settings):
    path = settings.data / "trail-head.json"
    said = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**said, "number": 4}), "utf-8")
    assert FlawKind.HEAD_FORGED in {flaw.kind for flaw in written.look_through().flaws}


def test_the_log_from_before_there_was_a_trail_is_sealed_by_its_first_line(engine, settings):
    row = {"at": DAY, "account_id": None, "action": "search", "subject": "text"}
    with engine.begin() as connection:
        connection.execute(insert(access_log), [row, row])
    desk = TrailDesk(TrailRecords(engine), settings)
    desk.note(deed(1))
    assert [line.deed.action for line in desk.newest(Wanted())][-1] == BEGAN
    assert desk.look_through().is_whole
    changed = update(access_log).where(access_log.c.id == 1).values(subject="other")
    assert flaws_after(desk, engine, changed) == {FlawKind.OLDER_LOG}


def test_rows_written_into_the_older_log_later_are_found(written, engine):
    row = {"at": DAY, "account_id": None, "action": "search", "subject": "text"}
    assert flaws_after(written, engine, insert(access_log).values(row)) == {FlawKind.OLDER_LOG}


def test_only_what_is_old_enough_is_put_away(written, settings):
    much_later = DAY + timedelta(days=31 * settings.trail_months + 1)
    with pytest.raises(TrailKeptError):
        written.put_away(before=much_later, doer="root", now=much_later)
    n_gone = written.put_away(before=DAY + timedelta(minutes=3), doer="root", now=much_later)
    assert n_gone == 3
    finding = written.look_through()
    assert finding.is_whole
    assert (finding.first, finding.n_lines) == (4, 4)
    assert written.head() == finding.head


def test_putting_everything_away_leaves_the_line_that_says_so(written, settings):
    much_later = DAY + timedelta(days=31 * settings.trail_months + 2)
    assert written.put_away(before=DAY + timedelta(days=1), doer="root", now=much_later) == 6
    assert written.look_through().is_whole
    assert [line.deed.doer for line in written.newest(Wanted())] == ["root"]


def test_nothing_is_put_away_where_nothing_is_old(written, settings):
    much_later = DAY + timedelta(days=31 * settings.trail_months + 1)
    assert written.put_away(before=DAY, doer="root", now=much_later) == 0
    assert len(written.newest(Wanted())) == 6


def test_an_export_holds_every_line_with_its_digest(written):
    out = io.StringIO()
    assert written.export(out) == 6
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["number"] for line in lines] == [1, 2, 3, 4, 5, 6]
    assert lines[2]["digest"] == written.newest(Wanted(subject="j2"))[0].digest
    later = io.StringIO()
    since, until = DAY + timedelta(minutes=2), DAY + timedelta(minutes=4)
    assert written.export(later, since=since, until=until) == 2


def test_many_at_once_make_one_chain(engine, settings):
    desks = [TrailDesk(TrailRecords(engine), settings) for _ in range(4)]

    def work(desk):
        for n in range(10):
            desk.note(deed(n))

    workers = [threading.Thread(target=work, args=(desk,)) for desk in desks]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    finding = desks[0].look_through()
    assert finding.is_whole
    assert finding.n_lines == 40
    assert desks[0].head() == finding.head


def test_a_kill_between_database_and_file_is_no_flaw(engine, settings, trail_desk, monkeypatch):
    trail_desk.note(deed(1))
    with monkeypatch.context() as patch:
        patch.setattr("service.audit_trail.head_file.HeadFile.advance", lambda self, head: True)
        trail_desk.note(deed(2))
    assert trail_desk.look_through().is_whole
    trail_desk.note(deed(3))
    assert trail_desk.head().number == 3


def test_a_kill_behind_the_very_first_line_is_no_flaw_either(trail_desk, engine, settings):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.audit_trail.head_file.HeadFile.advance", killed)
        with pytest.raises(KeyboardInterrupt):
            trail_desk.note(deed(1))
    again = TrailDesk(TrailRecords(engine), settings)
    assert again.look_through().n_lines == 1
    assert again.look_through().is_whole
    assert again.holds_head()
    assert again.head() is None
    again.note(deed(2))
    assert again.look_through().is_whole
    assert again.head().number == 2


def killed(*_):
    raise KeyboardInterrupt


def test_what_was_cut_off_under_a_kill_of_the_first_line_still_shows(trail_desk, engine, settings):
    """No trail that this program began is ever without its head."""
    trail_desk.note(deed(1))
    trail_desk.note(deed(2))
    (settings.data / "trail-head.json").unlink()
    assert flaws_after(trail_desk, engine, delete(trail).where(trail.c.number > 1)) == {
        FlawKind.HEAD_GONE
    }


@pytest.mark.parametrize("words", [None, "", "{}"], ids=["gone", "empty", "forged"])
def test_a_lost_head_is_not_healed_in_silence(written, engine, settings, words):
    path = settings.data / "trail-head.json"
    with engine.begin() as connection:
        connection.execute(delete(trail).where(trail.c.number > 4))
    if words is None:
        path.unlink()
    else:
        path.write_text(words, "utf-8")
    again = TrailDesk(TrailRecords(engine), settings)
    again.note(deed(9))
    newest = again.newest(Wanted(limit=2))
    assert [(line.number, line.deed.action) for line in newest] == [
        (6, HEAD_RENEWED),
        (5, deed(9).action),
    ]
    assert newest[0].deed.subject == "5"
    again.note(deed(10))
    assert again.head().number == 7
    assert again.holds_head()
    assert again.look_through().flaws == (Flaw(kind=FlawKind.HEAD_RENEWED, number=6),)


def test_an_account_that_goes_takes_no_line_along(written, engine):
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(trail)).scalar_one() == 6
    assert not list(trail.foreign_keys)


def test_a_moment_is_sealed_whatever_zone_it_came_in(trail_desk):
    trail_desk.note(replace(deed(1), at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC).astimezone()))
    assert trail_desk.look_through().flaws == ()
    assert Flaw(kind=FlawKind.EDITED, number=1) not in trail_desk.look_through().flaws


@pytest.mark.parametrize(
    ("statement", "holds"),
    [
        (update(trail).where(trail.c.number == 3).values(subject="x"), True),
        (delete(trail).where(trail.c.number > 4), False),
        (update(trail).where(trail.c.number == 6).values(digest="0" * 64), False),
        (delete(trail), False),
    ],
    ids=["edited before", "cut off", "end edited", "all gone"],
)
def test_a_quick_look_finds_a_changed_end(written, engine, statement, holds):
    assert written.holds_head()
    with engine.begin() as connection:
        connection.execute(statement)
    assert written.holds_head() is holds


def test_a_quick_look_at_no_trail_is_well_and_at_a_lost_head_is_not(trail_desk, settings):
    assert trail_desk.holds_head()
    assert not (settings.data / "trail.key").exists()
    trail_desk.note(deed(1))
    (settings.data / "trail-head.json").unlink()
    assert not trail_desk.holds_head()


def test_doctor_tells_of_a_changed_end(written, edge, engine):
    told = {check.name: check for check in edge.checks()}
    assert told["trail"].is_well
    with engine.begin() as connection:
        connection.execute(delete(trail).where(trail.c.number > 4))
    told = {check.name: check for check in edge.checks()}
    assert not told["trail"].is_well
    assert "audit-trail verify" in told["trail"].words
