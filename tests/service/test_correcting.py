"""Fields set right on the page and over the interface; who may, what is kept, what is refused."""

import contextlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import Effectiveness
from corpus.store.sql import SqlJudgmentStore
from corpus.store.tables import judgments as judgment_rows
from indexing.columns.filters import SearchFilter, columns_of, row_of
from service.actors import PERMISSIONS, Permission, Role
from service.errors import CorrectionValueError
from service.reading.correcting import CORRECTABLE, read_words, typed_value, words_of_value
from tests.service.conftest import GOOD_PASSWORD, form_token_of


@pytest.fixture
def shelf(engine):
    """The stored judgments, so that what is corrected is what is read."""
    return SqlJudgmentStore(engine)


@pytest.fixture
def paper(judgments):
    return judgments[0]


def correct(client, judgment_id, **fields):
    token = form_token_of(client.get(f"/judgments/{judgment_id}"))
    data = {"form_token": token, "reason": "与原件核对", **fields}
    return client.post(f"/judgments/{judgment_id}/corrections", data=data)


def test_a_corrected_field_is_badged_and_kept_with_author_time_and_reason(desk_client, paper):
    answer = correct(desk_client, paper.id, field="instance", value="special")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/judgments/{paper.id}#corrections"
    page = desk_client.get(f"/judgments/{paper.id}").text
    assert "<b>特别程序</b>" in page
    assert "已更正" in page
    assert "系统原读：一审" in page
    row = page[page.index('id="corrections"') :]
    for words in ("审级", "一审", "特别程序", "与原件核对", "王法官（judge）", "2026-03-02 09:00"):
        assert words in row


def test_a_correction_reaches_the_columns_that_filters_are_built_from(desk_client, paper, engine):
    correct(desk_client, paper.id, field="court", value="吉林省长春市中级法院")
    correct(desk_client, paper.id, field="effect", value="in_effect")
    correct(desk_client, paper.id, field="charges", value="盗窃；诈骗罪")
    with engine.connect() as connection:
        row = connection.execute(judgment_rows.select().where(judgment_rows.c.id == paper.id)).one()
    assert (row.court, row.court_level) == ("吉林省长春市中级人民法院", "intermediate")
    assert row.effect == "in_effect"
    stored = SqlJudgmentStore(engine).get(paper.id)
    assert stored.effect is Effectiveness.IN_EFFECT
    assert [charge.value for charge in stored.charges] == ["盗窃罪", "诈骗罪"]


def test_the_next_index_filters_by_what_was_corrected(desk_client, paper, engine):
    store = SqlJudgmentStore(engine)
    before = store.digest()
    correct(desk_client, paper.id, field="court", value="吉林省长春市中级法院")
    correct(desk_client, paper.id, field="charges", value="诈骗罪")
    assert store.digest() != before
    columns = columns_of([row_of(each) for each in store.iterate()])
    for condition in (
        SearchFilter(courts=frozenset({"吉林省长春市中级人民法院"})),
        SearchFilter(causes=frozenset({"诈骗罪"})),
    ):
        found = [columns.ids[place] for place in columns.mask(condition).nonzero()[0]]
        assert found == [paper.id]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("case_number", "第七号", "案号，如（2023）京01民终1号"),
        ("court", "市公安局", "法院全称"),
        ("decided_on", "去年", "日期，如 2021-06-30"),
        ("instance", "third", "一审、二审"),
        ("cause", "看不惯纠纷", "案由表中的名称"),
        ("charges", "盗窃罪；不孝罪", "罪名表中的全称"),
        ("effect", "", "未生效"),
        ("text", "改写", "更正无法执行"),
        ("instance", "first", "与现有值不同"),
    ],
)
def test_a_value_that_the_field_cannot_take_comes_back_with_what_it_accepts(
    desk_client, paper, engine, field, value, words
):
    answer = correct(desk_client, paper.id, field=field, value=value)
    assert answer.status_code == 400
    assert words in answer.text
    assert 'role="alert"' in answer.text
    assert SqlJudgmentStore(engine).get(paper.id) == paper


