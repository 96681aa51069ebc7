"""Does a law have the article that a paper cites, and the article the paragraph (款)?

Source: counts of the public collection LawRefBook/Laws, texts to April 2025
(:mod:`corpus.law.making_articles`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from corpus.law.titles import canonical_title, read_table
from corpus.provision import Provision


@dataclass(frozen=True, slots=True, kw_only=True)
class LawArticles:
    """How a law is divided, as far as the table knows.

    Attributes:
        law: Canonical title.
        last: Number of its last article.
        paragraphs: How many paragraphs each article has, by number and suffix (之一 is 1).
    """

    law: str
    last: int
    paragraphs: Mapping[tuple[int, int], int]


def articles_of(law: str) -> LawArticles | None:
    """Return how a law is divided, None where its text is not known.

    Example:
        >>> articles_of("刑法").last, articles_of("刑法").paragraphs[(133, 1)]
        (452, 3)
        >>> articles_of("合同法") is None
        True
    """
    return _articles().get(canonical_title(law))


def has_article(provision: Provision) -> bool | None:
    """Tell whether a law has an article; None where its text is not known.

    Example:
        >>> has_article(Provision(law="中华人民共和国刑法", article=562))
        False
    """
    known = articles_of(provision.law)
    if known is None:
        return None
    key = (provision.article, provision.article_suffix)
    return key in known.paragraphs


def has_paragraph(provision: Provision) -> bool | None:
    """Tell whether an article has the paragraph cited; None where that is not known.

    Example:
        >>> has_paragraph(Provision(law="中华人民共和国刑法", article=67, paragraph=4))
        False
    """
    known = articles_of(provision.law)
    key = (provision.article, provision.article_suffix)
    if known is None or provision.paragraph is None or key not in known.paragraphs:
        return None
    return 1 <= provision.paragraph <= known.paragraphs[key]


@cache
def _articles() -> dict[str, LawArticles]:
    table: dict[str, LawArticles] = {}
    for row in read_table("law_articles.csv"):
        counts = dict(_counts(row))
        law = canonical_title(row["title"])
        last = max(number for number, _ in counts)
        table[law] = LawArticles(law=law, last=last, paragraphs=counts)
    return table


def _counts(row: dict[str, str]) -> Iterator[tuple[tuple[int, int], int]]:
    """Read ``1 2 0 3``; 0 marks a number whose text the collection lost, which stays unknown."""
    for number, count in enumerate(row["paragraphs"].split(), start=1):
        yield (number, 0), int(count) or 99
    for part in filter(None, row["more"].split("|")):
        article, _, count = part.partition(":")
        base, _, suffix = article.partition("之")
        yield (int(base), int(suffix)), int(count)
