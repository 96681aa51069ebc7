"""Does the draft name a day that does not exist (2月30日)?"""

import re
from collections.abc import Iterator
from typing import Final

from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

_ARABIC: Final = re.compile("[0-9０-９]")
_LETTER: Final = re.compile("[A-Za-z\uff2f\u043e]")
_CHINESE: Final = re.compile("[一二三四五六七八九十〇○零]")


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each day that the calendar does not have."""
    for day in draft.impossible:
        words = day.span.of(draft.text)
        # 证人李某12015年: the figure belongs to the name; 六月十一二日 is no day but a guess.
        is_joined = draft.text[max(0, day.span.start - 1) : day.span.start].isdigit()
        if is_joined or _LETTER.search(words):
            continue
        if bool(_ARABIC.search(words)) is bool(_CHINESE.search(words)):
            continue
        yield Found(
            rule=DraftRule.IMPOSSIBLE_DATE, spans=(day.span,), sentence=f"没有“{words}”这一天。"
        )
