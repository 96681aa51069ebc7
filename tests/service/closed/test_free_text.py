"""What people typed of a closed judgment names its parties to nobody who may not read it.

And nobody learns who the parties are by typing names and looking which are shown no more.
"""

from datetime import date

import pytest
from alembic import command

from corpus.judgment import Judgment
from corpus.privacy.masking import EXPORT
from corpus.privacy.people import people_of
from corpus.privacy.sensitivity import Sensitivity
from corpus.reading import read_judgment
from corpus.sample.generation import generate
from corpus.spans import value_of
from corpus.store.clearance import cleared_for
from corpus.store.engine import write_transaction
from service.actors import Role
from service.case_divergence.answers import AnswerKind
from service.closed.concealing import Concealer
from service.closed.withholding import NOBODY, WITHHELD
from service.notices.model import Notice, NoticeKind, Recipient
from service.pending.opening import CaseEntry, CasePaper
from service.pending.search_model import ResponsePlace, SubmittedKind
from service.referral.conference.asking import Suggested
from service.referral.conference.vocabulary import Ground
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import ReferralAct, Way
from service.referral.referrals.starting import Start
from service.referral.roster.model import Colleague, Office
from service.store.database import migration_config
from service.store.divergence_records import DivergenceRecords
from service.store.matter_records import Wanted
from tests.service.case_divergence.suits import CASE

KIND = Sensitivity.JUVENILE


def names_in(judgment):
    return sorted(each.name for each in people_of(judgment) if each.kind in EXPORT.persons)


@pytest.fixture(scope="module")
def samples():
    """Judgments of the sample whose parties nobody shares."""
    read = (
        read_judgment(raw, today=date(2026, 11, 1)) for raw in generate(seed=5, size=30).judgments
    )
    found = [each for each in read if isinstance(each, Judgment) and each.case_number]
    return [each for each in found if len(names_in(each)) > 1]


@pytest.fixture
def stored(shelf, samples):
    """The judgment that will be closed, and another that stays open."""
    one = samples[0]
    other = next(each for each in samples if not set(names_in(each)) & set(names_in(one)))
    shelf.put([one, other])
    return one, other


@pytest.fixture
def one(stored):
    return stored[0]


@pytest.fixture
def court(one):
    """The court of the judgment is that of everybody here."""
    return value_of(one.court).name


@pytest.fixture
def party(one):
    return names_in(one)[0]


@pytest.fixture
def number(one):
    return str(value_of(one.case_number))


@pytest.fixture
def refer(referral, judge, clock):
    desk = referral.referrals

    def begin(question, pending_id=""):
        start = Start(way=Way.BY_HAND, pending_id=pending_id)
        filled = desk.prefill(start, actor=judge, now=clock())
        return desk.propose(filled, Entry(question=question), actor=judge, now=clock()).id

    return begin


@pytest.fixture
def cite(referral, judge, clock):
    def attach(referral_id, judgment, reason):
        cited = {"judgment_id": judgment.id, "words": judgment.text[200:240].split("\n")[0]}
        referral.referrals.act(
            referral_id, ReferralAct.ATTACH, cited, reason=reason, actor=judge, now=clock()
        )

    return attach


@pytest.fixture
def seated(referral, court):
    """Give somebody a place in the court."""

    def sit(actor, *offices):
        entry = Colleague(
            account_id=actor.account_id,
            name=actor.display_name,
            court=court,
            division="民一庭",
            rank=None,
            ranked_since=None,
            offices=frozenset(offices),
        )
        referral.roster.records.put([entry])

    return sit


@pytest.fixture
def case(edge, court, judge, clock):
    entry = CaseEntry(court=court, elements=("民间借贷纠纷",), handling_judge=judge.display_name)
    return edge.pending.open(CasePaper(text=CASE), entry, account_id=judge.account_id, now=clock())


@pytest.fixture
def seen(client, bearer):
    """Return what the judge, or somebody else, is shown at an address."""

    def get(address, headers=None):
        answer = client.get(address, headers=headers or bearer)
        assert answer.status_code == 200, address
        return answer.text

    return get


def test_what_was_typed_in_a_matter_that_cites_it(
    refer,
    cite,
    seen,
    seated,
    headers,
    person,
    referral,
    judge,
    clock,
    one,
    court,
    party,
    number,
    close,
):
    seated(judge)
    keeper = person("keeper", Role.SECRETARY)
    seated(keeper, Office.CONFERENCE_SECRETARY)
    begun = refer(f"{party}一案的违约金应否调整")
    cite(begun, one, reason=f"与{number}中{party}的主张相同")
    asked = Suggested(ground=Ground.UNIFY, focuses=(f"{party}应否返还",))
    item = referral.conference_items.suggest(begun, asked, actor=judge, now=clock()).id
    whose = {
        None: ("/referrals", "/api/v1/referrals", f"/referrals/{begun}"),
        "keeper": ("/conferences", f"/conference-items/{item}", f"/api/v1/conference-items/{item}"),
    }
    pages = [
        (address, None if who is None else headers(keeper))
        for who, addresses in whose.items()
        for address in addresses
    ]
    assert [address for address, who in pages if party not in seen(address, who)] == []
    close(one.id, KIND)
    for address, who in pages:
        shown = seen(address, who)
        assert party not in shown, address
        assert number not in shown, address
        assert f"{NOBODY}一案的违约金应否调整" in shown, address
    # The court of the matter stands in the judgment too, and is no secret.
    listed = referral.referrals.reader.records.listed(begun)
    assert listed.outline.court == court
    records = referral.referrals.reader.records
    for words in (party, f"{party}一案"):
        assert records.find(Wanted(words=words), most=9) == ()
        assert records.count(Wanted(words=words)) == 0
    assert records.count(Wanted(words="违约金")) == 2
    with cleared_for([KIND]):
        assert records.count(Wanted(words=party)) == 2
        assert party in repr(referral.referrals.open(begun, actor=judge, now=clock()))


