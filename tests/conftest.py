"""What holds for all tests."""

import os

from hypothesis import settings

from tests.databases import (  # noqa: F401 - fixtures used by name
    databases,
    each_databases,
    forgotten,
    postgres,
)
from tests.outbound import forbid_outbound

# What a court's intranet does not have, no test may need.
forbid_outbound()

# How busy the machine is, is no fault of the code: a deadline fails tests by chance.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# A worker of the tests stands on each core: threads of a learner's own beside it would spend most
# of their time waiting for one another. Read when a library opens its pool; children inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")
