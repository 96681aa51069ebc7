"""How does the text of a draft become a judgment that can be checked?"""

from datetime import date

from corpus.judgment import Judgment, RawJudgment, Rejected, SourceRecord
from corpus.reading import read_judgment
from service.errors import NotAJudgmentError

_SOURCE = SourceRecord(name="draft", place="draft", format="draft")


def read_draft(text: str, *, today: date) -> Judgment:
    """Read a draft as a judgment is read; its text is cleaned, and all quotes count in that.

    Args:
        text: The draft as uploaded or pasted.
        today: The day of checking; a date of signing to come is not read.

    Raises:
        NotAJudgmentError: The text is no judgment: neither a head nor reasons nor a ruling.
    """
    read = read_judgment(RawJudgment(text=text, source=_SOURCE), today=today)
    if isinstance(read, Rejected):
        raise NotAJudgmentError(place="草稿", reason=read.reason)
    return read
