"""Figures of law, outcome and people on real judgments; they may not fall."""

import json

import pytest

from evaluation.extraction.command import main
from tests.shared_data import shared_data

FLOORS = {
    ("judge", "judge.jsonl"): {
        "statutes_f1": 0.99,
        "statutes_f1_consistent": 0.995,
        "parties": 0.98,
        "presiding_judge": 0.98,
        "clerk": 0.98,
    },
    ("wenshu", "wenshu.jsonl"): {
        "statutes_f1": 0.98,
        "statutes_f1_consistent": 0.99,
        "presiding_judge": 0.98,
        "clerk": 0.98,
    },
    ("simucourt-first", "simucourt_first.jsonl"): {
        "charge": 0.99,
        "charge_by_reasoning": 0.99,
        "term": 0.98,
        "fine": 0.98,
        "result_direction": 0.97,
        "statutes_f1": 0.98,
    },
    ("simucourt-second", "simucourt_second.jsonl"): {
        "charge": 0.99,
        "term": 0.98,
        "fine": 0.98,
        "appeal_result": 0.98,
        "below_number": 0.98,
        "statutes_f1": 0.98,
    },
}


@pytest.mark.shared_data
@pytest.mark.parametrize(("dataset", "file"), FLOORS, ids=[d for d, _ in FLOORS])
def test_figures_on_real_judgments_hold(dataset, file, tmp_path):
    out = tmp_path / "out.json"
    main(["--dataset", dataset, "--data", str(shared_data(file)), "--json", str(out)])
    details = json.loads(out.read_text("utf-8"))["details"]["figures"]
    for name, floor in FLOORS[dataset, file].items():
        assert details[name]["value"] >= floor, name
