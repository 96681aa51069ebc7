import json
import lzma
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexing.words.segmentation import GAP, TEXT_END, Segmenter, read_word_list, stopwords
from tests.shared_data import shared_data

RUST = Segmenter(engine="rjieba")
PYTHON = Segmenter(engine="jieba")

TEXTS = [
    (
        "血液中乙醇含量为201.1毫克/100毫升",
        ["血液", "中", "乙醇含量", "为", "毫克", "毫升"],
    ),  # numbers go
    ("驾驶赣Ｅ×××××号货车", ["驾驶", "赣", "e", "号", "货车"]),  # full width, withheld plate
    ("通过QQ、微信联系", ["通过", "qq", "微信", "联系"]),  # capitals
    ("徐某甲（已判刑）", ["徐", "某", "甲", "已", "判刑"]),  # a name is no word
    ("　\n\t。，；", []),  # blanks and marks only
    ("", []),
    ("\U00020000", ["\U00020000"]),  # a character beyond the basic plane
]


@pytest.mark.parametrize("segmenter", [RUST, PYTHON], ids=["rjieba", "jieba"])
@pytest.mark.parametrize(("text", "words"), TEXTS)
def test_words_of_a_text(segmenter, text, words):
    assert segmenter.words(text) == words


PIECES = [
    *"的一二被告人法院盗窃甲乙丙×，。（）012ABC\uff3a\uff41\uff58z\u3000 \n\r\t\u0301",
    "\U00020000",
    "\ud800",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES) | st.characters()).map("".join), max_size=6))
def test_many_texts_have_the_words_of_each(texts):
    for segmenter in (RUST, PYTHON):
        found = segmenter.words_of_many(texts)
        assert found.count(TEXT_END) == len(texts)
        for text in texts:
            end = found.index(TEXT_END)
            assert [word for word in found[:end] if word != GAP] == segmenter.words(text)
            del found[: end + 1]


def test_every_character_alone_is_the_same_among_many():
    characters = [chr(point) for point in range(0x20, 0x3400)]
    characters += map(chr, [*range(0x9F00, 0xB000), *range(0xF900, 0x10000), 0x2FFFF, 0x3134F])
    characters += map(chr, [0x31350, 0x31351, 0x10FFFF])
    found = "".join(RUST.words_of_many(characters)).replace(GAP, "").split(TEXT_END)
    assert found == ["".join(RUST.words(one)) for one in characters] + [""]


def test_half_a_surrogate_pair_is_no_word():
    assert RUST.words("甲\ud800乙") == PYTHON.words("甲\ud800乙") == ["甲", "乙"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"的一二三被告人法院盗窃甲乙丙丁×，。（）0123456789ABCｘ　\n",
                *read_word_list("legal_terms.txt"),
                *sorted(stopwords()),
            ]
        )
        | st.text(max_size=3)
    ).map("".join)
)
def test_both_engines_give_the_same_words(text):
    assert RUST.words(text) == PYTHON.words(text)


def test_both_engines_have_one_fingerprint():
    assert RUST.fingerprint == PYTHON.fingerprint
    assert Segmenter().engine == "rjieba"


@pytest.mark.shared_data
def test_both_engines_give_the_same_words_for_real_judgments():
    path = shared_data("lecard/judgments.jsonl.xz")
    with lzma.open(path, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["qw"] for line, _ in zip(file, range(60), strict=False)]
    assert [RUST.words(text) for text in texts] == [PYTHON.words(text) for text in texts]


def test_jieba_writes_no_cache_and_says_nothing(tmp_path):
    code = (
        "from indexing.words.segmentation import Segmenter\n"
        "print(Segmenter(engine='jieba').words('酒后驾驶'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"TMPDIR": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
        text=True,
    )
    assert done.stdout == "['酒后驾驶']\n"
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_a_word_of_the_lexicon_is_more_probable_than_one_outside_the_dictionary():
    inside, outside = RUST.log_probabilities(["被告人", "卍卍卍"])
    assert inside > outside
    assert outside < -15
