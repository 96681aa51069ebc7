"""An item goes the way of its table, and each rule stands where the law puts it."""

from dataclasses import replace

import pytest

from service.referral.conference.before_session import HOSTS
from service.referral.conference.counting import onward
from service.referral.conference.item import views_on_the_table, yet_to_sign, yet_to_speak
from service.referral.conference.item_acts import (
    Answer,
    Delivery,
    Introduction,
    Leaving,
    Question,
    Recusal,
    Refusal,
    Remark,
    Signing,
    Statement,
    Supplement,
)
from service.referral.conference.item_course import COURSE, IN_SESSION
from service.referral.conference.vocabulary import (
    ItemState,
    Level,
    MajorityBase,
    PanelConclusion,
    RecusalGround,
    RefusalReason,
    ViewStanding,
)
from service.referral.course.acts import Part
from service.referral.errors import (
    ActNotOfferedError,
    ActPartError,
    ActReasonError,
    RuleBrokenError,
)
from service.referral.referrals.model import Force
from service.referral.roster.model import Office
from tests.service.referral.conference.made import (
    ALL_AGREE,
    AT_HEAD,
    HEAD,
    HOST,
    IN_ORDER,
    LOW,
    NAMED,
    NEW,
    OFFICE,
    OLD,
    PANEL,
    REPORTER,
    SEATING,
    SITS_IN,
    doer,
    go,
    host_says,
    judge,
    line,
    reconsidered,
    says,
    seat,
    signs,
    suggestion,
    summed,
    until,
    way,
)


def recused(account, who=None, reason=""):
    content = Recusal(account_id=account, ground=RecusalGround.INTEREST)
    return line("recuse", who or doer(account, Part.PARTICIPANT), content, reason)


def test_the_whole_way_leads_through_its_states():
    item = None
    for stage, acts in way().items():
        item = go(*acts, start=item)
        if stage not in {"read", "asked", "remarked"}:
            assert item.state.value == stage
    assert [each.account_id for each in item.statements] == [21, 22, 23, 24]


