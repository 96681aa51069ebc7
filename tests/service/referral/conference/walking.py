"""Random walks of an item: anybody tries anything, and what must always hold is looked at."""

from dataclasses import replace
from datetime import date

from service.referral.conference.counting import counted_views
from service.referral.conference.item_acts import (
    Answer,
    Delivery,
    Introduction,
    Leaving,
    Placement,
    Prevented,
    Question,
    Reconsideration,
    Recusal,
    Refusal,
    Remark,
    Signing,
    Statement,
    Summary,
    SummedView,
    Supplement,
)
from service.referral.conference.item_course import COURSE
from service.referral.conference.vocabulary import (
    ItemAct,
    ItemState,
    MajorityBase,
    PanelConclusion,
    RecusalGround,
    RefusalReason,
    ViewStanding,
)
from service.referral.course.acts import KeptAct, Part
from service.referral.errors import ReferralError
from service.referral.roster.model import Office
from tests.service.referral.conference.made import (
    AT_HEAD,
    GUEST,
    HEAD,
    HOST,
    JUDGES,
    NAMED,
    NOW,
    OFFICE,
    OLD,
    PANEL,
    SEATING,
    SITS_IN,
    doer,
    judge,
    line,
    suggestion,
)

AFTER_SIGNING = {
    ItemState.RECONSIDERING,
    ItemState.ADOPTED,
    ItemState.NOT_ADOPTED,
    ItemState.UNDECIDED,
    ItemState.ADVISED,
    ItemState.ENDED,
    ItemState.REPORTED_UP,
}
VIEWS = ("甲", "乙", "丙")
ACTORS = (
    PANEL,
    HEAD,
    OFFICE,
    AT_HEAD,
    SITS_IN,
    *(judge(one) for one in JUDGES),
    doer(23, Part.HOST),
    doer(31, Part.PARTICIPANT),
    doer(77, *Part),
    doer(0, Part.MACHINE),
)
ACTS = tuple(act.value for act in ItemAct)
# Mostly the rare acts end a walk: they are tried less often, so that walks go deep.
RARE = {
    "decline",
    "refuse",
    "withdraw",
    "postpone",
    "recuse",
    "note_leaving",
    "note_prevented",
    "supplement",
}


class Walk:
    """One item under the hands of a random generator.

    Attributes:
        n_moves: Acts that were accepted.
        n_refused: Acts that were refused.
    """

    def __init__(self, random):
        self.random = random
        self.n_moves = self.n_refused = 0
        self.begin()

    def begin(self):
        self.item, self.trail = None, []
        put = suggestion(
            judge_ids=self.random.choice([(7,), (7,), ()]),
            four_class=self.random.random() < 0.5,
        )
        self.perform(line("suggest", PANEL, put))

    def step(self):
        """Try an act; begin again where nothing goes on."""
        if self.item.state is ItemState.ARCHIVED:
            self.end()
            self.begin()
        names = ACTS
        if self.random.random() < 0.7:
            offered = [move.name.value for move in COURSE.offered(self.item)]
            usual = [name for name in offered if name not in RARE] or offered
            names = usual if self.random.random() < 0.9 else offered
        name = self.random.choice(names)
        likely = self.random.random() < 0.8
        who = self.likely_doer(name) if likely else self.random.choice(ACTORS)
        self.perform(line(name, who, self.content(name), self.random.choice(["因", "因", ""])))

    def perform(self, act):
        before = self.item
        try:
            after = COURSE.apply(before, act)
        except ReferralError:
            self.n_refused += 1
            return
        self.n_moves += 1
        state = "" if before is None else before.state.value
        self.trail.append(
            KeptAct(
                number=len(self.trail) + 1, act=act, from_state=state, to_state=after.state.value
            )
        )
        self.item = after
        look_at(before, act, after)

    def end(self):
        """Hold the trail against the item."""
        assert COURSE.replay(self.trail) == self.item

    def likely_doer(self, name):
        if name in {"state", "sign", "supplement", "acknowledge", "ask"}:
            people = [*(judge(one) for one in JUDGES), AT_HEAD, SITS_IN]
            return self.random.choice(people)
        allowed = next(move.parts for move in COURSE.moves if move.name.value == name)
        people = [who for who in ACTORS[:8] if not who.parts.isdisjoint(allowed)]
        return self.random.choice(people or ACTORS)

    def content(self, name):
        draw = self.random.choice
        people = (*JUDGES, HOST)
        some = tuple(one for one in people if self.random.random() < 0.9)
        made = {
            "suggest": suggestion(),
            "submit": NAMED,
            "name_host": draw([NAMED, replace(NAMED, seat=OLD, offices=(Office.PRESIDENT,))]),
            "refuse": Refusal(why=draw(list(RefusalReason)), earlier=draw(["", "第1次"])),
            "place": Placement(conference_id="m1", at=NOW, place="会议室"),
            "deliver": Delivery(participants=some, observers=draw([(), (GUEST,)])),
            "recuse": Recusal(account_id=draw([21, 22, 23, 24, 31]), ground=RecusalGround.INTEREST),
            "open": self.seating(),
            "introduce": Introduction(words="案情"),
            "ask": Question(words="问"),
            "answer": Answer(question=draw(range(1, 2 + len(self.item.questions))), words="答"),
            "remark": Remark(words="说"),
            "state": Statement(view=draw(VIEWS), reasons=""),
            "note_leaving": Leaving(account_id=draw([21, 22, 23, 31])),
            "summarise": self.summary(),
            "sign": Signing(version=draw([self.item.version, self.item.version, 1])),
            "note_prevented": Prevented(
                account_id=draw([21, 22, 23, 24, 31]), on=draw([NOW.date(), date(2027, 1, 1)])
            ),
            "supplement": Supplement(words="补充", view=draw(["", *VIEWS])),
            "reconsider": Reconsideration(conclusion=draw(list(PanelConclusion)), words="复议"),
        }
        return made.get(name)

    def seating(self):
        host = HOST if self.item.host is None else self.item.host.seat
        seats = [one for one in self.item.participants if one != host]
        if self.random.random() < 0.8:
            seats = [one for one in seats if one.account_id not in self.item.recused]
        return replace(
            SEATING,
            host=host,
            participants=tuple(seats),
            observers=self.random.choice([(), self.item.observers]),
            minimum=self.random.choice([2, 3, 4]),
            majority=self.random.choice(list(MajorityBase)),
        )

    def summary(self):
        if self.item.seating is None or self.random.random() < 0.2:
            one = SummedView(view="甲", n=2, standing=ViewStanding.MAJORITY)
            return Summary(views=(one,), words="以甲为准")
        return Summary(views=counted_views(self.item), words="讨论意见")


