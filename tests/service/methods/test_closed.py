"""What is closed is in no answer, at once, and its id is answered as one that never was."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus

import pytest

from corpus.judgment import JudgmentId
from corpus.privacy.sensitivity import Sensitivity
from corpus.spans import value_of
from corpus.store.closing import SqlClosings
from corpus.store.sql import SqlJudgmentStore
from indexing.columns.filters import SearchFilter
from service.actors import Role
from service.edge.permissions import NEEDS
from service.search.filtering import filter_of
from service.search.keeper import IndexKeeper
from service.search.methods.desk import answer_by_method
from service.search.methods.matching import matching_ids
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod
from service.search.service import SearchService
from service.tiers.dividing import Dates, tiers_in
from service.tiers.scope import coverage_in
from tests.service.conftest import GOOD_PASSWORD, form_token_of
from tests.service.methods.conftest import Source, build

GHOST = JudgmentId("j" + "0" * 20)
ASKED = [
    MethodQuestion(method=SearchMethod.STATUTE, words="合同法第二百条"),
    MethodQuestion(method=SearchMethod.STATUTE, words="刑法 或 民法典"),
    MethodQuestion(method=SearchMethod.KEYWORD, words="利息 -诈骗"),
    MethodQuestion(method=SearchMethod.KEYWORD, words="不得计入本金"),
]
LIKE = "原告与被告签订借款合同，被告到期未归还借款本金及利息，利息预先在本金中扣除。"


@pytest.fixture(scope="session")
def hidden(judgments):
    """A loan judgment that others are like and cite with, and the guiding case that they name."""
    return tuple(each for each in judgments if each.source.external_id in {"loan7", "guiding24"})


@pytest.fixture(scope="session")
def index_without(judgments, hidden, tmp_path_factory):
    root = tmp_path_factory.mktemp("without")
    build([each for each in judgments if each not in hidden], root)
    return Source(root).open()


@pytest.fixture
def shelf(engine):
    return SqlJudgmentStore(engine)


@pytest.fixture
def closings(engine):
    return SqlClosings(engine)


def searching(index, shelf, settings, **more):
    source = Source(None)
    source.open = lambda: index
    source.current_id = lambda: index.snapshot_id
    keeper = IndexKeeper(source, check_seconds=60, monotonic=lambda: 0.0, **more)
    return SearchService(shelf, keeper, settings)


@pytest.fixture
def search(shelf, index, settings, closings):
    return searching(index, shelf, settings, closed=closings.ids)


@pytest.fixture
def never(shelf, index_without, settings):
    """A search over an index that never held what is closed."""
    return searching(index_without, shelf, settings)


@pytest.fixture
def close(closings, hidden):
    def closing():
        for each in hidden:
            closings.close(
                each.id,
                Sensitivity.TRADE_SECRET,
                reason="涉及商业秘密",
                author="保密员",
                at=datetime(2026, 11, 26, tzinfo=UTC),
            )

    return closing


def test_counts_and_values_of_filters_are_those_of_a_corpus_without_it(search, never, close):
    before = search.coverage(), search.facets()
    close()
    assert (search.coverage(), search.facets()) == (never.coverage(), never.facets())
    assert before != (never.coverage(), never.facets())


@pytest.mark.parametrize("asked", ASKED, ids=lambda each: each.words)
@pytest.mark.parametrize("case_types", [[], ["civil"]])
@pytest.mark.parametrize("limit", [1, 100])
def test_what_is_met_or_not_is_answered_as_without_it(
    search, never, close, asked, case_types, limit
):
    asked = replace(asked, filter=filter_of({"case_types": case_types}), limit=limit)
    answer_by_method(asked, search)
    close()
    assert answer_by_method(asked, search) == answer_by_method(asked, never)
    assert matching_ids(asked, search, most_ranked=5) == matching_ids(asked, never, most_ranked=5)


def test_its_number_its_id_and_its_title_find_nothing(search, never, close, hidden):
    numbers = [str(value_of(each.case_number)) for each in hidden if value_of(each.case_number)]
    words = [*numbers, "指导性案例24号", *(each.id for each in hidden)]
    close()
    for each in words:
        asked = MethodQuestion(method=SearchMethod.CASE, words=each, limit=100)
        one, other = answer_by_method(asked, search), answer_by_method(asked, never)
        assert one.understood == other.understood
        assert [hit.similar.judgment.id for hit in one.hits] == [
            hit.similar.judgment.id for hit in other.hits
        ]
        assert (one.n_hits, one.n_allowed) == (other.n_hits, other.n_allowed)


@pytest.mark.parametrize("method", [SearchMethod.FACTS, SearchMethod.ISSUE])
@pytest.mark.parametrize("limit", [1, 3, 100])
def test_rankings_are_filled_as_if_it_were_excluded(search, close, hidden, method, limit):
    asked = MethodQuestion(method=method, words=LIKE, text=LIKE, limit=limit)
    excluding = SearchFilter(excluding=frozenset(each.id for each in hidden))
    without = answer_by_method(replace(asked, filter=excluding), search)
    close()
    answer = answer_by_method(asked, search)
    assert answer.hits == without.hits
    assert (answer.n_hits, answer.n_allowed) == (without.n_hits, without.n_allowed)
    shown = {hit.similar.judgment.id for hit in answer.hits}
    shown |= {other for hit in answer.hits for other in hit.similar.others}
    assert not shown & {each.id for each in hidden}
    assert answer.n_allowed == answer.coverage.n_judgments


def test_tiers_cover_what_they_cover_without_it(index, index_without, hidden):
    def covered(columns):
        tiers = tiers_in(columns, Dates.of(columns, {}), None, {})
        return coverage_in(columns, tiers, (), None)

    masked = index.without(frozenset(each.id for each in hidden)).columns
    assert covered(masked) == covered(index_without.columns) != covered(index.columns)


def test_closing_what_the_index_does_not_hold_changes_nothing(index):
    assert index.without(frozenset({GHOST})) is index


def test_one_view_serves_until_something_else_is_closed(search, close, closings, hidden):
    close()
    first = search.keeper.current()
    assert search.keeper.current() is first
    assert search.keeper.named(first.snapshot_id) is first
    closings.reopen(
        hidden[0].id, reason="不再涉密", author="保密员", at=datetime(2026, 11, 27, tzinfo=UTC)
    )
    assert search.keeper.current() is not first


ADDRESSES = [
    (method, path) for method, path in NEEDS if "{judgment_id}" in path and path.count("{") == 1
]
READERS = [Role.JUDGE, Role.SECRETARY, Role.AUDITOR, Role.LEADER, Role.SECURITY_OFFICER]


def told(client, headers, judgment_id):
    """Return every answer to an id, without the id and the tokens of forms."""
    found = {}
    asked = [(method, path, None) for method, path in ADDRESSES]
    asked += [
        ("POST", "/api/v1/similar", {"judgment_id": judgment_id}),
        ("POST", "/api/v1/compare", {"text": LIKE, "judgment_ids": [judgment_id]}),
    ]
    for method, path, body in asked:
        answer = client.request(
            method,
            path.replace("{judgment_id}", judgment_id),
            json=body,
            headers={**headers, "x-request-id": "0123456789abcdef"},
        )
        text = re.sub(r'name="form_token" value="[0-9a-f]+"', "", answer.text)
        found[method, path] = answer.status_code, text.replace(judgment_id, "")
    return found


def test_to_everybody_its_id_is_one_that_never_was(client, desk, close, clock, hidden):
    readers = {}
    for role in READERS:
        name = role.value.replace("_", "-")
        desk.add(name=name, display_name=name, password=GOOD_PASSWORD, roles=[role], now=clock())
        given = client.post("/api/v1/sessions", json={"name": name, "password": GOOD_PASSWORD})
        readers[role] = {"authorization": f"Bearer {given.json()['token']}"}
    before = told(client, readers[Role.JUDGE], hidden[0].id)
    close()
    for headers in readers.values():
        assert told(client, headers, hidden[0].id) == told(client, headers, GHOST)
    after = told(client, readers[Role.JUDGE], hidden[0].id)
    opened = [asked for asked, (status, _) in before.items() if status == HTTPStatus.OK]
    assert len(opened) >= 8
    assert {after[asked][0] for asked in opened} == {HTTPStatus.NOT_FOUND}


def test_a_search_kept_earlier_shows_it_no_more(desk_client, close, hidden):
    page = desk_client.get("/search")
    given = {"text": hidden[0].text, "form_token": form_token_of(page)}
    kept = desk_client.post("/search", data=given).headers["location"]
    loan = hidden[0].id
    assert loan in desk_client.get(kept).text
    close()
    answer = desk_client.get(kept)
    assert answer.status_code == HTTPStatus.OK
    assert not any(each.id in answer.text for each in hidden)
    assert desk_client.get(f"{kept}/hits/{loan}").status_code == HTTPStatus.NOT_FOUND
