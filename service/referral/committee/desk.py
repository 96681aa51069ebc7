"""How does an item come before the committee and through it, and who sees it?

Whatever an act moves elsewhere moves in the same transaction: the referral that an item came from,
the meeting that it stands on, the votes that lie sealed.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeVar, cast

from service.actors import Actor
from service.court_time import court_day
from service.errors import PageNotFoundError
from service.parameters.book import ParameterBook
from service.parameters.table import Parameter
from service.referral.access import doer_of
from service.referral.committee.applications import Application, ConferenceOpinion, Taker
from service.referral.committee.bodies import Body, bodies_of
from service.referral.committee.course import COURSE, DISCUSSED
from service.referral.committee.discussing import ballot_key
from service.referral.committee.following import Following
from service.referral.committee.grounds import Ground, grounds_on
from service.referral.committee.items import Item
from service.referral.committee.meetings import AgendaEntry, Convening, ItemNamed, Meeting
from service.referral.committee.meeting_course import COURSE as MEETING_COURSE
from service.referral.committee.saying import (
    FileSaid,
    FilterSaid,
    MaterialsSaid,
    OpenSaid,
    ScheduleSaid,
    SendSaid,
    VoteSaid,
    filed_of,
    filtering_of,
    materials_of,
    opening_of,
    registration_of,
    scheduling_of,
    sent_of,
)
