"""Who works is told by the settings, the machine and whoever asks."""

from pathlib import Path

import pytest

from corpus.workforce import Workforce
from service.cli import working
from service.cli.working import indexing_workforce, workforce_of
from service.settings import Settings

ADDRESS = "tcp://10.1.2.3:8786"


@pytest.mark.parametrize(
    ("cores", "scheduler", "processes", "reading", "indexing"),
    [
        (1, "", None, Workforce(processes=1), Workforce(processes=1)),
        # One reads, encodes and writes, the other cuts words; two of these are enough for one.
        (2, "", None, Workforce(processes=2), Workforce(processes=2)),
        (3, "", None, Workforce(processes=3), Workforce(processes=3)),
        (64, "", None, Workforce(processes=64), Workforce(processes=3)),
        (64, "", 8, Workforce(processes=8), Workforce(processes=8)),
        (2, ADDRESS, 1, Workforce(processes=1), Workforce(processes=1)),
        (
            2,
            ADDRESS,
            None,
            Workforce(processes=2, scheduler=ADDRESS),
            Workforce(processes=2, scheduler=ADDRESS),
        ),
    ],
)
def test_who_works(monkeypatch, cores, scheduler, processes, reading, indexing):
    monkeypatch.setattr(working.os, "cpu_count", lambda: cores)
    settings = Settings(data=Path("nowhere"), scheduler=scheduler)
    assert workforce_of(settings, processes=processes) == reading
    assert indexing_workforce(settings, processes=processes) == indexing


@pytest.mark.parametrize(("cores", "processes"), [(1, 1), (2, 1), (3, 2), (64, 3)])
def test_beside_those_who_wait_for_answers_a_core_is_left(monkeypatch, cores, processes):
    monkeypatch.setattr(working.os, "cpu_count", lambda: cores)
    force = indexing_workforce(Settings(data=Path("nowhere"), scheduler=""), is_aside=True)
    assert force == Workforce(processes=processes)
