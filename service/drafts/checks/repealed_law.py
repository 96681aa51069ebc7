"""Does the draft rest on a law that had ended before its facts (V15)?

Source: rule V15 of the search report; for the Civil Code 法释〔2020〕15号 art. 1.
"""

from collections.abc import Iterator

from corpus.law.changes import Confidence
from corpus.law.old_citations import OldCitation, old_citations
from corpus.law.placing import day_words, law_time_of
from corpus.law.versions import Succession
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
            sentence=_sentence(old, old.succession),
        )


def _sentence(old: OldCitation, ended: Succession) -> str:
    law, day, source = old.provision.value.law, day_words(ended.ended), ended.source
    if old.moved is None:
        return (
            f"《{law}》自{day}起废止（{source}），本案事实发生在其后，应适用《{ended.successor}》。"
        )
    successors = "、".join(str(each) for each in old.moved.successors)
    if old.moved.confidence is Confidence.MEMORY:
        return (
            f"《{law}》自{day}起废止（{source}），本案事实发生在其后，"
            f"对应{successors}（对应条文请核对）。"
        )
    return f"《{law}》自{day}起废止（{source}），本案事实发生在其后，对应{successors}。"
