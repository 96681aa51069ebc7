"""How like is a judgment to the case asked about?"""

from corpus.law.timing import compare_law
from service.comparison.axes import facts_axis, issues_axis, law_axis
from service.comparison.differences import differences_between
from service.comparison.model import Comparison
from service.comparison.sides import Side


def compare(asked: Side, found: Side) -> Comparison:
    """Compare a judgment with the case asked about, on three axes, and tell what parts them.

    Pure: the same sides give the same comparison, in every process.

    Cost: 8 ms for two judgments of 7,000 characters.
    """
    law_in_time = compare_law(asked.law, found.law)
    differences = differences_between(asked, found, law_in_time)
    return Comparison(
        facts=facts_axis(asked, found),
        issues=issues_axis(asked, found),
        law=law_axis(asked, found, law_in_time),
        differences=tuple(each for each in differences if each.is_told_by_both),
        untold=tuple(each for each in differences if not each.is_told_by_both),
        law_in_time=law_in_time,
    )
