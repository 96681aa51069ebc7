"""Where do the real judgments lie that some tests need?"""

import os
from pathlib import Path

import pytest

SHARED_DATA = Path(
    os.environ.get("TONGPAN_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")
)


def shared_data(name: str) -> Path:
    """Return a file of the shared data; skip the test where they are absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"no shared data at {SHARED_DATA}")
    return SHARED_DATA / name
