"""Figures on real judgments; they may not fall below what the reader once reached."""

import json

import pytest

from evaluation.extraction.command import main
from tests.shared_data import shared_data

FLOORS = {
    ("wenshu", "wenshu.jsonl"): {
        "case_number": 0.995,
        "court": 0.995,
        "document_kind": 0.995,
        "decision_date": 0.995,
        "section_characters": 0.975,
    },
    ("simucourt-first", "simucourt_first.jsonl"): {"case_number": 0.995, "court": 0.995},
    ("simucourt-second", "simucourt_second.jsonl"): {"case_number": 0.995, "court": 0.995},
    ("casegen", "casegen_civil.jsonl.xz"): {"characters_consistent": 0.98},
}


@pytest.mark.shared_data
@pytest.mark.parametrize(("dataset", "file"), FLOORS, ids=[d for d, _ in FLOORS])
def test_figures_on_real_judgments_hold(dataset, file, tmp_path):
    out = tmp_path / "out.json"
    main(["--dataset", dataset, "--data", str(shared_data(file)), "--json", str(out)])
    details = json.loads(out.read_text("utf-8"))["details"]["figures"]
    for name, floor in FLOORS[dataset, file].items():
        assert details[name]["value"] >= floor, name
