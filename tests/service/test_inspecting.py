"""`tongpan inspect`: every field in its text, in the terminal, as data and as one page."""

import json
import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import Section, SectionKind
from corpus.spans import Span
from service.reading.fields import FieldGroup, ReadField, fields_of
from service.reading.marking import mark_text
from service.search.facts import Fact, FactState
from service.web.judgments.inspection_page import render_inspection
from tests.service.papers import DAYS, DRUNK, LOAN, papers, read


@cache
def stored():
    return papers()


@st.composite
def fields_in_a_text(draw):
    text = draw(st.text(alphabet="甲乙丙。\n <&", min_size=1, max_size=60))
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places), max_size=8))
    fields = [
        ReadField(
            number=number,
            group=FieldGroup.HEAD,
            label="某项",
            fact=Fact(
                name=f"f{number}",
                state=FactState.STATED,
                value="值",
                span=Span(min(pair), max(pair)),
                rule="t",
            ),
        )
        for number, pair in enumerate(spans, start=1)
    ]
    return text, fields


@given(fields_in_a_text(), st.data())
def test_marked_text_is_the_text_and_every_mark_its_words(case, data):
    text, fields = case
    judgment = read(LOAN.format(serial=1, day_in_words="一"), external_id="x")
    cut = data.draw(st.integers(0, len(text)))
    parts = [Span(0, cut), Span(cut, len(text))]
    sections = tuple(Section(SectionKind.FACTS, span, "t") for span in parts)
    object.__setattr__(judgment, "text", text)
    object.__setattr__(judgment, "sections", sections)
    marked = mark_text(judgment, fields)
    segments = [each for part in marked for line in part.lines for each in line.segments]
    assert "".join(each.text for each in segments) == text
    for field in fields:
        shown = "".join(each.text for each in segments if field in each.fields)
        assert shown == ("" if field.mark is None else field.mark.of(text))
        openings = sum(field in each.opening for each in segments)
        assert openings == (0 if field.mark is None else 1)


def test_every_stated_field_stands_in_its_text_and_is_numbered_once():
    for judgment in stored():
        fields = fields_of(judgment)
        assert [field.number for field in fields] == list(range(1, len(fields) + 1))
        for field in fields:
            if field.fact.state is FactState.STATED:
                assert field.fact.value
                assert field.mark is not None


def test_what_is_not_stated_is_told_as_such():
    bare = read(
        "某县人民法院民事裁定书（2020）吉0123民初7号本院认为，应予准许。裁定如下：准许撤诉。",
        external_id="bare",
    )
    states = {field.label: field.fact.state for field in fields_of(bare)}
    assert states["当事人"] is FactState.NOT_STATED
    assert states["裁判日期"] is FactState.NOT_STATED
    assert states["署名"] is FactState.NOT_STATED
    assert states["案号"] is FactState.STATED


def test_the_page_is_one_escaped_file_without_script():
    # Nine characters for nine, so that every offset stays what it was.
    text = stored()[-1].text
    assert "通过银行转账向丁某" in text
    hostile = replace(
        stored()[-1],
        text=text.replace("通过银行转账向丁某", "<script>&"),
        title='"><img src=x>',
    )
    page = render_inspection(hostile, is_masked=False)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;&amp;" in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert not re.search(r"\son[a-z]+=|@import|url\(", page)
    for field in fields_of(stored()[-1]):
        assert f'id="f{field.number}"' in page
        if field.mark is not None:
            assert page.count(f'id="w{field.number}"') == 1


def test_a_file_is_shown_without_a_store(tongpan, folder, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    code, out, _ = tongpan("inspect", str(folder / "1.txt"))
    assert code == 0
    assert "危险驾驶罪" in out
    assert "罚金3,000元" in out
    assert "拘役2个月" in out
    assert "[1]" in out
    assert not (tmp_path / "data").exists()


def test_as_data_every_quote_is_what_stands_there(tongpan, folder):
    code, out, _ = tongpan("inspect", str(folder / "2.txt"), "--json")
    told = json.loads(out)
    assert code == 0
    by_name = {field["name"]: field for field in told["fields"]}
    assert by_name["case_number"]["value"] == "（2021）吉0123刑初2号"
    assert by_name["charges.0"]["value"] == "危险驾驶罪"
    assert "拘役2个月" in by_name["outcome.criminal.accused.0"]["value"]
    for field in told["fields"]:
        if field["quote"] is not None:
            assert field["quote"] == told["text"][field["start"] : field["end"]]


def test_the_page_is_written_to_a_file(tongpan, folder, tmp_path):
    target = tmp_path / "page.html"
    code, out, _ = tongpan("inspect", str(folder / "1.txt"), "--html", str(target))
    assert (code, out) == (0, "")
    assert "读出的要素" in target.read_text("utf-8")
    nowhere = tmp_path / "no" / "page.html"
    assert tongpan("inspect", str(folder / "1.txt"), "--html", str(nowhere))[0] == 1


def test_names_are_hidden_when_asked(tongpan, tmp_path):
    paper = tmp_path / "1.txt"
    text = DRUNK.format(serial="", day=1, day_in_words=DAYS[1], level=90)
    paper.write_text(text.replace("甲某", "张建国"), "utf-8")
    _, plain, _ = tongpan("inspect", str(paper), "--json")
    _, masked, _ = tongpan("inspect", str(paper), "--json", "--masked")
    assert "张建国" in plain
    assert "张建国" not in masked
    assert "张某" in masked
    _, shown, _ = tongpan("inspect", str(paper), "--masked")
    assert "张建国" not in shown


def test_one_of_several_is_chosen_by_number(tongpan, tmp_path):
    lines = [
        json.dumps({"全文": DRUNK.format(serial=n, day=n, day_in_words=DAYS[n], level=90)})
        for n in (1, 2)
    ]
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    _, out, err = tongpan("inspect", str(file), "--json")
    assert "刑初1号" in out
    assert "--nth" in err
    _, out, err = tongpan("inspect", str(file), "--nth", "2", "--json")
    assert "刑初2号" in out
    assert err == ""
    code, out, _ = tongpan("inspect", str(file), "--nth", "3", "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "file_piece_missing"


def test_what_is_no_judgment_is_refused_with_its_reason(tongpan, tmp_path):
    paper = tmp_path / "walk.txt"
    paper.write_text("今天天气不错，我们去公园散步，看见许多花和许多树，十分高兴，然后回家吃饭。")
    code, out, err = tongpan("inspect", str(paper), "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "not_a_judgment"
    assert "不是可以读取的裁判文书" in err


def test_a_stored_judgment_is_shown_by_its_id(tongpan, folder):
    tongpan("ingest", str(folder), "--workers", "1")
    _, out, _ = tongpan("inspect", str(folder / "1.txt"), "--json")
    judgment_id = json.loads(out)["judgment_id"]
    code, out, _ = tongpan("inspect", "--judgment", judgment_id, "--json")
    assert code == 0
    assert json.loads(out)["judgment_id"] == judgment_id
    assert tongpan("inspect", "--judgment", "j0")[0] == 1


@pytest.mark.parametrize("words", [["inspect"], ["inspect", "a.txt", "--judgment", "j1"]])
def test_file_and_judgment_are_one_or_the_other(tongpan, words):
    assert tongpan(*words)[0] == 2
