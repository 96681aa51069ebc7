"""Line of papers, hidden names, proposed classes and the page of quality."""

import re
import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.corrections import Correction
from corpus.field_tally import FieldState, tally_of
from corpus.judgment import Rejected, SourceRecord
from corpus.privacy.display import masked_judgment
from corpus.spans import Span
from corpus.store.correcting import SqlCorrections
from corpus.store.sql import SqlJudgmentStore
from indexing.passages import PassageKind
from service.actors import Role
from service.reading.quality import QualityBook
from service.search.answer import QuotedPassage
from service.web.judgments.inspection_page import render_inspection
from service.web.judgments.judgment_view import laid_out
from service.web.pieces.masked_display import Masking, masked_passages
from service.web.pieces.text_view import lay_out
from tests.service.conftest import GOOD_PASSWORD
from tests.service.papers import DAYS, LOAN, WordIndex, read
from tests.service.test_pages import FACTS, results_of

FIRST = """某县人民法院
民事判决书
（2019）吉0123民初7号
原告戊建国，男。
被告丁小红，女。
原告戊建国诉被告丁小红民间借贷纠纷一案，本院受理后公开开庭审理了本案。现已审理终结。
经审理查明，被告丁小红向原告戊建国借款二十万元，电话13800138000，到期未还。
本院认为，借款应当归还。依照《中华人民共和国合同法》第二百零六条之规定，判决如下：
被告丁小红于本判决生效之日起十日内归还原告戊建国借款二十万元。
如不服本判决，可在判决书送达之日起十五日内上诉于某市中级人民法院。
审判员 乙某
二〇一九年十二月一日
书记员 丙某
"""


@pytest.fixture
def chain(engine):
    """A first-instance judgment and the second instance that affirms it."""
    first = read(FIRST, external_id="first")
    second = read(LOAN.format(serial=1, day_in_words=DAYS[1]), external_id="loan1")
    SqlJudgmentStore(engine).put([first, second])
    return first, second


@pytest.fixture
def shelf(engine, chain):
    return SqlJudgmentStore(engine)


@pytest.fixture
def index_shelf(judgments, chain):
    from tests.service.papers import IndexShelf

    return IndexShelf(WordIndex([*judgments, chain[0]]))


def test_the_line_of_papers_leads_to_the_others_and_says_why(desk_client, chain):
    first, second = chain
    page = desk_client.get(f"/judgments/{first.id}").text
    block = page[page.index('id="lineage"') : page.index('class="reading"')]
    assert f'href="/judgments/{second.id}"' in block
    assert f'href="/judgments/{first.id}"' not in block
    assert "本文书" in block
    assert "维持 （2019）吉0123民初7号" in block
    assert "已生效" in block
    assert "依据" in block


def test_a_paper_that_is_only_quoted_has_a_place_without_a_link(client, bearer, engine, judgments):
    # The other loans quote the same first instance, which this store does not hold.
    engine_store = SqlJudgmentStore(engine)
    lonely = read(
        LOAN.format(serial=9, day_in_words=DAYS[9]).replace("0123民初7号", "0123民初99号"),
        external_id="lonely",
    )
    engine_store.put([lonely])
    page = client.get(f"/judgments/{lonely.id}", headers=bearer).text
    block = page[page.index('id="lineage"') : page.index('class="reading"')]
    assert "（2019）吉0123民初99号" in block
    assert "未入库" in block


def test_recognised_text_says_so_wherever_it_is_shown(desk_client, engine):
    scanned = replace(
        read(FIRST.replace("7号", "8号"), external_id="scan"),
        source=SourceRecord(name="档案", place="1.pdf", format="pdf+ocr"),
    )
    SqlJudgmentStore(engine).put([scanned])
    assert "识别（OCR）得来" in desk_client.get(f"/judgments/{scanned.id}").text
    assert desk_client.get(f"/api/v1/judgments/{scanned.id}").json()["is_recognised"]
    assert "识别（OCR）得来" in render_inspection(scanned, is_masked=False)


def test_a_text_that_was_typed_says_nothing_of_recognition(desk_client, judgments):
    assert "识别（OCR）得来" not in desk_client.get(f"/judgments/{judgments[0].id}").text
    assert "识别（OCR）得来" not in render_inspection(judgments[0], is_masked=False)


def test_a_paper_alone_has_no_line(desk_client, judgments):
    assert 'id="lineage"' not in desk_client.get(f"/judgments/{judgments[0].id}").text