def test_a_refused_form_keeps_what_was_typed(desk_client, paper):
    answer = correct(desk_client, paper.id, field="case_number", value='<b>"七', reason="看<u>")
    assert "&lt;b&gt;&#34;七" in answer.text
    assert "看&lt;u&gt;" in answer.text
    assert '<b>"七' not in answer.text
    assert re.search(
        r'<details class="correct" open>\s*<summary aria-label="更正案号"', answer.text
    )


def test_a_reason_is_needed(desk_client, paper):
    answer = correct(desk_client, paper.id, field="instance", value="special", reason="  ")
    assert answer.status_code == 400
    assert "理由" in answer.text


def test_words_given_as_proof_must_stand_in_the_text(desk_client, paper, reading):
    refused = correct(
        desk_client, paper.id, field="instance", value="special", quote="文书里没有这句话"
    )
    assert refused.status_code == 400
    assert "逐字出现" in refused.text
    correct(desk_client, paper.id, field="instance", value="special", quote="适用简易程序")
    (made,) = reading.corrections.history(paper.id)
    assert made.span.of(paper.text) == "适用简易程序"


def test_corrections_can_be_taken_back(desk_client, paper, engine):
    correct(desk_client, paper.id, field="instance", value="special")
    answer = correct(desk_client, paper.id, field="instance", restore="yes", reason="更正有误")
    assert answer.status_code == 303
    assert SqlJudgmentStore(engine).get(paper.id).instance == paper.instance
    page = desk_client.get(f"/judgments/{paper.id}").text
    assert "恢复系统读取" in page
    assert "更正有误" in page
    assert "已更正</span>" not in page
    assert correct(desk_client, paper.id, field="instance", restore="yes").status_code == 400


def test_a_form_of_another_site_corrects_nothing(desk_client, paper, reading):
    for token in ({}, {"form_token": "0" * 64}):
        answer = desk_client.post(
            f"/judgments/{paper.id}/corrections",
            data={**token, "field": "instance", "value": "special", "reason": "x"},
        )
        assert answer.status_code == 403
    assert reading.corrections.history(paper.id) == ()


@pytest.mark.parametrize("role", list(Role))
def test_only_who_may_correct_is_offered_a_form(client, desk, clock, role, paper, reading):
    desk.add(name="someone", display_name="某", password=GOOD_PASSWORD, roles=[role], now=clock())
    token = desk.sign_in("someone", GOOD_PASSWORD, now=clock()).token
    headers = {"authorization": f"Bearer {token}"}
    page = client.get(f"/judgments/{paper.id}", headers=headers).text
    may = Permission.CORRECT_READINGS in PERMISSIONS[role]
    assert ("保存更正" in page) is may
    answer = client.post(
        f"/api/v1/judgments/{paper.id}/corrections",
        headers=headers,
        json={"field": "instance", "new": "special", "reason": "核对"},
    )
    assert answer.status_code == (201 if may else 403)
    assert bool(reading.corrections.history(paper.id)) is may


def post(client, bearer, judgment_id, **payload):
    return client.post(f"/api/v1/judgments/{judgment_id}/corrections", json=payload, headers=bearer)


def test_over_the_interface_words_and_values_are_taken(client, bearer, paper):
    answer = post(client, bearer, paper.id, field="decided_on", new="2021-05-09", reason="核对")
    assert answer.status_code == 201
    answer = post(
        client,
        bearer,
        paper.id,
        field="court",
        new={"name": "某市中级人民法院", "level": "intermediate", "province": None},
        reason="核对",
        quote="某县人民法院",
    )
    assert answer.status_code == 201
    told = client.get(f"/api/v1/judgments/{paper.id}/corrections", headers=bearer).json()
    assert [each["field"] for each in told["corrections"]] == ["court", "decided_on"]
    latest = told["corrections"][0]
    assert latest["label"] == "审理法院"
    assert paper.text[latest["start"] : latest["end"]] == "某县人民法院"
    assert latest["author"] == "王法官（judge）"
    read = client.get(f"/api/v1/judgments/{paper.id}", headers=bearer).json()
    assert (read["court"], read["decided_on"]) == ("某市中级人民法院", "2021-05-09")


