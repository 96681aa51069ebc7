"""The monthly summary counts acts and names nobody."""

from datetime import UTC, date, datetime

import pytest

from service.referral.course.acts import MatterKind
from service.referral.papers.paper import print_paper
from service.referral.secretary.monthly import SECTIONS, bounds_of, count_of, monthly_summary
from tests.service.referral.papers.reading import words_of

K = MatterKind
COUNTS = {
    (K.REFERRAL, "propose", "proposed"): 5,
    (K.REFERRAL, "dismiss", "dismissed"): 2,
    (K.CONFERENCE, "close", "closed"): 3,
    (K.REFERRAL, "close", "closed"): 1,
    (K.CONFERENCE_ITEM, "reconsider", "adopted"): 4,
    (K.CONFERENCE_ITEM, "reconsider", "undecided"): 1,
    (K.COMMITTEE_ITEM, "reveal", "decided"): 2,
    (K.RULE, "publish", "in_force"): 1,
}
MONTH = date(2026, 3, 1)
LATER = datetime(2026, 4, 2, tzinfo=UTC)


def told(now=LATER):
    made = monthly_summary(COUNTS, court="某市中级人民法院", month=MONTH, now=now)
    return words_of(print_paper(made))


@pytest.mark.parametrize(
    "row",
    [
        "提出移送 | 5",
        "认定不构成分歧 | 2",
        "召开会议（次） | 3",
        "办结 | 1",
        "合议庭复议后采纳 | 4",
        "合议庭复议后未采纳 | 0",
        "合议庭难以决定 | 1",
        "形成决定 | 2",
        "未形成决定 | 0",
        "发布 | 1",
    ],
)
def test_each_line_counts_its_own_acts(row):
    assert row in told().splitlines()


def test_no_act_is_counted_twice():
    lines = [line for _, section in SECTIONS for line in section]
    assert sum(count_of(line, COUNTS) for line in lines) == sum(COUNTS.values())


def test_a_month_that_still_runs_says_how_far_it_has_come():
    assert "本月尚未结束，数据截至2026年3月20日。" in told(datetime(2026, 3, 20, tzinfo=UTC))
    assert "本月尚未结束" not in told()


def test_months_end_where_the_next_begins():
    for month in range(1, 12):
        assert bounds_of(date(2026, month, 5))[1] == bounds_of(date(2026, month + 1, 28))[0]
