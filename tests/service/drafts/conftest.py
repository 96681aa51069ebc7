"""The house of the tests over seven appeals that answer one question in two ways."""

from dataclasses import replace

import pytest

from service.actors import Role
from service.pending.opening import CaseEntry, CasePaper
from tests.databases import stocked
from tests.service.case_divergence.suits import CASE, appeals

COURT = "吉林省长春市朝阳区人民法院"


@pytest.fixture(scope="session")
def judgments():
    return appeals()


@pytest.fixture(scope="session")
def stocked_database(tmp_path_factory, judgments, databases):
    return stocked(databases, tmp_path_factory.mktemp("appeals"), judgments)


@pytest.fixture
def case(case_work, judge, clock):
    """A suit on a lender's fee, handled by the judge who opened it."""
    entry = CaseEntry(handling_judge="王法官", court=COURT, elements=("民间借贷纠纷",))
    return case_work.pending.open(
        CasePaper(text=CASE), entry, account_id=judge.account_id, now=clock()
    )


@pytest.fixture
def colleague(case, case_work, desk, clock):
    """Another judge of the panel, to whom the case is open."""
    other = desk.add(
        name="panel",
        display_name="李法官",
        password="long enough 2026",
        roles=[Role.JUDGE],
        now=clock(),
    )
    case_work.pending.admit(case.id, [other.account_id], account_id=case.opened_by)
    return other


@pytest.fixture
def drafts(case_work):
    """The desk under test."""
    return replace(case_work.drafts)