def test_what_was_typed_on_a_case_where_a_party_submitted_it(
    edge, engine, case, judge, clock, one, party, number, close
):
    shelf, said = edge.case_search, f"{party}一案情形不同"
    account = judge.account_id
    record = shelf.submit(
        case.id,
        submitted_by="代理人",
        submitted_on=clock().date(),
        kind=SubmittedKind.OTHER,
        number=number,
        account_id=account,
        now=clock(),
    )
    shelf.answer(case.id, record, place=ResponsePlace.EXPLANATION, response=said, now=clock())
    shelf.stop_at(case.id, "own_court", reason=said, account_id=account, now=clock())
    answers = DivergenceRecords(engine)
    answers.add(
        case.id,
        finding_key="f",
        topic="t",
        kind=AnswerKind.EXPLAIN,
        reason=said,
        account_id=account,
        at=clock(),
    )

    def told():
        return (
            shelf.records.party_cases(case.id)[0].response,
            shelf.records.standing_stop(case.id).reason,
            answers.all_of(case.id)[0].reason,
        )

    assert told() == (said,) * 3
    close(one.id, KIND)
    assert told() == (f"{NOBODY}一案情形不同",) * 3
    with cleared_for([KIND]):
        assert told() == (said,) * 3


def test_a_notice_hides_the_names_where_it_tells_of_the_judgment(
    edge, judge, clock, one, party, number, close
):
    def sent(key, sentence):
        return Notice(
            kind=NoticeKind.SUBSCRIPTION,
            keys=(key,),
            to=Recipient(name=judge.display_name, account_id=judge.account_id),
            subject="1",
            address="/subscriptions",
            sentence=sentence,
            why="您订阅了这一检索",
        )

    notices = [sent("a", f"新增文书：{number}，{party}"), sent("b", f"{party}同志的来信")]
    edge.notices.send(notices, now=clock())
    close(one.id, KIND)
    told = [each.notice.sentence for each in edge.notices.of(judge)]
    assert told == [f"{party}同志的来信", f"新增文书：{WITHHELD}，{NOBODY}"]


def test_nobody_finds_the_parties_by_typing_names(refer, seen, one, party, number, close):
    before = refer(f"{party}与人为邻")
    close(one.id, KIND)
    # Who may not read it types its number, which stands on the board of the hearing, and names.
    guessed = refer(f"{number}的当事人是{party}还是别人")
    assert f"{party}与人为邻" in seen(f"/referrals/{before}")
    shown = seen(f"/referrals/{guessed}")
    assert party in shown
    assert number in shown


def test_who_is_cleared_writes_for_others_without_names(refer, seen, one, party, number, close):
    close(one.id, KIND)
    with cleared_for([KIND]):
        written = refer(f"{number}中{party}的抗辩应否采纳")
    assert f"{WITHHELD}中{NOBODY}的抗辩应否采纳" in seen(f"/referrals/{written}")


def test_parties_of_open_judgments_keep_their_names(refer, cite, seen, stored, close):
    one, other = stored
    mine, theirs = names_in(one)[:2], names_in(other)[0]
    begun = refer(f"{mine[0]}、{mine[1]}、{theirs}三人的责任如何分担")
    cite(begun, one, reason="参考")
    cite(begun, other, reason="参考")
    close(one.id, KIND)
    shown = seen(f"/referrals/{begun}")
    assert theirs in shown
    assert mine[0] not in shown


def test_who_signs_keeps_a_name_that_a_party_bears_too(engine, desk, clock, one, party, close):
    close(one.id, KIND)
    form = {"judgment": one.id, "words": f"{party}签发", "staff": "王法官"}
    conceal = Concealer(engine)
    assert conceal(form)["words"] == f"{NOBODY}签发"
    desk.add(
        name="same",
        display_name=party,
        password="long enough 2026",
        roles=[Role.JUDGE],
        now=clock(),
    )
    assert conceal(form)["words"] == f"{party}签发"


def test_a_company_is_a_party_too_and_a_part_of_its_name_is_no_person(engine, one, party, close):
    close(one.id, KIND)
    shown = Concealer(engine)({"judgment": one.id, "words": f"{party}商贸有限公司与{party}"})
    assert shown["words"] == f"{party}商贸有限公司与{NOBODY}"


def test_texts_from_before_are_looked_through_by_the_migration(
    engine, refer, cite, seen, one, party, close
):
    begun = refer(f"{party}一案")
    cite(begun, one, reason="参考")
    for step, revision in ((command.downgrade, "0024"), (command.upgrade, "head")):
        with write_transaction(engine) as connection:
            config = migration_config()
            config.attributes["connection"] = connection
            step(config, revision)
    close(one.id, KIND)
    assert f"{NOBODY}一案" in seen("/referrals")
