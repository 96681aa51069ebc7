"""Packed texts come back sign by sign, and what is damaged is told as damage."""

import hashlib
import threading
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CodecError
from corpus.packing import packed, unpacked
from corpus.sample.generation import generate

DIGESTS = {1: "a6ad946cfde1b57e533ec1eb4fc10611bb78283a973b59074a5335b64761ae9b"}
"""A list of phrases that has packed anything must stay as it is."""

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@given(ANY_TEXT)
def test_every_text_comes_back(text):
    assert unpacked(packed(text)) == text


@pytest.mark.parametrize(("edition", "digest"), DIGESTS.items())
def test_a_list_of_phrases_never_changes(edition, digest):
    told = files("corpus.tables").joinpath(f"packed_phrases_{edition}.txt").read_bytes()
    assert hashlib.sha256(told).hexdigest() == digest


def test_judgments_take_less_than_half_of_their_room():
    # Of another seed than the phrases; real ones, which are longer, take a quarter.
    texts = [each.text for each in generate(seed=5, size=60, wording="open").judgments]
    assert sum(len(packed(text)) for text in texts) < sum(len(t.encode()) for t in texts) / 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: bytes([2]) + data[1:],
        lambda data: data[1:],
        lambda data: data[:1],
        lambda data: data[:1] + b'{"id": 1}',
    ],
)
def test_damage_is_told(damage):
    with pytest.raises(CodecError):
        unpacked(damage(packed("原告与被告签订合同。" * 30)))


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
