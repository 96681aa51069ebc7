"""What was committed is on the disk, and a transaction that writes waits its turn."""

from importlib.util import module_from_spec, spec_from_file_location

import pytest

from corpus.store import engine as engine_module

FULL = 2
"""As SQLite counts: https://www.sqlite.org/pragma.html#pragma_synchronous."""


@pytest.fixture
def as_shipped():
    """The module as it is outside of tests, which do not wait for the disk."""
    spec = spec_from_file_location("engine_as_shipped", engine_module.__file__)
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize("checks_foreign_keys", [True, False])
def test_a_commit_outlives_a_loss_of_power(as_shipped, tmp_path, checks_foreign_keys):
    engine = as_shipped.open_engine(
        f"sqlite:///{tmp_path / 'x.db'}", checks_foreign_keys=checks_foreign_keys
    )
    with engine.connect() as connection:
        told = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    engine.dispose()
    assert told == ["wal", FULL, int(checks_foreign_keys)]
