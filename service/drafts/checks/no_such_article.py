"""Does every provision that the draft cites exist?"""

from collections.abc import Iterator
from datetime import date

from corpus.law.articles import articles_of, has_article, has_paragraph
from corpus.law.titles import known_title
from corpus.law.versions import succession_of, versions_of
from corpus.provision import Provision
from corpus.spans import Extracted, value_of
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each article or paragraph of the basis that its law does not have.

    Only laws whose text is known and was in force, in the version that is known, when the draft was
    signed: an older version may have had more articles.
    """
    signed = value_of(draft.judgment.decided_on)
    for cited in draft.judgment.provisions:
        if not _is_known(cited.value.law, signed):
            continue
        if has_article(cited.value) is False:
            yield _found(cited, _no_article(cited.value))
        elif has_paragraph(cited.value) is False:
            yield _found(cited, _no_paragraph(cited.value))


def _is_known(law: str, signed: date | None) -> bool:
    """Tell whether the text that was counted is that of the version in force."""
    if articles_of(law) is None or succession_of(law) is not None or known_title(law) is None:
        return False
    versions = versions_of(law)
    if signed is None or not versions:
        return signed is None
    return (versions[-1].valid_from or versions[-1].published) <= signed


def _no_article(provision: Provision) -> str:
    known = articles_of(provision.law)
    last = 0 if known is None else known.last
    law, article, suffix = provision.law, provision.article, provision.article_suffix
    if suffix:
        return f"《{law}》没有第{article}条之{suffix}（现行文本共{last}条）。"
    return f"《{law}》没有第{article}条（现行文本共{last}条）。"


def _no_paragraph(provision: Provision) -> str:
    known = articles_of(provision.law)
    key = (provision.article, provision.article_suffix)
    n = 0 if known is None else known.paragraphs[key]
    law, article, suffix = provision.law, provision.article, provision.article_suffix
    paragraph = provision.paragraph
    if suffix:
        return (
            f"《{law}》第{article}条之{suffix}只有{n}款，没有第{paragraph}款；"
            "引用项的，应写明“项”。"
        )
    return f"《{law}》第{article}条只有{n}款，没有第{paragraph}款；引用项的，应写明“项”。"


def _found(cited: Extracted[Provision], sentence: str) -> Found:
    return Found(rule=DraftRule.NO_SUCH_ARTICLE, spans=(cited.span,), sentence=sentence)
