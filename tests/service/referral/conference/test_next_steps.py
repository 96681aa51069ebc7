"""Whatever still goes on says what comes next."""

from service.referral.conference.item_course import COURSE as ITEMS
from service.referral.conference.meeting_course import COURSE as MEETINGS
from service.referral.conference.next_steps import NEXT_OF_ITEM, NEXT_OF_MEETING


def test_each_state_that_offers_an_act_tells_the_next_step():
    for course, told in ((ITEMS, NEXT_OF_ITEM), (MEETINGS, NEXT_OF_MEETING)):
        assert set(told) == {state for move in course.moves for state in move.sources}
