"""Which characters stand where a character was lost?

Fonts without a character print a box, programs that cannot decode one put U+FFFD, and conversion
to an older encoding leaves a question mark. What stands beside such a hole is not the whole: it
must be answered with :class:`~corpus.spans.Unreadable` and not be read without it. A mark that the
publisher put (×, *) hides on purpose: :class:`~corpus.spans.Withheld`.
"""

import re
from typing import Final

HOLES: Final = "□■▢◻▯\ufffd"
"""Characters that stand for a lost one anywhere."""

HOLES_IN_NAMES: Final = HOLES + "?？_"
"""These too, where nothing but a name can stand."""

MASKS: Final = "×*＊"
"""What publishers put for what they hide; letters like X, which may belong to a name, are apart."""

_HOLE: Final = re.compile(f"[{HOLES_IN_NAMES}]")


def has_hole(words: str) -> bool:
    """Tell whether a character of a name, a title or a signature is lost.

    Example:
        >>> has_hole("民事□□书"), has_hole("民事判决书")
        (True, False)
    """
    return _HOLE.search(words) is not None
