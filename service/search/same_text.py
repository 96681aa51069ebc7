"""Is a found judgment the very text that was searched by?

Whoever pastes the facts of a judgment that is stored finds that judgment: no similar case, the same
case. White space and the width of signs do not count.
"""

import re
import unicodedata
from collections import Counter

# Shorter accounts are set phrases that many judgments hold.
LEAST_CHARACTERS = 40

# Characters that no form of writing folds into others.
_FIXED = re.compile(r"[\u4e00-\u9fff]+")


class AskedText:
    r"""The text that was searched by, ready to be looked for in many judgments.

    Example:
        >>> facts = "5月3日，被告人甲某酒后驾车，行至路口被民警当场查获，"
        >>> facts += "经鉴定属醉酒，甲某对此没有异议。"
        >>> AskedText(facts).is_in(f"经审理查明：\n{facts[:20]}\n{facts[20:]}")
        True
        >>> AskedText("被告人醉酒驾驶").is_in("被告人醉酒驾驶小型轿车")
        False
    """

    def __init__(self, text: str) -> None:
        """Fold the text once."""
        self._bare = _without_space(text)
        self._folded = _fold(text)
        self._runs = _FIXED.findall(self._folded)
        # Those that the text has least often are the likeliest to be missing elsewhere.
        counts = Counter("".join(_FIXED.findall(self._bare)))
        self._needed = sorted(counts, key=lambda each: counts[each])

    def is_in(self, text: str) -> bool:
        """Tell whether a text holds all of what was asked, word for word.

        Cost: a hundredth of a millisecond for 7,000 characters where one of those asked for is
        missing, else 0.05 ms; 1 ms where only widths differ.
        """
        if len(self._folded) < LEAST_CHARACTERS:
            return False
        if not all(map(text.__contains__, self._needed)):
            return False
        bare = _without_space(text)
        if self._bare in bare:
            return True
        # Folding a text costs twenty times what it costs to see that some run of it is missing.
        return all(run in bare for run in self._runs) and self._folded in _fold(text)


def _without_space(text: str) -> str:
    return "".join(text.split())


def _fold(text: str) -> str:
    return _without_space(unicodedata.normalize("NFKC", text))
