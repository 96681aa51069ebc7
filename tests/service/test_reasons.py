from dataclasses import replace

import pytest

from corpus.listed import ListedJudgment
from corpus.provision import Provision
from corpus.spans import Extracted, Span
from indexing.searching.query import QueryParts
from service.search.answer import Used, UsedElement
from service.search.bands import bands_in
from service.search.index import Found
from service.search.marks import Marker
from service.search.reasons import Reasons
from service.search.understanding import Origin

NOTHING_USED = Used(parts=QueryParts(facts=""), elements=(), unmet=(), bands=())
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


def reasons(judgment, text, *, asked=None, words=(), ranks=None, used=NOTHING_USED, issues=()):
    found = Found(
        judgment_id=judgment.id,
        rank=1,
        channel_ranks=ranks or {},
        issues=issues,
        likeness=None,
        others=(),
        passages=(),
    )
    return Reasons(text=text, asked=asked, marker=Marker(words), used=used).of(
        ListedJudgment.of(judgment), found, quoted=[judgment.text]
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


def test_a_charge_that_was_told_counts_like_one_in_the_text(drunk):
    told = UsedElement(name="危险驾驶罪", origin=Origin.TOLD, chance=1.0)
    used = replace(NOTHING_USED, elements=(told,))
    assert reasons(drunk, "被告人醉酒驾车", used=used) == ("案由（罪名）相同：危险驾驶罪",)


def test_a_predicted_charge_is_no_reason(drunk):
    guessed = UsedElement(name="危险驾驶罪", origin=Origin.PREDICTED, chance=0.9)
    assert reasons(drunk, "被告人醉酒驾车", used=replace(NOTHING_USED, elements=(guessed,))) == ()


def test_issues_and_quantities_of_the_same_band_are_named(drunk):
    text = "血液酒精含量为" + drunk.text[: drunk.text.index("毫克")][-3:]
    used = Used(
        parts=QueryParts(facts=text, issues=("是否构成自首", "是否从重处罚")),
        elements=(),
        unmet=(),
        bands=bands_in(drunk.text),
    )
    assert used.bands
    assert reasons(drunk, text, used=used, issues=(1,)) == (
        "说理涉及争议焦点：是否从重处罚",
        f"数量同档：{'，'.join(str(band) for band in used.bands)}",
    )
