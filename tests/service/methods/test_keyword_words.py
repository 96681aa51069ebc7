"""What typed keywords ask for, pair by pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.words.segmentation import Segmenter
from service.search.methods.keyword_words import read_keywords

SIGNS = '或|\uff5c-－不含“”"「」OR且 、，；　盗窃林木a1（\ud800\0'


def told(words):
    query = read_keywords(words, cut=Segmenter().words)
    return (
        [[str(word) for word in group] for group in query.required],
        [str(word) for word in query.excluded],
    )


@pytest.mark.parametrize(
    ("words", "required", "excluded"),
    [
        ("盗伐 林木", [["盗伐"], ["林木"]], []),
        ("盗伐、林木；许可证", [["盗伐"], ["林木"], ["许可证"]], []),
        ("盗伐　林木", [["盗伐"], ["林木"]], []),
        ("“盗伐 林木”", [["“盗伐 林木”"]], []),
        ('"盗伐"林木', [["“盗伐”"], ["林木"]], []),
        ("「盗伐」", [["“盗伐”"]], []),
        # Both quotation marks alike, as a keyboard of one layout gives them.
        ("”盗伐”", [["“盗伐”"]], []),
        ("“没有收尾 的引号", [["“没有收尾 的引号”"]], []),
        ("“”盗伐", [["盗伐"]], []),
        ("利息 或 违约金 借条", [["利息", "违约金"], ["借条"]], []),
        ("利息|违约金\uff5c罚息", [["利息", "违约金", "罚息"]], []),
        ("利息 OR 违约金", [["利息", "违约金"]], []),
        # 或 inside a word is no sign.
        ("或有负债", [["或有负债"]], []),
        ("或 利息 或", [["利息"]], []),
        ("盗伐 且 林木", [["盗伐"], ["林木"]], []),
        ("盗伐 -滥伐", [["盗伐"]], ["滥伐"]),
        ("盗伐 －“滥伐 林木”", [["盗伐"]], ["“滥伐 林木”"]),
        ("盗伐 不含滥伐", [["盗伐"]], ["滥伐"]),
        ("盗伐 不含 滥伐", [["盗伐"]], ["滥伐"]),
        # A dash inside a word belongs to it.
        ("2023-16-2", [["2023-16-2"]], []),
        ("盗伐 - 滥伐", [["盗伐"], ["-"], ["滥伐"]], []),
        ("-滥伐", [], ["滥伐"]),
        ("盗伐 盗伐", [["盗伐"]], []),
        # Long words are cut; what the segmenter drops (figures) keeps a word whole.
        ("夫妻共同债务认定", [["夫妻共同债务+认定"]], []),
        ("201毫克/100毫升", [["201毫克/100毫升"]], []),
        ("夫妻债务", [["夫妻债务"]], []),
        ("", [], []),
    ],
)
def test_words_are_read_as_a_judge_means_them(words, required, excluded):
    assert told(words) == (required, excluded)


def test_no_piece_of_a_cut_word_is_one_character():
    query = read_keywords("某甲盗伐国有的林木案", cut=Segmenter().words)
    (word,) = query.required[0]
    assert "".join(word.pieces) == word.text
    assert all(len(piece) > 1 for piece in word.pieces)


@given(st.text(st.sampled_from(SIGNS), max_size=60) | st.text(max_size=40))
def test_nothing_that_can_be_typed_is_an_error(words):
    query = read_keywords(words, cut=list)
    for group in query.required:
        assert group
    for word in (*(word for group in query.required for word in group), *query.excluded):
        assert word.text.strip()
        assert all(piece in words for piece in word.pieces)
