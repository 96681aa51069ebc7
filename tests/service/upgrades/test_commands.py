"""`tongpan snapshots`: which index answers, which did, and which never has."""

import json

import pytest

from tests.indexing.snapshots.test_snapshot import write


@pytest.fixture
def shelf_of_three(engine, settings):
    """Three snapshots, of which the second was built and never served."""
    for is_served in (True, False, True):
        write(settings.snapshot_root, is_served=is_served)


@pytest.mark.usefixtures("shelf_of_three")
def test_the_list_says_which_index_never_answered(tongpan):
    code, out, _ = tongpan("snapshots", "list")
    assert code == 0
    assert out.splitlines() == [
        "index-000001",
        "index-000002（从未启用）",
        "index-000003（使用中）",
    ]
    _, out, _ = tongpan("snapshots", "list", "--json")
    told = json.loads(out)
    assert told["current"] == "index-000003"
    assert told["served"] == ["index-000001", "index-000003"]


@pytest.mark.usefixtures("shelf_of_three")
def test_going_back_goes_where_something_answered(tongpan):
    code, out, err = tongpan("snapshots", "rollback", "index-000002")
    assert (code, out) == (1, "")
    assert "从未启用" in err
    assert "tongpan snapshots accept" in err
    code, out, _ = tongpan("snapshots", "rollback", "--json")
    assert (code, json.loads(out)["served"]) == (0, "index-000001")