def test_hidden_names_stand_nowhere_on_the_page(desk_client, chain):
    first, _ = chain
    plain = desk_client.get(f"/judgments/{first.id}").text
    assert "戊建国" in plain
    assert "13800138000" in plain
    masked = desk_client.get(f"/judgments/{first.id}?masked=on").text
    for hidden in ("戊建国", "丁小红", "13800138000"):
        assert hidden not in masked
    assert "戊某" in masked
    assert "隐名显示：开" in masked
    assert "保存更正" not in masked


def test_the_switch_stays_on_from_results_to_judgment_and_back(desk_client, chain):
    address = results_of(desk_client, text="民间借贷借款二十万元到期未还，戊建国")
    page = desk_client.get(address + "?masked=on&case_types=civil").text
    assert "戊建国" not in page[page.index('class="hit-list"') :]
    link = re.search(r'href="(/judgments/[^"]+)"', page[page.index('class="hit-list"') :])[1]
    assert "masked=on" in link
    assert 'name="masked" value="on"' in page
    judgment = desk_client.get(link.replace("&amp;", "&").split("#")[0]).text
    assert re.search(r'href="/results/[0-9a-zA-Z_-]+\?masked=on"', judgment)
    assert "<mark>" in judgment


@given(st.data())
def test_marks_stand_on_the_same_words_when_names_are_hidden(data):
    judgment = read(FIRST, external_id="first")
    masked = masked_judgment(judgment)
    start = data.draw(st.integers(0, len(judgment.text) - 2))
    end = data.draw(st.integers(start + 1, len(judgment.text)))
    places = sorted(data.draw(st.lists(st.integers(0, end - start), max_size=8, unique=True)))
    marks = tuple(Span(a, b) for a, b in zip(places[::2], places[1::2], strict=False))
    passage = QuotedPassage(
        text=judgment.text[start:end], span=Span(start, end), kind=PassageKind.FACTS, marks=marks
    )
    masking = Masking(judgment=masked.judgment, masked=masked)
    (shown,) = masked_passages([passage], masking)
    assert shown.text == shown.span.of(masked.judgment.text)
    quoted = laid_out([shown])
    for before, behind in zip(quoted.marks, quoted.marks[1:], strict=False):
        assert before.end <= behind.start
    covered = {place for mark in quoted.marks for place in range(mark.start, mark.end)}
    for mark in marks:
        for place in range(mark.start + start, mark.end + start):
            moved = masked.offsets.span_to_masked(Span(place, place + 1))
            assert set(range(moved.start, moved.end)) <= covered
            hidden = any(piece.start <= place < piece.end for piece in masked.offsets.replaced)
            if not hidden:
                assert moved.of(masked.judgment.text) == judgment.text[place]
    views = lay_out(
        masked.judgment.text,
        masked.judgment.sections,
        passages=quoted.passages,
        marks=quoted.marks,
    )
    text = "".join(run.text for view in views for line in view.paragraphs for run in line.runs)
    assert "".join(text.split()) == "".join(masked.judgment.text.split())


def test_a_class_that_needs_care_is_proposed_with_its_reason(client, bearer, engine):
    paper = read(
        LOAN.format(serial=8, day_in_words=DAYS[8]).replace("民间借贷纠纷", "离婚纠纷"),
        external_id="divorce",
    )
    SqlJudgmentStore(engine).put([paper])
    page = client.get(f"/judgments/{paper.id}", headers=bearer).text
    assert "<b>婚姻家庭</b>离婚诉讼或者涉及子女抚养、监护" in page
    assert "由人决定能否公开" in page


def test_quality_counts_what_is_stored(desk_client, client, bearer, engine):
    told = desk_client.get("/api/v1/quality").json()
    expected = tally_of(SqlJudgmentStore(engine).iterate())
    assert told["is_newest"]
    assert [each["field"] for each in told["fields"]] == list(expected.fields())
    for each in told["fields"]:
        assert each["counts"] == {
            state.value: expected.count(each["field"], state) for state in FieldState
        }
    page = desk_client.get("/quality").text
    assert "审理法院" in page
    assert "100.0%" in page