@pytest.mark.parametrize(
    ("stage", "act", "rule"),
    [
        ("suggested", line("submit", HEAD, replace(NAMED, offices=())), "host"),
        ("suggested", line("submit", HEAD, replace(NAMED, seat=REPORTER)), "seats"),
        ("submitted", line("admit", doer(99, Part.HOST)), "host"),
        (
            "submitted",
            line("refuse", AT_HEAD, Refusal(why=RefusalReason.LAW_IS_CLEAR)),
            "V17",
        ),
        (
            "submitted",
            line("refuse", AT_HEAD, Refusal(why=RefusalReason.DISCUSSED_BEFORE), "讨论过"),
            "V17",
        ),
        ("scheduled", line("deliver", OFFICE, Delivery(participants=(REPORTER,))), "seats"),
        (
            "scheduled",
            line("deliver", OFFICE, Delivery(participants=(LOW,), observers=(LOW,))),
            "seats",
        ),
        (
            "scheduled",
            line("deliver", OFFICE, Delivery(participants=(replace(LOW, rank=None),))),
            "seats",
        ),
        ("delivered", line("acknowledge", doer(99, Part.PARTICIPANT)), "V10"),
        ("read", line("acknowledge", judge(LOW)), "once"),
        ("delivered", line("open", AT_HEAD, SEATING), "read"),
        ("read", line("open", AT_HEAD, replace(SEATING, minimum=5)), "minimum"),
        ("read", line("open", AT_HEAD, replace(SEATING, participants=(LOW, LOW))), "seats"),
        ("read", line("open", AT_HEAD, replace(SEATING, host=OLD)), "seats"),
        ("read", line("open", AT_HEAD, replace(SEATING, reporters=())), "panel"),
        ("read", line("open", AT_HEAD, replace(SEATING, participants=(seat(55),))), "delivered"),
        ("read", line("open", AT_HEAD, replace(SEATING, observers=(seat(55),))), "delivered"),
        (
            "introducing",
            line("introduce", doer(12, Part.OVERSIGHT_OFFICE), Introduction(words="案情")),
            "panel",
        ),
        ("introducing", line("introduce", PANEL, Introduction(words=" ")), "words"),
        ("questioning", line("ask", doer(99, Part.PARTICIPANT), Question(words="问")), "V10"),
        ("questioning", line("answer", PANEL, Answer(question=1, words="答")), "question"),
        ("asked", line("answer", PANEL, Answer(question=1, words="再答")), "question"),
        ("remarked", line("remark", SITS_IN, Remark(words="又说")), "once"),
        ("observing", line("remark", judge(LOW), Remark(words="先说")), "V10"),
        ("observing", line("end_remarks", doer(21, Part.HOST)), "host"),
        ("speaking", says(NEW), "V9"),
        ("speaking", says(OLD), "V9"),
        ("speaking", host_says(), "V9"),
        ("speaking", line("state", SITS_IN, Statement(view="以四倍为限", reasons="")), "V10"),
        ("speaking", line("state", judge(LOW), Statement(view=" ", reasons="")), "view"),
        ("further_rounds", line("state", SITS_IN, Statement(view="甲", reasons="")), "V10"),
        ("summarising", summed(("以四倍为限", 3, ViewStanding.MAJORITY)), "summary"),
        ("summarising", summed(("以四倍为限", 4, ViewStanding.NO_MAJORITY)), "summary"),
        ("summarising", summed(("以约定为准", 4, ViewStanding.MAJORITY)), "summary"),
        ("summarising", summed(), "summary"),
        (
            "summarising",
            summed(
                ("以四倍为限", 4, ViewStanding.MAJORITY), ("以四倍为限", 4, ViewStanding.MAJORITY)
            ),
            "summary",
        ),
        ("signing", signs(LOW, version=0), "version"),
        ("signing", line("sign", SITS_IN, Signing(version=1)), "V10"),
        ("signing", line("supplement", judge(LOW), Supplement(words=" ")), "words"),
        ("reconsidering", reconsidered(words=" "), "words"),
        ("adopted", line("report_up", PANEL, reason="须层报"), "onward"),
    ],
)
def test_rules_stand_against_it(stage, act, rule):
    item = until(stage)
    with pytest.raises(RuleBrokenError) as refusal:
        COURSE.apply(item, act)
    assert refusal.value.rule == rule
    assert refusal.value.words


@pytest.mark.parametrize(
    ("changes", "rule"), [({"question": " "}, "question"), ({"focuses": (" ",)}, "focus")]
)
def test_an_item_puts_a_question_and_says_what_is_to_be_discussed(changes, rule):
    with pytest.raises(RuleBrokenError) as refusal:
        go(line("suggest", PANEL, suggestion(**changes)))
    assert refusal.value.rule == rule


@pytest.mark.parametrize(
    ("stage", "act", "refusal"),
    [
        ("suggested", line("decline", HEAD), ActReasonError),
        ("suggested", line("submit", PANEL, NAMED), ActPartError),
        ("suggested", line("admit", AT_HEAD), ActNotOfferedError),
        ("observing", says(LOW), ActNotOfferedError),
        ("summarising", says(LOW), ActNotOfferedError),
        ("signing", reconsidered(), ActNotOfferedError),
        ("signing", recused(23, AT_HEAD), ActReasonError),
        ("reconsidering", line("end", PANEL), ActNotOfferedError),
        ("delivered", line("postpone", OFFICE), ActReasonError),
    ],
)
def test_the_table_stands_against_it(stage, act, refusal):
    with pytest.raises(refusal):
        COURSE.apply(until(stage), act)


