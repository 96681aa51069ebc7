from datetime import date

import pytest

from service.audits.comparing_runs import Change, compare_runs, last_run_before
from service.audits.model import RunState
from service.divergence.model import Severity
from tests.service.audits.made import cluster, run_of


def test_what_changed_since_the_last_run_is_told():
    before = [
        cluster("利息"),
        cluster("保证责任"),
        cluster("违约金", votes=(6, 3)),
        cluster("管辖"),
        cluster("诉讼时效", severity=Severity.EXPLAINED),
    ]
    now = [
        cluster("利息", votes=(6, 5)),
        cluster("违约金", votes=(9, 1)),
        cluster("管辖"),
        cluster("夫妻共同债务"),
        cluster("诉讼时效"),
    ]
    found = {each.cluster.question: each.change for each in compare_runs(now, before)}
    assert found == {
        "利息": Change.GROWN,
        "违约金": Change.SHRUNK,
        "管辖": Change.SAME,
        "夫妻共同债务": Change.NEW,
        "诉讼时效": Change.NEW,  # it was explained last time, which is as if it were not there
        "保证责任": Change.GONE,
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [("利息是否支持？", "利息是否支持"), ("“携带凶器”的认定", "携带凶器的认定")],
)
def test_punctuation_makes_no_other_cluster(one, other):
    assert cluster(one).key == cluster(other).key


def test_cause_and_kind_make_another_cluster():
    assert cluster("利息").key != cluster("利息", cause="买卖合同纠纷").key


def test_a_month_is_compared_with_the_month_before_and_not_with_a_week():
    march = run_of(date(2026, 3, 31), run_id="march")
    february = run_of(date(2026, 2, 28), run_id="february")
    january = run_of(date(2026, 1, 31), run_id="january")
    week = run_of(date(2026, 3, 29), first=date(2026, 3, 23), run_id="week")
    killed = run_of(date(2026, 2, 28), run_id="killed", state=RunState.UNFINISHED)
    other = run_of(date(2026, 2, 28), run_id="other", court="吉林法院")
    runs = [january, week, killed, february, other, march]
    assert last_run_before(march, runs) is february
    assert last_run_before(january, runs) is None
