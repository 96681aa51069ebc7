"""One house, one server and one browser for a whole file: each desk signs in once."""

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from types import SimpleNamespace

from service.actors import Role
from service.app import create_app
from service.house import open_house
from service.referral.roster.model import Colleague, Office
from service.settings import Settings
from tests.journeys.browser import ClientBrowser
from tests.journeys.chromium import ChromiumBrowser, served
from tests.journeys.court import COURT, DIVISION
from tests.service.conftest import GOOD_PASSWORD, Clock

DESKS = {
    "judge": ("王法官", Role.JUDGE, DIVISION, ()),
    "auditor": ("评查甲", Role.AUDITOR, "", ()),
    "clerk": ("会务员", Role.SECRETARY, "", (Office.CONFERENCE_SECRETARY,)),
    "newcomer": ("新秘书", Role.SECRETARY, "", ()),
    "head": ("庭长甲", Role.LEADER, DIVISION, (Office.DIVISION_HEAD,)),
    "other-head": ("庭长乙", Role.LEADER, "刑一庭", (Office.DIVISION_HEAD,)),
    "admin": ("系统管理员甲", Role.ADMINISTRATOR, "", ()),
    "security": ("保密员甲", Role.SECURITY_OFFICER, "", ()),
    "trail": ("审计员甲", Role.TRAIL_AUDITOR, "", ()),
}


@dataclass
class Desks:
    """Browsers of the desks of a court, and what the machine was asked to do."""

    house: object
    clock: Clock
    app: object
    open: object
    accounts: dict
    audits: list = field(default_factory=list)
    jobs: list = field(default_factory=list)
    browsers: dict = field(default_factory=dict)

    def __getitem__(self, name):
        if name not in self.browsers:
            self.browsers[name] = self.open(name)
        return self.browsers[name]


def opened(stack: ExitStack, folder, databases, database, chromium=None) -> Desks:
    """Return the desks of a house over a stored database; the stack closes it all."""
    data = folder / "data"
    data.mkdir(mode=0o700)
    clock = Clock()
    # Kept from one test of the file to the next, as templates are.
    address = databases.template(data)
    databases.copy(database, address)
    settings = Settings(data=data, database_url=address, snapshot_check_seconds=0, court=COURT)
    house = stack.enter_context(open_house(settings, may_make=True))
    desks = Desks(house=house, clock=clock, app=None, open=None, accounts={})
    edge = replace(
        house.edge(clock),
        audit_launcher=replace(
            house.audit_launcher, start=lambda order, **_: desks.audits.append(order)
        ),
        jobs=replace(house.jobs, queue=SimpleNamespace(send=desks.jobs.append)),
    )
    _staff(desks, edge)
    desks.app = create_app(edge)
    if chromium is None:
        desks.open = partial(ClientBrowser, desks.app)
    else:
        desks.open = partial(ChromiumBrowser, chromium, stack.enter_context(served(desks.app)))
    stack.callback(_leave, desks)
    return desks


def _staff(desks: Desks, edge) -> None:
    for name, (shown, role, division, offices) in DESKS.items():
        actor = edge.desk.add(
            name=name,
            display_name=shown,
            password=GOOD_PASSWORD,
            roles=[role],
            now=desks.clock(),
        )
        desks.accounts[name] = actor
        if division or offices:
            edge.referral.roster.records.put(
                [
                    Colleague(
                        account_id=actor.account_id,
                        name=shown,
                        court=COURT,
                        division=division,
                        rank=None,
                        ranked_since=None,
                        offices=frozenset(offices),
                    )
                ]
            )


def _leave(desks: Desks) -> None:
    while desks.browsers:
        desks.browsers.popitem()[1].close()
