"""Settings with their source and date: what was set, by whom, since when, and no secret shown."""

from datetime import UTC, datetime, timedelta

import pytest

from service.data_folder import load_settings
from service.settings import Settings
from service.settings_book import SettingsBook
from service.settings_words import BY_COURT_FILE, BY_DEFAULT, BY_ENVIRONMENT, SETTING_LABELS

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def book(tmp_path, monkeypatch):
    def made(court_file=None, **variables):
        given = {f"TONGPAN_{name.upper()}": value for name, value in variables.items()}
        with monkeypatch.context() as patch:
            for name, value in given.items():
                patch.setenv(name, value)
            settings = load_settings({"data": tmp_path / "data"})
        return SettingsBook(settings, environment=given, court_file=court_file)

    return made


def line_of(book, field):
    [found] = [line for line in book.lines() if line.name == f"TONGPAN_{field.upper()}"]
    return found


def test_every_setting_has_a_label_and_a_line(book):
    assert set(SETTING_LABELS) == set(Settings.model_fields)
    assert len(set(SETTING_LABELS.values())) == len(SETTING_LABELS)
    assert {line.name for line in book().lines()} == {
        f"TONGPAN_{field.upper()}" for field in Settings.model_fields
    }


def test_the_source_is_told_and_what_was_set_stands_first(book, tmp_path):
    file = tmp_path / "court.toml"
    found = book(court_file=file, idle_minutes="5")
    assert line_of(found, "idle_minutes").source == BY_ENVIRONMENT
    assert line_of(found, "idle_minutes").words == "5"
    assert line_of(found, "court").source == BY_COURT_FILE
    assert line_of(found, "port").source == BY_DEFAULT
    assert {line.label for line in found.lines()[:2]} == {
        SETTING_LABELS["idle_minutes"],
        SETTING_LABELS["court"],
    }
    assert line_of(book(court_file=file, court="长春中院"), "court").source == BY_ENVIRONMENT


def test_a_date_is_that_of_the_first_start_with_the_value(book):
    assert line_of(book(), "port").since is None
    assert book().remember(now=NOW) == ()
    later = NOW + timedelta(days=1)
    assert book(idle_minutes="5").remember(now=later) == ("TONGPAN_IDLE_MINUTES",)
    assert book(idle_minutes="5").remember(now=later + timedelta(days=1)) == ()
    changed, same = (line_of(book(idle_minutes="5"), name) for name in ("idle_minutes", "port"))
    assert (changed.since, changed.is_changed) == (later, True)
    assert (same.since, same.is_changed) == (NOW, False)


def test_a_value_that_no_server_has_started_with_has_no_date(book):
    book().remember(now=NOW)
    assert line_of(book(idle_minutes="5"), "idle_minutes").since is None


def test_no_secret_is_shown_or_kept(book, tmp_path):
    found = book(
        oidc_client_secret="very secret",
        database_url="postgresql+psycopg://court:hidden@db/tongpan",
    )
    found.remember(now=NOW)
    told = repr(found.lines()) + (tmp_path / "data" / "settings-seen.json").read_text()
    assert "very secret" not in told
    assert "hidden" not in told
    assert "court:***@db" in told


@pytest.mark.parametrize("content", ["", "[]", "no json"])
def test_a_file_that_cannot_be_read_lets_the_dates_begin_anew(book, tmp_path, content):
    book().remember(now=NOW)
    (tmp_path / "data" / "settings-seen.json").write_text(content)
    assert line_of(book(), "port").since is None
    assert book().remember(now=NOW) == ()
