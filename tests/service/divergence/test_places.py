"""Where in a court positions part, as far as the names of who signed tell."""

import pytest

from service.divergence.model import DivergenceOrigin
from service.divergence.places import origins_of
from service.divergence.stances import stances_of
from service.divergence.votes import groups_of
from tests.service.divergence.like_loans import loan

WITHIN = DivergenceOrigin.WITHIN_PANEL
BETWEEN = DivergenceOrigin.BETWEEN_PANELS
HERE, THERE = "辽宁省甲县人民法院", "辽宁省乙县人民法院"


def origins(first, second, court=HERE):
    """Origins of two positions; each judgment is told by court, judge and what else it is."""
    told = ((*first, True), (*second, False))
    cases = [
        loan(serial, joint=joint, court=place[0], judge=place[1], **dict(place[2:]))
        for serial, (*place, joint) in enumerate(told)
    ]
    groups = groups_of([[stances_of(case)[0]] for case in cases])
    return origins_of(groups, {case.judgment.id: case for case in cases}, court=court)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("甲县", "丁一"), ("甲县", "丁一"), (WITHIN,)),
        (("甲县", "丁一"), ("甲县", "丁二"), (BETWEEN,)),
        (("甲县", "丁某"), ("甲县", "丁某"), ()),
        (("甲县", "丁一"), ("甲县", "丁某"), ()),
        (("甲县", "丁一"), ("乙县", "丁一"), ()),
        (("乙县", "丁一"), ("乙县", "丁一"), ()),
        (("甲县", "丁一", ("is_draft", True)), ("甲县", "丁一"), (WITHIN,)),
    ],
)
def test_two_judgments_of_the_court_part_in_one_panel_or_between_panels(first, second, expected):
    assert origins(first, second) == expected


def test_without_an_asking_court_every_court_is_looked_into():
    assert origins(("乙县", "丁一"), ("乙县", "丁二"), court=None) == (BETWEEN,)
    assert origins(("甲县", "丁一"), ("乙县", "丁一"), court=None) == ()


def test_another_court_that_asks_has_no_origin_of_its_own():
    assert origins(("甲县", "丁一"), ("甲县", "丁二"), court=THERE) == ()