def test_quality_follows_corrections_and_tells_what_was_rejected(desk_client, engine, judgments):
    store = SqlJudgmentStore(engine)
    run = store.begin_run(
        source_name="某目录", place="papers", started_at=datetime(2026, 3, 1, tzinfo=UTC)
    )
    store.file(
        run,
        [Rejected(place="4.txt", code="no_judgment", reason="<i>neither court nor ruling")],
        unchanged=2,
    )
    before = desk_client.get("/api/v1/quality").json()
    SqlCorrections(engine).correct(
        judgments[0].id,
        field="decided_on",
        new=None,
        author="a",
        at=datetime(2026, 3, 1, tzinfo=UTC),
        reason="r",
    )
    after = desk_client.get("/api/v1/quality").json()
    missing = [
        next(each for each in told["fields"] if each["field"] == "decided_on")["counts"]
        for told in (before, after)
    ]
    assert missing[1]["not_stated"] == missing[0]["not_stated"] + 1
    assert after["corrections"] == [
        {"field": "decided_on", "label": "裁判日期", "n_corrections": 1, "n_judgments": 1}
    ]
    assert after["runs"][0]["reasons"] == {"no_judgment": 1}
    assert after["runs"][0]["rejections"][0]["place"] == "4.txt"
    page = desk_client.get("/quality").text
    assert "&lt;i&gt;neither" in page
    assert "不是裁判文书 1" in page
    assert "没有找到法院、文书名称、案号" in page
    assert "未完成" in page


def test_a_correction_that_no_longer_fits_is_put_up_for_review(desk_client, engine, judgments):
    from corpus.store.correction_records import add_correction
    from corpus.store.engine import write_transaction

    made = Correction(
        judgment_id=judgments[0].id,
        field="instance",
        old="retrial",
        new="special",
        author="a",
        at=datetime(2026, 3, 1, tzinfo=UTC),
        reason="r",
    )
    with write_transaction(engine) as connection:
        add_correction(connection, made)
    page = desk_client.get("/quality").text
    assert f"/judgments/{judgments[0].id}#corrections" in page
    assert "系统读取已变，待复核" in page
    assert "系统读取已变，待复核" in desk_client.get(f"/judgments/{judgments[0].id}").text


class SlowStore:
    """A store that waits in the middle of being counted."""

    def __init__(self, judgments):
        self.judgments = judgments
        self.go = threading.Event()
        self.state = "one"

    def iterate(self):
        self.go.wait(20)
        return iter(self.judgments)

    def digest(self):
        return self.state

    def runs(self, *, limit):
        return ()

    def rejections(self, run):
        return ()


def test_a_long_count_is_made_beside_the_request_once(engine, judgments, tmp_path):
    store = SlowStore(judgments)
    path = tmp_path / "quality.json"
    book = QualityBook(store, SqlCorrections(engine), path, patience_seconds=0.01)
    for _ in range(3):
        waiting = book.quality()
        assert (waiting.tally, waiting.is_newest) == (None, False)
    store.go.set()
    patient = QualityBook(store, SqlCorrections(engine), path, patience_seconds=20)
    counted = patient.quality()
    assert counted.is_newest
    assert counted.tally == tally_of(judgments)
    # The next state: the old counts are shown and said to be old.
    store.go.clear()
    store.state = "two"
    store.judgments = [replace(each, court=None) for each in judgments]
    old = book.quality()
    store.go.set()
    assert not old.is_newest
    assert old.tally == tally_of(judgments)


def test_a_damaged_count_is_made_anew(engine, judgments, tmp_path):
    path = tmp_path / "quality.json"
    path.write_text('{"digest": "one", "counts": [["court", "guessed", 1]]}')
    store = SlowStore(judgments)
    store.go.set()
    book = QualityBook(store, SqlCorrections(engine), path, patience_seconds=20)
    assert book.quality().tally == tally_of(judgments)


def test_those_who_keep_the_system_see_counts_and_no_values(client, desk, clock, engine, judgments):
    desk.add(
        name="root",
        display_name="",
        password=GOOD_PASSWORD,
        roles=[Role.ADMINISTRATOR],
        now=clock(),
    )
    token = desk.sign_in("root", GOOD_PASSWORD, now=clock()).token
    page = client.get("/quality", headers={"authorization": f"Bearer {token}"}).text
    assert "读取质量" in page
    assert "/judgments/" not in page


def test_searches_still_mark_their_passages(desk_client):
    page = desk_client.get(results_of(desk_client, text=FACTS) + "?masked=on").text
    assert "<mark>" in page