@pytest.mark.parametrize("why", list(RefusalReason))
def test_a_conference_is_refused_for_the_reasons_of_the_rule(why):
    act = line("refuse", AT_HEAD, Refusal(why=why, earlier="2026年第1次"), "法律规定明确")
    assert go(act, start=until("submitted")).state is ItemState.REFUSED


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("office", list(Office))
def test_who_may_host_depends_on_the_level(level, office):
    act = line("submit", HEAD, replace(NAMED, offices=(office,), level=level))
    if office in HOSTS[level]:
        assert go(act, start=until("suggested")).state is ItemState.SUBMITTED
    else:
        with pytest.raises(RuleBrokenError):
            go(act, start=until("suggested"))


def test_the_order_is_by_rank_then_by_shorter_time_whatever_the_rank_of_the_host():
    item = until("speaking")
    assert yet_to_speak(item) == IN_ORDER
    for one in IN_ORDER:
        assert yet_to_speak(item)[0] == one
        item = go(says(one), start=item)
    assert item.state is ItemState.FURTHER_ROUNDS


def test_without_observers_nobody_waits_for_them():
    item = go(
        line("open", AT_HEAD, replace(SEATING, observers=())),
        line("introduce", PANEL, Introduction(words="案情")),
        line("end_questions", AT_HEAD),
        start=until("read"),
    )
    assert item.state is ItemState.SPEAKING


def test_no_question_stays_without_an_answer():
    item = go(line("ask", SITS_IN, Question(words="问")), start=until("questioning"))
    with pytest.raises(RuleBrokenError) as refusal:
        go(line("end_questions", AT_HEAD), start=item)
    assert refusal.value.rule == "unanswered"


def test_a_later_round_changes_a_view_once_for_each_round():
    item = go(says(OLD, "以约定为准"), start=until("further_rounds"))
    with pytest.raises(RuleBrokenError):
        go(says(OLD), start=item)
    item = go(line("next_round", AT_HEAD), says(OLD), host_says(), ALL_AGREE, start=item)
    assert item.state is ItemState.SIGNING
    assert [(each.round, each.account_id) for each in item.statements][3:] == [
        (2, 23),
        (3, 23),
        (3, 24),
    ]


def test_a_new_view_comes_on_the_table():
    item = go(says(LOW, " 由法官酌定 "), start=until("speaking"))
    assert views_on_the_table(item) == ("以四倍为限", "以约定为准", "由法官酌定")


def test_half_is_no_majority():
    acts = [says(LOW), says(NEW), says(OLD, "乙"), host_says("乙")]
    item = go(*acts, start=until("speaking"))
    views = (
        ("以四倍为限", 2, ViewStanding.NO_MAJORITY),
        ("乙", 2, ViewStanding.NO_MAJORITY),
    )
    assert go(summed(*views), start=item).standing is ViewStanding.NO_MAJORITY


def test_the_minority_stands_beside_the_majority():
    acts = [says(LOW), says(NEW, "乙"), says(OLD), host_says()]
    item = go(*acts, start=until("speaking"))
    views = (("以四倍为限", 3, ViewStanding.MAJORITY), ("乙", 1, ViewStanding.MINORITY))
    assert go(summed(*views), start=item).standing is ViewStanding.MAJORITY


@pytest.mark.parametrize(
    ("base", "standing"),
    [
        (MajorityBase.PARTICIPANTS, ViewStanding.NO_MAJORITY),
        (MajorityBase.STATEMENTS, ViewStanding.MAJORITY),
    ],
)
def test_whoever_left_without_a_word_is_in_one_base_alone(base, standing):
    opened = line("open", AT_HEAD, replace(SEATING, majority=base))
    item = go(opened, *(act for name in TO_SPEAKING for act in way()[name]), start=until("read"))
    item = go(
        says(LOW),
        line("note_leaving", OFFICE, Leaving(account_id=NEW.account_id)),
        says(OLD, "乙"),
        host_says(),
        start=item,
    )
    minority = ViewStanding.MINORITY if standing is ViewStanding.MAJORITY else standing
    views = (("以四倍为限", 2, standing), ("乙", 1, minority))
    signing = go(summed(*views), start=item)
    assert signing.standing is standing
    assert [each.account_id for each in yet_to_sign(signing)] == [23, 21, 24]


