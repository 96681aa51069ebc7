"""Which provisions that a paper cites no longer stand where it cites them?

Source: rule V15 of the search report: a repealed law cited for facts behind its end is a warning.
"""

from dataclasses import dataclass

from corpus.law.changes import MovedArticle, moved_article
from corpus.law.placing import LawTime
from corpus.law.versions import Succession, succession_of
from corpus.provision import Provision
from corpus.spans import Extracted


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCitation:
    """A cited provision that no longer stands where it is cited.

    Attributes:
        provision: As cited, with its words.
        succession: What replaced its law; None where the law only got new numbers.
        moved: Where its matter stands now, where a row tells.
        is_after_end: Whether the facts lie behind the end of the law, so that citing it may be a
            mistake (V15).
    """

    provision: Extracted[Provision]
    succession: Succession | None
    moved: MovedArticle | None
    is_after_end: bool


def old_citations(case: LawTime) -> tuple[OldCitation, ...]:
    """Return the provisions that a case cites and that stand elsewhere today.

    A law that ended before the first day of the facts may be cited by mistake (V15 of the rules).
    """
    seen: dict[tuple[str, int, int], OldCitation] = {}
    for cited in case.provisions:
        succession = succession_of(cited.value.law)
        moved = moved_article(cited.value, cited_on=case.judged_on)
        if succession is None and moved is None:
            continue
        key = (cited.value.law, cited.value.article, cited.value.article_suffix)
        first = None if case.happening is None else case.happening.first.value.earliest
        seen.setdefault(
            key,
            OldCitation(
                provision=cited,
                succession=succession,
                moved=moved,
                is_after_end=succession is not None
                and first is not None
                and first >= succession.ended,
            ),
        )
    return tuple(seen.values())
