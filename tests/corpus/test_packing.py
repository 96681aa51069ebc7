"""Packed texts come back sign by sign, and what is damaged is told as damage."""

import hashlib
import sys
import threading
from importlib.resources import files

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CodecError
from corpus.packing import packed, unpacked, unpacked_bytes
from corpus.sample.generation import generate

DIGESTS = {
    "phrases_1": "a6ad946cfde1b57e533ec1eb4fc10611bb78283a973b59074a5335b64761ae9b",
    "phrases_2": "747117689d6eb863276be7a93d1972fc469a0f3f8478013a509a12dc4a290d54",
    "signs_2": "449570194e8ceb3d8ead7c7d3c7b7c153346d18f2dd1524441778497323e061d",
}
"""A list that has packed anything must stay as it is."""

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@given(ANY_TEXT)
def test_every_text_comes_back(text):
    assert unpacked(packed(text)) == text
    assert unpacked_bytes(packed(text)) == text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(("name", "digest"), DIGESTS.items())
def test_a_list_never_changes(name, digest):
    told = files("corpus.tables").joinpath(f"packed_{name}.txt").read_bytes()
    assert hashlib.sha256(told).hexdigest() == digest


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("", 1),
        ('{"court":"甲市乙区人民法院"}', 1),
        ("原告甲诉被告乙民间借贷纠纷一案，本院立案后依法适用普通程序。", 2),
        ("甲\ud800乙", 1),
        ("甲\ud842\udfb7乙", 1),
        ("𠮷𠮷", 2),
    ],
    ids=ascii,
)
def test_chinese_is_packed_by_two_bytes_a_sign_and_all_else_by_one(text, edition):
    assert packed(text)[0] == edition
    assert unpacked(packed(text)) == text


# What an earlier program stored, all of it in the first edition.
EARLIER = {
    "0128b52ffd2000010000": "",
    "0128b52ffd2003190000616263": "abc",
    "0128b52ffd2049a5000018e380820400d37d9a49ef33b04ab070dede0102": "审判长文伟长，审判员郭春勇。\n二〇二四年十二月五日",
    "0128b52ffd2009490000e794b2eda080e4b999": "\u7532\ud800\u4e59",
}


@pytest.mark.parametrize(("stored", "text"), EARLIER.items(), ids=ascii)
def test_what_an_earlier_program_packed_is_read_as_before(stored, text):
    assert unpacked(bytes.fromhex(stored)) == text


def test_judgments_take_less_than_half_of_their_room():
    # Of another seed than the phrases; real ones, which are longer, take a quarter.
    texts = [each.text for each in generate(seed=5, size=60, wording="open").judgments]
    assert sum(len(packed(text)) for text in texts) < sum(len(t.encode()) for t in texts) / 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: bytes([3]) + data[1:],
        lambda data: bytes([1]) + data[1:],
        lambda data: data[1:],
        lambda data: data[:1],
        lambda data: data[:1] + b'{"id": 1}',
    ],
)
def test_damage_is_told(damage):
    with pytest.raises(CodecError):
        unpacked(damage(packed("原告与被告签订合同。" * 30)))


def test_every_sign_comes_back():
    signs = "".join(map(chr, range(sys.maxunicode + 1)))
    whole = "".join(each for each in signs if not "\ud800" <= each <= "\udfff")
    padded = "汉" * len(whole) + whole
    assert packed(padded)[0] == 2
    assert unpacked(packed(padded)) == padded
    assert unpacked(packed(signs)) == signs


def test_half_a_sign_is_damage():
    told = zstandard.ZstdCompressor().compress(b"\x00\x00\x00")
    with pytest.raises(CodecError):
        unpacked(bytes([2]) + told)


def test_several_threads_pack_and_unpack_at_once():
    texts = [f"第{number}号" * 2_000 for number in range(60)]
    found = {}

    def work(part):
        for text in part:
            found[text] = unpacked(packed(text))

    threads = [threading.Thread(target=work, args=(texts[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {text: text for text in texts}
