import stat

import pytest

from service.data_folder import load_settings, prepare_data_folder, secret_key, write_private
from service.errors import SettingsError
from service.settings import Settings


def test_flags_stand_before_the_environment_before_the_default(monkeypatch, tmp_path):
    assert load_settings().port == 8000
    monkeypatch.setenv("TONGPAN_PORT", "9000")
    assert load_settings().port == 9000
    assert load_settings({"port": 9001, "data": None}).port == 9001


def test_a_wrong_value_is_named_as_it_is_set(monkeypatch):
    monkeypatch.setenv("TONGPAN_PORT", "many")
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    assert refusal.value.name == "TONGPAN_PORT"


def test_the_server_binds_loopback_unless_told_otherwise():
    assert Settings().host == "127.0.0.1"


def test_the_secret_is_made_once_and_only_its_owner_reads_it(settings):
    first = secret_key(settings)
    path = settings.data / "secret.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(first) == 32
    assert secret_key(settings) == first
    assert [each.name for each in settings.data.iterdir()] == ["secret.key"]


def test_two_installations_have_two_secrets(tmp_path):
    assert secret_key(Settings(data=tmp_path / "a")) != secret_key(Settings(data=tmp_path / "b"))


def test_a_secret_that_others_may_read_is_refused(settings):
    secret_key(settings)
    (settings.data / "secret.key").chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        secret_key(settings)


def test_a_damaged_secret_is_refused_not_replaced(settings):
    secret_key(settings)
    (settings.data / "secret.key").write_text("no hexadecimal")
    with pytest.raises(SettingsError):
        secret_key(settings)


def test_of_two_writers_one_wins_and_nothing_is_mixed(tmp_path):
    path = tmp_path / "one"
    write_private(path, "first", keep=True)
    write_private(path, "second", keep=True)
    assert path.read_text() == "first"
    write_private(path, "third")
    assert path.read_text() == "third"
    assert [each.name for each in tmp_path.iterdir()] == ["one"]


def test_a_data_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(SettingsError):
        prepare_data_folder(Settings(data=tmp_path / "data"))
