"""A judgment becomes JSON and comes back without loss."""

import json

import pytest
from hypothesis import given, settings

from corpus.codec import decode_judgment, decode_listed, encode_judgment
from corpus.errors import CodecError
from corpus.listed import ListedJudgment
from tests.corpus.judgments import judgment_named, judgments


@settings(max_examples=40)
@given(judgments())
def test_a_judgment_survives_json_with_its_text(judgment):
    data = json.loads(json.dumps(encode_judgment(judgment)))
    assert decode_judgment(data) == judgment


@settings(max_examples=40)
@given(judgments())
def test_a_judgment_survives_json_without_its_text(judgment):
    data = json.loads(json.dumps(encode_judgment(judgment, with_text=False)))
    assert "text" not in data
    assert decode_judgment(data, text=judgment.text) == judgment


@settings(max_examples=40)
@given(judgments())
def test_what_lists_tell_is_made_of_the_form_of_the_whole(judgment):
    data = json.loads(json.dumps(encode_judgment(judgment, with_text=False)))
    assert decode_listed(data, text=judgment.text) == ListedJudgment.of(judgment)


def test_three_kinds_of_no_answer_stay_three():
    data = encode_judgment(judgment_named(1))
    data["cause"] = None
    data["court"] = {"is": "withheld", "span": [0, 2], "rule": "r"}
    data["case_number"] = {"is": "unreadable", "span": [0, 2], "rule": "r", "reason": "两个号"}
    judgment = decode_judgment(data)
    assert judgment.cause is None
    assert type(judgment.court).__name__ == "Withheld"
    assert judgment.case_number.reason == "两个号"


def test_defaults_are_left_out_and_come_back():
    data = encode_judgment(judgment_named(1))
    assert "suffix" not in data["case_number"]["value"]
    assert decode_judgment(data).case_number.value.suffix == 0


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("effect", "perhaps"),  # a token that the enumeration does not have
        ("decided_on", {"is": "guess"}),  # a kind of answer that does not exist
        ("sections", [{"kind": "head", "span": [5, 2], "rule": "r"}]),  # a range turned round
        ("unheard_of", 1),  # a field of a newer program
        ("charges", None),  # a list that is none
    ],
)
def test_damaged_json_is_refused_by_name(key, value):
    judgment = judgment_named(1)
    data = {**encode_judgment(judgment), key: value}
    with pytest.raises(CodecError) as refusal:
        decode_judgment(data)
    assert judgment.id in str(refusal.value)


def test_a_missing_field_is_refused():
    data = encode_judgment(judgment_named(1))
    del data["effect"]
    with pytest.raises(CodecError):
        decode_judgment(data)
