"""An item of a conference as tests make it: seats, doers and the acts of a whole way."""

from datetime import UTC, date, datetime

from service.referral.conference.item_acts import (
    Answer,
    Delivery,
    Introduction,
    NamedHost,
    Placement,
    Question,
    Reconsideration,
    Remark,
    Seating,
    Signing,
    Statement,
    Suggestion,
    Summary,
    SummedView,
)
from service.referral.conference.item_course import COURSE
from service.referral.conference.vocabulary import (
    Ground,
    Level,
    MajorityBase,
    PanelConclusion,
    ViewStanding,
)
from service.referral.course.acts import Act, Doer, Nothing, Part
from service.referral.roster.model import Office, Rank, Seat

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
COURT = "长春林区中级法院"


def seat(account, rank=Rank.JUDGE_3, year=2015):
    since = date(year, 1, 1)
    return Seat(
        account_id=account, name=f"法官{account}", court=COURT, rank=rank, ranked_since=since
    )


LOW = seat(21, Rank.JUDGE_4, 2020)
NEW = seat(22, Rank.JUDGE_2, 2023)
OLD = seat(23, Rank.JUDGE_2, 2012)
HOST = seat(24, Rank.JUDGE_5, 2025)
GUEST = Seat(account_id=31, name="列席", court="基层法院", rank=Rank.JUDGE_3, ranked_since=None)
REPORTER = seat(7, Rank.JUDGE_1)
JUDGES = (OLD, LOW, NEW)
IN_ORDER = (LOW, NEW, OLD)


def doer(account, *parts):
    return Doer(account_id=account, name=f"法官{account}", parts=frozenset(parts))


PANEL = doer(7, Part.HANDLING_JUDGE)
HEAD = doer(11, Part.DIVISION_HEAD)
OFFICE = doer(12, Part.CONFERENCE_SECRETARY)
AT_HEAD = doer(24, Part.HOST)
SITS_IN = doer(31, Part.OBSERVER)

NAMED = NamedHost(seat=HOST, offices=(Office.DIVISION_HEAD,), level=Level.DIVISION)
SEATING = Seating(
    host=HOST,
    participants=JUDGES,
    observers=(GUEST,),
    reporters=(REPORTER,),
    minimum=3,
    majority=MajorityBase.PARTICIPANTS,
)


def judge(one):
    return doer(one.account_id, Part.PARTICIPANT)


def suggestion(**changes):
    basis = {
        "ground": Ground.UNIFY,
        "question": "逾期利息的上限",
        "focuses": ("是否以四倍为限",),
        "court": COURT,
        "judge_ids": (7,),
        "views": ("以四倍为限", "以约定为准"),
    }
    return Suggestion(**basis | changes)


def line(name, who, content=None, reason=""):
    return Act(name=name, doer=who, at=NOW, reason=reason, content=content or Nothing())


def says(one, view="以四倍为限"):
    return line("state", judge(one), Statement(view=view, reasons="依据司法解释"))


def host_says(view="以四倍为限"):
    return line("state", AT_HEAD, Statement(view=view, reasons="同意多数"))


def summed(*views, words="以四倍为限"):
    return line(
        "summarise",
        AT_HEAD,
        Summary(
            views=tuple(SummedView(view=view, n=n, standing=how) for view, n, how in views),
            words=words,
        ),
    )


ALL_AGREE = summed(("以四倍为限", 4, ViewStanding.MAJORITY))


def signs(one, version=1):
    who = AT_HEAD if one is HOST else judge(one)
    return line("sign", who, Signing(version=version))


def reconsidered(conclusion=PanelConclusion.ADOPTED, words="采纳"):
    return line("reconsider", PANEL, Reconsideration(conclusion=conclusion, words=words))


def way(**changes):
    """The acts of a whole way, by where each part of it ends."""
    put = suggestion(**changes)
    return {
        "suggested": [line("suggest", PANEL, put)],
        "submitted": [line("submit", HEAD, NAMED)],
        "admitted": [line("admit", AT_HEAD)],
        "scheduled": [
            line("place", OFFICE, Placement(conference_id="m1", at=NOW, place="第一会议室"))
        ],
        "delivered": [
            line("deliver", OFFICE, Delivery(participants=(*JUDGES, HOST), observers=(GUEST,)))
        ],
        "read": [
            *(line("acknowledge", judge(one)) for one in JUDGES),
            line("acknowledge", AT_HEAD),
            line("acknowledge", SITS_IN),
        ],
        "introducing": [line("open", AT_HEAD, SEATING)],
        "questioning": [line("introduce", PANEL, Introduction(words="案情、焦点和评议意见"))],
        "asked": [
            line("ask", judge(LOW), Question(words="约定利率是多少")),
            line("answer", PANEL, Answer(question=1, words="月息三分")),
        ],
        "observing": [line("end_questions", AT_HEAD)],
        "remarked": [line("remark", SITS_IN, Remark(words="基层多按四倍处理"))],
        "speaking": [line("end_remarks", AT_HEAD)],
        "further_rounds": [says(one) for one in IN_ORDER],
        "summarising": [host_says()],
        "signing": [ALL_AGREE],
        "reconsidering": [signs(one) for one in (*IN_ORDER, HOST)],
        "adopted": [reconsidered()],
        "ended": [line("end", PANEL)],
        "archived": [line("archive", OFFICE)],
    }


def acts_until(stage, **changes):
    """The acts of the way up to and with a stage."""
    stages = way(**changes)
    names = list(stages)
    return [act for name in names[: names.index(stage) + 1] for act in stages[name]]


def go(*acts, start=None):
    item = start
    for act in acts:
        item = COURSE.apply(item, act)
    return item


def until(stage, **changes):
    return go(*acts_until(stage, **changes))
