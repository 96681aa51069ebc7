"""What is a quote? A stretch of a text, never words beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a text, word for word: there is no way to give it other words.

    Attributes:
        whole: The text that the span counts in.
        span: Where the words stand.

    Raises:
        SpanError: The span reaches beyond the text.

    Example:
        >>> Quote(whole="甲乙丙丁", span=Span(2, 4)).text
        '丙丁'
    """

    whole: str = field(repr=False)
    span: Span

    def __post_init__(self) -> None:
        """Refuse a span that the text does not have."""
        self.span.of(self.whole)

    @property
    def text(self) -> str:
        """The words."""
        return self.span.of(self.whole)


def quotes_of(whole: str, spans: Iterable[Span]) -> tuple[Quote, ...]:
    """Return the quotes of a text that stand at some places, each place once, in order."""
    return tuple(Quote(whole=whole, span=span) for span in sorted(set(spans)))
