import json

from corpus.sample.generation import generate
from corpus.sample.writing import write_sample


def test_files_hold_the_judgments_and_nothing_else(tmp_path):
    made = generate(seed=2, size=60)
    assert write_sample(tmp_path, made, gb18030_every=7, jsonl_every=10) == 60
    by_id = {raw.source.external_id: raw.text for raw in made.judgments}
    lines = (tmp_path / "judgments" / "judgments.jsonl").read_text("utf-8").splitlines()
    found = {entry["id"]: entry["text"] for entry in map(json.loads, lines)}
    for path in (tmp_path / "judgments").glob("*.txt"):
        data = path.read_bytes()
        try:
            found[path.stem] = data.decode("utf-8")
        except UnicodeDecodeError:
            found[path.stem] = data.decode("gb18030")
    assert found == by_id
    assert len(list((tmp_path / "pending").glob("*.json"))) == len(made.pending_cases)
    truth = json.loads((tmp_path / "truth.json").read_text("utf-8"))
    assert set(truth["judgments"]) == set(by_id)


def test_writing_twice_writes_the_same_bytes(tmp_path):
    made = generate(seed=2, size=30)
    for name in ("a", "b"):
        write_sample(tmp_path / name, made)
    for path in (tmp_path / "a").rglob("*"):
        if path.is_file():
            twin = tmp_path / "b" / path.relative_to(tmp_path / "a")
            assert twin.read_bytes() == path.read_bytes()
