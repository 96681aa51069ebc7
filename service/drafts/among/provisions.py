"""Which provision do nearly all like cases rest on that the draft does not cite?"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from corpus.judgment import Judgment
from corpus.law.changes import moved_article
from corpus.law.versions import succession_of
from corpus.provision import Provision
from corpus.spans import value_of
from service.comparison.quotes import Quote
from service.drafts.among.company import Company
from service.drafts.among.told import told
from service.drafts.model import DraftFinding, LikeCase
from service.drafts.vocabulary import DraftRule

LEAST: Final = 10
"""Fewest like cases that tell what is usual."""

SHARE: Final = 0.95
"""Share of them that must cite a provision."""

_SHOWN: Final = 3
_PROCEDURE: Final = "诉讼法"
_CRIMINAL_LAW: Final = "中华人民共和国刑法"
_LAST_GENERAL: Final = 101

_Article = tuple[str, int, int]


def find(company: Company) -> Iterator[DraftFinding]:
    """Give the articles that nearly all like judgments of the same cause and stage cite.

    Laws of procedure and laws that have ended are left out, and so is a draft that cites nothing.
    """
    draft = company.judgment
    own = _articles(draft)
    like = [each for each in company.like if _is_of_kind(each, draft) and each.provisions]
    if not own or len(like) < LEAST or _is_acquittal(draft):
        return
    counts = Counter(article for each in like for article in _articles(each))
    for article, n in sorted(counts.items()):
        if n < SHARE * len(like) or article in own or _is_general(article):
            continue
        if succession_of(article[0]) is None:
            yield _told(company, like, article, n)


def _is_general(article: _Article) -> bool:
    """Tell whether an article is of procedure or of the general part of the Criminal Law.

    Which of these a ruling rests on depends on the circumstances of each case.
    """
    law, number, _ = article
    return _PROCEDURE in law or (law == _CRIMINAL_LAW and number <= _LAST_GENERAL)


def _is_acquittal(draft: Judgment) -> bool:
    criminal = None if draft.outcome is None else draft.outcome.criminal
    return criminal is not None and any(each.value.is_acquitted for each in criminal.accused)


def _articles(judgment: Judgment) -> set[_Article]:
    """Return the articles of a basis, those of replaced laws where they stand today."""
    found: set[_Article] = set()
    for cited in judgment.provisions:
        value = cited.value
        moved = moved_article(value, cited_on=value_of(judgment.decided_on))
        places = (value,) if moved is None else (value, *moved.successors)
        found |= {(each.law, each.article, each.article_suffix) for each in places}
    return found


def _is_of_kind(judgment: Judgment, draft: Judgment) -> bool:
    elements = {each.value for each in draft.charges} | {value_of(draft.cause) or ""}
    own = {each.value for each in judgment.charges} | {value_of(judgment.cause) or ""}
    return (
        bool((elements & own) - {""})
        and value_of(judgment.document_kind) is value_of(draft.document_kind)
        and value_of(judgment.instance) is value_of(draft.instance)
    )


def _told(company: Company, like: list[Judgment], article: _Article, n: int) -> DraftFinding:
    law, number, suffix = article
    provision = Provision(law=law, article=number, article_suffix=suffix)
    cases: list[LikeCase] = []
    for judgment in like:
        words = next(
            (
                cited.span
                for cited in judgment.provisions
                if (cited.value.law, cited.value.article, cited.value.article_suffix) == article
            ),
            None,
        )
        if words is not None and len(cases) < _SHOWN:
            quote = Quote(whole=judgment.text, span=words)
            cases.append(LikeCase.quoting(judgment, quote, what="裁判依据"))
    basis = [Quote(whole=company.judgment.text, span=company.judgment.provisions[-1].span)]
    return told(
        DraftRule.MISSING_PROVISION,
        f"{len(like)}件类案中{n}件的裁判依据有{provision}，草稿没有引用。",
        about=(str(provision),),
        quotes=basis,
        cases=cases,
    )
