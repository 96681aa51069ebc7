"""Where does a sentence or a line begin?

Portals deliver judgments with line breaks, with spaces for line breaks, or with neither. A part of
a judgment always opens a sentence, so these few functions make all three forms read alike.
"""

import re
from typing import Final

_ENDS: Final = "。；;！？\n"
_BLANK: Final = " \n\t\r\u3000\xa0"
_CLOSERS: Final = "”’」』）)\"'"
_SENTENCE_END: Final = re.compile(r"[。；！？\n]")
_UP_TO_LAST_END: Final = re.compile(rf".*[{_ENDS}{_BLANK}]", re.DOTALL)
BLOCK: Final = 64
"""How many characters are looked at in one step backwards; sentences have about forty."""


def skip_blank(text: str, at: int, end: int) -> int:
    """Return the first offset from ``at`` that holds no white space, at most ``end``."""
    while at < end and text[at] in _BLANK:
        at += 1
    return at


def sentence_start(text: str, at: int, low: int) -> int:
    """Return where the sentence that holds ``at`` begins, not before ``low``.

    A blank between two Chinese words is where a line break was, and begins a sentence too.

    Cost: linear in the length of the sentence, counted in blocks of :data:`BLOCK` characters.
    """
    place = low
    high = at
    while high > low:
        block = max(low, high - BLOCK)
        match = _UP_TO_LAST_END.match(text, block, high)
        if match is not None:
            place = match.end()
            break
        high = block
    # 」 and ） behind a full stop belong to the sentence before.
    while place < at and text[place] in _CLOSERS:
        place += 1
    return place


def sentence_end(text: str, at: int, high: int) -> int:
    """Return the offset behind the sentence that holds ``at``, not beyond ``high``."""
    match = _SENTENCE_END.search(text, at, high)
    if match is None:
        return high
    end = match.end()
    while end < high and text[end] in _CLOSERS:
        end += 1
    return end


def opens_sentence(text: str, at: int, low: int) -> bool:
    """Tell whether a sentence or a line begins at ``at``."""
    if at <= low:
        return True
    before = text[at - 1]
    return before in _ENDS or before in _BLANK or before in _CLOSERS
