"""``tongpan rank`` as it is typed, the doctor, and the page."""

import json

import pytest

from indexing.searching.ranker import FORMULA, shipped_rankers, text_of_rankers
from service.data_folder import write_private
from service.ranking.kept import OWN, OwnRankers
from service.ranking.record import Comparison, Decision, TrainingRecord
from service.settings import Settings
from service.verdicts.model import AskedBy, Verdict
from service.web.rendering import ranker_words
from tests.service.papers import DAYS, DRUNK
from tests.service.ranking.conftest import NOW


@pytest.fixture
def ingested(tongpan, tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_text(DRUNK.format(serial=1, day=1, day_in_words=DAYS[1], level=90), "utf-8")
    tongpan("ingest", str(paper), "--workers", "1")
    return Settings(data=tmp_path / "data")


def put_into_use(settings, *, name="20260302T010000Z-00000000"):
    record = TrainingRecord(
        decision=Decision.REPLACED,
        at=NOW,
        seed=1,
        command="tongpan rank train --seed 1",
        snapshot_id="s1",
        ranker=OWN + name,
        n_questions=24,
        n_similar=90,
        n_not_similar=102,
        n_pairs=360,
        left_out={"same_text": 3},
        in_order={"candidate": 0.81, "shipped": 0.7, "formula": 0.6, "chance": 0.5},
        comparisons=(
            Comparison(
                rival="shipped", n_questions=24, candidate=0.81, other=0.7, low=0.05, high=0.17
            ),
        ),
        learned_from=("q",),
    )
    own = OwnRankers(settings)
    own.keep(name, shipped_rankers(), record)
    own.note(record)
    return own, record


def test_too_few_verdicts_are_told_and_are_no_failure(tongpan, ingested):
    code, out, _ = tongpan("rank", "train", "--seed", "7", "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["decision"], told["seed"]) == ("insufficient", 7)
    assert [(each["found"], each["needed"]) for each in told["shortages"]] == [(0, 20), (0, 100)]
    assert not (ingested.data / "rankers").exists()
    code, out, _ = tongpan("rank", "train")
    assert code == 0
    assert "评价不足" in out
    assert "需要 100" in out


def test_verdicts_enough_without_an_index_are_refused(tongpan, ingested, monkeypatch):
    monkeypatch.setattr("service.ranking.desk.shortages", lambda **_: ())
    code, out, _ = tongpan("rank", "train", "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "index_missing"


def test_the_status_tells_the_ranker_in_use_and_reset_leads_back(tongpan, ingested):
    code, out, _ = tongpan("rank", "status", "--json")
    before = json.loads(out)
    assert code == 0
    assert (before["in_use"], before["can_train"], before["last_training"]) == (
        "shipped",
        False,
        None,
    )
    _, record = put_into_use(ingested)
    code, out, _ = tongpan("rank", "status", "--json")
    during = json.loads(out)
    assert code == 0
    assert (during["in_use"], during["since"]) == (record.ranker, NOW.isoformat())
    assert TrainingRecord.model_validate(during["last_training"]) == record
    _, out, _ = tongpan("rank", "status")
    assert f"由本院评价学得的排序模型（{record.ranker}），2026-03-02 09:00 起使用" in out
    assert "新模型 0.810，随程序提供的 0.700，固定公式 0.600，随机 0.500" in out
    assert "差 +0.110（95% 区间 +0.050 至 +0.170）" in out
    code, out, _ = tongpan("rank", "reset", "--json")
    assert code == 0
    assert json.loads(out)["replaced"] == record.ranker.removeprefix(OWN)
    after = json.loads(tongpan("rank", "status", "--json")[1])
    assert (after["in_use"], after["last_training"]) == ("shipped", during["last_training"])
    assert "本来就是" in tongpan("rank", "reset")[1]


def test_a_damaged_ranker_is_told_by_status_and_doctor(tongpan, ingested):
    own, _ = put_into_use(ingested)
    write_private(ingested.data / "rankers" / f"{own.name()}.json", "{")
    code, out, _ = tongpan("rank", "status", "--json")
    told = json.loads(out)
    assert code == 1
    assert (told["in_use"], told["trouble"]["code"]) == ("shipped", "ranker_unusable")
    (check,) = [
        each
        for each in json.loads(tongpan("doctor", "--json")[1])["checks"]
        if each["name"] == "ranker"
    ]
    assert not check["is_well"]
    assert "tongpan rank reset" in check["words"]
    assert tongpan("rank", "reset")[0] == 0
    assert tongpan("rank", "status")[0] == 0


def test_the_doctor_tells_a_ranker_of_another_version(tongpan, ingested):
    own, record = put_into_use(ingested)
    text = text_of_rankers(shipped_rankers(), about=record.model_dump(mode="json"))
    other = json.loads(text) | {"features": "others"}
    write_private(ingested.data / "rankers" / f"{own.name()}.json", json.dumps(other))
    checks = json.loads(tongpan("doctor", "--json")[1])["checks"]
    assert {each["name"]: each["is_well"] for each in checks}["ranker"] is False
    assert json.loads(tongpan("rank", "status", "--json")[1])["in_use"] == "shipped"


def test_kept_rankers_are_read_by_their_owner_only(ingested):
    put_into_use(ingested)
    folder = ingested.data / "rankers"
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_a_lost_note_of_the_last_training_is_none(ingested):
    own, _ = put_into_use(ingested)
    write_private(ingested.data / "rankers" / "last-training.json", "{")
    assert own.last() is None


def test_the_page_of_quality_tells_the_same(desk_client, edge, judge, judgments, clock):
    for verdict in (Verdict.SIMILAR, Verdict.NOT_SIMILAR):
        edge.verdicts.give(
            AskedBy(text=f"醉酒驾驶{verdict}"),
            judgment_id=judgments[0].id,
            verdict=verdict,
            reason="",
            snapshot_id="s1",
            ranker="r",
            account_id=judge.account_id,
            now=clock(),
        )
    page = desk_client.get("/quality").text
    assert "随程序提供的排序模型" in page
    assert "是类案 1，不是类案 1，待定 0；共 2 次检索，其中两种评价兼有的 0 次" in page
    assert "需要 20" in page
    _, record = put_into_use(edge.settings)
    page = desk_client.get("/quality").text
    assert record.ranker in page
    assert "已更换" in page
    assert "未用于训练的文书：载有检索的原文 3" in page


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("own 20260302T010000Z-1f2e3d4c, charges given", "由本院评价学得的排序模型"),
        ("linear, charges given", "由学习所得的排序模型"),
        (FORMULA, "由固定公式"),
    ],
)
def test_lists_say_what_ordered_them(name, words):
    assert ranker_words(name).startswith(words)
