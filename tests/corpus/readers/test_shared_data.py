"""The real collections are read without a mapping."""

from itertools import islice

import pytest

from corpus.judgment import RawJudgment
from corpus.readers import read_source
from tests.shared_data import shared_data

pytestmark = pytest.mark.shared_data


@pytest.mark.parametrize(
    ("name", "form", "refused"),
    [
        ("lecard/judgments.jsonl.xz", "lecard", 0),
        ("judge.jsonl", "judge", 0),
        ("wenshu.jsonl", "wenshu", 1),  # one record holds metadata and no text at all
        ("civil_loan.jsonl.xz", "record", 0),
    ],
)
def test_every_record_is_read_or_rejected(name, form, refused):
    pieces = list(islice(read_source(shared_data(name)), 400))
    read = [piece for piece in pieces if isinstance(piece, RawJudgment)]
    assert len(pieces) - len(read) == refused
    assert {piece.source.format for piece in read} == {form}


def test_lecard_keeps_its_ids_and_sections():
    first = next(read_source(shared_data("lecard/judgments.jsonl.xz")))
    assert first.source.external_id
    assert set(first.given) >= {"title", "section_facts", "section_reasoning"}
    assert first.given["section_reasoning"].strip() in first.text


@pytest.mark.parametrize(
    ("name", "form", "refused"),
    [
        ("court_schema_xml.jsonl.xz", "court_xml", 0),
        ("spc.jsonl.xz", "record", 5),  # five records have a head and nothing below it
    ],
)
def test_odd_dumps_are_read_too(name, form, refused):
    pieces = list(read_source(shared_data(name)))
    read = [piece for piece in pieces if isinstance(piece, RawJudgment)]
    assert {piece.source.format for piece in read} == {form}
    assert len(pieces) - len(read) == refused


def test_portal_pages_lose_their_markup():
    pieces = [
        piece
        for piece in read_source(shared_data("wenshu.jsonl"))
        if isinstance(piece, RawJudgment)
    ]
    assert not any("</" in piece.text or "&nbsp;" in piece.text for piece in pieces)
    assert all(piece.given["case_number"] for piece in pieces)
