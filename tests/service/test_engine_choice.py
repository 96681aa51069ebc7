import stat

import pytest

from indexing.channels.vectors import EXACT_ROWS
from indexing.engines.milvus_collection import MilvusServer
from indexing.errors import EngineAddressError
from service.data_folder import load_settings
from service.engine_choice import engine_choice, note_engine
from service.engine_health import engine_check
from service.errors import SettingsError
from service.search.snapshots import SnapshotSource
from service.settings import Settings

ADDRESS = "milvus://127.0.0.1:19530/court"


def given(tmp_path, **more):
    return Settings(data=tmp_path, **more)


def test_unless_told_the_files_suffice(tmp_path):
    choice = engine_choice(given(tmp_path))
    assert (choice.filled, choice.asked) == (None, None)
    assert given(tmp_path).exact_vectors == EXACT_ROWS


def test_what_a_command_noted_holds_for_all_and_the_last_milvus_is_still_reached(tmp_path):
    settings = given(tmp_path)
    note_engine(settings, ADDRESS)
    choice = engine_choice(settings)
    assert choice.filled == choice.asked
    assert choice.filled.place == "http://127.0.0.1:19530/court"
    assert stat.S_IMODE((tmp_path / "engine.json").stat().st_mode) == 0o600
    note_engine(settings, "embedded")
    choice = engine_choice(settings)
    assert choice.filled is None
    assert choice.asked.place == "http://127.0.0.1:19530/court"


def test_the_setting_goes_before_the_note_and_cannot_be_contradicted(tmp_path):
    settings = given(tmp_path, engine="embedded")
    with pytest.raises(SettingsError, match="another engine than --engine"):
        note_engine(settings, ADDRESS)
    note_engine(given(tmp_path), ADDRESS)
    assert engine_choice(settings).filled is None
    assert engine_choice(given(tmp_path, engine="milvus://10.0.0.7:19530")).asked.place == (
        "http://10.0.0.7:19530"
    )


def test_user_and_certificates_are_passed_on_and_never_shown(tmp_path, monkeypatch):
    monkeypatch.setenv("TONGPAN_ENGINE", ADDRESS)
    monkeypatch.setenv("TONGPAN_ENGINE_TOKEN", "tongpan:geheim")
    monkeypatch.setenv("TONGPAN_ENGINE_TLS", "true")
    monkeypatch.setenv("TONGPAN_ENGINE_AUTHORITY", "/etc/court.pem")
    monkeypatch.setenv("TONGPAN_ENGINE_PARTITION", "year")
    settings = load_settings({"data": tmp_path})
    filled = engine_choice(settings).filled
    assert (filled.uri, filled.token, filled.partition) == (
        "https://127.0.0.1:19530",
        "tongpan:geheim",
        "year",
    )
    assert str(filled.authority) == "/etc/court.pem"
    assert "geheim" not in f"{settings!r}{filled!r}{filled.place}"


@pytest.mark.parametrize(
    "words",
    [
        "milvus://127.0.0.1",
        "milvus://user:secret@127.0.0.1:19530",
        "http://127.0.0.1:19530",
        "milvus://127.0.0.1:19530/a?b=c",
        "milvus://127.0.0.1:19530/甲",
        "milvus://127.0.0.1:port",
        "milvus://[::1",
        "elsewhere",
    ],
)
def test_other_addresses_are_refused_and_what_was_written_is_not_repeated(
    tmp_path, monkeypatch, words
):
    with pytest.raises(SettingsError, match="TONGPAN_ENGINE") as refused:
        note_engine(given(tmp_path), words)
    assert "secret" not in str(refused.value)
    monkeypatch.setenv("TONGPAN_ENGINE", words)
    with pytest.raises(SettingsError):
        load_settings({"data": tmp_path})


def test_a_damaged_note_is_told(tmp_path):
    (tmp_path / "engine.json").write_text("[", "utf-8")
    with pytest.raises(SettingsError, match="give --engine again"):
        engine_choice(given(tmp_path))
    with pytest.raises(EngineAddressError, match="give --engine again"):
        SnapshotSource(given(tmp_path)).fill()


def test_the_doctor_tells_of_the_engine(tmp_path):
    record = {"collection": "tongpan_a_b"}
    assert engine_check(None, None, n_judgments=3).words == "内置"
    unknown = engine_check(record, None, n_judgments=3)
    assert not unknown.is_well
    assert "TONGPAN_ENGINE" in unknown.words
    choice = engine_choice(given(tmp_path, engine="milvus://127.0.0.1:9", engine_seconds=0.3))
    away = engine_check(record, MilvusServer(choice.asked), n_judgments=3)
    assert not away.is_well
    assert "127.0.0.1:9 没有应答" in away.words
