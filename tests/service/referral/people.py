"""A house in which a judge hears a case whose like cases part, beside others who may not know.

Folders of tests take these fixtures over by name in their conftest.
"""

from dataclasses import replace

import pytest

from service.actors import Role
from service.pending.model import PanelMember
from service.pending.opening import CaseEntry, CasePaper
from service.referral.roster.model import Colleague, Office
from tests.service.case_divergence.conftest import (  # noqa: F401 - fixtures used by name
    judgments,
    stocked_database,
)
from tests.service.case_divergence.suits import CASE, DRAFT
from tests.service.conftest import GOOD_PASSWORD

COURT = "吉林省长春市朝阳区人民法院"
DIVISION = "民一庭"


@pytest.fixture
def person(desk, clock, referral):
    """Give somebody an account and, with offices or a division, an entry of the roster."""

    def make(name, display_name, *roles, offices=(), division="", court=COURT):
        actor = desk.add(
            name=name,
            display_name=display_name,
            password=GOOD_PASSWORD,
            roles=roles or (Role.JUDGE,),
            now=clock(),
        )
        if offices or division:
            entry = Colleague(
                account_id=actor.account_id,
                name=display_name,
                court=court,
                division=division,
                rank=None,
                ranked_since=None,
                offices=frozenset(offices),
            )
            referral.roster.records.put([entry])
        return actor

    return make


@pytest.fixture
def secretary(person):
    return person("office", "审管员", Role.SECRETARY, offices=(Office.OVERSIGHT_OFFICE,))


@pytest.fixture
def head(person):
    return person("head", "庭长甲", Role.LEADER, offices=(Office.DIVISION_HEAD,), division=DIVISION)


@pytest.fixture
def open_case(edge, clock, referral):
    """Open a case that somebody handles, in their division."""

    def make(actor, *, text=CASE, panel=(), members=(), division=DIVISION):
        entry = CaseEntry(
            court=COURT,
            elements=("民间借贷纠纷",),
            handling_judge=actor.display_name,
            panel=tuple(PanelMember(name=name, title=title) for name, title in panel),
        )
        case = edge.pending.open(
            CasePaper(text=text),
            entry,
            account_id=actor.account_id,
            members=members,
            now=clock(),
        )
        colleague = referral.roster.colleague(actor)
        referral.roster.records.put([replace(colleague, court=COURT, division=division)])
        return case

    return make


@pytest.fixture
def case(open_case, judge):
    return open_case(judge)


@pytest.fixture
def draft_case(open_case, judge):
    return open_case(judge, text=DRAFT)
