"""Does the draft rest on a law that had ended before its facts (V15)?

Source: rule V15 of the search report; for the Civil Code 法释〔2020〕15号 art. 1.
"""

from collections.abc import Iterator

from corpus.law.changes import Confidence
from corpus.law.old_citations import OldCitation, old_citations
from corpus.law.placing import day_words, law_time_of
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each provision of a law that had ended when the first of the facts happened."""
    case = law_time_of(draft.judgment)
    for old in old_citations(case):
        if not old.is_after_end or old.succession is None or case.happening is None:
            continue
        first = case.happening.first
        yield Found(
            rule=DraftRule.REPEALED_LAW,
            spans=tuple(each for each in (old.provision.span, first.span) if len(each)),
            sentence=(
                f"《{old.provision.value.law}》自{day_words(old.succession.ended)}起废止"
                f"（{old.succession.source}），本案事实发生在其后，{_successor(old)}。"
            ),
        )


def _successor(old: OldCitation) -> str:
    if old.succession is None or old.moved is None:
        law = "" if old.succession is None else old.succession.successor
        return f"应适用《{law}》"
    doubt = "（对应条文请核对）" if old.moved.confidence is Confidence.MEMORY else ""
    return f"对应{'、'.join(str(each) for each in old.moved.successors)}{doubt}"
