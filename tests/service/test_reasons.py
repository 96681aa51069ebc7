from dataclasses import replace

import pytest

from corpus.listed import ListedJudgment
from corpus.provision import Provision
from corpus.spans import Extracted, Span
from service.search.marks import Marker
from service.search.reasons import Reasons

LAW = "中华人民共和国刑法"


@pytest.fixture
def drunk(judgments):
    text = judgments[0].text
    start = text.index("危险驾驶罪")
    return replace(
        judgments[0],
        charges=(Extracted("危险驾驶罪", Span(start, start + 5), "t"),),
        provisions=(
            Extracted(
                Provision(law=LAW, article=133, article_suffix=1, paragraph=1), Span(0, 1), "t"
            ),
            Extracted(Provision(law=LAW, article=67, paragraph=3), Span(0, 1), "t"),
        ),
    )


def reasons(judgment, text, *, asked=None, words=(), ranks=None):
    return Reasons(text=text, asked=asked, marker=Marker(words)).of(
        ListedJudgment.of(judgment), ranks or {}, quoted=judgment.text
    )


def test_two_judgments_share_charges_and_articles(drunk):
    other = replace(drunk, provisions=drunk.provisions[:1])
    assert reasons(drunk, other.text, asked=other) == (
        "案由（罪名）相同：危险驾驶罪",
        "引用相同法条：《中华人民共和国刑法》第133条之1第1款",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("被告人醉酒驾车", ()),  # facts name no charge, and none is guessed
        ("以危险驾驶罪起诉", ("案由（罪名）相同：危险驾驶罪",)),
        # another paragraph of one article is the same article
        (
            "依照《中华人民共和国刑法》第六十七条第一款",
            ("引用相同法条：《中华人民共和国刑法》第67条第3款",),
        ),
        # article 133 is not article 133-1
        ("依照《中华人民共和国刑法》第一百三十三条", ()),
    ],
)
def test_of_a_pasted_text_only_what_it_says_counts(drunk, text, expected):
    assert reasons(drunk, text) == expected


def test_words_are_named_only_where_both_have_them(drunk):
    assert reasons(drunk, "x", words=["轿车", "林木"]) == ("共同词语：轿车",)


def test_channels_stand_by_rank(drunk):
    assert reasons(drunk, "x", ranks={"lexical": 7, "dense": 2}) == (
        "语义接近第2位，用词重合第7位",
    )


def test_nothing_in_common_gives_no_reason(drunk):
    assert reasons(drunk, "") == ()
