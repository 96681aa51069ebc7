import pytest

from corpus.law.articles import articles_of, has_article, has_paragraph
from corpus.law.making_articles import paragraph_counts
from corpus.provision import Provision


@pytest.mark.parametrize(
    ("law", "article", "suffix", "expected"),
    [
        ("中华人民共和国刑法", 264, 0, True),
        ("中华人民共和国刑法", 453, 0, False),
        ("中华人民共和国刑法", 133, 1, True),
        ("中华人民共和国刑法", 264, 1, False),
        ("中华人民共和国民法典", 1260, 0, True),
        ("中华人民共和国民法典", 1261, 0, False),
        ("中华人民共和国合同法", 60, 0, None),
    ],
)
def test_which_articles_a_law_has(law, article, suffix, expected):
    provision = Provision(law=law, article=article, article_suffix=suffix)
    assert has_article(provision) is expected


@pytest.mark.parametrize(
    ("article", "paragraph", "expected"),
    [(67, 3, True), (67, 4, False), (264, 1, True), (264, 2, False), (67, None, None)],
)
def test_which_paragraphs_an_article_has(article, paragraph, expected):
    provision = Provision(law="中华人民共和国刑法", article=article, paragraph=paragraph)
    assert has_paragraph(provision) is expected


def test_a_law_is_found_under_its_short_name():
    assert articles_of("刑诉法").law == "中华人民共和国刑事诉讼法"


def test_an_article_whose_text_was_lost_stays_unknown_and_is_not_denied():
    lost = [
        n for (n, s), count in articles_of("刑诉法").paragraphs.items() if count == 99 and not s
    ]
    assert lost
    assert has_article(Provision(law="中华人民共和国刑事诉讼法", article=lost[0])) is True


def test_items_headings_and_notes_are_no_paragraphs():
    body = "## 第一章 总则\n\n第一条 甲：\n\n（一）乙；\n\n（二）丙。\n\n丁。\n\n### 第二节 戊\n\n第二条 己。"
    assert paragraph_counts(body) == {(1, 0): 2, (2, 0): 1}
