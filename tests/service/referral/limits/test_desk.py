"""The time limit of a case is kept with its reasons, and its judge is warned once."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.case_number import read_case_number
from service.errors import PageNotFoundError
from service.notices.model import NoticeKind
from service.referral.errors import ActNotOfferedError, ActPartError
from service.referral.limits.desk import last_day_of
from tests.service.conftest import form_token_of

BEGIN = {"began_on": "2026-01-01", "due_on": "2026-07-01"}


@pytest.fixture
def limits(referral):
    return referral.limits


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("（2026）吉0104民初12号", date(2026, 8, 31)),
        ("（2026）吉01民终12号", date(2026, 5, 31)),
        ("（2026）吉0104行初12号", date(2026, 8, 31)),
        ("（2026）吉0104刑初12号", date(2026, 4, 30)),
        ("（2026）吉01刑终12号", None),
    ],
)
def test_the_law_gives_the_last_day_where_nobody_tells_it(draft_case, number, expected):
    case = replace(
        draft_case,
        case_number=read_case_number(number),
        filed_on=date(2026, 2, 28),
        due_on=None,
    )
    if expected is not None and case.filed_on is not None:
        expected = expected.replace(day=28)
    assert last_day_of(case) == expected
    told = date(2026, 12, 1)
    assert last_day_of(replace(case, due_on=told)) == told


def test_judges_and_heads_are_warned_once_and_again_only_of_another_last_day(
    limits, edge, draft_case, judge, head, secretary, clock
):
    def do(name, data, actor):
        return limits.act(draft_case, name, data, reason="鉴定", actor=actor, now=clock())

    do("begin", BEGIN, judge)
    with pytest.raises(ActNotOfferedError):
        do("begin", BEGIN, judge)
    with pytest.raises(ActPartError):
        do("extend", {"months": 3, "approved_by": "院长"}, judge)
    assert limits.warn(now=clock()) == 0
    clock.forward(days=61)
    assert limits.warn(now=clock()) == 2
    assert limits.warn(now=clock()) == 0
    (told,) = [each for each in edge.notices.of(judge) if each.notice.kind is NoticeKind.TIME_LIMIT]
    assert told.notice.address == f"/cases/{draft_case.id}/flags"
    assert edge.notices.n_unread(head) == 1
    assert edge.notices.n_unread(secretary) == 0
    do("deduct", {"first": "2026-03-02", "last": "2026-03-11"}, judge)
    assert limits.warn(now=clock()) == 0
    clock.forward(days=10)
    assert limits.warn(now=clock()) == 2
    do("end", {}, judge)
    assert limits.warn(now=clock()) == 0


def test_whoever_takes_no_part_finds_no_time_limit(limits, draft_case, person):
    with pytest.raises(PageNotFoundError):
        limits.of_case(draft_case, actor=person("far", "钱法官"))


def test_the_page_shows_it_and_warns(desk_client, draft_case):
    address = f"/cases/{draft_case.id}"
    page = desk_client.get(f"{address}/flags")
    assert "审限已用去" not in page.text
    # The clock of the tests stands at 2 March: 91 of 119 days are used.
    days = {"began_on": "2025-12-01", "due_on": "2026-03-30"}
    fields = {"form_token": form_token_of(page), "act": "begin", **days}
    assert desk_client.post(f"{address}/limit", data=fields).status_code == 303
    deducted = fields | {"act": "deduct", "first": "2026-02-01", "last": "2026-01-01"}
    refused = desk_client.post(f"{address}/limit", data=deducted | {"reason": "鉴定"})
    assert refused.status_code == 400
    assert "扣除期间的起止日期不正确" in refused.text
    assert "审限已用去三分之2" in desk_client.get(f"{address}/flags").text
    assert "审限预警" in desk_client.get("/notices").text
