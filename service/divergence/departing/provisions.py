"""How odd is what a judgment rests on, seen from what its like cases rest on?

Many papers cite something that no like one does, and leave out something that others cite. Alone
that says little. It tells more where both go together, where the two lie in one law or side by
side in it, where a whole law is cited that no other cites, and where the reasoning itself applies
what no other cites: what stands in the list of provisions alone is often stock.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from service.divergence.departing.topics import Trait

IN_PLACE: Final = "in_place"
BESIDE: Final = "beside"
OTHER_LAW: Final = "other_law"
MISSING: Final = "missing"
REASONED: Final = "reasoned"
UNTOLD: Final = 0.5
"""Of a reasoning that names no provision at all: it tells nothing of what it applies."""
_LEAST_OTHERS: Final = 2
_BESIDE: Final = 2
_NUMBER: Final = re.compile(r"第(\d+)条")


def signs_of_law(
    trait: Trait, others: Sequence[Trait], *, reasoned: frozenset[str] = frozenset()
) -> Mapping[str, float]:
    """Return what speaks for a provision cited in place of another.

    Args:
        trait: Provisions of the one judgment.
        others: Those of its like cases.
        reasoned: Provisions that the reasoning of the one judgment names.

    Returns:
        Shares of the others in [0, 1] by name, of a provision that the judgment leaves out:
        ``in_place`` of a law of which it cites what no other does; ``beside`` at most two
        articles from such; ``missing`` of any law; and ``other_law``, the share that cites
        nothing of a law that it cites; ``reasoned`` is 1 where its reasoning names what it
        cites and no other does, 0 where it names others alone. All 0 where it cites nothing that
        no other does, or where fewer than two others tell.
    """
    cited = Counter(value for other in others for value in other.values)
    own = [value for value in trait.values if value not in cited]
    if len(others) < _LEAST_OTHERS or not own:
        return dict.fromkeys((IN_PLACE, BESIDE, OTHER_LAW, MISSING, REASONED), 0.0)
    titles = {title_of(value) for value in own}
    laws = Counter(
        title for other in others for title in {title_of(value) for value in other.values}
    )
    left_out = {value: n for value, n in cited.items() if value not in trait.values}
    in_place = [n for value, n in left_out.items() if title_of(value) in titles]
    beside = [n for value, n in left_out.items() if any(_is_beside(value, each) for each in own)]
    return {
        # One more case that does as the judgment does: few others say little.
        IN_PLACE: max(in_place, default=0) / (len(others) + 1),
        BESIDE: max(beside, default=0) / (len(others) + 1),
        OTHER_LAW: 1.0 - min(laws[title] for title in titles) / len(others),
        MISSING: max(left_out.values(), default=0) / (len(others) + 1),
        REASONED: float(not reasoned.isdisjoint(own)) if reasoned else UNTOLD,
    }


def title_of(value: str) -> str:
    """Return the law that a provision stands in.

    Example:
        >>> title_of("中华人民共和国合同法第60条")
        '中华人民共和国合同法'
    """
    return value.split("第", 1)[0]


def _is_beside(one: str, other: str) -> bool:
    numbers = [int(found[1]) for each in (one, other) if (found := _NUMBER.search(each))]
    return (
        title_of(one) == title_of(other)
        and len(numbers) == _BESIDE
        and abs(numbers[0] - numbers[1]) <= _BESIDE
    )
