import hashlib
import os
import subprocess
import sys

from corpus.sample.generation import generate

DIGEST = """
import hashlib
from corpus.sample.generation import generate
from corpus.sample.truth import as_json
import json
made = generate(seed=3, size=120)
text = "\\0".join(raw.text for raw in made.judgments) + json.dumps(as_json(made.truth), sort_keys=True)
print(hashlib.sha256(text.encode()).hexdigest())
"""


def _digest(hash_seed: str) -> str:
    made = subprocess.run(
        [sys.executable, "-c", DIGEST],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return made.stdout.strip()


def test_processes_with_other_hash_seeds_make_the_same_bytes():
    assert _digest("0") == _digest("4242")


def test_another_seed_makes_other_judgments():
    one = {raw.text for raw in generate(seed=1, size=40).judgments}
    two = {raw.text for raw in generate(seed=2, size=40).judgments}
    assert not one & two


def test_every_judgment_has_truth_and_sections_that_tile_it():
    made = generate(seed=5, size=80)
    assert len(made.judgments) == 80
    for raw in made.judgments:
        truth = made.truth.judgments[raw.source.external_id]
        assert truth.sections[0].start == 0
        assert truth.sections[-1].end == len(raw.text)
        for before, after in zip(truth.sections, truth.sections[1:], strict=False):
            assert before.end == after.start


def test_texts_of_one_corpus_are_all_different():
    made = generate(seed=5, size=200)
    digests = {hashlib.sha256(raw.text.encode()).digest() for raw in made.judgments}
    assert len(digests) == 200
