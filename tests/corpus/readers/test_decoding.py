"""Bytes become text in the right encoding, or are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.decoding import decode_text
from corpus.readers.pieces import Refusal

TEXT = "吉林省长春林区中级法院\n刑事判决书\n（2018）吉75刑终1号\n本院认为，原判决认定事实清楚。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk", "gb2312"]
)
def test_the_encodings_of_chinese_courts(encoding):
    assert decode_text(TEXT.encode(encoding)) == TEXT


def test_characters_only_in_gb18030():
    # 𠮷 (U+20BB7) takes four bytes in GB18030 and has none in GBK
    text = TEXT + "被告人𠮷某、㛃某"
    assert decode_text(text.encode("gb18030")) == text


def test_traditional_characters_in_big5_are_guessed():
    text = "臺灣臺北地方法院刑事判決。主文：被告竊盜，處拘役貳拾日。事實及理由：" * 20
    assert decode_text(text.encode("big5")) == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00", "binary"),  # a program
        (TEXT.encode("utf-16-le"), "binary"),  # UTF-16 without its mark cannot be told
        (bytes(range(1, 32)) * 40, "binary"),  # control characters only
        (TEXT.encode()[:-1], "truncated"),  # cut inside a character
        (TEXT.encode()[:40] + b"\xff\xfe\xfd" + TEXT.encode()[40:], "encoding"),  # a flaw within
        (b"\xef\xbb\xbf" + TEXT.encode("gbk"), "encoding"),  # says UTF-8 and is not
        ("Ça coûte déjà très cher à l’été".encode("latin-1", "ignore"), "encoding"),
    ],
    ids=["program", "utf-16 bare", "controls", "cut", "flaw", "false mark", "latin-1"],
)
def test_what_is_no_text_is_refused_never_patched(data, code):
    refusal = decode_text(data)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_utf_8_text_comes_back(text):
    assert decode_text(text.encode()) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data):
    result = decode_text(data)
    assert isinstance(result, (str, Refusal))
    if isinstance(result, str):
        assert (
            "\ufffd" not in result
            or "\ufffd".encode() in data
            or data[:2] in (b"\xff\xfe", b"\xfe\xff")
            or b"\x84\x31\xa4\x37" in data
        )
