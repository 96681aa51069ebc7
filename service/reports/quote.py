"""What is a quote in a report, and does it stand where it says?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpus.errors import SpanError
from corpus.judgment import Judgment, JudgmentId
from corpus.spans import Span
from service.errors import ReportQuoteError

TextOf = Callable[[JudgmentId], str]
"""Gives the stored text of a judgment; raises JudgmentNotFoundError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a judgment, with the place where they stand.

    Attributes:
        judgment_id: The stored judgment.
        span: Where the words stand in its stored text.
        text: The words.
    """

    judgment_id: JudgmentId
    span: Span
    text: str

    def __post_init__(self) -> None:
        """Refuse words that cannot fill their place."""
        if not self.text or len(self.text) != len(self.span):
            raise ReportQuoteError(judgment_id=self.judgment_id, span=_words(self.span))

    @classmethod
    def of(cls, judgment: Judgment, span: Span) -> "Quote":
        """Return the words of a judgment at a place.

        Raises:
            SpanError: The text has no such place.
            ReportQuoteError: The place is empty.
        """
        return cls(judgment_id=judgment.id, span=span, text=span.of(judgment.text))


def require_verbatim(quotes: Iterable[Quote], text_of: TextOf) -> None:
    """Pass silently when each quote is what the stored text says at its place.

    Raises:
        ReportQuoteError: One is not.
        JudgmentNotFoundError: The judgment of one is not stored.
    """
    texts: dict[JudgmentId, str] = {}
    for quote in quotes:
        if quote.judgment_id not in texts:
            texts[quote.judgment_id] = text_of(quote.judgment_id)
        try:
            stands = quote.span.of(texts[quote.judgment_id])
        except SpanError:
            stands = ""
        if stands != quote.text:
            raise ReportQuoteError(judgment_id=quote.judgment_id, span=_words(quote.span))


def _words(span: Span) -> str:
    return f"{span.start}:{span.end}"
