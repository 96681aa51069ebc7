"""Samples are counted by function; a program that works is seen at its work."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.errors import MeasurementError
from evaluation.performance.stacks import sampled, shares_of

STACKS = st.lists(
    st.tuples(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), st.integers(1, 9)),
    min_size=1,
    max_size=8,
)
BUSY = """
import time
print("begun", flush=True)
def spin():
    while True:
        sum(range(1000))
spin()
"""


@given(STACKS)
def test_shares_are_those_of_all_samples(stacks):
    lines = [
        ";".join(f"{name} (x/{name}.py:{place})" for place, name in enumerate(frames)) + f" {count}"
        for frames, count in stacks
    ]
    found = shares_of(lines)
    whole = sum(count for _, count in stacks)
    assert found.n_samples == whole
    assert sum(found.own.values()) == pytest.approx(1.0)
    for name in "abc":
        key = f"{name} (x/{name}.py)"
        inside = sum(count for frames, count in stacks if name in frames)
        innermost = sum(count for frames, count in stacks if frames[-1] == name)
        assert found.inclusive.get(key, 0.0) == pytest.approx(inside / whole)
        assert found.own.get(key, 0.0) == pytest.approx(innermost / whole)


def test_without_the_tool_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(MeasurementError, match="not installed"), sampled(1, tmp_path / "out"):
        pass


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("py-spy", path=str(Path(sys.executable).parent)) is None, reason="no py-spy"
)
def test_a_program_is_seen_at_its_work(tmp_path):
    with subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE) as busy:
        busy.stdout.readline()
        with sampled(busy.pid, tmp_path / "out"):
            time.sleep(1.5)
        busy.kill()
    found = shares_of((tmp_path / "out").read_text().splitlines())
    assert found.inclusive["spin (<string>)"] > 0.9