TO_SPEAKING = ("questioning", "observing", "speaking")


def test_too_few_statements_form_no_opinion():
    item = until("speaking")
    item = go(
        *(line("note_leaving", OFFICE, Leaving(account_id=one.account_id)) for one in (LOW, NEW)),
        says(OLD),
        host_says(),
        start=item,
    )
    with pytest.raises(RuleBrokenError) as refusal:
        go(summed(("以四倍为限", 2, ViewStanding.MAJORITY)), start=item)
    assert refusal.value.rule == "minimum"
    assert go(line("postpone", OFFICE, reason="人数不足"), start=item).state is ItemState.ADMITTED


def test_whoever_left_after_speaking_signs():
    item = go(
        says(LOW), line("note_leaving", OFFICE, Leaving(account_id=21)), start=until("speaking")
    )
    item = go(says(NEW), says(OLD), host_says(), ALL_AGREE, signs(LOW), start=item)
    assert item.signed_by == (21,)


@pytest.mark.parametrize("account", [24, 99])
def test_neither_the_host_nor_a_stranger_is_noted_as_leaving(account):
    with pytest.raises(RuleBrokenError):
        go(line("note_leaving", OFFICE, Leaving(account_id=account)), start=until("speaking"))


def test_whoever_is_recused_loses_materials_turn_and_seat():
    item = go(recused(21), start=until("speaking"))
    assert [each.account_id for each in yet_to_speak(item)] == [22, 23]
    with pytest.raises(RuleBrokenError) as refusal:
        go(says(LOW), start=item)
    assert refusal.value.rule == "V10"
    assert 21 not in item.read_by


def test_the_last_to_speak_may_be_recused():
    item = go(says(LOW), says(NEW), recused(23), start=until("speaking"))
    assert item.state is ItemState.FURTHER_ROUNDS


def test_a_recusal_after_the_summary_undoes_it():
    item = go(signs(LOW), recused(23), start=until("signing"))
    assert (item.state, item.signed_by) == (ItemState.SUMMARISING, ())
    item = go(summed(("以四倍为限", 3, ViewStanding.MAJORITY)), start=item)
    assert [each.account_id for each in yet_to_sign(item)] == [21, 22, 24]


def test_an_observer_who_is_recused_undoes_nothing():
    item = go(recused(31, SITS_IN), start=until("signing"))
    assert item.state is ItemState.SIGNING


def test_no_one_is_seated_or_sent_materials_who_is_recused():
    item = go(recused(21), start=until("read"))
    with pytest.raises(RuleBrokenError) as refusal:
        go(line("open", AT_HEAD, SEATING), start=item)
    assert refusal.value.rule == "V10"


@pytest.mark.parametrize(
    ("who", "reason", "refusal"),
    [
        (judge(LOW), "有关系", RuleBrokenError),
        (AT_HEAD, "", ActReasonError),
        (AT_HEAD, "当事人提出", None),
        (HEAD, "当事人提出", None),
    ],
)
def test_others_are_recused_by_the_host_or_the_leaders_with_a_reason(who, reason, refusal):
    act = recused(23, who, reason)
    if refusal is None:
        assert go(act, start=until("delivered")).recused == {23}
    else:
        with pytest.raises(refusal):
            go(act, start=until("delivered"))


def test_nobody_is_recused_twice_nor_without_a_seat():
    item = go(recused(21), start=until("delivered"))
    for act in (recused(21), recused(77)):
        with pytest.raises(RuleBrokenError):
            go(act, start=item)


@pytest.mark.parametrize("state", [state.value for state in IN_SESSION])
def test_with_its_host_recused_an_item_can_only_be_put_off(state):
    item = go(recused(24, AT_HEAD), start=until(state))
    for name in ("end_questions", "end_remarks", "next_round"):
        with pytest.raises((RuleBrokenError, ActNotOfferedError)):
            go(line(name, AT_HEAD), start=item)
    put_off = go(line("postpone", OFFICE, reason="主持人回避"), start=item)
    with pytest.raises(RuleBrokenError):
        go(line("name_host", HEAD, NAMED, "仍由其主持"), start=put_off)
    other = replace(NAMED, seat=OLD)
    assert go(line("name_host", HEAD, other, "改由副庭长主持"), start=put_off).host == other


