"""Readers for tests of processes: they must be importable by a new process."""

import os
import sys
import time
from datetime import date
from pathlib import Path

from corpus.ingest import ingest
from corpus.store.engine import open_engine
from corpus.store.sql import SqlJudgmentStore
from corpus.workforce import ALONE
from tests.corpus.judgments import tiny_reader


def dying_reader(raw, *, today):
    os._exit(1)


def slow_reader(raw, *, today):
    time.sleep(0.003)
    return tiny_reader(raw, today=today)


if __name__ == "__main__":
    ingest(
        Path(sys.argv[1]),
        SqlJudgmentStore(open_engine(f"sqlite:///{sys.argv[2]}")),
        today=date(2026, 1, 1),
        workforce=ALONE,
        reader=slow_reader,
    )