def look_at(before, act, after):
    """Whatever was done, this holds."""
    table = [each for each in COURSE.moves if each.name.value == act.name]
    source = None if before is None else before.state
    assert any(
        after.state in each.targets and (source in each.sources or source is None) for each in table
    )
    old = () if before is None else before.statements
    assert after.statements[: len(old)] == old
    turns = [(each.session, each.round, each.account_id) for each in after.statements]
    assert len(set(turns)) == len(turns)
    if len(after.statements) > len(old):
        look_at_statement(before, act, after)
    assert len(set(after.signed_by)) == len(after.signed_by)
    if act.name == "summarise":
        look_at_summary(after)
    if after.state in AFTER_SIGNING:
        prevented = [each.account_id for each in after.prevented]
        assert sorted((*after.signed_by, *prevented)) == sorted(stated(after))
        assert after.signed_by


def look_at_statement(before, act, after):
    new = after.statements[-1]
    sits = {seat.account_id: seat for seat in before.seating.judges}
    assert act.doer.account_id == new.account_id
    assert new.account_id in sits
    assert new.account_id not in before.recused
    this = [each for each in after.statements if each.session == after.session]
    host = before.seating.host.account_id
    first = [sits[each.account_id] for each in this if each.round == 1]
    assert host not in {seat.account_id for seat in first}
    keys = [(seat.rank.height, -seat.ranked_since.toordinal()) for seat in first]
    assert keys == sorted(keys)
    if new.account_id == host:
        spoken = {each.account_id for each in this}
        waiting = set(sits) - spoken - before.recused - set(before.left)
        assert waiting == set()


def look_at_summary(item):
    """Count anew, by hand."""
    last = {}
    for each in item.statements:
        if each.session == item.session:
            last[each.account_id] = each.view
    last = {account: view for account, view in last.items() if account not in item.recused}
    assert len(last) >= item.seating.minimum
    assert GUEST.account_id not in last
    here = {seat.account_id for seat in item.seating.judges} - item.recused
    base = len(here) if item.seating.majority is MajorityBase.PARTICIPANTS else len(last)
    for each in item.summary.views:
        n = sum(view == each.view for view in last.values())
        assert each.n == n
        assert (each.standing is ViewStanding.MAJORITY) == (2 * n > base)
    assert sum(each.n for each in item.summary.views) == len(last)


def stated(item):
    return {
        each.account_id
        for each in item.statements
        if each.session == item.session and each.account_id not in item.recused
    }
