"""The desk: decided and pending cases together, alarms, bounds, and what is told to whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from corpus.judgment import Effectiveness, PartyKind, Role
from corpus.relations.model import RelationKind as K
from corpus.store.sql import SqlJudgmentStore
from service.pending.model import PaperKind, PendingParty
from service.related.alarms import overturned_alarms
from service.related.desk import IN_ALL, PER_KEY
from service.related.model import AlarmKind
from service.related.pending import traits_of_pending
from service.related.reach import DECIDED_ONLY, WHOLE_HOUSE, Reach
from tests.corpus.relations.suits import Suit, read
from tests.service.related.cases import pending

FIRST = Suit()
STORY = "被告于2026年{month}月1日向原告借款{sum}元，约定2026年8月1日还清，至今未还。"


def borrower(n):
    return replace(
        FIRST,
        defendant=f"王山{'甲乙丙丁戊己庚辛'[n % 8]}，男，19{70 + n % 30}年1月{1 + n % 28}日出生，住丙市{n}街1号",
        story=STORY.format(month=1 + n % 7, sum=1000 + n),
        claim=f"判令被告偿还原告借款{1000 + n}元",
    )


@pytest.fixture
def store(engine):
    return SqlJudgmentStore(engine)


def kinds(related):
    return set(related.edges)


def test_a_pending_suit_is_told_as_repeating_a_decided_one_and_the_reverse(related, store):
    store.put([FIRST.judgment])
    case = pending(FIRST)
    related.note_case(case)
    for found in (
        related.of_pending(case, WHOLE_HOUSE),
        related.of_judgment(FIRST.judgment.id, WHOLE_HOUSE),
    ):
        assert kinds(found) == {K.REPEAT, K.SAME_PARTY, K.SAME_FACT}
        assert [alarm.kind for alarm in found.alarms] == [AlarmKind.REPEAT]
    (edge,) = found.edges[K.REPEAT]
    assert (edge.case.number, edge.case.judge, edge.case.effect) == (
        "（2026）吉0123民初700号",
        "钱一",
        None,
    )


def test_a_case_closed_or_withdrawn_is_forgotten(related, store):
    store.put([FIRST.judgment])
    related.note_case(pending(FIRST))
    related.forget_case("c1")
    assert related.of_judgment(FIRST.judgment.id, WHOLE_HOUSE).edges == {}


def test_a_series_split_over_judges_and_courts_raises_alarms(related):
    cases = [
        pending(borrower(n), end=f"c{n}", serial=700 + n, judge=judge, court=court)
        for n, (judge, court) in enumerate(
            (("钱一", "某县人民法院"), ("孙二", "某县人民法院"), ("李三", "乙县人民法院"))
        )
    ]
    for case in cases:
        related.note_case(case)
    found = related.of_pending(cases[0], WHOLE_HOUSE)
    assert kinds(found) == {K.SERIES}
    assert [alarm.kind for alarm in found.alarms] == [
        AlarmKind.SPLIT_JUDGES,
        AlarmKind.SPLIT_COURTS,
    ]
    assert "孙二" in found.alarms[0].sentence
    assert "2名法官" in found.alarms[0].sentence


def test_one_judge_of_one_court_raises_none(related):
    cases = [pending(borrower(n), end=f"c{n}", serial=700 + n) for n in range(3)]
    for case in cases:
        related.note_case(case)
    assert related.of_pending(cases[0], WHOLE_HOUSE).alarms == ()


@pytest.mark.parametrize(
    ("days", "is_told"), [((0, 20), True), ((0, 60), False), ((0, 60, 90), True)]
)
def test_two_suits_far_apart_are_no_series_and_three_are(related, days, is_told):
    first = date(2026, 3, 1)
    cases = [
        pending(borrower(n), end=f"c{n}", serial=700 + n, filed=first + timedelta(days=after))
        for n, after in enumerate(days)
    ]
    for case in cases:
        related.note_case(case)
    found = [K.SERIES in related.of_pending(case, WHOLE_HOUSE).edges for case in cases]
    assert found == [is_told] * len(days)


@pytest.mark.parametrize(("n_cases", "is_told"), [(4, False), (5, True)])
def test_many_loans_of_one_lender_raise_an_alarm(related, n_cases, is_told):
    for n in range(n_cases):
        related.note_case(pending(borrower(n), end=f"c{n}", serial=700 + n))
    # One more, long ago, is out of the months that count.
    related.note_case(pending(borrower(9), end="old", filed=date(2020, 1, 1)))
    found = related.of_pending(pending(borrower(0), end="c0"), WHOLE_HOUSE)
    assert (AlarmKind.LENDER in {alarm.kind for alarm in found.alarms}) is is_told


def test_a_bank_lends_without_an_alarm_and_its_cost_is_bounded(related):
    bank = "吉林长白农村商业银行股份有限公司，住所地丙市"
    for n in range(PER_KEY + 30):
        suit = replace(borrower(n), plaintiff=bank)
        case = pending(suit, end=f"c{n:03}", serial=n + 1)
        case = replace(
            case,
            parties=(
                PendingParty(
                    name=bank.split("，", maxsplit=1)[0], role=Role.PLAINTIFF, kind=PartyKind.LEGAL
                ),
            ),
            filed_on=date(2026, 1, 1) + timedelta(days=n),
        )
        related.note_case(case)
    found = related.of_pending(case, WHOLE_HOUSE)
    assert len(found.edges[K.SERIES]) <= PER_KEY
    assert found.n_looked_at <= IN_ALL
    assert {each.what for each in found.left_out} == {"同一单位", "同一当事人、同一案由"}
    assert found.left_out[0].n_cases == PER_KEY + 29
    assert AlarmKind.LENDER not in {alarm.kind for alarm in found.alarms}


def test_whoever_hears_no_cases_learns_nothing_of_pending_ones(related, store):
    store.put([FIRST.judgment])
    before = related.of_judgment(FIRST.judgment.id, DECIDED_ONLY)
    for n in range(6):
        related.note_case(pending(borrower(n), end=f"c{n}", serial=700 + n))
    related.note_case(pending(FIRST, end="again"))
    assert related.of_judgment(FIRST.judgment.id, DECIDED_ONLY) == before


def test_of_a_colleagues_case_only_the_place_is_told(related, store):
    store.put([FIRST.judgment])
    related.note_case(pending(FIRST))
    closed = related.of_judgment(FIRST.judgment.id, Reach(sees_pending=True))
    (edge,) = closed.edges[K.REPEAT]
    assert not edge.case.is_open
    assert edge.case.judge == "钱一"
    grounds = [*edge.relation.grounds, *(g for leg in edge.relation.legs for g in leg.grounds)]
    assert all(ground.right is None for ground in grounds)
    assert any(ground.left is not None for ground in grounds)
    mine = Reach(sees_pending=True, opens=frozenset({"c1"}))
    (edge,) = related.of_judgment(FIRST.judgment.id, mine).edges[K.REPEAT]
    assert all(ground.right is not None for ground in edge.relation.grounds)


def test_a_judgment_given_as_similar_that_fell_raises_an_alarm(related, store):
    store.put([FIRST.judgment])
    found = related.of_pending(pending(borrower(1)), WHOLE_HOUSE, similar=[FIRST.judgment.id])
    assert AlarmKind.OVERTURNED not in {alarm.kind for alarm in found.alarms}
    appeal = read(
        "某市中级人民法院\n民事判决书\n（2023）吉01民终3号\n上诉人（原审被告）：李庆，男。\n"
        "被上诉人（原审原告）：张长安，男。\n上诉人李庆因与被上诉人张长安民间借贷纠纷一案，"
        "不服某县人民法院（2023）吉0123民初1号民事判决，向本院提起上诉。本院依法组成合议庭进行了审理。\n"
        "本院认为，原判有误。依照《中华人民共和国民事诉讼法》第一百七十七条之规定，判决如下：\n"
        "一、撤销某县人民法院（2023）吉0123民初1号民事判决；\n二、驳回张长安的诉讼请求。\n"
        "本判决为终审判决。\n审判长 己某\n二〇二三年六月一日\n",
        place="appeal",
    )
    store.put([appeal])
    found = related.of_pending(pending(borrower(1)), WHOLE_HOUSE, similar=[FIRST.judgment.id])
    (alarm,) = [each for each in found.alarms if each.kind is AlarmKind.OVERTURNED]
    assert "（2023）吉01民终3号" in alarm.sentence
    chain = related.of_judgment(FIRST.judgment.id, WHOLE_HOUSE).edges[K.CHAIN]
    assert [edge.case.id for edge in chain] == [appeal.id]
    assert "（2023）吉0123民初1号" in chain[0].relation.grounds[0].right.text
    assert overturned_alarms([edge.case for edge in chain]) == ()
    assert chain[0].case.effect is Effectiveness.IN_EFFECT


def test_an_appeal_that_is_pending_stands_in_the_chain(related, store):
    store.put([FIRST.judgment])
    case = replace(
        pending(FIRST),
        case_number=None,
        text="民事上诉状\n上诉人：李庆，男。\n被上诉人：张长安，男。\n"
        "上诉人不服某县人民法院（2023）吉0123民初1号民事判决，现提起上诉。\n上诉请求：\n1.撤销原判。\n"
        "事实和理由：原判认定事实错误，借款已经还清。\n此致\n某市中级人民法院\n",
    )
    found = related.of_pending(case, WHOLE_HOUSE)
    assert kinds(found) == {K.CHAIN}


def test_a_draft_is_read_as_a_judgment(related, store):
    store.put([FIRST.judgment])
    again = replace(FIRST, serial=700, year=2026, filed="2026年9月11日")
    case = replace(pending(FIRST), paper=PaperKind.DRAFT, text=again.judgment.text)
    assert K.REPEAT in kinds(related.of_pending(case, WHOLE_HOUSE))


def test_parties_of_the_case_system_count_without_words():
    case = pending(FIRST)
    told = replace(case, parties=(*case.parties, PendingParty(name="赵六", role=Role.THIRD_PARTY)))
    one = traits_of_pending(told).participants[-1]
    assert (one.name, one.words.span) == ("赵六", None)


def test_a_judgment_without_traits_is_said_to_be_unknown(related, store, engine):
    store.put([FIRST.judgment])
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM relation_papers")
        connection.exec_driver_sql("DELETE FROM relation_keys")
    found = related.of_judgment(FIRST.judgment.id, WHOLE_HOUSE)
    assert found.edges == {}
    assert found.n_unknown == store.count()
