"""A court at its browsers: judges, leaders, offices, the committee, and somebody of no concern."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from service.actors import Role
from service.referral.roster.model import Colleague, Office, Rank
from tests.service.case_divergence.suits import CHANGCHUN
from tests.service.conftest import GOOD_PASSWORD

COURT = CHANGCHUN[0]
DIVISION = "民一庭"
RANKS = (Rank.SENIOR_2, Rank.SENIOR_3, Rank.SENIOR_4, Rank.JUDGE_1, Rank.JUDGE_2)
PEOPLE = (
    ("judge", "王法官", Role.JUDGE, DIVISION, Rank.JUDGE_3, ()),
    ("other", "赵法官", Role.JUDGE, DIVISION, Rank.JUDGE_3, ()),
    ("head", "庭长甲", Role.LEADER, DIVISION, Rank.JUDGE_1, (Office.DIVISION_HEAD,)),
    ("host", "副庭长乙", Role.JUDGE, DIVISION, Rank.JUDGE_2, (Office.DEPUTY_DIVISION_HEAD,)),
    ("low", "低法官", Role.JUDGE, DIVISION, Rank.JUDGE_5, ()),
    ("middle", "中法官", Role.JUDGE, DIVISION, Rank.JUDGE_4, ()),
    ("high", "高法官", Role.JUDGE, DIVISION, Rank.JUDGE_3, ()),
    ("clerk", "会务员", Role.SECRETARY, "", None, (Office.CONFERENCE_SECRETARY,)),
    ("keeper", "审委会秘书", Role.SECRETARY, "", None, (Office.COMMITTEE_SECRETARY,)),
    ("office", "审管员", Role.SECRETARY, "", None, (Office.OVERSIGHT_OFFICE,)),
    ("stranger", "远法官", Role.JUDGE, "刑一庭", Rank.JUDGE_3, ()),
)
LEADERS = {0: {Office.PRESIDENT}, 1: {Office.VICE_PRESIDENT}}
MEMBERS = tuple(f"member{n}" for n in range(5))
PRESIDENT, VICE = MEMBERS[:2]
SPEAKERS = ("low", "middle", "high")


@dataclass
class Court:
    """Browsers of the people of a court, and where what they work on stands."""

    browse: object
    clock: object
    accounts: dict = field(default_factory=dict)
    browsers: dict = field(default_factory=dict)

    def __getitem__(self, name):
        if name not in self.browsers:
            self.browsers[name] = self.browse(name)
        return self.browsers[name]

    def number(self, name):
        return str(self.accounts[name].account_id)

    def on(self, day):
        """Let time pass; whoever comes again signs in anew."""
        self.clock.now = datetime.combine(day, time(1), UTC)
        self.leave()

    def leave(self):
        """Everybody leaves the browser."""
        while self.browsers:
            self.browsers.popitem()[1].close()


def made_court(browse, desk, clock, roster):
    """Return the court with everybody's account and entry of the roster."""
    everybody = [
        *PEOPLE,
        *(
            (
                name,
                f"委员{n}",
                Role.LEADER,
                "",
                RANKS[n],
                {Office.COMMITTEE_MEMBER} | LEADERS.get(n, set()),
            )
            for n, name in enumerate(MEMBERS)
        ),
    ]
    made = Court(browse=browse, clock=clock)
    for n, (name, shown, role, division, rank, offices) in enumerate(everybody):
        actor = desk.add(
            name=name, display_name=shown, password=GOOD_PASSWORD, roles=[role], now=clock()
        )
        made.accounts[name] = actor
        entry = Colleague(
            account_id=actor.account_id,
            name=shown,
            court=COURT,
            division=division,
            rank=rank,
            ranked_since=None if rank is None else date(2010 + n % 5, 1, 1),
            offices=frozenset(offices),
        )
        roster.records.put([entry])
    return made
