"""How does a judgment become a case that is compared?"""

from corpus.committee import committee_discussion
from corpus.judgment import DocumentKind, Effectiveness, Judgment
from corpus.law.placing import law_time_of
from corpus.positions.reading import read_positions
from corpus.spans import value_of
from service.comparison.quotes import Quote
from service.divergence.model import ComparedCase

_LIBRARY = frozenset({DocumentKind.GUIDING_CASE, DocumentKind.REFERENCE_CASE})


def compared_case(
    judgment: Judgment,
    *,
    effect: Effectiveness | None = None,
    series: str | None = None,
    is_draft: bool = False,
) -> ComparedCase:
    """Read of a judgment what comparing needs.

    Args:
        judgment: The judgment, or a draft read as one.
        effect: Whether it stands, as the store knows; None takes what the judgment tells.
        series: Key of its series, None where it belongs to none.
        is_draft: Whether it is a draft: it has no vote.

    Cost: linear in the length of the text.
    """
    words = committee_discussion(judgment)
    return ComparedCase(
        judgment=judgment,
        positions=read_positions(judgment),
        law_time=law_time_of(judgment),
        effect=judgment.effect if effect is None else effect,
        series=series,
        is_library=value_of(judgment.document_kind) in _LIBRARY,
        is_draft=is_draft,
        committee=None if words is None else Quote(whole=judgment.text, span=words),
    )