@pytest.mark.parametrize(
    ("payload", "status", "code"),
    [
        ({"field": "instance", "new": "third", "reason": "x"}, 400, "correction_value"),
        ({"field": "text", "new": "x", "reason": "x"}, 400, "correction_refused"),
        ({"field": "panel", "new": [1.5], "reason": "x"}, 400, "correction_refused"),
        ({"field": "court", "new": {"name": 1.5}, "reason": "x"}, 400, "correction_refused"),
        ({"field": "instance", "new": "special", "reason": " "}, 400, "correction_value"),
        (
            {"field": "instance", "new": "special", "reason": "x", "quote": "无"},
            400,
            "correction_value",
        ),
        ({"field": "instance", "new": "special"}, 422, "request_malformed"),
        ({"field": "instance", "new": "special", "reason": "x", "z": 1}, 422, "request_malformed"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_refused_corrections_have_the_one_shape(client, bearer, paper, payload, status, code):
    answer = post(client, bearer, paper.id, **payload)
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert error["code"] == code
    assert set(error) == {"code", "message", "details", "request_id"}


def test_a_judgment_that_is_not_stored_cannot_be_corrected(client, bearer):
    answer = post(client, bearer, "j0", field="instance", new="special", reason="x")
    assert answer.status_code == 404
    assert client.get("/api/v1/judgments/j0/corrections", headers=bearer).status_code == 404


def test_a_correction_is_written_into_the_trail(client, bearer, paper, engine):
    from sqlalchemy import select

    from service.store.trail_records import trail

    post(client, bearer, paper.id, field="instance", new="special", reason="秘密的理由")
    with engine.connect() as connection:
        rows = connection.execute(select(trail).order_by(trail.c.number)).all()
    assert rows[-1].action == "correct_judgment"
    assert rows[-1].subject.startswith(paper.id)
    assert "秘密" not in rows[-1].subject


@given(st.sampled_from(sorted(CORRECTABLE)), st.text(max_size=20))
def test_whatever_is_typed_is_read_or_refused_in_words(name, typed):
    value = None
    with contextlib.suppress(CorrectionValueError):
        value = read_words(name, typed)
    json.dumps(value)
    assert words_of_value(name, value)


OTHER_CASES = ("outcome.civil.", "outcome.administrative.", "outcome.appeal.")


@pytest.mark.parametrize("name", [n for n in sorted(CORRECTABLE) if not n.startswith(OTHER_CASES)])
def test_what_stands_in_a_form_reads_back_as_the_value(name, paper):
    from corpus.corrections import value_at

    value = value_at(paper, name)
    typed = typed_value(name, value)
    keeps = CORRECTABLE[name].keeps or (lambda written, _before: written)
    if typed:
        assert keeps(read_words(name, typed), value) == value


def test_what_became_of_an_appeal_is_set_right(desk_client, judgments, engine):
    appealed = next(each for each in judgments if each.outcome and each.outcome.appeal)
    page = desk_client.get(f"/judgments/{appealed.id}").text
    assert 'name="field" value="outcome.appeal.result"' in page
    assert 'name="field" value="outcome.criminal.accused"' not in page
    answer = correct(desk_client, appealed.id, field="outcome.appeal.result", value="remanded")
    assert answer.status_code == 303
    assert SqlJudgmentStore(engine).get(appealed.id).outcome.appeal.result.value == "remanded"
    # a judgment of another kind of case has no such field
    other = next(each for each in judgments if each.outcome and not each.outcome.appeal)
    refused = correct(desk_client, other.id, field="outcome.appeal.result", value="remanded")
    assert refused.status_code == 400
