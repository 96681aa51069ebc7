"""The house of the tests of the service, for ways that lead through many of its pages."""

from tests.service.conftest import (  # noqa: F401 - fixtures used by name
    audit_launcher,
    audits,
    case_work,
    clock,
    desk,
    edge,
    engine,
    index_shelf,
    quick_hashes,
    reading,
    referral,
    search,
    settings,
    shelf,
    started,
    tiers,
)
