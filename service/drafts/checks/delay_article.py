"""Is the article on interest for delay (迟延履行) cited under its number of today?

The article of the Civil Procedure Law was renumbered with every reform, and old forms carry old
numbers on.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from corpus.citations import find_provisions
from corpus.judgment import SectionKind
from corpus.law.changes import moved_article
from corpus.law.versions import versions_of
from corpus.spans import value_of
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

_LAW: Final = "中华人民共和国民事诉讼法"
_DELAY: Final = re.compile("加倍支付迟延履行")
_WHERE: Final = (SectionKind.DISPOSITION, SectionKind.COSTS, SectionKind.APPEAL_NOTICE)


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give the article on delay where its number ended before the draft was signed."""
    signed = value_of(draft.judgment.decided_on)
    current = versions_of(_LAW)[-1].valid_from
    if signed is None or current is None or signed < current:
        return
    for sentence in draft.sentences(*_WHERE):
        if not _DELAY.search(draft.text, sentence.start, sentence.end):
            continue
        for cited in find_provisions(draft.text, sentence.start, sentence.end):
            moved = moved_article(cited.value, cited_on=date.min)
            if cited.value.law != _LAW or moved is None or len(moved.successors) != 1:
                continue
            now = moved.successors[0].article
            yield Found(
                rule=DraftRule.REPEALED_LAW,
                spans=(cited.span,),
                sentence=(
                    f"加倍支付迟延履行期间债务利息的规定现为《{_LAW}》第{now}条，"
                    f"草稿写的是修正前的第{cited.value.article}条。"
                ),
            )