def test_what_was_said_before_it_was_put_off_stays_and_counts_no_more():
    item = go(
        line("postpone", OFFICE, reason="改期"),
        *(act for name in ("scheduled", "introducing", *TO_SPEAKING) for act in again(name)),
        start=until("further_rounds"),
    )
    assert [each.session for each in item.statements] == [1, 1, 1]
    assert yet_to_speak(item) == IN_ORDER
    done = go(*(says(one, "乙") for one in IN_ORDER), host_says("乙"), start=item)
    assert go(summed(("乙", 4, ViewStanding.MAJORITY)), start=done).state is ItemState.SIGNING


def again(name):
    delivery = way()["delivered"] if name == "scheduled" else []
    return [*way()[name], *delivery]


NO_MAJORITY = (
    *(says(one, view) for one, view in zip(IN_ORDER, ("甲", "甲", "乙"), strict=True)),
    host_says("乙"),
    summed(("甲", 2, ViewStanding.NO_MAJORITY), ("乙", 2, ViewStanding.NO_MAJORITY)),
    *(signs(one) for one in (*IN_ORDER, HOST)),
)


@pytest.mark.parametrize(
    ("has_majority", "conclusion", "four_class", "force"),
    [
        (True, PanelConclusion.ADOPTED, True, Force.NONE),
        (True, PanelConclusion.ADOPTED, False, Force.NONE),
        (True, PanelConclusion.NOT_ADOPTED, True, Force.MUST),
        (True, PanelConclusion.NOT_ADOPTED, False, Force.MAY),
        (True, PanelConclusion.UNDECIDED, True, Force.MUST),
        (True, PanelConclusion.UNDECIDED, False, Force.MAY),
        (False, PanelConclusion.NOT_ADOPTED, True, Force.MUST),
        (False, PanelConclusion.NOT_ADOPTED, False, Force.MAY),
        (False, PanelConclusion.UNDECIDED, True, Force.MUST),
        (False, PanelConclusion.UNDECIDED, False, Force.MAY),
    ],
)
def test_what_follows_is_as_the_rule_says(has_majority, conclusion, four_class, force):
    start = until("reconsidering", four_class=four_class)
    if not has_majority:
        start = go(*NO_MAJORITY, start=until("speaking", four_class=four_class))
    item = go(reconsidered(conclusion), start=start)
    assert onward(item) is force
    reported = line("report_up", PANEL, reason="意见不一致")
    if force is not Force.NONE:
        assert go(reported, start=item).state is ItemState.REPORTED_UP
    if force is not Force.MUST:
        assert go(line("end", PANEL), start=item).state is ItemState.ENDED
        return
    with pytest.raises(RuleBrokenError) as refusal:
        go(line("end", PANEL), start=item)
    assert refusal.value.rule == "onward"


def test_where_there_is_no_majority_none_is_adopted():
    with pytest.raises(RuleBrokenError) as refusal:
        go(*NO_MAJORITY, reconsidered(), start=until("speaking"))
    assert refusal.value.rule == "no_majority"


def test_a_question_of_no_case_needs_no_panel():
    stages = way(judge_ids=())
    names = list(stages)[: list(stages).index("reconsidering") + 1]
    item = go(*(act for name in names for act in stages[name]))
    assert item.state is ItemState.ADVISED
    assert go(line("end", OFFICE), start=item).state is ItemState.ENDED


def test_another_panel_does_not_answer_for_this_one():
    with pytest.raises(RuleBrokenError) as refusal:
        go(replace(reconsidered(), doer=doer(8, Part.HANDLING_JUDGE)), start=until("reconsidering"))
    assert refusal.value.rule == "panel"
