"""The measurement of pending cases runs on a small sample and tells what it says."""

import json

import pytest

from evaluation.retrieval.pending import VARIANTS, main


@pytest.mark.slow
def test_every_variant_is_scored_and_beats_chance(tmp_path, capsys):
    out = tmp_path / "pending.json"
    assert main(["--size", "300", "--seed", "3", "--json", str(out)]) == 0
    figures = json.loads(out.read_text("utf-8"))["figures"]
    for variant in VARIANTS:
        assert figures[f"{variant}/NDCG@10"] > 3 * figures["random/NDCG@10"]
        assert 0.0 <= figures[f"{variant}/CappedRecall@10"] <= 1.0
    assert "gain of issues, NDCG@10" in capsys.readouterr().out
