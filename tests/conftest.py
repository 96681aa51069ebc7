"""What holds for all tests."""

import gc
import os

import pytest
from hypothesis import settings

from tests.databases import (  # noqa: F401 - fixtures used by name
    databases,
    each_databases,
    forgotten,
    postgres,
)
from tests.outbound import forbid_outbound
from tests.quick_databases import never_wait_for_the_disk, share_compiled

# What a court's intranet does not have, no test may need.
forbid_outbound()

# How busy the machine is, is no fault of the code: a deadline fails tests by chance. Nor is a test
# whose draws nobody has seen before: `make test` draws the same each time, so that what was green
# is green, and `make explore` draws anew.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("exploring", settings.get_profile("house"), derandomize=False)
settings.load_profile("house")

_NURSERY = (20_000, 10, 30)
"""How many objects come before each generation is looked through, oldest last."""


def pytest_collection_finish():
    """Take what was imported and collected out of sight of the garbage collector.

    It stays to the end, and looking through it again and again costs a tenth of all processor time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_NURSERY)


# A worker of the tests stands on each core: threads of a learner's own beside it would spend most
# of their time waiting for one another. Read when a library opens its pool; children inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(scope="session", autouse=True)
def quick_databases():
    with pytest.MonkeyPatch.context() as patch:
        share_compiled(patch)
        never_wait_for_the_disk(patch)
        yield
