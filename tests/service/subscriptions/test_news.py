"""What is new is exactly what is there and was not there when somebody last looked."""

from hypothesis import given
from hypothesis import strategies as st

from service.pending.opening import CaseEntry, CasePaper
from service.pending.search_model import SubmittedKind
from service.store.seen_records import SeenRecords
from service.subscriptions.model import CaseAspect, CaseItem
from service.subscriptions.news import NewsDesk
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.papers import WordIndex
from tests.service.pending.test_case_pages import opened
from tests.service.pending.test_opening import COMPLAINT


def news_of(edge, judge, address):
    case = edge.pending.find(address.rpartition("/")[2], account_id=judge.account_id)
    return edge.news.of_case(case, judge)


def aspects_of(news):
    return {each.aspect: len(each.items) for each in news.aspects}


def test_a_case_is_unopened_until_it_is_looked_at(desk_client, edge, judge):
    address = opened(desk_client)
    assert news_of(edge, judge, address).is_first
    assert "未打开过" in desk_client.get("/cases").text
    desk_client.get(address + "/log")
    assert not news_of(edge, judge, address).is_first
    assert news_of(edge, judge, address).aspects == ()


def test_judgments_that_came_are_new_until_the_list_is_looked_at(
    desk_client, edge, judge, index_shelf, judgments
):
    index_shelf.index = WordIndex(judgments[:4], snapshot_id="s0")
    address = opened(desk_client)
    desk_client.get(address)
    before = {each.id for each in judgments[:4]}
    index_shelf.index = WordIndex(judgments, snapshot_id="s1")
    assert news_of(edge, judge, address).is_behind
    case = edge.pending.find(address.rpartition("/")[2], account_id=judge.account_id)
    edge.subscriptions.refresh([case], now=edge.clock())
    (found,) = news_of(edge, judge, address).aspects
    assert found.aspect is CaseAspect.SIMILAR
    keys = {item.key for item in found.items}
    assert keys
    assert not keys & before
    page = desk_client.get(address).text
    assert "自上次查看以来" in page
    assert f"新 {len(keys)}" in page
    # It was told on the page that shows it, and is new no more.
    assert news_of(edge, judge, address).aspects == ()
    assert "自上次查看以来</h2>" not in desk_client.get(address).text


def test_what_a_party_submits_is_new_to_the_colleague_alone(
    desk_client, client, edge, judge, desk, clock
):
    address = opened(desk_client)
    other = desk.add(
        name="other",
        display_name="李法官",
        password=GOOD_PASSWORD,
        roles=judge.roles,
        now=clock(),
    )
    case = edge.pending.find(address.rpartition("/")[2], account_id=judge.account_id)
    edge.pending.admit(case.id, [other.account_id], account_id=judge.account_id)
    for actor in (judge, other):
        edge.news.visit(case, actor, tab="submitted", now=clock())
    token = form_token_of(desk_client.get(address + "/submitted"))
    sent = {
        "form_token": token,
        "submitted_by": "张三",
        "submitted_on": clock().date().isoformat(),
        "kind": SubmittedKind.OTHER.value,
        "number": "（2020）吉01民终7号",
    }
    answer = desk_client.post(address + "/submitted", data=sent)
    desk_client.get(answer.headers["location"])
    assert aspects_of(edge.news.of_case(case, judge)) == {}
    assert aspects_of(edge.news.of_case(case, other)) == {CaseAspect.SUBMITTED: 1}


def test_findings_are_told_to_the_handling_judge_alone(edge, judge, desk, clock):
    other = desk.add(
        name="other",
        display_name="李法官",
        password=GOOD_PASSWORD,
        roles=judge.roles,
        now=clock(),
    )
    case = edge.pending.open(
        CasePaper(text=COMPLAINT, file_name=None),
        CaseEntry(handling_judge=judge.display_name),
        account_id=judge.account_id,
        members=[other.account_id],
        now=clock(),
    )
    items = edge.news.items
    for actor in (judge, other):
        edge.news.visit(case, actor, tab="divergence", now=clock())
    items.records.keep_found(
        case.id, CaseAspect.FINDINGS, [], basis=f"s1 {case.changed_at.isoformat()}"
    )
    for actor in (judge, other):
        edge.news.visit(case, actor, tab="divergence", now=clock())
    items.records.keep_found(
        case.id,
        CaseAspect.FINDINGS,
        ["t1 应当还是不应当？"],
        basis=f"s1 {case.changed_at.isoformat()}",
    )
    (found,) = edge.news.of_case(case, judge).aspects
    assert [item.words for item in found.items] == ["应当还是不应当？"]
    assert edge.news.of_case(case, other).aspects == ()


class Shown:
    """Items that a test puts there."""

    def __init__(self):
        self.there = {}

    def glance(self, actor):
        return actor

    def keys(self, case, glance, aspect):
        return tuple(self.there.get(aspect, ()))

    def items(self, case, glance, aspect, *, but=()):
        return tuple(
            CaseItem(aspect=aspect, key=key, words=key, address="/")
            for key in self.keys(case, glance, aspect)
            if key not in but
        )


KEYS = st.frozensets(st.sampled_from("abcde"))


@given(before=KEYS, between=KEYS, after=KEYS)
def test_what_goes_and_comes_back_is_counted_by_what_was_seen_last(before, between, after):
    # What was there at an earlier look and not at the last one is new again: it was away.
    records = {}

    class Records:
        def seen(self, account_id, ids):
            return dict(records)

        def mark_seen(self, account_id, case_id, aspect, keys, *, at):
            records[case_id, aspect] = frozenset(keys)

    class Case:
        id = "c1"

    class Somebody:
        account_id = 1

    shown = Shown()
    desk = NewsDesk(items=shown, records=Records())
    for keys in (before, between):
        shown.there[CaseAspect.RELATED] = keys
        desk.visit(Case, Somebody, tab="related", now=None)
    shown.there[CaseAspect.RELATED] = after
    news = desk.of_cases([Case], Somebody)[0]
    assert {item.key for each in news.aspects for item in each.items} == after - between


def test_what_one_saw_another_did_not(engine, judge, desk, clock, edge):
    other = desk.add(
        name="other",
        display_name="李法官",
        password=GOOD_PASSWORD,
        roles=judge.roles,
        now=clock(),
    )
    case = edge.pending.open(
        CasePaper(text=COMPLAINT, file_name=None),
        CaseEntry(),
        account_id=judge.account_id,
        members=[other.account_id],
        now=clock(),
    )
    records = SeenRecords(engine)
    records.mark_seen(judge.account_id, case.id, CaseAspect.RELATED, ["a"], at=clock())
    records.mark_seen(judge.account_id, case.id, CaseAspect.RELATED, ["b", "c"], at=clock())
    assert records.seen(judge.account_id, [case.id]) == {
        (case.id, CaseAspect.RELATED): frozenset({"b", "c"})
    }
    assert records.seen(other.account_id, [case.id]) == {}
