"""Are issues that part over the same two charges one question?"""

from dataclasses import replace

from service.divergence.clusters import Family, Issue
from service.divergence.joining import joined
from service.divergence.stances import stances_of
from tests.service.divergence.papers import case_of, theft


def family(numbers, charge):
    stances = (stances_of(case_of(theft(number, charge=charge)))[0] for number in numbers)
    return Family(stances=tuple(sorted(stances, key=lambda each: each.id)))


def issue(start, other="抢夺罪"):
    return Issue(
        cause="盗窃罪",
        question="何罪",
        families=(
            family(range(start, start + 4), "盗窃罪"),
            family(range(start + 4, start + 8), other),
        ),
        likeness=2.0,
    )


def test_issues_over_the_same_two_charges_are_one_with_all_their_judgments():
    ((whole, split),) = joined([issue(1), issue(11)])
    assert len(whole.families) == 4
    assert sorted(map(len, split.sides)) == [8, 8]


def test_issues_over_other_charges_stay_apart():
    assert len(list(joined([issue(1), issue(11, other="侵占罪")]))) == 2


def test_an_issue_that_nothing_parts_is_left_out():
    same = issue(1)
    assert list(joined([replace(same, families=same.families[:1] * 2)])) == []
