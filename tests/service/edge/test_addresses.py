"""What meets a path is what the framework's own patterns meet, tried one by one."""

import re

from hypothesis import given
from hypothesis import strategies as st
from starlette.routing import compile_path

from service.edge.addresses import Addresses
from service.edge.permissions import NEEDS, needs_at, pattern_at

PARTS = st.sampled_from(["", "cases", "new", "{id}", "{other}", "a b", "案", "7", "\n"])
PATTERNS = (
    st.lists(PARTS, min_size=1, max_size=3)
    # No pattern names two of its parts alike.
    .filter(lambda parts: max(parts.count("{id}"), parts.count("{other}")) < 2)
    .map(lambda parts: "/" + "/".join(parts))
)
PATHS = PATTERNS.map(lambda told: re.sub(r"\{\w+\}", "x.y", told))
TOLD = st.lists(PATTERNS | st.just("/files/{rest:path}"), max_size=8)
ALL = [(path, method) for method, path in NEEDS]


def plainly(told, path):
    return [place for place, each in enumerate(told) if compile_path(each)[0].fullmatch(path)]


@given(TOLD, PATHS | st.sampled_from(["/files/a/b", "/files/", "/cases/7", "/cases/7\n"]))
def test_all_that_meets_is_found_in_the_order_given(told, path):
    kept = Addresses((each, place) for place, each in enumerate(told))
    assert kept.at(path) == plainly(told, path)
    # What was asked before is remembered, and nobody can change what others are told.
    kept.at(path).append(-1)
    assert kept.at(path) == plainly(told, path)


@given(
    st.sampled_from(sorted({path for path, _ in ALL})),
    st.text(max_size=3),
    st.sampled_from(["", "/", "/more"]),
)
def test_the_table_of_permissions_is_met_as_it_stands(told, part, behind):
    path = re.sub(r"\{\w+(:\w+)?\}", lambda _: part, told) + behind
    expected = [
        (method, NEEDS[method, each])
        for each, method in ALL
        if compile_path(each)[0].fullmatch(path)
    ]
    assert list(needs_at(path)) == expected
    first = next((each for each, _ in ALL if compile_path(each)[0].fullmatch(path)), None)
    assert pattern_at(path) == first
