"""Who asks: a question, a stored judgment or a pending case, as one side of comparisons?"""

from datetime import date

from corpus.judgment import Judgment
from indexing.searching.query import parts_of
from service.comparison.sides import Side, side_of_judgment, side_of_text
from service.pending.model import PendingCase
from service.search.question import Question, clean_text
from service.search.understanding import understand


def side_of_question(question: Question, asked: Judgment | None, *, as_of: date) -> Side:
    """Return what somebody asks with as one side of a comparison.

    Args:
        question: As asked.
        asked: The stored judgment that it names, or None where it tells a text.
        as_of: The day of asking.

    Example:
        >>> asked = Question(text="2022年5月6日，甲盗伐林木3立方米。", charges=("盗伐林木罪",))
        >>> side = side_of_question(asked, None, as_of=date(2026, 3, 2))
        >>> side.law.happening.first.value.earliest
        datetime.date(2022, 5, 6)
    """
    if asked is not None:
        return side_of_judgment(asked)
    text = clean_text(question.text or "")
    understood = understand(Question(text=text, charges=question.charges), None).query
    return side_of_text(
        text,
        parts=parts_of(understood),
        elements=understood.charges,
        as_of=as_of,
    )


def side_of_case(case: PendingCase, *, as_of: date) -> Side:
    """Return a pending case as one side of a comparison; its quotes count in ``case.text``.

    What the desk knows goes before what the paper says: charges or cause, the day of the facts,
    the disputed issues, the provisions that are meant to be applied.

    Args:
        case: The case.
        as_of: The day of asking.
    """
    understood = understand(Question(text=case.text, charges=case.elements), None).query
    return side_of_text(
        case.text,
        parts=parts_of(understood),
        elements=case.elements or understood.charges,
        as_of=as_of,
        issues=case.issues,
        happened_on=case.happened_on,
        case_type=case.case_type,
        filed_on=case.filed_on,
        intended=case.intended_provisions,
    )
