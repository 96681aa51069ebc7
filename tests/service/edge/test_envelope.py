"""The headers of every answer are those that would be set one by one."""

from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import MutableHeaders

from service.edge.envelope import SECURITY_HEADERS, complete_headers

OWN = st.lists(
    st.tuples(
        st.sampled_from(
            ["x-request-id", "cache-control", "content-type", "set-cookie", *SECURITY_HEADERS]
        ),
        st.sampled_from(["a", "no-cache"]),
    ),
    max_size=6,
)


def set_one_by_one(headers, request_id):
    headers["x-request-id"] = request_id
    for name, value in SECURITY_HEADERS.items():
        headers[name] = value
    headers.setdefault("cache-control", "no-store")


@given(OWN)
def test_all_headers_at_once_are_what_each_by_itself_makes(own):
    raw = [(name.encode(), value.encode()) for name, value in own]
    at_once, one_by_one = MutableHeaders(raw=raw.copy()), MutableHeaders(raw=raw.copy())
    complete_headers(at_once, "r-1")
    set_one_by_one(one_by_one, "r-1")
    assert sorted(at_once.raw) == sorted(one_by_one.raw)


def test_an_answer_without_headers_of_its_own_gets_them_in_their_order():
    at_once, one_by_one = MutableHeaders(raw=[]), MutableHeaders(raw=[])
    complete_headers(at_once, "r-1")
    set_one_by_one(one_by_one, "r-1")
    assert at_once.raw == one_by_one.raw
